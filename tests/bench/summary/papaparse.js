// @ts-check
import Papa from "papaparse";
import { count, nothing } from "./loop.js";

/** @param {Blob} file */
export default async function run(file) {
  const numbers = nothing();
  const { data } = Papa.parse(await file.text(), { header: true, skipEmptyLines: true });
  for (const row of /** @type {Record<string, string>[]} */ (data)) {
    count(numbers, Number(row.score), row.answered_at.slice(0, 7), row.plan);
  }
  return numbers;
}
