// @ts-check

/**
 * Makes an element and puts it into `parent`, where there is one, after what that has.
 * @param {string} of its tag, and its attributes after a bar each: `input|type=file|multiple`
 * @param {Element} [parent]
 */
export function make(of, parent) {
  const [tag, ...attributes] = of.split("|");
  const element = document.createElement(tag);
  for (const attribute of attributes) {
    const [name, value = ""] = attribute.split("=");
    element.setAttribute(name, value);
  }
  parent?.append(element);
  return element;
}
