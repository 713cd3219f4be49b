// @ts-check
// What the language itself uses, whatever the page has put in its place.

const Intrinsic = /** @type {PromiseConstructor} */ ((async () => {})().constructor);

/**
 * The glue asks it what a promise is, and makes new ones with it.
 * @param {(resolve: (value: unknown) => void, reject: (reason?: unknown) => void) => void} executor
 */
export function Promise(executor) {
  return new Intrinsic(executor);
}
Promise.prototype = Intrinsic.prototype;
Promise.resolve = async (/** @type {unknown} */ value) => value;
