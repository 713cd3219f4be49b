//! When to ask this person, and why not.
//!
//! Respondents complain of frequency before all else. What they did starts a wait ([`History`]);
//! each wait is one number that the loader compares with the clock before it fetches anything; and
//! [`decide`] goes through every rule in order, so that the first that stopped an asking can be
//! named.

mod decide;
mod draw;

pub use decide::{Decision, Facts, Holds, RULES, Rule, Verdict, decide};
pub use draw::Draw;

/// Milliseconds in a day.
pub const DAY_MS: i64 = 86_400_000;

/// The moment that never comes: the largest time a JavaScript `Date` can hold, in milliseconds
/// since 1970 (ECMA-262, "Time Values and Time Range").
pub const NEVER: i64 = 8_640_000_000_000_000;

/// The longest wait there is, in days. A stored moment further ahead than this was written under a
/// clock that was wrong, and is not believed; [`NEVER`] is.
pub const MAX_WAIT_DAYS: u32 = 366;

/// How long a survey that was shown rests, in milliseconds, where a session is asked once: half a
/// day. A browser's own session ends with a tab, or not for weeks.
pub const SESSION_MS: i64 = DAY_MS / 2;

/// Showings in a row without any reply that are taken for a dismissal.
pub const IGNORED_TO_DISMISS: u32 = 3;

/// Whom to ask, and how long to leave people alone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Policy {
    /// Days after an answer before the same survey may ask again.
    pub days_after_answer: u32,
    /// Days after a first dismissal; each further dismissal in a row doubles it.
    pub days_after_dismissal: u32,
    /// The dismissal in a row after which this survey never asks again.
    pub dismissals_to_stop: u32,
    /// Days that "not now" puts the survey off.
    pub days_snoozed: u32,
    /// Days after this survey was shown before any survey may ask.
    pub days_between: u32,
    /// Whether a survey shown without a reply rests for [`SESSION_MS`].
    pub once_per_session: bool,
    /// The answers one browser may give to this survey; `u32::MAX` is no bound.
    pub quota: u32,
    /// The answers one browser may give to this survey on one day (UTC); `u32::MAX` is no bound.
    pub daily_cap: u32,
    /// The share of visitors asked in each period, 0 to 1.
    pub sample: f64,
    /// The length of a period in days, at least 1. Periods are counted from 1970-01-01 (UTC).
    pub period_days: u32,
    /// Whether each visitor is asked only from a drawn day of the period on, which spreads the
    /// askings evenly over it.
    pub spread: bool,
    /// Whether nothing is asked or stored before `zeroten("consent", true)`.
    pub consent: bool,
}

impl Default for Policy {
    fn default() -> Self {
        Self {
            days_after_answer: 90,
            days_after_dismissal: 30,
            dismissals_to_stop: 3,
            days_snoozed: 7,
            days_between: 7,
            once_per_session: true,
            quota: u32::MAX,
            daily_cap: u32::MAX,
            sample: 1.0,
            period_days: 90,
            spread: false,
            consent: false,
        }
    }
}

/// What is remembered between visits of one survey; `rest_until` is every survey's on the origin.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct History {
    /// Dismissals since the last answer.
    pub dismissals: u32,
    /// Showings since the last reply of any kind.
    pub ignored: u32,
    /// Answers given in this browser.
    pub answers: u32,
    /// The day of the newest answer, in days since 1970-01-01 (UTC).
    pub answered_on: u32,
    /// Answers given on that day.
    pub answers_that_day: u32,
    /// The first moment at which to ask again, in milliseconds since 1970; 0 is any time.
    pub next_eligible_at: i64,
    /// The first moment at which any survey may ask, in milliseconds since 1970; 0 is any time.
    pub rest_until: i64,
}

impl History {
    /// The history after the card was shown at `now` (milliseconds since 1970).
    #[must_use]
    pub fn shown(self, policy: &Policy, now: i64) -> Self {
        self.after(Happened::Shown, policy, now)
    }

    /// The history after an answer at `now` (milliseconds since 1970). It forgives dismissals.
    #[must_use]
    pub fn answered(self, policy: &Policy, now: i64) -> Self {
        self.after(Happened::Answered, policy, now)
    }

    /// The history after the answer that was given at this showing was changed at `now`: the wait
    /// begins anew, and nothing is counted twice.
    #[must_use]
    pub fn amended(self, policy: &Policy, now: i64) -> Self {
        self.after(Happened::Amended, policy, now)
    }

    /// The history after a dismissal at `now` (milliseconds since 1970).
    #[must_use]
    pub fn dismissed(self, policy: &Policy, now: i64) -> Self {
        self.after(Happened::Dismissed, policy, now)
    }

    /// The history after "not now" at `now` (milliseconds since 1970): a reply, and no dismissal.
    #[must_use]
    pub fn snoozed(self, policy: &Policy, now: i64) -> Self {
        self.after(Happened::Snoozed, policy, now)
    }

    /// One function for all of them, because every respondent pays for its bytes.
    fn after(mut self, mut what: Happened, policy: &Policy, now: i64) -> Self {
        let mut next = believed(self.next_eligible_at, now);
        let ignored = self.ignored.saturating_add(1);
        self.ignored = 0;
        if what == Happened::Shown {
            let rest = days_from(now, policy.days_between);
            self.rest_until = believed(self.rest_until, now).max(rest);
            if policy.once_per_session {
                next = next.max(now.saturating_add(SESSION_MS));
            }
            if ignored >= IGNORED_TO_DISMISS {
                what = Happened::Dismissed;
            } else {
                self.ignored = ignored;
            }
        }
        let days = match what {
            Happened::Shown => 0,
            Happened::Amended => policy.days_after_answer,
            Happened::Snoozed => policy.days_snoozed,
            Happened::Answered => {
                let today = day_of(now);
                self.answers_that_day = self.answers_today(now).saturating_add(1);
                self.answered_on = today;
                self.answers = self.answers.saturating_add(1);
                self.dismissals = 0;
                if next == NEVER {
                    next = 0;
                }
                policy.days_after_answer
            }
            Happened::Dismissed => {
                self.dismissals = self.dismissals.saturating_add(1);
                if self.dismissals >= policy.dismissals_to_stop {
                    next = NEVER;
                }
                let doublings = self.dismissals.saturating_sub(1).min(9);
                policy.days_after_dismissal.min(MAX_WAIT_DAYS) << doublings
            }
        };
        // What somebody does shortens no wait that runs already.
        self.next_eligible_at = if days == 0 {
            next
        } else {
            next.max(days_from(now, days))
        };
        self
    }

    /// The history after the collector has said that it has answers enough.
    #[must_use]
    pub fn ended(self) -> Self {
        Self {
            next_eligible_at: NEVER,
            ..self
        }
    }

    /// Answers given in this browser on the day of `now` (UTC).
    #[must_use]
    pub fn answers_today(&self, now: i64) -> u32 {
        if self.answered_on == day_of(now) {
            self.answers_that_day
        } else {
            0
        }
    }
}

/// What a respondent did, or left undone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Happened {
    Shown,
    Answered,
    Amended,
    Dismissed,
    Snoozed,
}

/// `moment` if a wait can reach it from `now`, else 0: a clock that was once years ahead must not
/// end the asking for years. Milliseconds since 1970.
#[must_use]
pub fn believed(moment: i64, now: i64) -> i64 {
    if moment == NEVER || moment <= days_from(now, MAX_WAIT_DAYS) {
        moment
    } else {
        0
    }
}

/// Days since 1970-01-01 (UTC), 0 for any moment before.
fn day_of(now: i64) -> u32 {
    u32::try_from(now.div_euclid(DAY_MS)).unwrap_or(0)
}

fn days_from(now: i64, days: u32) -> i64 {
    let days = i64::from(days.min(MAX_WAIT_DAYS));
    now.saturating_add(days * DAY_MS).min(NEVER)
}
