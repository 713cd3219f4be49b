// @ts-check
// The kinds of trigger. Each begins to watch and calls `fire` when what it waits for has come.

import { fit } from "./rules.js";
import { isDelay, LONGEST_S } from "./tree.js";
import { exit } from "./exit.js";
import { scroll } from "./scroll.js";
import { parses } from "./selector.js";
import { visible } from "./visible.js";

/**
 * @typedef {object} Watcher
 * @property {(() => void)=} stop lets go of everything
 * @property {(() => void)=} left the visitor is on another page of a single-page application; only
 *   what belongs to a page has it
 * @property {((name: string, properties: any) => void)=} heard something was tracked
 */
/** @typedef {(leaf: import("./tree.js").Leaf, fire: (occasion?: any) => void) => Watcher} Kind */

/** @type {Record<string, Kind>} */
export const watchers = {
  load: (_, fire) => {
    fire();
    return {};
  },
  delay: ({ value }, fire) => {
    if (!isDelay(value)) {
      console.warn(`zeroten: ${value} is no number of seconds to delay, 0 to ${LONGEST_S}`);
    } else {
      const timer = setTimeout(fire, Number(value) * 1000);
      return { stop: () => clearTimeout(timer) };
    }
    return {};
  },
  scroll,
  exit,
  visible,
  click: ({ value }, fire) => {
    if (!parses(value)) return {};
    const hear = (/** @type {Event} */ event) => {
      // On the document, so that elements may come and go; the path sees into open shadow trees.
      const hit = event
        .composedPath()
        .some((target) => target instanceof Element && target.matches(value));
      if (hit) fire();
    };
    document.addEventListener("click", hear, true);
    return { stop: () => document.removeEventListener("click", hear, true), left() {} };
  },
  event: ({ value, where }, fire) => ({
    heard(name, properties) {
      if (name !== value) return;
      if (fit(where, properties)) fire(properties);
    },
  }),
  manual: () => ({}),
};
