// Measures the summary beside JavaScript that computes the same, in one run, and prints a table.
//
// Every measurement has a page of its own in a process of its own; a round takes every contestant
// once per file, in an order that rotates. What is timed is from a file in the browser's hands to
// score, histogram, months and plans, of Zeroten by the mark it leaves on the page's timeline; then
// of Zeroten everything drawn and the frame after that. What has to start first is started before,
// and that is timed apart. Each baseline's numbers are held against the others'.

import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { cpus, loadavg } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { launch, root } from "../e2e/browser.mjs";
import { quantile } from "./report.mjs";

const { values } = parseArgs({
  options: {
    rounds: { type: "string", default: "9" },
    sizes: { type: "string", default: "1000,10000,100000,1000000" },
    only: { type: "string" },
  },
});
const rounds = Number(values.rounds);
if (!Number.isInteger(rounds) || rounds < 1)
  throw new Error("--rounds takes a whole number from 1");
const sizes = values.sizes.split(",").map(Number);

/** @type {{name: string, label: string, format: "csv" | "ndjson"}[]} */
const all = [
  { name: "zeroten", label: "Zeroten, CSV", format: "csv" },
  { name: "bytes", label: "loop over the bytes", format: "csv" },
  { name: "papaparse", label: "papaparse", format: "csv" },
  { name: "arquero", label: "arquero", format: "csv" },
  { name: "d3", label: "d3-dsv, d3-array", format: "csv" },
  { name: "duckdb", label: "DuckDB-Wasm", format: "csv" },
  { name: "zeroten-json", label: "Zeroten, JSON lines", format: "ndjson" },
  { name: "json", label: "JSON.parse, a loop", format: "ndjson" },
  { name: "surveyjs", label: "JSON.parse, survey-analytics", format: "ndjson" },
];
const wanted = values.only?.split(",");
const contestants = all.filter(({ name }) => wanted?.includes(name) ?? true);

/** The same rows at every run (Lehmer's generator, 48271 modulo 2^31 - 1). */
function rows(/** @type {number} */ n) {
  let state = 1;
  const next = (/** @type {number} */ below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
  const words = ["service", "price", "app", "fast", "slow", "friendly", "waiting", "easy, truly"];
  return Array.from({ length: n }, (_, at) => {
    const said = Array.from({ length: next(5) }, () => words[next(words.length)]).join(" ");
    const day = new Date(Date.UTC(2025, 0, 1) + Math.floor((at / n) * 365) * 86_400_000);
    return {
      score: next(11),
      comment: said && `The ${said} at "your" place`,
      answered_at: day.toISOString().replace(".000", ""),
      plan: ["free", "pro", "team"][next(3)],
      country: ["no", "dk", "se", "de", "gb"][next(5)],
    };
  });
}
/** @type {Record<string, string>} */
const files = {};
for (const size of sizes) {
  const data = rows(size);
  const quoted = (/** @type {string} */ text) => (text ? `"${text.replaceAll('"', '""')}"` : "");
  files[`/${size}.csv`] =
    "score,comment,answered_at,plan,country\n" +
    data
      .map((r) => `${r.score},${quoted(r.comment)},${r.answered_at},${r.plan},${r.country}\n`)
      .join("");
  files[`/${size}.ndjson`] = data
    .map(
      ({ plan, country, ...row }) =>
        JSON.stringify({ ...row, properties: { plan, country } }) + "\n",
    )
    .join("");
}
const bundled = path.join(root, "target/bench/summary");
await mkdir(bundled, { recursive: true });
execFileSync(path.join(root, "www/node_modules/.bin/esbuild"), [
  ...["loop", "papaparse", "d3", "arquero", "duckdb", "surveyjs"].map((name) =>
    path.join(root, `tests/bench/summary/${name}.js`),
  ),
  "--bundle",
  "--minify",
  "--format=esm",
  "--log-level=warning",
  `--outdir=${bundled}`,
]);

/** @type {Record<string, string>} */
const types = { ".js": "text/javascript", ".wasm": "application/wasm", ".html": "text/html" };
const folders = /** @type {Record<string, string>} */ ({
  bench: bundled,
  duckdb: path.join(root, "tests/bench/node_modules/@duckdb/duckdb-wasm/dist"),
});
const server = createServer(async (request, response) => {
  const { pathname } = new URL(request.url ?? "/", "http://localhost");
  const type = types[path.extname(pathname)] ?? "text/plain";
  response.setHeader("content-type", type);
  if (pathname === "/") response.end("<!doctype html><title>bench</title><body></body>");
  else if (files[pathname]) response.end(files[pathname]);
  else {
    const [, first = "", rest = ""] = /^\/([^/]*)\/(.*)$/.exec(pathname) ?? [];
    const file = folders[first]
      ? path.join(folders[first], path.normalize(rest))
      : path.join(root, "www/dist", path.normalize(pathname));
    response.end(await readFile(file).catch(() => ""));
  }
});
await new Promise((ready) => server.listen(0, "127.0.0.1", () => ready(undefined)));
const address = server.address();
const origin = `http://127.0.0.1:${typeof address === "object" && address ? address.port : 0}`;

const browser = await launch();
/** @typedef {{started: number, computed: number, painted: number, longest: number, filter: number, peak: number, acts?: Record<string, [number, number]>}} Sample */

/** In the page: reads the file and says how long it took. */
async function measure(
  /** @type {{name: string, file: string, size: number}} */ { name, file, size },
) {
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: "longtask" });
  const frame = () =>
    new Promise((done) => requestAnimationFrame(() => setTimeout(() => done(undefined))));
  const blob = await (await fetch(file)).blob();
  if (!name.startsWith("zeroten")) {
    const module = await import(`/bench/${/^(bytes|json)$/.test(name) ? "loop" : name}.js`);
    const run = module.default ?? module[name];
    const before = performance.now();
    const started = await module.start?.();
    const starting = started ? performance.now() - before : NaN;
    await frame();
    longest = 0;
    const start = performance.now();
    const numbers = await run(new File([blob], file.slice(1)), started);
    const computed = performance.now() - start;
    await new Promise((done) => setTimeout(done, 200));
    return { started: starting, computed, painted: NaN, longest, filter: NaN, numbers };
  }
  await import(/** @type {any} */ ("/summary.js"));
  const element = document.body.appendChild(document.createElement("zeroten-summary"));
  const drawn = (/** @type {(root: ShadowRoot) => boolean} */ done) =>
    new Promise((found, failed) => {
      setTimeout(() => failed(new Error(`not drawn within a minute: ${done}`)), 60_000);
      const look = () => element.shadowRoot && done(element.shadowRoot) && found(undefined);
      const watch = () => {
        if (!element.shadowRoot) return setTimeout(watch, 5);
        new MutationObserver(look).observe(element.shadowRoot, {
          subtree: true,
          childList: true,
          characterData: true,
        });
        look();
      };
      watch();
    });
  await drawn((root) => Boolean(root.querySelector("input[type=file]")));
  await frame();
  longest = 0;
  const data = new DataTransfer();
  data.items.add(new File([blob], file.slice(1)));
  const input = /** @type {HTMLInputElement} */ (
    element.shadowRoot?.querySelector("input[type=file]")
  );
  const said = `${size.toLocaleString("en")} answers`;
  const start = performance.now();
  input.files = data.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
  await drawn((root) => root.querySelector(".extent")?.textContent === said);
  const [mark] = performance.getEntriesByName("zeroten:computed");
  const computed = mark.startTime - start;
  await drawn((root) => Boolean(root.querySelector("[part=segments] svg")));
  await frame();
  const painted = performance.now() - start;
  // The themes come after; they too must not hold up the page.
  await drawn((root) => Boolean(root.querySelector("[part=themes] table")));
  await frame();
  const select = /** @type {HTMLSelectElement} */ (
    element.shadowRoot?.querySelector("[data-do='is.plan']")
  );
  await new Promise((done) => setTimeout(done, 200));
  const chosen = performance.now();
  select.value = "pro";
  select.dispatchEvent(new Event("change", { bubbles: true }));
  await drawn((root) => Boolean(root.querySelector(".narrowed")));
  const filter = performance.now() - chosen;
  return { started: NaN, computed, painted, longest, filter, numbers: undefined };
}

/** In the page, which shows a summary: does this and that, and says how long each took. */
async function acts() {
  let longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) longest = Math.max(longest, duration);
  }).observe({ type: "longtask" });
  const element = document.querySelector("zeroten-summary");
  const root = /** @type {ShadowRoot} */ (element?.shadowRoot);
  /** @type {Record<string, [number, number]>} */
  const acts = {};
  /**
   * Does something, and notes the time until what is in a part changes, and the longest task.
   * @param {string} name
   * @param {string} part
   * @param {string} control
   * @param {string} [value]
   */
  const act = async (name, part, control, value) => {
    await new Promise((done) => setTimeout(done, 400));
    longest = 0;
    const acted = performance.now();
    const changed = new Promise((done) => {
      if (part === "file") HTMLAnchorElement.prototype.click = () => done(undefined);
      const place = root.querySelector(part);
      const all = { subtree: true, childList: true, characterData: true, attributes: true };
      if (place) new MutationObserver(() => done(undefined)).observe(place, all);
    });
    const pressed = /** @type {any} */ (root.querySelector(`[data-do="${control}"]`));
    if (value === undefined) pressed.click();
    else {
      pressed.value = value;
      const kind = pressed.type === "search" ? "input" : "change";
      pressed.dispatchEvent(new Event(kind, { bubbles: true }));
    }
    await changed;
    const took = performance.now() - acted;
    await new Promise((done) => setTimeout(done, 400));
    acts[name] = [took, longest];
  };
  await act("all again", "[part=filters]", "is.plan", "");
  await act("a search", "[part=comments] ol", "search", "price a");
  await act("no search", "[part=comments] ol", "search", "");
  await act("a theme", "[part=themes]", "theme");
  await act("no theme", "[part=themes]", "theme");
  await act("days", "[part=trend]", "trend", "day");
  await act("the CSV", "file", "csv");
  return acts;
}

/** The most memory that any of the browser's pages ever took, in MB. */
async function peak() {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send("SystemInfo.getProcessInfo");
  await session.detach();
  const pages = processInfo.filter(({ type }) => type === "renderer");
  const most = pages.map(async ({ id }) => {
    const status = await readFile(`/proc/${id}/status`, "utf8").catch(() => "");
    return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? 0) / 1000;
  });
  return Math.max(...(await Promise.all(most)));
}

/** @type {Record<string, Record<number, Sample[]>>} */
const samples = {};
/** @type {Record<string, string>} */
const agreed = {};
/** @type {number[]} */
const loads = [];
for (let round = 0; round < rounds; round += 1) {
  for (const size of sizes) {
    for (let turn = 0; turn < contestants.length; turn += 1) {
      const { name, format } = contestants[(turn + round * 2) % contestants.length];
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.goto(origin);
      const file = `/${size}.${format}`;
      const { numbers, ...sample } = await page.evaluate(measure, { name, file, size });
      if (numbers) {
        const { n, balance, histogram } = numbers;
        const text = JSON.stringify([n, balance, histogram, Object.values(numbers.plans).sort()]);
        if ((agreed[size] ??= text) !== text) throw new Error(`${name} counts otherwise: ${text}`);
      }
      const sampled = { ...sample, peak: await peak() };
      // Of the largest file alone: with fewer rows all of it is over at once.
      const shown = name.startsWith("zeroten") && size === Math.max(...sizes);
      const acted = shown ? { acts: await page.evaluate(acts) } : {};
      ((samples[name] ??= {})[size] ??= []).push({ ...sampled, ...acted });
      await context.close();
    }
  }
  loads.push(loadavg()[0]);
  console.error(`· round ${round + 1} of ${rounds}`);
}
const version = browser.version();
await browser.close();
server.close();

await writeFile(
  path.join(root, "target/bench/summary.json"),
  JSON.stringify({ rounds, version, loads, samples }, null, 1),
);
/** @param {string} name @param {number} size @param {Exclude<keyof Sample, "acts">} key */
const median = (name, size, key) =>
  quantile(
    samples[name][size].map((sample) => sample[key]),
    0.5,
  );
const cell = (/** @type {number} */ value) => (Number.isNaN(value) ? "" : value.toFixed(0));
for (const size of sizes) {
  console.log(`\n${size.toLocaleString("en")} rows\n`);
  console.log(
    "| median | start ms | computed ms | painted ms | longest task ms | a filter ms | peak MB |",
  );
  console.log("| --- | --: | --: | --: | --: | --: | --: |");
  for (const { name, label } of contestants) {
    const keys = /** @type {const} */ ([
      "started",
      "computed",
      "painted",
      "longest",
      "filter",
      "peak",
    ]);
    const cells = keys.map((key) => cell(median(name, size, key)));
    console.log(`| ${label} | ${cells.join(" | ")} |`);
  }
}
for (const { name, label } of contestants) {
  const most = Math.max(...sizes);
  const acted = samples[name][most].flatMap(({ acts }) => (acts ? [acts] : []));
  if (!acted[0]) continue;
  console.log(`\n${label}, ${most.toLocaleString("en")} rows\n`);
  console.log("| median | until it shows ms | longest task ms |\n| --- | --: | --: |");
  for (const what of Object.keys(acted[0])) {
    const [took, task] = [0, 1].map((at) =>
      quantile(
        acted.map((acts) => acts[what][at]),
        0.5,
      ),
    );
    console.log(`| ${what} | ${cell(took)} | ${task ? cell(task) : "under 50"} |`);
  }
}
console.log(
  `\n${rounds} interleaved round${rounds === 1 ? "" : "s"} in Chromium ${version} on ${cpus()[0].model.trim()}, ${cpus().length} cores, load average ${Math.min(...loads).toFixed(1)} to ${Math.max(...loads).toFixed(1)}. Computed: from the file to the numbers, by Zeroten while it keeps every comment; painted: to everything in the document, and the frame after; a long task is 50 ms or more; peak is the page's process's. Every measurement is in target/bench/summary.json.`,
);
