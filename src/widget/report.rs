//! What the page is told: the events of a card and of deliveries.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use web_sys::{EventTarget, HtmlElement};

use super::manners;
use super::session::Status;
use super::watched::Watched;
use crate::browser::events::{self, Field};
use crate::browser::object::Object;
use crate::delivery::outbox::{Entry, Lost};
use crate::delivery::sender::{self, Outcome};
use crate::wire::{Response, ResponseId};

/// Tells the page that `event` happened to `survey`.
pub(super) fn survey(host: &HtmlElement, event: &str, survey: &str) {
    events::dispatch(Some(host), event, &[("survey", Field::Text(survey))]);
}

/// Tells the page of an event with what was answered.
pub(super) fn answer(target: &EventTarget, event: &str, response: &Response) {
    let id = response.id.to_text();
    let mut detail = Vec::from(of_response(&id, response.rev, &response.survey));
    if let Some(score) = response.score {
        detail.push(("score", Field::Number(score.get().into())));
    }
    if let Some(comment) = &response.comment {
        detail.push(("comment", Field::Text(comment)));
    }
    events::dispatch(Some(target), event, &detail);
}

/// Sends what waits from earlier visits, telling the page how each went. What waits for the survey
/// of `definition` goes to its endpoint, the owner's present one, wherever it was meant to go before.
pub fn deliver(definition: &JsValue) {
    let fields = Object(definition);
    if let (Ok(Some(survey)), Ok(Some(endpoint))) = (fields.text("survey"), fields.text("endpoint"))
    {
        sender::start(&survey, &endpoint, outcome);
    }
}

/// Shows in `status` what becomes of the response `id`, and tells `host` of it, for as long as that
/// is on the page.
pub(super) fn follow(id: ResponseId, host: &HtmlElement, status: Rc<Watched<Status>>) {
    CARDS.with_borrow_mut(|cards| {
        cards.retain(|card| card.host.is_connected());
        cards.push(Card {
            id,
            host: host.clone(),
            status,
        });
    });
}

/// Tells the page what became of a response: its card, or the document where that is gone.
pub(super) fn outcome(entry: &Entry, outcome: Outcome) {
    let card = CARDS.with_borrow(|cards| {
        let followed = |card: &&Card| card.id == entry.id && card.host.is_connected();
        cards.iter().find(followed).cloned()
    });
    let (status, event, reason) = match outcome {
        Outcome::Delivered { all: true, .. } => (Some(Status::Sent), "zeroten:delivered", None),
        Outcome::Delivered { all: false, .. } => (None, "zeroten:delivered", None),
        Outcome::Kept => (Some(Status::Saved), "", None),
        Outcome::NotKept => (Some(Status::Silent), FAILED, Some("not kept")),
        Outcome::Refused(_) => (Some(Status::Silent), FAILED, Some("refused")),
        Outcome::Lost(Lost::Expired) => (None, FAILED, Some("expired")),
        Outcome::Lost(Lost::TooMany) => (None, FAILED, Some("too many")),
        Outcome::Lost(Lost::Unreadable) => (None, FAILED, Some("unreadable")),
    };
    if let Outcome::Delivered { enough: true, .. } = outcome {
        manners::end(&entry.survey);
    }
    if let (Some(card), Some(status)) = (&card, status) {
        card.status.set(status);
    }
    if !event.is_empty() {
        let id = entry.id.to_text();
        let mut detail = Vec::from(of_response(&id, entry.rev, &entry.survey));
        if let Some(reason) = reason {
            detail.push(("reason", Field::Text(reason)));
        }
        let host = card.as_ref().map(|card| card.host.as_ref());
        events::dispatch(host, event, &detail);
    }
}

/// What every event about a response carries.
fn of_response<'a>(id: &'a str, rev: u32, survey: &'a str) -> [(&'static str, Field<'a>); 3] {
    [
        ("id", Field::Text(id)),
        ("rev", Field::Number(rev)),
        ("survey", Field::Text(survey)),
    ]
}

const FAILED: &str = "zeroten:failed";

/// A card that is told what becomes of its response.
#[derive(Clone)]
struct Card {
    id: ResponseId,
    host: HtmlElement,
    status: Rc<Watched<Status>>,
}

thread_local! {
    static CARDS: RefCell<Vec<Card>> = const { RefCell::new(Vec::new()) };
}
