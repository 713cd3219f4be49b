//! What is done on the page: getting answers, reading files, taking choices.

mod acting;
mod counting;
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
    /// The same as `turn`, for what is counted and listed.
    count_turn: Cell<u32>,
    /// What is still to be done for the present choices.
    due: Cell<Due>,
    next: RefCell<Option<counting::Next>>,
    /// Before which comment those stand that are to be opened, where some are.
    opened: Cell<usize>,
    /// The same as `turn`, for themes.
    theme_turn: Cell<u32>,
}

/// What is to be done for other choices, the later ones with all before them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Due {
    List,
    Count,
    Themes,
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
            count_turn: Cell::new(0),
            due: Cell::new(Due::List),
            next: RefCell::new(None),
            opened: Cell::new(0),
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
            let beginning = this.state.borrow().is_beginning();
            let before_measuring = match beginning {
                true => page::rest(),
                false => page::frame(),
            };
            before_measuring.await;
            this.measure();
            if beginning {
                page::rest().await;
                this.change(|state| state.beginning = false);
            }
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
        let mut state = self.state.borrow_mut();
        let before = core::mem::replace(&mut state.choices, choices);
        let after = &state.choices;
        let other_answers = before.of_answers() != after.of_answers();
        let due = match other_answers {
            true => Due::Themes,
            false if before.of_charts() != after.of_charts() => Due::Count,
            false => Due::List,
        };
        address::set(&after.to_text());
        state.most = PAGE;
        drop(state);
        self.due.set(self.due.get().max(due));
        self.list();
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
