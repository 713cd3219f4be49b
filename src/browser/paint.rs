//! Single properties of the card's style.

use wasm_bindgen::prelude::*;
use web_sys::ShadowRoot;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/paint.js")]
extern "C" {
    /// Sets a property of the card's own style; `inherit` takes what the page around has. Whether
    /// the browser takes the value.
    pub fn set(root: &ShadowRoot, property: &str, value: &str) -> bool;
    /// Sets a property of the card's own style to a colour, `0xrrggbb`.
    #[wasm_bindgen(js_name = setColour)]
    pub fn set_colour(root: &ShadowRoot, property: &str, colour: u32);
    /// The colour that `property` of a part of the card has on the screen, `0xrrggbb`. Below nought
    /// where the page does not say; where it is transparent, because nothing can be said of what
    /// shows through it; and where it is of another space than sRGB.
    pub fn colour(root: &ShadowRoot, part: &str, property: &str) -> i32;
}
