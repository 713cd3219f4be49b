//! Elements with all that is fixed of them, in one call.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/element.js")]
extern "C" {
    /// Makes an element and puts it into `parent`, where there is one, after what that has. `of` is
    /// its tag, and its attributes after a bar each: `input|type=file|multiple`.
    ///
    /// Throws what the page's `document` throws; nobody but the page can be asked for elements.
    pub fn make(of: &str, parent: Option<&Element>) -> HtmlElement;
}
