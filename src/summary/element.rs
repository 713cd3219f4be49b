//! An HTML element that does not change once it is there.
//!
//! Leptos's builder makes a type of every combination of tag, attributes and children, and compiles
//! each. That is what a page with few elements and many changes wants; tables and comments are the
//! opposite. One type for all of them takes a fifth off the summary's weight.

use std::borrow::Cow;

use leptos::html;
use leptos::prelude::*;

/// An element under construction.
pub(super) struct Element {
    tag: &'static str,
    attributes: [Attribute; MOST],
    used: usize,
    children: Vec<AnyView>,
}

type Attribute = (&'static str, Option<Cow<'static, str>>);

/// A text node that changes.
pub(super) fn live(text: impl Fn() -> String + Send + 'static) -> AnyView {
    let text: Box<dyn Fn() -> String + Send> = Box::new(text);
    text.into_any()
}

/// A place whose content changes.
pub(super) fn changing(view: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    let view: Box<dyn Fn() -> AnyView + Send> = Box::new(view);
    view.into_any()
}

/// An attribute that comes and goes.
pub(super) type Maybe = Box<dyn Fn() -> Option<&'static str> + Send>;

/// An attribute that is there, and empty, while `condition` holds.
pub(super) fn when(condition: impl Fn() -> bool + Send + 'static) -> Maybe {
    maybe("", condition)
}

/// An attribute that has `value` while `condition` holds, and else is not there.
pub(super) fn maybe(value: &'static str, condition: impl Fn() -> bool + Send + 'static) -> Maybe {
    Box::new(move || condition().then_some(value))
}

/// How many attributes an element may have.
const MOST: usize = 3;

/// An element with this tag.
pub(super) fn element(tag: &'static str) -> Element {
    Element {
        tag,
        attributes: [const { ("", None) }; MOST],
        used: 0,
        children: Vec::new(),
    }
}

impl Element {
    /// Gives it an attribute; more than [`MOST`] find no place.
    pub(super) fn attr(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        if let Some(slot) = self.attributes.get_mut(self.used) {
            *slot = (name, Some(value.into()));
            self.used += 1;
        }
        self
    }

    /// Puts a child after those it has.
    pub(super) fn child(mut self, child: AnyView) -> Self {
        self.children.push(child);
        self
    }

    /// Puts several children after those it has.
    pub(super) fn children(mut self, children: Vec<AnyView>) -> Self {
        self.children.extend(children);
        self
    }

    /// Puts a text node after the children it has.
    pub(super) fn text(self, text: impl Into<String>) -> Self {
        self.child(text.into().into_any())
    }

    /// The element itself.
    pub(super) fn view(self) -> AnyView {
        let [(a, a_value), (b, b_value), (c, c_value)] = self.attributes;
        html::custom(self.tag)
            .attr(a, a_value)
            .attr(b, b_value)
            .attr(c, c_value)
            .child(self.children)
            .into_any()
    }
}
