//! Streams, pauses, files handed out, and the stop words beside the script.

use super::task::{Pause, settled};
use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/page.js")]
extern "C" {
    #[wasm_bindgen(js_name = open, catch)]
    fn reader_of(from: &JsValue) -> Result<JsValue, JsValue>;
    // All may throw: the glue links only such functions by short names (`xtask/glue.rs`).
    #[wasm_bindgen(js_name = next, catch)]
    fn next_of(reader: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = rest, catch)]
    fn rest_promise() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = frame, catch)]
    fn frame_promise() -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = mark, catch)]
    fn mark_of() -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = words, catch)]
    fn words_promise(lang: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = tallies, catch)]
    fn tallies_promise(reply: &JsValue) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = add, catch)]
    fn with_text(pieces: &JsValue, text: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = save, catch)]
    fn hand_out(name: &str, media_type: &str, pieces: &JsValue) -> Result<(), JsValue>;
    #[wasm_bindgen(js_name = chart, catch)]
    fn hand_out_chart(place: &JsValue, name: &str, format: &str) -> Result<JsValue, JsValue>;
}

/// A reply or a file, piece by piece.
#[derive(Debug)]
pub struct Stream(JsValue);

impl Stream {
    /// Starts reading a `Response` or a `Blob`. `None` where the browser cannot.
    #[must_use]
    pub fn of(from: &JsValue) -> Option<Self> {
        reader_of(from).ok().map(Self)
    }

    /// The next piece: `Ok(None)` at the end.
    ///
    /// # Errors
    /// Where the rest does not come: broken off, or the file is gone.
    #[allow(clippy::result_unit_err)]
    pub async fn next(&self) -> Result<Option<Uint8Array>, ()> {
        let next = next_of(&self.0).map_err(|_| ())?;
        let piece = settled(next).await.map_err(|_| ())?;
        Ok((!piece.is_undefined()).then(|| piece.unchecked_into()))
    }
}

/// Lets the page do what waits: paint, scroll, take a click.
#[must_use]
pub fn rest() -> Pause {
    pause(rest_promise())
}

/// Waits until the page is about to be painted.
#[must_use]
pub fn frame() -> Pause {
    pause(frame_promise())
}

/// A page without channels or frames goes on at once.
fn pause(promise: Result<JsValue, JsValue>) -> Pause {
    Pause(settled(promise.unwrap_or_default()))
}

/// Notes on the page's own timeline, for whoever measures it, that the numbers are there:
/// `zeroten:computed`.
pub fn mark_computed() {
    // Where a page has put something else in its place, nobody measures.
    let _ = mark_of();
}

/// The stop words of a language, from beside the script. `None` where there are none, or they do
/// not come.
pub async fn stop_words(lang: &str) -> Option<String> {
    let words = words_promise(lang).ok()?;
    settled(words).await.ok()?.as_string()
}

/// The daily counts in a reply, a line each: the day, the scale, rows excluded, how often the survey
/// was shown or `-`, and the answers of 0 to 10. `None` where it holds none.
pub async fn tallies(reply: &JsValue) -> Option<String> {
    let lines = tallies_promise(reply).ok()?;
    settled(lines).await.ok()?.as_string()
}

/// The `pieces` of a text, at first none, and one more.
#[must_use]
pub fn with(pieces: &JsValue, text: &str) -> JsValue {
    with_text(pieces, text).unwrap_or_default()
}

/// Hands the pieces of a text as a file to whoever looks at the page. What a browser refuses here it
/// says itself.
pub fn save(name: &str, media_type: &str, pieces: &JsValue) {
    let _ = hand_out(name, media_type, pieces);
}

/// Hands out the chart of this `name` in `place` as a file of that name and `format`, `svg` or `png`.
/// Whether the browser could draw it: a page's policy may let no image be made of data.
pub async fn save_chart(place: &JsValue, name: &str, format: &str) -> bool {
    match hand_out_chart(place, name, format) {
        Ok(done) => settled(done).await.is_ok(),
        Err(_) => false,
    }
}
