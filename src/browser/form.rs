//! What is in a form's fields.

use js_sys::Array;
use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/form.js")]
extern "C" {
    /// The values of the fields in `root` that `selector` matches, in their order, without the space
    /// around them, cut to `longest` UTF-16 units, and without NUL: texts.
    pub fn values(root: &ShadowRoot, selector: &str, longest: u32) -> Array;
}
