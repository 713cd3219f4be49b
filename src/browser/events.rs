//! Events for the host page.

use serde::{Serialize, Serializer};
use wasm_bindgen::prelude::*;
use web_sys::EventTarget;

/// The value of one field of an event's `detail`.
#[derive(Clone, Copy, Debug)]
pub enum Field<'a> {
    /// A string.
    Text(&'a str),
    /// A number.
    Number(u32),
}

/// Dispatches `name` on `target`, the document where there is none, with `detail`, bubbling and
/// composed, so that a listener on the document hears it from inside a shadow root.
pub fn dispatch(target: Option<&EventTarget>, name: &str, detail: &[(&'static str, Field<'_>)]) {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_maps_as_objects(true);
    let detail = Object(detail).serialize(&serializer);
    // A page that takes no events hears none.
    let _ = tell(target, name, &detail.unwrap_or(JsValue::UNDEFINED));
}

// The attribute writes unsafe glue; there is none of our own.
#[allow(unsafe_code)]
#[wasm_bindgen(module = "/src/browser/events.js")]
extern "C" {
    #[wasm_bindgen(catch)]
    fn tell(target: Option<&EventTarget>, name: &str, detail: &JsValue) -> Result<(), JsValue>;
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
