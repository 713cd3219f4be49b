//! What is done on the page: getting answers, reading files, taking choices.

mod acting;
mod looking;
mod reading;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::tachys::view::{Mountable, Render};
use web_sys::HtmlElement;

use super::choices::Choices;
use super::element::Drawn;
use super::state::{PAGE, State};
use super::view;
use super::words::Words;
use crate::browser::controls::Hearing;
use crate::browser::task::spawn;
use crate::browser::{address, controls, page};
use crate::domain::letters::trimmed;

/// One summary on the page.
pub(super) struct Session {
    pub(super) state: RefCell<State>,
    /// What is on the page; nothing once it was taken down.
    drawn: RefCell<Option<Drawn>>,
    /// What hears of what is done on the page, and holds this session, until it is taken down.
    hearing: RefCell<Option<Hearing>>,
    /// Whether the state has changed since it was drawn.
    stale: Cell<bool>,
    place: HtmlElement,
    src: RefCell<String>,
    token: RefCell<Option<String>>,
    /// Counts what was asked for: only the last answer is shown, in whichever order they come.
    turn: Cell<u32>,
    /// The turn that looks for new answers unasked; 0 where none does.
    looking: Cell<u32>,
    /// How often in a row it has looked in vain.
    failures: Cell<u32>,
    /// The same as `turn`, for themes.
    theme_turn: Cell<u32>,
}

/// How long work goes on before the page gets a turn, in milliseconds.
const SLICE_MS: i64 = 24;
/// How often progress is drawn while it does, in milliseconds: drawing takes time, too.
const PROGRESS_MS: i64 = 100;

impl Session {
    pub(super) fn new(place: HtmlElement, words: Words) -> Self {
        let state = State::new(words);
        let mut drawn = view::page(&state).build();
        drawn.mount(&place, None);
        Self {
            state: RefCell::new(state),
            drawn: RefCell::new(Some(drawn)),
            hearing: RefCell::new(None),
            stale: Cell::new(false),
            place,
            src: RefCell::default(),
            token: RefCell::new(None),
            turn: Cell::new(0),
            looking: Cell::new(0),
            failures: Cell::new(0),
            theme_turn: Cell::new(0),
        }
    }

    /// Keeps what hears of what is done on the page for as long as that is shown.
    pub(super) fn hold(&self, hearing: Hearing) {
        *self.hearing.borrow_mut() = Some(hearing);
    }

    /// Takes down what was drawn; nothing is drawn or heard after it.
    pub(super) fn take_down(&self) {
        drop(self.hearing.take());
        if let Some(mut drawn) = self.drawn.take() {
            drawn.unmount();
        }
    }

    /// Changes the state and draws it.
    pub(super) fn change(self: &Rc<Self>, change: impl FnOnce(&mut State)) {
        change(&mut self.state.borrow_mut());
        self.changed();
    }

    /// Draws the state once whatever changes it now is done, and measures the charts.
    #[inline(never)]
    fn changed(self: &Rc<Self>) {
        if self.stale.replace(true) {
            return;
        }
        let this = Rc::clone(self);
        spawn(async move {
            this.stale.set(false);
            if let Some(drawn) = &mut *this.drawn.borrow_mut() {
                let held = controls::held(&this.place);
                view::page(&this.state.borrow()).rebuild(drawn);
                controls::hold(&held);
            }
            page::frame().await;
            this.measure();
        });
    }

    /// Takes another address and loads it, with the token this tab has for its origin.
    pub(super) fn set_src(self: &Rc<Self>, src: &str) {
        src.clone_into(&mut self.src.borrow_mut());
        self.change(|state| state.has_src = !src.is_empty());
        self.load(false);
    }

    /// Keeps `token` in memory and in the tab's storage; an empty one changes nothing.
    pub(super) fn set_token(&self, token: &str) {
        let token = trimmed(token);
        if !token.is_empty() {
            *self.token.borrow_mut() = Some(token.to_owned());
        }
    }

    /// Takes the choices from the address, where a link was followed.
    pub(super) fn follow(self: &Rc<Self>) {
        let choices = Choices::parse(&address::get());
        if self.state.borrow().choices != choices {
            self.choose(choices);
        }
    }

    /// Makes choices, counts what they leave, and puts them into the address.
    #[inline(never)]
    pub(super) fn choose(self: &Rc<Self>, choices: Choices) {
        let mut other_answers = false;
        self.change(|state| {
            let before = core::mem::replace(&mut state.choices, choices);
            let after = &state.choices;
            other_answers = before.of_answers() != after.of_answers();
            let recount = other_answers || before.of_charts() != after.of_charts();
            if let Some(shown) = &mut state.shown {
                shown.most = PAGE;
            }
            match recount {
                true => state.count(),
                false => state.list(),
            }
        });
        address::set(&self.state.borrow().choices.to_text());
        if other_answers {
            self.look_for_themes();
        }
    }

    /// Notes how much room each chart has; draws anew where one has other room than it was drawn
    /// for.
    pub(super) fn measure(self: &Rc<Self>) {
        let rooms = controls::rooms(&self.place);
        let mut state = self.state.borrow_mut();
        let other = state.rooms.note(&rooms);
        drop(state);
        if other {
            self.changed();
        }
    }
}
