// The script tag on other people's pages: triggers, modes, languages, policies.

import assert from "node:assert/strict";
import { after, afterEach, before, beforeEach, test } from "node:test";
import { Collector, launch, newPage } from "./browser.mjs";
import { Card } from "./card.mjs";
import { serveHost, tag } from "./host.mjs";

/** @type {import("playwright-core").Browser} */
let browser;
/** @type {Collector} */
let collector;
/** @type {Awaited<ReturnType<typeof serveHost>>[]} */
let hosts = [];

before(async () => {
  browser = await launch();
});
after(() => browser.close());
beforeEach(async () => {
  collector = await Collector.start();
});
afterEach(async () => {
  await Promise.all(hosts.map((host) => host.close()));
  hosts = [];
  await collector.remove();
});

/**
 * Opens a page of another origin with `body` on it.
 * @param {string} body
 * @param {{headers?: Record<string, string>, root?: string, context?: import("playwright-core").BrowserContextOptions}} [how]
 */
async function open(body, { headers, root, context } = {}) {
  const host = await serveHost(body, headers, root);
  hosts.push(host);
  const page = await newPage(browser, context);
  await page.goto(host.address);
  return { page, card: new Card(page) };
}

/** Answers with a score and a comment, and returns the one row that leaves behind. */
async function answer(/** @type {Card} */ card, score = 9) {
  await card.shown();
  await card.pick(score);
  await card.send("Why not");
  await collector.settled(1, ([response]) => response.rev === 2);
  const rows = await collector.rows();
  assert.equal(rows.length, 1);
  assert.deepEqual([rows[0].score, rows[0].comment], [score, "Why not"]);
  return rows[0];
}

test("`load` asks at once, on another origin than the collector's", async () => {
  const { page, card } = await open(tag(collector.address));
  const row = await answer(card);
  assert.equal(row.trigger, "load");
  assert.equal(row.lang, "en");
  assert.deepEqual(page.problems, []);
});

test("`delay` waits its seconds and asks nothing before", async () => {
  const { page, card } = await open("");
  await page.clock.install();
  await page.setContent(tag(collector.address, { trigger: "delay:120" }));
  await page.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
  // The clock goes on by itself, too, for as long as a busy machine takes over a line.
  await page.clock.runFor(60_000);
  assert.equal(await card.host.count(), 0);
  await page.clock.runFor(61_000);
  await card.shown();
  assert.deepEqual(page.problems, []);
});

test("`manual` waits to be told, and calls made before the loader came are kept", async () => {
  const { page, card } = await open(`<script>
    window.zeroten = window.zeroten || function () { (zeroten.q = zeroten.q || []).push(arguments) };
    zeroten("identify", { id: 4711, traits: { plan: "pro", seats: 12, trial: false } });
    zeroten("show");
    </script>${tag(collector.address, { trigger: "manual" })}`);
  const row = await answer(card, 6);
  assert.equal(row.trigger, "manual");
  assert.equal(row.respondent, "4711");
  assert.deepEqual(JSON.parse(row.properties), { plan: "pro", seats: 12, trial: false });
  assert.deepEqual(page.problems, []);
});

test("a definition may come from a URL, and an event before it is not missed", async () => {
  const { page, card } = await open(`<script>
    window.zeroten = window.zeroten || function () { (zeroten.q = zeroten.q || []).push(arguments) };
    zeroten("track", "onboarded", { steps: 4 });
    zeroten("on", "answered", (event) => { window.heard = event.detail });
    </script><script async src="${collector.address}/zeroten.js" data-config="/survey.json"></script>`);
  // The host serves its page at every path, so the definition is answered here.
  await page.route("**/survey.json", (route) =>
    route.fulfill({
      json: {
        survey: "onboarding",
        endpoint: `${collector.address}/v1/responses`,
        trigger: "event:onboarded",
        brand: "<b>Bold</b> & {score}",
        texts: { follow_up_promoter: "What sold it?" },
      },
    }),
  );
  await page.reload();
  await card.shown();
  assert.match(await card.question.innerText(), /recommend <b>Bold<\/b> & \{score\} to/);
  await card.pick(10);
  assert.equal(await card.part("follow-up").innerText(), "What sold it?");
  const heard = await page.evaluate(() => /** @type {any} */ (window).heard);
  assert.equal(heard.score, 10);
  assert.equal(heard.survey, "onboarding");
  await card.skip();
  await card.status.filter({ hasText: "Sent" }).waitFor();
  const [row] = await collector.rows();
  assert.deepEqual([row.survey, row.rev], ["onboarding", 1]);
});

test("inline stands in the page where the owner put it", async () => {
  const { page, card } = await open(
    `<div id="ask"></div><p id="after">After</p>${tag(collector.address, { mode: "inline", target: "#ask" })}`,
  );
  await card.shown();
  const box = await card.card.boundingBox();
  const next = await page.locator("#after").boundingBox();
  assert.ok(box && next && box.y + box.height <= next.y, "it takes its place in the flow");
  assert.equal(await page.locator("#ask zeroten-survey").count(), 1);
  await answer(card, 7);
  assert.deepEqual(page.problems, []);
});

test("the page's language decides the words: nb, nb-NO and no are bokmål", async () => {
  for (const lang of ["nb", "nb-NO", "no"]) {
    const { page, card } = await open(tag(collector.address), { root: `lang="${lang}"` });
    await card.shown();
    assert.match(await card.question.innerText(), /Hvor sannsynlig er det/, lang);
    assert.equal(await card.card.getAttribute("lang"), "nb");
    assert.deepEqual(page.problems, []);
    await page.close();
  }
  const { card } = await open(tag(collector.address, { lang: "en" }), { root: 'lang="nb"' });
  await card.shown();
  assert.match(await card.question.innerText(), /How likely/);
});

test("it runs under a strict policy: no styles, no eval, no trusted types of ours", async () => {
  const policy = [
    "default-src 'none'",
    `script-src ${collector.address} 'wasm-unsafe-eval'`,
    `connect-src ${collector.address}`,
    "style-src 'none'",
    "img-src data:",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join("; ");
  const { page, card } = await open(tag(collector.address), {
    headers: { "content-security-policy": policy },
  });
  await answer(card);
  assert.deepEqual(page.problems, []);
});

test("included twice, the script asks once", async () => {
  const script = tag(collector.address);
  const { page, card } = await open(script + script);
  await card.shown();
  await page.waitForTimeout(300);
  assert.equal(await card.host.count(), 1);
  const named = () => customElements.get("zeroten-survey") !== undefined;
  assert.equal(await page.evaluate(named), true, "the element is defined");
  await answer(card);
  assert.deepEqual(page.problems, []);
});

test("what is typed in the card reaches no shortcut of the page", async () => {
  const { page, card } = await open(
    `<script>window.pressed = [];
    for (const type of ["keydown", "keyup", "keypress"])
      document.addEventListener(type, (event) => pressed.push(type + event.key));
    </script>${tag(collector.address)}`,
  );
  await card.shown();
  await card.pick(4);
  await card.type("s/?");
  assert.equal(await card.comment.inputValue(), "s/?");
  assert.deepEqual(await page.evaluate(() => /** @type {any} */ (window).pressed), []);
  await page.keyboard.press("Escape");
  await card.host.waitFor({ state: "detached" });
});

test("what cannot work says so once in the console, and the page goes on", async () => {
  const cases = [
    [{ endpoint: "" }, /needs its id \(data-survey\) and data-endpoint/],
    [{ trigger: "telepathy" }, /unknown trigger telepathy/],
    [{ mode: "sideways" }, /`mode` must be popover, modal, bar, inline or page/],
    [{ scale: "stars" }, /`scale` must be nps, csat or ces/],
    [{ audience: "pets" }, /`audience` must be business/],
    [{ position: "middle" }, /`position` must be bottom-right, bottom-left, top-right or top-left/],
    [{ theme: "neon" }, /`theme` must be light, dark or system/],
    [{ accent: "brand" }, /`accent` must be a colour such as #3450c4/],
    [{ radius: "round" }, /`radius` must be a length such as 14px/],
    [{ font: "12" }, /`font` must be a font family, or inherit/],
    [{ contact: "perhaps" }, /`contact` must be true or false/],
    [{ reasons: "a,".repeat(21) }, /`reasons` must be a list of at most 20 texts/],
    [{ review: "javascript:alert(1)" }, /`review` must be an address that begins https:/],
    [{ mode: "inline", target: "#nowhere" }, /no element matches the target #nowhere/],
  ];
  for (const [options, expected] of cases) {
    const { page, card } = await open(
      tag(collector.address, /** @type {Record<string, string>} */ (options)),
    );
    for (let tries = 0; page.problems.length === 0 && tries < 100; tries += 1) {
      await page.waitForTimeout(50);
    }
    assert.equal(page.problems.length, 1, page.problems.join("\n"));
    assert.match(page.problems[0], /** @type {RegExp} */ (expected));
    assert.equal(await card.host.count(), 0);
  }
});
