// The gallery: every state of the card in every mode, both themes, both directions and at three
// widths, as axe judges it, as it looks, and as assistive technology is told of it.

import assert from "node:assert/strict";
import { readFile, readdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { Collector, launch, newPage, root, screenshot } from "./browser.mjs";
import { Card } from "./card.mjs";

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

const states = {
  question: "question",
  selected: "submit",
  preselected: "hint",
  detractor: "contact",
  mistake: "error",
  passive: "comment",
  promoter: "reasons",
  thanks: "thanks",
  review: "review",
};
const modes = ["popover", "modal", "bar", "inline", "page"];

/** Opens the gallery at a state, and waits for the part that shows it. */
async function opened(
  /** @type {import("playwright-core").Page} */ page,
  /** @type {Record<string, string>} */ asked,
) {
  await page.goto(`${collector.address}/gallery.html?${new URLSearchParams(asked)}`);
  const part = states[/** @type {keyof typeof states} */ (asked.state)];
  await page.locator(`zeroten-survey [part=${part}]`).filter({ visible: true }).first().waitFor();
  // A mistake's words come with it.
  if (part === "error") await new Card(page).part(part).filter({ hasText: /./ }).waitFor();
  return new Card(page);
}

/** axe's violations of the WCAG 2.2 AA and best-practice rules, as lines that say where. */
function violations(/** @type {import("playwright-core").Page} */ page, where = "html") {
  return page.evaluate(async (where) => {
    const { violations } = await /** @type {any} */ (window).axe.run(where, {
      runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
      resultTypes: ["violations"],
    });
    return violations.map(
      (/** @type {any} */ found) =>
        `${found.id}: ${found.nodes.map((/** @type {any} */ node) => node.target.flat().join(" ")).join(", ")}`,
    );
  }, where);
}

for (const mode of modes) {
  for (const [lang, dir] of [
    ["en", "ltr"],
    ["ar", "rtl"],
  ]) {
    test(`${mode}, ${dir}: no state violates a rule, in either theme, at any width`, async () => {
      const page = await newPage(browser, { bypassCSP: true, reducedMotion: "reduce" });
      for (const state of Object.keys(states)) {
        await page.setViewportSize({ width: 1280, height: 800 });
        await page.emulateMedia({ colorScheme: "light" });
        await opened(page, { state, mode, lang, dir });
        await page.evaluate(axe);
        for (const width of [1280, 768, 360]) {
          await page.setViewportSize({ width, height: 800 });
          for (const colorScheme of /** @type {const} */ (["light", "dark"])) {
            await page.emulateMedia({ colorScheme });
            await page.waitForTimeout(20);
            const where = `${state} ${width} ${colorScheme}`;
            assert.deepEqual(await violations(page), [], where);
            if (width !== 768 && (colorScheme === "light" || mode === "popover")) {
              await screenshot(page, `gallery-${mode}-${dir}-${state}-${width}-${colorScheme}`);
            }
          }
        }
      }
      assert.deepEqual(page.problems, []);
    });
  }
}

test("forced colours and more contrast violate no rule either", async () => {
  for (const wanted of /** @type {const} */ ([{ forcedColors: "active" }, { contrast: "more" }])) {
    const context = { bypassCSP: true, viewport: { width: 900, height: 800 }, ...wanted };
    const page = await newPage(browser, context);
    for (const state of ["selected", "detractor", "mistake", "review"]) {
      await opened(page, { state });
      await page.evaluate(axe);
      // The gallery itself is a plain page, whose colours are the browser's then.
      const found = await violations(page, "zeroten-survey");
      assert.deepEqual(found, [], `${state} ${JSON.stringify(wanted)}`);
      await screenshot(page, `gallery-${Object.keys(wanted)[0]}-${state}`);
    }
    assert.deepEqual(page.problems, []);
  }
});

test("the menu offers every language there is a file for", async () => {
  const page = await newPage(browser);
  await opened(page, { state: "question" });
  const offered = await page
    .locator("select[name=lang] option")
    .evaluateAll((options) => options.map((option) => /** @type {any} */ (option).value));
  const files = (await readdir(path.join(root, "www/locales"))).filter((file) =>
    file.endsWith(".json"),
  );
  assert.deepEqual(offered.sort(), files.map((file) => file.replace(".json", "")).sort());
});

/** The card as Chromium tells assistive technology of it: a line for each thing, indented. */
async function tree(/** @type {import("playwright-core").Page} */ page) {
  const session = await page.context().newCDPSession(page);
  const { root: dom } = await session.send("DOM.getDocument", { depth: -1, pierce: true });
  /** @type {(node: any) => any} */
  const find = (node) =>
    node.attributes?.includes("data-step")
      ? node
      : [...(node.children ?? []), ...(node.shadowRoots ?? [])].map(find).find(Boolean);
  const { nodes } = await session.send("Accessibility.getFullAXTree");
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const lines = /** @type {string[]} */ ([]);
  const walk = (
    /** @type {any} */ node,
    /** @type {number} */ depth,
    /** @type {string} */ around,
  ) => {
    const role = node.role?.value ?? "";
    const seen =
      !node.ignored &&
      (role === "StaticText"
        ? ["paragraph", "alert", "status"].includes(around)
        : !["none", "generic", "LabelText", "Legend", "InlineTextBox"].includes(role));
    if (seen) {
      const kept = ["checked", "invalid", "modal", "focused", "live"];
      const properties = (node.properties ?? [])
        .filter((/** @type {any} */ { name }) => kept.includes(name))
        .filter((/** @type {any} */ { value }) => !["false", false].includes(value.value))
        .map((/** @type {any} */ { name, value }) => `${name}=${value.value}`);
      const name = node.name?.value ? [JSON.stringify(node.name.value)] : [];
      const described = node.description?.value ? [`(${node.description.value})`] : [];
      lines.push("  ".repeat(depth) + [role, ...name, ...properties, ...described].join(" "));
    }
    for (const id of node.childIds ?? []) {
      walk(byId.get(id), depth + (seen ? 1 : 0), seen ? role : around);
    }
  };
  const { backendNodeId } = find(dom);
  walk(
    nodes.find((node) => node.backendDOMNodeId === backendNodeId),
    0,
    "",
  );
  return lines.join("\n");
}

test("assistive technology is told of each state what it always was", async () => {
  const page = await newPage(browser, { reducedMotion: "reduce" });
  const told = [];
  for (const [mode, state] of [
    ...Object.keys(states).map((state) => ["popover", state]),
    ["modal", "question"],
  ]) {
    const card = await opened(page, { state, mode });
    // What moves the focus does so after a frame.
    if (!["question", "selected", "preselected"].includes(state)) {
      await card.status.filter({ hasText: "Sent" }).waitFor({ state: "attached" });
      await page.waitForTimeout(100);
    }
    told.push(`# ${mode}, ${state}\n${await tree(page)}\n`);
  }
  const file = path.join(root, "tests/fixtures/accessibility_tree.txt");
  const text = told.join("\n");
  if (process.env.ZEROTEN_WRITE_TREE) await writeFile(file, text);
  assert.equal(text, await readFile(file, "utf8"));
});
