// @ts-check
// Runs in every measured page before anything else, the same for all: notes when the question is on
// the screen, and what the browser itself reports about long tasks, shifts and slow events.

/**
 * @typedef {{
 *   visible: number,
 *   longTasks: {start: number, duration: number}[],
 *   shift: number,
 *   interactions: number[],
 * }} Seen
 */

/** @param {string[]} question selectors, one per shadow root down */
export function probe(question) {
  const noted = /** @type {Seen} */ ({ visible: 0, longTasks: [], shift: 0, interactions: [] });
  Object.defineProperty(window, "__bench", { value: noted });

  const watch = (/** @type {any} */ options, /** @type {(entry: any) => void} */ note) =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      buffered: true,
      ...options,
    });
  watch({ type: "longtask" }, ({ startTime, duration }) =>
    noted.longTasks.push({ start: startTime, duration }),
  );
  watch({ type: "layout-shift" }, ({ value, hadRecentInput }) => {
    if (!hadRecentInput) noted.shift += value;
  });
  const interaction = (/** @type {any} */ { interactionId, duration }) => {
    if (interactionId) noted.interactions.push(duration);
  };
  watch({ type: "event", durationThreshold: 16 }, interaction);
  watch({ type: "first-input" }, interaction);

  /** On the screen: laid out with an area, not hidden or fully transparent, inside the window. */
  const onScreen = () => {
    /** @type {Document | ShadowRoot | null | undefined} */
    let scope = document;
    let element = null;
    for (const selector of question) {
      element = scope?.querySelector(selector);
      scope = element?.shadowRoot;
    }
    if (!element?.checkVisibility({ opacityProperty: true, visibilityProperty: true }))
      return false;
    const box = element.getBoundingClientRect();
    const inside =
      box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
    return box.width > 0 && box.height > 0 && inside;
  };
  // The frame in which it is first found is painted after this callback; the next callback runs
  // once that frame is on its way to the screen.
  const look = () =>
    requestAnimationFrame(onScreen() ? () => (noted.visible = performance.now()) : look);
  requestAnimationFrame(look);
}
