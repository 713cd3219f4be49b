// @ts-check
// Hands an answer to the browser by whatever way the page has left open.

/** How long a reply may take, its body included, in milliseconds. */
const PATIENCE = 10_000;
/** Whether it was said that there is no reply. */
let warned = false;

/** How much of a reply is read, in bytes: an acknowledgement has about sixty. */
const ENOUGH = 4_096;

/**
 * What is read of a reply, by either way.
 * @typedef {{
 *   status: number,
 *   headers: {get(name: string): string | null},
 *   body?: ReadableStream<Uint8Array<ArrayBuffer>> | null,
 *   json(): Promise<any>,
 * }} Reply
 */

/**
 * Posts `body` to `url`, and has handed it over when this returns. A page may have taken `fetch`
 * away or put something that throws in its place; the older way outlives no page, but is there.
 *
 * The type is `text/plain`, which needs no CORS preflight: with a slow one, answers of people who
 * leave at once are lost (Fetch standard, "CORS-safelisted request-header").
 * @param {string} url
 * @param {string} body
 * @returns {Promise<string>} a line each for the status, `Retry-After`, the id and revision that are
 *   acknowledged, and `true` where there are answers enough; empty where there was no reply in time
 */
export function post(url, body) {
  const headers = { "content-type": "text/plain;charset=UTF-8" };
  return new Promise((settle) => {
    const fail = () => settle("");
    const silent = () => {
      if (!warned) {
        console.warn(
          `zeroten: no reply from ${url}: offline, down, or closed to this origin (CORS)`,
        );
      }
      warned = true;
      fail();
    };
    const succeed = (/** @type {Reply} */ reply) => read(reply).then(settle, fail);
    /** @type {{abort(): void}} */
    let request;
    try {
      const control = new AbortController();
      request = control;
      fetch(url, {
        // What a page has put on every object is no option of this request.
        // @ts-expect-error
        __proto__: null,
        method: "POST",
        body,
        headers,
        keepalive: true,
        credentials: "omit",
        referrerPolicy: "no-referrer",
        signal: control.signal,
      }).then(succeed, silent);
    } catch {
      const older = new XMLHttpRequest();
      request = older;
      older.open("POST", url);
      older.setRequestHeader("content-type", headers["content-type"]);
      older.responseType = "json";
      older.onprogress = ({ loaded }) => loaded > ENOUGH && older.abort();
      older.onload = () =>
        succeed({
          status: older.status,
          headers: { get: (name) => older.getResponseHeader(name) },
          json: async () => older.response,
        });
      older.onerror = older.onabort = fail;
      older.send(body);
    }
    setTimeout(() => {
      fail();
      request.abort();
    }, PATIENCE);
  });
}

/** @param {Reply} reply */
async function read(reply) {
  const { status, headers, body } = reply;
  const lines = [status, headers.get("retry-after")];
  try {
    const { id, rev, enough } = await (body ? bounded(body) : reply.json());
    lines.push(id, rev, enough);
  } catch {
    // No JSON: no acknowledgement.
  }
  return lines.join("\n");
}

/**
 * Reads JSON by the browser's own reader, since the page's `JSON` may be replaced, and no more than
 * there can be in an acknowledgement, however much is sent.
 * @param {ReadableStream<Uint8Array<ArrayBuffer>>} body
 */
async function bounded(body) {
  const reader = body.getReader();
  const parts = [];
  for (let size = 0; size < ENOUGH;) {
    const { done, value } = await reader.read();
    if (done) return new Response(new Blob(parts)).json();
    parts.push(value);
    size += value.length;
  }
  reader.cancel();
}
