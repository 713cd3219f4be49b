// @ts-check
// An element is seen: half of it, or as much as fills half the window. It may come later.

import { parses } from "./selector.js";

/** @type {import("./watchers.js").Kind} */
export function visible({ value }, fire) {
  if (!parses(value)) return {};
  const seen = new IntersectionObserver(
    (entries) => {
      const enough = entries.some(
        ({ isIntersecting, intersectionRatio, intersectionRect }) =>
          isIntersecting &&
          (intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2),
      );
      if (enough) fire();
    },
    { threshold: [0, 0.1, 0.25, 0.5, 0.75, 1] },
  );
  /** @type {Set<Element>} */
  let known = new Set();
  const find = () => {
    const found = new Set(document.querySelectorAll(value));
    for (const element of known) if (!found.has(element)) seen.unobserve(element);
    for (const element of found) if (!known.has(element)) seen.observe(element);
    known = found;
  };
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  // Pages change in bursts; one look after each is enough.
  const changed = new MutationObserver(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      find();
    }, 20);
  });
  changed.observe(document, { childList: true, subtree: true, attributes: true });
  find();
  return {
    left() {
      // What is still there is looked at anew.
      seen.disconnect();
      known = new Set();
      find();
    },
    stop() {
      clearTimeout(timer);
      changed.disconnect();
      seen.disconnect();
    },
  };
}
