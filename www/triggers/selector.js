// @ts-check

/** Whether `selector` is one; says so if not. */
export function parses(/** @type {any} */ selector) {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    console.warn(`zeroten: the selector ${selector} of the trigger cannot be read`);
    return false;
  }
}
