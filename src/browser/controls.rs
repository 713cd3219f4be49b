//! What is done in the summary: every control says in `data-do` what it does.

use wasm_bindgen::prelude::*;
use web_sys::{File, HtmlElement, ShadowRoot};

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/controls.js")]
extern "C" {
    /// The host's shadow root.
    ///
    /// # Errors
    /// What the browser threw, where it refuses one.
    #[wasm_bindgen(catch)]
    pub fn root(host: &HtmlElement) -> Result<ShadowRoot, JsValue>;

    /// Puts a place into `root`, in place of what was there.
    ///
    /// # Errors
    /// What the browser threw, where it refuses an element.
    #[wasm_bindgen(catch)]
    pub fn place(root: &ShadowRoot) -> Result<HtmlElement, JsValue>;

    #[wasm_bindgen(js_name = hear, catch)]
    fn js_hear(place: &HtmlElement, told: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = hold, catch)]
    fn js_hold(held: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = rooms, catch)]
    fn js_rooms(place: &HtmlElement) -> Result<String, JsValue>;
    #[wasm_bindgen(js_name = held, catch)]
    fn js_held(place: &HtmlElement) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = focus, catch)]
    fn js_focus(place: &HtmlElement, selector: &str, at: u32) -> Result<(), JsValue>;
}

type Told = dyn FnMut(String, String, Vec<File>);

/// Who is told what is done in a place; dropping it lets go of what it holds.
#[must_use = "nobody is told once this is dropped"]
pub struct Hearing {
    _told: Closure<Told>,
}

/// Tells `told` what is done in `place`: what a control does and its value; `token` and the one sent;
/// `files` and those chosen or dropped; `drag`, with a value while files are over it; `follow` when
/// the address changes, and `measure` when there is other room. Returns what the page has of it as
/// well: `tell`, which tells `told` more, and `free`, which tells it `end` at the last.
///
/// # Errors
/// What the browser threw, where it listens to nothing.
pub fn hear(
    place: &HtmlElement,
    told: impl FnMut(String, String, Vec<File>) + 'static,
) -> Result<(JsValue, Hearing), JsValue> {
    let told = Closure::<Told>::new(told);
    let handle = js_hear(place, told.as_ref())?;
    Ok((handle, Hearing { _told: told }))
}

/// What finds the control with the focus again once all is drawn anew, for [`hold`].
#[must_use]
pub fn held(place: &HtmlElement) -> JsValue {
    js_held(place).unwrap_or_default()
}

/// Gives the focus back to what had it: what stands in its place now may be another one's.
pub fn hold(held: &JsValue) {
    // What is gone has no focus.
    let _ = js_hold(held);
}

/// The room of each chart in `place`, a line each: its name and its width in pixels.
#[must_use]
pub fn rooms(place: &HtmlElement) -> String {
    js_rooms(place).unwrap_or_default()
}

/// Focuses the element of the number `at` among those of `place` that `selector` names, if it is
/// there.
pub fn focus(place: &HtmlElement, selector: &str, at: usize) {
    // What has left the document has nothing to focus.
    let _ = js_focus(place, selector, at as u32);
}
