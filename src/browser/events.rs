//! Events for the host page.

use serde::Serialize;
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

/// Dispatches `name` on `target` with `detail`, bubbling and composed, so that a listener on the
/// document hears it from inside a shadow root.
pub fn dispatch(target: &EventTarget, name: &str, detail: &impl Serialize) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    init.set_detail(&serde_wasm_bindgen::to_value(detail).unwrap_or(JsValue::UNDEFINED));
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // The result only says whether a listener prevented a default, and there is none.
        let _ = target.dispatch_event(&event);
    }
}
