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
    /// Opens it in the looks of `definition`, once its host is on the page.
    ///
    /// # Errors
    /// A sentence saying which field of the definition cannot be used, and why.
    pub fn open(&self, definition: &JsValue) -> Result<(), JsValue> {
        self.card.open(definition).map_err(said)
    }

    /// Makes the first answer a quick one; to be called once the card is on the screen.
    pub fn rehearse(&self) {
        self.card.rehearse();
    }

    /// Mends its colours again, where the visitor's system has changed between light and dark.
    pub fn mend(&self) {
        self.card.mend();
    }
}

/// Draws the card of `definition` in `host`, in the words of `locale` (English where absent).
///
/// # Errors
/// A sentence saying which field of the definition cannot be used, and why.
#[wasm_bindgen]
pub fn draw(host: &HtmlElement, definition: &JsValue, locale: &JsValue) -> Result<Card, JsValue> {
    zeroten::widget::draw(host, definition, locale)
        .map(|card| Card { card })
        .map_err(said)
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

fn said(error: zeroten::widget::Error) -> JsValue {
    error.message().into()
}

fn main() {}

/// A card holds a few hundred small things for a while; the standard library's allocator, made for
/// heavier work, is larger.
#[global_allocator]
static ALLOCATOR: lol_alloc::LockedAllocator<lol_alloc::FreeListAllocator> =
    lol_alloc::LockedAllocator::new(lol_alloc::FreeListAllocator::new());
