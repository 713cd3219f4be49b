// The owner's end: what was answered or imported is what the summary and the command line show.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { promisify } from "node:util";
import { Collector, launch, newPage, root, screenshot } from "./browser.mjs";
import { buy } from "./card.mjs";

const run = promisify(execFile);
const fixture = (/** @type {string} */ name) => path.join(root, "tests/fixtures", name);

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Collector} */
let collector;

before(async () => {
  browser = await launch();
});
after(() => browser.close());
beforeEach(async () => {
  collector = await Collector.start();
});
afterEach(() => collector.remove());

/** Opens the summary with the read token typed in, as an owner would. */
async function openSummary(/** @type {import("playwright-core").Page} */ page) {
  await page.goto(`${collector.address}/summary.html?survey=post-purchase`);
  await page.getByLabel("token").fill(collector.token);
  await page.keyboard.press("Enter");
  return page.locator("zeroten-summary");
}

test("a customer answers in the shop, and the owner's summary shows it", async () => {
  const page = await newPage(browser);
  const card = await buy(page, collector.address);
  await card.pick(9);
  await card.send("Arrived in two days");
  await collector.settled(1, ([response]) => response.rev === 2);

  const summary = await openSummary(page);
  await summary.getByText("Arrived in two days").waitFor();
  assert.match(await summary.locator("[part=comments]").innerText(), /9\s+Promoter/);
  assert.doesNotMatch(
    await summary.locator("[part=score]").innerText(),
    /\b100\b/,
    "one answer makes no score",
  );
  assert.doesNotMatch(page.url(), /zt_read/, "the token stays out of the address");
});

test("646 rows imported into a running survey: summary and command line agree with the reference", async () => {
  const expected = JSON.parse(await readFile(fixture("expected.json"), "utf8"));
  const { overall, trend_month } = expected.datasets.synthetic_nordic;
  const database = ["--database", `sqlite:${collector.database}`];
  const survey = ["--survey", "post-purchase"];
  await run(collector.binary, ["import", fixture("synthetic_nordic.csv"), ...survey, ...database]);

  const exported = path.join(path.dirname(collector.database), "export.csv");
  const reply = await fetch(`${collector.address}/v1/surveys/post-purchase/responses?format=csv`, {
    headers: { authorization: `Bearer ${collector.token}` },
  });
  await writeFile(exported, await reply.text());
  const { stdout } = await run(collector.binary, ["summary", exported, "--format", "json"]);
  const printed = JSON.parse(stdout);
  const close = (/** @type {number} */ actual, /** @type {number} */ wanted) =>
    assert.ok(Math.abs(actual - wanted) <= 1e-4, `${actual} is not ${wanted}`);
  assert.deepEqual(
    [printed.n, printed.promoters, printed.passives, printed.detractors, printed.excluded],
    [overall.n, overall.promoters, overall.passives, overall.detractors, 4],
  );
  close(printed.score, overall.nps);
  close(printed.interval[0], overall.ci95.adj_wald[0]);
  close(printed.interval[1], overall.ci95.adj_wald[1]);

  const page = await newPage(browser, { viewport: { width: 1280, height: 900 } });
  const summary = await openSummary(page);
  await summary.getByText("642 answers", { exact: true }).waitFor();
  const text = (await summary.locator("[part=score]").innerText()).replace(/\s+/g, " ");
  const [low, high] = overall.ci95.adj_wald.map(Math.round);
  assert.ok(text.includes(overall.display.score_text), text);
  assert.ok(text.includes(`(95 %: ${low} to ${high})`), text);
  await summary.getByText("4 rows excluded").first().waitFor();
  await screenshot(page, "summary-owner-1280-light");
  const trend = summary.locator("[part=trend]");
  await trend.locator("summary").click();
  const rows = await trend.locator("tbody tr").allInnerTexts();
  assert.equal(rows.length, trend_month.buckets.length);
  trend_month.buckets.forEach((/** @type {any} */ bucket, /** @type {number} */ at) =>
    assert.match(rows[at], new RegExp(`\\b${bucket.n}\\b`), `${bucket.bucket}: ${rows[at]}`),
  );
});
