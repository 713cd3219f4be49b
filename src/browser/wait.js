// @ts-check
// Waiting: for time to pass, and for other tabs.

/**
 * Settles when `ms` have passed, or the browser says that it is online again, if `online` asks for
 * that, and then no other tab has its turn; with what ends this tab's turn.
 *
 * What the browser says of itself at any one moment (`onLine`) is not asked: it may be wrong for
 * hours. Where tabs cannot take turns, or the page denies it, each has its turn at once, and after
 * 20 s in any case, because a tab that was stopped in its turn must not stop all others: the endpoint
 * knows what it has.
 * @param {number} ms
 * @param {boolean} online
 * @returns {Promise<() => void>}
 */
export async function turn(ms, online) {
  await new Promise((over) => {
    setTimeout(over, ms);
    if (online) addEventListener("online", over, { once: true });
  });
  return new Promise((begin) => {
    let begun = false;
    const free = () => {
      begun = true;
      begin(() => {});
    };
    setTimeout(free, 20_000);
    try {
      navigator.locks
        .request("zeroten", () => begun || new Promise((end) => begin(() => end(0))))
        .catch(free);
    } catch {
      free();
    }
  });
}
