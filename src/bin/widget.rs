//! The widget, opened to the page. Exports only: what they do is in `zeroten::widget`.
// The attribute writes unsafe glue; there is none of our own.
#![allow(unsafe_code)]

use wasm_bindgen::prelude::*;
use web_sys::HtmlElement;

/// A card on the page; `free()` takes it down.
#[wasm_bindgen]
pub struct Card {
    card: zeroten::widget::Card,
}

#[wasm_bindgen]
impl Card {
    /// Makes the first answer a quick one; to be called once the card is on the screen.
    pub fn rehearse(&self) {
        self.card.rehearse();
    }

    /// Mends its colours again, where the visitor's system has changed between light and dark.
    pub fn mend(&self) {
        self.card.mend();
    }
}

/// Shows the survey of `definition` in `host`, in the words of `locale` (English where absent).
///
/// # Errors
/// A sentence saying which field of the definition cannot be used, and why.
#[wasm_bindgen]
pub fn show(host: &HtmlElement, definition: &JsValue, locale: &JsValue) -> Result<Card, JsValue> {
    zeroten::widget::show(host, definition, locale)
        .map(|card| Card { card })
        .map_err(|error| error.message().into())
}

/// Goes through the rules of asking for `definition` under `facts`; see `zeroten::widget::decide`.
#[wasm_bindgen]
pub fn decide(definition: &JsValue, facts: u32) -> js_sys::Array {
    zeroten::widget::decide(definition, facts)
}

/// Sends what waits from earlier visits; what waits for the survey of `definition` goes to its
/// endpoint.
#[wasm_bindgen]
pub fn deliver(definition: &JsValue) {
    zeroten::widget::deliver(definition);
}

fn main() {}
