//! What is drawn, as plain data, and the one view that Leptos puts on the page.
//!
//! Leptos's builder makes a type of every combination of tag, attributes and children, and compiles
//! each, and every kind of signal again. The summary has many elements that change as a whole: they
//! are one text here, drawn anew at every change and held against what is there, so that what stayed
//! the same is not touched: focus, open details and scrolled charts stay as they are.

use leptos::tachys::view::Render;

use crate::browser::node::{ATTRIBUTE, CLOSE, ITSELF, OPEN, TEXT, draw};
use crate::domain::letters::pieces;

/// An element under construction: one pointer, so that building it step by step stays small.
pub(super) struct Element(Box<Written>);

/// An element as the page draws it, but for its end.
struct Written(String);

/// An element: its tag, and its fixed attributes after a bar each, `input|type=file|multiple`. What is
/// one text in the source is a tenth of the code that a call for each attribute is.
#[inline(never)]
pub(super) fn element(of: &'static str) -> Element {
    let mut written = Box::new(Written(String::new()));
    written.part(OPEN, of);
    Element(written)
}

impl Element {
    /// Gives it an attribute. `value` is the property of that name, so that a field shows it even
    /// after its visitor changed it.
    #[inline(never)]
    pub(super) fn attr(mut self, name: &'static str, value: impl AsRef<str>) -> Self {
        self.0.part(ATTRIBUTE, name);
        self.0.plain('=', value.as_ref());
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
        self.0.0.push_str(&child.0.0);
        self.0.0.push(CLOSE);
    }

    /// Puts a text node after the children it has.
    #[inline(never)]
    pub(super) fn text(mut self, of: impl AsRef<str>) -> Self {
        self.0.plain(TEXT, of.as_ref());
        self
    }

    /// Turns what it holds about, from right to left, with its lettering still to be read; `turn` is
    /// the transformation that does it.
    pub(super) fn mirrored(self, turn: String) -> Self {
        let mut parts = pieces(&self.0.0, OPEN as u8).skip(1);
        let mut mirrored = Written(String::new());
        mirrored.part(OPEN, parts.next().unwrap_or_default());
        let mut turned = element("g").attr("transform", turn);
        for part in parts {
            match part.strip_prefix("text\u{1}") {
                Some(lettering) => turned.0.turned(lettering),
                None => turned.0.part(OPEN, part),
            }
        }
        Self(Box::new(mirrored)).child(turned)
    }

    /// The element as the page draws it.
    fn whole(mut self) -> String {
        self.0.0.push(CLOSE);
        self.0.0
    }
}

impl Written {
    fn part(&mut self, mark: char, of: &str) {
        self.0.push(mark);
        self.0.push_str(of);
    }

    /// Puts what visitors wrote, which may hold anything, after a `mark`.
    #[inline(never)]
    fn plain(&mut self, mark: char, of: &str) {
        self.0.push(mark);
        for c in of.chars() {
            match c {
                '\u{1}'..=ITSELF => {
                    self.0.push(ITSELF);
                    self.0.push(char::from(b'0' + c as u8));
                }
                _ => self.0.push(c),
            }
        }
    }

    /// Puts a `lettering` with its attributes, turned about its own `x`.
    fn turned(&mut self, lettering: &str) {
        self.part(OPEN, "text");
        for attribute in pieces(lettering, ATTRIBUTE as u8) {
            match attribute.strip_prefix("x=") {
                Some(x) => {
                    self.part(ATTRIBUTE, "transform=translate(");
                    self.0.push_str(x);
                    self.0.push_str(") scale(-1 1)");
                }
                None => self.part(ATTRIBUTE, attribute),
            }
        }
    }
}

/// An element in the document.
pub(super) struct Drawn {
    pub(super) element: web_sys::Element,
}

impl Render for Element {
    type State = Drawn;

    fn build(self) -> Drawn {
        let element = draw(&self.whole(), None);
        Drawn { element }
    }

    fn rebuild(self, state: &mut Drawn) {
        state.element = draw(&self.whole(), Some(&state.element));
    }
}

crate::browser::view::mountable!(Drawn);
