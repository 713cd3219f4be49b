// @ts-check
// Hands an answer to the browser by whatever way the page has left open.

/**
 * Posts `body` to `url`, and has handed it over when this returns. A page may have taken `fetch`
 * away or put something that throws in its place; the older way outlives no page, but is there.
 *
 * The type is `text/plain`, which needs no CORS preflight: with a slow one, answers of people who
 * leave at once are lost (Fetch standard, "CORS-safelisted request-header").
 * @param {string} url
 * @param {string} body
 * @returns {Promise<{status: number, json(): Promise<unknown>}>}
 */
export function post(url, body) {
  const headers = { "content-type": "text/plain;charset=UTF-8" };
  try {
    const reply = fetch(url, {
      // What a page has put on every object is no option of this request.
      // @ts-expect-error
      __proto__: null,
      method: "POST",
      body,
      headers,
      keepalive: true,
      credentials: "omit",
      referrerPolicy: "no-referrer",
    });
    if (typeof reply.then === "function") return reply;
  } catch {
    // The older way, below.
  }
  return new Promise((settle, fail) => {
    const request = new XMLHttpRequest();
    request.open("POST", url);
    request.setRequestHeader("content-type", headers["content-type"]);
    request.responseType = "json";
    request.onload = () => settle({ status: request.status, json: async () => request.response });
    request.onerror = fail;
    request.send(body);
  });
}
