//! The outbox's three stores: IndexedDB, which a crash of the browser spares but which answers only
//! later; local storage, which answers at once; and the page's memory, where that says no.

use std::cell::RefCell;

use crate::browser::database;
use crate::browser::storage::Area;
use crate::delivery::outbox::{Entry, Memory, Store};

/// The stores, in the order the outbox is to try them.
pub(super) fn all() -> Vec<Box<dyn Store>> {
    vec![
        Box::new(Database),
        Box::new(LocalStorage),
        Box::new(Memory::default()),
    ]
}

/// Reads IndexedDB anew: other tabs and earlier visits wrote to it as well.
pub(super) async fn read_database() {
    let found = database::all().await;
    mirror(|mirror| mirror.0 = found);
}

/// Whether IndexedDB, read anew, holds `entry`.
pub(super) async fn in_database(entry: &Entry) -> bool {
    read_database().await;
    let text = entry.to_text();
    mirror(|mirror| mirror.0.iter().any(|(_, other)| *other == text))
}

thread_local! {
    /// What IndexedDB held when it was read, and was told since.
    static MIRROR: RefCell<Memory> = RefCell::default();
}

fn mirror<T: Default>(action: impl FnOnce(&mut Memory) -> T) -> T {
    MIRROR.with(|mirror| {
        mirror
            .try_borrow_mut()
            .map(|mut mirror| action(&mut mirror))
            .unwrap_or_default()
    })
}

struct Database;

impl Store for Database {
    fn keys(&self, prefix: &str) -> Vec<String> {
        mirror(|mirror| mirror.keys(prefix))
    }

    fn get(&self, key: &str) -> Option<String> {
        mirror(|mirror| mirror.get(key))
    }

    fn put(&mut self, key: &str, text: &str) -> bool {
        database::put(key, Some(text));
        mirror(|mirror| mirror.put(key, text))
    }

    fn remove(&mut self, key: &str) {
        database::put(key, None);
        mirror(|mirror| mirror.remove(key));
    }
}

struct LocalStorage;

impl Store for LocalStorage {
    fn keys(&self, prefix: &str) -> Vec<String> {
        Area::Local.keys(prefix)
    }

    fn get(&self, key: &str) -> Option<String> {
        Area::Local.get(key)
    }

    fn put(&mut self, key: &str, text: &str) -> bool {
        Area::Local.set(key, text)
    }

    fn remove(&mut self, key: &str) {
        Area::Local.remove(key);
    }
}
