// Hosts whose styles, layers, keys, focus or navigation are in the way.

import assert from "node:assert/strict";
import { test } from "node:test";
import { unexpected } from "./endpoint.mjs";
import { Collector, newPage } from "./browser.mjs";
import { Card } from "./card.mjs";
import { answer, guest, open, stored } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();

/** Styles that must leave the card as it is, with the markup they need. */
const styles = {
  "every element unset and hidden": `<style>* {
    all: unset !important; opacity: 0 !important; visibility: hidden !important;
    transform: rotate(9deg) scale(0.2) !important; filter: invert(1) !important;
    clip-path: circle(0) !important; pointer-events: none !important; direction: rtl !important;
    font: 40px/3 fantasy !important; letter-spacing: 9px !important; color: red !important;
    width: 1px !important; --accent: red !important; --background: lime !important;
    border: 9px solid red !important; transition: all 9s !important; mix-blend-mode: difference;
  }</style>`,
  "ten pixels to the rem": "<style>html { font-size: 10px } body { font-size: 62.5% }</style>",
  "a body that holds what is fixed": `<style>body {
    transform: translateX(300px); filter: sepia(1); contain: layout; overflow: hidden; height: 9px;
  }</style>`,
  "right to left": "<style>html, body { direction: rtl !important }</style>",
  "rules for popovers, backdrops and unknown elements": `<style>
    [popover], :popover-open { inset: 0 !important; margin: auto !important; padding: 99px !important;
      display: none !important; background: red !important }
    ::backdrop { background: red !important; display: block !important; opacity: 1 !important }
    :not(:defined) { display: none !important }
    zeroten-survey, body > *:last-child { display: none !important; z-index: -1 !important }
  </style>`,
  "something else at the highest z-index": `<style>#over { position: fixed; inset: 0;
    z-index: 2147483647; pointer-events: auto }</style><div id="over"></div>`,
};

for (const [name, style] of Object.entries(styles)) {
  test(`${name}: the same pixels in the same place`, async () => {
    const script = tag(given.collector.address);
    const look = async (/** @type {string} */ body) => {
      // A page of its own words may be anywhere under the card; only the card is compared.
      const { page, card } = await open(given, body, { context: { colorScheme: "light" } });
      await card.shown();
      const picture = await card.card.screenshot({ animations: "disabled" });
      return { page, card, picture, box: await card.card.boundingBox() };
    };
    const plain = await look(script);
    await plain.page.close();
    const { page, card, picture, box } = await look(style + script);
    assert.deepEqual(box, plain.box);
    assert.ok(picture.equals(plain.picture), "the pictures differ");
    await answer(given, card);
    assert.deepEqual(page.problems, []);
  });
}

/** A dialog with a button, and what opens it before the loader comes. */
const dialog = `<dialog><p>Theirs</p><button>Close</button></dialog>
  <script>
    const dialog = document.querySelector("dialog");
    dialog.querySelector("button").onclick = () => dialog.close();
  </script>`;

/** A dialog holds back what opens by itself; what the page asks for itself opens in it. */
const commanded = () =>
  `<script>window.zeroten = (...call) => zeroten.q.push(call); zeroten.q = [["show"]];</script>` +
  tag(given.collector.address, { trigger: "manual" });

test("in an open modal dialog, outside of which all is inert, the card is in the dialog", async () => {
  const { page, card } = await open(
    given,
    `${dialog}<script>dialog.showModal()</script>${commanded()}`,
  );
  await card.shown();
  await card.pick(9);
  await card.comment.fill("Why not");
  await page.getByRole("button", { name: "Close", exact: true }).first().click();
  await page.waitForFunction(() => document.body.lastElementChild?.localName === "zeroten-survey");
  assert.equal(await card.comment.inputValue(), "Why not", "what was typed came along");
  await card.send("Why not");
  await stored(given.collector);
  assert.equal(await page.locator("dialog zeroten-survey").count(), 0);
  assert.deepEqual(page.problems, []);
});

test("a modal dialog opened later takes the card in, and gives it back when it closes", async () => {
  const { page, card } = await open(given, dialog + tag(given.collector.address));
  await card.shown();
  await card.pick(9);
  await card.comment.fill("Why not");
  await page.evaluate(() => document.querySelector("dialog")?.showModal());
  await page.locator("dialog zeroten-survey").waitFor({ state: "attached" });
  assert.equal(await card.comment.inputValue(), "Why not", "what was typed came along");
  await page.getByRole("button", { name: "Close", exact: true }).first().click();
  await page.waitForFunction(() => document.body.lastElementChild?.localName === "zeroten-survey");
  await card.send("Why not");
  await stored(given.collector);
  assert.deepEqual(page.problems, []);
});

test("a dialog taken off the page with the card in it leaves the card", async () => {
  const { page, card } = await open(
    given,
    `${dialog}<script>dialog.showModal()</script>${commanded()}`,
  );
  await card.shown();
  await page.evaluate(() => document.querySelector("dialog")?.remove());
  await answer(given, card);
  assert.deepEqual(page.problems, []);
});

test("hotkeys that bubble hear nothing; capturing ones hear, and typing still works", async () => {
  const { page, card } = await open(
    given,
    `<script>
      window.heard = { bubbling: [], capturing: [] };
      for (const type of ["keydown", "keypress", "keyup", "beforeinput", "input", "paste"]) {
        for (const target of [window, document, document.documentElement]) {
          target.addEventListener(type, (event) => heard.bubbling.push(event.key ?? type));
        }
        // Nothing can be put before a window's own capturing listeners (DOM, "event path").
        window.addEventListener(type, (event) => heard.capturing.push(event.target.localName), true);
      }
    </script>${tag(given.collector.address)}`,
  );
  await card.shown();
  await card.pick(9);
  await card.type("Why not");
  assert.equal(await card.comment.inputValue(), "Why not");
  const heard = await page.evaluate(() => /** @type {any} */ (window).heard);
  assert.deepEqual(heard.bubbling, []);
  assert.deepEqual([...new Set(heard.capturing)], ["zeroten-survey"]);
  await card.send("Why not");
  await stored(given.collector);
  assert.deepEqual(page.problems, []);
});

test("a focus trap that bubbles lets go; one that captures takes the keys, not the pointer", async () => {
  const trap = (
    /** @type {boolean} */ capture,
  ) => `<div id="trap" tabindex="-1">Theirs</div><script>
      const trap = document.querySelector("#trap");
      document.addEventListener("focusin", (event) => {
        if (!trap.contains(event.target)) trap.focus();
      }, ${capture});
      trap.focus();
    </script>`;
  const capturing = await open(given, trap(true) + tag(given.collector.address));
  await capturing.card.shown();
  await capturing.card.pick(4);
  await capturing.card.skip();
  await given.collector.settled(1, ([response]) => response.score === 4);
  assert.equal(await capturing.page.evaluate(() => document.activeElement?.id), "trap");
  await capturing.page.close();

  const { page, card } = await open(given, trap(false) + tag(given.collector.address));
  await card.shown();
  await card.pick(9);
  await card.type("Why not");
  assert.equal(await card.comment.inputValue(), "Why not");
  await card.send("Why not");
  const found = await given.collector.settled(2, (all) => all.some(({ rev }) => rev === 2));
  assert.deepEqual(found.map(({ score }) => score).sort(), [4, 9]);
  assert.deepEqual([...page.problems, ...capturing.page.problems], []);
});

test("a body that is replaced, as Turbo does, keeps a floating card and what is in it", async () => {
  const { page, card } = await open(given, tag(given.collector.address));
  await card.shown();
  await card.pick(9);
  await card.comment.fill("Why not");
  await page.evaluate(() => {
    const body = document.createElement("body");
    body.append("Another page");
    document.body.replaceWith(body);
  });
  await card.shown();
  assert.equal(await card.comment.inputValue(), "Why not");
  await card.send("Why not");
  await stored(given.collector);
  assert.deepEqual(page.problems, []);
});

test("a card that is removed, or an inline one whose page is replaced, is gone and may come again", async () => {
  const { page, card } = await open(
    given,
    `<div id="ask"></div>${tag(given.collector.address, { mode: "inline", target: "#ask" })}`,
  );
  await card.shown();
  await page.evaluate(() => {
    document.body.innerHTML = '<div id="ask"></div>';
  });
  await page.evaluate(() => /** @type {any} */ (window).zeroten("show"));
  await card.shown();
  assert.equal(await card.host.count(), 1);
  await page.evaluate(() => document.querySelector("zeroten-survey")?.remove());
  await page.evaluate(() => /** @type {any} */ (window).zeroten("show"));
  await answer(given, card);
  assert.deepEqual(page.problems, []);
});

test("two copies of the script, from two places, ask once", async () => {
  const { collector } = given;
  const twice = tag(collector.address) + tag(collector.address, {}, { src: "/zeroten/zeroten.js" });
  const { page, card } = await open(given, twice);
  await card.shown();
  await page.waitForTimeout(300);
  assert.equal(await card.host.count(), 1);
  await answer(given, card);
  assert.deepEqual(page.problems, []);
});

test("a frame that may only run scripts: asked and thanked; the collector refuses its origin", async () => {
  const { address } = given.collector;
  const frame = `<body>${tag(address)}</body>`.replaceAll('"', "&quot;");
  const page = await newPage(given.browser);
  const { page: host } = await open(
    given,
    `<iframe sandbox="allow-scripts" srcdoc="${frame}"></iframe>`,
  );
  await page.close();
  const card = new Card(/** @type {any} */ (host.frameLocator("iframe")));
  await card.shown();
  const refused = host.waitForEvent("requestfailed", (request) => request.method() === "POST");
  await card.pick(9);
  const body = (await refused).postData() ?? "";
  const reply = await fetch(`${address}/v1/responses`, {
    method: "POST",
    headers: { origin: "null", "content-type": "text/plain" },
    body,
  });
  assert.deepEqual([reply.status, JSON.parse(body).score], [403, 9]);
  await card.send("Why not");
  assert.deepEqual(await given.collector.responses(), []);
  assert.equal(await card.status.innerText(), "", "it claims neither to be sent nor to be saved");
  assert.deepEqual(unexpected(host.problems), []);
});

test("a frame that may only run scripts, where the owner lists its origin: stored once", async () => {
  const listening = await Collector.start("--survey", "post-purchase=null");
  try {
    const frame = `<body>${tag(listening.address)}</body>`.replaceAll('"', "&quot;");
    const { page } = await open(
      given,
      `<iframe sandbox="allow-scripts" srcdoc="${frame}"></iframe>`,
    );
    const card = new Card(/** @type {any} */ (page.frameLocator("iframe")));
    await card.pick(9);
    await card.send("In a box");
    await stored(listening, 9, "In a box");
    assert.deepEqual(page.problems, []);
  } finally {
    await listening.remove();
  }
});
