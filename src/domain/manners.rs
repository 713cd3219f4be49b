//! When this person may be asked again.
//!
//! Respondents complain of frequency before all else, so an answer and a dismissal each start a
//! wait, dismissals in a row double it, and the third ends the asking. The result is one number
//! that the loader compares with the clock before it fetches anything.

/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;

/// The moment that never comes: the largest time a JavaScript `Date` can hold, in milliseconds
/// since 1970 (ECMA-262, "Time Values and Time Range").
pub const NEVER: i64 = 8_640_000_000_000_000;

/// How long to leave people alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Policy {
    /// Days after an answer before the same survey may ask again.
    pub days_after_answer: u16,
    /// Days after a first dismissal; each further dismissal in a row doubles it.
    pub days_after_dismissal: u16,
    /// Days after "not now", which is no dismissal.
    pub days_after_snooze: u16,
    /// The dismissal in a row after which this survey never asks again.
    pub dismissals_to_stop: u8,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            days_after_answer: 90,
            days_after_dismissal: 30,
            days_after_snooze: 7,
            dismissals_to_stop: 3,
        }
    }
}

/// What is remembered between visits, per survey.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Dismissals since the last answer.
    pub dismissals: u8,
    /// The first moment at which to ask again, in milliseconds since 1970; 0 is any time.
    pub next_eligible_at: i64,
}

impl History {
    /// The history after an answer at `now` (milliseconds since 1970).
    #[must_use]
    pub fn answered(self, policy: Policy, now: i64) -> Self {
        Self {
            dismissals: 0,
            next_eligible_at: days_from(now, i64::from(policy.days_after_answer)),
        }
    }

    /// The history after "not now" at `now` (milliseconds since 1970).
    #[must_use]
    pub fn snoozed(self, policy: Policy, now: i64) -> Self {
        Self {
            next_eligible_at: days_from(now, i64::from(policy.days_after_snooze)),
            ..self
        }
    }

    /// The history after a dismissal at `now` (milliseconds since 1970).
    #[must_use]
    pub fn dismissed(self, policy: Policy, now: i64) -> Self {
        let dismissals = self.dismissals.saturating_add(1);
        let next_eligible_at = if dismissals >= policy.dismissals_to_stop {
            NEVER
        } else {
            let doublings = u32::from(dismissals.saturating_sub(1)).min(16);
            days_from(now, i64::from(policy.days_after_dismissal) << doublings)
        };
        Self {
            dismissals,
            next_eligible_at,
        }
    }
}

fn days_from(now: i64, days: i64) -> i64 {
    now.saturating_add(days.saturating_mul(DAY_MS)).min(NEVER)
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_760_000_000_000;

    #[test]
    fn an_answer_waits_ninety_days() {
        let after = History::default().answered(Policy::default(), NOW);
        assert_eq!(after.next_eligible_at, NOW + 90 * DAY_MS);
    }

    #[test]
    fn dismissals_wait_thirty_then_sixty_days_then_end_it() {
        let policy = Policy::default();
        let once = History::default().dismissed(policy, NOW);
        assert_eq!(once.next_eligible_at, NOW + 30 * DAY_MS);
        let twice = once.dismissed(policy, NOW);
        assert_eq!(twice.next_eligible_at, NOW + 60 * DAY_MS);
        let thrice = twice.dismissed(policy, NOW);
        assert_eq!(thrice.next_eligible_at, NEVER);
        assert_eq!(thrice.dismissed(policy, NOW).next_eligible_at, NEVER);
    }

    #[test]
    fn not_now_waits_seven_days_and_is_no_dismissal() {
        let policy = Policy::default();
        let after = History::default()
            .dismissed(policy, NOW)
            .snoozed(policy, NOW);
        assert_eq!(after.next_eligible_at, NOW + 7 * DAY_MS);
        assert_eq!(after.dismissals, 1);
    }

    #[test]
    fn an_answer_forgives_earlier_dismissals() {
        let policy = Policy::default();
        let history = History::default()
            .dismissed(policy, NOW)
            .answered(policy, NOW);
        assert_eq!(history.dismissals, 0);
        assert_eq!(
            history.dismissed(policy, NOW).next_eligible_at,
            NOW + 30 * DAY_MS
        );
    }

    #[test]
    fn a_clock_at_the_end_of_time_does_not_overflow() {
        let policy = Policy {
            days_after_dismissal: u16::MAX,
            dismissals_to_stop: u8::MAX,
            ..Policy::default()
        };
        let mut history = History::default();
        for _ in 0..300 {
            history = history.dismissed(policy, i64::MAX);
            assert!(history.next_eligible_at <= NEVER);
        }
    }
}
