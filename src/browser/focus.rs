//! Moving the focus.

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/focus.js")]
extern "C" {
    /// Focuses `element` after the next frame. An element that is gone or hidden by then is left.
    #[wasm_bindgen(js_name = focusAfterFrame, catch)]
    pub fn after_frame(element: &HtmlElement) -> Result<(), JsValue>;

    /// Whether the screen is pointed at with something coarse, a finger.
    #[wasm_bindgen(catch)]
    pub fn coarse() -> Result<bool, JsValue>;
}
