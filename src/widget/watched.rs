//! A value that the card's views follow.

use std::cell::Cell;

use leptos::prelude::*;

/// A small value whose readers among Leptos's effects run again when it changes.
///
/// Leptos's own signals bring a lock and its guards for each type of value, which a page of one
/// thread downloads for nothing.
pub(super) struct Watched<T> {
    value: Cell<T>,
    changed: ArcTrigger,
}

impl<T: Copy> Watched<T> {
    pub(super) fn new(value: T) -> Self {
        Self {
            value: Cell::new(value),
            changed: ArcTrigger::new(),
        }
    }

    /// The value, followed by the effect that asks.
    pub(super) fn get(&self) -> T {
        self.changed.track();
        self.value.get()
    }

    /// The value as it is now, followed by nobody.
    pub(super) fn peek(&self) -> T {
        self.value.get()
    }

    pub(super) fn set(&self, value: T) {
        self.value.set(value);
        self.changed.notify();
    }
}
