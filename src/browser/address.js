// @ts-check
// The part of the page's address after the `#`, which is sent to nobody.

const MARK = "#zeroten?";

/** What the address holds for us; blank where nothing. */
export const get = () => (location.hash.startsWith(MARK) ? location.hash.slice(MARK.length) : "");

/**
 * Puts a text into the address, in place of what was there.
 * @param {string} text
 */
export const set = (text) => {
  // A lone fragment cannot be taken off with a relative address.
  if (text) history.replaceState(null, "", MARK + text);
  else if (location.hash.startsWith(MARK))
    history.replaceState(null, "", location.pathname + location.search);
};
