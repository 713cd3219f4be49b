//! The origin's storage and the tab's own. A page may deny them, fill them or replace them, so
//! every call may fail and none throws.

use wasm_bindgen::prelude::*;

/// Which storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The origin's, kept between visits.
    Local,
    /// The tab's, gone when it is closed.
    Tab,
}

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/storage.js")]
extern "C" {
    #[wasm_bindgen(js_name = get, catch)]
    fn js_get(tab: bool, key: &str) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(js_name = set, catch)]
    fn js_set(tab: bool, key: &str, value: &str) -> Result<(), JsValue>;
}

impl Area {
    /// The value stored under `key`, if there is one and storage may be read.
    #[must_use]
    pub fn get(self, key: &str) -> Option<String> {
        js_get(self == Self::Tab, key).ok()?
    }

    /// Stores `value` under `key`, or removes what is stored there where it is empty.
    pub fn set(self, key: &str, value: &str) {
        // A storage that refuses keeps what it has: the mark or the token is asked for again.
        let _ = js_set(self == Self::Tab, key, value);
    }
}
