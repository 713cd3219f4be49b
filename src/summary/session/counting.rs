//! Counting, listing and saving, a little at a time: there may be a million answers.

use std::pin::Pin;
use std::rc::Rc;
use std::task::{Context, Poll};

use wasm_bindgen::JsValue;
use web_sys::File;

use super::super::answers::Answers;
use super::super::choices::Choices;
use super::super::export;
use super::super::listing::Listing;
use super::super::model::Summary;
use super::super::selection::Selection;
use super::super::state::Counted;
use super::{Due, SLICE_MS, Session};
use crate::browser::task::{Pause, spawn};
use crate::browser::{clock, page};
use crate::domain::stats::Bands;

/// Answers that are to be shown once they are counted.
pub(super) struct Next {
    pub(super) turn: u32,
    pub(super) answers: Rc<Answers>,
    pub(super) files: Vec<File>,
}

impl Session {
    /// Lists anew what the choices leave of the answers, the next ones where there are some, and counts
    /// and looks for themes where that is due. What is shown stays until all is there, and nothing of
    /// it comes where it is to be done again meanwhile.
    pub(super) fn list(self: &Rc<Self>) {
        let turn = self.count_turn.get().wrapping_add(1);
        self.count_turn.set(turn);
        let state = self.state.borrow();
        let (next, shown) = (self.next.borrow(), state.shown.as_ref());
        let answers = match &*next {
            Some(next) => Some(&next.answers),
            None => shown.map(|shown| &shown.answers),
        };
        let Some(answers) = answers.map(Rc::clone) else {
            return;
        };
        let mut selection = None;
        let mut counted = shown.map(|shown| Rc::clone(&shown.counted));
        counted = counted.filter(|_| next.is_none() && self.due.get() == Due::List);
        let choices = state.choices.clone();
        let mut wanted = state.wanted(&answers, &choices);
        let most = state.most;
        let mut listing = Listing::default();
        let mut row = 0;
        let this = Rc::clone(self);
        in_turns(Box::new(move || {
            if this.count_turn.get() != turn {
                return false;
            }
            let Some(counted) = &counted else {
                match selection.take() {
                    None => selection = Some(Selection::of(&answers, &choices)),
                    Some(selection) => {
                        let bands = Bands::default();
                        let summary = Summary::of_selected(&answers, &choices, &selection, bands);
                        page::mark_computed();
                        counted = Some(Rc::new(Counted { selection, summary }));
                    }
                }
                return true;
            };
            if wanted.look(&answers) {
                return true;
            }
            let rest = answers.newest().get(row..).unwrap_or_default();
            if let Some(rows) = rest.chunks(1_024).next() {
                let (state, selection) = (this.state.borrow(), &counted.selection);
                listing.add(&answers, selection, &wanted, most, &state.aids(), rows);
                row += rows.len();
                return true;
            }
            let choices = choices.clone();
            this.show(Rc::clone(counted), choices, core::mem::take(&mut listing));
            false
        }));
    }

    /// Shows what was counted and listed.
    fn show(self: &Rc<Self>, counted: Rc<Counted>, choices: Choices, listing: Listing) {
        let next = self.next.take();
        let due = match next {
            Some(_) => Due::Themes,
            None => self.due.get(),
        };
        self.due.set(Due::List);
        self.change(|state| {
            if let Some(next) = next {
                if next.turn == self.turn.get() {
                    state.busy = None;
                    state.trouble = None;
                    state.asking = None;
                }
                state.show(next.answers, next.files, counted, choices, listing);
            } else if let Some(shown) = &mut state.shown {
                (shown.counted, shown.listing) = (counted, listing);
                shown.choices = choices;
            }
        });
        if due == Due::Themes {
            self.look_for_themes();
        }
        self.focus_new();
    }

    /// Hands out the answers that are shown as CSV, whatever is chosen meanwhile.
    pub(super) fn save_csv(self: &Rc<Self>) {
        /// How long a piece of the file is: all of it as one text could be more than there is room for.
        const PIECE: usize = 1 << 20;
        let state = self.state.borrow();
        let Some(shown) = &state.shown else {
            return;
        };
        let (answers, counted) = (Rc::clone(&shown.answers), Rc::clone(&shown.counted));
        let mut wanted = state.wanted(&answers, &shown.choices);
        let mut pieces = JsValue::UNDEFINED;
        let mut text = export::csv_head(&answers);
        let mut rows = 0..answers.len() as u32;
        let this = Rc::clone(self);
        in_turns(Box::new(move || {
            if wanted.look(&answers) {
                return true;
            }
            let state = this.state.borrow();
            let aids = state.aids();
            for row in rows.by_ref().take(256) {
                if counted.selection.has(row) && wanted.has(&answers, row, &aids) {
                    export::csv_row(&mut text, &answers, row);
                }
            }
            if text.len() >= PIECE || rows.is_empty() {
                pieces = page::with(&pieces, &text);
                text.clear();
            }
            if rows.is_empty() {
                page::save("answers.csv", "text/csv", &pieces);
            }
            !rows.is_empty()
        }));
    }
}

/// Takes steps until one says that it was the last, soon, and as [`in_slices`] does.
fn in_turns(mut step: Box<dyn FnMut() -> bool>) {
    spawn(async move { in_slices(&mut *step).await });
}

/// Takes steps until one says that it was the last, and gives the page a turn before the first and
/// whenever it was at it for a while.
pub(super) fn in_slices(step: &mut dyn FnMut() -> bool) -> Slices<'_> {
    Slices {
        step,
        rest: Some(page::rest()),
    }
}

/// What [`in_slices`] waits for.
pub(super) struct Slices<'a> {
    step: &'a mut dyn FnMut() -> bool,
    rest: Option<Pause>,
}

impl Future for Slices<'_> {
    type Output = ();

    #[inline(never)]
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        loop {
            if let Some(rest) = &mut self.rest
                && Pin::new(rest).poll(context).is_pending()
            {
                return Poll::Pending;
            }
            let started = clock::now_ms();
            while clock::now_ms() - started < SLICE_MS {
                if !(self.step)() {
                    return Poll::Ready(());
                }
            }
            self.rest = Some(page::rest());
        }
    }
}
