// @ts-check
// Daily counts in the place of answers: the same numbers, and what is missing said.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { cells, here, onPage as open, owner, part, saved, violations } from "./summary-page.mjs";

const nordic = await readFile(here("../fixtures/synthetic_nordic.csv"), "utf8");
const { overall, trend_month: trend } = JSON.parse(
  await readFile(here("../fixtures/expected.json"), "utf8"),
).datasets.synthetic_nordic;

/** @typedef {{date: string, scale: string, counts: number[], excluded: number, shown?: number}} Day */

/** The fixture's answers as the collector counts them. @returns {Day[]} */
const counted = () => {
  /** @type {Map<string, Day>} */
  const days = new Map();
  for (const row of nordic.trim().split("\n").slice(1)) {
    const [, date, score] = row.split(",");
    const day = days.get(date) ?? { date, scale: "nps", counts: Array(11).fill(0), excluded: 0 };
    days.set(date, day);
    if (/^(\d|10)$/.test(score)) day.counts[Number(score)] += 1;
    else day.excluded += 1;
  }
  return [...days.values()];
};

/** @type {unknown} */
let days = counted();

const given = owner((request) =>
  request.url?.endsWith("/tallies")
    ? { status: 200, body: JSON.stringify(days) }
    : { status: 200, body: "score\n" },
);

/** @param {(page: import("playwright-core").Page) => Promise<void>} check */
const onTallies = (check) =>
  open(given, async (page) => {
    await part(page, "score").getByText("No responses").waitFor();
    await page.evaluate(() =>
      document
        .querySelector("zeroten-summary")
        ?.setAttribute("src", "/v1/surveys/post-purchase/tallies"),
    );
    await check(page);
  });

test("give the published numbers, and say what needs the answers", async () => {
  days = counted();
  await onTallies(async (page) => {
    await part(page, "interval").waitFor();
    const [low, high] = overall.ci95.adj_wald.map(Math.round);
    assert.equal(
      await part(page, "score").textContent(),
      `${overall.display.score_text} (95 %: ${low} to ${high})`,
    );
    const months = await cells(part(page, "trend").locator("tbody tr"));
    assert.deepEqual(
      months.map(([, n]) => n),
      trend.buckets.map((/** @type {any} */ bucket) => `${bucket.n}`),
    );
    const summary = part(page, "summary");
    await summary.getByText("comments, groups and themes need the answers").waitFor();
    for (const missing of ["segments", "themes", "comments"]) {
      assert.equal(await part(page, missing).count(), 0, missing);
    }
    assert.equal(await page.getByRole("button", { name: "(CSV)" }).count(), 0);
    assert.equal(await summary.getByText(/Answered:/).count(), 0, "nothing counts what was shown");
    assert.deepEqual(await violations(page), []);
    await part(page, "filters").getByLabel("To").fill("2025-01-31");
    await part(page, "filters").getByText(`${months[0][1]} of ${overall.n} answers`).waitFor();
  });
});

test("with how often the survey was shown give a response rate", async () => {
  const date = "2025-01-01";
  const excluded = 0;
  days = [
    { date, scale: "csat", counts: [0, 0, 0, 0, 3, 1, 0, 0, 0, 0, 0], excluded },
    { date, scale: "nps", counts: [0, 0, 0, 0, 0, 0, 20, 0, 0, 100, 0], excluded, shown: 400 },
  ];
  await onTallies(async (page) => {
    const summary = part(page, "summary");
    await summary
      .getByText("Answered: 120 of 400 shown, 30 % (95 %: 26 to 35).", { exact: true })
      .waitFor();
    await part(page, "ratings").getByText("CSAT 100 %").waitFor();
    const numbers = JSON.parse(
      await saved(page, () => page.getByRole("button", { name: "(JSON)" }).click()),
    );
    assert.equal(numbers.response_rate.percent, 30);
    assert.equal(numbers.n, 120);
  });
});

test("that are none say so", async () => {
  for (const none of [{ counts: [] }, [{ date: "soon" }], [null]]) {
    days = none;
    await onTallies(async (page) => {
      await page.getByText("The collector knows no survey under this address").waitFor();
    });
  }
});
