// @ts-check
// What the trigger waits for, and what of it has come: as `triggers.js` watches it, or, where only
// the loader waits, as can be told from outside.

import { fit } from "../triggers/rules.js";
import { percentOf } from "../triggers/scroll.js";
import { parses } from "../triggers/selector.js";
import { isDelay, leavesOf, met, nameOf, parse } from "../triggers/tree.js";

/** @typedef {import("../triggers/tree.js").Leaf} Leaf */
/** @typedef {[verdict: number, value: string, bound: string]} Said */

/**
 * Reads a trigger, once, because what cannot be read is warned of.
 * @param {any} given
 */
export function read(given) {
  const tree = parse(given);
  const parts = partsOf(given);
  const leaves = leavesOf(tree).map((leaf, at) => ({ leaf, broken: isBroken(leaf, parts[at]) }));
  const names = leaves.map(({ leaf, broken }, at) => (broken ? written(parts[at]) : nameOf(leaf)));

  /**
   * Everything the trigger waits for.
   * @param {{met: boolean}[] | undefined} watched what `triggers.js` has seen, in the same order
   * @param {[string, any][]} tracked
   * @returns {Said[]}
   */
  return function say(watched, tracked) {
    for (const [at, { leaf, broken }] of leaves.entries()) {
      leaf.met = watched ? !!watched[at]?.met : !broken && hasCome(leaf, tracked);
    }
    const holds = met(tree);
    return leaves.map(({ leaf, broken }, at) => {
      if (leaf.met) return [0, names[at], ""];
      // Beside one that has come, `any` needs no other.
      const verdict = holds ? 1 : broken ? 3 : 2;
      return [verdict, names[at], broken ? "unreadable" : leaf.kind];
    });
  };
}

/** The trigger as written, in the order of `leavesOf`. @returns {any[]} */
function partsOf(/** @type {any} */ given) {
  const several = [given?.all, given?.any].find((list) => Array.isArray(list) && list.length);
  return several ? several.flatMap(partsOf) : [given];
}

const written = (/** @type {any} */ part) =>
  typeof part === "string" ? part : JSON.stringify(part);

/** Whether it can never come as it is written in `part`. @returns {boolean} */
function isBroken(/** @type {Leaf} */ { kind, value }, /** @type {any} */ part) {
  if (kind === "event") return !value || typeof value !== "string";
  if (kind === "delay") return !isDelay(value);
  if (kind === "scroll") return percentOf(value) === undefined;
  if (kind === "visible" || kind === "click") return !parses(value);
  // What `parse` does not know, it takes for this.
  return kind === "manual" && part !== "manual" && Object.keys(part ?? {})[0] !== "manual";
}

/** Whether what nobody watches has come. @returns {boolean} */
function hasCome(/** @type {Leaf} */ leaf, /** @type {[string, any][]} */ tracked) {
  const { kind, value, where, after } = leaf;
  const seconds = performance.now() / 1000;
  if (kind === "load") return seconds >= after;
  if (kind === "delay") return seconds >= Number(value);
  return kind === "event" && tracked.some(([name, with_]) => name === value && fit(where, with_));
}
