// @ts-check
// Work that waits for promises.

/**
 * Tells `told` how a promise was settled, once it is: whether it was fulfilled, and with what.
 * @param {unknown} promise
 * @param {(fulfilled: boolean, value: unknown) => void} told
 */
export const wait = async (promise, told) => {
  let fulfilled = true;
  let value;
  try {
    value = await promise;
  } catch (problem) {
    fulfilled = false;
    value = problem;
  }
  told(fulfilled, value);
};
