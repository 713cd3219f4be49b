//! Style sheets that a content security policy cannot refuse.

use js_sys::{Array, Reflect};
use wasm_bindgen::JsValue;
use web_sys::{CssStyleSheet, ShadowRoot};

/// Adopts `css` into `root` as a constructed style sheet. A `<style>` element or a `style`
/// attribute would be refused under `style-src 'none'`; this is not. The element stands in where a
/// browser cannot construct sheets (Safari before 16.4, Firefox before 101).
///
/// # Errors
/// What the browser threw, where it can do neither.
pub fn adopt(root: &ShadowRoot, css: &str) -> Result<(), JsValue> {
    let constructed = CssStyleSheet::new().and_then(|sheet| {
        sheet.replace_sync(css)?;
        Reflect::set(root, &"adoptedStyleSheets".into(), &Array::of1(&sheet))
    });
    if constructed.is_err() {
        let document = root.owner_document().ok_or(JsValue::NULL)?;
        let style = document.create_element("style")?;
        style.set_text_content(Some(css));
        root.append_child(&style)?;
    }
    Ok(())
}
