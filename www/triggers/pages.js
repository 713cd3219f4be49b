// @ts-check
// Single-page applications: the address changes and no page is loaded.

/** What makes it another page: not its query or an anchor in it, but a route kept in the hash. */
export const page = () => location.pathname + (/^#[!/].*/.exec(location.hash)?.[0] ?? "");

/**
 * Calls `changed` after each change of the address, telling whether it is another page, until the
 * returned function is called.
 * @param {(isOther: boolean) => void} changed
 */
export function followPages(changed) {
  let address = location.href;
  let last = page();
  let over = false;
  const look = () => {
    if (over || location.href === address) return;
    address = location.href;
    const isOther = page() !== last;
    last = page();
    changed(isOther);
  };
  const { navigation } = /** @type {any} */ (window);
  if (navigation) {
    navigation.addEventListener("currententrychange", look);
    return () => {
      over = true;
      navigation.removeEventListener("currententrychange", look);
    };
  }
  // Without the Navigation API nothing tells of these two but being called.
  const names = /** @type {const} */ (["pushState", "replaceState"]);
  const undo = names.map((name) => {
    const theirs = history[name];
    /** @type {typeof theirs} */
    const ours = function (...given) {
      theirs.apply(history, given);
      look();
    };
    history[name] = ours;
    return () => {
      // Somebody may have wrapped ours since: then it stays, and does nothing more.
      if (history[name] === ours) history[name] = theirs;
    };
  });
  for (const type of ["popstate", "hashchange"]) addEventListener(type, look);
  return () => {
    over = true;
    for (const restore of undo) restore();
    for (const type of ["popstate", "hashchange"]) removeEventListener(type, look);
  };
}
