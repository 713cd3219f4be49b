//! Waiting: for time to pass, and for other tabs.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/wait.js")]
extern "C" {
    // It does not throw, but what may is called by way of the glue, as the build expects.
    #[wasm_bindgen(js_name = turn, catch)]
    fn js_turn(ms: u32, online: bool) -> Result<Promise, JsValue>;
}

/// This tab's turn at something only one tab of the origin should do; it ends when dropped.
#[derive(Debug)]
#[must_use = "the turn ends when this is dropped"]
pub struct Turn(Option<Function>);

/// Waits `ms` milliseconds by a clock that cannot be set, or until the browser says that it is
/// online again, if `until_online` asks for that; then until no other tab has its turn.
pub async fn turn(ms: u32, until_online: bool) -> Turn {
    let Ok(turn) = js_turn(ms, until_online) else {
        return Turn(None);
    };
    let end = JsFuture::from(turn).await.ok();
    Turn(end.and_then(|end| end.dyn_into().ok()))
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(end) = &self.0 {
            // It only settles a promise.
            let _ = end.call0(&JsValue::UNDEFINED);
        }
    }
}
