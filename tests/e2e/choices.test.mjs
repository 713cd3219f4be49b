// @ts-check
// What the owner chooses to see, in a real browser: groups, themes, filters, comments.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, describe, test } from "node:test";
import {
  cells,
  here,
  onPage as open,
  owner,
  part,
  refreshOften,
  round,
  saved,
  violations,
} from "./summary-page.mjs";

const nordic = await readFile(here("../fixtures/synthetic_nordic.csv"), "utf8");
const expected = JSON.parse(await readFile(here("../fixtures/expected.json"), "utf8")).datasets
  .synthetic_nordic;

let body = nordic;

const given = owner(() => ({ status: 200, body }));
beforeEach(() => {
  body = nordic;
});

/** @param {(page: import("playwright-core").Page) => Promise<void>} check @param {string} [address] */
const onPage = (check, address) => open(given, check, address);

const p = (/** @type {number} */ value) =>
  `p\u00a0=\u00a0${value >= 0.9995 ? "1" : value.toFixed(3)}`;

describe("groups and stretches", () => {
  for (const [by, key] of /** @type {const} */ ([
    ["segment", "by_segment"],
    ["language", "by_lang"],
  ])) {
    test(`by ${by} are the published ones, with Holm's correction`, async () => {
      await onPage(async (page) => {
        await part(page, "segments").getByLabel("Compare by").selectOption(by);
        const groups = expected[key].segments;
        const rows = part(page, "segments").locator("tbody tr");
        await rows.filter({ hasText: groups[0].segment }).waitFor();
        const seen = await cells(rows);
        assert.equal(seen.length, groups.length);
        for (const group of groups) {
          const row = seen.find(([name]) => name === group.segment);
          assert.deepEqual(row?.slice(1), [
            `${group.n}`,
            row?.[2],
            group.adj_wald.map(round).join(" to "),
            `no clear difference (${p(group.p_holm)})`,
          ]);
          assert.ok(Math.abs(Number(row?.[2]) - group.nps) <= 0.5, `${row}`);
        }
        const verdict = `could all have one score (${p(expected[key].homogeneity.p)})`;
        await part(page, "segments").getByText(verdict).waitFor();
        assert.equal(await part(page, "segments").locator("circle.point").count(), groups.length);
      });
    });
  }

  test("weeks are the published ones, and the months did change", async () => {
    await onPage(async (page) => {
      const trend = part(page, "trend");
      await trend.getByText(`real change over the period (homogeneity, p = 0.004)`).waitFor();
      await trend.getByText("No point differs clearly").waitFor();
      await trend.getByLabel("Points").selectOption("week");
      await trend
        .locator("tbody tr")
        .filter({ hasText: "Week 10, 2025" })
        .waitFor({ state: "attached" });
      const rows = (await cells(trend.locator("tbody tr"))).filter(([, n]) => n !== "0");
      const { buckets } = expected.trend_week;
      assert.equal(rows.length, buckets.length);
      for (const [at, bucket] of buckets.entries()) {
        const [, n, , interval] = rows[at];
        assert.equal(n, `${bucket.n}`);
        const hidden = bucket.flag === "hidden";
        assert.equal(interval, hidden ? "–" : bucket.adj_wald.map(round).join(" to "));
      }
    });
  });

  test("rolling windows are the published ones", async () => {
    for (const [name, window] of Object.entries(expected.rolling)) {
      const [days, end] = name.split("d_to_");
      await onPage(async (page) => {
        const last = part(page, "trend").locator("tbody tr").last();
        await last.filter({ hasText: `${days} days to` }).waitFor({ state: "attached" });
        // A window ends on the last day that has an answer.
        const day = new Date(`${end}T00:00Z`).toLocaleDateString("en-GB", {
          day: "numeric",
          month: "long",
          year: "numeric",
          timeZone: "UTC",
        });
        const [[ends, n, score, interval]] = await cells(last);
        if (ends.endsWith(day)) {
          assert.equal(n, `${window.n}`);
          assert.equal(score, window.display.score_text);
          assert.equal(interval, window.ci95.adj_wald.map(round).join(" to "));
        }
      }, `#zeroten?trend=${days}&to=${end}`);
    }
  });
});

describe("choices", () => {
  test("combine, live in the address, and a link reproduces them", async () => {
    let link = "";
    let seen = "";
    await onPage(async (page) => {
      const filters = part(page, "filters");
      await filters.getByLabel("segment").selectOption("SMB");
      await filters.getByLabel("From").fill("2025-07-01");
      await filters.getByText(/^\d+ of 642 answers count\.$/).waitFor();
      await part(page, "comments").getByLabel("Segment").selectOption("detractor");
      await part(page, "comments").getByLabel("Search").fill("APP");
      await page.waitForFunction(() => location.hash.includes("search=APP"));
      assert.match(new URL(page.url()).search, /^\?survey=post-purchase$/, "nothing is sent");
      link = new URL(page.url()).hash;
      assert.match(link, /from=2025-07-01/);
      seen = await part(page, "score").innerText();
      const comments = await part(page, "comments").locator("blockquote").allInnerTexts();
      assert.ok(comments.length > 0 && comments.every((text) => /app/i.test(text)), `${comments}`);
      const badges = await part(page, "comments").locator(".segment").allInnerTexts();
      assert.ok(badges.every((text) => text === "Detractor"));
      assert.deepEqual(await violations(page), []);
    });
    await onPage(async (page) => {
      await part(page, "filters")
        .getByText(/of 642 answers count/)
        .waitFor();
      assert.equal(await part(page, "score").innerText(), seen);
      assert.equal(await part(page, "comments").getByLabel("Search").inputValue(), "APP");
      assert.equal(await part(page, "filters").getByLabel("segment").inputValue(), "SMB");
      await page.getByRole("button", { name: "Clear all filters" }).click();
      await part(page, "summary").getByText("642 answers", { exact: true }).waitFor();
      assert.equal(new URL(page.url()).hash, "");
      assert.equal(await part(page, "comments").getByLabel("Search").inputValue(), "");
    }, link);
  });

  test("of the latest answer of each respondent are labelled", async () => {
    body = "score,date,email\n10,2025-01-01,a\n0,2025-02-01,a\n9,2025-01-05,b\n";
    await onPage(async (page) => {
      await part(page, "filters").getByLabel("Count").selectOption("latest");
      await part(page, "filters")
        .getByText("2 of 3 answers count, the latest of each respondent.")
        .waitFor();
    });
  });

  test("reach every control by keyboard", async () => {
    await onPage(async (page) => {
      const button = part(page, "themes").getByRole("button", { name: "ventetid", exact: true });
      await button.focus();
      await page.keyboard.press("Enter");
      await page.waitForFunction(() => location.hash.includes("theme=ventetid"));
      assert.equal(await button.getAttribute("aria-pressed"), "true");
      const focused = await page.evaluate(
        () => document.querySelector("zeroten-summary")?.shadowRoot?.activeElement?.textContent,
      );
      assert.equal(focused, "ventetid", "drawing anew keeps the focus");
    });
  });

  test("that go when they are pressed leave the focus near by", async () => {
    await onPage(async (page) => {
      await part(page, "filters").getByLabel("segment").selectOption("SMB");
      const clear = part(page, "filters").getByRole("button", { name: "Clear all filters" });
      await clear.focus();
      await page.keyboard.press("Enter");
      await clear.waitFor({ state: "detached" });
      await page.waitForFunction(() => {
        const focused = document.querySelector("zeroten-summary")?.shadowRoot?.activeElement;
        return focused?.getAttribute("data-do") === "from";
      });
    });
  });
});

test("the planted themes are found, and each leads to its comments", async () => {
  await onPage(async (page) => {
    const themes = part(page, "themes");
    await themes.getByRole("button", { name: "kundeservice", exact: true }).waitFor();
    const [hurting, helping] = await Promise.all(
      ["Detractors say more", "Promoters say more"].map(async (name) =>
        cells(themes.getByRole("table", { name }).locator("tbody tr")),
      ),
    );
    /** @param {string[][]} rows @param {string} theme */
    const find = (rows, theme) => rows.find(([term]) => term === theme);
    for (const theme of ["app", "prisen"]) assert.ok(find(hurting, theme), theme);
    for (const theme of ["enkel", "kundeservice"]) assert.ok(find(helping, theme), theme);
    const [, impact, n] = find(hurting, "ventetid") ?? [];
    assert.match(impact, /^-\d+\.\d$/);
    await themes.getByRole("button", { name: "ventetid", exact: true }).click();
    const comments = part(page, "comments");
    await comments.getByText(`of ${n} comments.`).waitFor();
    const texts = await comments.locator("blockquote").allInnerTexts();
    assert.ok(texts.every((text) => /ventetid/i.test(text)));
    await comments.getByRole("button", { name: "Theme: ventetid" }).click();
    await comments.getByText("of 388 comments.").waitFor();
  });
});

test("a detractor who asked for it waits 48 hours; handled is remembered in this browser", async () => {
  const hours = (/** @type {number} */ ago) => new Date(Date.now() - ago * 3_600_000).toISOString();
  body =
    "id,rev,survey,score,comment,answered_at,contact_email\n" +
    `a,1,s,2,late,${hours(72)},late@x.example\n` +
    `b,1,s,3,fresh,${hours(2)},fresh@x.example\n` +
    `c,1,s,9,glad,${hours(1)},\n`;
  await onPage(async (page) => {
    const comments = part(page, "comments");
    await comments
      .getByText("Detractors waiting to be contacted: 2, for more than 48 hours: 1.")
      .waitFor();
    await comments.getByText("overdue: 24 hours").waitFor();
    await comments.getByText("time left: 46 hours").waitFor();
    await comments.getByLabel("Follow-up").selectOption("waiting");
    await comments.getByText("of 2 comments.").waitFor();
    const late = comments.locator("li").filter({ hasText: "late@x.example" });
    assert.deepEqual(await violations(page), []);
    await late.getByRole("button", { name: "Mark as handled" }).click();
    await comments.getByText("of 1 comments.").waitFor();
    await page.reload();
    await comments.getByText("Detractors waiting to be contacted: 1").waitFor();
    await comments.getByLabel("Follow-up").selectOption("handled");
    await comments.getByText("late@x.example").waitFor();
  });
});

test("what is shown is saved: answers, numbers, charts", async () => {
  body = nordic.replace(/^(s0001,.*?,.*?,)[^,]*/m, "$1=HYPERLINK(1)");
  await onPage(async (page) => {
    await part(page, "filters").getByLabel("segment").selectOption("Enterprise");
    await part(page, "filters").getByText("148 of 642 answers count.").waitFor();
    const csv = await saved(page, () => page.getByRole("button", { name: "(CSV)" }).click());
    assert.equal(
      csv.trim().split("\r\n").length,
      1 + 148 + 1,
      "a heading, and one without a score",
    );
    assert.match(csv, /,'=HYPERLINK\(1\)/);
    const numbers = JSON.parse(
      await saved(page, () => page.getByRole("button", { name: "(JSON)" }).click()),
    );
    const group = expected.by_segment.segments.find(
      (/** @type {any} */ segment) => segment.segment === "Enterprise",
    );
    assert.equal(numbers.n, group.n);
    assert.ok(Math.abs(numbers.score - group.nps) < 1e-4);
    assert.equal(numbers.choices, "is.segment=Enterprise");
    await part(page, "trend").locator("summary").click();
    const svg = await saved(page, () =>
      part(page, "trend").getByRole("button", { name: "Save the chart (SVG)" }).click(),
    );
    assert.match(svg, /^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    assert.match(svg, /<circle[^>]* fill="rgb\(/);
    assert.doesNotMatch(svg, /class=|color\(/);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      part(page, "trend").getByRole("button", { name: "Save the chart (PNG)" }).click(),
    ]);
    assert.equal(download.suggestedFilename(), "trend.png");
    const png = await readFile(await download.path());
    assert.equal(png.toString("latin1", 1, 4), "PNG");
    const [width, height] = [png.readUInt32BE(16), png.readUInt32BE(20)];
    const drawn = await part(page, "trend").locator(".chart svg").boundingBox();
    assert.ok(Math.abs(width - 2 * (drawn?.width ?? 0)) < 2, `${width}`);
    assert.ok(Math.abs(height - 2 * (drawn?.height ?? 0)) < 2, `${height}`);
    assert.ok(png.length > 5_000, `${png.length} bytes: is anything drawn on it?`);
  });
});

test("new answers come by themselves, and nothing jumps", async () => {
  body = nordic.split("\n").slice(0, 400).join("\n");
  await onPage(async (page) => {
    const trend = part(page, "trend");
    await trend.locator("summary").click();
    const before = await part(page, "about").count();
    assert.equal(before, 0);
    const chart = await trend.locator("svg").elementHandle();
    const top = await trend.evaluate((element) => element.getBoundingClientRect().top);
    body = nordic;
    await refreshOften(page);
    await part(page, "summary").getByText("642 answers", { exact: true }).waitFor();
    await trend.locator("summary").click();
    await trend.locator("tbody tr").first().waitFor();
    const kept = await trend.locator("svg").elementHandle();
    body = nordic + "s9999,2025-12-31,10,One more,SMB,en,email\n";
    await part(page, "summary").getByText("643 answers", { exact: true }).waitFor();
    assert.equal(await trend.locator("tbody").isVisible(), true, "what was open stays open");
    assert.equal(await kept?.evaluate((svg) => svg.isConnected), true, "the chart is the same one");
    assert.notEqual(chart, kept);
    const now = await trend.evaluate((element) => element.getBoundingClientRect().top);
    assert.ok(Math.abs(now - top) < 2, `${top} ${now}`);
  });
});
