// @ts-check
// What is fetched once a survey is due: starts the wasm, or the JavaScript in its place, and puts
// the card on the page and takes it off again.
import init, { deliver as deliverByWasm, show as showByWasm } from "#glue";
import { language } from "./language.js";

/**
 * @typedef {Record<string, any> & {survey: string, endpoint: string}} Definition
 * @typedef {{host?: HTMLElement, closed?: boolean, over(): void}} Showing
 * @typedef {import("#glue").Widget} Widget
 */

let base = "";
/** What draws the cards, once it runs. @type {Promise<Widget | undefined>} */
let starting;

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
    const reply = await wasm;
    if (!reply || !reply.ok) throw reply;
    await init(reply);
    return { show: showByWasm, deliver: deliverByWasm };
  } catch {
    try {
      return await import(base + "widget.fallback.js");
    } catch (problem) {
      console.warn("zeroten: the survey is not shown: " + problem);
    }
  }
}

/**
 * Sends what waits from earlier visits; what waits for `survey` goes to `endpoint`.
 * @param {string} survey
 * @param {string} endpoint
 */
export async function deliver(survey, endpoint) {
  (await starting)?.deliver(survey, endpoint);
}

/**
 * Puts the card of `definition` on the page.
 * @param {Showing} showing
 * @param {any} definition
 */
export async function mount(showing, definition) {
  define();
  const host = document.createElement("zeroten-survey");
  const floats = definition.mode !== "inline";
  try {
    definition.lang = language(definition.lang);
    const words = await locale(definition.lang);
    const widget = await starting;
    if (!widget) return showing.over();
    if (!words) definition.lang = "en";
    if (document.readyState === "loading") {
      await new Promise((parsed) => document.addEventListener("DOMContentLoaded", parsed));
    }
    if (showing.closed) return;
    showing.host = host;
    const place = floats ? front() : document.querySelector(definition.target);
    if (!place) throw "no element matches the target " + definition.target;
    place.append(host);
    definition.preselected = new URLSearchParams(location.search).get("zeroten");
    const card = widget.show(host, definition, words);
    const giveFocusBack = keepToItself(host);
    if (floats) raise(host);
    const letGo = stayAboveKeyboard(host);
    // After the frame that shows the card.
    setTimeout(() => host.isConnected && card.rehearse(), 100);
    watch(host, floats && showing, () => {
      letGo();
      card.free();
      giveFocusBack();
      showing.over();
    });
  } catch (problem) {
    host.remove();
    showing.over();
    console.warn(`zeroten: the survey ${definition.survey} is not shown: ${problem}`);
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
  return dialogs?.[dialogs.length - 1] ?? document.body;
}

/**
 * Lifts a floating card over every `z-index`, where the browser has a layer for that, and over the
 * page again once the dialog it is in closes. A card that is a dialog itself makes the rest inert.
 * @param {HTMLElement} host
 */
function raise(host) {
  try {
    const dialog = host.shadowRoot?.querySelector("dialog");
    if (dialog) {
      // One that was moved is out of the layer, but still says that it is open.
      dialog.open = false;
      dialog.showModal();
      // The dialog itself, so that no score has the focus before the others.
      dialog.focus();
    } else {
      host.popover = "manual";
      host.showPopover();
    }
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
 * kept by the card itself. Returns what gives the focus back to where it came from, if it was in the
 * card when that went.
 * @param {HTMLElement} host
 */
function keepToItself(host) {
  /** @type {any} */
  let from;
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
  view?.addEventListener("resize", measure);
  return () => view?.removeEventListener("resize", measure);
}

/**
 * Calls `gone` once `host` has left the page. A card that floats stays when the page under it is
 * replaced, as Turbo does, because somebody may be writing in it: the host then has a parent that
 * is off the page, and none where it was removed itself.
 * @param {HTMLElement} host
 * @param {Showing | false} stays
 * @param {() => void} gone
 */
function watch(host, stays, gone) {
  const observer = new MutationObserver(() => {
    if (host.isConnected) return;
    if (stays && !stays.closed && host.parentNode && document.body) {
      settle(host);
    } else {
      observer.disconnect();
      gone();
    }
  });
  observer.observe(document, { childList: true, subtree: true });
}
