// The main job: a customer buys, is asked, answers, and the owner has the answer.

import assert from "node:assert/strict";
import { after, before, beforeEach, afterEach, test } from "node:test";
import { Collector, launch, newPage } from "./browser.mjs";
import { unexpected } from "./endpoint.mjs";
import { Card, buy } from "./card.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Collector} */
let collector;

before(async () => {
  browser = await launch();
});
after(() => browser.close());
beforeEach(async () => {
  collector = await Collector.start();
});
afterEach(() => collector.remove());

test("a customer buys, answers 9, says why, and the row is in SQLite", async () => {
  const page = await newPage(browser);
  const card = await buy(page, collector.address);
  assert.match(await card.question.innerText(), /recommend Fern & Field to a friend/);

  await card.pick(9);
  await collector.settled(1);
  await card.send("It came with a hand-written note.\nLovely!");
  await collector.settled(1, ([response]) => response.rev === 2);
  await card.status.filter({ hasText: "Sent" }).waitFor();

  const waiting = await page.evaluate(() =>
    Object.keys(localStorage).filter((key) => key.startsWith("zeroten:out:")),
  );
  assert.deepEqual(waiting, [], "an acknowledged answer leaves nothing behind");
  const rows = await collector.rows();
  assert.equal(rows.length, 1);
  assert.equal(rows[0].rev, 2);
  assert.equal(rows[0].survey, "post-purchase");
  assert.equal(rows[0].score, 9);
  assert.equal(rows[0].comment, "It came with a hand-written note.\nLovely!");
  assert.equal(rows[0].trigger, "event:purchase_completed");
  assert.deepEqual(JSON.parse(String(rows[0].properties)), { product: "rubber plant", total: 320 });
  assert.deepEqual(page.problems, []);
});

test("the same by keyboard alone", async () => {
  const page = await newPage(browser);
  await page.goto(`${collector.address}/`);
  const pressUntil = async (/** @type {string} */ key, /** @type {() => boolean} */ there) => {
    for (let presses = 0; presses < 40; presses += 1) {
      if (await page.evaluate(there)) return;
      await page.keyboard.press(key);
    }
    assert.fail(`${key} never got there`);
  };
  await pressUntil("Tab", () => document.activeElement?.textContent === "Buy");
  await page.keyboard.press("Enter");
  const card = new Card(page);
  await card.shown();
  assert.equal(
    await page.evaluate(() => document.activeElement?.textContent),
    "Buy",
    "the card takes no focus unasked",
  );

  await pressUntil("Tab", () => document.activeElement?.localName === "zeroten-survey");
  await page.keyboard.press("Space");
  for (let step = 0; step < 9; step += 1) await page.keyboard.press("ArrowRight");
  assert.equal(await card.radio(9).isChecked(), true);
  assert.deepEqual(await collector.responses(), [], "arrow keys only move");
  await page.keyboard.press("Enter");
  await card.comment.waitFor();
  await collector.settled(1);
  await card.type("Quick");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await card.thanks.waitFor();
  await collector.settled(1, ([response]) => response.comment === "Quick");
  // The button with the focus is gone; the focus comes to the thanks a frame later.
  await card.focused();
  await page.keyboard.press("Escape");
  await card.host.waitFor({ state: "detached" });
  const [row] = await collector.rows();
  assert.deepEqual([row.score, row.rev, row.comment], [9, 2, "Quick"]);
  assert.deepEqual(page.problems, []);
});

test("each segment is asked why in its own words, and 0 is an answer", async () => {
  const page = await newPage(browser);
  const asked = [];
  for (const score of [0, 8, 10]) {
    const card = await buy(page, collector.address);
    await card.pick(score);
    asked.push(await card.part("follow-up").innerText());
    await card.skip();
    asked.push(await card.thanks.innerText());
    await page.evaluate(() => localStorage.clear());
  }
  assert.equal(new Set(asked).size, 6, asked.join("\n"));
  const scores = (await collector.settled(3)).map((response) => response.score);
  assert.deepEqual(scores.sort(), [0, 10, 8]);
  assert.deepEqual(page.problems, []);
});

test("changing the score is a revision of the same response", async () => {
  const page = await newPage(browser);
  const card = await buy(page, collector.address);
  await card.pick(3);
  await collector.settled(1);
  await card.part("back").click();
  assert.equal(await card.radio(3).isChecked(), true);
  await card.pick(8);
  await card.send("Meant 8");
  await collector.settled(1, ([response]) => response.rev === 3);
  const rows = await collector.rows();
  assert.deepEqual(
    rows.map((row) => [row.score, row.comment]),
    [[8, "Meant 8"]],
  );
  assert.deepEqual(page.problems, []);
});

test("an answer given while the collector is down is sent on the next visit, once", async () => {
  const page = await newPage(browser);
  const card = await buy(page, collector.address);
  const { address } = collector;
  await collector.stop();
  await card.pick(2);
  await card.send("Nobody home");
  await card.status.filter({ hasText: "Saved, will be sent" }).waitFor();

  await collector.serve(address.replace("http://", ""));
  const delivered = page.waitForEvent("console", (message) => message.text() === "delivered");
  await page.addInitScript(() =>
    addEventListener("zeroten:delivered", () => console.info("delivered")),
  );
  await page.reload();
  await delivered;
  assert.equal(await card.host.count(), 0, "nothing is mounted to deliver");
  const left = await page.evaluate(() =>
    Object.keys(localStorage).filter((key) => key.startsWith("zeroten:out:")),
  );
  assert.deepEqual(left, []);
  const rows = await collector.rows();
  assert.deepEqual(
    rows.map((row) => [row.score, row.rev, row.comment]),
    [[2, 2, "Nobody home"]],
  );
  assert.deepEqual(unexpected(page.problems), []);
});

test("who answered or said no is left alone", async () => {
  const page = await newPage(browser);
  const card = await buy(page, collector.address);
  await card.dismiss();
  const days = () =>
    page.evaluate(() =>
      Math.round((Number(localStorage.getItem("zeroten:next:post-purchase")) - Date.now()) / 864e5),
    );
  assert.equal(await days(), 30);
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.getByRole("button", { name: "Buy" }).first().click();
  await page.waitForTimeout(300);
  assert.deepEqual(asked, [], "a visitor who is not due costs no request");
  assert.equal(await card.host.count(), 0);

  await page.evaluate(() => localStorage.clear());
  await (await buy(page, collector.address)).pick(7);
  assert.equal(await days(), 90);
  assert.deepEqual(page.problems, []);
});

test("an answer the endpoint refuses for good is set aside, and costs later visits nothing", async () => {
  // It used to be fetched for and posted again on every page view for fourteen days.
  const page = await newPage(browser);
  await page.route("**/v1/responses", (route) => route.fulfill({ status: 400, json: {} }));
  await page.addInitScript(() =>
    addEventListener("zeroten:failed", (event) =>
      console.info(/** @type {CustomEvent} */ (event).detail.reason),
    ),
  );
  const refused = page.waitForEvent("console", (message) => message.text() === "refused");
  await (await buy(page, collector.address)).pick(9);
  await refused;
  const keys = () => page.evaluate(() => Object.keys(localStorage).map((key) => key.slice(0, 12)));
  assert.deepEqual(
    (await keys()).filter((key) => key === "zeroten:out:"),
    [],
  );
  assert.equal((await keys()).filter((key) => key === "zeroten:refu").length, 1);

  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => asked.push(new URL(request.url()).pathname));
  await page.reload({ waitUntil: "networkidle" });
  assert.deepEqual(
    asked.filter((path) => path.startsWith("/widget") || path.startsWith("/v1")),
    [],
  );
});

test("properties that cannot travel are left behind, and the answer arrives", async () => {
  // A property over the wire's bounds used to have the whole answer refused.
  const page = await newPage(browser);
  await page.goto(`${collector.address}/`);
  await page.evaluate(() => {
    const many = Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`p${at}`, at]));
    const properties = { note: "x".repeat(300), ["k".repeat(65)]: 1, ...many };
    /** @type {any} */ (window).zeroten("track", "purchase_completed", properties);
  });
  const card = new Card(page);
  await card.shown();
  await card.pick(8);
  const [response] = await collector.settled(1);
  assert.equal(Object.keys(response.properties).length, 20);
  assert.equal(response.properties.note, undefined);
});
