// @ts-check
// What is fetched once a survey is due: starts the wasm, or the JavaScript in its place, finds the
// moment to ask, and puts the card on the page and takes it off again.
import init, { decide as decideByWasm, deliver as deliverByWasm, show as showByWasm } from "#glue";
import { holds, listen } from "./holds.js";

/**
 * @typedef {Record<string, any> & {survey: string, endpoint: string}} Definition
 * @typedef {{host?: HTMLElement}} Showing one asking; its definition's `showing` while it is wanted
 * @typedef {import("#glue").Widget} Widget
 */

/** @type {Widget} */
let widget = { decide: decideByWasm, show: showByWasm, deliver: deliverByWasm };
/** Languages with a file of their own; English is built in. */
const languages = ["nb"];
/** Where the artefacts are. */
let place = "";
/** Surveys this page view has asked. @type {Set<string>} */
const asked = new Set();
/** Cards that float over the page: one at a time. @type {Set<HTMLElement>} */
const floating = new Set();

/**
 * Starts the wasm. Whatever keeps it from running, its JavaScript twin runs in its place: it is
 * tried, not guessed, because no browser tells beforehand what its page's policy allows.
 * @param {Promise<Response | undefined> | false} wasm
 * @param {string} base where the artefacts are
 */
export async function start(wasm, base) {
  place = base;
  try {
    const reply = await wasm;
    if (!reply || !reply.ok) throw reply;
    await init(reply);
  } catch {
    widget = await import(base + "widget.fallback.js");
  }
}

/**
 * Sends what waits from earlier visits.
 * @param {EventTarget} target
 * @param {string} survey
 * @param {string} endpoint
 */
export function deliver(target, survey, endpoint) {
  widget.deliver(target, survey, endpoint);
}

/**
 * Puts the card of `definition` on the page once the moment is right, if it comes.
 * @param {Showing} showing
 * @param {Definition} definition
 * @param {string} trigger what happened
 * @param {any} occasion what was tracked with it
 * @param {{id?: unknown, traits?: any}} identity who the owner says this is
 * @param {string} visitor the number that draws the samples
 * @param {boolean} consented
 */
export async function mount(showing, definition, trigger, occasion, identity, visitor, consented) {
  define();
  const { survey } = definition;
  const host = document.createElement("zeroten-survey");
  const floats = definition.mode !== "inline";
  const wanted = () => definition.showing === showing;
  const over = () => {
    floating.delete(host);
    if (wanted()) definition.showing = undefined;
  };
  const lang = pickLanguage(definition.lang);
  const { globalPrivacyControl, doNotTrack } = /** @type {any} */ (navigator);
  const optedOut = globalPrivacyControl || doNotTrack === "1";
  const { id, traits } = identity;
  /** @type {any} */
  const asking = {
    __proto__: null,
    ...definition,
    respondent: id === undefined ? definition.respondent : String(id),
    properties: { ...definition.properties, ...occasion, ...traits },
    visitor: String(id ?? visitor),
    trigger,
    lang,
  };
  // Whoever wants to be told from nobody is not told from anybody.
  if (optedOut) asking.respondent = asking.properties = asking.path = undefined;
  // The bits that `widget::manners` reads.
  const decide = () => {
    const facts = [
      trigger === "manual",
      /^click/.test(trigger),
      optedOut,
      consented,
      asked.has(survey),
      !floats,
    ];
    const bits = facts.reduce((bits, fact, at) => bits | (fact ? 128 << at : 0), 0);
    return widget.decide(asking, bits | holds(floating.size > 0));
  };
  const deaf = listen();
  try {
    if (definition.explain) return definition.explain(decide(), asking);
    const words =
      lang !== "en" &&
      (await quietly(async () => (await fetch(`${place}locales/${lang}.json`)).json()));
    if (!words) asking.lang = "en";
    if (document.readyState === "loading") {
      await new Promise((parsed) => document.addEventListener("DOMContentLoaded", parsed));
    }
    for (;;) {
      if (!wanted()) return;
      const [outcome] = decide();
      if (outcome > 2) return over();
      if (outcome < 2) break;
      await { then: (/** @type {() => void} */ look) => setTimeout(look, 500) };
    }
    showing.host = host;
    const around = floats ? front() : document.querySelector(definition.target);
    if (!around) throw "no element matches the target " + definition.target;
    around.append(host);
    const card = widget.show(host, asking, words);
    asked.add(survey);
    if (floats) {
      floating.add(host);
      raise(host);
    }
    keepToItself(host);
    // After the frame that shows the card.
    setTimeout(() => host.isConnected && card.rehearse(), 100);
    watch(host, floats && wanted, () => {
      card.free();
      over();
    });
  } catch (problem) {
    host.remove();
    over();
    console.warn(`zeroten: the survey ${survey} is not shown: ${problem}`);
  } finally {
    deaf();
  }
}

/**
 * What `action` comes to, or nothing where the page or the network refuses it.
 * @template T
 * @param {() => Promise<T>} action
 */
async function quietly(action) {
  try {
    return await action();
  } catch {
    return undefined;
  }
}

/** The page's language where there is a file for it, else the visitor's, else English. */
function pickLanguage(/** @type {string | undefined} */ wanted) {
  for (const tag of [wanted, document.documentElement.lang, ...navigator.languages]) {
    const short = (tag || "").toLowerCase().split("-")[0].replace("no", "nb");
    if (short === "en" || languages.includes(short)) return short;
  }
  return "en";
}

/** Makes the element's name its own, once however many scripts and versions ask. */
function define() {
  try {
    if (customElements.get("zeroten-survey")) return;
    customElements.define("zeroten-survey", class extends HTMLElement {});
  } catch {
    // A page without custom elements gets one without a class: nothing here needs more.
  }
}

/** Where a floating card goes: into an open modal dialog, outside of which all is inert. */
function front() {
  let dialogs;
  try {
    dialogs = document.querySelectorAll("dialog:modal");
  } catch {
    // This browser cannot tell which dialogs are modal.
  }
  return dialogs?.[dialogs.length - 1] ?? document.body;
}

/**
 * Lifts a floating card over every `z-index`, where the browser has a layer for that, and over the
 * page again once the dialog it is in closes.
 * @param {HTMLElement} host
 */
function raise(host) {
  try {
    host.popover = "manual";
    host.showPopover();
  } catch {
    // No such layer: the style sheet's own z-index is as high as they go.
  }
  const place = host.parentNode;
  if (place !== document.body) {
    place?.addEventListener("close", () => host.parentNode === place && settle(host), {
      once: true,
    });
  }
}

function settle(/** @type {HTMLElement} */ host) {
  front().append(host);
  raise(host);
}

/**
 * Keeps a page's focus traps and clipboard handlers off what happens in the card; its keys are
 * kept by the card itself.
 * @param {HTMLElement} host
 */
function keepToItself(host) {
  for (const type of ["focusin", "beforeinput", "input", "copy", "cut", "paste"]) {
    host.addEventListener(type, (event) => event.stopPropagation());
  }
}

/**
 * Calls `gone` once `host` has left the page. A card that floats stays when the page under it is
 * replaced, as Turbo does, because somebody may be writing in it: the host then has a parent that
 * is off the page, and none where it was removed itself.
 * @param {HTMLElement} host
 * @param {(() => boolean) | false} stays
 * @param {() => void} gone
 */
function watch(host, stays, gone) {
  const observer = new MutationObserver(() => {
    if (host.isConnected) return;
    if (stays && stays() && host.parentNode && document.body) {
      settle(host);
    } else {
      observer.disconnect();
      gone();
    }
  });
  observer.observe(document, { childList: true, subtree: true });
}
