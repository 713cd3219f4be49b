//! One card's respondent: where they are, what they have given, and what is sent for them.

use std::cell::{Cell, RefCell};
use std::hint::black_box;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{EventTarget, HtmlElement};

use super::definition::Definition;
use super::follow_up::{Given, of_reasons};
use super::watched::Watched;
use super::{manners, report};
use crate::browser::{clock, focus};
use crate::delivery::outbox::Entry;
use crate::delivery::sender;
use crate::domain::contact::Mistake;
use crate::domain::flow::{self, Effect, Event, State};
use crate::domain::manners::History;
use crate::domain::score::{Score, Segment};
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
    /// There is nothing to send before a score is chosen.
    ScoreMissing,
    /// The respondent cannot be reached in the way they gave.
    Unreachable(Mistake),
}

/// Everything one showing of a card needs, shared by its views.
pub(super) struct Session {
    pub(super) definition: Definition,
    pub(super) state: Watched<State>,
    pub(super) status: Rc<Watched<Status>>,
    /// What is wrong with what was given, apart from the status, which an earlier revision's outcome
    /// may write at any time.
    pub(super) wrong: Watched<Status>,
    /// What was given beside the score.
    pub(super) more: RefCell<Given>,
    /// Whether the last key was the digit 1.
    pub(super) after_one: Cell<bool>,
    pub(super) host: HtmlElement,
    id: ResponseId,
    answered_at: RefCell<String>,
    given: Cell<Option<Score>>,
    rev: Cell<u32>,
}

impl Session {
    pub(super) fn new(host: HtmlElement, definition: Definition) -> Self {
        let id = ResponseId::from_random(clock::random_bytes());
        let status = Rc::new(Watched::new(Status::Silent));
        sender::start(&definition.survey, &definition.endpoint, report::outcome);
        let selected = definition.preselected;
        Self {
            definition,
            state: Watched::new(State::Asking { selected }),
            status,
            wrong: Watched::new(Status::Silent),
            more: RefCell::default(),
            after_one: Cell::new(false),
            host,
            id,
            answered_at: RefCell::default(),
            given: Cell::new(None),
            rev: Cell::new(0),
        }
    }

    /// Lets the card say what becomes of its answer.
    pub(super) fn follow(&self) {
        report::follow(self.id, &self.host, self.status.clone());
    }

    /// Takes an event through the flow and does what it owes, before anything is awaited.
    pub(super) fn on(&self, event: Event) {
        let (state, effect) = flow::transition(self.state.peek(), event, self.given.get());
        match effect {
            Some(Effect::SendScore(score)) => {
                let what = if self.given.replace(Some(score)).is_none() {
                    *self.answered_at.borrow_mut() = clock::now_text();
                    History::answered
                } else {
                    History::amended
                };
                // The answer first: the store may have room for one of the two.
                let response = self.send();
                manners::remember(&self.definition, what);
                report::answer(&self.host, "zeroten:answered", &response);
            }
            Some(Effect::SendFollowUp(_)) => {
                let response = self.send();
                report::answer(&self.host, "zeroten:completed", &response);
            }
            Some(Effect::Complete(_)) => {
                let response = self.response();
                report::answer(&self.host, "zeroten:completed", &response);
            }
            Some(Effect::RememberSnooze) => {
                manners::remember(&self.definition, History::snoozed);
                report::survey(&self.host, "zeroten:snoozed", &self.definition.survey);
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
            self.wrong.set(Status::Silent);
            self.state.set(state);
            self.take_focus_to(state);
        }
    }

    /// Takes the way of an answer without giving one. Engines compile a function when it is first
    /// called, and the respondent's click should not wait for that.
    pub(super) fn rehearse(&self) {
        let state = self.state.peek();
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
        black_box(self.first_field(Segment::Detractor));
        if let Ok(nobody) = EventTarget::new() {
            report::answer(&nobody, "zeroten:answered", &response);
        }
    }

    /// Answers with the score the keyboard points at, if it points at one.
    pub(super) fn commit_selected(&self) {
        match self.state.peek() {
            State::Asking {
                selected: Some(score),
            } => self.on(Event::Committed(score)),
            _ => self.status.set(Status::ScoreMissing),
        }
    }

    /// Takes the respondent's focus along when the view they were in gives way.
    fn take_focus_to(&self, state: State) {
        let part = match state {
            State::Asking { selected: Some(_) } if self.given.get().is_some() => {
                self.find("input:checked")
            }
            State::FollowUp { score } => self.first_field(self.definition.scale.segment(score)),
            State::Thanks { .. } => self.find("[part=thanks]"),
            _ => None,
        };
        if let Some(part) = part {
            // A page without animation frames keeps its focus where it was.
            let _ = focus::after_frame(&part);
        }
    }

    /// The first reason, else the comment field, except on a touch screen, where that would throw
    /// up the keyboard unasked: there the way back, which says what was answered.
    fn first_field(&self, segment: Segment) -> Option<HtmlElement> {
        self.find(&(of_reasons(segment) + "input"))
            .or_else(|| self.find("[part=comment]").filter(|_| !is_touch_screen()))
            .or_else(|| self.find("[part=back]"))
    }

    /// The first element of the card that `selector` matches.
    pub(super) fn find(&self, selector: &str) -> Option<HtmlElement> {
        self.host
            .shadow_root()?
            .query_selector(selector)
            .ok()??
            .dyn_into()
            .ok()
    }

    fn response(&self) -> Response {
        let definition = &self.definition;
        let more = self.more.borrow().clone();
        Response {
            id: self.id,
            rev: self.rev.get(),
            key: definition.key.clone(),
            survey: definition.survey.clone(),
            scale: definition.scale,
            score: self.given.get(),
            comment: more.comment,
            reasons: more.reasons,
            contact: more.contact,
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

fn is_touch_screen() -> bool {
    focus::coarse().unwrap_or(false)
}
