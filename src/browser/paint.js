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
 * The colour that `property` of a part of the card has on the screen, 0xrrggbb. Below nought where
 * the page does not say; where it is transparent, because nothing can be said of what shows through
 * it; and where it is of another space than sRGB.
 * @param {ShadowRoot} root
 * @param {string} part
 * @param {string} property
 */
export function colour(root, part, property) {
  try {
    const element = /** @type {Element} */ (root.querySelector(`[part=${part}]`));
    const computed = getComputedStyle(element).getPropertyValue(property);
    const [, red, green, blue] = /** @type {any} */ (/^rgb\((\d+), (\d+), (\d+)\)$/.exec(computed));
    return red * 65536 + green * 256 + +blue;
  } catch {
    return -1;
  }
}
