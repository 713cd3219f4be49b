// @ts-check
// What is done while the summary counts, lists or writes a file: it takes these a little at a time.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { until } from "./endpoint.mjs";
import { choose, here, onPage as open, owner, part, saved } from "./summary-page.mjs";

const nordic = await readFile(here("../fixtures/synthetic_nordic.csv"), "utf8");
const given = owner(() => ({ status: 200, body: nordic }));

/** @typedef {import("playwright-core").Page} Page */
/** @param {(page: Page) => Promise<void>} check */
const onPage = (check) => open(given, check);

/**
 * Does several things before the page gets a turn: presses the first button of a kind, or gives a
 * field a value.
 * @param {Page} page
 * @param {[string, string?][]} acts
 */
const atOnce = (page, acts) =>
  page.evaluate((acts) => {
    const root = document.querySelector("zeroten-summary")?.shadowRoot;
    for (const [what, value] of acts) {
      /** @type {any} */
      const control = root?.querySelector(`[data-do="${what}"]`);
      if (value === undefined) control.click();
      else {
        control.value = value;
        const kind = control.type === "search" ? "input" : "change";
        control.dispatchEvent(new Event(kind, { bubbles: true }));
      }
    }
  }, acts);

test("what is chosen is counted, whatever else is done before it is", async () => {
  await onPage(async (page) => {
    await part(page, "comments").locator("li").nth(19).waitFor();
    await atOnce(page, [["is.segment", "SMB"], ["handle"], ["more"]]);
    await part(page, "filters").getByText("263 of 642 answers count").waitFor();
    await part(page, "comments").locator("li").nth(39).waitFor();
    // Themes are looked for among what is left.
    await part(page, "themes").getByText("Comments with a score: 161.").waitFor();
    assert.equal(await page.evaluate(() => localStorage.getItem("zeroten:handled") !== null), true);
  });
});

test("what is chosen while other answers are counted holds for them", async () => {
  await onPage(async (page) => {
    await part(page, "filters").waitFor();
    await page.evaluate(() => {
      const mark = performance.mark.bind(performance);
      performance.mark = (name) => {
        performance.mark = mark;
        const select = /** @type {HTMLSelectElement} */ (
          document.querySelector("zeroten-summary")?.shadowRoot?.querySelector("[data-do=trend]")
        );
        select.value = "quarter";
        select.dispatchEvent(new Event("change", { bubbles: true }));
        return mark(name);
      };
    });
    await choose(page, { "more.csv": nordic + "s9999,2025-12-31,10,One more,SMB,en,email\n" });
    await part(page, "summary").getByText("643 answers", { exact: true }).waitFor();
    await part(page, "trend").locator("tbody tr").nth(3).waitFor({ state: "attached" });
    assert.equal(await part(page, "trend").locator("tbody tr").count(), 4);
    assert.equal(await page.locator("zeroten-summary [data-busy]").count(), 0);
  });
});

test("a saved file holds what was shown when it was asked for", async () => {
  await onPage(async (page) => {
    await part(page, "about").or(page.locator("zeroten-summary .about")).first().waitFor();
    const file = await saved(page, () =>
      atOnce(page, [["csv"], ["is.segment", "SMB"], ["search", "app"]]),
    );
    assert.equal(file.trim().split("\r\n").length, 1 + 646);
    await part(page, "filters").getByText("263 of 642 answers count").waitFor();
  });
});

test("a file asked for right after a choice still holds what was shown", async () => {
  await onPage(async (page) => {
    await page.locator("zeroten-summary .about").waitFor();
    const file = await saved(page, () =>
      atOnce(page, [["is.segment", "SMB"], ["search", "app"], ["csv"]]),
    );
    // Neither was shown yet, and no mixture of both ever is.
    assert.equal(file.trim().split("\r\n").length, 1 + 646);
  });
});

test("more, pressed twice at once, leads to the first of all that come", async () => {
  await onPage(async (page) => {
    await part(page, "comments").locator("li").nth(19).waitFor();
    await atOnce(page, [["more"], ["more"]]);
    await part(page, "comments").locator("li").nth(59).waitFor();
    const focused = () =>
      page.evaluate(() => {
        const root = document.querySelector("zeroten-summary")?.shadowRoot;
        const all = [...(root?.querySelectorAll("[part=comments] li") ?? [])];
        return all.findIndex((item) => item.contains(root?.activeElement ?? null));
      });
    await until(async () => (await focused()) >= 0);
    assert.equal(await focused(), 20);
  });
});

test("a file of many pieces is whole, and begins once", async () => {
  const rows = Array.from(
    { length: 30_000 },
    (_, at) => `${at % 11},"no ${at}, ${"word ".repeat(15)}end"`,
  );
  await onPage(async (page) => {
    await part(page, "filters").waitFor();
    await choose(page, { "many.csv": `score,comment\n${rows.join("\n")}\n` });
    await part(page, "summary").getByText("30,000 answers", { exact: true }).waitFor();
    const file = await saved(page, () => page.getByRole("button", { name: "(CSV)" }).click());
    const lines = file.slice(1).split("\r\n");
    assert.equal(file.charCodeAt(0), 0xfeff);
    assert.equal(lines[0], "answered_at,score,comment,contact_email");
    assert.deepEqual(
      lines.slice(1, -1).map((line) => line.slice(1, -1)),
      rows,
    );
  });
});

test("what the browser draws by itself is dark where the summary is", async () => {
  await onPage(async (page) => {
    const host = page.locator("zeroten-summary");
    const scheme = () => host.evaluate((host) => getComputedStyle(host).colorScheme);
    assert.equal(await scheme(), "light");
    await page.emulateMedia({ colorScheme: "dark" });
    assert.equal(await scheme(), "dark");
  });
});

test("words that come too late for a file take no themes from the next", async () => {
  await onPage(async (page) => {
    await page.evaluate(() => {
      const get = window.fetch.bind(window);
      window.fetch = async (address, options) => {
        if (!`${address}`.endsWith("sv.txt")) return get(address, options);
        document.title = "asked";
        await new Promise((done) => setTimeout(done, 1_000));
        document.title = "replied";
        return new Response("", { status: 404 });
      };
    });
    const file = (/** @type {string} */ lang, /** @type {string} */ word) =>
      "score,comment,lang\n" +
      Array.from(
        { length: 120 },
        (_, at) => `${at % 11},${at % 11 < 7 ? word : "nice"} ${at},${lang}\n`,
      ).join("");
    await choose(page, { "sv.csv": file("sv", "dyrt") });
    await page.waitForFunction(() => document.title === "asked");
    await choose(page, { "en.csv": file("en", "pricey") });
    await part(page, "themes").getByText("Comments with a score: 120.").waitFor();
    await page.waitForFunction(() => document.title === "replied");
    await page.waitForTimeout(200);
    await part(page, "themes").getByText("Comments with a score: 120.").waitFor({ timeout: 100 });
  });
});

test("answers on another scale alone can be saved, and our own file asks for no columns", async () => {
  const rows = Array.from({ length: 9 }, (_, at) => `${at},1,s,csat,${1 + (at % 5)},,2025-01-01\n`);
  await onPage(async (page) => {
    await choose(page, {
      "csat.csv": `id,rev,survey,scale,score,comment,answered_at\n${rows.join("")}`,
    });
    await part(page, "summary").getByText("9 answers", { exact: true }).waitFor();
    const about = page.locator("zeroten-summary .about");
    assert.deepEqual(await about.getByRole("button").allTextContents(), [
      "Save these answers (CSV)",
      "Save the numbers (JSON)",
    ]);
  });
});

test("at 320 pixels nothing scrolls sideways", async () => {
  await onPage(async (page) => {
    await part(page, "comments").waitFor();
    await page.setViewportSize({ width: 320, height: 800 });
    await page.waitForTimeout(200);
    for (const details of await page.locator("zeroten-summary details summary").all()) {
      await details.click();
    }
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
  });
});
