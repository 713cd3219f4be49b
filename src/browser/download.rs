//! Getting the answers for their owner.

use super::task::settled;
use wasm_bindgen::prelude::*;
use web_sys::Response;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/download.js")]
extern "C" {
    // All may throw: the glue links only such functions by short names (`xtask/glue.rs`).
    #[wasm_bindgen(js_name = get, catch)]
    fn start(url: &str, token: &str) -> Result<JsValue, JsValue>;
    #[wasm_bindgen(js_name = size, catch)]
    fn size_of(reply: &JsValue) -> Result<f64, JsValue>;
    #[wasm_bindgen(js_name = origin, catch)]
    fn origin_of(url: &str) -> Result<String, JsValue>;
}

/// Gets `url`, with `token` as its bearer where there is one. `None` where there was no reply:
/// offline, refused, blocked.
pub async fn get(url: &str, token: Option<&str>) -> Option<Response> {
    let promise = start(url, token.unwrap_or_default()).ok()?;
    Some(settled(promise).await.ok()?.unchecked_into())
}

/// How many bytes the reply says it has.
#[must_use]
pub fn length(reply: &Response) -> Option<f64> {
    size_of(reply).ok().filter(|size| *size > 0.0)
}

/// The origin that `url` lies in, seen from this page. `None` where it is no address.
#[must_use]
pub fn origin(url: &str) -> Option<String> {
    origin_of(url).ok()
}
