//! An HTML or SVG element of one type, whatever its tag.
//!
//! Leptos's builder makes a type of every combination of tag, attributes and children, and compiles
//! each. That suits a page of few elements and many changes; charts, tables and comments are the
//! opposite: many elements that change as a whole. This is the same view to Leptos, compiled once.

use std::borrow::Cow;

use leptos::prelude::*;
use leptos::tachys::renderer::{Rndr, types};
use leptos::tachys::view::{Mountable, Render};

/// An element under construction.
pub(super) struct Element {
    tag: &'static str,
    namespace: Option<&'static str>,
    attributes: Vec<Attribute>,
    children: Vec<AnyView>,
}

type Attribute = (&'static str, Cow<'static, str>);

/// An HTML element.
pub(super) fn element(tag: &'static str) -> Element {
    Element {
        tag,
        namespace: None,
        attributes: Vec::new(),
        children: Vec::new(),
    }
}

/// An SVG element.
pub(super) fn shape(tag: &'static str) -> Element {
    Element {
        namespace: Some("http://www.w3.org/2000/svg"),
        ..element(tag)
    }
}

impl Element {
    /// Gives it an attribute.
    pub(super) fn attr(mut self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Self {
        self.attributes.push((name, value.into()));
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

    /// The element as a view.
    pub(super) fn view(self) -> AnyView {
        self.into_any()
    }
}

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

/// An element in the document.
pub(super) struct Drawn {
    element: types::Element,
    tag: &'static str,
    attributes: Vec<Attribute>,
    children: <Vec<AnyView> as Render>::State,
}

impl Render for Element {
    type State = Drawn;

    fn build(self) -> Drawn {
        let node = Rndr::create_element(self.tag, self.namespace);
        for (name, value) in &self.attributes {
            Rndr::set_attribute(&node, name, value);
        }
        let mut children = self.children.build();
        children.mount(&node, None);
        Drawn {
            element: node,
            tag: self.tag,
            attributes: self.attributes,
            children,
        }
    }

    fn rebuild(self, state: &mut Drawn) {
        if self.tag != state.tag || !same_names(&self.attributes, &state.attributes) {
            let mut new = self.build();
            state.insert_before_this(&mut new);
            state.unmount();
            *state = new;
            return;
        }
        for ((name, value), (_, old)) in self.attributes.iter().zip(&state.attributes) {
            if value != old {
                Rndr::set_attribute(&state.element, name, value);
            }
        }
        state.attributes = self.attributes;
        self.children.rebuild(&mut state.children);
    }
}

fn same_names(a: &[Attribute], b: &[Attribute]) -> bool {
    a.iter()
        .map(|(name, _)| name)
        .eq(b.iter().map(|(name, _)| name))
}

crate::browser::view::client_only!(Element, Drawn);
