//! Getting the answers for their owner.

use js_sys::Promise;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Headers, ReferrerPolicy, RequestCache, RequestInit, Response};

/// Gets `url`, with `token` as its bearer where there is one. `None` where there was no reply:
/// offline, refused, blocked.
///
/// Answers are their respondents' words, so nothing of them is put in the browser's cache.
pub async fn get(url: &str, token: Option<&str>) -> Option<Response> {
    let promise = start(url, token).ok()?;
    JsFuture::from(promise).await.ok()?.dyn_into().ok()
}

/// How many bytes the reply says it has.
#[must_use]
pub fn length(reply: &Response) -> Option<f64> {
    let length = reply.headers().get("content-length").ok()??;
    length.parse::<u32>().ok().map(f64::from)
}

/// The origin that `url` lies in, seen from this page. `None` where it is no address.
#[must_use]
pub fn origin(url: &str) -> Option<String> {
    let base = web_sys::window()?.document()?.base_uri().ok()??;
    Some(web_sys::Url::new_with_base(url, &base).ok()?.origin())
}

fn start(url: &str, token: Option<&str>) -> Result<Promise, JsValue> {
    let headers = Headers::new()?;
    if let Some(token) = token {
        headers.set("authorization", &["Bearer ", token].concat())?;
    }
    let init = RequestInit::new();
    init.set_headers(&headers);
    init.set_cache(RequestCache::NoStore);
    init.set_referrer_policy(ReferrerPolicy::NoReferrer);
    let window = web_sys::window().ok_or(JsValue::NULL)?;
    Ok(window.fetch_with_str_and_init(url, &init))
}
