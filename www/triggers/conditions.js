// @ts-check
// Where, on what and when a definition may ask: its `when`.

import { counts } from "./counts.js";

/**
 * @typedef {object} Condition
 * @property {string} rule
 * @property {boolean} passes
 * @property {unknown} value what was found
 * @property {unknown} bound what was asked for
 */

/** @type {Record<string, {find: () => any, test: (found: any, bound: any) => boolean}>} */
const known = {
  url: { find: () => location.href, test: (_, bound) => isAt(bound) },
  device: { find: device, test: (found, bound) => list(bound).includes(found) },
  lang: {
    find: () => document.documentElement.lang || navigator.language,
    test: (found, bound) =>
      list(bound).some((tag) => `${found}-`.toLowerCase().startsWith(`${tag}-`.toLowerCase())),
  },
  from: { find: now, test: (found, bound) => Date.parse(found) >= moment(bound) },
  // A day is over when it ends.
  to: {
    find: now,
    test: (found, bound) => Date.parse(found) < moment(bound) + (isDay(bound) ? 864e5 : 1),
  },
  views: { find: () => counts().views, test: (found, bound) => found >= bound },
  sessions: { find: () => counts().sessions, test: (found, bound) => found >= bound },
};

/** Every condition of the definition with its verdict. One that is unknown does not pass. */
export function conditions(/** @type {any} */ { when }) {
  /** @type {Condition[]} */
  const all = Object.keys(when ?? {}).map((name) => {
    const bound = when[name];
    const { find, test } = Object.hasOwn(known, name)
      ? known[name]
      : { find: () => "unknown", test: () => false };
    const value = find();
    let passes = false;
    try {
      passes = test(value, bound);
    } catch {
      // What cannot be compared does not pass.
    }
    return { rule: `when.${name}`, passes, value, bound };
  });
  return all;
}

/**
 * Whether the page is where `rule` says: a pattern with `*`, a list of which any will do, or an
 * object of which all must: `equals`, `starts_with`, `contains`, `matches`, `not`. What begins with
 * `/` is held against the path, the rest against the address without its fragment.
 * @param {any} rule
 * @returns {boolean}
 */
export function isAt(rule) {
  if (typeof rule === "string") return compare.matches(rule);
  if (Array.isArray(rule)) return rule.some(isAt);
  return Object.keys(rule).every((name) => compare[name]?.(rule[name]));
}

/** @type {Record<string, (bound: any) => boolean>} */
const compare = {
  equals: (bound) => part(bound) === bound,
  starts_with: (bound) => part(bound).startsWith(bound),
  contains: (bound) => part(bound).includes(bound),
  matches: (bound) => matchesPattern(part(bound), bound),
  not: (bound) => !isAt(bound),
};

const part = (/** @type {string} */ bound) =>
  bound.startsWith("/") ? location.pathname : location.href.split("#")[0];

function matchesPattern(/** @type {string} */ text, /** @type {string} */ pattern) {
  const pieces = pattern.split("*").map((piece) => piece.replace(/[\\^$.+?()[\]{}|]/g, "\\$&"));
  return new RegExp(`^${pieces.join(".*")}$`, "s").test(text);
}

/** By the pointer and the width of the window; nothing is read that tells one device from another. */
function device() {
  if (!window.matchMedia("(pointer: coarse)").matches) return "desktop";
  return Math.min(screen.width, screen.height) < 600 ? "phone" : "tablet";
}

/** The moment as RFC 3339 in UTC. */
function now() {
  return new Date().toISOString();
}

/** What `Timestamp::parse` reads, in milliseconds since 1970: in UTC where it names no offset. */
function moment(/** @type {string} */ text) {
  if (isDay(text)) return Date.parse(text);
  const [, day, time, hours, minutes = "00"] =
    /^([\d-]{10})[T ]([\d:.]+)(?:Z|([+-]\d\d):?(\d\d)?)?$/i.exec(text) ?? [];
  return Date.parse(`${day}T${time}${hours ? `${hours}:${minutes}` : "Z"}`);
}

const isDay = (/** @type {string} */ text) => text.length === 10;

const list = (/** @type {any} */ given) => (Array.isArray(given) ? given : [given]);
