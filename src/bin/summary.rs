//! The summary, opened to the page. Exports only: what they do is in `zeroten::summary`.
// The attribute writes unsafe glue; there is none of our own.
#![allow(unsafe_code)]

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// Shows the answers at `src` in `host`, got with `token` where it is not empty, in the language of
/// `words`. Without a `src` it waits for a file. What is shown is told, and taken down, by what this
/// returns: `tell` of `browser/controls.js`, and `free`.
///
/// # Errors
/// What the browser threw, where it cannot show a summary.
#[wasm_bindgen]
pub fn open(
    host: &HtmlElement,
    src: &str,
    token: &str,
    words: JsValue,
) -> Result<JsValue, JsValue> {
    zeroten::summary::open(host, src, token, words)
}

fn main() {}

/// A summary holds a million answers, in time and room as with the standard library's allocator,
/// which is larger.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
