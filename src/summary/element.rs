//! What is drawn, as plain data, and the one view that Leptos puts on the page.
//!
//! Leptos's builder makes a type of every combination of tag, attributes and children, and compiles
//! each, and every kind of signal again. The summary has many elements that change as a whole: they
//! are data here, drawn anew at every change and held against what is there, so that what stayed
//! the same is not touched: focus, open details and scrolled charts stay as they are.

use std::borrow::Cow;

use leptos::tachys::renderer::{Rndr, types};
use leptos::tachys::view::Render;
use wasm_bindgen::{JsCast, JsValue};

/// An element or a text.
enum Node {
    Element(Element),
    Text(Value),
}

/// A text or a value: most are fixed, and need no copy.
type Value = Cow<'static, str>;

/// An element under construction: one pointer, so that building it step by step stays small.
pub(super) struct Element(Box<Parts>);

struct Parts {
    tag: &'static str,
    svg: bool,
    attributes: Vec<Attribute>,
    children: Vec<Node>,
}

type Attribute = (&'static str, Value);

/// An HTML element: its tag, and its fixed attributes after a bar each, `input|type=file|multiple`.
/// What is one text in the source is a tenth of the code that a call for each attribute is.
#[inline(never)]
pub(super) fn element(of: &'static str) -> Element {
    new(of, false)
}

/// An SVG element, written as HTML's are.
#[inline(never)]
pub(super) fn shape(of: &'static str) -> Element {
    new(of, true)
}

#[inline(never)]
fn new(of: &'static str, svg: bool) -> Element {
    let mut parts = of.split('|');
    let tag = parts.next().unwrap_or_default();
    let attributes = parts.map(|part| {
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        (name, value.into())
    });
    Element(Box::new(Parts {
        tag,
        svg,
        attributes: attributes.collect(),
        children: Vec::new(),
    }))
}

impl Element {
    /// Gives it an attribute. `value` is the property of that name, so that a field shows it even
    /// after its visitor changed it.
    #[inline(never)]
    pub(super) fn attr(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        self.0.attributes.push((name, value.into()));
        self
    }

    /// Gives it an attribute, empty, where `condition` holds.
    pub(super) fn when(self, name: &'static str, condition: bool) -> Self {
        match condition {
            true => self.attr(name, ""),
            false => self,
        }
    }

    /// Puts a child after those it has.
    #[inline(never)]
    pub(super) fn child(mut self, child: Self) -> Self {
        self.push(child);
        self
    }

    /// The same where it is there already.
    #[inline(never)]
    pub(super) fn push(&mut self, child: Self) {
        self.0.children.push(Node::Element(child));
    }

    /// Puts a text node after the children it has.
    #[inline(never)]
    pub(super) fn text(mut self, of: impl Into<Value>) -> Self {
        self.0.children.push(Node::Text(of.into()));
        self
    }

    /// Turns what it holds about, from right to left, with its lettering still to be read; `turn` is
    /// the transformation that does it.
    pub(super) fn mirrored(mut self, turn: String) -> Self {
        let mut turned = shape("g").attr("transform", turn);
        turned.0.children = core::mem::take(&mut self.0.children);
        for child in &mut turned.0.children {
            if let Node::Element(Self(parts)) = child
                && parts.tag == "text"
            {
                parts.turn_back();
            }
        }
        self.child(turned)
    }
}

impl Parts {
    /// Turns it about its own `x`.
    fn turn_back(&mut self) {
        for (name, value) in &mut self.attributes {
            if *name == "x" {
                *name = "transform";
                *value = ["translate(", value, ") scale(-1 1)"].concat().into();
            }
        }
    }
}

/// An element in the document.
pub(super) struct Drawn {
    pub(super) element: types::Element,
    tag: &'static str,
    attributes: Vec<Attribute>,
    children: Vec<There>,
}

/// An element or a text in the document.
enum There {
    Element(Drawn),
    Text(types::Node, Value),
}

impl Render for Element {
    type State = Drawn;

    fn build(self) -> Drawn {
        let Self(parts) = self;
        let namespace = parts.svg.then_some("http://www.w3.org/2000/svg");
        let node = Rndr::create_element(parts.tag, namespace);
        let children = parts.children.into_iter().map(|child| {
            let child = There::new(child);
            Rndr::insert_node(&node, child.node(), None);
            child
        });
        let children = children.collect();
        // After the children: the value of a `select` is one of them.
        for (name, value) in &parts.attributes {
            set(&node, name, value);
        }
        Drawn {
            element: node,
            tag: parts.tag,
            attributes: parts.attributes,
            children,
        }
    }

    fn rebuild(self, state: &mut Drawn) {
        let Self(parts) = self;
        let mut old = core::mem::take(&mut state.children).into_iter();
        for child in parts.children {
            state.children.push(match old.next() {
                Some(there) => there.become_(child),
                None => {
                    let new = There::new(child);
                    Rndr::insert_node(&state.element, new.node(), None);
                    new
                }
            });
        }
        for gone in old {
            remove(gone.node());
        }
        for (name, _) in &state.attributes {
            if !parts.attributes.iter().any(|(kept, _)| kept == name) {
                Rndr::remove_attribute(&state.element, name);
            }
        }
        for (name, value) in &parts.attributes {
            let same = |(old, was): &Attribute| old == name && was == value;
            if *name == "value" || !state.attributes.iter().any(same) {
                set(&state.element, name, value);
            }
        }
        state.attributes = parts.attributes;
    }
}

impl There {
    fn new(node: Node) -> Self {
        match node {
            Node::Element(element) => Self::Element(element.build()),
            Node::Text(text) => Self::Text(Rndr::create_text_node(&text).into(), text),
        }
    }

    fn node(&self) -> &types::Node {
        match self {
            Self::Element(drawn) => &drawn.element,
            Self::Text(node, _) => node,
        }
    }

    /// The same place with what is to be there.
    fn become_(mut self, node: Node) -> Self {
        match (&mut self, node) {
            (Self::Element(drawn), Node::Element(element)) if drawn.tag == element.0.tag => {
                element.rebuild(drawn);
            }
            (Self::Text(there, was), Node::Text(text)) => {
                if *was != text {
                    there.set_node_value(Some(&text));
                    *was = text;
                }
            }
            (_, node) => {
                let new = Self::new(node);
                if let Some(parent) = self.node().parent_node() {
                    // Both are nodes of ours; a page that took one away has no place for the other.
                    let _ = parent.replace_child(new.node(), self.node());
                }
                return new;
            }
        }
        self
    }
}

fn set(element: &types::Element, name: &str, value: &str) {
    if name != "value" {
        Rndr::set_attribute(element, name, value);
        return;
    }
    let (name, value) = (JsValue::from_str(name), JsValue::from_str(value));
    let is = js_sys::Reflect::get(element, &name);
    if is.is_ok_and(|is| is != value) {
        // A property of an element of ours can be set.
        let _ = js_sys::Reflect::set(element, &name, &value);
    }
}

fn remove(node: &types::Node) {
    if let Some(parent) = node.parent_node() {
        let _ = parent.remove_child(node);
    }
}

/// The element with these attributes that the event came from, or one around it.
pub(super) fn source(event: &web_sys::Event, selector: &str) -> Option<web_sys::Element> {
    let target = event.composed_path().get(0);
    let target: web_sys::Element = target.dyn_into().ok()?;
    target.closest(selector).ok()?
}

crate::browser::view::mountable!(Drawn);
