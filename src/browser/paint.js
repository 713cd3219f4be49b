// @ts-check

const CARD = "[part=card]";

/**
 * Sets a property of the card's own style, which no policy refuses to a script; `inherit` takes what
 * the page around has. Returns whether the browser takes the value.
 * @param {ShadowRoot} root
 * @param {string} property
 * @param {string} value
 */
export function set(root, property, value) {
  const { style } = /** @type {HTMLElement} */ (root.querySelector(CARD));
  const around = root.host.parentElement;
  if (value === "inherit" && around) value = getComputedStyle(around).getPropertyValue(property);
  style.setProperty(property, value);
  return style.getPropertyValue(property) !== "";
}

/**
 * Sets a property of the card's own style to a colour, 0xrrggbb.
 * @param {ShadowRoot} root
 * @param {string} property
 * @param {number} colour
 */
export function setColour(root, property, colour) {
  set(root, property, "#" + (colour + 2 ** 24).toString(16).slice(1));
}

/**
 * The colour that `property` of a part of the card has on the screen, 0xrrggbb; of another space than
 * sRGB, the nearest in that. Below nought where the page does not say, and where it is transparent,
 * because nothing can be said of what shows through it.
 * @param {ShadowRoot} root
 * @param {string} part
 * @param {string} property
 */
export function colour(root, part, property) {
  try {
    const element = /** @type {HTMLElement} */ (root.querySelector(`[part=${part}]`));
    const style = getComputedStyle(element);
    const computed = style.getPropertyValue(property);
    let [parts, whole] = [/^rgb\((\d+), (\d+), (\d+)\)$/.exec(computed), 1];
    if (!parts) {
      // Mixed with itself, a colour of any space comes as one of sRGB, in parts of one.
      element.style.caretColor = `color-mix(in srgb, ${computed}, ${computed})`;
      [parts, whole] = [/^color\(srgb (\S+) (\S+) (\S+)\)$/.exec(style.caretColor), 255];
      element.style.caretColor = "";
    }
    const [, ...rgb] = /** @type {any} */ (parts);
    return rgb.reduce(
      (/** @type {number} */ sum, /** @type {number} */ part) =>
        sum * 256 + Math.round(Math.min(Math.max(part * whole, 0), 255)),
      0,
    );
  } catch {
    return -1;
  }
}
