//! Single properties of an element's style.

use wasm_bindgen::prelude::*;
use web_sys::{Element, HtmlElement};

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/paint.js")]
extern "C" {
    /// Sets a property of `element`'s own style; whether the browser takes the value.
    pub fn set(element: &HtmlElement, property: &str, value: &str) -> bool;
    /// Sets a property to a colour, `0xrrggbb`.
    #[wasm_bindgen(js_name = setColour)]
    pub fn set_colour(element: &HtmlElement, property: &str, colour: u32);
    /// The value of `property` as it is on the screen; empty where the page does not say.
    pub fn computed(element: &Element, property: &str) -> String;
    /// A colour as it is on the screen, `0xrrggbb`. `None` where it is transparent, because nothing
    /// can be said of what shows through it, or of another space than sRGB.
    #[wasm_bindgen(js_name = computedColour)]
    pub fn computed_colour(element: &Element, property: &str) -> Option<u32>;
}
