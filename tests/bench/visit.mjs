// One page view of one contestant in a fresh browser context, measured.

import { mkdir } from "node:fs/promises";
import path from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { root } from "./contestants.mjs";
import { probe } from "./probe.js";

/**
 * @typedef {import("playwright-core").Browser} Browser
 * @typedef {import("playwright-core").Page} Page
 * @typedef {import("playwright-core").CDPSession} Session
 * @typedef {import("./contestants.mjs").Contestant} Contestant
 * @typedef {Awaited<ReturnType<typeof import("./server.mjs").serve>>} Server
 * @typedef {{name: string, cpu: number, network?: {latency: number, down: number, up: number}}} Profile
 * @typedef {{visible: number, afterTrigger: number, tbt: number, shift: number, inp?: number,
 *   heap?: number, wasm?: number, bytes: number, requests: number}} Sample
 */

/** @type {Profile[]} */
export const profiles = [
  { name: "unthrottled", cpu: 1 },
  { name: "4x CPU", cpu: 4 },
  // 150 ms and 1.6 Mbit/s down, 750 kbit/s up, in bytes per second.
  { name: "slow 4G", cpu: 4, network: { latency: 150, down: 200_000, up: 93_750 } },
];

/** How long after the question is visible long tasks, shifts and requests still count, in ms. */
export const SETTLE = 500;

/** Opens a page in a context of its own, on the server's origin, with the profile in force. */
export async function open(
  /** @type {Browser} */ browser,
  /** @type {Server} */ server,
  /** @type {Contestant} */ contestant,
  /** @type {Profile} */ profile,
  seen = false,
) {
  const context = await browser.newContext({
    locale: "en-GB",
    viewport: { width: 1280, height: 800 },
  });
  if (seen && contestant.seen) {
    // In a tab of its own: reading the store for the first time is part of what a view costs.
    const before = await context.newPage();
    await before.goto(`${server.origin}/blank.html`);
    await before.evaluate((entry) => localStorage.setItem(...entry), contestant.seen);
    await before.close();
  }
  const page = await context.newPage();
  /** @type {string[]} */
  const problems = [];
  page.on("pageerror", (error) => problems.push(String(error)));
  // A first page on the same origin, so that no view pays for starting its renderer process.
  await page.goto(`${server.origin}/blank.html`);
  await page.addInitScript(probe, contestant.question);
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  await session.send("Emulation.setCPUThrottlingRate", { rate: profile.cpu });
  if (profile.network) {
    const { latency, down, up } = profile.network;
    await session.send("Network.emulateNetworkConditions", {
      ...{ offline: false, latency, downloadThroughput: down, uploadThroughput: up },
    });
  }
  server.sent.length = 0;
  server.answers.length = 0;
  return { context, page, session, problems };
}

/** What went over the wire for the contestant: all but the page itself. */
export function wire(/** @type {Server} */ server, /** @type {Contestant} */ { name }) {
  const sent = server.sent.filter(({ path }) => path !== `/${name}/`);
  const missing = sent.filter(({ status }) => status >= 400);
  if (missing.length > 0) throw new Error(`${name}: ${JSON.stringify(missing)}`);
  return { requests: sent.length, bytes: sent.reduce((sum, { bytes }) => sum + bytes, 0) };
}

/**
 * Views the contestant's page until its question is visible and things have settled, then weighs
 * its memory or clicks a score.
 * @param {Browser} browser
 * @param {Server} server
 * @param {Contestant} contestant
 * @param {Profile} profile
 * @param {{heap?: boolean, click?: boolean, screenshot?: boolean}} [options]
 * @returns {Promise<Sample>}
 */
export async function view(browser, server, contestant, profile, options = {}) {
  const { context, page, session, problems } = await open(browser, server, contestant, profile);
  const { name } = contestant;
  try {
    await page.goto(`${server.origin}/${name}/`, { waitUntil: "commit" });
    await page.waitForFunction(() => /** @type {any} */ (window).__bench?.visible > 0, null, {
      polling: 100,
      timeout: 60_000,
    });
    await wait(SETTLE);
    const noted = await page.evaluate(() => {
      const scripts = /** @type {PerformanceResourceTiming[]} */ (
        performance.getEntriesByType("resource")
      ).filter(({ initiatorType }) => initiatorType === "script");
      return { .../** @type {any} */ (window).__bench, entry: scripts[0]?.responseEnd ?? 0 };
    });
    /** @type {Sample} */
    const sample = {
      visible: noted.visible,
      afterTrigger: noted.visible - noted.entry,
      tbt: blocking(noted.longTasks, noted.visible + SETTLE),
      shift: noted.shift,
      ...wire(server, contestant),
    };
    if (options.screenshot) await picture(page, name);
    if (options.heap) Object.assign(sample, await memory(session));
    if (options.click) sample.inp = await click(page, server, contestant);
    if (problems.length > 0) throw new Error(problems.join("; "));
    return sample;
  } catch (error) {
    throw new Error(`${name}, ${profile.name}: ${error}; page errors: ${problems.join("; ")}`);
  } finally {
    await context.close();
  }
}

/** Total blocking time: what each task before `until` takes beyond 50 ms. */
function blocking(
  /** @type {{start: number, duration: number}[]} */ tasks,
  /** @type {number} */ until,
) {
  return tasks
    .filter(({ start }) => start < until)
    .reduce((sum, { duration }) => sum + Math.max(0, duration - 50), 0);
}

/** Live JavaScript heap after collection, and the size of WebAssembly's memories, in bytes. */
async function memory(/** @type {Session} */ session) {
  for (let time = 0; time < 2; time += 1) await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const evaluate = (/** @type {string} */ expression) =>
    session.send("Runtime.evaluate", { expression });
  const { result: prototype } = await evaluate("WebAssembly.Memory.prototype");
  const { objects } = await session.send("Runtime.queryObjects", {
    prototypeObjectId: prototype.objectId ?? "",
  });
  const { result } = await session.send("Runtime.callFunctionOn", {
    objectId: objects.objectId,
    functionDeclaration:
      "function () { return this.reduce((sum, memory) => sum + memory.buffer.byteLength, 0) }",
    returnByValue: true,
  });
  return { heap: usedSize, wasm: Number(result.value) };
}

/** A press of the mouse on a score, and how long the browser says the page took to answer it. */
async function click(
  /** @type {Page} */ page,
  /** @type {Server} */ server,
  /** @type {Contestant} */ { click, posts },
) {
  const box = await page.locator(click.join(" ")).first().boundingBox();
  if (!box) throw new Error("there is nothing to click");
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await wait(200);
  await page.mouse.down();
  await wait(60);
  await page.mouse.up();
  await wait(600);
  if (posts && !server.answers.some(({ score }) => score === 9)) {
    throw new Error(`the click on 9 posted ${JSON.stringify(server.answers)}`);
  }
  const interactions = await page.evaluate(() => /** @type {any} */ (window).__bench.interactions);
  // The browser reports in steps of 8 ms, and nothing at all below its least.
  return Math.max(8, ...interactions);
}

async function picture(/** @type {Page} */ page, /** @type {string} */ name) {
  const folder = path.join(root, "tests/screenshots");
  await mkdir(folder, { recursive: true });
  await page.screenshot({ path: path.join(folder, `bench-${name}.png`) });
}
