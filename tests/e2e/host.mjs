// A site of somebody else's, on an origin of its own, that embeds the survey from the collector's
// or serves the artefacts itself.

import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import path from "node:path";
import { root as checkout } from "./browser.mjs";

/** @type {Record<string, string>} */
const TYPES = {
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/**
 * Serves `body` as a page with `headers`, at every path but `/zeroten/`, where the artefacts are,
 * and `/reports`, which keeps what policies report. `host.address` is where; `host.headers` may
 * change between visits.
 * @param {string} body
 * @param {Record<string, string>} [headers]
 * @param {string} [root] attributes of the html element
 */
export async function serveHost(body, headers = {}, root = 'lang="en"') {
  /** @type {any[]} */
  const reports = [];
  const server = createServer(async (request, reply) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    if (pathname === "/reports") {
      let text = "";
      for await (const chunk of request) text += chunk;
      reports.push(JSON.parse(text)["csp-report"]);
      reply.writeHead(204).end();
    } else if (pathname.startsWith("/zeroten/")) {
      const file = path.join(checkout, "www/dist", pathname.slice("/zeroten/".length));
      reply.writeHead(200, { "content-type": TYPES[path.extname(file)] });
      reply.end(await readFile(file));
    } else {
      reply.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
      reply.end(`<!doctype html><html ${root}><head><title>A site</title>
      <link rel="icon" href="data:,"></head><body><main><h1>A site</h1>${body}</main></body></html>`);
    }
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}`,
    headers,
    reports,
    close: () => {
      server.closeAllConnections();
      return new Promise((closed) => server.close(closed));
    },
  };
}

/**
 * The script tag a site owner pastes.
 * @param {string} collector the collector's address
 * @param {Record<string, string>} [options] its data attributes, without `data-`
 * @param {{src?: string, more?: string}} [how] another place of the script; further attributes
 */
export function tag(collector, options = {}, { src = `${collector}/zeroten.js`, more = "" } = {}) {
  const attributes = { survey: "post-purchase", endpoint: `${collector}/v1/responses`, ...options };
  const data = Object.entries(attributes).map(([name, value]) => ` data-${name}="${value}"`);
  return `<script async src="${src}"${data.join("")} ${more}></script>`;
}
