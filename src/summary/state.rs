//! What is on the screen, as data: the views read it, the session changes it.

use std::rc::Rc;

use crate::domain::letters::{joined, pieces};
use web_sys::File;

use super::answers::Answers;
use super::choices::Choices;
use super::draw::Rooms;
use super::listing::{Aids, Listing, Wanted};
use super::model::Summary;
use super::selection::Selection;
use super::words::Words;
use crate::browser::address;
use crate::browser::clock;
use crate::browser::storage::Area;
use crate::domain::decimal::{decimal, whole};
use crate::domain::themes::{StopWords, Themes};
use crate::domain::time::Timestamp;
use crate::exchange::{Mapping, Named};

/// How many comments are shown at first, and how many more each time.
pub(super) const PAGE: usize = 20;

/// The value of the choice that days come before months.
pub(super) const DAY_FIRST: &str = "day";

/// What is on the screen.
pub(super) struct State {
    pub(super) words: Words,
    pub(super) choices: Choices,
    pub(super) shown: Option<Shown>,
    pub(super) busy: Option<Busy>,
    pub(super) trouble: Option<Trouble>,
    /// Whether there is an address to load from.
    pub(super) has_src: bool,
    /// Whether files are dragged over it.
    pub(super) dragged: bool,
    pub(super) asking: Option<Asking>,
    pub(super) rooms: Rooms,
    pub(super) stop: StopWords,
    /// How many comments are shown.
    pub(super) most: usize,
    /// Whether what is at the top is drawn alone: the first drawing of all takes long enough to be felt.
    pub(super) beginning: bool,
    /// The answers marked as handled, in this browser.
    handled: Vec<u64>,
}

/// The answers, and what follows from them and the choices.
pub(super) struct Shown {
    pub(super) answers: Rc<Answers>,
    pub(super) counted: Rc<Counted>,
    /// What they were counted and listed by.
    pub(super) choices: Choices,
    pub(super) listing: Listing,
    pub(super) themes: Found,
    /// The files they were read from, to read them by other columns; none for the collector's.
    pub(super) files: Vec<File>,
}

/// What the choices leave of the answers, and what follows from it.
pub(super) struct Counted {
    pub(super) selection: Selection,
    pub(super) summary: Summary,
}

/// How far the themes are.
pub(super) enum Found {
    /// They are looked for.
    Looking,
    /// There are no stop words to look for them with.
    WithoutWords,
    /// They are there.
    Themes(Themes),
}

impl Found {
    /// The themes, where they are there.
    pub(super) const fn found(&self) -> Option<&Themes> {
        match self {
            Self::Themes(themes) => Some(themes),
            Self::Looking | Self::WithoutWords => None,
        }
    }
}

/// What is under way.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Busy {
    pub(super) what: Work,
    /// How much of it is done, 0 to 1, where that is known.
    pub(super) part: Option<f64>,
}

/// A kind of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Work {
    /// The collector is asked.
    Loading,
    /// A file is read.
    Reading,
}

/// Why the numbers that were asked for are not there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Trouble {
    /// The collector wants a read token.
    TokenNeeded,
    /// The collector wants another one.
    TokenWrong,
    /// A sentence that says what went wrong and what to do.
    Said(String),
}

/// Which columns hold what is asked, before or after a file is shown.
pub(super) struct Asking {
    pub(super) files: Vec<File>,
    pub(super) mapping: Mapping,
    pub(super) named: Named,
}

const HANDLED: &str = "zeroten:handled";
/// The most answers whose handling is kept; the oldest marks go first.
const MOST_HANDLED: usize = 5_000;

impl State {
    pub(super) fn new(words: Words) -> Self {
        Self {
            words,
            choices: Choices::parse(&address::get()),
            shown: None,
            busy: None,
            trouble: None,
            has_src: false,
            dragged: false,
            asking: None,
            rooms: Rooms::default(),
            stop: StopWords::default(),
            most: PAGE,
            beginning: true,
            handled: ids(&Area::Local.get(HANDLED).unwrap_or_default()),
        }
    }

    /// Whether answers are shown as far as they are at the top.
    pub(super) fn is_beginning(&self) -> bool {
        self.beginning && self.shown.is_some()
    }

    /// Shows other answers.
    pub(super) fn show(
        &mut self,
        answers: Rc<Answers>,
        files: Vec<File>,
        counted: Rc<Counted>,
        choices: Choices,
        listing: Listing,
    ) {
        let themes = match self.shown.take() {
            // More answers of the collector's: the themes stay until the new ones are there.
            Some(before) if before.files.is_empty() && files.is_empty() => before.themes,
            _ => Found::Looking,
        };
        self.shown = Some(Shown {
            answers,
            counted,
            choices,
            listing,
            themes,
            files,
        });
    }

    /// What `choices` want of `answers`, its words still to be looked for.
    pub(super) fn wanted(&self, answers: &Answers, choices: &Choices) -> Wanted {
        let shown = self.shown.as_ref();
        Wanted::of(
            answers,
            choices,
            shown.and_then(|shown| shown.themes.found()),
        )
    }

    pub(super) fn aids(&self) -> Aids<'_> {
        Aids {
            handled: &self.handled,
            now: Timestamp(clock::now_ms()),
            stop: &self.stop,
        }
    }

    /// Marks an answer as handled, or takes the mark back. Where storage is denied, the mark lasts
    /// as long as the page.
    pub(super) fn handle(&mut self, id: u64) {
        let was = self.handled.contains(&id);
        // Another tab may have made marks meanwhile.
        if let Some(kept) = Area::Local.get(HANDLED) {
            self.handled = ids(&kept);
        }
        if was {
            self.handled.retain(|known| *known != id);
        } else {
            self.handled.push(id);
            let over = self.handled.len().saturating_sub(MOST_HANDLED);
            self.handled.drain(..over);
        }
        let ids: Vec<String> = self.handled.iter().map(|id| decimal(*id)).collect();
        Area::Local.set(HANDLED, &joined(&ids, " "));
    }
}

/// The names of answers, as they are stored.
fn ids(text: &str) -> Vec<u64> {
    pieces(text, b' ').filter_map(whole).collect()
}
