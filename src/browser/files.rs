//! Files the visitor chose or dropped. Reading one sends nothing anywhere.

use js_sys::Uint8Array;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;

/// The bytes of `file` from `start` on, at most `length` of them; none at its end. `None` where it
/// cannot be read.
pub async fn piece(file: &Blob, start: f64, length: f64) -> Option<Vec<u8>> {
    let piece = file.slice_with_f64_and_f64(start, start + length).ok()?;
    let buffer = JsFuture::from(piece.array_buffer()).await.ok()?;
    Some(Uint8Array::new(&buffer).to_vec())
}
