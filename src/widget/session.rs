//! One card's respondent: where they are, what they have given, and what is sent for them.

use std::cell::{Cell, RefCell};
use std::hint::black_box;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlElement, HtmlTextAreaElement};

use super::definition::Definition;
use super::report;
use crate::browser::storage::Area;
use crate::browser::{clock, focus};
use crate::delivery::outbox::Entry;
use crate::delivery::sender;
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
    pub(super) state: ArcRwSignal<State>,
    pub(super) status: ArcRwSignal<Status>,
    host: HtmlElement,
    id: ResponseId,
    answered_at: RefCell<String>,
    given: Cell<Option<Score>>,
    comment: RefCell<Option<String>>,
    rev: Cell<u32>,
}

impl Session {
    pub(super) fn new(host: HtmlElement, definition: Definition) -> Self {
        let id = ResponseId::from_random(clock::random_bytes());
        let status = ArcRwSignal::new(Status::Silent);
        report::follow(id, &host, status.clone());
        sender::start(&definition.survey, &definition.endpoint, report::outcome);
        Self {
            definition,
            state: ArcRwSignal::new(State::Asking { selected: None }),
            status,
            host,
            id,
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
                report::answer(&self.host, "zeroten:answered", &response);
            }
            Some(Effect::SendFollowUp(_)) => {
                let response = if self.comment.borrow().is_some() {
                    self.send()
                } else {
                    self.response()
                };
                report::answer(&self.host, "zeroten:completed", &response);
            }
            Some(Effect::Complete(_)) => {
                let response = self.response();
                report::answer(&self.host, "zeroten:completed", &response);
            }
            Some(Effect::RememberDismissal) => {
                remember(&self.definition.survey, History::dismissed);
                report::survey(&self.host, "zeroten:dismissed", &self.definition.survey);
            }
            None => {}
        }
        if state == State::Closed {
            // Leaving the document drops the card: the element's own callback frees it.
            self.host.remove();
        } else {
            self.state.set(state);
            self.take_focus_to(state);
        }
    }

    /// Takes the way of an answer without giving one. Engines compile a function when it is first
    /// called, and the respondent's click should not wait for that.
    pub(super) fn rehearse(&self) {
        let state = self.state.get_untracked();
        if state != (State::Asking { selected: None }) {
            return;
        }
        // Every text is written again as it stands.
        self.state.set(state);
        black_box(flow::transition(
            state,
            Event::Committed(Score::LOWEST),
            None,
        ));
        black_box(clock::now_text());
        let response = self.response();
        let entry = self.entry(&response);
        black_box(entry.to_text());
        black_box(Area::Local.get(&storage_key("dismissals", &entry.survey)));
        black_box(self.part("comment").filter(|_| is_touch_screen()));
        if let Ok(nobody) = EventTarget::new() {
            report::answer(&nobody, "zeroten:answered", &response);
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
    fn take_focus_to(&self, state: State) {
        let part = match state {
            State::FollowUp { .. } if !is_touch_screen() => "comment",
            State::Thanks { .. } => "thanks",
            _ => return,
        };
        if let Some(part) = self.part(part) {
            // A page without animation frames keeps its focus where it was.
            let _ = focus::after_frame(&part);
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

    fn entry(&self, response: &Response) -> Entry {
        Entry {
            id: response.id,
            rev: response.rev,
            put_at: clock::now_ms(),
            overdue: false,
            survey: response.survey.clone(),
            body: response.to_json(),
            endpoint: self.definition.endpoint.clone(),
        }
    }

    /// Stores and posts the next revision; outcomes are reported as they come.
    fn send(&self) -> Response {
        self.rev.set(self.rev.get() + 1);
        let response = self.response();
        sender::send(self.entry(&response), report::outcome);
        response
    }
}

/// Writes when `survey` may be asked again, for the loader to compare with the clock.
fn remember(survey: &str, what_happened: fn(History, Policy, i64) -> History) {
    let (next, dismissals) = (
        storage_key("next", survey),
        storage_key("dismissals", survey),
    );
    let before = History {
        dismissals: Area::Local
            .get(&dismissals)
            .and_then(|text| text.parse::<u64>().ok())
            .map_or(0, |count| count.min(u64::from(u8::MAX)) as u8),
        ..History::default()
    };
    let after = what_happened(before, Policy::default(), clock::now_ms());
    Area::Local.set(&next, &decimal(after.next_eligible_at.unsigned_abs()));
    Area::Local.set(&dismissals, &decimal(after.dismissals.into()));
}

fn storage_key(what: &str, survey: &str) -> String {
    ["zeroten:", what, ":", survey].concat()
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
