// Measures the widget beside its peers in one run and prints the tables.
//
// A round views every contestant once per profile, in an order that rotates from round to round, so
// that whatever else the machine does falls on all alike. Each view has a browser context of its
// own with the cache off. "Visible" is the time from the navigation's start to the first animation
// frame after the one in which the question was found on the screen (probe.js).

import { mkdir, writeFile } from "node:fs/promises";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { launch } from "../e2e/browser.mjs";
import { contestants as all, reader, root } from "./contestants.mjs";
import { report } from "./report.mjs";
import { serve } from "./server.mjs";
import { trace } from "./trace.mjs";
import { SETTLE, profiles, view } from "./visit.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "15" },
    only: { type: "string" },
    screenshots: { type: "boolean" },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error("--rounds takes a whole number from 1");

// The host page and the two-file baseline stay: what is measured is stated beside them.
const wanted = values.only?.split(",").concat("host", "vanilla-two");
const contestants = all.filter(({ name }) => wanted?.includes(name) ?? true);

const server = await serve([...contestants, reader]);
const browser = await launch();
const [, slowed] = profiles;
/** @type {import("./report.mjs").Samples} */
const samples = {};
/** @type {Record<string, number>} */
const idle = {};
/** @type {import("./report.mjs").NotDue} */
const notDue = { requests: 0, bytes: 0, tasks: {} };

// What a page view costs when the visitor was asked already; the bytes do not vary.
for (const contestant of contestants) {
  const { name } = contestant;
  const { sent, shown } = await trace(browser, server, contestant, profiles[0], true);
  if (shown && name !== "host") throw new Error(`${name} asks although it is not due`);
  idle[name] = sent.bytes;
  samples[name] = Object.fromEntries(profiles.map((profile) => [profile.name, []]));
}

/** The system's load while measuring, the bench's own share included. @type {number[]} */
const loads = [];
for (let round = 0; round < rounds; round += 1) {
  for (const [at, profile] of profiles.entries()) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const contestant = contestants[(turn + round * 2 + at) % contestants.length];
      const unthrottled = profile.cpu === 1;
      const sample = await view(browser, server, contestant, profile, {
        heap: unthrottled,
        click: profile === slowed,
        screenshot: values.screenshots && unthrottled && round === 0,
      });
      samples[contestant.name][profile.name].push(sample);
    }
  }
  const loaders = contestants.filter(({ name }) => /^(zeroten|vanilla-two)$/.test(name));
  for (const contestant of [...loaders, reader]) {
    const { task, sent } = await trace(browser, server, contestant, slowed, true);
    (notDue.tasks[contestant.name] ??= []).push(task);
    if (contestant.name === "zeroten") Object.assign(notDue, sent);
  }
  loads.push(loadavg()[0]);
  console.error(`· round ${round + 1} of ${rounds}`);
}

const version = browser.version();
await browser.close();
server.close();

const results = { samples, idle, notDue, contestants };
const file = path.join(root, "target/bench/widget.json");
await mkdir(path.dirname(file), { recursive: true });
await writeFile(file, JSON.stringify({ rounds, version, loads, samples, idle, notDue }, null, 1));

console.log(`${report(results)}

${rounds} interleaved round${rounds === 1 ? "" : "s"} in Chromium ${version} on ${cpus()[0].model.trim()}, ${cpus().length} cores, load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}. kB: bodies as sent, brotli 11, without the page itself and without headers; idle is a view by a visitor who was asked already. Visible: ms from the navigation's start until the question is on the screen; slow 4G is 150 ms and 1.6 Mbit/s with 4x CPU. "After the trigger" counts from the arrival of the tag's script. TBT: long tasks until ${SETTLE} ms after that, beyond 50 ms each. INP: the browser's own event timing of one click on 9 (Sentry: on its text field), in steps of 8 ms. MB: live heap and wasm memory while the question is shown, less the bare page's. Every single measurement is in target/bench/widget.json.`);
