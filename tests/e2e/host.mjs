// A site of somebody else's, on an origin of its own, that embeds the survey from the collector's.

import { createServer } from "node:http";

/**
 * Serves `body` as a page with `headers`, at every path. `host.address` is where.
 * @param {string} body
 * @param {Record<string, string>} [headers]
 * @param {string} [root] attributes of the html element
 */
export async function serveHost(body, headers = {}, root = 'lang="en"') {
  const server = createServer((request, reply) => {
    reply.writeHead(200, { "content-type": "text/html; charset=utf-8", ...headers });
    reply.end(`<!doctype html><html ${root}><head><title>A site</title>
      <link rel="icon" href="data:,"></head><body><main><h1>A site</h1>${body}</main></body></html>`);
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    address: `http://127.0.0.1:${port}`,
    close: () => new Promise((closed) => server.close(closed)),
  };
}

/**
 * The script tag a site owner pastes.
 * @param {string} collector the collector's address
 * @param {Record<string, string>} [options] its data attributes, without `data-`
 */
export function tag(collector, options = {}) {
  const attributes = { survey: "post-purchase", endpoint: `${collector}/v1/responses`, ...options };
  const data = Object.entries(attributes).map(([name, value]) => ` data-${name}="${value}"`);
  return `<script async src="${collector}/zeroten.js"${data.join("")}></script>`;
}
