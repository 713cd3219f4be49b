//! What happens between the question and the thanks, as one total function.
//!
//! The state holds only what decides; what the respondent typed stays in the field they typed it
//! in until an [`Effect`] asks for it.

use super::score::Score;

/// Where the respondent is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// The question is shown; `selected` is what the keyboard points at, if anything.
    Asking {
        /// The radio that is checked but not yet answered with.
        selected: Option<Score>,
    },
    /// The score is given, and the follow-up for its segment is shown.
    FollowUp {
        /// The score given.
        score: Score,
    },
    /// The respondent is thanked.
    Thanks {
        /// The score given.
        score: Score,
    },
    /// The card is gone.
    Closed,
}

/// What the respondent did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Moved to a score without answering: an arrow key.
    Selected(Score),
    /// Answered with a score: a pointer press, Enter, or the button.
    Committed(Score),
    /// Wants to change the score.
    WentBack,
    /// Sent the follow-up.
    Sent,
    /// Skipped the follow-up.
    Skipped,
    /// Puts the question off.
    Snoozed,
    /// Closed the card.
    Dismissed,
}

/// What the page owes the respondent after a transition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Store and send the score.
    SendScore(Score),
    /// Store and send the follow-up the respondent wrote.
    SendFollowUp(Score),
    /// The follow-up was passed over: the response is complete as it was sent.
    Complete(Score),
    /// Put off before any answer: remember it, so that a short wait starts.
    RememberSnooze,
    /// Closed before any answer: remember the dismissal, so that the wait period starts.
    RememberDismissal,
}

/// Moves the survey on. An event that makes no sense in a state leaves it unchanged.
///
/// Committing again with the score already given sends nothing new: it only returns to the
/// follow-up, so going back out of curiosity costs no revision. `given` is the score last sent.
#[must_use]
pub fn transition(state: State, event: Event, given: Option<Score>) -> (State, Option<Effect>) {
    match (state, event) {
        (State::Asking { .. }, Event::Selected(score)) => (
            State::Asking {
                selected: Some(score),
            },
            None,
        ),
        (State::Asking { .. }, Event::Committed(score)) => (
            State::FollowUp { score },
            (given != Some(score)).then_some(Effect::SendScore(score)),
        ),
        (State::FollowUp { score }, Event::WentBack) => (
            State::Asking {
                selected: Some(score),
            },
            None,
        ),
        (State::FollowUp { score }, Event::Sent) => {
            (State::Thanks { score }, Some(Effect::SendFollowUp(score)))
        }
        (State::FollowUp { score }, Event::Skipped) => {
            (State::Thanks { score }, Some(Effect::Complete(score)))
        }
        (State::FollowUp { score }, Event::Dismissed) => {
            (State::Closed, Some(Effect::Complete(score)))
        }
        (State::Asking { .. }, Event::Dismissed | Event::Snoozed) => {
            let owed = match (given, event) {
                (Some(score), _) => Effect::Complete(score),
                (None, Event::Snoozed) => Effect::RememberSnooze,
                (None, _) => Effect::RememberDismissal,
            };
            (State::Closed, Some(owed))
        }
        (State::Thanks { .. }, Event::Dismissed) => (State::Closed, None),
        (state, _) => (state, None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn score(value: u8) -> Score {
        Score::new(value).expect("a score")
    }

    fn every_state() -> Vec<State> {
        let mut states = vec![State::Asking { selected: None }, State::Closed];
        for score in Score::all() {
            states.push(State::Asking {
                selected: Some(score),
            });
            states.push(State::FollowUp { score });
            states.push(State::Thanks { score });
        }
        states
    }

    fn every_event() -> Vec<Event> {
        let mut events = vec![
            Event::WentBack,
            Event::Sent,
            Event::Skipped,
            Event::Snoozed,
            Event::Dismissed,
        ];
        events.extend(Score::all().flat_map(|s| [Event::Selected(s), Event::Committed(s)]));
        events
    }

    /// What a transition must be, written as a table apart from the function itself.
    fn expected(state: State, event: Event, given: Option<Score>) -> (State, Option<Effect>) {
        let unchanged = (state, None);
        match event {
            Event::Selected(score) => match state {
                State::Asking { .. } => (
                    State::Asking {
                        selected: Some(score),
                    },
                    None,
                ),
                _ => unchanged,
            },
            Event::Committed(score) => match state {
                State::Asking { .. } if given == Some(score) => (State::FollowUp { score }, None),
                State::Asking { .. } => (State::FollowUp { score }, Some(Effect::SendScore(score))),
                _ => unchanged,
            },
            Event::WentBack => match state {
                State::FollowUp { score } => (
                    State::Asking {
                        selected: Some(score),
                    },
                    None,
                ),
                _ => unchanged,
            },
            Event::Sent => match state {
                State::FollowUp { score } => {
                    (State::Thanks { score }, Some(Effect::SendFollowUp(score)))
                }
                _ => unchanged,
            },
            Event::Skipped => match state {
                State::FollowUp { score } => {
                    (State::Thanks { score }, Some(Effect::Complete(score)))
                }
                _ => unchanged,
            },
            Event::Snoozed => match (state, given) {
                (State::Asking { .. }, Some(score)) => {
                    (State::Closed, Some(Effect::Complete(score)))
                }
                (State::Asking { .. }, None) => (State::Closed, Some(Effect::RememberSnooze)),
                _ => unchanged,
            },
            Event::Dismissed => match (state, given) {
                (State::Closed, _) => unchanged,
                (State::Thanks { .. }, _) => (State::Closed, None),
                (State::FollowUp { score }, _) | (State::Asking { .. }, Some(score)) => {
                    (State::Closed, Some(Effect::Complete(score)))
                }
                (State::Asking { .. }, None) => (State::Closed, Some(Effect::RememberDismissal)),
            },
        }
    }

    #[test]
    fn every_state_and_event_goes_where_the_table_says() {
        for state in every_state() {
            for event in every_event() {
                for given in [None, Some(score(6)), Some(score(9))] {
                    assert_eq!(
                        transition(state, event, given),
                        expected(state, event, given),
                        "{state:?} on {event:?}, given {given:?}"
                    );
                }
            }
        }
    }

    #[test]
    fn closed_is_the_end() {
        for event in every_event() {
            assert_eq!(
                transition(State::Closed, event, Some(score(9))),
                (State::Closed, None)
            );
        }
    }

    #[test]
    fn an_arrow_key_never_sends() {
        for state in every_state() {
            for score in Score::all() {
                assert_eq!(transition(state, Event::Selected(score), None).1, None);
            }
        }
    }

    #[test]
    fn closing_after_a_score_is_no_dismissal() {
        let (_, effect) = transition(
            State::FollowUp { score: score(9) },
            Event::Dismissed,
            Some(score(9)),
        );
        assert_eq!(effect, Some(Effect::Complete(score(9))));
    }
}
