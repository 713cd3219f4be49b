// @ts-check
// What only an owner asks for: why a survey shows or does not, in sentences.
import { conditions } from "./triggers/conditions.js";
import { RULES, sentence, VERDICTS } from "./explain/sentences.js";
import { panel } from "./explain/panel.js";

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
export default function run(context, name, [survey]) {
  const [surveys, held] = context;
  if (name === "explain") return explain(context, survey);
  if (name === "debug") return panel(() => explain(context, survey));
  if (name !== "complain") return warn(`unknown command ${name}`);
  // What waited for consent once stays listed; it is known since.
  const waits = (/** @type {any} */ given) =>
    (!survey || given.survey === survey) && !surveys.some((known) => known.survey === given.survey);
  if (held.some(waits))
    return warn(`the survey ${survey ?? ""} waits for zeroten("consent", true)`);
  if (survey || surveys.length) return warn(`no survey ${survey ?? ""} to show`);
  warn("a survey needs its id (data-survey) and data-endpoint");
}

/**
 * Goes through every rule for a survey, the first one where none is named.
 * @param {import("./zeroten.js").Context} context
 * @param {string=} survey
 * @returns {Promise<Ruling[]>}
 */
async function explain([surveys, held, , , , show], survey) {
  const wanted = (/** @type {any} */ given) => !survey || given.survey === survey;
  const definition = surveys.find(wanted);
  const known = definition ?? held.find(wanted);
  if (!known) return firstMarked([ruling("survey", 3, survey ?? "", "")]);
  const endpoint = await (reached[known.endpoint] ??= reach(known.endpoint));
  /** @type {Ruling[]} */
  const all = [ruling("survey", 0, known.survey, ""), endpoint];
  if (!definition) return firstMarked([...all, ruling("consent", 3, 0, 1)]);

  const trigger = definition.trigger ?? "load";
  const watched = definition.watched?.() ?? [];
  for (const { name, met } of watched) all.push(ruling("trigger", met ? 0 : 2, name, ""));
  if (!watched.length) all.push(ruling("trigger", 0, trigger, "simple"));
  for (const { rule, passes, value, bound } of conditions(definition)) {
    all.push(ruling(rule, passes ? 0 : 2, value, bound));
  }
  /** @type {any[]} */
  let judged = [];
  const asked = {
    ...definition,
    showing: undefined,
    explain: (/** @type {any[]} */ [, ...rules]) => (judged = rules),
  };
  await show(asked, typeof trigger === "string" && trigger !== "manual" ? trigger : "explain");
  if (!judged.length) all.push(ruling("widget", 3, "", ""));
  for (const [at, rule] of RULES.entries()) {
    const [verdict, value, bound] = judged.slice(3 * at, 3 * at + 3);
    if (judged.length) all.push(ruling(rule, verdict, value, bound));
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
