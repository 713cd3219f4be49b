// What the browser's own trace says about the main thread.

import { setTimeout as wait } from "node:timers/promises";
import { open, wire } from "./visit.mjs";

/**
 * @typedef {{name: string, ph: string, pid: number, tid: number, ts: number, dur?: number,
 *   tdur?: number, args?: any}} Event
 * @typedef {import("./contestants.mjs").Contestant} Contestant
 */

// As few as will do: what is recorded is paid for in the tasks that are measured.
const categories = ["-*", "devtools.timeline", "disabled-by-default-devtools.timeline"];

const address = (/** @type {Event} */ { args }) =>
  String(args?.data?.url ?? args?.fileName ?? args?.data?.fileName ?? "");
const end = (/** @type {Event} */ { ts, dur = 0 }) => ts + dur;

/**
 * Traces one view of `contestant`: the longest main-thread task in which its scripts ran, in ms by
 * the clock and on the processor, what the server sent, and whether the question was shown.
 * @param {import("playwright-core").Browser} browser
 * @param {import("./visit.mjs").Server} server
 * @param {Contestant} contestant
 * @param {import("./visit.mjs").Profile} profile
 * @param {boolean} seen whether the visitor was asked already
 */
export async function trace(browser, server, contestant, profile, seen) {
  const { context, page } = await open(browser, server, contestant, profile, seen);
  const { name } = contestant;
  await browser.startTracing(page, { categories });
  await page.goto(`${server.origin}/${name}/`);
  await wait(2000);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const sent = wire(server, contestant);
  const shown = await page.evaluate(() => /** @type {any} */ (window).__bench.visible > 0);
  await context.close();

  const all = /** @type {Event[]} */ (traceEvents).filter(({ ph }) => ph === "X");
  const own = all.filter(
    (event) =>
      address(event).startsWith(`${server.origin}/${name}/`) &&
      ["EvaluateScript", "FunctionCall", "v8.compile"].includes(event.name),
  );
  const { pid, tid } = all.find(({ name }) => name === "EvaluateScript") ?? own[0] ?? {};
  const main = all.filter((event) => event.pid === pid && event.tid === tid);
  const tasks = main.filter((event) => event.name === "RunTask");
  const ours = tasks.filter((task) =>
    own.some((event) => event.tid === tid && event.ts >= task.ts && end(event) <= end(task)),
  );
  const [longest = { dur: 0, tdur: 0 }] = ours.sort((a, b) => (b.dur ?? 0) - (a.dur ?? 0));
  const task = { wall: (longest.dur ?? 0) / 1000, thread: (longest.tdur ?? 0) / 1000 };
  return { task, sent, shown };
}
