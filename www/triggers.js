// @ts-check
// What the loader fetches where a visitor is due and the trigger has to watch the page: it waits
// until the trigger and the conditions hold together, asks, and lets go of everything.
import { optedOut } from "./privacy.js";
import { conditions } from "./triggers/conditions.js";
import { countView } from "./triggers/counts.js";
import { followPages, page } from "./triggers/pages.js";
import { adopt } from "./triggers/situation.js";
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
export default async function watch(context, definition) {
  const [, , tracked, commands, due, show] = context;
  hook(commands);
  if (definition.situation && !(await adopt(definition))) return;
  const root = parse(definition.trigger ?? "load");
  const leaves = leavesOf(root);
  // It may have been closed on the way; and who is not to be asked unasked can only click.
  const own = !optedOut() || leaves.some(({ kind }) => kind === "click");
  if (!definition.live || !own) return;
  countView(definition);
  /** @type {(() => void)[]} */
  const releases = [];
  let [ready, stopped] = [false, false];
  let occasion = {};

  const stop = () => {
    stopped = true;
    active.delete(self);
    for (const release of releases.splice(0)) release();
  };

  const fits = () => conditions(definition).every(({ passes }) => passes);

  /** Asks if all that has to hold does; `leaf` is what came true. */
  const check = (leaf = leaves.find(({ met }) => met)) => {
    if (!ready || stopped || !met(root)) return;
    if (!fits()) return;
    const repeats = leaves.filter(repeated);
    for (const again of repeats) again.met = false;
    const with_ = occasion;
    occasion = {};
    if (!due(definition)) return stop();
    // What the card has to wait for may take until another page: what belongs to a page is over with
    // it, and the conditions have to hold when the card comes.
    const here = leaves.some((one) => one.ofPage) ? page() : undefined;
    const asked = /** @type {Promise<unknown>} */ (
      show(definition, nameOf(leaf ?? leaves[0]), with_)
    );
    // Of this asking alone: a command later on has nothing to do with it.
    definition.showing.still = () => {
      if (here !== undefined && here !== page()) return "over";
      return fits() || "waits";
    };
    if (repeats.length) return;
    stop();
    asked.then((/** @type {unknown} */ came) => {
      if (came === "over" && definition.live) watch(context, definition);
    });
  };

  for (const leaf of leaves) {
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    const now = (/** @type {any} */ with_) => {
      leaf.met = true;
      occasion = { ...occasion, ...with_ };
      check(leaf);
      // Leaving is a moment, and so is a click that nothing else goes with: it is over as soon as it
      // has been looked at.
      if (leaf.kind === "exit" || (leaf.kind === "click" && leaf === root)) leaf.met = false;
    };
    const fire = (/** @type {any} */ with_) => {
      if (stopped || (leaf.met && !repeated(leaf))) return;
      if (!leaf.after) return now(with_);
      timer ??= setTimeout(() => {
        timer = undefined;
        now(with_);
      }, leaf.after * 1000);
    };
    const watcher = watchers[leaf.kind](leaf, fire);
    leaf.heard = watcher.heard;
    leaf.ofPage = Boolean(watcher.left);
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

/** What may happen again. */
const repeated = (/** @type {import("./triggers/tree.js").Leaf} */ { kind }) =>
  kind === "click" || kind === "event";

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
