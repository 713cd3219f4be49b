//! Style sheets that a content security policy cannot refuse.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// Adopts `css` into `root` as a constructed style sheet. A `<style>` element or a `style`
/// attribute would be refused under `style-src 'none'`; this is not.
///
/// # Errors
/// What the browser threw, where it knows no constructed style sheets.
pub fn adopt(root: &ShadowRoot, css: &str) -> Result<(), JsValue> {
    let sheet = CssStyleSheet::new()?;
    sheet.replace_sync(css)?;
    Reflect::set(root, &"adoptedStyleSheets".into(), &Array::of1(&sheet))?;
    Ok(())
}
