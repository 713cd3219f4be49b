//! The part of the page's address after the `#`, which is sent to nobody.

use wasm_bindgen::prelude::*;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/address.js")]
extern "C" {
    // Both may throw: the glue links only such functions by short names (`xtask/glue.rs`).
    #[wasm_bindgen(js_name = get, catch)]
    fn js_get() -> Result<String, JsValue>;
    #[wasm_bindgen(js_name = set, catch)]
    fn js_set(text: &str) -> Result<(), JsValue>;
}

/// What the address holds for us; blank where nothing.
#[must_use]
pub fn get() -> String {
    js_get().unwrap_or_default()
}

/// Puts `text` into the address, in place of what was there; blank takes ours away. The page's
/// history gets no entry.
pub fn set(text: &str) {
    // Refused where the page is a sandboxed frame; then the view is only not in the address.
    let _ = js_set(text);
}
