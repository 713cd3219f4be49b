// @ts-check
// The summary in other languages: its words, its numbers, its direction.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { cells, choose, here, onPage as open, owner, part, violations } from "./summary-page.mjs";

const nordic = await readFile(here("../fixtures/synthetic_nordic.csv"), "utf8");
const folder = "../../www/locales/summary/";
/** @param {string} lang @returns {Promise<Record<string, string>>} */
const words = async (lang) => JSON.parse(await readFile(here(`${folder}${lang}.json`), "utf8"));

let body = nordic;

const given = owner(() => ({ status: 200, body }));

/**
 * Shows the summary with the page in `lang`.
 * @param {string} lang
 * @param {(page: import("playwright-core").Page, asked: string[]) => Promise<void>} check
 */
const inLanguage = (lang, check) =>
  open(given, async (page) => {
    /** @type {string[]} */
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
    // Before the element is there, as a page in that language has it.
    await page.addInitScript((lang) => {
      new MutationObserver((_, observer) => {
        if (!document.documentElement) return;
        document.documentElement.lang = lang;
        observer.disconnect();
      }).observe(document, { childList: true });
    }, lang);
    await page.reload();
    await part(page, "interval").waitFor();
    await part(page, "trend").locator("svg").waitFor();
    await check(page, asked);
  });

/**
 * Every text on the screen and every name for assistive technology, save for what respondents and
 * the owner wrote and the owners' own words on their trademarks.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<string[]>}
 */
const said = (page) =>
  page.evaluate(() => {
    const root = /** @type {ShadowRoot} */ (document.querySelector("zeroten-summary")?.shadowRoot);
    const theirs = "blockquote, [lang=en], [data-do^='is.'], [data-do=theme], option";
    const texts = [];
    for (const element of root.querySelectorAll("*")) {
      if (element.closest(theirs)) continue;
      texts.push(element.getAttribute("aria-label") ?? "");
      for (const node of element.childNodes) {
        if (node.nodeType === Node.TEXT_NODE) texts.push(node.nodeValue ?? "");
      }
    }
    return texts.filter(Boolean);
  });

/** What a wording says between its placeholders. @param {string} wording */
const pieces = (wording) =>
  wording
    .split(/\{\w+\}/)
    .map((piece) => piece.trim())
    .filter((piece) => piece.length > 3);

const english = await words("en");

for (const [lang, expected] of Object.entries({
  nb: { score: "25 (95 %: 19 til 31)", impact: /^−\d+,\d$/, month: "januar 2025" },
  de: { score: "25 (95 %: 19 bis 31)", impact: /^-\d+,\d$/, month: "Januar 2025" },
  ar: { score: "25 (95%: 19 إلى 31)", impact: /^\u2066-\d+\.\d\u2069$/, month: "يناير 2025" },
  ja: { score: "25 （95%: 19 ~ 31）", impact: /^-\d+\.\d$/, month: "2025年1月" },
})) {
  test(`in ${lang} nothing is left in English, and numbers and dates are its own`, async () => {
    await inLanguage(lang, async (page, asked) => {
      const texts = await words(lang);
      assert.equal(await part(page, "score").textContent(), expected.score);
      const rows = await cells(part(page, "trend").locator("tbody tr"));
      assert.equal(rows[0][0], expected.month);
      await part(page, "themes").getByRole("table").first().waitFor();
      const [[, impact]] = await cells(part(page, "themes").locator("tbody tr"));
      assert.match(impact, expected.impact);
      await choose(page, { "a.csv": "score,date,comment\n9,,x\n9,2025-01-01,\n,2025-01-02,y\n" });
      await part(page, "summary").getByText("a.csv").waitFor();
      const seen = await said(page);
      assert.ok(seen.includes(texts.refresh), "the walk found no texts");
      // "Passive" is a word of German, too.
      const own = Object.values(texts).join("\n");
      for (const [key, wording] of Object.entries(english)) {
        for (const piece of pieces(wording).filter((piece) => !own.includes(piece))) {
          const left = seen.filter((text) => text.includes(piece));
          assert.deepEqual(left, [], `${key}: ${piece}`);
        }
      }
      assert.deepEqual(
        asked.filter((path) => path.includes("locales")),
        [`/locales/summary/${lang}.json`],
        "one file is fetched",
      );
      assert.deepEqual(await violations(page), []);
    });
  });
}

test("what reads from the right is mirrored, charts too, 0 to 10 in reading order", async () => {
  await inLanguage("ar", async (page) => {
    assert.equal(await part(page, "summary").getAttribute("dir"), "rtl");
    const chart = part(page, "distribution").locator(".chart");
    const at = async (/** @type {string} */ score) =>
      (await chart.getByText(score, { exact: true }).last().boundingBox())?.x ?? 0;
    assert.ok((await at("0")) > (await at("10")), "0 is where reading starts");
    const box = await chart.boundingBox();
    for (const text of await chart.locator("text").all()) {
      const drawn = await text.boundingBox();
      assert.ok(box && drawn && drawn.x >= box.x - 2, "lettering stays in the chart");
      assert.ok(drawn.x + drawn.width <= box.x + box.width + 2, "on both its sides");
    }
  });
});

test("every language keeps to the page's width, on a phone too", async () => {
  await open(given, async (page) => {
    await page.setViewportSize({ width: 360, height: 800 });
    for (const file of await readdir(here(folder))) {
      const lang = file.replace(".json", "");
      await page.evaluate((lang) => {
        const element = document.createElement("zeroten-summary");
        element.setAttribute("lang", lang);
        element.setAttribute("src", "/v1/surveys/post-purchase/responses");
        document.querySelector("zeroten-summary")?.replaceWith(element);
      }, lang);
      await part(page, "themes").getByRole("table").first().waitFor();
      const wider = await page.evaluate(() => {
        const root = document.querySelector("zeroten-summary")?.shadowRoot;
        root?.querySelectorAll("details").forEach((details) => (details.open = true));
        return document.documentElement.scrollWidth - document.documentElement.clientWidth;
      });
      assert.equal(wider, 0, lang);
    }
  });
});

describe("the language", () => {
  test("is the element's, then the page's, then the visitor's, and one file each", async () => {
    for (const file of await readdir(here(folder))) {
      const lang = file.replace(".json", "");
      const texts = await words(lang);
      const rules = new Intl.PluralRules(lang);
      for (const n of [...Array(201).keys(), 1_000, 1_000_000]) {
        const wording = texts[`answers.${rules.select(n)}`];
        assert.ok(wording, `${lang} has no wording for ${n} answers`);
      }
    }
    await open(given, async (page) => {
      /** @param {Record<string, string>} attributes @param {string} lang */
      const shown = async (attributes, lang) => {
        await page.evaluate(([attributes, lang]) => {
          document.documentElement.lang = lang;
          const element = document.createElement("zeroten-summary");
          for (const [name, value] of Object.entries(attributes)) {
            element.setAttribute(name, value);
          }
          document.querySelector("zeroten-summary")?.replaceWith(element);
        }, /** @type {const} */ ([attributes, lang]));
        return part(page, "summary").getAttribute("lang");
      };
      assert.equal(await shown({ lang: "nb-NO" }, "de"), "nb");
      assert.equal(await shown({ "data-lang": "no" }, "de"), "nb");
      assert.equal(await shown({}, "zh-TW"), "zh-Hant");
      assert.equal(await shown({}, "tlh"), "en", "the visitor's");
    });
  });

  test("that does not come is said in one sentence", async () => {
    const context = await given.browser.newContext();
    const page = await context.newPage();
    await page.route("**/locales/**", (route) => route.abort());
    await page.goto(`${given.server.url}/summary.html?survey=post-purchase`);
    await page.getByText("The summary cannot be shown").waitFor();
    // A file of another version has other texts.
    await page.unroute("**/locales/**");
    await page.route("**/locales/**", (route) => route.fulfill({ body: '["Summary"]' }));
    await page.reload();
    await page.getByText("The summary cannot be shown").waitFor();
    await context.close();
  });
});
