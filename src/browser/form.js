// @ts-check

/**
 * The values of the fields in `root` that `selector` matches, in their order,
 * without the space around them.
 * @param {ShadowRoot} root
 * @param {string} selector
 */
export function values(root, selector) {
  return [...root.querySelectorAll(selector)].map((field) =>
    /** @type {any} */ (field).value.trim(),
  );
}
