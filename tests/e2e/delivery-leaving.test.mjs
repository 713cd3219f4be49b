// Respondents who are gone in the moment of the click (tests/FAULTS.md). What is promised is
// asserted here; how often the rest survives is measured by `cargo xtask bench crashes`.

import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { launch, newPage } from "./browser.mjs";
import { Card } from "./card.mjs";
import { listen, until } from "./endpoint.mjs";
import { once, settle } from "./leaving.mjs";

/** @type {Awaited<ReturnType<typeof settle>>} */
let settled;
before(async () => {
  settled = await settle();
});
after(() => settled.end());

for (const way of ["close", "navigation"]) {
  test(`${way} at once: delivered`, async () => {
    for (let run = 0; run < 3; run += 1) {
      assert.equal((await once(settled, way, true)).after, 1);
    }
  });

  test(`${way} at once, the endpoint gone: sent on the next visit`, async () => {
    for (let run = 0; run < 3; run += 1) {
      assert.deepEqual(await once(settled, way, false), { pressed: true, atOnce: 0, after: 1 });
    }
  });
}

test("the browser killed a second later, the endpoint gone: sent from IndexedDB", async () => {
  assert.deepEqual(await once(settled, "browser killed a second later", false), {
    pressed: true,
    atOnce: 0,
    after: 1,
  });
});

test("a crash of the page costs the browser nothing, and never stores twice", async () => {
  const { after } = await once(settled, "renderer crash", true);
  assert.ok(after <= 1);
});

describe("the back/forward cache", () => {
  test("a page that comes back goes on where it was", async () => {
    const browser = await launch([], ["--disable-back-forward-cache"]);
    const page = await newPage(browser);
    const told = await listen(page);
    await page.addInitScript(() => {
      addEventListener("pageshow", (event) => {
        /** @type {any} */ (window).cameBack = event.persisted;
      });
    });
    const count = (await settled.collector.responses()).length;
    await page.goto(settled.asking.address);
    const card = new Card(page);
    await card.shown();
    await card.pick(9);
    await until(() => told.includes("delivered 1"), "the delivery");
    await page.goto(`${settled.asking.address}/elsewhere`);
    await page.goBack({ waitUntil: "commit" });
    await page.waitForFunction(() => "cameBack" in window);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).cameBack), true);
    await card.send("Back again");
    await until(() => told.includes("delivered 2"), "the comment");
    const stored = await settled.collector.responses();
    assert.equal(stored.length, count + 1);
    assert.ok(stored.some((response) => response.comment === "Back again"));
    assert.deepEqual(page.problems, []);
    await browser.close();
  });
});
