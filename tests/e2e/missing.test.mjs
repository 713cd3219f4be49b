// Browsers that lack something, or have it taken away: without each the answer is stored once.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { until } from "./endpoint.mjs";
import { answer, guest, open, ranWithoutWasm, stored } from "./guest.mjs";
import { tag } from "./host.mjs";

/** What is taken away before any script of the page runs. */
const missing = {
  WebAssembly: () => delete (/** @type {any} */ (window).WebAssembly),
  "WebAssembly's streaming": () =>
    delete (/** @type {any} */ (WebAssembly).instantiateStreaming) &&
    delete (/** @type {any} */ (WebAssembly).compileStreaming),
  fetch: () => delete (/** @type {any} */ (window).fetch),
  JSON: () => delete (/** @type {any} */ (window).JSON),
  Promise: () => delete (/** @type {any} */ (window).Promise),
  crypto: () => Object.defineProperty(window, "crypto", { value: undefined }),
  "crypto.randomUUID": () => delete (/** @type {any} */ (Crypto.prototype).randomUUID),
  customElements: () => Object.defineProperty(window, "customElements", { value: undefined }),
  "the popover layer": () => {
    for (const name of ["popover", "showPopover", "hidePopover", "togglePopover"]) {
      delete (/** @type {any} */ (HTMLElement.prototype)[name]);
    }
  },
  "the selector of modal dialogs": () => {
    const real = Document.prototype.querySelectorAll;
    Document.prototype.querySelectorAll = function (/** @type {string} */ selector) {
      if (selector.includes(":modal")) throw new DOMException("unknown", "SyntaxError");
      return real.call(this, selector);
    };
  },
  "constructed style sheets": () => {
    window.CSSStyleSheet = /** @type {any} */ (
      function () {
        throw new TypeError("Illegal constructor");
      }
    );
    delete (/** @type {any} */ (ShadowRoot.prototype).adoptedStyleSheets);
  },
  localStorage: () => Object.defineProperty(window, "localStorage", { value: null }),
  indexedDB: () => Object.defineProperty(window, "indexedDB", { value: undefined }),
  "web locks": () => Object.defineProperty(Navigator.prototype, "locks", { value: undefined }),
  BroadcastChannel: () => delete (/** @type {any} */ (window).BroadcastChannel),
  FinalizationRegistry: () => delete (/** @type {any} */ (window).FinalizationRegistry),
  "Object.hasOwn, Array.prototype.at and structuredClone": () => {
    for (const [holder, name] of [
      [Object, "hasOwn"],
      [Array.prototype, "at"],
      [window, "structuredClone"],
    ]) {
      delete (/** @type {any} */ (holder)[/** @type {string} */ (name)]);
    }
  },
};

describe("without", () => {
  const given = guest();
  for (const [name, take] of Object.entries(missing)) {
    test(name, async () => {
      const { page, card } = await open(given, tag(given.collector.address), {
        prepare: (page) => page.addInitScript(take),
      });
      await card.shown();
      const position = await card.card.evaluate((element) => getComputedStyle(element).position);
      assert.equal(position, "fixed", "it is styled");
      await answer(given, card);
      assert.deepEqual(page.problems, []);
      assert.equal(await ranWithoutWasm(page), ["WebAssembly", "fetch"].includes(name));
    });
  }

  test("a wasm that arrives: it is given up after 20 s for the JavaScript", async () => {
    /** @type {string[]} */
    const asked = [];
    const { page, card } = await open(given, tag(given.collector.address), {
      prepare: async (page) => {
        await page.clock.install();
        page.on("request", (request) => asked.push(new URL(request.url()).pathname));
        await page.route("**/widget.wasm", () => {});
      },
    });
    await until(() => asked.includes("/widget.wasm"));
    await page.clock.runFor(19_000);
    assert.ok(!asked.includes("/widget.fallback.js"), "not yet");
    await page.clock.runFor(2_000);
    await page.clock.resume();
    await answer(given, card);
    assert.ok(asked.includes("/widget.fallback.js"));
    assert.deepEqual(page.problems, []);
  });

  test("constructed style sheets, under a policy without styles: unstyled, and it works", async () => {
    const { page, card } = await open(given, tag(given.collector.address), {
      headers: { "content-security-policy": "style-src 'none'" },
      prepare: (page) => page.addInitScript(missing["constructed style sheets"]),
    });
    await answer(given, card);
    const others = page.problems.filter((problem) => !/style-src/.test(problem));
    assert.deepEqual(others, []);
  });
});

// Chromium as iOS in Lockdown Mode is: no compiler, so no WebAssembly.
describe("in a browser without a compiler", () => {
  const given = guest(["--js-flags=--jitless"]);

  test("the JavaScript runs", async () => {
    const { page, card } = await open(given, tag(given.collector.address));
    assert.equal(await page.evaluate(() => typeof WebAssembly), "undefined");
    await answer(given, card);
    assert.equal(await ranWithoutWasm(page), true);
    assert.deepEqual(page.problems, []);
  });

  test("its memory grows with what it is given", async () => {
    // More than the memory it starts with, so that growing it is part of the answer.
    const brand = "å".repeat(2_000_000);
    const { page, card } = await open(
      given,
      `<script>
        window.zeroten = window.zeroten || function () { (zeroten.q = zeroten.q || []).push(arguments) };
        zeroten("init", { survey: "post-purchase", brand: "å".repeat(${brand.length}),
          endpoint: "${given.collector.address}/v1/responses", trigger: "manual", mode: "inline",
          target: "main" });
        zeroten("show");
      </script><script async src="${given.collector.address}/zeroten.js"></script>`,
    );
    await card.card.waitFor({ state: "attached" });
    const asked = await card.question.evaluate((element) => element.textContent);
    assert.equal(asked, `How likely are you to recommend ${brand} to a friend or colleague?`);
    await card.question.evaluate((element) => element.replaceChildren("Asked"));
    await card.pick(9);
    await card.send("Why not");
    await stored(given.collector);
    assert.deepEqual(page.problems, []);
  });
});
