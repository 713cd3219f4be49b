//! The part of the page's address after the `#`, which is sent to nobody.

use wasm_bindgen::JsValue;

const MARK: &str = "#zeroten?";

/// What the address holds for us; blank where nothing.
#[must_use]
pub fn get() -> String {
    let hash = web_sys::window().and_then(|window| window.location().hash().ok());
    let hash = hash.unwrap_or_default();
    hash.strip_prefix(MARK).unwrap_or_default().to_owned()
}

/// Puts `text` into the address, in place of what was there; blank takes ours away. The page's
/// history gets no entry.
pub fn set(text: &str) {
    let Some(window) = web_sys::window() else {
        return;
    };
    let hash = window.location().hash().unwrap_or_default();
    let address = match text {
        "" if !hash.starts_with(MARK) => return,
        // A lone fragment cannot be taken off with a relative address.
        "" => window.location().pathname().and_then(|path| {
            let search = window.location().search()?;
            Ok([path, search].concat())
        }),
        text => Ok([MARK, text].concat()),
    };
    if let (Ok(address), Ok(history)) = (address, window.history()) {
        // Refused where the page is a sandboxed frame; then the view is only not in the address.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address));
    }
}
