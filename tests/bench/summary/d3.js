// @ts-check
import { rollup } from "d3-array";
import { csvParse } from "d3-dsv";
import { nothing } from "./loop.js";

/** @typedef {{score: number, month: string, plan: string}} Row */

/** @param {Blob} file */
export default async function run(file) {
  const numbers = nothing();
  const rows = csvParse(await file.text(), (row) => ({
    score: Number(row.score),
    month: row.answered_at.slice(0, 7),
    plan: row.plan,
  }));
  const balance = (/** @type {Row[]} */ rows) =>
    rows.reduce((sum, { score }) => sum + Number(score > 8) - Number(score < 7), 0);
  const tally = (/** @type {Row[]} */ rows) => [rows.length, balance(rows)];
  numbers.n = rows.length;
  numbers.balance = balance(rows);
  for (const [score, n] of rollup(
    rows,
    (/** @type {Row[]} */ rows) => rows.length,
    (/** @type {Row} */ row) => row.score,
  )) {
    numbers.histogram[score] = n;
  }
  numbers.months = Object.fromEntries(rollup(rows, tally, (/** @type {Row} */ row) => row.month));
  numbers.plans = Object.fromEntries(rollup(rows, tally, (/** @type {Row} */ row) => row.plan));
  return numbers;
}
