//! The one view type the card is made of.
//!
//! Leptos's own builder makes a type of every combination of tag, attributes, handlers and
//! children, and each is compiled and downloaded. A card has many small elements of which few ever
//! change: this view, of one type, draws them all. To Leptos it is a view like any other; what
//! changes is still followed by Leptos's effects.

use leptos::prelude::*;
use leptos::tachys::renderer::{Rndr, types};
use leptos::tachys::view::Render;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::Event;

use super::definition::Definition;
use crate::browser::element::make;
use crate::domain::survey::Text;

/// A text that may change; Leptos calls it again when what it reads does.
pub(super) type Words = Box<dyn Fn() -> String>;
/// What happens on an event.
pub(super) type Handler = Box<dyn Fn(Event)>;

/// An element under construction.
///
/// Boxed, because every step of building moves it.
pub(super) struct Node(Box<Parts>);

struct Parts {
    of: &'static str,
    texts: Vec<(Option<&'static str>, String)>,
    followed: Vec<(Option<&'static str>, Words)>,
    handlers: Vec<(&'static str, Handler)>,
    children: Vec<Node>,
}

/// An element: its tag, and its fixed attributes after a bar each, `input|type=file|multiple`. One
/// text is less to download than a list, and one call of the browser's.
pub(super) fn node(of: &'static str) -> Node {
    Node(Box::new(Parts {
        of,
        texts: Vec::new(),
        followed: Vec::new(),
        handlers: Vec::new(),
        children: Vec::new(),
    }))
}

impl Node {
    /// Gives it an attribute whose value is only known now.
    pub(super) fn attr(mut self, name: &'static str, value: String) -> Self {
        self.0.texts.push((Some(name), value));
        self
    }

    /// Gives it an attribute that follows `words`.
    pub(super) fn live_attr(mut self, name: &'static str, words: Words) -> Self {
        self.0.followed.push((Some(name), words));
        self
    }

    /// Makes `words` its content, and follows them.
    pub(super) fn live_text(mut self, words: Words) -> Self {
        self.0.followed.push((None, words));
        self
    }

    /// Makes `text` its content.
    pub(super) fn text(mut self, text: String) -> Self {
        self.0.texts.push((None, text));
        self
    }

    /// Makes one of the survey's texts its content.
    pub(super) fn says(self, definition: &Definition, text: Text) -> Self {
        self.text(definition.text(text))
    }

    /// Runs `handler` on events of this name.
    pub(super) fn on(mut self, event: &'static str, handler: Handler) -> Self {
        self.0.handlers.push((event, handler));
        self
    }

    /// Puts a node after the children it has.
    pub(super) fn child(mut self, child: Self) -> Self {
        self.0.children.push(child);
        self
    }
}

/// A node in the document, with what keeps it up to date and listening.
pub(super) struct Drawn {
    element: types::Element,
    _effects: Vec<RenderEffect<()>>,
    _listeners: Vec<Closure<dyn Fn(Event)>>,
    _children: Vec<Self>,
}

impl Render for Node {
    type State = Drawn;

    fn build(self) -> Drawn {
        self.draw(None)
    }

    /// The card is drawn once; only its effects change it.
    fn rebuild(self, _: &mut Drawn) {}
}

impl Node {
    fn draw(self, parent: Option<&types::Element>) -> Drawn {
        let Parts {
            of,
            texts,
            followed,
            handlers,
            children,
        } = *self.0;
        let element = types::Element::from(make(of, parent));
        for (name, value) in &texts {
            put(&element, *name, value);
        }
        Drawn {
            _effects: followed
                .into_iter()
                .map(|(name, words)| follow(&element, name, words))
                .collect(),
            _listeners: handlers
                .into_iter()
                .map(|(name, handler)| listen(&element, name, handler))
                .collect(),
            _children: children
                .into_iter()
                .map(|child| child.draw(Some(&element)))
                .collect(),
            element,
        }
    }
}

fn put(element: &types::Element, attribute: Option<&str>, value: &str) {
    match attribute {
        Some(name) => Rndr::set_attribute(element, name, value),
        None => element.set_text_content(Some(value)),
    }
}

fn follow(
    element: &types::Element,
    attribute: Option<&'static str>,
    words: Words,
) -> RenderEffect<()> {
    let element = element.clone();
    RenderEffect::new(move |_| put(&element, attribute, &words()))
}

fn listen(element: &types::Element, event: &str, handler: Handler) -> Closure<dyn Fn(Event)> {
    let listener = Closure::wrap(handler);
    // The only error is a detached document's, where no event will come either.
    let _ = element.add_event_listener_with_callback(event, listener.as_ref().unchecked_ref());
    listener
}

crate::browser::view::mountable!(Drawn);
