//! Looking for themes, a few comments at a time.

use std::rc::Rc;

use super::super::listing;
use super::super::state::Found;
use super::Session;
use super::counting::in_slices;
use crate::browser::page;
use crate::browser::task::spawn;
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
            });
            // In which forms a theme comes is known now.
            if this.state.borrow().choices.chosen("theme").is_some() {
                this.list();
            }
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
            return (self.theme_turn.get() == turn).then_some(Found::WithoutWords);
        }
        let mut comments = Comments::default();
        let mut next = 0;
        let is_over = || self.theme_turn.get() != turn;
        in_slices(&mut || {
            let state = self.state.borrow();
            let shown = state.shown.as_ref().filter(|_| !is_over());
            shown.is_some_and(|shown| {
                listing::add_comments(
                    &mut comments,
                    &shown.answers,
                    &shown.counted.selection,
                    &state.stop,
                    &mut next,
                )
            })
        })
        .await;
        (!is_over()).then(|| Found::Themes(comments.themes(MOST_THEMES)))
    }
}
