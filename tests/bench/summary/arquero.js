// @ts-check
import { fromCSV, op } from "arquero";
import { nothing } from "./loop.js";

/** @param {Blob} file */
export default async function run(file) {
  const numbers = nothing();
  const table = fromCSV(await file.text(), { autoType: false }).derive({
    score: (/** @type {any} */ d) => op.parse_int(d.score, 10),
    month: (/** @type {any} */ d) => op.slice(d.answered_at, 0, 7),
    balance: (/** @type {any} */ d) =>
      op.parse_int(d.score, 10) > 8 ? 1 : op.parse_int(d.score, 10) < 7 ? -1 : 0,
  });
  /** @param {string} by */
  const tally = (by) =>
    Object.fromEntries(
      table
        .groupby(by)
        .rollup({ n: op.count(), balance: op.sum("balance") })
        .objects()
        .map((/** @type {any} */ row) => [row[by], [row.n, row.balance]]),
    );
  numbers.months = tally("month");
  numbers.plans = tally("plan");
  for (const [score, [n, balance]] of Object.entries(tally("score"))) {
    numbers.histogram[Number(score)] = n;
    numbers.n += n;
    numbers.balance += balance;
  }
  return numbers;
}
