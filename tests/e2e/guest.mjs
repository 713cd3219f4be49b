// The survey as a guest on a page of another origin: opened, answered, and the one row counted.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach } from "node:test";
import { Collector, launch, newPage } from "./browser.mjs";
import { Card } from "./card.mjs";
import { serveHost } from "./host.mjs";

/**
 * @typedef {object} Guest what each test of a file is given anew
 * @property {import("playwright-core").Browser} browser
 * @property {Collector} collector
 * @property {Awaited<ReturnType<typeof serveHost>>[]} hosts
 */

/**
 * A browser for the whole file, and a collector for each test.
 * @param {string[]} [flags] further command line flags for the browser
 */
export function guest(flags) {
  const guest = /** @type {Guest} */ ({});
  before(async () => {
    guest.browser = await launch(flags);
  });
  after(() => guest.browser.close());
  beforeEach(async () => {
    guest.collector = await Collector.start();
    guest.hosts = [];
  });
  afterEach(async () => {
    await Promise.all(guest.hosts.map((host) => host.close()));
    await guest.collector.remove();
  });
  return guest;
}

/**
 * Opens a page with `body` on it, after `prepare` has had its way with the browser page.
 * @param {Guest} guest
 * @param {string} body
 * @param {{
 *   headers?: Record<string, string>,
 *   root?: string,
 *   context?: import("playwright-core").BrowserContextOptions,
 *   prepare?: (page: import("playwright-core").Page) => Promise<unknown> | unknown,
 * }} [how]
 */
export async function open(guest, body, { headers, root, context, prepare } = {}) {
  const host = await serveHost(body, headers, root);
  guest.hosts.push(host);
  const page = await newPage(guest.browser, context);
  await prepare?.(page);
  await page.goto(host.address);
  return { page, host, card: new Card(page) };
}

/**
 * Answers with a score and a comment, and returns the one row that leaves behind.
 * @param {Guest} guest
 * @param {Card} card
 */
export async function answer({ collector }, card, score = 9) {
  await card.shown();
  await card.pick(score);
  await card.send("Why not");
  return stored(collector, score);
}

/**
 * Waits for the second revision and returns the row, which must be the only one.
 * @param {Collector} collector
 */
export async function stored(collector, score = 9, comment = "Why not") {
  await collector.settled(1, ([response]) => response.rev === 2);
  const rows = await collector.rows();
  assert.equal(rows.length, 1, "exactly one row");
  assert.deepEqual([rows[0].score, rows[0].comment], [score, comment]);
  return rows[0];
}

/**
 * Whether the JavaScript in the wasm's place was fetched.
 * @param {import("playwright-core").Page} page
 */
export function ranWithoutWasm(page) {
  return page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .some((entry) => entry.name.endsWith("/widget.fallback.js")),
  );
}
