// @ts-check

/**
 * The values of the fields in `root` that `selector` matches, in their order, without the space
 * around them, cut to `longest` UTF-16 units, and without the character no database stores.
 * @param {ShadowRoot} root
 * @param {string} selector
 * @param {number} longest
 */
export function values(root, selector, longest) {
  return [...root.querySelectorAll(selector)].map((field) =>
    /** @type {any} */ (field).value.trim().slice(0, longest).replaceAll("\0", ""),
  );
}
