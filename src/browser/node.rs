//! Elements and texts that are drawn from data: few calls, each of which does much.

use wasm_bindgen::prelude::*;
use web_sys::{Element, Node};

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/node.js")]
extern "C" {
    /// Makes an element without attributes, an SVG one where `svg` says so, and puts it into
    /// `parent`, where there is one, after what that has.
    pub fn make(tag: &str, svg: bool, parent: Option<&Element>) -> Element;

    /// Makes a text and puts it into `parent`, where there is one, after what that has.
    pub fn write(said: &str, parent: Option<&Element>) -> Node;

    /// Gives an element that has the attributes `was` those of `is`: the fixed ones, `name=value` or
    /// a name alone, with a bar between them; then each of the others after a [`BEFORE`]. `value` is
    /// the property of that name, so that a field shows it even after its visitor changed it.
    pub fn dress(element: &Element, was: &str, is: &str);

    #[wasm_bindgen(js_name = replace, catch)]
    fn js_replace(node: &Node, other: Option<&Node>) -> Result<(), JsValue>;
}

/// What stands before each attribute; in no value.
pub const BEFORE: u8 = 1;

/// Puts `other` into the place of `node`; takes `node` away where there is no other.
pub fn replace(node: &Node, other: Option<&Node>) {
    // Both are nodes of ours; a page that took one away has no place for the other.
    let _ = js_replace(node, other);
}
