//! The origin's local storage. A page may deny it, fill it or replace it, so every call may fail
//! and none throws.

use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

use web_sys::Storage;

/// Whether the owner wants nothing kept on the device.
static OFF: AtomicBool = AtomicBool::new(false);

/// From now on nothing is read or written, as if the page denied it.
pub fn turn_off() {
    OFF.store(true, Relaxed);
}

/// The value stored under `key`, if there is one and storage may be read.
#[must_use]
pub fn get(key: &str) -> Option<String> {
    storage()?.get_item(key).ok()?
}

/// Stores `value` under `key`. Returns whether it is stored.
pub fn set(key: &str, value: &str) -> bool {
    storage().is_some_and(|storage| storage.set_item(key, value).is_ok())
}

/// Removes what is stored under `key`, if anything is.
pub fn remove(key: &str) {
    if let Some(storage) = storage() {
        // A storage that refuses the removal leaves an entry that is removed at its next turn.
        let _ = storage.remove_item(key);
    }
}

/// Every key that begins with `prefix`, in the storage's own order.
#[must_use]
pub fn keys(prefix: &str) -> Vec<String> {
    let Some(storage) = storage() else {
        return Vec::new();
    };
    let count = storage.length().unwrap_or(0);
    (0..count)
        .filter_map(|at| storage.key(at).ok()?)
        .filter(|key| key.starts_with(prefix))
        .collect()
}

fn storage() -> Option<Storage> {
    if OFF.load(Relaxed) {
        return None;
    }
    web_sys::window()?.local_storage().ok()?
}
