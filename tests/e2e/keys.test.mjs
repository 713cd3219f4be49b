// The keyboard tables of the ARIA Authoring Practices for radio groups and dialogs, and the card's
// own keys: https://www.w3.org/WAI/ARIA/apg/patterns/radio/ and .../dialog-modal/.

import assert from "node:assert/strict";
import { test } from "node:test";
import { guest, open } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();

/** The element that has the focus, inside the card where it is in there. */
const focused = (/** @type {import("playwright-core").Page} */ page) =>
  page.evaluate(() => {
    const outer = document.activeElement;
    const inner = outer?.shadowRoot?.activeElement;
    return inner ? (inner.getAttribute("aria-label") ?? inner.part.value) : outer?.id;
  });

const checked = (/** @type {import("./card.mjs").Card} */ card) =>
  card.host
    .getByRole("radio", { checked: true })
    .evaluateAll((radios) => radios.map((radio) => /** @type {any} */ (radio).value));

/** A card on a page with a button before it. */
async function beside(/** @type {Record<string, string>} */ options = {}, root = 'lang="en"') {
  const { address } = given.collector;
  const opened = await open(given, `<button id="before">Theirs</button>${tag(address, options)}`, {
    root,
  });
  await opened.card.shown();
  return opened;
}

test("radio group: Tab enters it once, arrows move and choose and wrap, Space chooses", async () => {
  const { page, card } = await beside();
  const press = (/** @type {string} */ key) => page.keyboard.press(key);
  await page.locator("#before").focus();
  await press("Tab");
  assert.equal(await focused(page), "0 – Not at all likely");
  assert.deepEqual(await checked(card), [], "the focus alone chooses nothing");
  await press("Space");
  assert.deepEqual(await checked(card), ["0"]);
  for (const [key, expected] of [
    ["ArrowRight", "1"],
    ["ArrowDown", "2"],
    ["ArrowLeft", "1"],
    ["ArrowUp", "0"],
    ["ArrowLeft", "10"],
    ["ArrowRight", "0"],
    ["End", "10"],
    ["ArrowDown", "0"],
    ["Home", "0"],
  ]) {
    await press(key);
    assert.deepEqual(await checked(card), [expected], key);
  }
  await press("End");
  assert.equal(await focused(page), "10 – Extremely likely");
  await press("Tab");
  assert.equal(await focused(page), "submit", "the group is left at once");
  await press("Shift+Tab");
  assert.equal(await focused(page), "10 – Extremely likely", "and entered where it is checked");
  assert.deepEqual(await given.collector.responses(), [], "none of this has sent anything");
  assert.deepEqual(page.problems, []);
});

test("from the right, the arrow that points to the next score goes there", async () => {
  const { page, card } = await beside({}, 'lang="ar"');
  await page.locator("#before").focus();
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.keyboard.press("ArrowLeft");
  const [nought, one] = await Promise.all([
    card.score(0).boundingBox(),
    card.score(1).boundingBox(),
  ]);
  assert.ok(nought && one && one.x < nought.x, "1 is to the left of 0");
  assert.deepEqual(await checked(card), ["1"]);
});

test("digits choose: each its own, 1 then 0 the 10, and none of them sends", async () => {
  const { page, card } = await beside();
  await card.part("snooze").focus();
  for (const [key, expected] of [
    ["7", "7"],
    ["1", "1"],
    ["0", "10"],
    ["0", "0"],
    ["1", "1"],
    ["2", "2"],
    ["0", "0"],
  ]) {
    await page.keyboard.press(key);
    assert.deepEqual(await checked(card), [expected], key);
  }
  await page.keyboard.press("Control+5");
  assert.deepEqual(await checked(card), ["0"], "a shortcut is not a digit");
  assert.deepEqual(await given.collector.responses(), []);
  await page.keyboard.press("9");
  await page.keyboard.press("Enter");
  await card.comment.waitFor();
  const [response] = await given.collector.settled(1);
  assert.equal(response.score, 9);
  await card.type("10 of 10");
  assert.equal(await card.comment.inputValue(), "10 of 10", "in a field they are text");
  assert.deepEqual(page.problems, []);
});

test("Enter before a score is chosen says what is missing", async () => {
  const { page, card } = await beside();
  await card.radio(0).focus();
  await page.keyboard.press("Enter");
  await card.status.filter({ hasText: "Choose a score first." }).waitFor();
  assert.deepEqual(await given.collector.responses(), []);
});

test("back: the focus is on the score that was given", async () => {
  const { page, card } = await beside();
  await card.radio(0).focus();
  await page.keyboard.press("4");
  await page.keyboard.press("Enter");
  await card.cursor();
  await card.part("back").focus();
  await page.keyboard.press("Enter");
  await card.radio(4).evaluate(async (radio) => {
    while (!radio.matches(":focus")) await new Promise(requestAnimationFrame);
  });
});

for (const mode of ["modal", "page"]) {
  test(`${mode}: the focus is inside, Tab stays inside, Escape closes and gives it back`, async () => {
    const { page, card } = await open(
      given,
      `<button id="before" onclick="zeroten('show')">Ask me</button>
       ${tag(given.collector.address, { mode, trigger: "manual" })}`,
    );
    await page.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
    await page.locator("#before").focus();
    await page.keyboard.press("Enter");
    await card.shown();
    assert.equal(await card.host.getByRole("dialog", { name: "Survey" }).count(), 1);
    assert.equal(await focused(page), "Survey", "the dialog, and no score before the others");
    assert.deepEqual(await checked(card), []);
    const seen = [];
    for (let presses = 0; presses < 9; presses += 1) {
      await page.keyboard.press("Tab");
      seen.push(await focused(page));
    }
    assert.deepEqual(seen.slice(0, 3), ["0 – Not at all likely", "snooze", "Close"]);
    assert.ok(!seen.includes("before"), `${seen}`);
    assert.ok(seen.slice(3).includes("0 – Not at all likely"), `it comes round: ${seen}`);
    await assert.rejects(page.locator("#before").click({ timeout: 300 }), "the page is inert");
    await page.keyboard.press("Escape");
    await card.host.waitFor({ state: "detached" });
    assert.equal(await focused(page), "before");
    assert.deepEqual(page.problems, []);
  });
}

test("a popover takes no focus, and gives back what was brought into it", async () => {
  const { page, card } = await beside();
  await page.locator("#before").focus();
  assert.equal(await focused(page), "before");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Escape");
  await card.host.waitFor({ state: "detached" });
  assert.equal(await focused(page), "before");
});

test("Escape in the card closes the card, not the page's dialog around it", async () => {
  const { page, card } = await open(
    given,
    `<dialog id="theirs"><p>Theirs</p></dialog>${tag(given.collector.address)}`,
  );
  await card.shown();
  await page.evaluate(() => /** @type {any} */ (document.querySelector("#theirs")).showModal());
  await page.locator("#theirs zeroten-survey").waitFor({ state: "attached" });
  await card.radio(0).focus();
  await page.keyboard.press("Escape");
  await card.host.waitFor({ state: "detached" });
  assert.equal(await page.locator("#theirs").evaluate((dialog) => dialog.matches(":modal")), true);
});
