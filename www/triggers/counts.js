// @ts-check
// Page views and sessions, counted where a definition asks for them and the visitor is due.

import { page } from "./pages.js";

/** A session is over after half an hour without a page view, as analytics count it. */
const SESSION_MS = 1_800_000;

const KEY = "zeroten:visits";

/** In memory where nothing may be kept. */
let counted = { views: 0, sessions: 0, at: 0 };

/** The page that was counted last: one view, however many definitions count it. */
let last = "";

/** How many there have been, with this one. */
export const counts = () => counted;

/**
 * Counts a page view, if the definition counts at all.
 * @param {any} definition
 */
export function countView({ when, policy }) {
  if ((!when?.views && !when?.sessions) || last === page()) return;
  last = page();
  const kept = !policy?.storage_free;
  try {
    if (kept) {
      const [views, sessions, at] = (localStorage.getItem(KEY) ?? "").split(" ").map(Number);
      if (views > 0) counted = { views, sessions, at };
    }
  } catch {
    // Storage denied: what this page view has seen counts.
  }
  const now = Date.now();
  const { views, sessions, at } = counted;
  const isNew = !(now - at < SESSION_MS && now >= at);
  counted = { views: views + 1, sessions: sessions + (isNew ? 1 : 0), at: now };
  try {
    if (kept) localStorage.setItem(KEY, `${counted.views} ${counted.sessions} ${now}`);
  } catch {
    // As above.
  }
}
