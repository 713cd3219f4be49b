//! The clock and chance of the page.

use js_sys::{Date, Math, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};

/// The page's time, in milliseconds since 1970.
#[must_use]
pub fn now_ms() -> i64 {
    Date::now() as i64
}

/// The page's time as RFC 3339 in UTC with milliseconds.
#[must_use]
pub fn now_text() -> String {
    String::from(Date::new_0().to_iso_string())
}

/// A number by chance, evenly spread over its type; enough to spread attempts over time.
#[must_use]
pub fn chance() -> u16 {
    (Math::random() * 65_536.0) as u16
}

/// Sixteen random bytes, from `crypto.getRandomValues`. On a page where that is missing they come
/// from `Math.random`: an identity only has to be unlikely to be met twice.
#[must_use]
pub fn random_bytes() -> [u8; 16] {
    let mut bytes = [0; 16];
    if fill_from_crypto(&mut bytes).is_none() {
        bytes.fill_with(|| (Math::random() * 256.0) as u8);
    }
    bytes
}

fn fill_from_crypto(bytes: &mut [u8; 16]) -> Option<()> {
    let crypto = js_sys::Reflect::get(&js_sys::global(), &"crypto".into()).ok()?;
    let fill = js_sys::Reflect::get(&crypto, &"getRandomValues".into()).ok()?;
    let array = Uint8Array::new_with_length(16);
    let argument: &JsValue = array.as_ref();
    fill.dyn_into::<js_sys::Function>()
        .ok()?
        .call1(&crypto, argument)
        .ok()?;
    array.copy_to(bytes);
    Some(())
}
