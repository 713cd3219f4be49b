// @ts-check
// Scrolled so far down: of the page, or of the pane that is most of it.

/** How far down is written; undefined where that is none. */
export function percentOf(/** @type {any} */ value) {
  const percent = Number.parseFloat(value);
  return percent >= 0 && percent <= 100 ? percent : undefined;
}

/** @type {import("./watchers.js").Kind} */
export function scroll({ value }, fire) {
  const percent = percentOf(value);
  if (percent === undefined) {
    console.warn(`zeroten: ${value} is no percentage to scroll to`);
    return {};
  }
  const look = (/** @type {Element | null} */ pane) => {
    if (!pane || pane.clientHeight < innerHeight / 2) return;
    const far = pane.scrollHeight - pane.clientHeight;
    // What is no longer than the window has been seen; a pane that scrolls sideways says nothing.
    if (far <= 1 && pane !== document.scrollingElement) return;
    // Zoomed pages end half a pixel early.
    if (far <= 1 || pane.scrollTop + 1 >= (far * percent) / 100) fire();
  };
  const page = () => look(document.scrollingElement);
  const hear = (/** @type {Event} */ { target }) => {
    if (target instanceof Element) look(target);
    else page();
  };
  /** @type {ReturnType<typeof setTimeout>} */
  let timer;
  // Whether a page is short is known when it is there: after loading, and a moment for what
  // scripts put on it.
  const begin = () => {
    clearTimeout(timer);
    timer = setTimeout(page, 1000);
  };
  addEventListener("scroll", hear, true);
  if (document.readyState === "complete") begin();
  else addEventListener("load", begin);
  return {
    left: begin,
    stop() {
      clearTimeout(timer);
      removeEventListener("scroll", hear, true);
      removeEventListener("load", begin);
    },
  };
}
