// @ts-check

/** Whether the screen is pointed at with something coarse, a finger. */
export const coarse = () => matchMedia("(pointer: coarse)").matches;

/**
 * Focuses `element` after the next frame. Focusing what has just been shown makes the browser lay
 * the page out at once and select what is in the field; the frame that answers a click should not
 * wait for that.
 * @param {HTMLElement} element
 */
export function focusAfterFrame(element) {
  requestAnimationFrame(() => setTimeout(() => element.focus()));
}
