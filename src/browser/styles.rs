//! Style sheets that a content security policy cannot refuse.

use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/styles.js")]
extern "C" {
    /// Adopts `css` into `root`, by whichever way this browser and this page's policy allow.
    ///
    /// # Errors
    /// What the browser threw, where neither is allowed.
    #[wasm_bindgen(catch)]
    pub fn adopt(root: &ShadowRoot, css: &str) -> Result<(), JsValue>;
}
