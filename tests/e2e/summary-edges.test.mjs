// @ts-check
// What goes wrong around a summary's numbers: clocks, other tabs, a keyboard while answers come in.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { beforeEach, test } from "node:test";
import { choose, here, onPage as open, owner, part, saved } from "./summary-page.mjs";
import { until } from "./endpoint.mjs";

const nordic = await readFile(here("../fixtures/synthetic_nordic.csv"), "utf8");
const DOUBTFUL = "Food rating,why\n9,good\n8,fine\n2,cold\n";
const OWN = "id,rev,survey,score,comment,answered_at,contact_email,properties\n";
const hours = (/** @type {number} */ ago) => new Date(Date.now() - ago * 3_600_000).toISOString();

let body = nordic;
let status = 200;

const given = owner(() => ({ status, body }));
beforeEach(() => {
  body = nordic;
  status = 200;
});

/** @typedef {import("playwright-core").Page} Page */
/** @param {(page: Page) => Promise<void>} check */
const onPage = (check) => open(given, check);

/** Looks for new answers now, as the element does every minute. @param {Page} page */
const look = (page) =>
  page.evaluate(() =>
    /** @type {any} */ (document.querySelector("zeroten-summary")).view.tell("look", ""),
  );

/** @param {Page} page */
const focused = (page) =>
  page.evaluate(() => {
    const { dataset } = /** @type {HTMLElement} */ (
      document.querySelector("zeroten-summary")?.shadowRoot?.activeElement ?? document.body
    );
    return [dataset.do, dataset.value].join(" ").trim();
  });

test("the clock of who waits says days and hours, and never a date", async () => {
  const row = (/** @type {string} */ id, /** @type {number} */ ago) =>
    `${id},1,s,2,${id} says,${hours(ago)},${id}@x.example,\n`;
  body = OWN + row("new", 0.1) + row("just", 48.4) + row("long", 24 * 6.5);
  await onPage(async (page) => {
    const comments = part(page, "comments");
    for (const said of ["time left: 2 days", "overdue: 1 hour", "overdue: 4 days"]) {
      await comments.getByText(said).waitFor();
    }
    await comments.getByText("for more than 48 hours: 2.").waitFor();
  });
});

test("marks made in two tabs are all kept", async () => {
  const marked = (/** @type {Page} */ page) =>
    page.evaluate(() => (localStorage.getItem("zeroten:handled") ?? "").split(" ").length);
  await onPage(async (page) => {
    const mark = (/** @type {Page} */ page, /** @type {number} */ nth) =>
      part(page, "comments").locator("li").nth(nth).getByRole("button").click();
    await mark(page, 0);
    await until(async () => (await marked(page)) === 1);
    const other = await page.context().newPage();
    await other.goto(page.url());
    await mark(other, 1);
    await until(async () => (await marked(other)) === 2);
    await mark(page, 2);
    await until(async () => (await marked(page)) === 3);
  });
});

test("a button keeps the focus for whom it is about while answers come in", async () => {
  const rows = Array.from({ length: 5 }, (_, at) => `r${at},1,s,2,word ${at},${hours(9 - at)},,\n`);
  body = OWN + rows.join("");
  await onPage(async (page) => {
    const button = part(page, "comments").locator("li", { hasText: "word 2" }).getByRole("button");
    await button.focus();
    const before = await focused(page);
    body += `x,1,s,9,latest,${hours(0)},,\ny,1,s,9,later still,${hours(-0.1)},,\n`;
    await look(page);
    await part(page, "comments").getByText("later still").waitFor();
    assert.equal(await focused(page), before);
  });
});

test("arrow keys in one filter do not change another", async () => {
  const row = (/** @type {number} */ at) =>
    `r${at},1,s,9,,${hours(at)},,"{""alpha"":""${at % 3}"",""beta"":""${at % 4}""}"\n`;
  body = OWN + Array.from({ length: 24 }, (_, at) => row(at)).join("");
  await onPage(async (page) => {
    await part(page, "filters").getByLabel("beta").focus();
    for (let press = 0; press < 2; press += 1) {
      await page.keyboard.press("ArrowDown");
      await part(page, "filters").getByText("of 24 answers count").waitFor();
    }
    assert.equal(new URL(page.url()).hash, "#zeroten?is.beta=1");
    await part(page, "filters").getByText("beta: 1").waitFor();
  });
});

test("new answers come after a file that was none, and take no question away", async () => {
  await onPage(async (page) => {
    await choose(page, { "a.csv": "x,y\na,b\n" });
    await page.locator("zeroten-summary .trouble").getByText("a.csv").waitFor();
    body = nordic + "s9999,2025-12-31,10,One more,SMB,en,email\n";
    await look(page);
    await part(page, "summary").getByText("643 answers", { exact: true }).waitFor();
    const asking = page.locator("zeroten-summary .asking");
    await choose(page, { "b.csv": DOUBTFUL });
    await asking.getByRole("heading").waitFor();
    body += "s10000,2025-12-31,10,And one,SMB,en,email\n";
    await look(page);
    await page.waitForTimeout(300);
    assert.equal(await asking.isVisible(), true);
  });
});

test("a fragment of the page's own leaves the choices alone", async () => {
  await onPage(async (page) => {
    await part(page, "filters").getByLabel("segment").selectOption("Enterprise");
    await part(page, "filters").getByText("148 of 642").waitFor();
    await page.evaluate(() => (location.hash = "terms"));
    await page.waitForTimeout(200);
    await part(page, "filters").getByText("148 of 642").waitFor();
  });
});

test("the CSV holds what the comments were narrowed to", async () => {
  await onPage(async (page) => {
    await part(page, "comments").getByLabel("Segment").selectOption("detractor");
    await part(page, "comments").getByText("Detractor", { exact: true }).first().waitFor();
    const csv = await saved(page, () => page.getByRole("button", { name: "(CSV)" }).click());
    const scores = csv.trim().split("\r\n").slice(1);
    assert.ok(scores.length > 10 && scores.every((row) => /^[^,]*,[0-6],/.test(row)));
  });
});

test("a row of ours holds no attribute of its own making", async () => {
  body = `score,comment,a\u0001onclick=alert(1)\n9,hei,x\n8,nei,y\u0001onclick=alert(2)\n`;
  await onPage(async (page) => {
    await part(page, "filters").locator("select").first().waitFor();
    const forged = await page.evaluate(
      () =>
        document.querySelector("zeroten-summary")?.shadowRoot?.querySelectorAll("[onclick]").length,
    );
    assert.equal(forged, 0);
  });
});

test("a long name makes nothing scroll sideways, and a chart saved in forced colours has a paper", async () => {
  const long = "Wirtschaftsprüfungsgesellschaft".repeat(3);
  body =
    OWN +
    ["a", "b", "c", "d", "e", "f"]
      .map(
        (id, at) =>
          `${id},1,s,9,,${hours(at)},,"{""plan"":""${at % 2 ? long : "x"}"",""${long}"":""${at % 3}""}"\n`,
      )
      .join("");
  await onPage(async (page) => {
    await part(page, "trend").locator("svg").first().waitFor();
    await page.setViewportSize({ width: 360, height: 800 });
    await until(() => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth));
    await page.emulateMedia({ forcedColors: "active", colorScheme: "dark" });
    await part(page, "trend").locator("summary").click();
    const svg = await saved(page, () =>
      part(page, "trend").getByRole("button", { name: "Save the chart (SVG)" }).click(),
    );
    assert.match(svg, /<rect width="100%" height="100%" fill="rgb\(/);
  });
});

test("from right to left a sign stands before its number, in a range as well", async () => {
  body = OWN + Array.from({ length: 9 }, (_, at) => `${at},1,s,2,,${hours(at)},,\n`).join("");
  await onPage(async (page) => {
    await page.evaluate(() => {
      const element = document.createElement("zeroten-summary");
      element.lang = "ar";
      element.setAttribute(
        "src",
        document.querySelector("zeroten-summary")?.getAttribute("src") ?? "",
      );
      document.querySelector("zeroten-summary")?.replaceWith(element);
    });
    const said = await part(page, "score").innerText();
    assert.equal(said.match(/\u2066-100\u2069/g)?.length, 2, said);
    assert.doesNotMatch(said, /[^\u2066]-\d/);
  });
});

test("a filter whose value is gone says All again once it is cleared", async () => {
  const row = (/** @type {string} */ plan, /** @type {number} */ at) =>
    `${at},1,s,${at % 11},c,${hours(at)},,"{""plan"":""${plan}""}"\n`;
  body = OWN + Array.from({ length: 20 }, (_, at) => row(at % 2 ? "pro" : "free", at)).join("");
  await onPage(async (page) => {
    const select = page.locator("zeroten-summary select[data-do='is.plan']");
    const chosen = () =>
      select.evaluate((select) => /** @type {HTMLSelectElement} */ (select).selectedIndex);
    const follow = (/** @type {string} */ hash) =>
      page.evaluate((hash) => void (location.hash = hash), hash);
    await follow("#zeroten?is.plan=nosuch");
    await until(async () => (await chosen()) === -1);
    await follow("#zeroten?");
    await until(async () => (await chosen()) === 0);
  });
});

test("a press that the next answers are drawn under marks nobody", async () => {
  const row = (/** @type {string} */ id, /** @type {number} */ ago) =>
    `${id},1,s,2,${id} says,${hours(ago)},,\n`;
  const before = ["a", "b", "c", "d", "e"].map((id, at) => row(id, at + 2)).join("");
  body = OWN + before;
  await onPage(async (page) => {
    const comments = part(page, "comments");
    // What was pressed stays where it is, and may be told otherwise of by then.
    const button = comments.locator("li").nth(1).getByRole("button");
    const pressed = await button.elementHandle();
    await pressed?.dispatchEvent("pointerdown");
    body = OWN + before + row("new", 1);
    await look(page);
    await comments.getByText("new says").waitFor();
    await pressed?.dispatchEvent("click", { detail: 1 });
    await page.waitForTimeout(100);
    const marked = () => page.evaluate(() => localStorage.getItem("zeroten:handled") ?? "");
    assert.equal(await marked(), "");
    await button.click();
    await until(async () => (await marked()) !== "");
  });
});
