// @ts-check
// What is drawn from data: one text, held against what is there.

/** What stands before an attribute, before an element, and at its end; a text has a fourth. */
const ATTRIBUTE = "\x01";
const OPEN = "\x02";
const CLOSE = "\x03";

/** @param {string} text */
const plain = (text) =>
  text.replace(/\x05./g, (mark) => String.fromCharCode(mark.charCodeAt(1) - 48));

/**
 * Attributes by their names: the fixed ones after a bar each, then each of the others.
 * @param {string} text
 * @returns {Map<string, string>}
 */
const attributes = (text) => {
  const [fixed, ...others] = text.split(ATTRIBUTE);
  return new Map(
    [...fixed.split("|").slice(1), ...others].map((attribute) => {
      const [name] = attribute.split("=", 1);
      return [name, plain(attribute.slice(name.length + 1))];
    }),
  );
};

/**
 * Gives an element that has the attributes `was` those of `is`. `value` is the property of that name,
 * so that a field shows it even after its visitor changed it.
 * @param {any} element
 * @param {string} was
 * @param {string} is
 */
const dress = (element, was, is) => {
  const [before, after] = [was, is].map(attributes);
  for (const name of before.keys()) if (!after.has(name)) element.removeAttribute(name);
  for (const [name, value] of after) {
    if (name === "value") {
      // A select that lost what was chosen is as empty as one where nothing is chosen.
      if (element.value !== value || element.selectedIndex < 0) element.value = value;
    } else if (before.get(name) !== value) element.setAttribute(name, value);
  }
};

/**
 * Draws an element, in the place of `old` where there is one: what is the same there stays, untouched.
 * @param {string} all
 * @param {any} [old]
 */
export const draw = (all, old) => {
  /** @type {any} */
  let parent = old?.parentNode ?? document.createElement("div");
  let next = old;
  for (const piece of all.split(/(?=[\x02-\x04])/)) {
    const [mark] = piece;
    const [rest] = piece.slice(1).split(ATTRIBUTE, 1);
    if (mark === CLOSE) {
      while (next) {
        const gone = next;
        next = gone.nextSibling;
        gone.remove();
      }
      // After the children: the value of a `select` is one of them.
      const { was = "", is } = parent;
      if (was !== is || is.includes(ATTRIBUTE + "value=")) dress(parent, was, is);
      parent.was = is;
      old = parent;
      next = old.nextSibling;
      parent = old.parentNode;
    } else {
      const [tag] = rest.split("|", 1);
      const said = plain(rest);
      const isElement = mark === OPEN;
      let node = next;
      if (!(isElement ? node?.localName === tag : node?.data === said)) {
        const space = tag === "svg" ? "http://www.w3.org/2000/svg" : parent.namespaceURI;
        node = isElement ? document.createElementNS(space, tag) : new Text(said);
        if (next) next.replaceWith(node);
        else parent.append(node);
      }
      next = node.nextSibling;
      if (isElement) {
        node.is = rest;
        parent = node;
        next = node.firstChild;
      }
    }
    // Attributes come after anything within an element.
    const more = piece.slice(1 + rest.length);
    if (more) parent.is += more;
  }
  return old;
};
