// @ts-check
// What somebody can be in the middle of, so that they are asked later.

/** After this long without a key, typing is over. */
const TYPING_MS = 5000;

/** When a key was last heard in a field, by a clock that cannot be set. */
let typedAt = -Infinity;

/**
 * What holds a card back now, one bit each in the order of `Holds::NAMES` in `domain::manners`.
 * @param {boolean} card whether another card is open
 */
export function holds(card) {
  const active = focused();
  const all = [
    card,
    document.fullscreenElement || modal(),
    performance.now() - typedAt < TYPING_MS,
    playing(),
    active?.matches('[autocomplete*="cc-"], iframe[allow*="payment"]'),
    document.hidden,
    window.matchMedia("print").matches,
  ];
  return all.reduce((bits, held, at) => (held ? bits | (1 << at) : bits), 0);
}

/**
 * Listens for typing until the returned function is called. Nobody heard what was typed before: a
 * field that has the focus and a text in it is taken for one that is being written in.
 */
export function listen() {
  const active = focused();
  if (active && content(active)) typedAt = performance.now();
  const hear = (/** @type {Event} */ event) => {
    const [target] = event.composedPath();
    if (target instanceof Element && content(target) !== undefined) typedAt = performance.now();
  };
  const types = ["keydown", "input"];
  for (const type of types) addEventListener(type, hear, true);
  return () => {
    for (const type of types) removeEventListener(type, hear, true);
  };
}

/** What is written in a field; undefined where `element` is none to write in. */
function content(/** @type {any} */ element) {
  if (element.isContentEditable) return element.textContent;
  const { localName, type } = element;
  const writes =
    localName === "textarea" ||
    (localName === "input" &&
      !/^(?:button|checkbox|color|file|image|radio|range|reset|submit)$/.test(type));
  return writes ? element.value : undefined;
}

/** The element that has the focus, in whichever shadow tree. */
function focused() {
  let active = document.activeElement;
  while (active?.shadowRoot?.activeElement) active = active.shadowRoot.activeElement;
  return active;
}

function modal() {
  for (const element of document.querySelectorAll("dialog[open], [aria-modal=true]")) {
    try {
      // An open dialog may be one that lets the page be used.
      const seen = element.getClientRects().length && getComputedStyle(element).visibility;
      if (!element.matches("dialog:not(:modal)") && seen === "visible") return true;
    } catch {
      return true; // This browser cannot tell which dialogs are modal.
    }
  }
}

/** Whether something can be heard: films without sound are decoration. */
function playing() {
  for (const media of document.querySelectorAll("video, audio")) {
    const { paused, ended, muted, volume } = /** @type {HTMLMediaElement} */ (media);
    if (!paused && !ended && !muted && volume) return true;
  }
}
