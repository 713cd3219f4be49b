// Where manners were found wanting by an outsider: closing, coming back, moving on meanwhile, values
// that make no sense.

import assert from "node:assert/strict";
import { test } from "node:test";
import { guest, open } from "./guest.mjs";

const given = guest();

/** @typedef {import("playwright-core").Page} Page */

/**
 * A page that defines a survey by command, with `html` on it.
 * @param {Record<string, unknown>} definition
 * @param {{html?: string, calls?: string, prepare?: (page: Page) => Promise<unknown> | unknown}} [how]
 */
async function visit(definition, { html = "", calls = "", prepare } = {}) {
  const { address } = given.collector;
  const whole = { survey: "post-purchase", endpoint: `${address}/v1/responses`, ...definition };
  const opened = await open(
    given,
    `${html}<script>
      window.zeroten = function () { (zeroten.q = zeroten.q || []).push(arguments) };
      zeroten("init", ${JSON.stringify(whole)}); ${calls}
    </script><script async src="${address}/zeroten.js"></script>`,
    { prepare },
  );
  await opened.page.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
  await opened.page.waitForTimeout(400);
  const command = (/** @type {any[]} */ ...call) =>
    opened.page.evaluate((call) => void (/** @type {any} */ (window).zeroten(...call)), call);
  const cards = async (wait = 900) => {
    await opened.page.waitForTimeout(wait);
    return opened.card.host.count();
  };
  return { ...opened, command, cards, whole };
}

test("a situation that is not known asks nobody", async () => {
  const { cards, page } = await visit({ situation: "after-purchse" });
  assert.equal(await cards(), 0);
  const ours = page.problems.filter((problem) => problem.startsWith("zeroten: "));
  assert.equal(ours.length, 1, page.problems.join());
});

test("closing ends what waits for its trigger, whichever that is", async () => {
  for (const [trigger, happen] of /** @type {[any, (page: Page) => unknown][]} */ ([
    ["delay:1", () => {}],
    ["event:x", (page) => page.evaluate(() => /** @type {any} */ (window).zeroten("track", "x"))],
    ["click:h1", (page) => page.click("h1")],
  ])) {
    const { page, command, cards } = await visit({ trigger });
    await command("close");
    await happen(page);
    assert.equal(await cards(1500), 0, trigger);
    await page.context().close();
  }
});

test("a survey that was closed comes back with init, as a component that is mounted again does", async () => {
  const { page, card, command, whole } = await visit({ trigger: "click:h1" });
  await command("close");
  await command("init", whole);
  await page.waitForTimeout(400);
  await page.click("h1");
  await card.shown();
});

test("consent taken back and given again", async () => {
  const { page, card, command, cards } = await visit({
    trigger: "event:x",
    policy: { consent: true, sample: 0.999 },
  });
  await command("consent", true);
  await command("consent", false);
  await command("track", "y");
  await command("track", "x");
  assert.equal(await cards(), 0);
  assert.equal(await page.evaluate(() => localStorage.length), 0);
  await command("consent", true);
  await card.shown();
});

test("a card that waits is gone with the page its trigger belonged to, and asks on the next", async () => {
  const { page, card, cards } = await visit(
    { trigger: "click:h1", when: { url: { not: "/checkout*" } } },
    { html: "<input id=field><dialog><p>Theirs</p></dialog>" },
  );
  const go = (/** @type {string} */ path) =>
    page.evaluate((path) => history.pushState(null, "", path), path);
  await page.fill("#field", "typing");
  await page.evaluate(() => document.querySelector("h1")?.click());
  await go("/elsewhere");
  assert.equal(await cards(6_000), 0, "the click was on another page");
  await page.click("h1");
  await card.shown();
});

test("a card that waits while the visitor goes where it may not ask waits there, too", async () => {
  const { page, card, command, cards } = await visit(
    { trigger: "event:bought", when: { url: { not: "/checkout*" } } },
    { html: "<dialog><p>Theirs</p></dialog>" },
  );
  await page.evaluate(() => document.querySelector("dialog")?.showModal());
  await command("track", "bought");
  await page.evaluate(() => history.pushState(null, "", "/checkout/pay"));
  await page.evaluate(() => document.querySelector("dialog")?.close());
  assert.equal(await cards(1500), 0, "not at the till");
  await page.evaluate(() => history.pushState(null, "", "/thanks"));
  await card.shown();
});

test("an element that is rendered later takes the inline card in", async () => {
  const { page, card } = await visit({ mode: "inline", target: "#later" });
  await page.evaluate(() => {
    setTimeout(() => document.body.insertAdjacentHTML("beforeend", "<div id=later></div>"), 1000);
  });
  await card.shown();
  assert.equal(await page.locator("#later zeroten-survey").count(), 1);
  assert.deepEqual(page.problems, []);
});

test("a command need not wait for what another trigger waits for", async () => {
  const { card, command, cards } = await visit(
    {},
    { html: "<input id=field value=typing autofocus>" },
  );
  assert.equal(await cards(), 0, "somebody types");
  await command("show");
  await card.shown();
});

test("a command shows the card whatever page an earlier one belonged to", async () => {
  const { page, card, command } = await visit({ trigger: "click:h1" });
  await page.click("h1");
  await card.shown();
  await card.dismiss();
  await page.evaluate(() => history.pushState(null, "", "/elsewhere"));
  await command("show");
  await card.shown();
});

/**
 * Has `change` come between the two tasks in which a card is drawn and opened.
 * @param {() => void} change
 */
const whileDrawn = (change) => ({
  prepare: (/** @type {Page} */ page) =>
    page.addInitScript(`{
      const attach = Element.prototype.attachShadow;
      Element.prototype.attachShadow = function (init) {
        setTimeout(${change});
        Element.prototype.attachShadow = attach;
        return attach.call(this, init);
      };
      addEventListener("zeroten:shown", () => { window.shown = true });
    }`),
});

test("a card that is closed while it is drawn does not come, and may come later", async () => {
  const close = () => /** @type {any} */ (window).zeroten("close");
  const { page, card, command, cards, whole } = await visit({}, whileDrawn(close));
  assert.equal(await cards(), 0);
  assert.deepEqual(page.problems, []);
  const [shown, wait] = await page.evaluate(() => [
    /** @type {any} */ (window).shown,
    localStorage["zeroten:next:post-purchase"],
  ]);
  assert.deepEqual([shown, wait], [undefined, undefined]);
  await command("init", whole);
  await card.shown();
});

test("a place that is replaced while the card is drawn is looked for again", async () => {
  const replace = () => {
    const place = document.createElement("div");
    place.id = "place";
    document.querySelector("#place")?.replaceWith(place);
  };
  const { card } = await visit(
    { mode: "inline", target: "#place" },
    { html: '<div id="place"></div>', ...whileDrawn(replace) },
  );
  await card.shown();
});

test("a dialog that opens while the card is drawn is waited for", async () => {
  const open = () => document.querySelector("dialog")?.showModal();
  const { page, card, cards } = await visit(
    {},
    { html: "<dialog>Wait</dialog>", ...whileDrawn(open) },
  );
  assert.equal(await cards(), 0);
  assert.equal(await page.evaluate(() => localStorage["zeroten:next:post-purchase"]), undefined);
  await page.evaluate(() => document.querySelector("dialog")?.close());
  await card.shown();
});

test("a page whose timers have gone since gets its card", async () => {
  const { page, card } = await visit({ trigger: "event:bought" });
  await page.evaluate(() => {
    const { setTimeout } = window;
    // @ts-expect-error It is what the page does.
    window.setTimeout = () => {
      throw new Error("no timers here");
    };
    /** @type {any} */ (window).zeroten("track", "bought");
    setTimeout(() => (window.setTimeout = setTimeout), 1500);
  });
  await card.shown();
});

test("a place that is taken off the page and put back stays without its card", async () => {
  const { page, card } = await visit(
    { mode: "inline", target: "#place" },
    { html: '<div id="place"></div>' },
  );
  await card.shown();
  await page.evaluate(async () => {
    const place = /** @type {HTMLElement} */ (document.querySelector("#place"));
    place.remove();
    await new Promise((later) => setTimeout(later));
    document.body.append(place);
  });
  await page.waitForTimeout(400);
  assert.equal(await card.host.count(), 0);
  assert.deepEqual(page.problems, []);
});

test("a delay no timer can keep, or that is none, never comes", async () => {
  for (const trigger of [
    "delay:3000000",
    "delay:1..5",
    { event: "x", delay: 3e6 },
    { event: "x", delay: "ten" },
  ]) {
    const { page, command, cards } = await visit({ trigger });
    await command("track", "x");
    assert.equal(await cards(), 0, JSON.stringify(trigger));
    assert.equal(page.problems.length, 1, page.problems.join());
    await page.context().close();
  }
});

test("triggers and conditions that make no sense trouble nobody", async () => {
  for (const more of [
    { trigger: { event: "x", where: { property: "total", over: 5 } } },
    { trigger: { all: [] } },
    { when: { constructor: 1 } },
  ]) {
    const { page, command, cards } = await visit(more);
    await command("track", "x", { total: 9 });
    assert.equal(await cards(), 0, JSON.stringify(more));
    const theirs = page.problems.filter((problem) => !problem.startsWith("zeroten: "));
    assert.deepEqual(theirs, [], JSON.stringify(more));
    await page.context().close();
  }
});

test("one page view is one, however many surveys count it", async () => {
  const { address } = given.collector;
  const other = { survey: "t", endpoint: `${address}/v1/responses`, when: { views: 3 } };
  const { page } = await visit(
    { when: { views: 3 } },
    { calls: `zeroten("init", ${JSON.stringify(other)});` },
  );
  assert.match(await page.evaluate(() => localStorage["zeroten:visits"]), /^1 1 /);
});

test("a carousel that moves sideways is no scrolling down", async () => {
  const { page, cards } = await visit(
    { trigger: "scroll:90" },
    {
      html: `<div id=pane style="overflow-x:auto;height:80vh"><div style="width:4000px">Wide</div></div>
        <div style="height:5000px"></div>`,
    },
  );
  await page.waitForTimeout(1200);
  await page.evaluate(() => document.querySelector("#pane")?.scrollTo({ left: 300 }));
  assert.equal(await cards(), 0);
});

for (const id of ["null", '""', "undefined"]) {
  test(`the identity ${id} is nobody's, and draws by the visitor's own number`, async () => {
    const { page, card } = await visit(
      { policy: { sample: 0.999999 } },
      { calls: `zeroten("identify", { id: ${id} });` },
    );
    await card.shown();
    assert.ok(Number(await page.evaluate(() => localStorage["zeroten:visitor"])) > 0);
    await card.pick(9);
    const [response] = await given.collector.settled(1);
    assert.equal(response.respondent, undefined);
  });
}

test("with two surveys and no storage, a page view is asked once", async () => {
  const { address } = given.collector;
  const policy = { storage_free: true };
  const other = { survey: "t", endpoint: `${address}/v1/responses`, policy };
  const { card, cards } = await visit(
    { policy },
    { calls: `zeroten("init", ${JSON.stringify(other)});` },
  );
  await card.shown();
  await card.dismiss();
  assert.equal(await cards(2_000), 0);
});

test("Global Privacy Control: a click counts however it is written", async () => {
  const { page, card } = await visit(
    { trigger: { any: [{ click: "h1" }, "exit"] } },
    {
      prepare: (page) =>
        page.addInitScript(() => {
          Object.defineProperty(navigator, "globalPrivacyControl", { value: true });
        }),
    },
  );
  await page.click("h1");
  await card.shown();
});
