//! The card a respondent sees.

mod card;
mod definition;
mod follow_up;
mod keys;
mod look;
mod manners;
mod node;
mod report;
mod session;
mod watched;

use std::rc::Rc;

use any_spawner::Executor;
use leptos::prelude::Owner;
use leptos::tachys::view::{Mountable, Render};
use wasm_bindgen::JsValue;
use web_sys::{HtmlElement, ShadowRoot, ShadowRootInit, ShadowRootMode};

use crate::browser::element::make;
use crate::browser::object::{BadField, Object};
use crate::browser::styles;
use crate::domain::manners::History;
use session::Session;

pub use manners::decide;
pub use report::deliver;

const STYLES: &str = include_str!(concat!(env!("OUT_DIR"), "/card.css"));

/// Why a card cannot be shown.
#[derive(Clone, Debug)]
pub enum Error {
    /// The survey's definition lacks a field or holds something unusable in it.
    Definition(BadField),
    /// The browser refused the shadow root, the style sheet or an element.
    Browser(JsValue),
}

impl Error {
    /// One sentence for the console. Not `Display`: formatting alone would cost every respondent
    /// more than a kilobyte.
    #[must_use]
    pub fn message(&self) -> String {
        match self {
            Self::Definition(BadField { field, expected }) => {
                ["the survey's `", field, "` must be ", expected].concat()
            }
            Self::Browser(_) => "this browser cannot show the survey's card".to_owned(),
        }
    }
}

impl From<BadField> for Error {
    fn from(bad: BadField) -> Self {
        Self::Definition(bad)
    }
}

impl From<JsValue> for Error {
    fn from(thrown: JsValue) -> Self {
        Self::Browser(thrown)
    }
}

/// A card. Dropping it lets go of what it follows and listens to; what it drew goes with its host.
#[must_use = "the card is dead when this is dropped"]
pub struct Card {
    session: Rc<Session>,
    _drawn: node::Drawn,
    _owner: Owner,
}

impl Card {
    /// Opens the card, whose host is on the page by now, in the looks that `object` defines.
    ///
    /// # Errors
    /// [`Error::Definition`] where a look cannot be used.
    pub fn open(&self, object: &JsValue) -> Result<(), Error> {
        let session = &self.session;
        let root = session.host.shadow_root().ok_or(JsValue::NULL)?;
        look::dress(&root, Object(object))?;
        session.follow();
        if session.definition.mode != "inline" {
            manners::remember(&session.definition, History::shown);
        }
        report::survey(&session.host, "zeroten:shown", &session.definition.survey);
        Ok(())
    }

    /// Makes the respondent's first answer a quick one; see [`Session::rehearse`]. To be called
    /// once the card is on the screen.
    pub fn rehearse(&self) {
        self.session.rehearse();
    }

    /// Makes its colours readable again after they have changed.
    pub fn mend(&self) {
        if let Some(root) = self.session.host.shadow_root() {
            look::mend(&root);
        }
    }
}

/// Draws the card of the survey that `object` defines in `host`'s shadow root, in the words of
/// `locale`. Drawing and opening take long enough on a slow device to be two tasks.
///
/// # Errors
/// See [`Error`]. Nothing is shown then.
pub fn draw(host: &HtmlElement, object: &JsValue, locale: &JsValue) -> Result<Card, Error> {
    let definition = definition::Definition::read(object, locale)?;
    let root = shadow_root(host)?;
    let place = make("div", None);
    root.replace_children_with_node_1(&place);
    styles::adopt(&root, STYLES)?;
    let session = Rc::new(Session::new(host.clone(), definition));
    // `leptos::mount` takes what may be sent between threads alone, and to tell one thread from
    // another costs two kilobytes.
    // Set already by the card before, it says so; that is all it can say.
    let _ = Executor::init_wasm_bindgen();
    let owner = Owner::new();
    let drawn = owner.with(|| {
        let mut drawn = card::card(&session).build();
        drawn.mount(&place, None);
        drawn
    });
    Ok(Card {
        session,
        _drawn: drawn,
        _owner: owner,
    })
}

fn shadow_root(host: &HtmlElement) -> Result<ShadowRoot, JsValue> {
    match host.shadow_root() {
        Some(root) => Ok(root),
        None => host.attach_shadow(&ShadowRootInit::new(ShadowRootMode::Open)),
    }
}
