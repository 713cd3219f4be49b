// @ts-check
// What the loader fetches where a visitor is due and the trigger has to watch the page: it waits
// until the trigger and the conditions hold together, asks, and lets go of everything.
import { conditions } from "./triggers/conditions.js";
import { countView } from "./triggers/counts.js";
import { followPages } from "./triggers/pages.js";
import { leavesOf, met, nameOf, parse } from "./triggers/tree.js";
import { watchers } from "./triggers/watchers.js";

/**
 * @typedef {import("./zeroten.js").Context} Context
 * @typedef {import("./widget.js").Definition} Definition
 * @typedef {{heard(name: string, properties: any): void, stop(): void}} Watch
 */

/** What watches now. @type {Set<Watch>} */
const active = new Set();
let hooked = false;

/**
 * @param {Context} context
 * @param {Definition} definition
 */
export default async function watch([, , tracked, commands, due, show], definition) {
  hook(commands);
  if (definition.situation) await adopt(definition);
  countView(definition);
  const root = parse(definition.trigger ?? "load");
  const leaves = leavesOf(root);
  /** @type {(() => void)[]} */
  const releases = [];
  let [ready, stopped] = [false, false];
  let occasion = {};

  const stop = () => {
    stopped = true;
    active.delete(self);
    for (const release of releases.splice(0)) release();
  };

  /** Asks if all that has to hold does; `leaf` is what came true. */
  const check = (leaf = leaves.find(({ met }) => met)) => {
    if (!ready || stopped || !met(root)) return;
    if (!conditions(definition).every(({ passes }) => passes)) return;
    const repeats = leaves.filter(({ kind }) => kind === "click" || kind === "event");
    for (const again of repeats) again.met = false;
    if (!repeats.length) stop();
    if (due(definition)) show(definition, nameOf(leaf ?? leaves[0]), occasion);
    else stop();
  };

  for (const leaf of leaves) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const now = (/** @type {any} */ with_) => {
      leaf.met = true;
      occasion = { ...occasion, ...with_ };
      check(leaf);
      // Leaving is a moment: it is over as soon as it has been looked at.
      if (leaf.kind === "exit") leaf.met = false;
    };
    const fire = (/** @type {any} */ with_) => {
      if (stopped || leaf.met) return;
      if (!leaf.after) return now(with_);
      timer ??= setTimeout(() => {
        timer = undefined;
        now(with_);
      }, leaf.after * 1000);
    };
    const watcher = watchers[leaf.kind](leaf, fire);
    leaf.heard = watcher.heard;
    leaf.left = () => {
      clearTimeout(timer);
      timer = undefined;
      if (watcher.left) {
        leaf.met = false;
        watcher.left();
      }
    };
    releases.push(() => {
      clearTimeout(timer);
      watcher.stop?.();
    });
  }

  /** @type {Watch} */
  const self = {
    heard(name, properties) {
      for (const leaf of leaves) leaf.heard?.(name, properties);
    },
    stop,
  };
  active.add(self);
  definition.watched = () => leaves.map((leaf) => ({ name: nameOf(leaf), met: leaf.met }));
  releases.push(
    followPages((isOther) => {
      if (isOther) {
        countView(definition);
        for (const leaf of leaves) leaf.left?.();
      }
      check();
    }),
  );
  for (const [name, properties] of tracked) self.heard(name, properties);
  ready = true;
  check();
}

/** Hears what is tracked from now on, and is told to let go. */
function hook(/** @type {any} */ commands) {
  if (hooked) return;
  hooked = true;
  const { track, close } = commands;
  commands.track = (/** @type {string} */ name, /** @type {any} */ properties) => {
    track(name, properties);
    for (const watch of active) watch.heard(name, properties);
  };
  commands.close = () => {
    close();
    for (const watch of active) watch.stop();
  };
}

/** Lays the definition over the situation it names. */
async function adopt(/** @type {Definition} */ definition) {
  const { situation } = definition;
  try {
    if (!/^[a-z-]+$/.test(situation)) throw "no such name";
    const address = new URL(`./situations/${situation}.json`, import.meta.url);
    const { policy, texts, ...rest } = await (await fetch(address)).json();
    Object.assign(definition, {
      ...rest,
      ...definition,
      policy: { ...policy, ...definition.policy },
      texts: { ...texts, ...definition.texts },
    });
  } catch (problem) {
    console.warn(`zeroten: no situation ${situation} is known: ${problem}`);
  }
}
