//! Posting to the owner's endpoint.

use js_sys::Promise;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/post.js")]
extern "C" {
    #[wasm_bindgen(js_name = post, catch)]
    fn hand_over(url: &str, body: &str) -> Result<Promise, JsValue>;
}

/// A POST under way; the request left when this was made.
#[derive(Debug)]
pub struct Posting(Option<Promise>);

/// Posts `body` to `url` and returns at once: the request is handed to the browser before
/// anything is awaited, and outlives the page (`keepalive`).
#[must_use]
pub fn post(url: &str, body: &str) -> Posting {
    Posting(hand_over(url, body).ok())
}

impl Posting {
    /// Waits for the reply, at most ten seconds: a line each for the status, `Retry-After`, the id
    /// and revision it acknowledges, and `true` where there are answers enough. Empty where there was none: offline, refused, blocked.
    pub async fn reply(self) -> String {
        let Some(promise) = self.0 else {
            return String::new();
        };
        let reply = JsFuture::from(promise).await.ok();
        reply.and_then(|it| it.as_string()).unwrap_or_default()
    }
}
