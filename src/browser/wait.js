// @ts-check
// Waiting: for time to pass, and for other tabs.

/**
 * Settles after `ms`, or when the browser says that it is online again, if `online` asks for that.
 * What it says of itself at any one moment (`onLine`) is not asked: it may be wrong for hours.
 * @param {number} ms
 * @param {boolean} online
 */
export function pause(ms, online) {
  return new Promise((over) => {
    setTimeout(over, ms);
    if (online) addEventListener("online", over, { once: true });
  });
}

/**
 * Settles when no other tab is sending, with what ends this tab's turn. Where tabs cannot take
 * turns, or the page denies it, it is this tab's turn at once: the endpoint knows what it has.
 * @returns {Promise<() => void>}
 */
export function turn() {
  return new Promise((begin) => {
    const free = () => begin(() => {});
    try {
      navigator.locks
        .request("zeroten", () => new Promise((end) => begin(() => end(0))))
        .catch(free);
    } catch {
      free();
    }
  });
}
