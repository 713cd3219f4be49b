// @ts-check
// What is fetched once a survey is due: starts the wasm, or the JavaScript in its place, and puts
// the card on the page and takes it off again.
import init, { deliver as deliverByWasm, show as showByWasm } from "#glue";

/**
 * @typedef {Record<string, any> & {survey: string, endpoint: string}} Definition
 * @typedef {{host?: HTMLElement, closed?: boolean, over(): void}} Showing
 * @typedef {import("#glue").Widget} Widget
 */

/** @type {Widget} */
let widget = { show: showByWasm, deliver: deliverByWasm };

/**
 * Starts the wasm. Whatever keeps it from running, its JavaScript twin runs in its place: it is
 * tried, not guessed, because no browser tells beforehand what its page's policy allows.
 * @param {Promise<Response | undefined> | false} wasm
 * @param {string} base where the artefacts are
 */
export async function start(wasm, base) {
  try {
    const reply = await wasm;
    if (!reply || !reply.ok) throw reply;
    await init(reply);
  } catch {
    widget = await import(base + "widget.fallback.js");
  }
}

/**
 * Sends what waits from earlier visits; what waits for `survey` goes to `endpoint`.
 * @param {string} survey
 * @param {string} endpoint
 */
export function deliver(survey, endpoint) {
  widget.deliver(survey, endpoint);
}

/**
 * Puts the card of `definition` on the page.
 * @param {Showing} showing
 * @param {any} definition
 * @param {Promise<unknown> | false} locale
 */
export async function mount(showing, definition, locale) {
  define();
  const host = document.createElement("zeroten-survey");
  const floats = definition.mode !== "inline";
  try {
    const words = await locale;
    if (!words) definition.lang = "en";
    if (document.readyState === "loading") {
      await new Promise((parsed) => document.addEventListener("DOMContentLoaded", parsed));
    }
    if (showing.closed) return;
    showing.host = host;
    const place = floats ? front() : document.querySelector(definition.target);
    if (!place) throw "no element matches the target " + definition.target;
    place.append(host);
    const card = widget.show(host, definition, words);
    if (floats) raise(host);
    keepToItself(host);
    // After the frame that shows the card.
    setTimeout(() => host.isConnected && card.rehearse(), 100);
    watch(host, floats && showing, () => {
      card.free();
      showing.over();
    });
  } catch (problem) {
    host.remove();
    showing.over();
    console.warn(`zeroten: the survey ${definition.survey} is not shown: ${problem}`);
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
