// @ts-check
// Getting the answers for their owner.

/**
 * Gets an address, with a token as its bearer where it is not blank. Answers are their respondents'
 * words, so nothing of them is put in the browser's cache.
 * @param {string} url
 * @param {string} token
 */
export const get = (url, token) =>
  fetch(url, {
    headers: token ? { authorization: "Bearer " + token } : {},
    cache: "no-store",
    referrerPolicy: "no-referrer",
  });

/**
 * How many bytes a reply says it has; 0 where it does not say.
 * @param {Response} reply
 */
export const size = (reply) => Number(reply.headers.get("content-length"));

/**
 * The origin an address lies in, seen from this page.
 * @param {string} url
 */
export const origin = (url) => new URL(url, document.baseURI).origin;
