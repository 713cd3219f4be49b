// Hosts that are in the way, by accident or not: each trait on a page of its own, which keeps
// working, keeps its globals and its markup, and stores the answer exactly once.

import assert from "node:assert/strict";
import { test } from "node:test";
import { answer, guest, open, ranWithoutWasm } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();

/** What pages do to the language and the browser before any other script runs. */
const traits = {
  "enumerable additions to every prototype": () => {
    /** @type {any[]} */
    const prototypes = [Object, Array, Function, String, Number, Promise, Map, Element].map(
      (made) => made.prototype,
    );
    for (const prototype of prototypes) {
      prototype.each = prototype.extend = () => "mine";
      prototype.tag = "junk";
    }
  },
  "toJSON on prototypes": () => {
    for (const made of [Object, Array, String, Number, Date]) {
      /** @type {any} */ (made.prototype).toJSON = () => "mine";
    }
  },
  "frozen prototypes": () => {
    for (const made of [Object, Array, Function, String, Promise, Error, Map]) {
      Object.freeze(made.prototype);
      Object.freeze(made);
    }
  },
  "sealed and non-extensible DOM prototypes": () => {
    for (const made of [EventTarget, Node, Element, HTMLElement, Document, ShadowRoot]) {
      Object.seal(made.prototype);
    }
  },
  "fetch throws": () => {
    window.fetch = () => {
      throw new Error("mine");
    };
  },
  "fetch gives nothing": () => {
    window.fetch = /** @type {any} */ (() => undefined);
  },
  "fetch gives a promise of another make": () => {
    const real = window.fetch;
    window.fetch = /** @type {any} */ (
      (/** @type {any} */ input, /** @type {any} */ init) => ({
        then: (/** @type {any} */ good, /** @type {any} */ bad) =>
          real.call(window, input, init).then(good, bad),
      })
    );
  },
  "JSON throws": () => {
    JSON.parse = JSON.stringify = () => {
      throw new Error("mine");
    };
  },
  "JSON is something else": () => {
    /** @type {any} */ (window).JSON = { encode() {}, decode() {} };
  },
  "Array.from, Object.entries and bind are older shims": () => {
    Array.from = () => /** @type {any} */ (["mine"]);
    Object.entries = () => /** @type {any} */ ([["mine", 1]]);
    Function.prototype.bind = function () {
      return () => "mine";
    };
  },
  "crypto throws": () => {
    const fail = () => {
      throw new Error("mine");
    };
    crypto.getRandomValues = crypto.randomUUID = fail;
  },
  "customElements throws": () => {
    customElements.define =
      customElements.get =
      customElements.upgrade =
        () => {
          throw new Error("mine");
        };
  },
  "the element's name is taken": () => {
    customElements.define("zeroten-survey", class extends HTMLElement {});
  },
  "storage is full": () => {
    let chunk = "x".repeat(1024 * 1024);
    for (let part = 0; chunk; part += 1) {
      try {
        localStorage.setItem("host" + part, chunk);
      } catch {
        chunk = chunk.slice(0, chunk.length / 2);
      }
    }
  },
  "storage is denied": () => {
    for (const name of ["localStorage", "sessionStorage", "indexedDB"]) {
      Object.defineProperty(window, name, {
        get() {
          throw new DOMException("mine", "SecurityError");
        },
      });
    }
  },
  "Date.now is ten years ahead": () => {
    const real = Date.now;
    Date.now = () => real() + 315_360_000_000;
  },
  "an element named like the property that finds the script": () => {
    addEventListener("DOMContentLoaded", () => {
      document.body.insertAdjacentHTML("afterbegin", '<img name="currentScript" src="data:,">');
    });
  },
};

/** What the test's own tools cannot work on either: here only what is seen is compared. */
const blunt = {
  "names of ours and of the browser's options on Object.prototype": () => {
    const junk = /** @type {any} */ (Object.prototype);
    for (const name of [
      ...["survey", "endpoint", "config", "trigger", "mode", "target", "lang", "texts", "brand"],
      ...["key", "properties", "respondent", "id", "rev", "comment", "score", "init", "q", "wasm"],
      ...["signal", "cache", "priority", "redirect", "toString", "once", "passive"],
    ]) {
      junk[name] = name === "toString" ? () => "mine" : "junk";
    }
  },
  "Promise is something else": () => {
    const Mine = /** @type {any} */ (function () {});
    Mine.resolve = Mine.all = Mine.reject = () => new Mine();
    Mine.prototype = { then() {} };
    window.Promise = Mine;
  },
  "the methods of Promise throw": () => {
    for (const name of /** @type {const} */ (["all", "race", "resolve", "reject"])) {
      Promise[name] = () => {
        throw new Error("mine");
      };
    }
  },
};

/** What a page can compare before and after. */
function inventory() {
  const held = document.createElement("div");
  const copy = /** @type {HTMLElement} */ (document.documentElement.cloneNode(true));
  held.append(copy);
  return { names: Object.getOwnPropertyNames(window), markup: held.innerHTML };
}

for (const [name, trait] of Object.entries(traits)) {
  test(name, async () => {
    const { page, card } = await open(given, tag(given.collector.address, { trigger: "manual" }), {
      prepare: (page) => page.addInitScript(trait),
    });
    await page.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
    const before = await page.evaluate(inventory);
    await page.evaluate(() => /** @type {any} */ (window).zeroten("show"));
    await answer(given, card);
    await card.dismiss();
    assert.deepEqual(await page.evaluate(inventory), before);
    assert.deepEqual(page.problems, []);
    assert.equal(await ranWithoutWasm(page), /^fetch (throws|gives nothing)/.test(name));
  });
}

for (const [name, trait] of Object.entries(blunt)) {
  test(name, async () => {
    const { page, card } = await open(given, tag(given.collector.address), {
      prepare: (page) => page.addInitScript(trait),
    });
    await answer(given, card);
    await card.dismiss();
    assert.deepEqual(page.problems, []);
  });
}

test("one name is added to the page and, while shown, one element", async () => {
  const { page: without } = await open(given, "");
  const { names, markup } = await without.evaluate(inventory);
  const script = tag(given.collector.address);
  const { page, card } = await open(given, script);
  await card.shown();
  const during = await page.evaluate(inventory);
  assert.deepEqual(
    during.names.filter((name) => !names.includes(name)),
    ["zeroten"],
  );
  assert.equal(await page.locator("zeroten-survey").count(), 1);
  await card.dismiss();
  const after = await page.evaluate(inventory);
  assert.equal(after.markup.replace(/<script.*<\/script>/, ""), markup);
  assert.deepEqual(page.problems, []);
});
