//! What keys do anywhere in the card.

use web_sys::KeyboardEvent;

use super::session::Session;
use crate::domain::flow::{Event, State};
use crate::domain::keyboard;

impl Session {
    /// Does what `key` asks for; whether it asked for anything.
    pub(super) fn key(&self, key: &KeyboardEvent) -> bool {
        let name = key.key();
        if name == "Escape" {
            self.on(Event::Dismissed);
            return true;
        }
        let after_one = self.after_one.replace(name == "1");
        let asking = matches!(self.state.peek(), State::Asking { .. });
        if !asking || key.ctrl_key() || key.alt_key() || key.meta_key() {
            return false;
        }
        let Some(score) = keyboard::score(self.definition.scale, &name, after_one) else {
            return false;
        };
        let radio = self.find(&["[value=\"", score.as_str(), "\"]"].concat());
        if let Some(radio) = radio {
            // Focus that a page will not let go of is no reason not to point.
            let _ = radio.focus();
            // As an arrow key would: no pointer counts this click.
            radio.click();
        }
        true
    }
}
