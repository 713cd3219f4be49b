//! Events for the host page.

use serde::{Serialize, Serializer};
use wasm_bindgen::JsValue;
use web_sys::{CustomEvent, CustomEventInit, EventTarget};

/// The value of one field of an event's `detail`.
#[derive(Clone, Copy, Debug)]
pub enum Field<'a> {
    /// A string.
    Text(&'a str),
    /// A number.
    Number(u32),
}

/// Dispatches `name` on `target` with `detail`, bubbling and composed, so that a listener on the
/// document hears it from inside a shadow root.
pub fn dispatch(target: &EventTarget, name: &str, detail: &[(&'static str, Field<'_>)]) {
    let init = CustomEventInit::new();
    init.set_bubbles(true);
    init.set_composed(true);
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
    init.set_detail(
        &Object(detail)
            .serialize(&serializer)
            .unwrap_or(JsValue::UNDEFINED),
    );
    if let Ok(event) = CustomEvent::new_with_event_init_dict(name, &init) {
        // The result only says whether a listener prevented a default, and there is none.
        let _ = target.dispatch_event(&event);
    }
}

/// Fields as an object. A derived struct would bring a table of its names along, to spare what a
/// few events never feel.
struct Object<'a>(&'a [(&'static str, Field<'a>)]);

impl Serialize for Object<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().copied())
    }
}

impl Serialize for Field<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Number(number) => serializer.serialize_u32(*number),
        }
    }
}
