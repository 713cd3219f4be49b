// Why a survey shows or does not: `explain`, the panel, the situations, and what each page pays.

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { draw } from "../../www/draw.js";
import { root } from "./browser.mjs";
import { guest, open } from "./guest.mjs";

const given = guest();

/** A page with one survey, defined by command. */
function page(/** @type {Record<string, unknown>} */ more = {}, before = "") {
  const { address } = given.collector;
  const definition = { survey: "post-purchase", endpoint: `${address}/v1/responses`, ...more };
  return `<script>
    window.zeroten = function () { (zeroten.q = zeroten.q || []).push(arguments) };
    ${before}
    zeroten("init", ${JSON.stringify(definition)});
    </script><script async src="${address}/zeroten.js"></script>`;
}

const loaded = (/** @type {import("playwright-core").Page} */ page) =>
  page.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);

/**
 * @param {import("playwright-core").Page} page
 * @param {string} [survey]
 * @returns {Promise<any[]>}
 */
const explain = (page, survey) =>
  page.evaluate((survey) => /** @type {any} */ (window).zeroten("explain", survey), survey);

const first = (/** @type {any[]} */ rules) => rules.find((rule) => rule.first);

/** Every rule in the order in which it is gone through. */
const RULES = [
  ...["survey", "endpoint", "trigger", "consent", "privacy", "page", "dismissals", "wait"],
  ...["between", "quota", "daily_cap", "sample", "spread", "card", "dialog", "typing", "media"],
  ...["payment", "hidden", "printing"],
];

/** @type {(rules: any[], rule: string) => string | undefined} */
const said = (rules, rule) => rules.find((one) => one.rule === rule)?.says;

test("every rule with its verdict, value, bound and a sentence, and only the trigger to come", async () => {
  const { page: host } = await open(given, page({ trigger: "event:done" }));
  await loaded(host);
  const rules = await explain(host);
  assert.deepEqual(
    rules.map(({ rule }) => rule),
    RULES,
  );
  for (const { rule, verdict, says } of rules) {
    assert.match(verdict, rule === "trigger" ? /^holds$/ : /^(passes|waived)$/, says);
    assert.ok(says.startsWith(`${rule}: `) && says.length > rule.length + 8, says);
  }
  assert.equal(first(rules).says, "trigger: event:done has not come yet");
  assert.deepEqual(host.problems, [], "asking the collector leaves nothing in the console");
});

test("the sample's draw and bound, as a server would compute them", async () => {
  // tests/fixtures/draws.json: 4711 draws 1526166562 in this period.
  const { page: host, card } = await open(
    given,
    page({ policy: { sample: 0.2 } }, 'zeroten("identify", { id: 4711 });'),
    { prepare: (page) => page.clock.setFixedTime(1760000000000) },
  );
  await loaded(host);
  const found = first(await explain(host));
  assert.equal(found.says, "sample: 0.36 of 1, asked below 0.20");
  assert.equal(found.value * 2 ** 32, 1526166562);
  assert.deepEqual([found.rule, found.verdict, found.bound], ["sample", "stops", 0.2]);
  assert.equal(await card.host.count(), 0);
});

test("each thing in the way is the one that is named", async () => {
  const now = Date.parse("2026-03-02T10:00:00Z");
  const long = "<div style='height: 5000px'></div>";
  /** @type {[string, string, RegExp, ((page: import("playwright-core").Page) => Promise<unknown>)?][]} */
  const cases = [
    [page({ policy: { consent: true } }), "consent", /"consent", true/],
    [page({ trigger: "event:x", policy: { quota: 0 } }), "quota", /0 answers .* of 0/],
    [
      page({ trigger: "event:x" }),
      "wait",
      /until 2026-03-05T10:00:00.000Z/,
      (host) =>
        host.evaluate(
          (end) => {
            localStorage["zeroten:next:post-purchase"] = end;
          },
          now + 3 * 864e5,
        ),
    ],
    [
      page({ trigger: "event:x" }),
      "between",
      /every survey .* until 2026-03-05/,
      (host) =>
        host.evaluate(
          (end) => {
            localStorage["zeroten:next"] = end;
          },
          now + 3 * 864e5,
        ),
    ],
    [
      page({ trigger: "event:x" }),
      "dismissals",
      /3 in a row; after 3 it never asks again/,
      (host) =>
        host.evaluate(() => {
          localStorage["zeroten:next:post-purchase"] = "8640000000000000";
          localStorage["zeroten:dismissals:post-purchase"] = "3";
        }),
    ],
    [long + page({ trigger: "scroll:50" }), "trigger", /scroll:50 has not come yet/],
    [page({ when: { device: "phone" } }), "when.device", /desktop found, phone asked for/],
    [page({ trigger: "manual" }), "trigger", /it waits for zeroten\("show"\)/],
    [page({ trigger: "delay:3600" }), "trigger", /delay:3600 has not come yet/],
    [page({ trigger: "scrol:50" }), "trigger", /scrol:50 cannot be read/],
    [
      page({ trigger: { any: ["event:x", { scrol: 50 }] } }),
      "trigger",
      /\{"scrol":50\} cannot be read/,
    ],
    // Nothing was fetched to read it, because the visitor is not due.
    [
      page({ trigger: "scrol:50", policy: { sample: 0 } }),
      "trigger",
      /scrol:50 cannot be read: it never comes/,
    ],
    [page({ trigger: { any: [] } }), "trigger", /\{"any":\[\]\} cannot be read/],
    [
      page({ trigger: "event:x" }),
      "closed",
      /zeroten\("close"\) .* ended it/,
      (host) => host.evaluate(() => /** @type {any} */ (window).zeroten("close")),
    ],
    [page({ trigger: "click:a[" }), "trigger", /click:a\[ cannot be read/],
    [page({ policy: { sample: "20%" } }), "policy.sample", /"20%" is no number; nobody is asked$/],
    [page({ situation: "whenever" }), "situation", /no situation whenever is known/],
    [
      page({ trigger: "event:x" }),
      "loader",
      /not due, though every rule passes/,
      // A wait that the loader believes, and the card cannot read.
      (host) => host.evaluate(() => (localStorage["zeroten:next:post-purchase"] = "9e15")),
    ],
    [
      page({ trigger: "event:x" }),
      "printing",
      /being printed/,
      async (host) => {
        await host.emulateMedia({ media: "print" });
        await host.evaluate(() => /** @type {any} */ (window).zeroten("track", "x"));
      },
    ],
    [
      page({ trigger: "event:x", endpoint: "http://127.0.0.1:9/v1" }),
      "endpoint",
      /cannot be reached/,
    ],
    [
      page({ trigger: "event:x", endpoint: "/none-of-theirs" }).replace(
        '"/none',
        '"http://localhost:0/none',
      ),
      "endpoint",
      /cannot be reached/,
    ],
  ];
  for (const [body, rule, says, prepare] of cases) {
    const { page: host } = await open(given, body, {
      prepare: (page) => page.clock.setFixedTime(now),
    });
    await loaded(host);
    await host.waitForTimeout(300);
    await prepare?.(host);
    const found = first(await explain(host));
    assert.equal(found?.rule, rule, JSON.stringify(found));
    assert.match(found.says, says);
    await host.context().close();
  }
});

test("what has come, or need not come beside another, is not in the way", async () => {
  const { page: host, card } = await open(
    given,
    page(
      { trigger: { any: ["event:done", "exit"] }, policy: { days_between: "7" } },
      'zeroten("track", "done");',
    ),
    { prepare: (page) => page.addInitScript(() => (localStorage["zeroten:next"] = "9e15")) },
  );
  await loaded(host);
  const rules = await explain(host);
  assert.equal(await card.host.count(), 0);
  assert.deepEqual(
    rules.filter(({ rule }) => rule === "trigger").map(({ verdict, says }) => [verdict, says]),
    [
      ["passes", "trigger: event:done has come"],
      ["waived", "trigger: exit has not come yet (does not count here)"],
    ],
  );
  assert.equal(
    said(rules, "policy.days_between"),
    'policy.days_between: "7" is no number; the default counts (does not count here)',
  );
});

test("a visitor who was never drawn is drawn before the sample is explained", async () => {
  const now = 1760000000000;
  const { page: host } = await open(
    given,
    page({ trigger: "event:done", policy: { sample: 0.5 } }),
    { prepare: (page) => page.clock.setFixedTime(now) },
  );
  await loaded(host);
  const rules = await explain(host);
  const visitor = await host.evaluate(() => localStorage["zeroten:visitor"]);
  const period = Math.floor(now / 864e5 / 90);
  assert.equal(
    rules.find(({ rule }) => rule === "sample").value * 2 ** 32,
    draw(`post-purchase:${period}:${visitor}`),
  );
});

test("a situation is explained before the visitor is due, and stays as it is", async () => {
  const { page: host } = await open(given, page({ situation: "after-purchase" }), {
    prepare: (page) =>
      page.addInitScript(() => (localStorage["zeroten:next"] = Date.now() + 864e5)),
  });
  await loaded(host);
  await host.waitForTimeout(300);
  const rules = await explain(host);
  assert.equal(said(rules, "situation"), "situation: laid over after-purchase");
  assert.equal(said(rules, "trigger"), "trigger: event:purchase_completed has not come yet");
  assert.match(said(rules, "when.url") ?? "", /checkout/);
  assert.equal(first(rules).rule, "between");
  await explain(host);
  const requests = (await host.requests()).map((request) => request.url());
  assert.equal(requests.filter((url) => url.includes("/triggers.js")).length, 0);
  assert.equal(requests.filter((url) => url.includes("/situations/")).length, 1);
});

test("an endpoint that had answers enough is what stops, not dismissals there were none of", async () => {
  const { page: host, card } = await open(given, page(), {
    prepare: (page) =>
      page.route("**/v1/responses", async (route) => {
        const reply = await route.fetch();
        if (route.request().method() !== "POST") return route.fulfill({ response: reply });
        await route.fulfill({ response: reply, json: { ...(await reply.json()), enough: true } });
      }),
  });
  await card.shown();
  await card.pick(9);
  await card.status.filter({ hasText: "Sent" }).waitFor({ state: "attached" });
  await host.reload();
  await loaded(host);
  const found = first(await explain(host));
  assert.equal(found.rule, "dismissals");
  assert.match(found.says, /the endpoint has said that it has answers enough/);
});

test("a survey is shown on command even where its definition comes after that", async () => {
  const { address } = given.collector;
  const body = `<script>
    window.zeroten = function () { (zeroten.q = zeroten.q || []).push(arguments) };
    zeroten("show");
    </script>
    <script async src="${address}/zeroten.js" data-config="/late.json"></script>`;
  const { page: host, card } = await open(given, body, {
    prepare: (page) =>
      page.route("**/late.json", async (route) => {
        await new Promise((late) => setTimeout(late, 1500));
        const definition = { survey: "late", endpoint: `${address}/v1/responses` };
        await route.fulfill({ json: { ...definition, trigger: "manual" } });
      }),
  });
  await card.shown();
  assert.deepEqual(host.problems, []);
});

test("an endpoint that does not let the page read its reply is told from one that is away", async () => {
  const site = await open(given, page({ trigger: "event:x" }));
  const elsewhere = site.host.address;
  const { page: host } = await open(given, page({ trigger: "event:x", endpoint: elsewhere }));
  await loaded(host);
  const found = first(await explain(host));
  assert.equal(found.rule, "endpoint");
  assert.match(found.says, /without the CORS header/);
});

test("explaining asks nobody, counts nothing, and knows surveys by name", async () => {
  const { page: host, card } = await open(given, page({ trigger: "event:done" }));
  await loaded(host);
  const before = await host.evaluate(() => ({ ...localStorage }));
  await explain(host);
  assert.deepEqual(await host.evaluate(() => ({ ...localStorage })), before);
  assert.equal(await card.host.count(), 0);
  assert.equal(first(await explain(host, "other")).rule, "survey");
  await host.evaluate(() => /** @type {any} */ (window).zeroten("track", "done"));
  await card.shown();
});

test("the panel says the same on the page, until it is closed", async () => {
  const { page: host, host: site } = await open(given, page({ policy: { quota: 0 } }));
  await host.goto(`${site.address}/?zeroten-debug`);
  const panel = host.locator("zeroten-debug");
  await panel.getByText("▶ stops – quota: 0 answers from this browser, of 0").waitFor();
  assert.equal(await panel.getByRole("listitem").count(), RULES.length);
  await panel.getByRole("button", { name: "Close" }).click();
  assert.equal(await panel.count(), 0);
  await host.evaluate(() => /** @type {any} */ (window).zeroten("debug"));
  await panel.getByRole("listitem").first().waitFor();
});

test("one panel, however often and early it is asked for", async () => {
  const both = 'zeroten("debug"); zeroten("debug");';
  // Into the head, where a script that takes its time keeps the body away.
  const { page: host } = await open(given, "", {
    root: `lang="en"><head>${page({ trigger: "manual" }, both)}<script src="/slow.js"></script`,
    prepare: (page) =>
      page.route("**/slow.js", async (route) => {
        await new Promise((late) => setTimeout(late, 1500));
        await route.fulfill({ contentType: "text/javascript", body: "" });
      }),
  });
  const panel = host.locator("zeroten-debug");
  await panel.getByText('it waits for zeroten("show")').waitFor();
  await host.evaluate(() => /** @type {any} */ (window).zeroten("debug"));
  assert.equal(await panel.count(), 1);
  assert.deepEqual(host.problems, []);
});

test("what is missing or unknown says so once", async () => {
  /** @type {[string, RegExp][]} */
  const cases = [
    [page({ endpoint: "" }), /needs its id \(data-survey\) and data-endpoint/],
    [page({ trigger: "manual" }, 'zeroten("show", "other");'), /no survey other to show/],
    [page({ trigger: "manual" }, 'zeroten("dance");'), /unknown command dance/],
    [page({ situation: "whenever" }), /no situation whenever is known/],
  ];
  for (const [body, expected] of cases) {
    const { page: host } = await open(given, body);
    for (let tries = 0; !host.problems.some((said) => expected.test(said)); tries += 1) {
      // A survey to show may be on its way for 10 s.
      assert.ok(tries < 300, `${expected}: ${host.problems.join("\n")}`);
      await host.waitForTimeout(50);
    }
    await host.waitForTimeout(200);
    const ours = host.problems.filter((problem) => problem.startsWith("zeroten: "));
    assert.equal(ours.length, 1, ours.join("\n"));
    await host.context().close();
  }
});

test("an unknown language, a wait of no days and an endpoint without a reply say so once", async () => {
  const { page: host, card } = await open(
    given,
    page({ lang: "tlh", policy: { days_after_answer: 0 } }),
    {
      prepare: (page) => page.route("**/v1/responses", (route) => route.abort()),
    },
  );
  await card.shown();
  await card.pick(9);
  await card.status.filter({ hasText: "Saved" }).waitFor({ state: "attached" });
  // Tried again, and failed again.
  await host.waitForTimeout(2_500);
  const ours = host.problems.filter((problem) => problem.includes("zeroten: "));
  assert.equal(ours.length, 3, ours.join("\n"));
  assert.match(ours[0], /no words in the language tlh/);
  assert.match(ours[1], /a wait of no days asks the same person again and again/);
  assert.match(ours[2], /no reply from http.*responses: offline, down, or closed to this origin/);
});

/** What each situation's moment is, and what comes just short of it. */
/** @type {Record<string, {event?: string, properties?: any, not?: any, sessions?: number}>} */
const moments = {
  "after-purchase": { event: "purchase_completed" },
  "after-onboarding": { event: "onboarding_completed", sessions: 2 },
  "after-support": { event: "ticket_closed" },
  "before-renewal": {
    event: "signed_in",
    properties: { days_to_renewal: 45 },
    not: { days_to_renewal: 61 },
  },
  quarterly: { sessions: 3 },
};

test("each situation asks at its moment, named in one word", async () => {
  const names = await readdir(path.join(root, "www/situations"));
  assert.deepEqual(
    names.map((name) => name.replace(".json", "")).sort(),
    Object.keys(moments).sort(),
  );
  for (const [situation, { event, properties, not, sessions = 1 }] of Object.entries(moments)) {
    // A policy of one's own is laid over the situation's.
    const policy = { spread: false };
    const { page: host, card } = await open(given, page({ situation, policy }), {
      prepare: (page) =>
        page.addInitScript((seen) => {
          localStorage["zeroten:visits"] = `${seen} ${seen} 1000`;
        }, sessions - 1),
    });
    for (let tries = 0; tries < 100; tries += 1) {
      const requests = await host.requests();
      if (requests.some((request) => request.url().includes("/situations/"))) break;
      await host.waitForTimeout(50);
    }
    await host.waitForTimeout(500);
    await host.clock.install();
    const track = (/** @type {any} */ with_) =>
      host.evaluate(
        ([event, with_]) => /** @type {any} */ (window).zeroten("track", event, with_),
        [event, with_],
      );
    if (not) {
      await track(not);
      await host.clock.runFor(30_000);
      assert.equal(await card.host.count(), 0, situation);
    }
    if (event) await track(properties);
    await host.clock.runFor(30_000);
    await card.shown();
    assert.deepEqual(host.problems, [], situation);
    await host.context().close();
  }
});
