//! Looking for themes, a few comments at a time.

use std::rc::Rc;

use super::super::listing;
use super::super::state::Found;
use super::{SLICE_MS, Session};
use crate::browser::task::spawn;
use crate::browser::{clock, page};
use crate::domain::themes::{Comments, StopWords};

/// The most themes of each kind.
const MOST_THEMES: usize = 8;

impl Session {
    /// Looks for the themes of the selected comments, a few at a time. Those that were shown stay
    /// until the new ones are there.
    pub(super) fn look_for_themes(self: &Rc<Self>) {
        self.theme_turn.set(self.theme_turn.get().wrapping_add(1));
        let (this, turn) = (Rc::clone(self), self.theme_turn.get());
        spawn(async move {
            let Some(found) = this.themes(turn).await else {
                return;
            };
            this.change(|state| {
                if let Some(shown) = &mut state.shown {
                    shown.themes = found;
                }
                state.list();
            });
        });
    }

    async fn themes(&self, turn: u32) -> Option<Found> {
        let wanted = {
            let state = self.state.borrow();
            let languages = listing::languages(&state.shown.as_ref()?.answers);
            StopWords::wanted(languages.iter().map(String::as_str))
        };
        let mut any = false;
        for lang in wanted {
            if !self.state.borrow().stop.has(lang)
                && let Some(words) = page::stop_words(lang).await
            {
                self.state.borrow_mut().stop.add(lang, &words);
            }
            any |= self.state.borrow().stop.has(lang);
        }
        if !any {
            return Some(Found::WithoutWords);
        }
        let mut comments = Comments::default();
        let mut next = 0;
        loop {
            page::rest().await;
            if self.theme_turn.get() != turn {
                return None;
            }
            let state = self.state.borrow();
            let shown = state.shown.as_ref()?;
            let started = clock::now_ms();
            while clock::now_ms() - started < SLICE_MS {
                let added = listing::add_comments(
                    &mut comments,
                    &shown.answers,
                    &shown.selection,
                    &state.stop,
                    &mut next,
                );
                if !added {
                    return Some(Found::Themes(comments.themes(MOST_THEMES)));
                }
            }
        }
    }
}
