// How soon the loader wakes: from the moment the page itself sees what the trigger waits for until
// the first request for the widget begins, by the page's own clock. Each view has a browser context
// of its own, and stands still for a second before anything happens.

import { cpus, loadavg } from "node:os";
import { parseArgs } from "node:util";
import { launch } from "../e2e/browser.mjs";
import { serveHost } from "../e2e/host.mjs";

const { values } = parseArgs({ options: { rounds: { type: "string", default: "15" } } });
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error("--rounds takes a whole number from 1");

/** @typedef {import("playwright-core").Page} Page */

/**
 * Each trigger, the event by which the page sees it, and what brings it about.
 * @type {[string, string, (page: Page) => Promise<unknown>][]}
 */
const triggers = [
  [
    "event:done",
    "done",
    (page) =>
      page.evaluate(() => {
        dispatchEvent(new Event("done"));
        /** @type {any} */ (window).zeroten("track", "done");
      }),
  ],
  ["click:#ask", "click", (page) => page.click("#ask")],
  ["scroll:50", "scroll", (page) => page.mouse.wheel(0, 3000)],
  ["visible:#end", "scroll", (page) => page.mouse.wheel(0, 9000)],
  [
    "exit",
    "mouseout",
    async (page) => {
      await page.mouse.move(200, 200);
      await page.mouse.move(200, 2);
      await page.evaluate(() => {
        const leaving = { bubbles: true, clientY: -1, relatedTarget: null };
        document.body.dispatchEvent(new MouseEvent("mouseout", leaving));
        document.documentElement.dispatchEvent(new MouseEvent("mouseleave", leaving));
      });
    },
  ],
];

const browser = await launch();
/** @type {Record<string, number[]>} */
const samples = {};
const loads = [];
for (let round = 0; round < rounds; round += 1) {
  for (const [trigger, seenBy, happen] of triggers) {
    const host = await serveHost(`<button id="ask">Ask</button><div style="height:4000px"></div>
      <p id="end">The end</p><script async src="/zeroten/zeroten.js" data-survey="wake"
      data-endpoint="/answers" data-trigger="${trigger}"></script>`);
    const context = await browser.newContext();
    const page = await context.newPage();
    await page.addInitScript((name) => {
      const page = /** @type {any} */ (window);
      addEventListener(name, () => (page.seen ??= performance.now()), true);
    }, seenBy);
    await page.goto(host.address);
    await page.waitForTimeout(1_000);
    await page.evaluate(() => {
      /** @type {any} */ (window).seen = undefined;
    });
    await happen(page);
    const passed = await page.waitForFunction(() => {
      const begun = performance
        .getEntriesByType("resource")
        .filter(({ name }) => /\/widget\.(js|wasm)$/.test(name))
        .map(({ startTime }) => startTime);
      const { seen } = /** @type {any} */ (window);
      return seen && begun.length && { ms: Math.min(...begun) - seen };
    });
    (samples[trigger] ??= []).push((await passed.jsonValue()).ms);
    await context.close();
    await host.close();
  }
  loads.push(loadavg()[0]);
  console.error(`· round ${round + 1} of ${rounds}`);
}
const version = browser.version();
await browser.close();

console.log("| trigger | median ms | longest ms |\n|---|--:|--:|");
for (const [trigger, times] of Object.entries(samples)) {
  const sorted = times.toSorted((a, b) => a - b);
  const median = sorted[Math.floor(sorted.length / 2)];
  console.log(`| \`${trigger}\` | ${median.toFixed(1)} | ${sorted.at(-1)?.toFixed(1)} |`);
}
console.log(
  `\n${rounds} rounds in Chromium ${version}, ${cpus().length} cores, load average ` +
    `${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}. For \`scroll\` and \`visible\` from the first scroll event on.`,
);
