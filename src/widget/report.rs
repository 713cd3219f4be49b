//! What the page is told: the events of a card and of deliveries.

use std::cell::RefCell;

use leptos::prelude::*;
use serde::Serialize;
use web_sys::{EventTarget, HtmlElement};

use super::session::Status;
use crate::browser::events;
use crate::delivery::outbox::{Entry, Lost};
use crate::delivery::sender::{self, Outcome};
use crate::domain::score::Score;
use crate::wire::{Response, ResponseId};

/// Tells the page that `event` happened to `survey`.
pub(super) fn survey(host: &HtmlElement, event: &str, survey: &str) {
    let detail = Detail {
        survey,
        ..Detail::default()
    };
    events::dispatch(host, event, &detail);
}

/// Tells the page of an event with what was answered.
pub(super) fn answer(host: &HtmlElement, event: &str, response: &Response) {
    let detail = Detail {
        id: Some(&response.id.to_text()),
        rev: Some(response.rev),
        survey: &response.survey,
        score: response.score.map(Score::get),
        comment: response.comment.as_deref(),
        reason: None,
    };
    events::dispatch(host, event, &detail);
}

/// Sends what waits from earlier visits, telling the page how each went. What waits for `survey`
/// goes to `endpoint`, the owner's present one, wherever it was meant to go before.
pub fn deliver(survey: &str, endpoint: &str) {
    sender::start(survey, endpoint, outcome);
}

/// Shows in `status` what becomes of the response `id`, and tells `host` of it, for as long as that
/// is on the page.
pub(super) fn follow(id: ResponseId, host: &HtmlElement, status: RwSignal<Status>) {
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
        Outcome::Delivered { all: true } => (Some(Status::Sent), "zeroten:delivered", None),
        Outcome::Delivered { all: false } => (None, "zeroten:delivered", None),
        Outcome::Kept => (Some(Status::Saved), "", None),
        Outcome::NotKept => (Some(Status::Silent), FAILED, Some("not kept")),
        Outcome::Refused(_) => (Some(Status::Silent), FAILED, Some("refused")),
        Outcome::Lost(Lost::Expired) => (None, FAILED, Some("expired")),
        Outcome::Lost(Lost::TooMany) => (None, FAILED, Some("too many")),
        Outcome::Lost(Lost::Unreadable) => (None, FAILED, Some("unreadable")),
    };
    if let (Some(card), Some(status)) = (&card, status) {
        // The card may be about to go; its signal with it.
        let _ = card.status.try_set(status);
    }
    let target = match card {
        Some(card) => Some(EventTarget::from(card.host)),
        None => web_sys::window()
            .and_then(|window| window.document())
            .map(EventTarget::from),
    };
    if let Some(target) = target.filter(|_| !event.is_empty()) {
        let detail = Detail {
            id: Some(&entry.id.to_text()),
            rev: Some(entry.rev),
            survey: &entry.survey,
            reason,
            ..Detail::default()
        };
        events::dispatch(&target, event, &detail);
    }
}

const FAILED: &str = "zeroten:failed";

/// A card that is told what becomes of its response.
#[derive(Clone)]
struct Card {
    id: ResponseId,
    host: HtmlElement,
    status: RwSignal<Status>,
}

thread_local! {
    static CARDS: RefCell<Vec<Card>> = const { RefCell::new(Vec::new()) };
}

/// What any of the events carries: one shape, because each would cost every respondent its bytes.
#[derive(Default, Serialize)]
struct Detail<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    rev: Option<u32>,
    survey: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    score: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}
