// @ts-check
// What is done in the summary: every control says in `data-do` what it does.

/** @typedef {(what: string, value: string, files: File[]) => void} Told */

/**
 * The host's shadow root.
 * @param {HTMLElement} host
 */
export const root = (host) => host.shadowRoot ?? host.attachShadow({ mode: "open" });

/** What of each kind of event's origin is a control. */
const CONTROLS = {
  click: "button[data-do]",
  input: "input[data-do][type=search]",
  change: "select[data-do],input[data-do]:not([type=search])",
  submit: "form[data-do]",
};

/**
 * Puts a place into `root`, in place of what was there.
 * @param {ShadowRoot} root
 */
export const place = (root) => {
  const place = document.createElement("div");
  root.replaceChildren(place);
  return place;
};

/**
 * Tells what is done in `place`: what a control does and its value; `token` and the one sent;
 * `files` and those chosen or dropped; `drag`, with a value while files are over it; `follow` when
 * the address changes, and `measure` when there is other room. Returns what tells more, and what tells
 * `end` and nothing after it.
 * @param {HTMLElement} place
 * @param {Told} told
 */
export const hear = (place, told) => {
  const ended = new AbortController();
  const on = (
    /** @type {EventTarget} */ target,
    /** @type {string} */ kinds,
    /** @type {(event: any) => void} */ heard,
  ) => {
    for (const kind of kinds.split(" "))
      target.addEventListener(kind, heard, { signal: ended.signal });
  };
  const tell = (/** @type {string} */ what, value = "", /** @type {File[]} */ files = []) =>
    told(what, value, files);
  /** @type {string | undefined} */
  let pressed;
  on(place, "pointerdown", (event) => {
    pressed = event.target.closest(CONTROLS.click)?.dataset.value;
  });
  on(place, Object.keys(CONTROLS).join(" "), (event) => {
    const kind = /** @type {keyof typeof CONTROLS} */ (event.type);
    const control = event.target.closest(CONTROLS[kind]);
    if (!control) return;
    const what = control.dataset.do;
    if (kind === "click") {
      // What was drawn anew under a pressed pointer is not what was pressed. Keys press nothing.
      if (!event.detail || pressed === control.dataset.value) tell(what, control.dataset.value);
    } else if (kind === "submit") {
      event.preventDefault();
      tell(what, control.querySelector("input").value);
    } else if (what === "files") {
      tell(what, "", [...control.files]);
      // So that the same file can be chosen again after it was changed.
      control.value = "";
    } else tell(what, control.value);
  });
  // Every child that is left while another is entered says so too, hence the count.
  let over = 0;
  on(place, "dragenter dragover dragleave drop", (event) => {
    const { type, dataTransfer } = event;
    const files = dataTransfer?.types.includes("Files");
    if (files) event.preventDefault();
    if (type === "dragenter" && files) over += 1;
    else if (type === "dragleave") over = Math.max(over - 1, 0);
    else if (type === "drop") over = 0;
    if (type !== "dragover") tell("drag", over ? "1" : "");
    if (type === "drop" && files) tell("files", "", [...dataTransfer.files]);
  });
  on(window, "hashchange", () => {
    // A page may have fragments of its own.
    if (/^(#zeroten\?.*)?$/.test(location.hash)) tell("follow");
  });
  const watch = new ResizeObserver(() => tell("measure"));
  watch.observe(place);
  const free = () => {
    ended.abort();
    watch.disconnect();
    tell("end");
  };
  return { tell, free };
};

/**
 * Does what `held` found.
 * @param {() => void} found
 */
export const hold = (found) => found();

/**
 * The room of each chart, a line each: its name and its width in pixels.
 * @param {HTMLElement} place
 */
export const rooms = (place) =>
  Array.from(
    place.querySelectorAll("[data-chart]"),
    (chart) => `${chart.getAttribute("data-chart")} ${chart.clientWidth}`,
  ).join("\n");

/**
 * Focuses the element of this number among those that a selector names.
 * @param {HTMLElement} place
 * @param {string} selector
 * @param {number} at
 */
export const focus = (place, selector, at) => {
  const found = place.querySelectorAll(selector)[at];
  if (found instanceof HTMLElement) found.focus();
};

/**
 * What finds the control with the focus again once all is drawn anew, where it may be the place of
 * another one. Where it is gone, the first control around its place takes the focus: no keyboard is
 * sent back to the top of the page.
 * @param {HTMLElement} place
 */
export const held = (place) => {
  const root = /** @type {ShadowRoot} */ (place.getRootNode());
  const focused = /** @type {HTMLElement | null} */ (root.activeElement);
  const what = focused?.dataset.do;
  if (!focused || !what) return () => {};
  const { value } = focused.dataset;
  const around = focused.closest("section");
  return () => {
    const same = [
      .../** @type {NodeListOf<HTMLElement>} */ (place.querySelectorAll("[data-do]")),
    ].filter((control) => control.dataset.do === what && control.dataset.value === value);
    if (same.includes(focused)) return;
    focused.blur();
    const first = /** @type {HTMLElement | null} */ (around?.querySelector("[data-do]"));
    (same[0] ?? first)?.focus();
  };
};
