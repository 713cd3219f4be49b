//! One card's respondent: where they are, what they have given, and what is sent for them.

use std::cell::{Cell, RefCell};
use std::hint::black_box;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::spawn_local;
use web_sys::{EventTarget, HtmlElement, HtmlTextAreaElement};

use super::definition::Definition;
use super::{manners, report};
use crate::browser::{clock, focus};
use crate::delivery::outbox::Entry;
use crate::delivery::sender::{self, Outcome};
use crate::domain::flow::{self, Effect, Event, State};
use crate::domain::manners::History;
use crate::domain::score::Score;
use crate::wire::{Response, ResponseId};

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
        Self {
            definition,
            state: ArcRwSignal::new(State::Asking { selected: None }),
            status: ArcRwSignal::new(Status::Silent),
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
                let what = if self.given.replace(Some(score)).is_none() {
                    *self.answered_at.borrow_mut() = clock::now_text();
                    History::answered
                } else {
                    History::amended
                };
                manners::remember(&self.definition, what);
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
                manners::remember(&self.definition, History::dismissed);
                report::survey(&self.host, "zeroten:dismissed", &self.definition.survey);
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
        black_box(manners::history(&entry.survey));
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
    pub(super) fn take_focus_to(&self, state: State) {
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
            survey: response.survey.clone(),
            endpoint: self.definition.endpoint.clone(),
            body: response.to_json(),
        }
    }

    /// Stores and posts the next revision; the outcome is told when it comes.
    fn send(&self) -> Response {
        self.rev.set(self.rev.get() + 1);
        let response = self.response();
        let entry = self.entry(&response);
        let sending = sender::send(&entry);
        let (status, host) = (self.status.clone(), self.host.clone());
        spawn_local(async move {
            let outcome = sending.outcome().await;
            // The card may be gone by now; its signal with it.
            let _ = status.try_set(match outcome {
                Outcome::Delivered => Status::Sent,
                Outcome::Kept => Status::Saved,
                Outcome::NotKept | Outcome::Refused(_) => Status::Silent,
            });
            report::outcome(&host, &entry, outcome);
        });
        response
    }
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
