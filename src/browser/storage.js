// @ts-check
// The origin's storage and the tab's own.

/** @param {boolean} tab */
const area = (tab) => (tab ? sessionStorage : localStorage);

/**
 * @param {boolean} tab
 * @param {string} key
 */
export const get = (tab, key) => area(tab).getItem(key) ?? undefined;

/**
 * Stores a value, or removes what is stored where it is empty.
 * @param {boolean} tab
 * @param {string} key
 * @param {string} value
 */
export const set = (tab, key, value) =>
  value ? area(tab).setItem(key, value) : area(tab).removeItem(key);
