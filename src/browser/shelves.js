// @ts-check
// Three places for texts by name, alike to use: IndexedDB, which a crash of the browser spares but
// which answers only later; local storage, which answers at once; and the page's memory.

const STORE = "kept";
/** How long the database may take to open or to be read, in milliseconds. */
const PATIENCE = 1_000;

/** @type {IDBDatabase | undefined} */
let database;
/** @type {Promise<unknown> | undefined} */
let opening;

/** What the database held when it was read, and was told since. @type {Map<string, string>} */
let held = new Map();

/**
 * @typedef {object} Shelf a `Map`, or what does as one
 * @property {() => Iterable<string>} keys
 * @property {(key: string) => string | null | undefined} get
 * @property {(key: string, text: string) => unknown} set
 * @property {(key: string) => unknown} delete
 */

/** @type {Shelf[]} */
const shelves = [
  {
    keys: () => held.keys(),
    get: (key) => held.get(key),
    set(key, text) {
      held.set(key, text);
      write((store) => store.put(text, key));
    },
    delete(key) {
      held.delete(key);
      write((store) => store.delete(key));
    },
  },
  {
    // Names are handed over a line each; ours have one line.
    keys: () => Object.keys(localStorage).filter((key) => !key.includes("\n")),
    get: (key) => localStorage.getItem(key),
    set(key, text) {
      try {
        localStorage.setItem(key, text);
      } catch (full) {
        // What the loader looks for, in the room that is left: the database may hold the answer.
        if (key.startsWith("zeroten:out:")) localStorage.setItem("zeroten:out:", "");
        throw full;
      }
    },
    delete: (key) => localStorage.removeItem(key),
  },
  new Map(),
];

const forget = (/** @type {string | null} */ key) => key && shelves[2].delete(key);

/** The names on a shelf that begin with `prefix`, a line each. */
export function keys(/** @type {number} */ shelf, /** @type {string} */ prefix) {
  return [...shelves[shelf].keys()].filter((key) => key.startsWith(prefix)).join("\n");
}

export function get(/** @type {number} */ shelf, /** @type {string} */ key) {
  return shelves[shelf].get(key) ?? undefined;
}

/** Throws where the shelf refuses it. Forgets what is under `key` if there is no `text`. */
export function put(
  /** @type {number} */ shelf,
  /** @type {string} */ key,
  /** @type {string | undefined} */ text,
) {
  if (text === undefined) shelves[shelf].delete(key);
  else shelves[shelf].set(key, text);
}

/** Opens the database, so that a click finds it open. */
export function open() {
  // What another tab took away it has seen to the end; only what was emptied is kept in memory.
  if (!opening) addEventListener("storage", ({ key, newValue }) => newValue ?? forget(key));
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

/** Reads the database anew: other tabs and earlier visits wrote to it as well. */
export async function read() {
  await opening;
  const found = new Map();
  await new Promise((done) => {
    setTimeout(done, PATIENCE);
    try {
      const reading = /** @type {IDBDatabase} */ (database).transaction(STORE);
      reading.objectStore(STORE).openCursor().onsuccess = ({ target }) => {
        const cursor = /** @type {IDBRequest<IDBCursorWithValue | null>} */ (target).result;
        if (!cursor) return done(0);
        found.set("" + cursor.key, "" + cursor.value);
        cursor.continue();
      };
      reading.onabort = done;
    } catch {
      done(0);
    }
  });
  held = found;
}

/** Changes the database, in this very tick if it is open. */
async function write(/** @type {(store: IDBObjectStore) => unknown} */ change) {
  try {
    if (!database) await opening;
    const writing = /** @type {IDBDatabase} */ (database).transaction(STORE, "readwrite");
    change(writing.objectStore(STORE));
    writing.commit();
  } catch {
    // Not there, closed, or not ours.
  }
}
