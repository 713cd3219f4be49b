//! Texts by name in IndexedDB. A page or browser may refuse it, so every call may do nothing.

use js_sys::{Array, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/database.js")]
extern "C" {
    // Nothing throws, but what may is called by way of the glue, as the build expects.
    #[wasm_bindgen(js_name = open, catch)]
    fn js_open() -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = put, catch)]
    fn js_put(key: &str, text: Option<&str>) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = all, catch)]
    fn js_all() -> Result<Promise, JsValue>;
}

/// Opens the database, so that a click finds it open.
pub fn open() {
    let _ = js_open();
}

/// Keeps `text` under `key`, in this very tick if the database is open; forgets what is there if
/// there is no text.
pub fn put(key: &str, text: Option<&str>) {
    let _ = js_put(key, text);
}

/// Every name with its text; a text that is none is empty.
pub async fn all() -> Vec<(String, String)> {
    let mut all = Vec::new();
    let Ok(found) = js_all() else {
        return all;
    };
    let found = JsFuture::from(found).await.unwrap_or_default();
    let mut found = Array::from(&found).into_iter();
    while let (Some(key), Some(text)) = (found.next(), found.next()) {
        if let Some(key) = key.as_string() {
            all.push((key, text.as_string().unwrap_or_default()));
        }
    }
    all
}
