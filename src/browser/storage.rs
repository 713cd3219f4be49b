//! The origin's storage and the tab's own. A page may deny them, fill them or replace them, so
//! every call may fail and none throws.

use web_sys::Storage;

/// Which storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The origin's, kept between visits.
    Local,
    /// The tab's, gone when it is closed.
    Tab,
}

impl Area {
    /// The value stored under `key`, if there is one and storage may be read.
    #[must_use]
    pub fn get(self, key: &str) -> Option<String> {
        self.open()?.get_item(key).ok()?
    }

    /// Stores `value` under `key`. Returns whether it is stored.
    pub fn set(self, key: &str, value: &str) -> bool {
        self.open()
            .is_some_and(|storage| storage.set_item(key, value).is_ok())
    }

    /// Removes what is stored under `key`, if anything is.
    pub fn remove(self, key: &str) {
        if let Some(storage) = self.open() {
            // A storage that refuses the removal leaves a value that is removed at its next turn.
            let _ = storage.remove_item(key);
        }
    }

    /// Every key that begins with `prefix`, in the storage's own order.
    #[must_use]
    pub fn keys(self, prefix: &str) -> Vec<String> {
        let Some(storage) = self.open() else {
            return Vec::new();
        };
        let count = storage.length().unwrap_or(0);
        (0..count)
            .filter_map(|at| storage.key(at).ok()?)
            .filter(|key| key.starts_with(prefix))
            .collect()
    }

    fn open(self) -> Option<Storage> {
        let window = web_sys::window()?;
        match self {
            Self::Local => window.local_storage(),
            Self::Tab => window.session_storage(),
        }
        .ok()?
    }
}
