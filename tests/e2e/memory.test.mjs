// A hundred surveys on one page leave nothing behind.

import assert from "node:assert/strict";
import { test } from "node:test";
import { guest, open } from "./guest.mjs";
import { tag } from "./host.mjs";

const given = guest();

/**
 * What is alive after garbage collection.
 * @param {import("playwright-core").CDPSession} session
 * @param {import("playwright-core").Page} page
 */
async function alive(session, page) {
  for (let round = 0; round < 3; round += 1) {
    await session.send("HeapProfiler.collectGarbage");
    // Finalizers run in a task of their own.
    await page.waitForTimeout(50);
  }
  const { nodes, jsEventListeners } = await session.send("Memory.getDOMCounters");
  const { metrics } = await session.send("Performance.getMetrics");
  const heap = metrics.find(({ name }) => name === "JSHeapUsedSize")?.value ?? 0;
  const wasm = await page.evaluate(() => {
    const kept = /** @type {any} */ (window);
    return kept.memories.map(
      (/** @type {WebAssembly.Memory} */ memory) => memory.buffer.byteLength,
    );
  });
  return { nodes, jsEventListeners, heap, wasm };
}

for (const how of ["wasm", "JavaScript"]) {
  test(`shown, answered and closed a hundred times, as ${how}: nothing grows after the tenth`, async () => {
    const { page, card } = await open(
      given,
      tag(given.collector.address, { trigger: "manual", wasm: how === "wasm" ? "on" : "off" }),
      {
        prepare: (page) =>
          page.addInitScript(() => {
            const kept = /** @type {any} */ (window);
            kept.memories = [];
            const real = WebAssembly.instantiateStreaming;
            WebAssembly.instantiateStreaming = async (...given) => {
              const made = await real(...given);
              for (const exported of Object.values(made.instance.exports)) {
                if (exported instanceof WebAssembly.Memory) kept.memories.push(exported);
              }
              return made;
            };
            // The JavaScript keeps its memory in a buffer, and makes a larger one to grow.
            kept.ArrayBuffer = class extends ArrayBuffer {
              constructor(/** @type {number} */ length) {
                super(length);
                if (length > 65_536) kept.memories.push({ buffer: this });
              }
            };
          }),
      },
    );
    await page.waitForFunction(() => /** @type {any} */ (window).zeroten?.loaded);
    const session = await page.context().newCDPSession(page);
    await session.send("Performance.enable");

    const round = async (/** @type {number} */ turn) => {
      await page.evaluate(() => /** @type {any} */ (window).zeroten("show"));
      await card.shown();
      await card.pick(turn % 11);
      if (turn % 3 === 0) await card.send("Why not");
      if (turn % 3 === 1) await card.part("back").click();
      if (turn % 2) await page.evaluate(() => /** @type {any} */ (window).zeroten("close"));
      else await card.dismiss();
      await card.host.waitFor({ state: "detached" });
    };
    for (let turn = 0; turn < 10; turn += 1) await round(turn);
    const tenth = await alive(session, page);
    for (let turn = 10; turn < 50; turn += 1) await round(turn);
    const half = await alive(session, page);
    for (let turn = 50; turn < 100; turn += 1) await round(turn);
    const last = await alive(session, page);

    assert.ok(tenth.wasm.length > 0, "the widget's memory is seen");
    assert.deepEqual(last.wasm, tenth.wasm, "the widget's memory");
    assert.ok(last.nodes <= tenth.nodes, `nodes: ${tenth.nodes}, then ${last.nodes}`);
    const listeners = [tenth.jsEventListeners, last.jsEventListeners];
    assert.ok(listeners[1] <= listeners[0], `listeners: ${listeners.join(", then ")}`);
    // Of the heap only a bound: the engine goes on compiling what has become hot. As JavaScript
    // that is 5.4 kB a card here, 2 kB in the next fifty and 1.4 kB after 300; a card that stayed
    // would be ten kilobytes or more.
    const grown = Math.round((last.heap - half.heap) / 50);
    assert.ok(grown < 8000, `${grown} bytes of heap stay of every card`);
    assert.equal((await given.collector.settled(100)).length, 100);
    assert.deepEqual(page.problems, []);
  });
}
