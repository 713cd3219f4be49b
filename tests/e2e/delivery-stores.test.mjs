// What waits where: stores that are denied, full, spoilt or shared between tabs, and clocks that are
// wrong (tests/FAULTS.md). However few stores are left, the answer is stored exactly once.

import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { newPage } from "./browser.mjs";
import { Card } from "./card.mjs";
import { kept, listen, serveEndpoint, unexpected, until } from "./endpoint.mjs";
import { guest } from "./guest.mjs";
import { serveHost, tag } from "./host.mjs";

const given = guest();
const DAY = 86_400_000;

/** @type {Awaited<ReturnType<typeof serveEndpoint>>} */
let endpoint;
/** @type {Awaited<ReturnType<typeof serveHost>>} */
let host;
beforeEach(async () => {
  endpoint = await serveEndpoint(given.collector, []);
  const survey = { endpoint: `${endpoint.address}/v1/responses` };
  host = await serveHost(tag(given.collector.address, survey));
});
afterEach(() => Promise.all([endpoint.close(), host.close()]));

/** While it stands, no request reaches the endpoint. */
const cut = /** @type {import("./endpoint.mjs").Fault} */ (
  ({ request }) => request.socket.destroy()
);
const down = () => endpoint.faults.push(...Array(1_000).fill(cut));
const up = () => endpoint.faults.splice(0);

/**
 * A visit, after `prepare` had its way with it.
 * @param {(page: import("playwright-core").Page) => unknown} [prepare]
 */
async function visit(prepare) {
  const page = await newPage(given.browser);
  const told = await listen(page);
  await prepare?.(page);
  await page.goto(host.address);
  const card = new Card(page);
  await card.shown();
  return { page, card, told };
}

/** Another tab of the same browser. */
async function beside(/** @type {import("playwright-core").Page} */ page) {
  const other = await page.context().newPage();
  const told = await listen(other);
  await other.goto(host.address);
  return { page: other, told };
}

async function oneRow() {
  const rows = await given.collector.rows();
  assert.deepEqual(
    rows.map((row) => row.score),
    [9],
  );
}

const denied = (/** @type {string[]} */ names) => {
  for (const name of names) {
    Object.defineProperty(window, name, {
      get() {
        throw new DOMException("mine", "SecurityError");
      },
    });
  }
};
const quota = () => {
  Storage.prototype.setItem = () => {
    throw new DOMException("mine", "QuotaExceededError");
  };
};

test("every store denied: sent at once, and again from memory", async () => {
  const names = ["localStorage", "sessionStorage", "indexedDB"];
  const { card, told } = await visit((page) => page.addInitScript(denied, names));
  down();
  await card.pick(9);
  await until(() => told.includes("failed 1 not kept"), "the warning");
  assert.equal(await card.status.innerText(), "");
  up();
  await until(() => told.includes("delivered 1"), "the delivery");
  assert.deepEqual(told, ["failed 1 not kept", "delivered 1"], "each said once");
  await oneRow();
});

test("local storage full: kept in IndexedDB, and found when the widget is next loaded", async () => {
  const { page, card, told } = await visit((page) => page.addInitScript(quota));
  down();
  await card.pick(9);
  await card.status.filter({ hasText: "Saved" }).waitFor();
  assert.deepEqual(await kept(page), { local: [], database: ["out"] });
  assert.equal(told.length, 0);
  await page.reload();
  up();
  await until(() => told.includes("delivered 1"), "the delivery");
  assert.deepEqual(await kept(page), { local: [], database: [] });
  await oneRow();
});

test("IndexedDB full or gone: local storage is enough", async () => {
  const { page, card, told } = await visit((page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => {
        throw new DOMException("mine", "UnknownError");
      };
    }),
  );
  down();
  await card.pick(9);
  await card.status.filter({ hasText: "Saved" }).waitFor();
  // The sentence is said once by each load of the page.
  assert.deepEqual(unexpected(page.problems.splice(0)), []);
  await page.reload();
  up();
  await until(() => told.includes("delivered 1"), "the delivery");
  assert.deepEqual(unexpected(page.problems), []);
  await oneRow();
});

test("a database that never opens holds nothing up", async () => {
  const { card, told } = await visit((page) =>
    page.addInitScript(() => {
      IDBFactory.prototype.open = () => /** @type {any} */ ({});
    }),
  );
  down();
  await card.pick(9);
  await card.status.filter({ hasText: "Saved" }).waitFor();
  up();
  await until(() => told.includes("delivered 1"), "the delivery");
  await oneRow();
});

test("storage the page clears while an answer waits loses nothing", async () => {
  const { page, card, told } = await visit();
  down();
  await card.pick(9);
  await card.status.filter({ hasText: "Saved" }).waitFor();
  await page.evaluate(() => localStorage.clear());
  up();
  await until(() => told.includes("delivered 1"), "the delivery");
  await oneRow();
});

test("spoilt content is set aside and reported, and the rest is sent", async () => {
  const { page, card, told } = await visit();
  down();
  await card.pick(9);
  await card.status.filter({ hasText: "Saved" }).waitFor();
  await page.evaluate(() => {
    localStorage.setItem("zeroten:out:junk", '{"half":');
    localStorage.setItem("zeroten:out:ffffffff-ffff-4fff-bfff-ffffffffffff", "");
  });
  up();
  await page.reload();
  await until(() => told.includes("delivered 1"), "the delivery");
  assert.equal(told.filter((said) => said === "failed unreadable").length, 2);
  assert.deepEqual(await kept(page), { local: ["unreadable"], database: [] });
  await oneRow();
});

test("two tabs share what waits, and each answer is sent once", async () => {
  const { page, card, told } = await visit();
  down();
  await card.pick(9);
  await card.status.filter({ hasText: "Saved" }).waitFor();
  const other = await beside(page);
  await until(() => endpoint.posted.length > 3, "both tabs at work");
  up();
  const before = endpoint.posted.length;
  // Slow enough for both tabs to try at once, as they do when the browser is online again.
  endpoint.faults.push(
    ...Array(9).fill(async (/** @type {any} */ { pass }) => {
      await new Promise((later) => setTimeout(later, 1_500));
      await pass();
    }),
  );
  for (const tab of [page, other.page]) {
    await tab.evaluate(() => dispatchEvent(new Event("online")));
  }
  await until(() => [...told, ...other.told].includes("delivered 1"), "the delivery");
  // Whichever was not first has its turn meanwhile.
  await new Promise((later) => setTimeout(later, 3_000));
  assert.deepEqual([...told, ...other.told], ["delivered 1"]);
  assert.equal(endpoint.posted.length, before + 1);
  await oneRow();
});

test("two tabs that cannot take turns: one row", async () => {
  const { page, card, told } = await visit((page) =>
    page
      .context()
      .addInitScript(() =>
        Object.defineProperty(Navigator.prototype, "locks", { value: undefined }),
      ),
  );
  down();
  await card.pick(9);
  await card.status.filter({ hasText: "Saved" }).waitFor();
  const other = await beside(page);
  await until(() => endpoint.posted.length > 3, "both tabs at work");
  up();
  await until(() => [...told, ...other.told].includes("delivered 1"), "the delivery");
  await new Promise((later) => setTimeout(later, 3_000));
  await oneRow();
});

for (const [name, years] of /** @type {const} */ ([
  ["ten years ahead", 10],
  ["ten years behind", -10],
])) {
  test(`a clock that was ${name} when the answer was given, and is right later`, async () => {
    const { page, card, told } = await visit();
    await page.evaluate(
      (ms) => {
        const real = Date.now;
        Date.now = () => real() + ms;
      },
      years * 365 * DAY,
    );
    down();
    await card.pick(9);
    await card.status.filter({ hasText: "Saved" }).waitFor();
    await page.reload();
    await until(() => endpoint.posted.length > 2, "another attempt");
    await page.reload();
    up();
    await until(() => told.includes("delivered 1"), "the delivery");
    assert.deepEqual(told, ["delivered 1"]);
    await oneRow();
  });

  test(`a clock that jumps ${name} while an answer waits: no storm, no loss`, async () => {
    const { page, card, told } = await visit();
    down();
    await card.pick(9);
    await card.status.filter({ hasText: "Saved" }).waitFor();
    await page.evaluate(
      (ms) => {
        const real = Date.now;
        Date.now = () => real() + ms;
      },
      years * 365 * DAY,
    );
    await until(() => endpoint.posted.length > 2, "another attempt");
    const before = endpoint.posted.length;
    await new Promise((later) => setTimeout(later, 2_000));
    assert.ok(endpoint.posted.length - before < 8, `${endpoint.posted.length - before} attempts`);
    assert.equal(told.length, 0);
    up();
    await until(() => told.includes("delivered 1"), "the delivery", 40);
    await oneRow();
  });
}

test("what is too old is tried for a day more, then goes and is reported", async () => {
  const { page, card, told } = await visit();
  down();
  await card.pick(9);
  await card.status.filter({ hasText: "Saved" }).waitFor();
  const age = async (/** @type {number} */ days) => {
    // The survey is due again by then, which is not what is looked at here.
    await page.addInitScript((ms) => {
      const real = Date.now;
      Date.now = () => real() + ms;
    }, days * DAY);
    const before = endpoint.posted.length;
    await page.reload();
    return before;
  };
  const before = await age(15);
  await until(() => endpoint.posted.length > before, "another attempt");
  assert.equal(told.length, 0);
  await age(1.5);
  await until(() => told.includes("failed 1 expired"), "the report");
  assert.deepEqual(await kept(page), { local: [], database: [] });
});
