// @ts-check
// Files in a real browser: other tools' exports, several at once, columns that leave a doubt.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import {
  bytes,
  cells,
  choose,
  here,
  onPage as open,
  owner,
  part,
  round,
  violations,
} from "./summary-page.mjs";

const nordic = await readFile(here("../fixtures/synthetic_nordic.csv"), "utf8");

const given = owner(() => ({ status: 200, body: nordic }));

/** @param {(page: import("playwright-core").Page) => Promise<void>} check */
const onPage = (check) => open(given, check);

test("of every published and computed case show its numbers", async () => {
  const all = JSON.parse(await readFile(here("../fixtures/expected.json"), "utf8"));
  const display = all.display.filter(
    (/** @type {any} */ { promoters, passives, detractors }) =>
      promoters + passives + detractors <= 5_000,
  );
  const sets = [all.datasets.prepbench_sudzilla.overall, all.datasets.iuh_r_seed10.overall];
  const cases = [...Object.values(all.cases), ...sets, ...display];
  assert.ok(cases.length > 50, `${cases.length}`);
  await onPage(async (page) => {
    for (const [at, expected] of cases.entries()) {
      const { promoters, passives, detractors } = expected;
      const n = promoters + passives + detractors;
      const rows = "9\n".repeat(promoters) + "8\n".repeat(passives) + "6\n".repeat(detractors);
      await choose(page, { [`case-${at}.csv`]: `score\n${rows}` });
      await page.getByText(`From the file case-${at}.csv,`).waitFor();
      const score = await part(page, "score").innerText();
      const said = await part(page, "summary").innerText();
      const { score_text: text, ...shares } = expected.display ?? expected;
      if (n < 5) {
        assert.equal(score, n === 0 ? "No responses" : n === 1 ? "1 answer" : `${n} answers`);
        assert.doesNotMatch(said, /95 %: -?\d/);
        continue;
      }
      const [low, high] = expected.ci95?.adj_wald.map(round) ?? ["-?\\d+", "-?\\d+"];
      const whole = new RegExp(`^${text.replace(".", "\\.")}\\s+\\(95 %: ${low} to ${high}\\)$`);
      assert.match(score, whole);
      const shown = await cells(part(page, "shares").locator("tbody tr"));
      assert.deepEqual(
        shown.map(([, , share]) => share),
        [shares.promoters_pct, shares.passives_pct, shares.detractors_pct].map((s) => `${s} %`),
      );
      if (expected.flag) {
        assert.equal(/Few responses/.test(said), expected.flag === "low_n", `case ${at}`);
        assert.equal(/^Uncertain/m.test(said), expected.flag === "wide", `case ${at}`);
      }
    }
  });
});

describe("files", () => {
  test("of every tool give the same summary", async () => {
    for (const name of await readdir(here("../fixtures/import_samples"))) {
      await onPage(async (page) => {
        await part(page, "score").getByText("25").waitFor();
        await choose(page, { [name]: await bytes(`../fixtures/import_samples/${name}`) });
        const summary = part(page, "summary");
        await summary.getByText("7 answers", { exact: true }).waitFor();
        assert.match(await part(page, "score").innerText(), /14\s*\(95 %: -40 to 60\)/, name);
        await summary.getByText("1 row excluded").first().waitFor();
        const shares = await cells(part(page, "shares").locator("tbody tr"));
        assert.deepEqual(
          shares.map(([, n, share]) => [n, share]),
          [
            ["3", "43 %"],
            ["2", "29 %"],
            ["2", "28 %"],
          ],
          name,
        );
        const months = await cells(part(page, "trend").locator("tbody tr"));
        assert.deepEqual(
          months.map((row) => row.slice(0, 4)),
          [
            ["March 2025", "5", "0", "-57 to 57"],
            ["April 2025", "2", "–", "–"],
          ],
        );
        await part(page, "comments").getByText('Lang ventetid; "alt" for dyrt').waitFor();
        await part(page, "comments").getByText("Prisen er lidt høj, men ok").waitFor();
        if (name === "qualtrics.csv") {
          await summary.getByText("(Qualtrics)").waitFor();
          await summary.getByText("another event: 1, the first on line 13.").waitFor();
        }
      });
    }
  });

  test("several at once are one summary, and lines of JSON are read", async () => {
    await onPage(async (page) => {
      await choose(page, {
        "a.csv": "score,date\n9,2025-01-01\n9,2025-01-02\n",
        "b.ndjson": '{"score":0,"answered_at":"2025-01-03T00:00:00Z","comment":"from JSON"}\n',
      });
      const summary = part(page, "summary");
      await summary.getByText("3 answers", { exact: true }).first().waitFor();
      await summary.getByText("From the file a.csv").waitFor();
      await summary.getByText("From the file b.ndjson").waitFor();
      await part(page, "comments").getByText("from JSON").waitFor();
    });
  });

  test("whose headings leave a doubt ask which columns hold what", async () => {
    await onPage(async (page) => {
      await choose(page, {
        "odd.csv": "Our rating,Other rating,said\n9,1,fine\n9,2,good\n8,3,ok\n",
      });
      const asking = page.getByRole("group", { name: "Which columns hold what?" });
      assert.equal(await asking.getByLabel("Scores").inputValue(), "Our rating");
      assert.deepEqual(await violations(page), []);
      await asking.getByLabel("Scores").selectOption("Other rating");
      await asking.getByLabel("Comments").selectOption("said");
      await page.getByRole("button", { name: "Use these columns" }).click();
      await part(page, "comments").getByText("fine").waitFor();
      assert.match(await part(page, "comments").locator("li").last().innerText(), /1\s+Detractor/);
      await page.getByText("“Other rating”").waitFor();
    });
  });

  test("whose dates could be either way round ask which day is meant", async () => {
    await onPage(async (page) => {
      await choose(page, { "us.csv": "score,date\n9,03/04/2025\n8,03/05/2025\n7,03/06/2025\n" });
      const asking = page.getByRole("group", { name: "Which columns hold what?" });
      await asking.getByText("The dates can be read in two ways").waitFor();
      const order = asking.getByLabel("03/04/2025");
      assert.deepEqual(await order.locator("option").allInnerTexts(), [
        "3 April 2025",
        "4 March 2025",
      ]);
      // Three days of one month lie closer together than one day of three.
      assert.equal(await order.inputValue(), "month");
      assert.deepEqual(await violations(page), []);
      await order.selectOption("3 April 2025");
      await page.getByRole("button", { name: "Use these columns" }).click();
      await page.getByText("3 April 2025 to 3 June 2025").waitFor();

      await choose(page, { "same.csv": "score,date\n9,03/03/2025\n8,04/04/2025\n" });
      await page.getByText("3 March 2025 to 4 April 2025").waitFor();
    });
  });

  test("with other ratings show them with their rule", async () => {
    await onPage(async (page) => {
      await choose(page, { "csat.csv": "score,CSAT\n9,1\n9,2\n9,3\n9,4\n9,5\n9,5\n9,4\n9,3\n" });
      const { n, top2, mean, wilson95 } = {
        n: 8,
        top2: 50,
        mean: 3.375,
        wilson95: [21.521606, 78.478394],
      };
      assert.deepEqual(await violations(page), []);
      await part(page, "ratings")
        .getByText(
          `CSAT ${top2} % (95 %: ${wilson95.map(round).join(" to ")}), mean ${mean.toFixed(1)}; ` +
            `${n} answers. Rule: share of 4 to 5 on a scale of 1 to 5; Wilson interval.`,
        )
        .waitFor();
    });
  });
});

test("a trend that scrolls has its axis in view at the end it begins at", () =>
  onPage(async (page) => {
    const months = Array.from({ length: 36 }, (_, nth) => {
      const month = String((nth % 12) + 1).padStart(2, "0");
      return `9,${2023 + Math.floor(nth / 12)}-${month}-10\n`.repeat(120);
    });
    await choose(page, { "answers.csv": `score,date\n${months.join("")}` });
    const chart = page.locator("zeroten-summary [data-chart=trend]");
    const named = chart.locator("text.end", { hasText: /^100$/ });
    await named.first().waitFor();
    const frame = await chart.boundingBox();
    const places = await Promise.all((await named.all()).map((name) => name.boundingBox()));
    const inView = places.filter(
      (at) => at && frame && at.x >= frame.x && at.x + at.width <= frame.x + frame.width,
    );
    assert.deepEqual([places.length, inView.length], [2, 1]);
  }));
