// From samples to the tables README quotes, and what they say about the aims.

/**
 * @typedef {import("./visit.mjs").Sample} Sample
 * @typedef {import("./contestants.mjs").Contestant} Contestant
 * @typedef {Record<string, Record<string, Sample[]>>} Samples by contestant, then by profile
 * @typedef {{wall: number, thread: number}} Task
 * @typedef {{requests: number, bytes: number, tasks: Record<string, Task[]>}} NotDue
 * @typedef {{samples: Samples, idle: Record<string, number>, notDue: NotDue, contestants: Contestant[]}} Results
 * @typedef {(of: Sample) => number} Pick
 */

const profiles = ["unthrottled", "4x CPU", "slow 4G"];
/** @type {Record<string, Pick>} */
const pick = {
  visible: ({ visible }) => visible,
  afterTrigger: ({ afterTrigger }) => afterTrigger,
  tbt: ({ tbt }) => tbt,
  inp: ({ inp = NaN }) => inp,
  shift: ({ shift }) => shift,
  memory: ({ heap = NaN, wasm = NaN }) => heap + wasm,
};

/** The quantile by linear interpolation between the two nearest values. */
export function quantile(/** @type {number[]} */ values, /** @type {number} */ q) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * q;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}
const median = (/** @type {number[]} */ values) => quantile(values, 0.5);

const kB = (/** @type {number} */ bytes) => (bytes / 1000).toFixed(1);
const ms = (/** @type {number} */ value) => value.toFixed(0);
const row = (/** @type {(string | number)[]} */ cells) => `| ${cells.join(" | ")} |`;
const table = (/** @type {string[]} */ head, /** @type {(string | number)[][]} */ rows) =>
  [head, head.map((_, at) => (at === 0 ? "---" : "--:")), ...rows].map(row).join("\n");

/** The whole report, in Markdown. */
export function report(/** @type {Results} */ results) {
  return [medians(results), spread(results), aims(results)].join("\n\n");
}

function medians(/** @type {Results} */ { samples, idle, contestants }) {
  const head = ["median", "kB idle", "kB shown", "requests", "visible ms", "4x CPU", "slow 4G"];
  head.push("TBT 4x ms", "INP 4x ms", "layout shift", "MB over host");
  return table(
    head,
    contestants.map(({ name, label }) => {
      const of = (/** @type {string} */ profile, /** @type {Pick} */ value) =>
        median(samples[name][profile].map(value));
      return [
        label,
        kB(idle[name]),
        kB(of("unthrottled", ({ bytes }) => bytes)),
        of("unthrottled", ({ requests }) => requests),
        ...profiles.map((profile) => ms(of(profile, pick.visible))),
        ms(of("4x CPU", pick.tbt)),
        name === "host" ? "" : ms(of("4x CPU", pick.inp)),
        String(Number(of("4x CPU", pick.shift).toFixed(3))),
        name === "host" ? "" : overHost(samples, name).toFixed(1),
      ];
    }),
  );
}

function spread(/** @type {Results} */ { samples, contestants }) {
  const head = ["median (quartiles)", ...profiles.map((profile) => `visible, ${profile}`)];
  head.push(...profiles.map((profile) => `after the trigger, ${profile}`), "TBT 4x", "INP 4x");
  return table(
    head,
    contestants.map(({ name, label }) => {
      const of = (/** @type {string} */ profile, /** @type {Pick} */ value) => {
        const values = samples[name][profile].map(value);
        const [low, mid, high] = [0.25, 0.5, 0.75].map((q) => ms(quantile(values, q)));
        return `${mid} (${low}–${high})`;
      };
      return [
        label,
        ...profiles.map((profile) => of(profile, pick.visible)),
        ...profiles.map((profile) => (name === "host" ? "" : of(profile, pick.afterTrigger))),
        of("4x CPU", pick.tbt),
        name === "host" ? "" : of("4x CPU", pick.inp),
      ];
    }),
  );
}

/** MB of live heap and wasm memory, less what the bare page has in the same run. */
function overHost(/** @type {Samples} */ samples, /** @type {string} */ name) {
  const of = (/** @type {string} */ who) => median(samples[who].unthrottled.map(pick.memory));
  return (of(name) - of("host")) / 1e6;
}

/** Each aim with what was measured, and whether it is met. */
function aims(/** @type {Results} */ { samples, notDue, contestants }) {
  /** @type {string[]} */
  const lines = [];
  const say = (
    /** @type {string} */ what,
    /** @type {string} */ aim,
    /** @type {boolean} */ met,
    note = "",
  ) => lines.push(`- ${what} – aim ${aim}: ${met ? "met" : "**not met**"}${note}`);
  const of = (
    /** @type {string} */ name,
    /** @type {string} */ profile,
    /** @type {Pick} */ value,
  ) => median(samples[name][profile].map(value));

  const bytes = of("zeroten", "unthrottled", ({ bytes }) => bytes);
  say(`Question shown: ${kB(bytes)} kB`, "34 kB", bytes <= 34_000);
  for (const profile of profiles) {
    for (const [value, from] of /** @type {const} */ ([
      ["afterTrigger", "trigger"],
      ["visible", "navigation"],
    ])) {
      const [ours, two] = ["zeroten", "vanilla-two"].map((name) => of(name, profile, pick[value]));
      const ratio = ours / two;
      const what = `${profile}, ${from} to visible: ${ms(ours)} ms, ${ratio.toFixed(2)} times vanilla's two files`;
      say(what, "1.5 times", ratio <= 1.5);
    }
    const ours = of("zeroten", profile, pick.visible);
    const ahead = contestants.filter(
      ({ name, product }) => product && of(name, profile, pick.visible) <= ours,
    );
    say(
      `${profile}, question visible`,
      "ahead of every product",
      ahead.length === 0,
      ahead.length > 0 ? `: ${ahead.map(({ label }) => label).join(", ")}` : "",
    );
  }
  const [tbt, two] = ["zeroten", "vanilla-two"].map((name) => of(name, "4x CPU", pick.tbt));
  say(
    `Total blocking time 4x: ${ms(tbt)} ms, ${ms(tbt - two)} ms more than vanilla's two files`,
    "20 ms more",
    tbt - two <= 20,
  );
  const inp = of("zeroten", "4x CPU", pick.inp);
  say(`A score's answer (INP) 4x: ${ms(inp)} ms`, "40 ms", inp <= 40);
  const shift = Math.max(...profiles.flatMap((at) => samples.zeroten[at].map(pick.shift)));
  say(`Layout shift, the most in any round: ${Number(shift.toFixed(4))}`, "0", shift === 0);
  const memory = overHost(samples, "zeroten");
  say(`Heap and wasm memory over the host: ${memory.toFixed(2)} MB`, "2 MB", memory <= 2);
  const { requests, bytes: idle, tasks } = notDue;
  say(`Not due: ${requests} request, ${idle} bytes`, "1 and 1500", requests === 1 && idle <= 1500);
  const task = (/** @type {string} */ name, /** @type {"wall" | "thread"} */ clock) =>
    median(tasks[name].map((measured) => measured[clock]));
  const both = (/** @type {string} */ name) =>
    `${task(name, "wall").toFixed(1)} and ${task(name, "thread").toFixed(1)} ms`;
  const wall = task("zeroten", "wall");
  say(
    `Not due, longest task with our script in it, 4x: ${wall.toFixed(1)} ms`,
    "5 ms",
    wall <= 5,
    `; ${task("zeroten", "thread").toFixed(1)} ms of it on the processor; vanilla's loader: ${both("vanilla-two")}; reading one stored value: ${both("reader")}`,
  );
  return lines.join("\n");
}
