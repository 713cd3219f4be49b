// @ts-check
import { AsyncDuckDB, DuckDBDataProtocol, VoidLogger } from "@duckdb/duckdb-wasm";
import { nothing } from "./loop.js";

/** Starts the database in its worker, which is measured apart. */
export async function start() {
  const db = new AsyncDuckDB(new VoidLogger(), new Worker("/duckdb/duckdb-browser-eh.worker.js"));
  await db.instantiate("/duckdb/duckdb-eh.wasm");
  return { db, connection: await db.connect() };
}

/** One query over the file: how many there are of each score, month and plan.
 * @param {File} file @param {Awaited<ReturnType<typeof start>>} started */
export default async function run(file, { db, connection }) {
  await db.registerFileHandle("rows.csv", file, DuckDBDataProtocol.BROWSER_FILEREADER, true);
  const groups = await connection.query(`
    SELECT score::INTEGER AS score, answered_at[:7] AS month, plan, count(*)::INTEGER AS n
    FROM read_csv('rows.csv', header = true, quote = '"', escape = '"', columns = {
      'score': 'UTINYINT', 'comment': 'VARCHAR', 'answered_at': 'VARCHAR', 'plan': 'VARCHAR',
      'country': 'VARCHAR'})
    GROUP BY ALL`);
  const numbers = nothing();
  for (const { score, month, plan, n } of groups) {
    const balance = n * (Number(score > 8) - Number(score < 7));
    numbers.n += n;
    numbers.balance += balance;
    numbers.histogram[score] += n;
    for (const group of [(numbers.months[month] ??= [0, 0]), (numbers.plans[plan] ??= [0, 0])]) {
      group[0] += n;
      group[1] += balance;
    }
  }
  return numbers;
}
