//! The summary, opened to the page. Exports only: what they do is in `zeroten::summary`.
// The attribute writes unsafe glue; there is none of our own.
#![allow(unsafe_code)]

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A summary on the page; `free()` takes it down.
#[wasm_bindgen]
pub struct Summary {
    view: zeroten::summary::View,
}

/// Shows the answers at `src` in `host`, got with `token` where it is not empty, in the language of
/// `words`. Without a `src` it waits for a file.
///
/// # Errors
/// What the browser threw, where it cannot show a summary.
#[wasm_bindgen]
pub fn open(
    host: &HtmlElement,
    src: &str,
    token: &str,
    words: JsValue,
) -> Result<Summary, JsValue> {
    zeroten::summary::open(host, src, token, words).map(|view| Summary { view })
}

#[wasm_bindgen]
impl Summary {
    /// Tells it that there is another `src`, another read `token`, or that it may `look` for new
    /// answers, unasked.
    pub fn tell(&self, what: &str, value: &str) {
        self.view.tell(what, value);
    }
}

fn main() {}

/// A summary holds a million answers, in time and room as with the standard library's allocator,
/// which is larger.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
