//! How wide an element is, now and whenever that changes.

use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{Element, ResizeObserver};

/// A watch on an element's width; dropping it ends the watch.
#[must_use = "the watch ends when this is dropped"]
pub struct Watch {
    observer: ResizeObserver,
    _told: Closure<dyn FnMut()>,
}

/// Tells `told` the width of `element`'s content, in whole pixels, before it is first painted and
/// at every change. `None` where the browser cannot watch.
pub fn watch(element: &Element, told: impl Fn(i32) + 'static) -> Option<Watch> {
    let watched = element.clone();
    let told = Closure::<dyn FnMut()>::new(move || told(watched.client_width()));
    let observer = ResizeObserver::new(told.as_ref().unchecked_ref()).ok()?;
    observer.observe(element);
    Some(Watch {
        observer,
        _told: told,
    })
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.observer.disconnect();
    }
}
