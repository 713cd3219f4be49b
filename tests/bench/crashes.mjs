// Counts the answers that survive a respondent who is gone in the moment of the click: each way to
// go, with the endpoint there and not there, and what is stored once they come again.
// Usage: node tests/bench/crashes.mjs [RUNS [WAY...]]

import { once, settle, ways } from "../e2e/leaving.mjs";

const [howMany, ...chosen] = process.argv.slice(2);
const runs = Number(howMany ?? 30);
const settled = await settle();
console.log(
  "| gone by | endpoint | runs | came to the press | stored before the next visit | after it | twice |",
);
console.log("|---|---|---:|---:|---:|---:|---:|");
for (const way of chosen.length > 0 ? chosen : Object.keys(ways)) {
  for (const reachable of [true, false]) {
    const count = { pressed: 0, atOnce: 0, after: 0, twice: 0 };
    for (let run = 0; run < runs; run += 1) {
      const { pressed, atOnce, after } = await once(settled, way, reachable);
      count.pressed += Number(pressed);
      count.atOnce += Math.min(atOnce, 1);
      count.after += Math.min(after, 1);
      count.twice += Number(after > 1);
    }
    const endpoint = reachable ? "there" : "not there";
    console.log(
      `| ${way} | ${endpoint} | ${runs} | ${count.pressed} | ${count.atOnce} | ${count.after} | ${count.twice} |`,
    );
  }
}
await settled.end();
