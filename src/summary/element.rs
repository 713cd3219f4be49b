//! What is drawn, as plain data, and the one view that Leptos puts on the page.
//!
//! Leptos's builder makes a type of every combination of tag, attributes and children, and compiles
//! each, and every kind of signal again. The summary has many elements that change as a whole: they
//! are data here, drawn anew at every change and held against what is there, so that what stayed
//! the same is not touched: focus, open details and scrolled charts stay as they are.

use std::borrow::Cow;

use leptos::tachys::view::Render;
use web_sys::Node as There;

use crate::browser::node::{BEFORE, dress, make, replace, write};
use crate::domain::letters::{cut, joined, pieces};

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
    attributes: String,
    /// Whether its value is what it shows now.
    holds: bool,
    children: Vec<Node>,
}

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
    let (tag, fixed) = cut(of, b'|').unwrap_or((of, ""));
    Element(Box::new(Parts {
        tag,
        svg,
        attributes: fixed.to_owned(),
        holds: false,
        children: Vec::new(),
    }))
}

impl Element {
    /// Gives it an attribute. `value` is the property of that name, so that a field shows it even
    /// after its visitor changed it.
    #[inline(never)]
    pub(super) fn attr(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        let parts = &mut *self.0;
        parts.holds |= name == "value";
        parts.attributes.push(char::from(BEFORE));
        parts.attributes.push_str(name);
        parts.attributes.push('=');
        // A value that held what stands before attributes could make some of its own.
        for piece in pieces(&value.into(), BEFORE) {
            parts.attributes.push_str(piece);
        }
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

    /// Puts it on the page, into `parent` where there is one.
    fn build_in(self, parent: Option<&web_sys::Element>) -> Drawn {
        let Self(parts) = self;
        let element = make(parts.tag, parts.svg, parent);
        let children = parts.children.into_iter();
        let children = children.map(|child| Child::new(child, Some(&element)));
        let children = children.collect();
        // After the children: the value of a `select` is one of them.
        dress(&element, "", &parts.attributes);
        Drawn {
            element,
            tag: parts.tag,
            attributes: parts.attributes,
            children,
        }
    }
}

impl Parts {
    /// Turns it about its own `x`.
    fn turn_back(&mut self) {
        let turned = |attribute: &str| match attribute.strip_prefix("x=") {
            Some(x) => ["transform=translate(", x, ") scale(-1 1)"].concat(),
            None => attribute.to_owned(),
        };
        let attributes: Vec<String> = pieces(&self.attributes, BEFORE).map(turned).collect();
        self.attributes = joined(&attributes, "\u{1}");
    }
}

/// An element in the document.
pub(super) struct Drawn {
    pub(super) element: web_sys::Element,
    tag: &'static str,
    attributes: String,
    children: Vec<Child>,
}

/// An element or a text in the document.
enum Child {
    Element(Drawn),
    Text(There, Value),
}

impl Render for Element {
    type State = Drawn;

    fn build(self) -> Drawn {
        self.build_in(None)
    }

    fn rebuild(self, state: &mut Drawn) {
        let Self(parts) = self;
        let mut old = core::mem::take(&mut state.children).into_iter();
        for child in parts.children {
            state.children.push(match old.next() {
                Some(there) => there.become_(child),
                None => Child::new(child, Some(&state.element)),
            });
        }
        for gone in old {
            replace(gone.node(), None);
        }
        if parts.holds || state.attributes != parts.attributes {
            dress(&state.element, &state.attributes, &parts.attributes);
            state.attributes = parts.attributes;
        }
    }
}

impl Child {
    fn new(node: Node, parent: Option<&web_sys::Element>) -> Self {
        match node {
            Node::Element(element) => Self::Element(element.build_in(parent)),
            Node::Text(text) => Self::Text(write(&text, parent), text),
        }
    }

    fn node(&self) -> &There {
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
            (Self::Text(_, was), Node::Text(text)) if *was == text => {}
            (_, node) => {
                let new = Self::new(node, None);
                replace(self.node(), Some(new.node()));
                return new;
            }
        }
        self
    }
}

crate::browser::view::mountable!(Drawn);
