// @ts-check
// Defines <zeroten-summary>: what the owner of a survey sees. The numbers and the views are in the
// WebAssembly beside this file, which is fetched while this file is still being read.
// @ts-ignore: the build puts the glue in its place.
import start, { open } from "#glue";
import { language } from "./language.js";

/**
 * @typedef {{tell(what: "src" | "token" | "look", value: string): void, free(): void}} Summary
 */

const ready = start(fetch(new URL("summary.wasm", import.meta.url)));
// Every element reports the failure in its own place.
ready.catch(() => {});

/**
 * The words of a language, from beside this file.
 * @param {string} lang
 */
const words = async (lang) => {
  const reply = await fetch(new URL(`locales/summary/${lang}.json`, import.meta.url));
  return { lang, texts: await reply.json() };
};

class ZerotenSummary extends HTMLElement {
  static observedAttributes = ["src"];

  constructor() {
    super();
    /** @type {Summary | undefined} */
    this.view = undefined;
    /** @type {ReturnType<typeof setInterval> | undefined} */
    this.timer = undefined;
    this.readToken = "";
    // A token set before this class was there is a plain property; take it over.
    if (Object.hasOwn(this, "token")) {
      const { token } = this;
      Reflect.deleteProperty(this, "token");
      this.token = token;
    }
  }

  /** The read token. Kept in memory and in the tab's storage, never in an address. */
  get token() {
    return this.readToken;
  }

  set token(token) {
    this.readToken = String(token ?? "");
    this.view?.tell("token", this.readToken);
  }

  get src() {
    return this.getAttribute("src") ?? "";
  }

  set src(src) {
    this.setAttribute("src", src);
  }

  async connectedCallback() {
    // At once, so that the words come beside the wasm.
    const wanted = this.getAttribute("lang") ?? this.dataset.lang;
    const spoken = words(language(wanted, (problem) => console.warn("zeroten: " + problem)));
    // What came first may be what failed.
    spoken.catch(() => {});
    try {
      await ready;
      const said = await spoken;
      if (!this.isConnected || this.view) return;
      this.view = open(this, this.src, this.readToken, said);
      // New answers come by themselves: every minute, or every so many seconds; 0 is never.
      const seconds = Number(this.getAttribute("refresh") ?? 60);
      if (seconds > 0) {
        this.timer = setInterval(() => {
          if (document.visibilityState === "visible") this.view?.tell("look", "");
        }, seconds * 1000);
      }
    } catch (problem) {
      console.error("zeroten:", problem);
      this.textContent =
        "The summary cannot be shown: WebAssembly is missing in this browser, refused by this " +
        "page's content security policy ('wasm-unsafe-eval' allows it), or a part did not arrive.";
    }
  }

  attributeChangedCallback() {
    this.view?.tell("src", this.src);
  }

  disconnectedCallback() {
    // A move within the page is no goodbye, and a handler may still be running.
    queueMicrotask(() => {
      if (this.isConnected) return;
      clearInterval(this.timer);
      this.view?.free();
      this.view = undefined;
    });
  }
}

if (!customElements.get("zeroten-summary")) {
  customElements.define("zeroten-summary", ZerotenSummary);
}
