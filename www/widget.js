// @ts-check
// What is fetched once a survey is due: starts the wasm, or the JavaScript in its place, finds the
// moment to ask, and puts the card on the page and takes it off again.
import init, { decide as decideByWasm, deliver as deliverByWasm, draw as drawByWasm } from "#glue";
import { holds, listen } from "./holds.js";
import { language } from "./language.js";
import { optedOut } from "./privacy.js";

/**
 * @typedef {Record<string, any> & {survey: string, endpoint: string}} Definition
 * @typedef {{host?: HTMLElement, now?: boolean, still?: () => unknown}} Showing one asking; its definition's `showing` while it is wanted
 * @typedef {import("#glue").Widget} Widget
 */

/** What was complained of on this page. @type {Set<string>} */
const complained = new Set();

/** Says what cannot work, once. */
const warn = (/** @type {string} */ problem) => {
  if (!complained.has(problem)) console.warn("zeroten: " + problem);
  complained.add(problem);
};

let base = "";
/** What this page view has asked: inline surveys, and whether one floated. @type {Set<unknown>} */
const asked = new Set();
/** Cards that float over the page: one at a time. @type {Set<HTMLElement>} */
const floating = new Set();
/** What draws the cards, once it runs. @type {Promise<Widget | undefined>} */
let starting;

/** The page's timer as it was when this came: some pages put their own in its place later. */
const later = setTimeout;

/**
 * Lets the page do what waits, for so many milliseconds at least: what starts a card is several
 * short tasks in place of a long one. It keeps clear of a `Promise` that the page has replaced, and
 * without timers nothing short is waited for.
 */
const pause = (ms = 0) => ({
  then(/** @type {() => void} */ on) {
    try {
      later(() => on(), ms);
    } catch {
      if (!ms) on();
    }
  },
});

/** How long the wasm may take before its twin is fetched in its place, in milliseconds. */
const PATIENCE_MS = 20_000;

/**
 * Starts the wasm, and waits for nothing.
 * @param {Promise<Response | undefined> | false} wasm
 * @param {string} from where the artefacts are
 */
export function start(wasm, from) {
  base = from;
  starting = begin(wasm);
}

/**
 * Whatever keeps the wasm from running, its JavaScript twin runs in its place: it is tried, not
 * guessed, because no browser tells beforehand what its page's policy allows.
 * @param {Promise<Response | undefined> | false} wasm
 */
async function begin(wasm) {
  try {
    return await new Promise((done, failed) => {
      run(wasm).then(done, failed);
      pause(PATIENCE_MS).then(() => failed());
    });
  } catch {
    try {
      return await import(base + "widget.fallback.js");
    } catch (problem) {
      warn("not shown: " + problem);
    }
  }
}

async function run(/** @type {Promise<Response | undefined> | false} */ wasm) {
  const reply = await wasm;
  if (!reply || !reply.ok) throw reply;
  await pause();
  await init(reply);
  await pause();
  return { decide: decideByWasm, draw: drawByWasm, deliver: deliverByWasm };
}

/** Sends what waits from earlier visits; what waits for the survey goes to its present endpoint. */
export async function deliver(/** @type {Definition} */ definition) {
  (await starting)?.deliver(definition);
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
  /** @type {ReturnType<Widget["draw"]> | undefined} */
  let card;
  const free = () => {
    card?.free();
    card = undefined;
  };
  const lang = language(definition.lang, warn);
  const out = optedOut();
  const { id, traits } = identity;
  /** @type {any} */
  const asking = {
    __proto__: null,
    ...definition,
    respondent: id || id === 0 ? String(id) : definition.respondent,
    properties: { ...definition.properties, ...occasion, ...traits },
    visitor: String(visitor || id || ""),
    trigger,
    lang,
    preselected: new URLSearchParams(location.search).get("zeroten"),
  };
  // Whoever wants to be told from nobody is not told from anybody.
  if (out) asking.respondent = asking.properties = asking.path = undefined;
  if (definition.policy.days_after_answer === 0) {
    warn("a wait of no days asks the same person again and again");
  }
  // The bits that `widget::manners` reads.
  const decide = (/** @type {Widget} */ widget) => {
    const facts = [
      trigger === "manual" || showing.now,
      /^click/.test(trigger),
      out,
      consented,
      asked.has(floats || survey),
      !floats,
      trigger === "link",
    ];
    const bits = facts.reduce((bits, fact, at) => bits | (fact ? 128 << at : 0), 0);
    return widget.decide(asking, bits | holds(floating.size > 0));
  };
  // Explaining listens to nobody, or it would hold back what it explains.
  const deaf = definition.explain ? () => {} : listen();
  try {
    const words = definition.explain || (await locale(lang));
    const widget = await starting;
    if (!widget) return over();
    if (definition.explain) return definition.explain(decide(widget), asking);
    if (!words) asking.lang = "en";
    if (document.readyState === "loading") {
      await new Promise((parsed) => document.addEventListener("DOMContentLoaded", parsed));
    }
    /** @type {Element | null | undefined} */
    let around;
    for (let looks = 0; ; looks += 1) {
      if (!wanted()) return;
      const [outcome] = decide(widget);
      // What the triggers say of the page, which may have changed while the card waited.
      const still = showing.now || showing.still?.();
      if (outcome > 2 || still === "over") return over() ?? still;
      around = floats ? front() : document.querySelector(definition.target);
      if (outcome < 2 && still !== "waits" && (around || looks > 6)) {
        if (card || !around) break;
        // A task of its own; then all is looked at again, since the page goes on meanwhile.
        await pause();
        card = widget.draw(host, asking, words);
        await pause();
      } else {
        await pause(500);
      }
    }
    if (!around) throw "no element matches the target " + definition.target;
    showing.host = host;
    if (floats) floating.add(host);
    around.append(host);
    const giveFocusBack = keepToItself(host);
    const letGo = stayAboveKeyboard(host);
    const scheme = window.matchMedia("(prefers-color-scheme: dark)");
    // Colours change over a moment.
    const mend = () => pause(200).then(() => card?.mend());
    scheme.addEventListener("change", mend);
    watch(host, floats && wanted, () => {
      letGo();
      scheme.removeEventListener("change", mend);
      free();
      giveFocusBack();
      // One whose surroundings are put back stays away.
      host.remove();
      over();
    });
    card?.open(asking);
    // Not before it is kept of the showing, which is what decides then.
    asked.add(floats || survey);
    if (floats) raise(host);
    // After the frame that shows the card.
    pause(100).then(() => card?.rehearse());
  } catch (problem) {
    host.remove();
    over();
    warn(`the survey ${survey} is not shown: ${problem}`);
  } finally {
    deaf();
    if (!host.isConnected) free();
  }
}

/**
 * The words of `language`: nothing for English, which is built in, nor where they do not come.
 * @param {string} language
 */
async function locale(language) {
  if (language === "en") return;
  try {
    return await (await fetch(`${base}locales/${language}.json`)).json();
  } catch {
    // It is asked in English then.
  }
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
  // Of several the one on top: it took the focus when it opened.
  const all = [...(dialogs ?? [])];
  return (
    all.find((dialog) => dialog.contains(document.activeElement)) ?? all.pop() ?? document.body
  );
}

/**
 * Lifts a floating card over every `z-index`, where the browser has a layer for that. A card that is
 * a dialog itself makes the rest inert.
 * @param {HTMLElement} host
 */
function raise(host) {
  try {
    const dialog = host.shadowRoot?.querySelector("dialog");
    if (dialog) {
      // One that was moved is out of the layer, but still says that it is open.
      dialog.open = false;
      dialog.showModal();
      // The dialog itself, so that no score has the focus before the others, or what a link chose.
      /** @type {HTMLElement} */ (dialog.querySelector("input:checked") ?? dialog).focus();
    } else {
      host.popover = "manual";
      host.showPopover();
    }
  } catch {
    // No such layer: the style sheet's own z-index is as high as they go.
  }
}

function settle(/** @type {HTMLElement} */ host) {
  front().append(host);
  raise(host);
}

/**
 * Keeps a page's focus traps and clipboard handlers off what happens in the card; its keys are
 * kept by the card itself. Returns what gives the focus back to where it came from, if it was in the
 * card when that went.
 * @param {HTMLElement} host
 */
function keepToItself(host) {
  /** @type {any} */
  let from;
  // The second half of a double click on a score is no tick on what has come in its place.
  const once = (/** @type {MouseEvent} */ event) => {
    if (event.detail < 2) return;
    event.preventDefault();
    event.stopPropagation();
  };
  host.addEventListener("click", once, true);
  for (const type of ["focusin", "focusout", "beforeinput", "input", "copy", "cut", "paste"]) {
    host.addEventListener(type, (event) => {
      event.stopPropagation();
      const { relatedTarget } = /** @type {FocusEvent} */ (event);
      if (relatedTarget) from = type === "focusin" && relatedTarget;
    });
  }
  return () => {
    if (from && document.activeElement === document.body) from.focus();
  };
}

/**
 * Tells the style sheet how much of the window an on-screen keyboard covers. A window that the
 * visitor has zoomed into is smaller, too, and covered by nothing. Returns what ends it.
 * @param {HTMLElement} host
 */
function stayAboveKeyboard(host) {
  const view = window.visualViewport;
  const measure = () => {
    const covered = view && view.scale === 1 ? innerHeight - view.height - view.offsetTop : 0;
    host.style.setProperty("--keyboard", Math.max(0, covered) + "px", "important");
    if (covered > 0) host.shadowRoot?.activeElement?.scrollIntoView({ block: "nearest" });
  };
  measure();
  for (const type of ["resize", "scroll"]) view?.addEventListener(type, measure);
  return () => {
    for (const type of ["resize", "scroll"]) view?.removeEventListener(type, measure);
  };
}

/**
 * Calls `gone` once `host` has left the page. A card that floats moves into a modal dialog that opens
 * over it, and out again when that closes. It stays when the page under it is replaced, as Turbo
 * does, because somebody may be writing in it: the host then has a parent that is off the page, and
 * none where it was removed itself.
 * @param {HTMLElement} host
 * @param {(() => boolean) | false} stays
 * @param {() => void} gone
 */
function watch(host, stays, gone) {
  const observer = new MutationObserver(() => {
    const on = host.isConnected;
    if (stays && stays() && host.parentNode && document.body) {
      if (!on || host.parentNode !== front()) settle(host);
    } else if (!on) {
      observer.disconnect();
      gone();
    }
  });
  observer.observe(document, { childList: true, subtree: true, attributeFilter: ["open"] });
}
