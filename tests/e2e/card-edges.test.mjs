// Where the card was found wanting by an outsider.

import assert from "node:assert/strict";
import { test } from "node:test";
import { guest, open } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();

/**
 * @param {Record<string, string>} options
 * @param {Parameters<typeof open>[2] & {html?: string}} [how]
 */
async function placed(options, { html = "", ...how } = {}) {
  const opened = await open(given, html + tag(given.collector.address, options), how);
  await opened.card.shown();
  return opened;
}

test("the second half of a double click on a score ticks nothing", async () => {
  for (const mode of ["popover", "bar", "modal"]) {
    const { page, card } = await placed({
      mode,
      contact: "true",
      reasons: "price,quality,service,delivery,other",
    });
    for (const score of [0, 2, 5]) {
      const box = await card.score(score).boundingBox();
      assert.ok(box);
      await page.mouse.dblclick(box.x + box.width / 2, box.y + box.height / 2);
      await card.part("back").waitFor();
      assert.equal(await card.host.getByRole("checkbox", { checked: true }).count(), 0, mode);
      await card.part("back").click();
    }
    await page.context().close();
  }
});

test("on a touch screen the focus goes on to what follows, and Escape closes", async () => {
  const { page, card } = await placed({}, { context: { hasTouch: true, isMobile: true } });
  await card.score(9).tap();
  await card.comment.waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector("zeroten-survey")?.shadowRoot?.activeElement?.getAttribute("part") ===
      "back",
  );
  await page.keyboard.press("Escape");
  await card.host.waitFor({ state: "detached" });
});

test("in a narrow column the scores wrap, in order, and none is below 24 px", async () => {
  for (const width of [320, 220]) {
    const { page, card } = await placed(
      { mode: "inline", target: "#column" },
      { html: `<div id=column style="width:${width}px"></div>` },
    );
    const boxes = await Promise.all((await card.part("score").all()).map((it) => it.boundingBox()));
    let last = { x: -1, y: -1 };
    for (const box of boxes) {
      assert.ok(box && box.width >= 24 && box.height >= 24, `${width}: ${box?.width}`);
      assert.ok(box.y > last.y || (box.y === last.y && box.x > last.x));
      last = box;
    }
    await page.context().close();
  }
});

test("inline surveys are each in their place, and silence none that floats", async () => {
  const { address } = given.collector;
  const { page } = await open(
    given,
    `<div id=one></div><div id=two></div>
      ${tag(address, { survey: "one", mode: "inline", target: "#one" })}
      ${tag(address, { survey: "two", mode: "inline", target: "#two" })}
      ${tag(address, { survey: "three", trigger: "event:x" })}`,
  );
  await page.locator("#one zeroten-survey").waitFor();
  await page.locator("#two zeroten-survey").waitFor();
  await page.evaluate(() => /** @type {any} */ (window).zeroten("track", "x"));
  await page.locator("body > zeroten-survey").waitFor({ state: "attached" });
  assert.deepEqual(page.problems, []);
});

test("close stays in sight however far the card is scrolled", async () => {
  for (const mode of ["popover", "modal", "bar", "page"]) {
    const { page, card } = await placed(
      { mode, contact: "true", reasons: "price,quality,service,delivery,ease,range,other" },
      { context: { viewport: { width: 740, height: 360 } } },
    );
    await card.pick(3);
    await card.part("skip").scrollIntoViewIfNeeded();
    const box = await card.part("dismiss").boundingBox();
    assert.ok(box && box.y >= 0 && box.y + box.height <= 360, `${mode}: ${box?.y}`);
    await card.part("dismiss").click();
    await card.host.waitFor({ state: "detached" });
    await page.context().close();
  }
});

test("a keyboard that was open before the card does not cover it", async () => {
  const { page, card } = await placed(
    {},
    {
      context: { viewport: { width: 390, height: 800 } },
      prepare: (page) =>
        page.addInitScript(() => {
          const half = { get: () => innerHeight - 320 };
          Object.defineProperty(VisualViewport.prototype, "height", half);
        }),
    },
  );
  // It rises into its place.
  await page.waitForTimeout(400);
  const box = await card.card.boundingBox();
  assert.ok(box && box.y + box.height <= 480, `${box?.y} ${box?.height}`);
});

test("a name of signs stands as it is among words from the right", async () => {
  const { card } = await placed({ lang: "ar", brand: "C++" });
  assert.match(await card.question.innerText(), /\u2068C\+\+\u2069/);
});

test("Enter sends what a link chose, on a page of its own too", async () => {
  const { address } = given.collector;
  const { page, host, card } = await open(given, tag(address, { mode: "page", trigger: "manual" }));
  await page.goto(`${host.address}/?zeroten=9`);
  await card.shown();
  await card.focused();
  await page.keyboard.press("Enter");
  await card.comment.waitFor();
  const [response] = await given.collector.settled(1);
  assert.equal(response.score, 9);
});

test("what was wrong with an address is not said of the next score", async () => {
  const { card } = await placed({ contact: "true" });
  await card.pick(2);
  await card.part("email").fill("a b@c");
  await card.host.getByRole("button", { name: "Send", exact: true }).click();
  await card.part("error").filter({ hasText: "Enter an email address" }).waitFor();
  await card.part("back").click();
  await card.pick(3);
  assert.equal(await card.part("error").innerText(), "");
});

test("an empty entry among the reasons is none", async () => {
  const { card } = await placed({ reasons: "price,,ease," });
  await card.pick(2);
  assert.deepEqual(await card.part("reason").allInnerTexts(), ["Price", "Ease of use"]);
});

test("the card is not printed over the page", async () => {
  const { page, card } = await placed({});
  await page.emulateMedia({ media: "print" });
  assert.equal(await card.host.isVisible(), false);
});

test("of two dialogs the card is in the one on top", async () => {
  const { page, card } = await placed(
    {},
    { html: "<dialog id=b><button>B</button></dialog><dialog id=a><button>A</button></dialog>" },
  );
  await page.evaluate(() => {
    for (const id of ["a", "b"]) /** @type {any} */ (document.getElementById(id)).showModal();
  });
  await page.locator("#b zeroten-survey").waitFor({ state: "attached" });
  await card.pick(9);
  await card.comment.waitFor();
  assert.deepEqual(page.problems, []);
});
