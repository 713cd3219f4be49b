// An endpoint that fails as it is told to, and otherwise hands everything on to the real collector.

import { createServer } from "node:http";

/**
 * What to do with one request: answers it, leaves it, or lets it through.
 * @typedef {(turn: {
 *   request: import("node:http").IncomingMessage,
 *   reply: import("node:http").ServerResponse,
 *   answer: (status: number, headers?: Record<string, string>, body?: string) => void,
 *   pass: () => Promise<void>,
 * }) => unknown} Fault
 */

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-expose-headers": "retry-after",
};

/**
 * Stands before `collector`; whoever is redirected finds a page there. The faults are used up in order, one for each request; `endpoint.posted`
 * has every request that came, with its time.
 * @param {import("./browser.mjs").Collector} collector
 * @param {Fault[]} faults
 */
export async function serveEndpoint(collector, faults) {
  /** @type {{id: string, rev: number, at: number}[]} */
  const posted = [];
  const server = createServer(async (request, reply) => {
    if (request.method !== "POST") {
      reply.writeHead(200, { ...CORS, "content-type": "text/html" }).end("<!doctype html>Welcome");
      return;
    }
    let body = "";
    for await (const chunk of request) body += chunk;
    const { id, rev } = JSON.parse(body);
    posted.push({ id, rev, at: performance.now() });
    const answer = (
      /** @type {number} */ status,
      /** @type {Record<string, string>} */ headers = {},
      text = "",
    ) => void reply.writeHead(status, { ...CORS, ...headers }).end(text);
    const pass = async () => {
      const stored = await fetch(`${collector.address}/v1/responses`, {
        method: "POST",
        headers: { "content-type": "text/plain", origin: "http://127.0.0.1" },
        body,
      });
      answer(stored.status, { "content-type": "application/json" }, await stored.text());
    };
    const fault = faults.shift();
    await (fault ? fault({ request, reply, answer, pass }) : pass());
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}`,
    posted,
    faults,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/**
 * Keeps in `page.told` what the page is told of deliveries, as `name reason`.
 * @param {import("playwright-core").Page} page
 */
export async function listen(page) {
  /** @type {string[]} */
  const told = [];
  await page.exposeFunction("told", (/** @type {string} */ text) => told.push(text));
  await page.addInitScript(() => {
    for (const name of ["delivered", "failed"]) {
      addEventListener("zeroten:" + name, (event) => {
        const { rev, reason } = /** @type {CustomEvent} */ (event).detail;
        /** @type {any} */ (window).told([name, rev, reason].filter((said) => said).join(" "));
      });
    }
  });
  return told;
}

/**
 * What is wrong on a page whose endpoint does not answer: more than the browser says of that, and
 * more than our one sentence.
 * @param {string[]} problems
 */
export function unexpected(problems) {
  const ours = (/** @type {string} */ problem) => /^zeroten: no reply from /.test(problem);
  return problems
    .filter((problem) => !/^Failed to load|CORS policy|ERR_CONNECTION_REFUSED/.test(problem))
    .filter((problem, at, rest) => !ours(problem) || rest.findIndex(ours) < at);
}

/** Waits until `there` gives something, and returns it. */
export async function until(/** @type {() => any} */ there, what = "it", seconds = 15) {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const found = await there();
    if (found) return found;
    if (performance.now() > end) throw new Error(`waited in vain for ${what}`);
    await new Promise((later) => setTimeout(later, 25));
  }
}

/** What the page's browser holds in each store, by the beginning of its name. */
export function kept(/** @type {import("playwright-core").Page} */ page) {
  return page.evaluate(async () => {
    const named = (/** @type {any[]} */ keys) =>
      keys
        .filter((key) => /^zeroten:(out|refused|unreadable)/.test(key))
        .map((key) => key.split(":")[1]);
    const database = await new Promise((opened) => {
      const request = indexedDB.open("zeroten", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("kept");
      request.onsuccess = () => opened(request.result);
    });
    const keys = await new Promise((read) => {
      const request = database.transaction("kept").objectStore("kept").getAllKeys();
      request.onsuccess = () => read(request.result);
    });
    database.close();
    return { local: named(Object.keys(localStorage)), database: named(keys) };
  });
}
