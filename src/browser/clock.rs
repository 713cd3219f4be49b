//! The clock and chance of the page.

use js_sys::{Date, Math, Uint8Array};
use wasm_bindgen::prelude::*;

/// The page's time, in milliseconds since 1970.
#[must_use]
pub fn now_ms() -> i64 {
    Date::now() as i64
}

/// The page's time as RFC 3339 in UTC with milliseconds.
#[must_use]
pub fn now_text() -> String {
    String::from(Date::new_0().to_iso_string())
}

/// A number by chance, evenly spread over its type; enough to spread attempts over time.
#[must_use]
pub fn chance() -> u16 {
    (Math::random() * 65_536.0) as u16
}

/// Sixteen random bytes, from `crypto.getRandomValues`. On a page where that is missing they come
/// from `Math.random`: an identity only has to be unlikely to be met twice.
#[must_use]
pub fn random_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    // It does not throw, and gives what it made itself.
    if let Ok(random) = js_random()
        && random.length() == 16
    {
        random.copy_to(&mut bytes);
    }
    bytes
}

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/clock.js")]
extern "C" {
    #[wasm_bindgen(js_name = random, catch)]
    fn js_random() -> Result<Uint8Array, JsValue>;
}
