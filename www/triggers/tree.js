// @ts-check
// A trigger as it is written, and whether it holds: one of the kinds, all of some, any of some.

import { watchers } from "./watchers.js";

/**
 * @typedef {object} Leaf one thing to wait for
 * @property {string} kind
 * @property {any} value
 * @property {any[]} where what an event's properties must be
 * @property {number} after seconds to wait once it has happened
 * @property {boolean} met
 * @property {boolean=} ofPage whether it is over with the page
 * @property {((name: string, properties: any) => void)=} heard
 * @property {(() => void)=} left
 */
/** @typedef {Leaf | {all: Tree[]} | {any: Tree[]}} Tree */

/** The longest delay a browser's timer takes, in seconds: beyond 2³¹ ms it fires at once. */
export const LONGEST_S = 2_147_483;

/** Whether a timer can wait for so many seconds. */
export const isDelay = (/** @type {any} */ seconds) =>
  Number(seconds) >= 0 && Number(seconds) <= LONGEST_S;

/**
 * Reads a trigger: `"scroll:50"`, `{"scroll": 50}`, `{"any": [...]}`, `{"all": [...]}`,
 * `{"event": "bought", "where": [...], "delay": 5}`. What cannot be read is said once, and holds
 * never.
 * @param {any} given
 * @returns {Tree}
 */
export function parse(given) {
  let written = given;
  if (typeof given === "string") {
    const [kind, value] = given.split(/:(.*)/s);
    written = { [kind]: value ?? true };
  }
  for (const many of /** @type {const} */ (["all", "any"])) {
    if (Array.isArray(written?.[many])) {
      if (written[many].length) return /** @type {Tree} */ ({ [many]: written[many].map(parse) });
    }
  }
  const { where = [], delay = 0, ...rest } = written ?? {};
  // A delay alone belongs to the visit; beside something, it is the time after that.
  const [kind, ...more] = Object.keys(rest);
  const alone = kind === undefined && "delay" in (written ?? {});
  const leaf = {
    kind: alone ? "delay" : kind,
    value: alone ? delay : rest[kind],
    where,
    after: alone ? 0 : Number(delay),
    met: false,
  };
  const cannot = more.length || !Array.isArray(where) || !isDelay(leaf.after);
  if (cannot || !Object.keys(watchers).includes(leaf.kind)) {
    console.warn(
      `zeroten: unknown trigger ${typeof given === "object" ? JSON.stringify(given) : given}; ` +
        `use ${Object.keys(watchers).join(", ")}, all or any`,
    );
    leaf.kind = "manual";
  }
  return leaf;
}

/** @returns {Leaf[]} */
export function leavesOf(/** @type {Tree} */ tree) {
  if ("all" in tree) return tree.all.flatMap(leavesOf);
  if ("any" in tree) return tree.any.flatMap(leavesOf);
  return [tree];
}

/** @returns {boolean} */
export function met(/** @type {Tree} */ tree) {
  if ("all" in tree) return tree.all.every(met);
  if ("any" in tree) return tree.any.some(met);
  return tree.met;
}

/** What the answer says of where it came from. */
export function nameOf(/** @type {Leaf} */ { kind, value }) {
  return value === true ? kind : `${kind}:${value}`;
}
