// @ts-check
// A small server for tests: the built files under a strict content security policy, and a
// collector that answers as a test tells it to.
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";

const dist = fileURLToPath(new URL("../../www/dist/", import.meta.url));

/** What the owner's page must run under: no inline script or style, no HTML from strings. */
export const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; " +
  "connect-src 'self'; img-src data:; require-trusted-types-for 'script'; trusted-types 'none'";

/** @type {Record<string, string>} */
const TYPES = {
  ".css": "text/css",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

/**
 * @typedef {{status: number, body: string}} Reply
 * @param {(request: import("node:http").IncomingMessage) => Reply | Promise<Reply>} collector
 *   Answers everything under /v1/.
 */
export async function serve(collector) {
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    if (pathname.startsWith("/v1/")) {
      const { status, body } = await collector(request);
      response.writeHead(status, { "content-type": "text/csv; charset=utf-8" });
      response.end(body);
      return;
    }
    try {
      const content = await readFile(join(dist, normalize(pathname)));
      response.writeHead(200, {
        "content-type": TYPES[extname(pathname)] ?? "application/octet-stream",
        "content-security-policy": POLICY,
      });
      response.end(content);
    } catch {
      response.writeHead(404).end();
    }
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
  const address = server.address();
  const port = typeof address === "object" && address ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((closed) => {
        server.closeAllConnections();
        server.close(closed);
      }),
  };
}
