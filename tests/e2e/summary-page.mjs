// @ts-check
// What the tests of the summary's choices and of its files share.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import { launch } from "./browser.mjs";
import { serve } from "./serve.mjs";

/** @param {string} path */
export const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/**
 * @typedef {object} Owner what each test of a file shares
 * @property {import("playwright-core").Browser} browser
 * @property {Awaited<ReturnType<typeof serve>>} server
 */

/**
 * A browser for a whole file of tests, and a server of the owner's page whose collector replies as
 * `reply` says.
 * @param {Parameters<typeof serve>[0]} reply
 */
export function owner(reply) {
  const owner = /** @type {Owner} */ ({});
  before(async () => {
    owner.server = await serve(reply);
    owner.browser = await launch();
  });
  after(async () => {
    await owner.browser?.close();
    await owner.server?.close();
  });
  return owner;
}

/**
 * Opens the owner's page and passes it to `check`; whatever went wrong on it fails the test.
 * @param {Owner} owner
 * @param {(page: import("playwright-core").Page) => Promise<void>} check
 * @param {string} [address] what follows the survey in it
 */
export async function onPage({ browser, server }, check, address = "") {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(`thrown: ${error.message}`));
  page.on("console", (message) => {
    if (["error", "warning"].includes(message.type())) problems.push(message.text());
  });
  try {
    await page.goto(`${server.url}/summary.html?survey=post-purchase${address}`);
    await check(page);
    assert.deepEqual(problems, []);
  } finally {
    await context.close();
  }
}

/** @param {import("playwright-core").Page} page @param {string} name */
export const part = (page, name) => page.locator(`zeroten-summary [part=${name}]`);

/** @param {import("playwright-core").Locator} rows */
export const cells = async (rows) =>
  Promise.all((await rows.all()).map((row) => row.locator("th, td").allTextContents()));

/** @param {import("playwright-core").Page} page @param {Record<string, string>} files */
export const choose = (page, files) =>
  page.locator("zeroten-summary input[type=file]").setInputFiles(
    Object.entries(files).map(([name, text]) => ({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from(text, "latin1"),
    })),
  );

/** A file's bytes, each as a character. @param {string} path */
export const bytes = async (path) => (await readFile(here(path))).toString("latin1");

/** @param {import("playwright-core").Page} page @param {() => Promise<void>} act */
export async function saved(page, act) {
  const [download] = await Promise.all([page.waitForEvent("download"), act()]);
  return readFile(await download.path(), "utf8");
}

export const round = (/** @type {number} */ value) => `${Math.round(value)}`;

const axe = await readFile(here("../node_modules/axe-core/axe.min.js"), "utf8");
const TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

/** What axe has against the page. @param {import("playwright-core").Page} page */
export async function violations(page) {
  // Outside the page's own world, where its policy does not forbid the test's script.
  const session = await page.context().newCDPSession(page);
  const { frameTree } = await session.send("Page.getFrameTree");
  const { executionContextId: contextId } = await session.send("Page.createIsolatedWorld", {
    frameId: frameTree.frame.id,
  });
  const run = async (/** @type {string} */ expression) => {
    const done = await session.send("Runtime.evaluate", {
      expression,
      contextId,
      awaitPromise: true,
      returnByValue: true,
    });
    assert.equal(done.exceptionDetails, undefined, JSON.stringify(done.exceptionDetails));
    return done.result.value;
  };
  await run(axe + ";0");
  return run(
    `axe.run(document, {runOnly: ${JSON.stringify(TAGS)}}).then((found) =>
      found.violations.map((v) => v.id + ": " + v.nodes.map((n) => n.html + " " + n.failureSummary)))`,
  );
}

/** Puts the summary on the page anew, to look for answers five times a second. */
export const refreshOften = (/** @type {import("playwright-core").Page} */ page) =>
  page.evaluate(() => {
    const old = document.querySelector("zeroten-summary");
    const parent = old?.parentElement;
    if (!old || !parent) return;
    old.setAttribute("refresh", "0.2");
    old.remove();
    return new Promise((done) => setTimeout(() => done(parent.append(old)), 50));
  });
