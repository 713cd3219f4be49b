//! The tab's own storage, gone when it is closed. A page may deny it, so every call may fail and
//! none throws.

use web_sys::Storage;

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
        // A storage that refuses the removal gives the value again, and it is refused again.
        let _ = storage.remove_item(key);
    }
}

fn storage() -> Option<Storage> {
    web_sys::window()?.session_storage().ok()?
}
