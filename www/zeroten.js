// @ts-check
// Zeroten's loader: the only code every page view pays for. It reads the survey's definition,
// compares stored numbers with the clock, waits for the trigger, and only then fetches the widget.
// Triggers that have to watch the page are in `triggers.js`, fetched for a visitor who is due; what
// only an owner asks for is in `explain.js`. Built, it is one classic script without exports.

import { draw } from "./draw.js";
import { optedOut } from "./privacy.js";

/**
 * @typedef {import("./widget.js").Definition} Definition
 * @typedef {import("./widget.js").Showing} Showing
 * @typedef {[
 *   surveys: Definition[],
 *   held: any[],
 *   tracked: [string, any][],
 *   commands: any,
 *   due: (definition: Definition) => boolean,
 *   show: (definition: Definition, trigger: string, occasion?: any) => unknown,
 * ]} Context what the other files are given to work with
 */

const page = /** @type {any} */ (window);
// The property itself: an element of that name stands in for it on the document ("DOM
// clobbering"), and could say where the widget is fetched from.
/** @type {HTMLScriptElement | null} */
const script = page.Document.prototype.__lookupGetter__("currentScript")?.call(document);
const { fetch } = page;
/** Where the artefacts are. */
let base = "";
/** @type {Definition[]} */
const surveys = [];
/** @type {Record<string, any>} */
let identity = {};
/** The random number that draws the samples, where the owner has named nobody. */
let visitor = "";
let consented = false;
/** What waits for consent. @type {any[]} */
const held = [];
/** What is kept on this device; an owner may want nothing kept. @type {() => any} */
let store = () => localStorage;
/** What was tracked so far, for definitions that arrive later. @type {[string, any][]} */
const tracked = [];
/** @type {Promise<typeof import("./widget.js") | undefined> | undefined} */
let widget;

const warn = (/** @type {unknown} */ problem) =>
  /** @type {undefined} */ (console.warn("zeroten: " + problem));

/** What is stored under our `key`, after storing `value` there if one is given. */
const stored = (/** @type {string} */ key, value = "") => {
  try {
    if (value) store()["zeroten:" + key] = value;
    return store()["zeroten:" + key];
  } catch {
    // Storage denied: nothing is remembered, and nothing breaks.
    return value;
  }
};

/** Fetches the widget's two files at once. What goes wrong is said once, however often asked. */
const load = (/** @type {Definition} */ definition) =>
  (widget ??= (async () => {
    // An `async` function also keeps clear of a `Promise` that the page has replaced.
    const wasm = async () => {
      try {
        return await fetch(base + "widget.wasm", {
          // What a page has put on every object is no option of this request.
          __proto__: null,
          integrity: WIDGET_WASM_INTEGRITY,
        });
      } catch {
        // The JavaScript twin will do.
      }
    };
    const reply = definition.wasm !== "off" && wasm();
    try {
      const module = await import(base + "widget.js");
      module.start(reply, base);
      return module;
    } catch (problem) {
      // The next asking tries again.
      widget = warn("not shown: " + problem);
    }
  })());

/**
 * Whether the wait stored under `key` still runs: `believed` in `domain::manners`, where 366 days
 * are the longest wait and never is further.
 */
const waits = (/** @type {string} */ key) => {
  const left = stored(key) - Date.now();
  return left > 0 && !(left > 366 * 864e5 && left < 8e15);
};

/** Whether this visitor may be asked unasked, as far as that can be told without the widget. */
const due = (/** @type {Definition} */ { survey, policy, trigger, live }) => {
  const { sample = 1, spread, period_days = 90 } = policy;
  if (
    !live ||
    waits("next:" + survey) ||
    waits("next") ||
    // Global Privacy Control, Do Not Track: only what the person does themselves opens anything,
    // which `triggers.js` looks at where the trigger is an object.
    (optedOut() && !/^[c[]/.test(trigger))
  ) {
    return false;
  }
  if (sample >= 1 && !spread) return true;
  visitor ||= identity.id || stored("visitor") || stored("visitor", "" + Math.random());
  const period = Date.now() / 864e5 / period_days;
  const hash = draw(`${survey}:${period | 0}:${visitor}`);
  // Where askings are spread, the lower half of the hash is the day to be asked from.
  const day = spread ? ((hash % 65536) * period_days) >> 16 : 0;
  return hash / 2 ** 32 < sample && day <= (period % 1) * period_days;
};

const show = async (
  /** @type {Definition} */ definition,
  /** @type {string} */ trigger,
  occasion = {},
) => {
  // A command need not wait for what another trigger waits for.
  if (definition.showing) return (definition.showing.now ||= trigger === "manual");
  /** @type {Showing} */
  const showing = (definition.showing = {});
  const module = await load(definition);
  if (module)
    return module.mount(showing, definition, trigger, occasion, identity, visitor, consented);
  definition.showing = undefined;
};

const happened = (
  /** @type {Definition} */ definition,
  /** @type {string} */ name,
  /** @type {any} */ properties,
) => {
  const { trigger, simple } = definition;
  if (simple && trigger === "event:" + name && due(definition)) {
    show(definition, trigger, properties);
  }
};

/** The definition of that survey, or of the newest. */
const known = (/** @type {string} */ survey) =>
  surveys.find((definition) => !survey || definition.survey === survey);

const init = async (/** @type {any} */ given) => {
  const fetched = given.config && (await (await fetch(given.config)).json());
  const definition = { __proto__: null, policy: {}, live: 1, ...fetched, ...given };
  const { survey, endpoint, policy, when, situation } = definition;
  // Whoever follows a link with a score in it (`?zeroten=9`) means to answer now.
  const linked = /[?&]zeroten=\d/.test(page.location);
  const trigger = linked ? (definition.trigger = "link") : definition.trigger || "load";
  if (!survey || !endpoint) return page.zeroten("complain");
  if (known(survey)?.live) return;
  if (policy.consent && !consented) return held.push(given);
  surveys.unshift(definition);
  const memory = {};
  if (policy.storage_free) store = () => memory;
  try {
    if (Object.keys(store()).some((key) => key.startsWith("zeroten:out:"))) {
      // An answer from an earlier visit still waits: deliver it, whether or not a survey is due.
      load(definition).then((module) => module?.deliver(definition), warn);
    }
  } catch {
    // Storage denied: nothing can wait there.
  }
  const simple = (definition.simple =
    linked || (!when && !situation && /^(load|manual|event:.+)$/s.test(trigger)));
  for (const occasion of tracked) happened(definition, ...occasion);
  if (!simple || /^l/.test(trigger)) {
    // Calls made before the loader came may still say who this is: it is decided after them.
    await 0;
    if (!linked && !due(definition)) return;
    if (simple) show(definition, trigger);
    else more("triggers", definition);
  }
};

/** @type {any} */
const commands = {
  __proto__: null,
  init: (/** @type {any} */ definition) => init(definition).catch(warn),
  show(/** @type {string} */ survey) {
    const definition = known(survey);
    return definition ? show(definition, "manual") : page.zeroten("complain", survey);
  },
  track(/** @type {[string, any]} */ ...occasion) {
    if (tracked.push(occasion) > 100) tracked.shift();
    for (const definition of surveys) happened(definition, ...occasion);
  },
  identify(/** @type {any} */ who) {
    identity = who ?? {};
  },
  consent(/** @type {boolean} */ given) {
    consented = given;
    if (!given) commands.close();
    else held.forEach(commands.init);
  },
  close() {
    for (const definition of surveys) {
      definition.showing?.host?.remove();
      // A card that is still on its way sees by this that it is not wanted any more.
      definition.showing = undefined;
      definition.live = 0;
    }
  },
  reset() {
    identity = {};
    visitor = "";
  },
  on(/** @type {string} */ name, /** @type {EventListener} */ callback) {
    addEventListener("zeroten:" + name, callback);
  },
};

/** @type {Context} */
const context = [surveys, held, tracked, commands, due, show];

/** Fetches the file of that name and hands it on to what it is for. */
const more = async (/** @type {string} */ name, /** @type {any[]} */ ...values) => {
  try {
    return (await import(base + name + ".js")).default(context, ...values);
  } catch (problem) {
    warn(problem);
  }
};

const start = () => {
  /** @type {any} */
  const fromTag = { __proto__: null, ...script?.dataset };
  const { loaded, q } = page.zeroten;
  // Included again: the script that is there takes this one's survey on.
  if (!loaded) {
    base = new URL(".", script?.src || location.href).href;
    page.zeroten = (/** @type {string} */ name, /** @type {any[]} */ ...values) => {
      const command = commands[name];
      return command ? command(...values) : more("explain", name, values);
    };
    page.zeroten.loaded = true;
    if (/[?&]zeroten-debug/.test(page.location)) page.zeroten("debug");
  }
  if (fromTag.survey || fromTag.config) page.zeroten("init", fromTag);
  for (const call of (!loaded && q) || []) page.zeroten(...call);
};

const stub = (/** @type {any[]} */ ...call) => stub.q.push(call);
stub.q = /** @type {any[][]} */ ([]);
page.zeroten ??= stub;
// Touching the store for the first time and starting cost milliseconds each on a slow device: in
// tasks of their own they hold up nobody.
setTimeout(() => {
  stored("");
  setTimeout(start);
});
