// @ts-check
// Zeroten's loader: the only code every page view pays for. It reads the survey's definition,
// compares one stored number with the clock, waits for the trigger, and only then fetches the
// widget. Built, it is one classic script without exports.

/**
 * @typedef {Record<string, any> & {survey: string, endpoint: string, trigger?: string}} Definition
 * @typedef {{free(): void}} Card
 * @typedef {{
 *   show(host: HTMLElement, definition: Definition, locale: unknown): Card,
 *   deliver(target: EventTarget, survey: string, endpoint: string): void,
 * }} Widget
 */

(() => {
  const page = /** @type {any} */ (window);
  const script = /** @type {HTMLScriptElement | null} */ (document.currentScript);
  const fromTag = script ? { ...script.dataset } : {};
  if (page.zeroten?.loaded) {
    // Included again: the script that is there takes this one's survey on.
    if (fromTag.survey || fromTag.config) page.zeroten("init", fromTag);
    return;
  }

  const base = new URL(".", script?.src || location.href).href;
  /** Languages with a file of their own; English is built in. */
  const languages = ["nb"];
  /** @type {Map<string, Definition>} */
  const surveys = new Map();
  /** @type {Map<string, HTMLElement & {card?: Card}>} */
  const shown = new Map();
  /** @type {Record<string, any>} */
  let identity = {};
  /** What was tracked so far, for definitions that arrive later. @type {[string, any][]} */
  const tracked = [];
  /** @type {Promise<Widget> | undefined} */
  let widget;

  const warn = (/** @type {unknown} */ problem) => console.warn("zeroten: " + problem);

  const stored = (/** @type {string} */ key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage denied: nothing is remembered, and nothing breaks.
    }
  };

  const load = () =>
    (widget ??= Promise.all([import(base + "widget.js"), fetch(base + "widget.wasm")]).then(
      async ([module, wasm]) => {
        await module.start({ module_or_path: wasm });
        return module;
      },
    ));

  /** The page's language where there is a file for it, else the visitor's, else English. */
  const pickLanguage = (/** @type {string | undefined} */ wanted) => {
    for (const tag of [wanted, document.documentElement.lang, ...navigator.languages]) {
      const short = (tag || "").toLowerCase().split("-")[0].replace("no", "nb");
      if (short === "en" || languages.includes(short)) return short;
    }
    return "en";
  };

  const due = (/** @type {string} */ survey) =>
    !(Number(stored("zeroten:next:" + survey)) > Date.now());

  const show = async (/** @type {Definition} */ definition, /** @type {string} */ trigger) => {
    const { survey } = definition;
    if (shown.has(survey)) return;
    const host = /** @type {HTMLElement & {card?: Card}} */ (
      document.createElement("zeroten-survey")
    );
    shown.set(survey, host);
    const lang = pickLanguage(definition.lang);
    try {
      const [module, locale] = await Promise.all([
        load(),
        lang === "en" ? {} : fetch(`${base}locales/${lang}.json`).then((reply) => reply.json()),
        document.readyState === "loading" &&
          new Promise((parsed) => addEventListener("DOMContentLoaded", parsed)),
      ]);
      if (shown.get(survey) !== host) return; // Closed while it was fetched.
      const place =
        definition.mode === "inline" ? document.querySelector(definition.target) : document.body;
      if (!place) throw `no element matches the target ${definition.target}`;
      place.append(host);
      const identified = { ...definition, ...identity };
      identified.properties = { ...definition.properties, ...identity.properties };
      host.card = module.show(host, { ...identified, lang, trigger }, locale);
    } catch (problem) {
      shown.delete(survey);
      host.remove();
      warn(`the survey ${survey} is not shown: ${problem}`);
    }
  };

  const happened = (
    /** @type {Definition} */ definition,
    /** @type {string} */ name,
    /** @type {any} */ properties,
  ) => {
    if (definition.trigger === "event:" + name && due(definition.survey)) {
      const all = { ...definition.properties, ...properties };
      show({ ...definition, properties: all }, definition.trigger);
    }
  };

  const init = async (/** @type {any} */ definition) => {
    if (definition.config) {
      definition = { ...(await (await fetch(definition.config)).json()), ...definition };
    }
    const { survey, endpoint, trigger = "load" } = definition;
    if (!survey || !endpoint) return warn("a survey needs its id (data-survey) and data-endpoint");
    if (surveys.has(survey)) return;
    surveys.set(survey, definition);
    try {
      if (Object.keys(localStorage).some((key) => key.startsWith("zeroten:out:"))) {
        // An answer from an earlier visit still waits: deliver it, whether or not a survey is due.
        load().then((module) => module.deliver(document, survey, endpoint), warn);
      }
    } catch {
      // Storage denied: nothing can wait there.
    }
    const [kind, value] = trigger.split(/:(.*)/s);
    if (kind === "load" || kind === "delay") {
      if (due(survey)) setTimeout(() => show(definition, trigger), (Number(value) || 0) * 1000);
    } else if (kind === "event") {
      for (const [name, properties] of tracked) happened(definition, name, properties);
    } else if (kind !== "manual") {
      warn(`unknown trigger ${trigger}; use load, delay:SECONDS, event:NAME or manual`);
    }
  };

  /** @type {Record<string, (...values: any[]) => any>} */
  const commands = {
    init: (definition) => init(definition).catch(warn),
    show(survey) {
      const definition = survey ? surveys.get(survey) : surveys.values().next().value;
      return definition ? show(definition, "manual") : warn(`no survey ${survey ?? ""} to show`);
    },
    track(name, properties) {
      tracked.push([name, properties]);
      for (const definition of surveys.values()) happened(definition, name, properties);
    },
    identify({ id, traits } = /** @type {any} */ ({})) {
      identity = { respondent: id === undefined ? undefined : String(id), properties: traits };
    },
    close() {
      for (const host of [...shown.values()]) host.remove();
      shown.clear();
    },
    reset() {
      identity = {};
    },
    on(name, callback) {
      addEventListener("zeroten:" + name, callback);
    },
  };

  if (!customElements.get("zeroten-survey")) {
    customElements.define(
      "zeroten-survey",
      class extends HTMLElement {
        /** @type {Card | undefined} */
        card;
        disconnectedCallback() {
          // A move within the page is no goodbye, and a handler may still be running.
          queueMicrotask(() => {
            if (this.isConnected) return;
            this.card?.free();
            this.card = undefined;
            for (const [survey, host] of shown) if (host === this) shown.delete(survey);
          });
        }
      },
    );
  }

  const queued = page.zeroten?.q ?? [];
  page.zeroten = (/** @type {string} */ name, /** @type {any[]} */ ...values) => {
    const command = Object.hasOwn(commands, name) && commands[name];
    return command ? command(...values) : warn(`unknown command ${name}`);
  };
  page.zeroten.loaded = true;
  if (fromTag.survey || fromTag.config) commands.init(fromTag);
  for (const call of queued) page.zeroten(...call);
})();
