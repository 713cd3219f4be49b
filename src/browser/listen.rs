//! Events of many kinds, heard in one place.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Event, EventTarget};

/// A listener for several kinds of events; dropping it ends it.
#[must_use = "the listening ends when this is dropped"]
pub struct Listener {
    target: EventTarget,
    kinds: &'static [&'static str],
    heard: Closure<dyn FnMut(Event)>,
}

/// Tells `heard` every event of these kinds that reaches `target`.
pub fn listen(
    target: &EventTarget,
    kinds: &'static [&'static str],
    heard: impl Fn(&Event) + 'static,
) -> Listener {
    let heard = Closure::<dyn FnMut(Event)>::new(move |event| heard(&event));
    for kind in kinds {
        // Nothing a browser refuses: the kind is a name and the listener a function.
        let _ = target.add_event_listener_with_callback(kind, heard.as_ref().unchecked_ref());
    }
    Listener {
        target: target.clone(),
        kinds,
        heard,
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        let heard = self.heard.as_ref().unchecked_ref();
        for kind in self.kinds {
            let _ = self.target.remove_event_listener_with_callback(kind, heard);
        }
    }
}
