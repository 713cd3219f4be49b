//! Posting to the owner's endpoint.

use js_sys::{Function, Promise};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

use super::object::Object;

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/post.js")]
extern "C" {
    #[wasm_bindgen(js_name = post, catch)]
    fn hand_over(url: &str, body: &str) -> Result<Promise, JsValue>;
}

/// The endpoint's reply.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The HTTP status.
    pub status: u16,
    /// The `id` and `rev` of an acknowledgement, where the body is one.
    pub acknowledged: Option<(String, u32)>,
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
    /// Waits for the reply. `None` where there was none: offline, refused, blocked.
    pub async fn reply(self) -> Option<Reply> {
        let response = JsFuture::from(self.0?).await.ok()?;
        let status = Object(&response).value("status").as_f64()? as u16;
        let mut reply = Reply {
            status,
            acknowledged: None,
        };
        if matches!(status, 200 | 201) {
            reply.acknowledged = acknowledgement(&response).await;
        }
        Some(reply)
    }
}

/// Reads `{"id": …, "rev": …}` with the response's own parser: the page's `JSON` may be replaced.
async fn acknowledgement(response: &JsValue) -> Option<(String, u32)> {
    let parse: Function = Object(response).value("json").dyn_into().ok()?;
    let promise: Promise = parse.call0(response).ok()?.dyn_into().ok()?;
    let body = JsFuture::from(promise).await.ok()?;
    let body = Object(&body);
    Some((
        body.value("id").as_string()?,
        body.value("rev").as_f64()? as u32,
    ))
}
