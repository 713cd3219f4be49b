// What can go wrong between the page and its endpoint (tests/FAULTS.md): the page sees no error, and
// the answer is stored exactly once, or its owner is told why not.

import assert from "node:assert/strict";
import { afterEach, beforeEach, describe, test } from "node:test";
import { listen, kept, serveEndpoint, unexpected, until } from "./endpoint.mjs";
import { guest, open } from "./guest.mjs";
import { tag } from "./host.mjs";

/** @typedef {import("./endpoint.mjs").Fault} Fault */

const given = guest();
/** @type {Awaited<ReturnType<typeof serveEndpoint>>[]} */
let endpoints = [];
beforeEach(() => {
  endpoints = [];
});
afterEach(() => Promise.all(endpoints.map((endpoint) => endpoint.close())));

/**
 * A card whose endpoint has `faults`, with what its page is told.
 * @param {Fault[]} faults
 * @param {(page: import("playwright-core").Page) => unknown} [prepare]
 */
async function asked(faults, prepare) {
  const endpoint = await serveEndpoint(given.collector, faults);
  endpoints.push(endpoint);
  /** @type {string[]} */
  let told = [];
  const survey = { endpoint: `${endpoint.address}/v1/responses` };
  const opened = await open(given, tag(given.collector.address, survey), {
    prepare: async (page) => {
      told = await listen(page);
      await prepare?.(page);
    },
  });
  await opened.card.shown();
  return { ...opened, endpoint, told };
}

/**
 * The one row, once everything is told; nothing of it is left in the browser, and the page saw
 * nothing but the network's own complaints.
 * @param {Awaited<ReturnType<typeof asked>>} asked
 */
async function storedOnce({ page, told, card }) {
  await until(() => told.includes("delivered 1"), "the delivery");
  await card.status.filter({ hasText: "Sent" }).waitFor();
  assert.deepEqual(await kept(page), { local: [], database: [] });
  assert.deepEqual(unexpected(page.problems), []);
  const rows = await given.collector.rows();
  assert.deepEqual(
    rows.map((row) => [row.score, row.rev]),
    [[9, 1]],
  );
}

const reset = /** @type {Fault} */ (({ request }) => request.socket.destroy());

test("an answer given offline is sent when the browser says it is online", async () => {
  const all = await asked([]);
  await all.page.context().setOffline(true);
  await all.card.pick(9);
  await all.card.status.filter({ hasText: "Saved, will be sent" }).waitFor();
  assert.deepEqual(await kept(all.page), { local: ["out"], database: ["out"] });
  // By now it waits longer than this test would.
  await new Promise((later) => setTimeout(later, 5_000));
  assert.deepEqual(all.endpoint.posted, []);
  await all.page.context().setOffline(false);
  await storedOnce(all);
});

test("online without a route: it does not wait for the browser's word", async () => {
  const all = await asked([], (page) => page.route("**/v1/responses", (route) => route.abort()));
  await all.card.pick(9);
  await all.card.status.filter({ hasText: "Saved" }).waitFor();
  assert.equal(await all.page.evaluate(() => navigator.onLine), true);
  await all.page.unroute("**/v1/responses");
  await storedOnce(all);
});

test("connections refused, then a collector: sent without another visit", async () => {
  const { collector } = given;
  /** @type {string[]} */
  let told = [];
  const { page, card } = await open(given, tag(collector.address), {
    prepare: async (page) => {
      told = await listen(page);
    },
  });
  await card.shown();
  await collector.stop();
  await card.pick(9);
  await card.status.filter({ hasText: "Saved" }).waitFor();
  await collector.serve(collector.address.replace("http://", ""));
  await until(() => told.includes("delivered 1"), "the delivery");
  assert.equal((await collector.rows()).length, 1);
  assert.deepEqual(unexpected(page.problems), []);
});

test("connections that are cut", async () => {
  const all = await asked([reset, reset]);
  await all.card.pick(9);
  await storedOnce(all);
});

for (const status of [408, 425, 429, 500, 502, 503, 504]) {
  test(`${status} is tried again`, async () => {
    const all = await asked([({ answer }) => answer(status)]);
    await all.card.pick(9);
    await storedOnce(all);
    assert.deepEqual(all.told, ["delivered 1"]);
    assert.equal(all.endpoint.posted.length, 2);
  });
}

/** @type {[string, () => string, number, number][]} what it says, and the wait in seconds */
const retryAfters = [
  ["seconds", () => "120", 120, 121],
  ["a date", () => new Date(Date.now() + 120_000).toUTCString(), 119, 121],
  ["a date that is over", () => "Sun, 06 Nov 1994 08:49:37 GMT", 0, 1],
  ["junk", () => "soon", 0, 1],
  ["a thousand million seconds", () => "1000000000", 3_600, 3_601],
];
for (const [name, header, least, most] of retryAfters) {
  test(`Retry-After, ${name}: waited for, but no longer than an hour`, async () => {
    const all = await asked([({ answer }) => answer(429, { "retry-after": header() })], (page) =>
      page.clock.install(),
    );
    const { card, endpoint, page } = all;
    await card.pick(9);
    await card.status.filter({ hasText: "Saved" }).waitFor();
    if (least > 0) {
      await page.clock.fastForward((least - 5) * 1000);
      // The browser's word does not outweigh the endpoint's.
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await new Promise((later) => setTimeout(later, 500));
      assert.equal(endpoint.posted.length, 1, "too early");
    }
    await page.clock.fastForward((most - least + 5) * 1000);
    await storedOnce(all);
  });
}

test("blocked like an advertisement: quiet, slower and slower, and sent once it is not", async () => {
  const all = await asked([]);
  const client = await all.page.context().newCDPSession(all.page);
  let attempts = 0;
  client.on("Network.requestWillBeSent", () => (attempts += 1));
  await client.send("Network.enable");
  await client.send("Network.setBlockedURLs", { urls: ["*/v1/responses"] });
  await all.card.pick(9);
  await new Promise((later) => setTimeout(later, 5_000));
  assert.ok(attempts >= 2 && attempts < 12, `${attempts} attempts in five seconds`);
  assert.deepEqual(all.told, []);
  await client.send("Network.setBlockedURLs", { urls: [] });
  await all.page.evaluate(() => dispatchEvent(new Event("online")));
  all.told.splice(0);
  await storedOnce(all);
});

for (const status of [400, 401, 403, 413, 422]) {
  test(`${status} stops, keeps and reports`, async () => {
    const { page, card, endpoint, told } = await asked([({ answer }) => answer(status)]);
    await card.pick(9);
    await until(() => told.includes("failed 1 refused"), "the report");
    await new Promise((later) => setTimeout(later, 1_500));
    assert.equal(endpoint.posted.length, 1, "no second attempt");
    assert.deepEqual((await kept(page)).local, ["refused"]);
    assert.deepEqual(unexpected(page.problems), []);
    assert.deepEqual(await given.collector.rows(), []);
  });
}

/** @type {Record<string, Fault>} */
const pretenders = {
  "a captive portal's page": ({ answer }) =>
    answer(200, { "content-type": "text/html" }, "<!doctype html><p>Welcome to the hotel"),
  "a redirect to one": ({ answer }) => answer(302, { location: "/welcome" }),
  "nothing at all": ({ answer }) => answer(200),
  "JSON that is something else": ({ answer }) => answer(200, {}, '{"ok":true}'),
  "JSON that is null": ({ answer }) => answer(201, {}, "null"),
  "another answer's acknowledgement": ({ answer }) =>
    answer(201, {}, '{"id":"ffffffff-ffff-4fff-bfff-ffffffffffff","rev":1}'),
};
for (const [name, fault] of Object.entries(pretenders)) {
  test(`no acknowledgement: ${name}`, async () => {
    const all = await asked([fault]);
    await all.card.pick(9);
    await storedOnce(all);
  });
}

test("committed, and the connection ends before the acknowledgement: one row", async () => {
  const all = await asked([
    async ({ reply, pass }) => {
      reply.writeHead = reply.end = /** @type {any} */ (() => reply);
      await pass();
      reply.socket?.destroy();
    },
  ]);
  await all.card.pick(9);
  await storedOnce(all);
  assert.equal(all.endpoint.posted.length, 2);
});

test("the newest revision alone is sent again", async () => {
  const all = await asked([reset, reset]);
  const { card, endpoint, told } = all;
  await card.pick(9);
  await card.send("Twice");
  await until(() => told.includes("delivered 2"), "the delivery");
  const [row, ...others] = await given.collector.rows();
  assert.deepEqual([row.rev, row.comment, others.length], [2, "Twice", 0]);
  const revisions = endpoint.posted.map(({ rev }) => rev);
  assert.deepEqual(revisions, [...revisions].sort(), "never an older revision after a newer");
});

test("what is closed goes on being sent, and the document is told", async () => {
  const { page, card, told } = await asked([({ answer }) => answer(503), reset]);
  await card.pick(9);
  await card.dismiss();
  await until(() => told.includes("delivered 1"), "the delivery");
  assert.equal((await given.collector.rows()).length, 1);
  assert.deepEqual(unexpected(page.problems), []);
});

describe("a reply in its own time", () => {
  test("none is given up after ten seconds, and the answer sent again", async () => {
    const all = await asked([() => {}]);
    await all.card.pick(9);
    await storedOnce(all);
    const [first, second] = all.endpoint.posted.map(({ at }) => at);
    assert.ok(second - first >= 9_900, `sent again after ${second - first} ms`);
  });

  test("one without end is not read to its end", async () => {
    let sent = 0;
    const all = await asked([
      ({ reply }) => {
        reply.writeHead(200, { "access-control-allow-origin": "*" });
        const chunk = " ".repeat(1024 * 1024);
        const pour = () => {
          if (reply.destroyed || sent > 1024) return;
          sent += 1;
          reply.write(chunk) ? setImmediate(pour) : reply.once("drain", pour);
        };
        pour();
      },
    ]);
    await all.card.pick(9);
    await storedOnce(all);
    assert.ok(sent < 64, `${sent} MiB were taken`);
  });
});

/** A fault that comes after `ms`, when a newer revision may have arrived. */
const late = (/** @type {number} */ ms, /** @type {number} */ status) =>
  /** @type {Fault} */ (
    async ({ answer }) => {
      await new Promise((later) => setTimeout(later, ms));
      answer(status);
    }
  );

for (const status of [500, 403]) {
  test(`a score's ${status} that comes after its comment was stored is told to nobody`, async () => {
    const all = await asked([late(1_500, status)]);
    await all.card.pick(9);
    await all.card.send("Why not");
    await all.card.status.filter({ hasText: "Sent" }).waitFor();
    await new Promise((later) => setTimeout(later, 2_500));
    assert.deepEqual(all.told, ["delivered 2"]);
    assert.equal(await all.card.status.innerText(), "Sent");
    assert.deepEqual(await kept(all.page), { local: [], database: [] });
  });
}

test("an answer that never gets through does not stand before the others", async () => {
  let down = true;
  const all = await asked([], (page) =>
    page.route("**/v1/responses", (route) => {
      const poison = /"score":1,/.test(route.request().postData() ?? "");
      return down || poison ? route.abort() : route.continue();
    }),
  );
  await all.card.pick(1);
  await all.card.status.filter({ hasText: "Saved" }).waitFor({ state: "attached" });
  await all.card.dismiss();
  await all.page.evaluate((endpoint) => {
    const { zeroten } = /** @type {any} */ (window);
    zeroten("init", { survey: "second", endpoint, trigger: "manual" });
    zeroten("show", "second");
  }, `${all.endpoint.address}/v1/responses`);
  await all.card.shown();
  await all.card.pick(9);
  await all.card.status.filter({ hasText: "Saved" }).waitFor({ state: "attached" });
  down = false;
  await until(() => all.told.includes("delivered 1"), "the younger answer", 120);
  await all.card.status.filter({ hasText: "Sent" }).waitFor({ state: "attached" });
});

test("what empties the stores while the page is open takes no answer along", async () => {
  let down = true;
  const all = await asked([], (page) =>
    page.route("**/v1/responses", (route) => (down ? route.abort() : route.continue())),
  );
  await all.card.pick(9);
  await all.card.status.filter({ hasText: "Saved" }).waitFor({ state: "attached" });
  const session = await all.page.context().newCDPSession(all.page);
  const origin = new URL(all.page.url()).origin;
  await session.send("Storage.clearDataForOrigin", { origin, storageTypes: "all" });
  down = false;
  await until(() => all.told.includes("delivered 1"), "the delivery", 30);
  assert.equal((await given.collector.rows()).length, 1);
});

test("with room for the wait and none for the answer, the next page finds it", async () => {
  let down = true;
  const all = await asked([], (page) =>
    page.route("**/v1/responses", (route) => (down ? route.abort() : route.continue())),
  );
  await all.page.evaluate(() => {
    for (let size = 1 << 22; size >= 1; size >>= 1) {
      try {
        localStorage.fill = (localStorage.fill ?? "") + "x".repeat(size);
      } catch {
        // Half of it may fit.
      }
    }
    localStorage.fill = localStorage.fill.slice(120);
  });
  await all.card.pick(9);
  await all.card.status.filter({ hasText: "Saved" }).waitFor({ state: "attached" });
  down = false;
  await all.page.reload();
  await until(() => all.told.includes("delivered 1"), "the delivery");
  assert.equal(await all.card.host.count(), 0, "asked already");
  assert.deepEqual(await kept(all.page), { local: [], database: [] });
});

test("a turn that somebody never ends stops nobody for good", async () => {
  let down = true;
  const all = await asked([], (page) =>
    page.route("**/v1/responses", (route) => (down ? route.abort() : route.continue())),
  );
  await all.page.evaluate(() => {
    navigator.locks.request("zeroten", () => new Promise(() => {}));
  });
  await all.card.pick(9);
  await all.card.status.filter({ hasText: "Saved" }).waitFor({ state: "attached" });
  down = false;
  await until(() => all.told.includes("delivered 1"), "the delivery", 45);
});
