// @ts-check
// About to leave: the pointer goes out at the top, or, on a touch screen, where no pointer shows,
// the page is thrown back up or the tab comes back into view.

/** How fast a throw back is: half a window in this time. */
const THROW_MS = 400;

/** @type {import("./watchers.js").Kind} */
export function exit(_, fire) {
  const touch = window.matchMedia("(pointer: coarse)").matches;
  let turn = { y: scrollY, at: 0 };
  let last = scrollY;
  /** @type {Record<string, (event: any) => void>} */
  const listeners = touch
    ? {
        scroll() {
          // Where the way up began, the last place that was not above the one before, and when: the
          // time spent reading there does not count.
          if (scrollY >= last) turn = { y: scrollY, at: 0 };
          else turn.at ||= Date.now();
          last = scrollY;
          const far = turn.y > innerHeight && turn.y - scrollY >= innerHeight / 2;
          if (far && Date.now() - turn.at <= THROW_MS) fire();
        },
        visibilitychange() {
          if (!document.hidden) fire();
        },
      }
    : {
        mouseout({ relatedTarget, clientY }) {
          if (!relatedTarget && clientY <= 0) fire();
        },
      };
  for (const [type, listener] of Object.entries(listeners)) {
    document.addEventListener(type, listener);
  }
  return {
    left() {
      turn = { y: scrollY, at: 0 };
      last = scrollY;
    },
    stop() {
      for (const [type, listener] of Object.entries(listeners)) {
        document.removeEventListener(type, listener);
      }
    },
  };
}
