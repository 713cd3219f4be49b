// @ts-check

/**
 * Sets a property of `element`'s own style, which no policy refuses to a script. Returns whether the
 * browser takes the value.
 * @param {HTMLElement} element
 * @param {string} property
 * @param {string} value
 */
export function set(element, property, value) {
  element.style.setProperty(property, value);
  return element.style.getPropertyValue(property) !== "";
}

/**
 * Sets a property to a colour, 0xrrggbb.
 * @param {HTMLElement} element
 * @param {string} property
 * @param {number} colour
 */
export function setColour(element, property, colour) {
  set(element, property, "#" + (colour + 2 ** 24).toString(16).slice(1));
}

/**
 * The value of `property` as it is on the screen; empty where the page does not say.
 * @param {Element} element
 * @param {string} property
 */
export function computed(element, property) {
  try {
    return getComputedStyle(element).getPropertyValue(property);
  } catch {
    return "";
  }
}

/**
 * A colour as it is on the screen, 0xrrggbb. Nothing where it is transparent, because nothing can
 * be said of what shows through it, or of another space than sRGB.
 * @param {Element} element
 * @param {string} property
 */
export function computedColour(element, property) {
  const parts = /^rgb\((\d+), (\d+), (\d+)\)$/.exec(computed(element, property));
  return parts ? (+parts[1] << 16) + (+parts[2] << 8) + +parts[3] : undefined;
}
