// One server for all contestants: each below a path of its own, everything compressed beforehand,
// and every byte sent counted here, so that nothing is taken from the contestants' own word.

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import path from "node:path";
import { brotliCompressSync, constants } from "node:zlib";
import { here, root } from "./contestants.mjs";

/** @typedef {import("./contestants.mjs").Contestant} Contestant */
/** @typedef {{path: string, method: string, status: number, bytes: number}} Sent */

const types = /** @type {Record<string, string>} */ ({
  ".css": "text/css; charset=utf-8",
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".wasm": "application/wasm",
});

const brotli = (/** @type {Buffer | string} */ content) =>
  brotliCompressSync(content, {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: 11,
      [constants.BROTLI_PARAM_LGWIN]: 22,
      [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
    },
  });

/** A script of ours as a site would ship it; minified with the options the loader is built with. */
function minified(/** @type {string} */ file) {
  const source = path.join(here, "contestants", file);
  // Only the card is imported; everything else is a classic script, as a tag includes it.
  const format = file === "card.js" ? "esm" : "iife";
  return execFileSync(path.join(root, "www/node_modules/.bin/esbuild"), [
    source,
    "--bundle",
    "--minify",
    "--target=es2020",
    "--legal-comments=none",
    "--log-level=warning",
    `--format=${format}`,
    "--define:process.env.NODE_ENV='production'",
  ]);
}

const paragraphs = Array(12).fill(
  "<p>A page as a site has it, with a heading and some text, that stands still while a survey is shown on it. What is measured on it alone is taken off where the table says so.</p>",
);

/** The page around each contestant: the same but for the contestant's own tags. */
const page = (/** @type {string} */ tags) => `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>A site</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body{max-width:42rem;margin:2rem auto;padding:0 1rem;font:16px/1.5 system-ui,sans-serif}</style>
${tags}</head><body><h1>A site</h1>${paragraphs.join("\n")}</body></html>`;

/** Serves the contestants; `server.sent` is what went out since it was last emptied. */
export async function serve(/** @type {Contestant[]} */ contestants) {
  /** @type {Map<string, {type: string, body: Buffer}>} */
  const files = new Map();
  const sent = /** @type {Sent[]} */ ([]);
  const answers = /** @type {any[]} */ ([]);

  const server = createServer((request, reply) => {
    const { pathname } = new URL(request.url ?? "/", "http://localhost");
    /** @type {Buffer[]} */
    const received = [];
    request.on("data", (chunk) => received.push(chunk));
    request.on("end", () => {
      const send = (
        /** @type {number} */ status,
        /** @type {string} */ type,
        /** @type {Buffer} */ body,
      ) => {
        const encoding = /** @type {Record<string, string>} */ (
          body.length > 0 && status === 200 ? { "content-encoding": "br" } : {}
        );
        reply.writeHead(status, {
          "content-type": type,
          "content-length": body.length,
          ...encoding,
        });
        reply.end(body);
        sent.push({ path: pathname, method: request.method ?? "", status, bytes: body.length });
      };
      if (pathname === "/answers") {
        const answer = JSON.parse(Buffer.concat(received).toString());
        answers.push(answer);
        const receipt = JSON.stringify({ id: answer.id, rev: answer.rev });
        return send(201, "application/json", Buffer.from(receipt));
      }
      const file = files.get(pathname);
      if (!file) return send(404, "text/plain", Buffer.from("none"));
      // Without this, what is measured would be another transfer than the one that is claimed.
      if (!/\bbr\b/.test(String(request.headers["accept-encoding"]))) {
        return send(406, "text/plain", Buffer.from("this server speaks brotli only"));
      }
      send(200, file.type, file.body);
    });
  });
  await new Promise((listening) => server.listen(0, "127.0.0.1", () => listening(undefined)));
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  const origin = `http://127.0.0.1:${port}`;

  const add = (
    /** @type {string} */ at,
    /** @type {Buffer | string} */ content,
    type = types[path.extname(at)] ?? "application/json",
  ) => files.set(at, { type, body: brotli(content) });
  add("/blank.html", "<!doctype html><title>Nothing</title><link rel=icon href=data:,>");
  for (const { name, own = {}, inline, vendor = {}, api, tags } of contestants) {
    // A module in the page runs after the deferred scripts, in order.
    const script = inline ? `<script type="module">${minified(inline)}</script>` : "";
    add(`/${name}/`, page(tags(origin) + script), types[".html"]);
    for (const [at, file] of Object.entries(own)) add(`/${name}/${at}`, minified(file));
    for (const [at, file] of Object.entries(vendor)) {
      add(`/${name}/${at}`, readFileSync(path.join(here, file)));
    }
    for (const [at, value] of Object.entries(api?.() ?? {})) {
      add(`/${name}/${at}`, typeof value === "string" ? value : JSON.stringify(value));
    }
  }
  return { origin, sent, answers, close: () => server.close() };
}
