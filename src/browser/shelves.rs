//! Three places for texts by name: IndexedDB, local storage and the page's memory. A page or browser
//! may refuse any of them, so every call may do nothing.

use core::sync::atomic::{AtomicBool, Ordering::Relaxed};

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/shelves.js")]
extern "C" {
    #[wasm_bindgen(js_name = keys, catch)]
    fn js_keys(shelf: u8, prefix: &str) -> Result<String, JsValue>;
    #[wasm_bindgen(js_name = get, catch)]
    fn js_get(shelf: u8, key: &str) -> Result<Option<String>, JsValue>;
    #[wasm_bindgen(js_name = put, catch)]
    fn js_put(shelf: u8, key: &str, text: Option<&str>) -> Result<(), JsValue>;
    // These do not throw, but what may is called by way of the glue, as the build expects.
    #[wasm_bindgen(js_name = open, catch)]
    fn js_open() -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = read, catch)]
    fn js_read() -> Result<Promise, JsValue>;
}

/// One of the places, by its number in the JavaScript.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shelf {
    /// Survives a crash of the browser. It is read when [`read_database`] says so, and does not tell
    /// at once whether it keeps something.
    Database = 0,
    /// Survives the page.
    Local = 1,
    /// Gone with the page.
    Memory = 2,
}

impl Shelf {
    /// The names that begin with `prefix`.
    #[must_use]
    pub fn keys(self, prefix: &str) -> Vec<String> {
        let mut lines = Vec::new();
        if self.is_off() {
            return lines;
        }
        let keys = js_keys(self as u8, prefix).unwrap_or_default();
        for key in keys.split('\n') {
            if !key.is_empty() {
                lines.push(key.to_owned());
            }
        }
        lines
    }

    /// The text under `key`.
    #[must_use]
    pub fn get(self, key: &str) -> Option<String> {
        if self.is_off() {
            return None;
        }
        js_get(self as u8, key).ok()?
    }

    /// Keeps `text` under `key`. Returns whether it took it.
    pub fn put(self, key: &str, text: &str) -> bool {
        !self.is_off() && js_put(self as u8, key, Some(text)).is_ok()
    }

    /// Forgets what is under `key`.
    pub fn remove(self, key: &str) {
        if !self.is_off() {
            // A place that refuses it has another chance the next time it is looked at.
            let _ = js_put(self as u8, key, None);
        }
    }

    /// Whether the owner wants nothing kept here: all but the memory stays untouched then.
    fn is_off(self) -> bool {
        self != Self::Memory && is_off()
    }
}

/// Whether the owner wants nothing kept on the device.
static OFF: AtomicBool = AtomicBool::new(false);

/// From now on nothing is read or written outside the page's memory, as if the page denied it.
pub fn turn_off() {
    OFF.store(true, Relaxed);
}

fn is_off() -> bool {
    OFF.load(Relaxed)
}

/// Opens the database, so that a click finds it open.
pub fn open_database() {
    if !is_off() {
        let _ = js_open();
    }
}

/// Reads the database anew: other tabs and earlier visits wrote to it as well.
pub async fn read_database() {
    if let Ok(reading) = js_read() {
        // It never rejects.
        let _ = JsFuture::from(reading).await;
    }
}
