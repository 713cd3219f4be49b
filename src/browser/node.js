// @ts-check
// Elements and texts that are drawn from data: few calls, each of which does much.

/** What stands before each attribute; in no value. */
const BEFORE = "\x01";

/**
 * Attributes by their names: the fixed ones with a bar between them, then each of the others.
 * @param {string} text
 * @returns {Map<string, string>}
 */
const attributes = (text) => {
  const [fixed, ...others] = text.split(BEFORE);
  return new Map(
    [...fixed.split("|"), ...others].filter(Boolean).map((attribute) => {
      const [name] = attribute.split("=", 1);
      return [name, attribute.slice(name.length + 1)];
    }),
  );
};

/**
 * Makes an element without attributes and puts it into `parent`, where there is one, after what
 * that has.
 * @param {string} tag
 * @param {boolean} svg
 * @param {Element} [parent]
 */
export const make = (tag, svg, parent) => {
  const element = document.createElementNS(
    `http://www.w3.org/${svg ? "2000/svg" : "1999/xhtml"}`,
    tag,
  );
  parent?.append(element);
  return element;
};

/**
 * Makes a text and puts it into `parent`, where there is one, after what that has.
 * @param {string} said
 * @param {Element} [parent]
 */
export const write = (said, parent) => {
  const text = new Text(said);
  parent?.append(text);
  return text;
};

/**
 * Gives an element that has the attributes `was` those of `is`. `value` is the property of that name,
 * so that a field shows it even after its visitor changed it.
 * @param {any} element
 * @param {string} was
 * @param {string} is
 */
export const dress = (element, was, is) => {
  const [before, after] = [was, is].map(attributes);
  for (const name of before.keys()) if (!after.has(name)) element.removeAttribute(name);
  for (const [name, value] of after) {
    if (name === "value") {
      if (element.value !== value) element.value = value;
    } else if (before.get(name) !== value) element.setAttribute(name, value);
  }
};

/**
 * Puts `other` into the place of `node`; takes `node` away where there is no other.
 * @param {ChildNode} node
 * @param {Node} [other]
 */
export const replace = (node, other) => (other ? node.replaceWith(other) : node.remove());
