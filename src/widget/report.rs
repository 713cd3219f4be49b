//! What the page is told: the events of a card and of deliveries.

use serde::Serialize;
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventTarget, HtmlElement};

use crate::browser::events;
use crate::delivery::outbox::Entry;
use crate::delivery::sender::{self, Outcome};
use crate::domain::score::Score;
use crate::wire::Response;

/// Tells the page that `event` happened to `survey`.
pub(super) fn survey(host: &HtmlElement, event: &str, survey: &str) {
    events::dispatch(host, event, &Named { survey });
}

/// Tells the page of an event with what was answered.
pub(super) fn answer(target: &EventTarget, event: &str, response: &Response) {
    events::dispatch(target, event, &Detail::of(response));
}

/// Sends what waits from earlier visits, telling `target` how each went. What waits for `survey`
/// goes to `endpoint`, the owner's present one, wherever it was meant to go before.
pub fn deliver(target: &EventTarget, survey: &str, endpoint: &str) {
    let (waiting, dropped) = sender::waiting();
    for entry in &dropped {
        report_failure(target, entry, "expired");
    }
    for mut entry in waiting {
        if entry.survey == survey {
            endpoint.clone_into(&mut entry.endpoint);
        }
        let sending = sender::send(&entry);
        let target = target.clone();
        spawn_local(async move { outcome(&target, &entry, sending.outcome().await) });
    }
}

/// Tells the page how an attempt ended.
pub(super) fn outcome(target: &EventTarget, entry: &Entry, outcome: Outcome) {
    match outcome {
        Outcome::Delivered => events::dispatch(
            target,
            "zeroten:delivered",
            &Delivery {
                id: &entry.id.to_text(),
                rev: entry.rev,
                survey: &entry.survey,
                reason: None,
            },
        ),
        Outcome::Kept => {}
        Outcome::NotKept => report_failure(target, entry, "not kept"),
        Outcome::Refused(_) => report_failure(target, entry, "refused"),
    }
}

fn report_failure(target: &EventTarget, entry: &Entry, reason: &str) {
    let id = entry.id.to_text();
    let detail = Delivery {
        id: &id,
        rev: entry.rev,
        survey: &entry.survey,
        reason: Some(reason),
    };
    events::dispatch(target, "zeroten:failed", &detail);
}

#[derive(Serialize)]
struct Named<'a> {
    survey: &'a str,
}

#[derive(Serialize)]
struct Detail<'a> {
    id: String,
    rev: u32,
    survey: &'a str,
    score: Option<u8>,
    #[serde(skip_serializing_if = "Option::is_none")]
    comment: Option<&'a str>,
}

impl<'a> Detail<'a> {
    fn of(response: &'a Response) -> Self {
        Self {
            id: response.id.to_text(),
            rev: response.rev,
            survey: &response.survey,
            score: response.score.map(Score::get),
            comment: response.comment.as_deref(),
        }
    }
}

#[derive(Serialize)]
struct Delivery<'a> {
    id: &'a str,
    rev: u32,
    survey: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'a str>,
}
