// Files of ours that do not come, or come wrong: the survey works, or is quietly absent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, guest, open, ranWithoutWasm } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();

/** @typedef {(route: import("playwright-core").Route) => Promise<void>} Fault */

/** @type {Record<string, Fault>} */
const faults = {
  "is not there": (route) => route.fulfill({ status: 404, body: "no" }),
  "is blocked": (route) => route.abort("blockedbyclient"),
  "ends early": async (route) => {
    const response = await route.fetch();
    const body = (await response.body()).subarray(0, 20_000);
    await route.fulfill({ response, body });
  },
  "is a page instead": (route) =>
    route.fulfill({ body: "<!doctype html>Sign in", contentType: "text/html" }),
  "is another file of the right type": async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    body[body.length - 1] ^= 1;
    await route.fulfill({ response, body });
  },
};

/** What the browser itself says of a file that does not come. */
const browsers = /Failed to load resource|SRI's integrity|Failed to find a valid digest|MIME type/;

/** @param {import("playwright-core").Page & {problems: string[]}} page */
const oursOf = (page) => page.problems.filter((problem) => !browsers.test(problem));

/** Takes the hash out of the loader, as an owner's own build might. */
async function withoutHash(/** @type {import("playwright-core").Page} */ page) {
  await page.route("**/zeroten.js", async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/sha384-[\w+/=]+/, "");
    await route.fulfill({ response, body });
  });
}

for (const [name, fault] of Object.entries(faults)) {
  for (const hash of [true, false]) {
    // Without a hash nothing can tell a flipped bit at the end of the file from the real thing.
    if (!hash && name.startsWith("is another")) continue;
    test(`the wasm ${name}${hash ? "" : ", and nothing holds it to a hash"}: the JavaScript runs`, async () => {
      const { page, card } = await open(given, tag(given.collector.address), {
        prepare: async (page) => {
          if (!hash) await withoutHash(page);
          await page.route("**/widget.wasm", fault);
        },
      });
      await answer(given, card);
      assert.equal(await ranWithoutWasm(page), true);
      assert.deepEqual(
        oursOf(page).filter((problem) => !/starts sooner when served as/.test(problem)),
        [],
      );
    });
  }
}

test("the wasm has the wrong type: it runs, slower", async () => {
  const { page, card } = await open(given, tag(given.collector.address), {
    prepare: (page) =>
      page.route("**/widget.wasm", async (route) => {
        const response = await route.fetch();
        const headers = { ...response.headers(), "content-type": "application/octet-stream" };
        await route.fulfill({ response, headers });
      }),
  });
  await answer(given, card);
  assert.equal(await ranWithoutWasm(page), false);
  assert.equal(page.problems.length, 1, "the owner is told once");
  assert.match(page.problems[0], /widget.wasm starts sooner when served as application\/wasm/);
});

test("the wasm and the JavaScript both fail: absent, one line, and what waits is left alone", async () => {
  const entry = "00000000-0000-4000-8000-000000000000\n1\n1\npost-purchase\nhttp://x/\n{}";
  const { page, card } = await open(given, tag(given.collector.address), {
    prepare: async (page) => {
      await page.addInitScript((entry) => {
        localStorage.setItem("zeroten:out:00000000-0000-4000-8000-000000000000", entry);
      }, entry);
      await page.route("**/widget.{wasm,fallback.js}", (route) => route.abort());
    },
  });
  await page.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
  await page.evaluate(() => /** @type {any} */ (window).zeroten("show"));
  await page.waitForTimeout(1000);
  assert.equal(await card.host.count(), 0);
  assert.equal(oursOf(page).length, 1, oursOf(page).join("\n"));
  assert.match(oursOf(page)[0], /^zeroten: not shown: /);
  const kept = await page.evaluate(() => Object.entries(localStorage));
  assert.deepEqual(kept, [["zeroten:out:00000000-0000-4000-8000-000000000000", entry]]);
  assert.deepEqual(await given.collector.responses(), []);
});

for (const [name, fault] of Object.entries(faults)) {
  if (name.startsWith("is another")) continue; // A flipped bit in a comment may be no fault.
  test(`widget.js ${name}: absent, with one line`, async () => {
    const { page, card } = await open(given, tag(given.collector.address), {
      prepare: (page) => page.route("**/widget.js", name === "ends early" ? early : fault),
    });
    await page.waitForEvent("console", (message) => message.text().startsWith("zeroten: "));
    assert.equal(await card.host.count(), 0);
    assert.equal(oursOf(page).length, 1, oursOf(page).join("\n"));
  });
}

/** @type {Fault} */
async function early(route) {
  const response = await route.fetch();
  await route.fulfill({ response, body: (await response.text()).slice(0, 3000) });
}

test("the loader is blocked: the page keeps its queue and goes on", async () => {
  const { page, card } = await open(
    given,
    `<script>
      window.zeroten = window.zeroten || function () { (zeroten.q = zeroten.q || []).push(arguments) };
      zeroten("track", "purchase_completed");
    </script>${tag(given.collector.address)}`,
    { prepare: (page) => page.route("**/zeroten.js", (route) => route.abort("blockedbyclient")) },
  );
  await page.waitForLoadState("load");
  assert.equal(await card.host.count(), 0);
  assert.deepEqual(oursOf(page), []);
});

test("a language's file does not come: asked in English, and marked so", async () => {
  const { page, card } = await open(given, tag(given.collector.address), {
    root: 'lang="nb"',
    prepare: (page) => page.route("**/locales/*", (route) => route.abort()),
  });
  await card.shown();
  assert.match(await card.question.innerText(), /How likely/);
  assert.equal(await card.card.getAttribute("lang"), "en");
  assert.equal((await answer(given, card)).lang, "en");
  assert.deepEqual(oursOf(page), []);
});

test("each file is asked for once, and the language's while the widget is on its way", async () => {
  /** @type {string[]} */
  const asked = [];
  /** @type {(() => void)[]} */
  const held = [];
  const { page, card } = await open(given, tag(given.collector.address), {
    root: 'lang="nb"',
    prepare: (page) =>
      page.route(/widget\.|locales/, (route) => {
        const { pathname } = new URL(route.request().url());
        asked.push(pathname);
        if (pathname === "/widget.js") return route.continue();
        held.push(() => route.continue());
      }),
  });
  // Neither of the two is answered until both are asked for.
  while (held.length < 2) await page.waitForTimeout(20);
  for (const release of held) release();
  await answer(given, card);
  assert.deepEqual(asked.sort(), ["/locales/nb.json", "/widget.js", "/widget.wasm"]);
  assert.deepEqual(page.problems, []);
});
