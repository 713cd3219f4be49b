//! One card's respondent: where they are, what they have given, and what is sent for them.

use std::cell::{Cell, RefCell};

use leptos::prelude::*;
use serde::Serialize;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventTarget, HtmlElement, HtmlTextAreaElement};

use super::definition::Definition;
use crate::browser::{clock, events, storage};
use crate::delivery::outbox::Entry;
use crate::delivery::sender::{self, Outcome};
use crate::domain::flow::{self, Effect, Event, State};
use crate::domain::manners::{History, Policy};
use crate::domain::score::Score;
use crate::wire::{Response, ResponseId, decimal};

/// What the status line says of the last revision.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Status {
    /// Nothing to say yet.
    Silent,
    /// The endpoint has it.
    Sent,
    /// It waits on this device.
    Saved,
}

/// Everything one showing of a card needs, shared by its views.
pub(super) struct Session {
    pub(super) definition: Definition,
    pub(super) state: RwSignal<State>,
    pub(super) status: RwSignal<Status>,
    host: HtmlElement,
    id: ResponseId,
    answered_at: RefCell<String>,
    given: Cell<Option<Score>>,
    comment: RefCell<Option<String>>,
    rev: Cell<u32>,
}

impl Session {
    pub(super) fn new(host: HtmlElement, definition: Definition) -> Self {
        Self {
            definition,
            state: RwSignal::new(State::Asking { selected: None }),
            status: RwSignal::new(Status::Silent),
            host,
            id: ResponseId::from_random(clock::random_bytes()),
            answered_at: RefCell::default(),
            given: Cell::new(None),
            comment: RefCell::new(None),
            rev: Cell::new(0),
        }
    }

    /// Takes an event through the flow and does what it owes, before anything is awaited.
    pub(super) fn on(&self, event: Event) {
        let (state, effect) = flow::transition(self.state.get_untracked(), event, self.given.get());
        match effect {
            Some(Effect::SendScore(score)) => {
                if self.given.replace(Some(score)).is_none() {
                    *self.answered_at.borrow_mut() = clock::now_text();
                }
                remember(&self.definition.survey, History::answered);
                let response = self.send();
                events::dispatch(&self.host, "zeroten:answered", &Detail::of(&response));
            }
            Some(Effect::SendFollowUp(_)) => {
                let response = if self.comment.borrow().is_some() {
                    self.send()
                } else {
                    self.response()
                };
                events::dispatch(&self.host, "zeroten:completed", &Detail::of(&response));
            }
            Some(Effect::Complete(_)) => {
                let response = self.response();
                events::dispatch(&self.host, "zeroten:completed", &Detail::of(&response));
            }
            Some(Effect::RememberDismissal) => {
                remember(&self.definition.survey, History::dismissed);
                let survey = &*self.definition.survey;
                events::dispatch(&self.host, "zeroten:dismissed", &Named { survey });
            }
            None => {}
        }
        if state == State::Closed {
            // Leaving the document drops the card: the element's own callback frees it.
            self.host.remove();
        } else {
            self.state.set(state);
        }
    }

    /// Answers with the score the keyboard points at, if it points at one.
    pub(super) fn commit_selected(&self) {
        if let State::Asking {
            selected: Some(score),
        } = self.state.get_untracked()
        {
            self.on(Event::Committed(score));
        }
    }

    /// Takes what was typed and sends it; an empty field is a skip.
    pub(super) fn send_comment(&self) {
        let field = self.part("comment").and_then(|part| part.dyn_into().ok());
        let comment = field.and_then(|field: HtmlTextAreaElement| cleaned(&field.value()));
        let event = if comment.is_some() {
            Event::Sent
        } else {
            Event::Skipped
        };
        *self.comment.borrow_mut() = comment;
        self.on(event);
    }

    /// Takes the respondent's focus along when the view they were in gives way: to the comment
    /// field, except on a touch screen, where that would throw up the keyboard unasked.
    pub(super) fn take_focus_to(&self, state: State) {
        let part = match state {
            State::FollowUp { .. } if !is_touch_screen() => "comment",
            State::Thanks { .. } => "thanks",
            _ => return,
        };
        if let Some(part) = self.part(part) {
            // A card that has left the document has nothing to focus.
            let _ = part.focus();
        }
    }

    fn part(&self, name: &str) -> Option<HtmlElement> {
        let selector = ["[part=", name, "]"].concat();
        self.host
            .shadow_root()?
            .query_selector(&selector)
            .ok()??
            .dyn_into()
            .ok()
    }

    fn response(&self) -> Response {
        let definition = &self.definition;
        Response {
            id: self.id,
            rev: self.rev.get(),
            key: definition.key.clone(),
            survey: definition.survey.clone(),
            score: self.given.get(),
            comment: self.comment.borrow().clone(),
            reasons: Vec::new(),
            contact: None,
            answered_at: self.answered_at.borrow().clone(),
            lang: Some(definition.lang.clone()),
            trigger: definition.trigger.clone(),
            path: None,
            respondent: definition.respondent.clone(),
            properties: definition.properties.clone(),
        }
    }

    /// Stores and posts the next revision; the outcome is told when it comes.
    fn send(&self) -> Response {
        self.rev.set(self.rev.get() + 1);
        let response = self.response();
        let entry = Entry {
            id: response.id,
            rev: response.rev,
            put_at: clock::now_ms(),
            survey: response.survey.clone(),
            endpoint: self.definition.endpoint.clone(),
            body: response.to_json(),
        };
        let sending = sender::send(&entry);
        let (status, host) = (self.status, self.host.clone());
        spawn_local(async move {
            let outcome = sending.outcome().await;
            // The card may be gone by now; its signal with it.
            let _ = status.try_set(match outcome {
                Outcome::Delivered => Status::Sent,
                Outcome::Kept => Status::Saved,
                Outcome::NotKept | Outcome::Refused(_) => Status::Silent,
            });
            report(&host, &entry, outcome);
        });
        response
    }
}

/// Tells the page that a card is there.
pub(super) fn announce_shown(host: &HtmlElement, survey: &str) {
    events::dispatch(host, "zeroten:shown", &Named { survey });
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
        spawn_local(async move { report(&target, &entry, sending.outcome().await) });
    }
}

fn report(target: &EventTarget, entry: &Entry, outcome: Outcome) {
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

/// Writes when `survey` may be asked again, for the loader to compare with the clock.
fn remember(survey: &str, what_happened: fn(History, Policy, i64) -> History) {
    let (next, dismissals) = (
        storage_key("next", survey),
        storage_key("dismissals", survey),
    );
    let before = History {
        dismissals: storage::get(&dismissals)
            .and_then(|text| text.parse::<u64>().ok())
            .map_or(0, |count| count.min(u64::from(u8::MAX)) as u8),
        ..History::default()
    };
    let after = what_happened(before, Policy::default(), clock::now_ms());
    storage::set(&next, &decimal(after.next_eligible_at.unsigned_abs()));
    storage::set(&dismissals, &decimal(after.dismissals.into()));
}

fn storage_key(what: &str, survey: &str) -> String {
    ["zeroten", what, survey].join(":")
}

/// What was typed without the space around it and cut to the wire's bound; `None` if nothing is
/// left.
fn cleaned(typed: &str) -> Option<String> {
    let typed = typed.trim();
    let end = typed
        .char_indices()
        .nth(crate::wire::MAX_COMMENT_CHARS)
        .map_or(typed.len(), |(at, _)| at);
    typed
        .get(..end)
        .filter(|text| !text.is_empty())
        .map(|text| text.replace('\0', ""))
}

fn is_touch_screen() -> bool {
    web_sys::window()
        .and_then(|window| window.match_media("(pointer: coarse)").ok()?)
        .is_some_and(|query| query.matches())
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
