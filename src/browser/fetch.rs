//! Posting to the owner's endpoint.

use js_sys::{Function, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

use super::object::Object;

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
///
/// The type is `text/plain`, which needs no CORS preflight: with a slow one, answers of people who
/// leave at once are lost (reference: Fetch standard, "CORS-safelisted request-header").
#[must_use]
pub fn post(url: &str, body: &str) -> Posting {
    Posting(start(url, body).ok())
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

fn start(url: &str, body: &str) -> Result<Promise, JsValue> {
    let headers = js_sys::Object::new();
    Reflect::set(
        &headers,
        &"content-type".into(),
        &"text/plain;charset=UTF-8".into(),
    )?;
    let options = js_sys::Object::new();
    for (name, value) in [
        ("method", JsValue::from("POST")),
        ("body", body.into()),
        ("headers", headers.into()),
        ("keepalive", true.into()),
        ("credentials", "omit".into()),
        ("referrerPolicy", "no-referrer".into()),
    ] {
        Reflect::set(&options, &name.into(), &value)?;
    }
    let global = js_sys::global();
    let fetch: Function = Reflect::get(&global, &"fetch".into())?.dyn_into()?;
    fetch.call2(&global, &url.into(), &options)?.dyn_into()
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
