// The card in every language there is a file for, and how one is chosen.

import assert from "node:assert/strict";
import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { root } from "./browser.mjs";
import { answer, guest, open } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();
const folder = path.join(root, "www/locales");

/** Tags of pages and visitors, and the file each is asked with. */
const chosen = {
  nb: "nb",
  "nb-NO": "nb",
  no: "nb",
  "no-bokmaal": "nb",
  nn: "nn",
  "nn-NO": "nn",
  "pt-PT": "pt",
  "pt-AO": "pt",
  "pt-BR": "pt-BR",
  "pt-br": "pt-BR",
  pt_BR: "pt-BR",
  "de-AT": "de",
  iw: "he",
  "he-IL": "he",
  zh: "zh-Hans",
  "zh-CN": "zh-Hans",
  "zh-SG": "zh-Hans",
  "zh-TW": "zh-Hant",
  "zh-HK": "zh-Hant",
  "zh-MO": "zh-Hant",
  "zh-Hant-CN": "zh-Hant",
  "zh-hans-TW": "zh-Hans",
  "en-US": "en",
  EN: "en",
  fil: "en",
  "": "en",
};

test("the page's language decides the words, by what it is called and where it is spoken", async () => {
  const { page, card } = await open(given, tag(given.collector.address, { trigger: "manual" }));
  await page.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
  for (const [lang, expected] of Object.entries(chosen)) {
    await page.evaluate((lang) => {
      document.documentElement.lang = lang;
      /** @type {any} */ (window).zeroten("show");
    }, lang);
    await card.shown();
    assert.equal(await card.card.getAttribute("lang"), expected, lang);
    await page.evaluate(() => /** @type {any} */ (window).zeroten("close"));
  }
  assert.deepEqual(page.problems, []);
});

test("the owner's choice is before the page's, and the page's before the visitor's", async () => {
  const context = { locale: "sv-SE" };
  const shown = async (/** @type {Record<string, string>} */ options, root = "") => {
    const { page, card } = await open(given, tag(given.collector.address, options), {
      root,
      context,
    });
    await card.shown();
    const lang = await card.card.getAttribute("lang");
    const missing = options.lang === "fo" ? ["zeroten: there are no words in the language fo"] : [];
    assert.deepEqual(page.problems, missing);
    await page.close();
    return lang;
  };
  assert.equal(await shown({}), "sv");
  assert.equal(await shown({}, 'lang="da"'), "da");
  assert.equal(await shown({ lang: "nb-NO" }, 'lang="da"'), "nb");
  // A language without a file is as good as none.
  assert.equal(await shown({ lang: "fo" }, 'lang="tlh"'), "sv");
});

test("every file is asked with, in its own words and direction, 0 to 10 in reading order", async () => {
  const { page, card } = await open(given, tag(given.collector.address, { trigger: "manual" }));
  await page.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
  for (const file of await readdir(folder)) {
    if (!file.endsWith(".json")) continue;
    const lang = file.replace(".json", "");
    const words = JSON.parse(await readFile(path.join(folder, file), "utf8"));
    await page.evaluate((lang) => {
      document.documentElement.lang = lang;
      /** @type {any} */ (window).zeroten("show");
    }, lang);
    await card.shown();
    assert.equal(await card.question.innerText(), words.question, lang);
    assert.equal(await card.radio(0).getAttribute("aria-label"), `0 – ${words.low}`, lang);
    const [first, last, close] = await Promise.all(
      [card.score(0), card.score(10), card.part("dismiss")].map((part) => part.boundingBox()),
    );
    assert.ok(first && last && close);
    const mirrored = ["ar", "he"].includes(lang);
    assert.equal(first.x > last.x, mirrored, lang);
    assert.equal(close.x < (page.viewportSize()?.width ?? 0) / 2, mirrored, lang);
    await page.evaluate(() => /** @type {any} */ (window).zeroten("close"));
  }
  assert.deepEqual(page.problems, []);
});

test("English costs no request", async () => {
  /** @type {string[]} */
  const asked = [];
  const prepare = (/** @type {import("playwright-core").Page} */ page) =>
    page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  const english = await open(given, tag(given.collector.address), { prepare });
  assert.equal((await answer(given, english.card)).lang, "en");
  assert.deepEqual(
    asked.filter((path) => path.includes("locales")),
    [],
  );
});

test("a file that is not a language's is as good as none", async () => {
  const { page, card } = await open(given, tag(given.collector.address), {
    root: 'lang="fi"',
    prepare: (page) => page.route("**/locales/*", (route) => route.fulfill({ body: "<!doctype" })),
  });
  await card.shown();
  assert.match(await card.question.innerText(), /How likely/);
  assert.equal(await card.card.getAttribute("lang"), "en");
  assert.deepEqual(page.problems, []);
});
