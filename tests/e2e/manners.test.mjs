// Whom to ask: waits over days, samples, consent, privacy signals, one card at a time, and what a
// visitor who is not due costs.

import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { test } from "node:test";
import { root } from "./browser.mjs";
import { guest, open } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();
const DAY = 864e5;
const NOW = Date.parse("2026-03-02T10:00:00Z");

/**
 * A page that defines surveys by command, before the loader is there.
 * @param {Record<string, unknown>[]} definitions
 * @param {string} [before] what the page's script does first
 */
function page(definitions, before = "") {
  const { address } = given.collector;
  const all = definitions.map((definition) => ({
    survey: "post-purchase",
    endpoint: `${address}/v1/responses`,
    ...definition,
  }));
  const calls = all.map((definition) => `zeroten("init", ${JSON.stringify(definition)});`);
  return `<script>
    window.zeroten = function () { (zeroten.q = zeroten.q || []).push(arguments) };
    ${before} ${calls.join("\n")}
    </script><script async src="${address}/zeroten.js"></script>`;
}

/** Keeps what is requested after the page itself. */
function requests(/** @type {import("playwright-core").Page} */ page) {
  /** @type {string[]} */
  const seen = [];
  page.on("request", (request) => {
    const { pathname } = new URL(request.url());
    if (pathname !== "/") seen.push(pathname);
  });
  return seen;
}

/** Waits until the loader has decided. */
async function decided(/** @type {import("playwright-core").Page} */ page) {
  await page.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
  await page.waitForTimeout(300);
}

/** Opens a page whose clock stands at `NOW`, and moves on by days and reloads. */
async function openAt(/** @type {string} */ body, how = {}) {
  const opened = await open(given, body, {
    prepare: (page) => page.clock.setFixedTime(NOW),
    ...how,
  });
  const after = async (/** @type {number} */ days) => {
    await opened.page.clock.setFixedTime(NOW + days * DAY);
    await opened.page.reload();
    await decided(opened.page);
  };
  return { ...opened, after };
}

test("a dismissal waits 30 days, the next 60, the third for ever; nothing is fetched meanwhile", async () => {
  const { page: host, card, after } = await openAt(page([{}]));
  await card.shown();
  await card.dismiss();
  const seen = requests(host);
  for (const [days, shows] of /** @type {[number, boolean][]} */ ([
    [29.9, false],
    [30, true],
    [89.9, false],
    [90, true],
    [91, false],
    [900, false],
    [9000, false],
  ])) {
    seen.length = 0;
    await after(days);
    if (shows) {
      await card.shown();
      await card.dismiss();
    } else {
      assert.equal(await card.host.count(), 0, `after ${days} days`);
      assert.deepEqual(seen, ["/zeroten.js"], `after ${days} days`);
    }
  }
});

test("an answer waits 90 days", async () => {
  const { card, after } = await openAt(page([{}]));
  await card.shown();
  await card.pick(9);
  await after(89.9);
  assert.equal(await card.host.count(), 0);
  await after(90);
  await card.shown();
});

test("where the endpoint says that it has answers enough, nothing is asked any more", async () => {
  for (const [enough, shows] of /** @type {const} */ ([
    [true, 0],
    [false, 1],
  ])) {
    const {
      page: host,
      card,
      after,
    } = await openAt(page([{}]), {
      prepare: async (/** @type {import("playwright-core").Page} */ page) => {
        await page.clock.setFixedTime(NOW);
        await page.route("**/v1/responses", async (route) => {
          const reply = await route.fetch();
          await route.fulfill({ response: reply, json: { ...(await reply.json()), enough } });
        });
      },
    });
    await card.shown();
    await card.pick(9);
    await card.status.filter({ hasText: "Sent" }).waitFor({ state: "attached" });
    await after(400);
    if (shows) await card.shown();
    assert.equal(await card.host.count(), shows);
    await host.context().close();
  }
});

test("a card left alone rests: seven days, and the third time as after a dismissal", async () => {
  const { card, after } = await openAt(page([{}]));
  await card.shown();
  for (const [days, shows] of [
    [6.9, 0],
    [7, 1],
    [13.9, 0],
    [14, 1],
    [43.9, 0],
    [44, 1],
  ]) {
    await after(days);
    if (shows) await card.shown();
    assert.equal(await card.host.count(), shows, `after ${days} days`);
  }
});

test("the owner's own numbers count", async () => {
  const policy = { days_after_dismissal: 2, dismissals_to_stop: 2, days_between: 0 };
  const { card, after } = await openAt(page([{ policy }]));
  await card.shown();
  await card.dismiss();
  await after(1.9);
  assert.equal(await card.host.count(), 0);
  await after(2);
  await card.shown();
  await card.dismiss();
  await after(365);
  assert.equal(await card.host.count(), 0);
});

test("a quota and a daily cap, as far as one browser knows", async () => {
  const policy = { quota: 3, daily_cap: 2, days_after_answer: 0, days_between: 0 };
  const { card, after } = await openAt(page([{ policy: { ...policy, once_per_session: false } }]));
  const answers = async () => {
    await card.shown();
    await card.pick(8);
  };
  await answers();
  await after(0.01);
  await answers();
  await after(0.02);
  assert.equal(await card.host.count(), 0, "two on one day");
  await after(1);
  await answers();
  await after(2);
  assert.equal(await card.host.count(), 0, "three in all");
});

test("a stored moment no wait can reach is not believed, here or in the widget", async () => {
  const {
    card,
    page: host,
    after,
  } = await openAt(page([{}]), {
    prepare: async (/** @type {import("playwright-core").Page} */ page) => {
      await page.clock.setFixedTime(NOW);
      await page.addInitScript(
        (far) => {
          localStorage["zeroten:next"] ??= localStorage["zeroten:next:post-purchase"] ??= far;
        },
        String(NOW + 367 * DAY),
      );
    },
  });
  await card.shown();
  await card.dismiss();
  const next = await host.evaluate(() => Number(localStorage["zeroten:next:post-purchase"]));
  assert.equal(next, NOW + 30 * DAY);
  await after(1);
  assert.equal(await card.host.count(), 0);
});

test("two surveys at once are asked one after the other, and seven days apart", async () => {
  const both = [{ survey: "one" }, { survey: "two" }];
  const { page: host, card, after } = await openAt(page(both));
  await card.shown();
  await decided(host);
  assert.equal(await card.host.count(), 1, "never one over another");
  await card.dismiss();
  await host.waitForTimeout(700);
  assert.equal(await card.host.count(), 0, "the other one rests");
  await after(6.9);
  assert.equal(await card.host.count(), 0);
  await after(7);
  await card.shown();
  assert.equal(await card.host.count(), 1);
});

test("without days between them the second comes when the first is gone", async () => {
  const policy = { days_between: 0 };
  const both = [
    { survey: "one", policy, brand: "One" },
    { survey: "two", policy, brand: "Two" },
  ];
  const { page: host, card } = await open(given, page(both));
  await card.shown();
  const first = await card.question.innerText();
  await host.waitForTimeout(700);
  assert.equal(await card.host.count(), 1);
  await card.dismiss();
  await card.shown();
  assert.notEqual(await card.question.innerText(), first);
});

test("the loader draws as the fixture says: asked just above the share, and no request below", async () => {
  const file = path.join(root, "tests/fixtures/draws.json");
  const { draws } = JSON.parse(await readFile(file, "utf8"));
  // An empty name is nobody's: what is drawn then is drawn from a random number.
  const named = draws.filter((/** @type {{who: string}} */ { who }) => who);
  for (const { survey, who, at, period_days, hash } of named.slice(0, 8)) {
    const policy = (/** @type {number} */ sample) => ({ sample: sample / 2 ** 32, period_days });
    const body = (/** @type {number} */ sample) =>
      page(
        [{ survey, policy: policy(sample) }],
        `zeroten("identify", ${JSON.stringify({ id: who })});`,
      );
    const prepare = (/** @type {import("playwright-core").Page} */ page) =>
      page.clock.setFixedTime(at);
    const out = await open(given, "", { prepare });
    const seen = requests(out.page);
    await out.page.setContent(body(hash));
    await decided(out.page);
    assert.equal(await out.card.host.count(), 0, `${survey} ${who}`);
    assert.deepEqual(seen, ["/zeroten.js"]);
    await out.page.context().close();
    const asked = await open(given, body(hash + 1), { prepare });
    await asked.card.shown();
    await asked.page.context().close();
  }
});

test("unnamed visitors draw by one random number that is kept", async () => {
  const definition = { policy: { sample: 1e-9 } };
  const { page: host, card } = await open(given, page([definition]));
  await decided(host);
  assert.equal(await card.host.count(), 0);
  const kept = () => host.evaluate(() => ({ ...localStorage }));
  const before = await kept();
  assert.deepEqual(Object.keys(before), ["zeroten:visitor"]);
  await host.reload();
  await decided(host);
  assert.deepEqual(await kept(), before);
});

test("spread over the period: not before the drawn day, and then", async () => {
  // tests/fixtures/draws.json: 4711 in this period is asked from day 40 on.
  const start = 226 * 90 * DAY;
  const definition = { policy: { spread: true } };
  const body = page([definition], 'zeroten("identify", { id: "4711" });');
  for (const [day, shows] of [
    [39.99, 0],
    [40, 1],
    [89.99, 1],
  ]) {
    const { page: host, card } = await open(given, body, {
      prepare: (page) => page.clock.setFixedTime(start + day * DAY),
    });
    const seen = requests(host);
    if (shows) await card.shown();
    else await decided(host);
    assert.equal(await card.host.count(), shows, `on day ${day}`);
    if (!shows)
      assert.deepEqual(
        seen.filter((name) => name !== "/zeroten.js"),
        [],
      );
    await host.context().close();
  }
});

test("with consent to wait for, nothing is fetched, read or stored before it", async () => {
  const definition = { policy: { consent: true, sample: 0.999999999 } };
  const { page: host, card } = await open(given, page([definition]));
  const seen = requests(host);
  await decided(host);
  assert.deepEqual(
    seen.filter((name) => name !== "/zeroten.js"),
    [],
  );
  assert.deepEqual(await host.evaluate(() => ({ ...localStorage })), {});
  await host.evaluate(() => /** @type {any} */ (window).zeroten("consent", true));
  await card.shown();
  await host.evaluate(() => /** @type {any} */ (window).zeroten("consent", false));
  await card.host.waitFor({ state: "detached" });
  assert.deepEqual(host.problems, []);
});

for (const signal of ["globalPrivacyControl", "doNotTrack"]) {
  test(`${signal}: nothing opens by itself; an answer given by one's own action says nothing else`, async () => {
    const body = page(
      [{ properties: { plan: "pro" }, path: true }],
      'zeroten("identify", { id: "4711", traits: { seats: 12 } });',
    );
    const { page: host, card } = await open(given, body, {
      prepare: (page) =>
        page.addInitScript(
          (signal) =>
            Object.defineProperty(Navigator.prototype, signal, {
              get: () => (signal === "doNotTrack" ? "1" : true),
            }),
          signal,
        ),
    });
    const seen = requests(host);
    await decided(host);
    assert.deepEqual(
      seen.filter((name) => name !== "/zeroten.js"),
      [],
    );
    await host.evaluate(() => /** @type {any} */ (window).zeroten("show"));
    await card.shown();
    await card.pick(9);
    const [response] = await given.collector.settled(1);
    assert.equal(response.score, 9);
    for (const name of ["respondent", "properties", "path"]) {
      assert.equal(response[name], undefined, name);
    }
    assert.deepEqual(host.problems, []);
  });
}

test("a click is one's own action too", async () => {
  const { page: host, card } = await open(
    given,
    `<button id="say">Say it</button>${page([{ trigger: "click:#say" }])}`,
    {
      prepare: (page) =>
        page.addInitScript(() =>
          Object.defineProperty(Navigator.prototype, "globalPrivacyControl", { get: () => true }),
        ),
    },
  );
  await decided(host);
  await host.getByRole("button", { name: "Say it" }).click();
  await card.shown();
});

test("storage-free: works, stores nothing, and asks once in a page view", async () => {
  const definition = { trigger: "event:done", policy: { storage_free: true, sample: 0.9999999 } };
  const { page: host, card } = await open(given, page([definition]));
  await decided(host);
  const track = () => host.evaluate(() => /** @type {any} */ (window).zeroten("track", "done"));
  await track();
  await card.shown();
  await card.pick(9);
  await card.skip();
  await card.dismiss();
  await given.collector.settled(1);
  assert.deepEqual(await host.evaluate(() => ({ ...localStorage })), {});
  await track();
  await host.waitForTimeout(500);
  assert.equal(await card.host.count(), 0);
  await host.reload();
  await decided(host);
  await track();
  await card.shown();
  assert.deepEqual(host.problems, []);
});

test("storage denied: the same", async () => {
  const { page: host, card } = await open(given, page([{ trigger: "event:done" }]), {
    prepare: (page) =>
      page.addInitScript(() =>
        Object.defineProperty(window, "localStorage", {
          get() {
            throw new DOMException("denied", "SecurityError");
          },
        }),
      ),
  });
  await decided(host);
  const track = () => host.evaluate(() => /** @type {any} */ (window).zeroten("track", "done"));
  await track();
  await card.shown();
  await card.dismiss();
  await track();
  await host.waitForTimeout(500);
  assert.equal(await card.host.count(), 0);
  assert.deepEqual(host.problems, []);
});

test("an attribute still does for the simplest case", async () => {
  const { card } = await open(given, tag(given.collector.address));
  await card.shown();
});
