// Every state of the card at two widths in both schemes: pictures to look at, and axe's judgement.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { Collector, launch, newPage, root, screenshot } from "./browser.mjs";
import { buy } from "./card.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Collector} */
let collector;
let axe = "";

before(async () => {
  browser = await launch();
  collector = await Collector.start();
  axe = await readFile(path.join(root, "tests/node_modules/axe-core/axe.min.js"), "utf8");
});
after(async () => {
  await browser.close();
  await collector.remove();
});

/** axe's violations of the WCAG 2.2 AA and best-practice rules, as lines that say where. */
async function violations(/** @type {import("playwright-core").Page} */ page) {
  await page.evaluate(axe);
  return page.evaluate(async () => {
    const { violations } = await /** @type {any} */ (window).axe.run(document, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    });
    return violations.map(
      (/** @type {any} */ found) =>
        `${found.id}: ${found.nodes.map((/** @type {any} */ node) => node.target.flat().join(" ")).join(", ")}`,
    );
  });
}

for (const width of [360, 1280]) {
  for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
    test(`every state at ${width} px, ${colorScheme}`, async () => {
      const context = { viewport: { width, height: 800 }, colorScheme };
      const page = await newPage(browser, { ...context, bypassCSP: true });
      const card = await buy(page, collector.address);
      const look = async (/** @type {string} */ state) => {
        await screenshot(page, `card-${state}-${width}-${colorScheme}`);
        assert.deepEqual(await violations(page), [], state);
        const overflow = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        assert.equal(overflow, 0, `${state}: the page scrolls sideways`);
      };
      await look("question");
      for (const radio of await card.part("score").all()) {
        const box = await radio.boundingBox();
        assert.ok(box && box.width >= 24 && box.height >= 24, "a target is at least 24 px");
      }
      await page.keyboard.press("Tab");
      await card.radio(5).focus();
      await page.keyboard.press("ArrowRight");
      await look("selected");
      await card.pick(6);
      await look("follow-up");
      await card.send("Fine, all in all.");
      await card.status.filter({ hasText: "Sent" }).waitFor();
      await look("thanks");
      assert.deepEqual(page.problems, []);
    });
  }
}
