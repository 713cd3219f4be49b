// @ts-check
// What only an owner asks for: why a survey shows or does not, in sentences.
import { conditions } from "./triggers/conditions.js";
import { adopt } from "./triggers/situation.js";
import { panel } from "./explain/panel.js";
import { misread } from "./explain/policy.js";
import { RULES, sentence, VERDICTS } from "./explain/sentences.js";
import { read } from "./explain/trigger.js";

/**
 * @typedef {object} Ruling
 * @property {string} rule
 * @property {"passes" | "waived" | "holds" | "stops"} verdict
 * @property {unknown} value what was found
 * @property {unknown} bound what it was held against
 * @property {string} says both in a sentence
 * @property {boolean=} first whether this is what stands in the way
 */

/**
 * Runs a command the loader does not know.
 * @param {import("./zeroten.js").Context} context
 * @param {string} name
 * @param {any[]} values
 */
export default function run(context, name, values) {
  const [survey] = values;
  if (name === "explain") return explain(context, survey);
  if (name === "debug") return panel(() => explain(context, survey));
  if (name !== "complain") return warn(`unknown command ${name}`);
  // Whoever wanted to show one says which, if only that any will do.
  if (values.length) return showLate(context, survey);
  warn("a survey needs its id (data-survey) and data-endpoint");
}

/** Whether a definition is the survey's; any is where none is named. */
const isOf = (/** @type {string=} */ survey) => (/** @type {any} */ given) =>
  !survey || given.survey === survey;

/** How long a definition that is still on its way is waited for, in milliseconds. */
const LATE_MS = 10_000;

/**
 * Shows a survey that was not there yet when that was asked for: `data-config` takes its time.
 * @param {import("./zeroten.js").Context} context
 * @param {string=} survey
 */
async function showLate([surveys, held, , , , show], survey) {
  const wanted = isOf(survey);
  const end = performance.now() + LATE_MS;
  for (;;) {
    const definition = surveys.find(wanted);
    if (definition) return show(definition, "manual");
    if (held.some(wanted))
      return warn(`the survey ${survey ?? ""} waits for zeroten("consent", true)`);
    if (performance.now() > end) break;
    await new Promise((look) => setTimeout(look, 100));
  }
  if (survey) return warn(`no survey ${survey} to show`);
  warn("no survey to show; one needs its id (data-survey) and data-endpoint");
}

/**
 * A definition laid over its situation, and what its trigger says: read once, because either warns
 * of what cannot be read.
 * @type {WeakMap<object, ReturnType<typeof readWhole>>}
 */
const wholes = new WeakMap();

/** Reads on a copy: what the visitor's page does is not for this to change. */
async function readWhole(/** @type {import("./widget.js").Definition} */ definition) {
  const whole = { ...definition };
  const situated = !whole.situation || (await adopt(whole));
  // A link with a score in it opens by itself, as the loader writes there.
  const linked = whole.trigger === "link" && /[?&]zeroten=\d/.test(location.href);
  const say = linked ? undefined : read(whole.trigger ?? "load");
  return { whole, situated, say };
}

/**
 * Goes through every rule for a survey, the first one where none is named.
 * @param {import("./zeroten.js").Context} context
 * @param {string=} survey
 * @returns {Promise<Ruling[]>}
 */
async function explain([surveys, held, tracked, , due, show], survey) {
  const wanted = isOf(survey);
  const definition = surveys.find(wanted);
  const known = definition ?? held.find(wanted);
  if (!known) return firstMarked([ruling("survey", 3, survey ?? "", "")]);
  const endpoint = await (reached[known.endpoint] ??= reach(known.endpoint));
  /** @type {Ruling[]} */
  const all = [ruling("survey", 0, known.survey, ""), endpoint];
  if (!definition) return firstMarked([...all, ruling("consent", 3, 0, 1)]);

  const reading = wholes.get(definition) ?? readWhole(definition);
  wholes.set(definition, reading);
  const { whole, situated, say } = await reading;
  const { trigger = "load", situation, policy } = whole;
  // First, because it draws the number of a visitor who has none.
  const { live } = definition;
  const isDue = due({ ...whole, live }) || !say;
  if (!live) all.push(ruling("closed", 3, 1, 0));
  if (situation) all.push(ruling("situation", situated ? 0 : 3, situation, ""));
  for (const said of say?.(definition.watched?.(), tracked) ?? [[0, trigger, ""]]) {
    all.push(ruling("trigger", said[0], said[1], said[2]));
  }
  for (const { rule, passes, value, bound } of conditions(whole)) {
    all.push(ruling(rule, passes ? 0 : 2, value, bound));
  }
  for (const { rule, verdict, value, bound } of misread(policy)) {
    all.push(ruling(rule, verdict, value, bound));
  }
  /** @type {any[]} */
  let judged = [];
  const asked = {
    ...whole,
    showing: undefined,
    explain: (/** @type {any[]} */ [, ...rules]) => (judged = rules),
  };
  await show(asked, typeof trigger === "string" && trigger !== "manual" ? trigger : "explain");
  if (!judged.length) all.push(ruling("widget", 3, "", ""));
  for (const [at, rule] of RULES.entries()) {
    const [verdict, value, bound] = judged.slice(3 * at, 3 * at + 3);
    if (judged.length) all.push(ruling(rule, verdict, value, bound));
  }
  if (!isDue && !all.some(({ verdict }) => verdict === "stops")) {
    all.push(ruling("loader", 3, 0, 1));
  }
  return firstMarked(all);
}

/** @returns {Ruling} */
function ruling(
  /** @type {string} */ rule,
  /** @type {number} */ verdict,
  /** @type {any} */ value,
  /** @type {any} */ bound,
) {
  const says = sentence(rule, verdict, value, bound);
  return { rule, verdict: VERDICTS[verdict], value, bound, says };
}

/** Marks what stands in the way: the first that stops, else the first that holds. */
function firstMarked(/** @type {Ruling[]} */ all) {
  const says = (/** @type {string} */ verdict) => all.find((one) => one.verdict === verdict);
  const first = says("stops") ?? says("holds");
  if (first) first.first = true;
  return all;
}

/** What asking each endpoint came to: it is asked once. @type {Record<string, Promise<Ruling>>} */
const reached = {};

/** Whether the endpoint can be reached from this page, and tells the browser that it may. */
async function reach(/** @type {string} */ endpoint) {
  const options = { method: "HEAD", cache: /** @type {const} */ ("no-store") };
  try {
    await fetch(endpoint, { ...options, mode: "no-cors" });
  } catch {
    return ruling("endpoint", 3, endpoint, "reach");
  }
  try {
    await fetch(endpoint, options);
  } catch {
    return ruling("endpoint", 3, endpoint, "cors");
  }
  return ruling("endpoint", 0, endpoint, "");
}

function warn(/** @type {string} */ problem) {
  console.warn("zeroten: " + problem);
}
