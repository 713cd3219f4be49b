// @ts-check
// What the language itself uses, whatever the page has put in its place.

/** The glue asks it what a promise is, and makes new ones with it. */
export const Promise = /** @type {PromiseConstructor} */ ((async () => {})().constructor);
