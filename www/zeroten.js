// @ts-check
// Zeroten's loader: the only code every page view pays for. It reads the survey's definition,
// compares one stored number with the clock, waits for the trigger, and only then fetches the
// widget. Built, it is one classic script without exports.

/**
 * @typedef {import("./widget.js").Definition} Definition
 * @typedef {import("./widget.js").Showing} Showing
 */

(() => {
  const page = /** @type {any} */ (window);
  // The property itself: an element of that name stands in for it on the document ("DOM
  // clobbering"), and could say where the widget is fetched from.
  /** @type {HTMLScriptElement | null} */
  const script = Object.getOwnPropertyDescriptor(Document.prototype, "currentScript")?.get?.call(
    document,
  );
  const { fetch } = page;
  /** Where the artefacts are. */
  let base = "";
  /** @type {Map<string, Definition>} */
  const surveys = new Map();
  /** @type {Map<string, Showing>} */
  const shown = new Map();
  /** @type {Record<string, any>} */
  let identity = {};
  /** What was tracked so far, for definitions that arrive later. @type {[string, any][]} */
  const tracked = [];
  /** @type {Promise<typeof import("./widget.js") | undefined> | undefined} */
  let widget;

  const warn = (/** @type {unknown} */ problem) => console.warn("zeroten: " + problem);

  /**
   * What `action` comes to, or nothing where the page or the network refuses it. An `async`
   * function also keeps clear of a `Promise` that the page has replaced.
   * @template T
   * @param {() => T} action
   */
  const attempt = async (action) => {
    try {
      return await action();
    } catch {
      return undefined;
    }
  };

  const stored = (/** @type {string} */ key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null; // Storage denied: nothing is remembered, and nothing breaks.
    }
  };

  /** Fetches the widget's two files at once. What goes wrong is said once, however often asked. */
  const load = (/** @type {Definition} */ definition) =>
    (widget ??= (async () => {
      const wasm =
        definition.wasm !== "off" &&
        attempt(() =>
          fetch(base + "widget.wasm", { __proto__: null, integrity: WIDGET_WASM_INTEGRITY }),
        );
      try {
        const module = await import(base + "widget.js");
        module.start(wasm, base);
        return module;
      } catch (problem) {
        warn("the survey is not shown: " + problem);
      }
    })());

  const due = (/** @type {string} */ survey) =>
    !(Number(stored("zeroten:next:" + survey)) > Date.now());

  const show = async (/** @type {Definition} */ definition, /** @type {string} */ trigger) => {
    const { survey } = definition;
    if (shown.has(survey)) return;
    /** @type {Showing} */
    const showing = {
      over() {
        if (shown.get(survey) === showing) shown.delete(survey);
      },
    };
    shown.set(survey, showing);
    const module = await load(definition);
    if (!module) return showing.over();
    const properties = { ...definition.properties, ...identity.properties };
    module.mount(showing, { __proto__: null, ...definition, ...identity, properties, trigger });
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

  const init = async (/** @type {any} */ given) => {
    const fetched = given.config && (await (await fetch(given.config)).json());
    const definition = { __proto__: null, ...fetched, ...given };
    const { survey, endpoint } = definition;
    // Whoever follows a link with a score in it (`?zeroten=9`) means to answer now.
    const linked = /[?&]zeroten=\d/.test(location.search);
    const trigger = linked ? "link" : definition.trigger || "load";
    if (!survey || !endpoint) return warn("a survey needs its id (data-survey) and data-endpoint");
    if (surveys.has(survey)) return;
    surveys.set(survey, definition);
    try {
      if (Object.keys(localStorage).some((key) => key.startsWith("zeroten:out:"))) {
        // An answer from an earlier visit still waits: deliver it, whether or not a survey is due.
        load(definition).then((module) => module?.deliver(survey, endpoint), warn);
      }
    } catch {
      // Storage denied: nothing can wait there.
    }
    const [kind, value] = trigger.split(/:(.*)/s);
    if (linked || kind === "load" || kind === "delay") {
      const seconds = Number(value || 0);
      if (!(seconds >= 0)) warn(`${value} is no number of seconds to delay`);
      else if (due(survey)) {
        // Another tab may have asked meanwhile.
        setTimeout(() => due(survey) && show(definition, trigger), seconds * 1000);
      }
    } else if (kind === "event") {
      for (const [name, properties] of tracked) happened(definition, name, properties);
    } else if (kind !== "manual") {
      warn(`unknown trigger ${trigger}; use load, delay:SECONDS, event:NAME or manual`);
    }
  };

  /** @type {any} */
  const commands = {
    __proto__: null,
    init: (/** @type {any} */ definition) => init(definition).catch(warn),
    show(/** @type {string} */ survey) {
      const definition = survey ? surveys.get(survey) : surveys.values().next().value;
      return definition ? show(definition, "manual") : warn(`no survey ${survey ?? ""} to show`);
    },
    track(/** @type {string} */ name, /** @type {any} */ properties) {
      if (tracked.push([name, properties]) > 100) tracked.shift();
      for (const definition of surveys.values()) happened(definition, name, properties);
    },
    identify(/** @type {any} */ who) {
      const { id, traits } = who || {};
      identity = { respondent: id === undefined ? undefined : String(id), properties: traits };
    },
    close() {
      for (const showing of shown.values()) {
        showing.closed = true;
        showing.host?.remove();
      }
      shown.clear();
    },
    reset() {
      identity = {};
    },
    on(/** @type {string} */ name, /** @type {EventListener} */ callback) {
      addEventListener("zeroten:" + name, callback);
    },
  };

  const start = () => {
    /** @type {any} */
    const fromTag = { __proto__: null, ...script?.dataset };
    const known = page.zeroten;
    // Included again: the script that is there takes this one's survey on.
    if (!known.loaded) {
      base = new URL(".", script?.src || location.href).href;
      page.zeroten = (/** @type {string} */ name, /** @type {any[]} */ ...values) => {
        const command = commands[name];
        return command ? command(...values) : warn("unknown command " + name);
      };
      page.zeroten.loaded = true;
    }
    if (fromTag.survey || fromTag.config) page.zeroten("init", fromTag);
    if (!known.loaded) for (const call of known.q ?? []) page.zeroten(...call);
  };

  const stub = (/** @type {any[]} */ ...call) => stub.q.push(call);
  stub.q = /** @type {any[][]} */ ([]);
  page.zeroten ??= stub;
  // Touching the store for the first time and starting cost milliseconds each on a slow device: in
  // tasks of their own they hold up nobody.
  setTimeout(() => {
    attempt(() => localStorage);
    setTimeout(start);
  });
})();
