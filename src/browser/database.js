// @ts-check
// Texts by name in IndexedDB, which a crash of the browser spares where local storage is lost.
// Whatever the page or the browser refuses counts as not kept.

const STORE = "kept";
/** How long the database may take to open before it is done without, in milliseconds. */
const PATIENCE = 1_000;

/** @type {IDBDatabase | undefined} */
let database;
/** @type {Promise<unknown> | undefined} */
let opening;

/** Opens the database, so that a click finds it open. */
export function open() {
  opening ??= new Promise((opened) => {
    setTimeout(opened, PATIENCE);
    try {
      const request = indexedDB.open("zeroten", 1);
      request.onupgradeneeded = () => request.result.createObjectStore(STORE);
      request.onerror = opened;
      request.onsuccess = () => {
        database = request.result;
        // Whoever wants to delete it or has a newer one need not wait for this page to close.
        database.onversionchange = database.close;
        opened(0);
      };
    } catch {
      opened(0);
    }
  });
}

/**
 * Keeps `text` under `key`, in this very tick if the database is open; forgets it if there is none.
 * @param {string} key
 * @param {string} [text]
 */
export async function put(key, text) {
  try {
    if (!database) await opening;
    const change = database?.transaction(STORE, "readwrite");
    const store = change?.objectStore(STORE);
    if (text === undefined) store?.delete(key);
    else store?.put(text, key);
    change?.commit();
  } catch {
    // Closed, or not ours.
  }
}

/**
 * Everything that is kept: names and texts by turns.
 * @returns {Promise<unknown[]>}
 */
export async function all() {
  await opening;
  return new Promise((found) => {
    setTimeout(found, PATIENCE, []);
    try {
      const reading = /** @type {IDBDatabase} */ (database).transaction(STORE);
      const store = reading.objectStore(STORE);
      const [keys, texts] = [store.getAllKeys(), store.getAll()];
      reading.oncomplete = () => found(keys.result.flatMap((key, at) => [key, texts.result[at]]));
      reading.onabort = () => found([]);
    } catch {
      found([]);
    }
  });
}
