// Each trigger and each hold-back in a real page, single-page navigation, and letting go.

import assert from "node:assert/strict";
import { test } from "node:test";
import { guest, open } from "./guest.mjs";

const given = guest();

/**
 * A page that asks on `trigger`, with `more` in the definition.
 * @param {unknown} trigger
 * @param {Record<string, unknown>} [more]
 */
function page(trigger, more = {}) {
  const { address } = given.collector;
  const definition = {
    survey: "post-purchase",
    endpoint: `${address}/v1/responses`,
    trigger,
    ...more,
  };
  return `<script>
    window.zeroten = function () { (zeroten.q = zeroten.q || []).push(arguments) };
    zeroten("init", ${JSON.stringify(definition)});
    </script><script async src="${address}/zeroten.js"></script>`;
}

const long = '<div style="height: 5000px">Long</div>';

/** Waits until a file has come; a page under a false clock cannot tell itself. */
async function fetched(/** @type {import("playwright-core").Page} */ page, name = "/triggers.js") {
  for (let tries = 0; tries < 200; tries += 1) {
    const requests = await page.requests();
    if (requests.some((request) => request.url().endsWith(name) && request.existingResponse()))
      break;
    await page.waitForTimeout(50);
  }
  await page.waitForTimeout(250);
}

/** Waits until the triggers watch, and a moment for what they do at once. */
const watching = (/** @type {import("playwright-core").Page} */ page) => fetched(page);

/**
 * @param {import("playwright-core").Page} page
 * @param {any[]} call
 */
const zeroten = (page, ...call) =>
  page.evaluate((call) => /** @type {any} */ (window).zeroten(...call), call);

/** Answers, and says what trigger the answer came with. */
async function triggerOf(/** @type {import("./card.mjs").Card} */ card) {
  await card.shown();
  await card.pick(9);
  const [response] = await given.collector.settled(1);
  return response.trigger;
}

/** Nothing is shown, and will not be in a moment. */
async function silent(/** @type {import("./card.mjs").Card} */ card, why = "") {
  await card.page.waitForTimeout(400);
  assert.equal(await card.host.count(), 0, why);
}

test("scroll: not before its percentage, whether of the page or of the pane that fills it", async () => {
  const bodies = [
    ["window", long],
    ["#pane", `<div id="pane" style="height: 95vh; overflow: auto">${long}</div>`],
  ];
  for (const [pane, body] of bodies) {
    const { page: host, card } = await open(given, body + page("scroll:50"));
    await watching(host);
    const to = (/** @type {number} */ share) =>
      host.evaluate(
        ([pane, share]) => {
          const found = document.querySelector(String(pane)) ?? document.documentElement;
          found.scrollTop = (found.scrollHeight - found.clientHeight) * Number(share);
        },
        [pane, share],
      );
    await host.waitForTimeout(1200);
    await to(0.45);
    await silent(card);
    await to(0.51);
    await card.shown();
    assert.deepEqual(host.problems, []);
    await host.context().close();
  }
});

test("scroll: a page shorter than the window has been seen to its end", async () => {
  const { card } = await open(given, page("scroll:100"));
  assert.equal(await triggerOf(card), "scroll:100");
});

test("exit: the pointer leaves at the top, and only there", async () => {
  const { page: host, card } = await open(given, long + page("exit"));
  await watching(host);
  const leave = (/** @type {number} */ clientY) =>
    host.evaluate(
      (clientY) =>
        document.documentElement.dispatchEvent(
          new MouseEvent("mouseout", { bubbles: true, clientY, relatedTarget: null }),
        ),
      clientY,
    );
  await leave(300);
  await silent(card);
  await leave(-1);
  assert.equal(await triggerOf(card), "exit");
});

const phone = { viewport: { width: 390, height: 700 }, hasTouch: true, isMobile: true };

test("exit on a touch screen: thrown back up, not scrolled back slowly", async () => {
  const { page: host, card } = await open(given, long + page("exit"), { context: phone });
  await watching(host);
  const to = (/** @type {number} */ y) => host.evaluate((y) => scrollTo(0, y), y);
  await to(1500);
  await host.waitForTimeout(100);
  for (const y of [1400, 1200, 1000]) {
    await to(y);
    await host.waitForTimeout(300);
  }
  await silent(card);
  // In the page's own time: a busy machine's round trips would make it slow.
  await host.evaluate(async () => {
    for (const y of [3300, 1000]) {
      scrollTo(0, y);
      await new Promise((next) => requestAnimationFrame(() => setTimeout(next, 30)));
    }
  });
  await card.shown();
});

/** Makes the tab look hidden or shown. */
const hide = (/** @type {import("playwright-core").Page} */ page, /** @type {boolean} */ hidden) =>
  page.evaluate((hidden) => {
    Object.defineProperty(document, "hidden", { configurable: true, get: () => hidden });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);

test("exit on a touch screen: the tab is hidden and shown again", async () => {
  const { page: host, card } = await open(given, page("exit"), { context: phone });
  await watching(host);
  await hide(host, true);
  await silent(card);
  await hide(host, false);
  await card.shown();
});

test("visible: once half of it is seen, though it came late", async () => {
  const { page: host, card } = await open(given, long + page("visible:#late"));
  await watching(host);
  await host.evaluate(() => {
    const late = document.createElement("div");
    late.id = "late";
    late.style.height = "200px";
    document.querySelector("main")?.append(late);
  });
  await silent(card);
  await host.evaluate(() => document.querySelector("#late")?.scrollIntoView());
  assert.equal(await triggerOf(card), "visible:#late");
  assert.deepEqual(host.problems, []);
});

test("click: on what is inside, through a shadow tree, after everything was rendered anew", async () => {
  const { page: host, card } = await open(given, `<div id="app"></div>${page("click:.ask")}`);
  await watching(host);
  await host.evaluate(() => {
    const root = document.querySelector("#app")?.attachShadow({ mode: "open" });
    root?.append(document.createElement("p"));
    const button = document.createElement("button");
    button.className = "ask";
    button.append(Object.assign(document.createElement("b"), { textContent: "Ask me" }));
    root?.replaceChildren(button);
  });
  await host.getByRole("heading").click();
  await silent(card);
  await host.getByText("Ask me").click();
  assert.equal(await triggerOf(card), "click:.ask");
});

test("event: only where its properties fit, and they travel", async () => {
  const trigger = {
    event: "purchase_completed",
    where: [
      { property: "total", over: 500 },
      { property: "currency", in: ["NOK", "SEK"] },
    ],
  };
  const { page: host, card } = await open(given, page(trigger));
  await watching(host);
  for (const properties of [
    { total: 500, currency: "NOK" },
    { total: 501, currency: "USD" },
    { currency: "NOK" },
    undefined,
  ]) {
    await zeroten(host, "track", "purchase_completed", properties);
  }
  await zeroten(host, "track", "other", { total: 900, currency: "NOK" });
  await silent(card);
  await zeroten(host, "track", "purchase_completed", { total: 501, currency: "SEK" });
  await card.shown();
  await card.pick(9);
  const [response] = await given.collector.settled(1);
  assert.equal(response.trigger, "event:purchase_completed");
  assert.deepEqual(response.properties, { total: 501, currency: "SEK" });
});

test("an event tracked before the triggers watch is not missed", async () => {
  const trigger = { event: "done", where: [{ property: "steps", at_least: 3 }] };
  const { card } = await open(
    given,
    page(trigger).replace("</script>", ';zeroten("track", "done", { steps: 3 });</script>'),
  );
  await card.shown();
});

test("all waits for the last of them, any for the first", async () => {
  const all = { all: ["event:one", "event:two"] };
  const { page: host, card } = await open(given, page(all));
  await watching(host);
  await zeroten(host, "track", "one");
  await silent(card);
  await zeroten(host, "track", "two");
  assert.equal(await triggerOf(card), "event:two");
  await host.context().close();

  const any = { any: ["event:one", { all: ["event:two", "exit"] }] };
  const second = await open(given, page(any));
  await watching(second.page);
  await zeroten(second.page, "track", "two");
  await silent(second.card);
  await zeroten(second.page, "track", "one");
  await second.card.shown();
});

/** @type {Record<string, [unknown, unknown, {context?: any, root?: string}?]>} */
const conditions = {
  "url: a pattern": [{ url: "/sh*/item" }, { url: "/sh*/thing" }],
  "url: one of a list": [{ url: ["/no", "/shop/*"] }, { url: ["/no", "/nor"] }],
  "url: starts with": [{ url: { starts_with: "/shop" } }, { url: { starts_with: "/hop" } }],
  "url: equals": [{ url: { equals: "/shop/item" } }, { url: { equals: "/shop" } }],
  "url: contains": [{ url: { contains: "id=7" } }, { url: { contains: "#" } }],
  "url: contains, of the path": [{ url: { contains: "/item" } }, { url: { contains: "//" } }],
  "url: not": [{ url: { not: "/checkout*" } }, { url: { not: ["/a", "/shop/*"] } }],
  "url: both": [
    { url: { starts_with: "/shop", not: "*id=8" } },
    { url: { starts_with: "/shop", not: "*id=7" } },
  ],
  "device: desktop": [{ device: "desktop" }, { device: ["phone", "tablet"] }],
  "device: phone": [{ device: "phone" }, { device: "desktop" }, { context: phone }],
  lang: [{ lang: ["sv", "nb"] }, { lang: "n" }, { root: 'lang="nb-NO"' }],
  "from and to": [
    { from: "2026-03-02", to: "2026-03-02" },
    { from: "2026-03-03", to: "2026-04-01" },
  ],
  to: [{ to: "2026-03-02T10:00:01Z" }, { to: "2026-03-01" }],
  "from and to with an offset": [
    { from: "2026-03-02T12:00:00+02:00", to: "2026-03-02T05:00:00-0500" },
    { to: "2026-03-02T11:59:59+02:00" },
  ],
  "from with an offset": [{ from: "2026-03-02 10:00" }, { from: "2026-03-02T09:00:00-02" }],
  views: [{ views: 1 }, { views: 2 }],
  "one that is unknown": [{}, { weather: "fine" }],
};

for (const [name, [fits, fails, how]] of Object.entries(conditions)) {
  test(`when ${name}`, async () => {
    const prepare = (/** @type {import("playwright-core").Page} */ page) =>
      page.clock.setFixedTime(Date.parse("2026-03-02T10:00:00Z"));
    for (const [when, shows] of /** @type {const} */ ([
      [fails, false],
      [fits, true],
    ])) {
      const {
        page: host,
        card,
        host: site,
      } = await open(given, page("load", { when }), {
        ...how,
        prepare: async (page) => {
          await prepare(page);
          // The survey is on the second page, whose address has more to it.
          await page.route(
            ({ pathname }) => pathname === "/",
            (route) => route.fulfill({ contentType: "text/html", body: "" }),
          );
        },
      });
      await host.goto(`${site.address}/shop/item?id=7#more`);
      if (shows) await card.shown();
      else {
        await watching(host);
        await silent(card);
      }
      assert.deepEqual(host.problems, []);
      await host.context().close();
    }
  });
}

test("page views and sessions are counted, half an hour apart", async () => {
  const start = Date.parse("2026-03-02T10:00:00Z");
  const { page: host, card } = await open(
    given,
    page("load", { when: { sessions: 2, views: 4 } }),
    {
      prepare: (page) => page.clock.setFixedTime(start),
    },
  );
  await watching(host);
  for (const minutes of [29, 50]) {
    await host.clock.setFixedTime(start + minutes * 60_000);
    await host.reload();
    await watching(host);
    assert.equal(await card.host.count(), 0, `${minutes} minutes`);
  }
  await host.clock.setFixedTime(start + 80 * 60_000);
  await host.reload();
  await card.shown();
});

/** An application with a router: the address changes, the page stays. */
const route = (/** @type {import("playwright-core").Page} */ page, /** @type {string} */ to) =>
  page.evaluate((to) => history.pushState({}, "", to), to);

for (const api of ["the Navigation API", "the History API"]) {
  const prepare = (/** @type {import("playwright-core").Page} */ page) =>
    page.addInitScript((without) => {
      if (without) Object.defineProperty(window, "navigation", { value: undefined });
    }, api !== "the Navigation API");

  test(`with ${api}: another page is looked at anew, and back`, async () => {
    const { page: host, card } = await open(
      given,
      page("event:done", { when: { url: "/thanks" } }),
      { prepare },
    );
    await watching(host);
    await zeroten(host, "track", "done");
    await silent(card);
    await route(host, "/thanks");
    await card.shown();
    assert.deepEqual(host.problems, []);
  });

  test(`with ${api}: what belonged to the page left is over, and the visit's delay goes on`, async () => {
    const trigger = { any: [{ event: "seen", delay: 30 }, { delay: 60 }] };
    const { page: host, card } = await open(given, page(trigger), {
      prepare: async (page) => {
        await prepare(page);
        await page.clock.install();
      },
    });
    // The loader starts in tasks of its own, which the false clock holds.
    await host.waitForFunction(() => "zeroten" in window);
    await host.clock.runFor(100);
    await watching(host);
    await zeroten(host, "track", "seen");
    await host.clock.runFor(20_000);
    await route(host, "/elsewhere");
    await host.clock.runFor(15_000);
    assert.equal(await card.host.count(), 0, "the page it happened on was left");
    await host.clock.runFor(30_000);
    await card.shown();
  });
}

test("a body that is replaced, as Turbo does: clicks and elements of the new one count", async () => {
  for (const trigger of ["click:#new", "visible:#new"]) {
    const { page: host, card } = await open(given, page(trigger));
    await watching(host);
    await host.evaluate(() => {
      const body = document.createElement("body");
      body.innerHTML = '<button id="new">New</button>';
      history.pushState({}, "", "/next");
      document.body.replaceWith(body);
    });
    if (trigger.startsWith("click")) {
      await silent(card);
      await host.getByText("New").click();
    }
    await card.shown();
    await host.context().close();
  }
});

test("close lets go of everything that was registered", async () => {
  const all = ["scroll:90", "exit", "visible:#x", "click:#x", "event:x", "delay:900"];
  const body = page({ all }, { when: { url: "*", views: 1 } });
  const { page: host } = await open(given, long + body, {
    prepare: (page) =>
      page.addInitScript(() => {
        const kept = /** @type {any} */ (window);
        kept.alive = [];
        const { addEventListener, removeEventListener } = EventTarget.prototype;
        EventTarget.prototype.addEventListener = function (/** @type {any[]} */ ...given) {
          kept.alive.push(given[0]);
          return addEventListener.apply(this, /** @type {any} */ (given));
        };
        EventTarget.prototype.removeEventListener = function (/** @type {any[]} */ ...given) {
          const at = kept.alive.indexOf(given[0]);
          if (at >= 0) kept.alive.splice(at, 1);
          return removeEventListener.apply(this, /** @type {any} */ (given));
        };
        for (const name of ["MutationObserver", "IntersectionObserver"]) {
          const { observe, disconnect } = kept[name].prototype;
          kept[name].prototype.observe = function (/** @type {any[]} */ ...given) {
            if (!kept.alive.includes(name)) kept.alive.push(name);
            return observe.apply(this, given);
          };
          kept[name].prototype.disconnect = function () {
            kept.alive = kept.alive.filter((/** @type {string} */ other) => other !== name);
            return disconnect.call(this);
          };
        }
      }),
  });
  await watching(host);
  const alive = () => host.evaluate(() => /** @type {any} */ (window).alive.sort());
  assert.deepEqual(await alive(), [
    ...["MutationObserver", "click", "currententrychange", "mouseout", "scroll"],
  ]);
  await zeroten(host, "close");
  assert.deepEqual(await alive(), []);
});

test("what cannot be watched says so once, and the rest goes on", async () => {
  for (const [trigger, expected] of /** @type {[unknown, RegExp][]} */ ([
    ["telepathy", /unknown trigger telepathy/],
    [{ scroll: 50, exit: true }, /unknown trigger \{"scroll":50,"exit":true\}/],
    ["visible:###", /selector ### of the trigger cannot be read/],
    ["click:", /selector {2}of the trigger cannot be read/],
    ["delay:soon", /soon is no number of seconds to delay/],
    ["scroll:most", /most is no percentage/],
  ])) {
    const { page: host, card } = await open(given, page({ any: [trigger, "event:done"] }));
    await watching(host);
    assert.equal(host.problems.length, 1, host.problems.join("\n"));
    assert.match(host.problems[0], expected);
    await zeroten(host, "track", "done");
    await card.shown();
    await host.context().close();
  }
});

/** What somebody is in the middle of, and how it ends. */
/** @type {Record<string, {body?: string, begin: (page: import("playwright-core").Page) => Promise<unknown>, end: (page: import("playwright-core").Page) => Promise<unknown>}>} */
const holds = {
  "a modal dialog is open": {
    body: "<dialog>Theirs</dialog>",
    begin: (page) => page.evaluate(() => document.querySelector("dialog")?.showModal()),
    end: (page) => page.evaluate(() => document.querySelector("dialog")?.close()),
  },
  "something that says it is modal is open": {
    body: "",
    begin: (page) =>
      page.evaluate(() => {
        const box = document.createElement("div");
        box.setAttribute("aria-modal", "true");
        box.textContent = "Theirs";
        document.body.append(box);
      }),
    end: (page) => page.evaluate(() => document.querySelector("[aria-modal]")?.remove()),
  },
  "the screen is full": {
    begin: (page) =>
      page.evaluate(() =>
        Object.defineProperty(document, "fullscreenElement", {
          configurable: true,
          value: document.body,
        }),
      ),
    end: (page) => page.evaluate(() => delete (/** @type {any} */ (document).fullscreenElement)),
  },
  "a payment field has the focus": {
    body: '<input autocomplete="cc-number" />',
    begin: (page) => page.locator("input").focus(),
    end: (page) => page.locator("input").blur(),
  },
  "the tab is hidden": {
    begin: (page) => hide(page, true),
    end: (page) => hide(page, false),
  },
  "the page is being printed": {
    begin: (page) => page.emulateMedia({ media: "print" }),
    end: (page) => page.emulateMedia({ media: "screen" }),
  },
  "something plays": {
    body: "<audio></audio>",
    begin: (page) =>
      page.evaluate(() =>
        Object.defineProperty(document.querySelector("audio"), "paused", {
          configurable: true,
          value: false,
        }),
      ),
    end: (page) =>
      page.evaluate(() => delete (/** @type {any} */ (document.querySelector("audio")).paused)),
  },
};

for (const [name, { body = "", begin, end }] of Object.entries(holds)) {
  test(`while ${name}, it waits, and asks afterwards`, async () => {
    const { page: host, card } = await open(given, body + page("event:done"));
    await host.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
    await begin(host);
    await zeroten(host, "track", "done");
    await host.waitForTimeout(1200);
    assert.equal(await card.host.count(), 0);
    await end(host);
    await card.shown();
    assert.deepEqual(host.problems, []);
  });
}

test("while somebody types, and for five seconds after, it waits", async () => {
  const { page: host, card } = await open(given, `<textarea></textarea>${page("event:done")}`);
  await host.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
  await host.clock.install();
  await host.locator("main > textarea").fill("Dear");
  await host.locator("main > textarea").focus();
  await zeroten(host, "track", "done");
  // The widget's arrival is the network's, not the clock's.
  await fetched(host, "/widget.wasm");
  await fetched(host, "/widget.js");
  await host.clock.runFor(3000);
  await host.locator("main > textarea").press("a");
  await host.clock.runFor(4400);
  assert.equal(await card.host.count(), 0);
  await host.clock.runFor(1200);
  await card.shown();
  assert.equal(await host.locator("main > textarea").inputValue(), "Deara");
});

test("a card in the page's flow interrupts nobody and waits for nothing", async () => {
  const { page: host, card } = await open(
    given,
    `<div id="ask"></div><input autocomplete="cc-number" autofocus />` +
      page("event:done", { mode: "inline", target: "#ask" }),
  );
  await host.locator("input").focus();
  await host.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
  await zeroten(host, "track", "done");
  await card.shown();
});
