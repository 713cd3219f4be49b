//! What is drawn from data: one text, held against what is there.

use wasm_bindgen::prelude::*;
use web_sys::Element;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/node.js")]
extern "C" {
    /// Draws the element that `text` holds, in the place of `old` where there is one: what is the same
    /// there stays, untouched.
    ///
    /// An element is an [`OPEN`], its tag, and its fixed attributes after a bar each, `name=value` or a
    /// name alone; what it holds, in its order; and a [`CLOSE`]. It may hold elements, a [`TEXT`] and
    /// what it says, and an [`ATTRIBUTE`] as the fixed ones are. `value` is the property of that name,
    /// so that a field shows it even after its visitor changed it.
    pub fn draw(text: &str, old: Option<&Element>) -> Element;
}

/// Stands before an attribute.
pub const ATTRIBUTE: char = '\u{1}';
/// Stands before the tag of an element.
pub const OPEN: char = '\u{2}';
/// Ends an element.
pub const CLOSE: char = '\u{3}';
/// Stands before a text.
pub const TEXT: char = '\u{4}';
/// Stands before a digit: that many in Unicode, where a text or a value holds one of these five itself.
pub const ITSELF: char = '\u{5}';
