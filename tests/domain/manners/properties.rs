//! What holds whatever a visitor does, whenever.

use proptest::prelude::*;
use zeroten::domain::manners::{DAY_MS, Draw, Facts, History, NEVER, Policy, decide};

/// What a respondent does with a card that was shown.
#[derive(Clone, Copy, Debug)]
enum Reply {
    Answer,
    Dismissal,
    Snooze,
    Nothing,
}

fn policy() -> impl Strategy<Value = Policy> {
    (
        (0..400_u32, 0..200_u32, 1..5_u32, 0..30_u32, 0..30_u32),
        (any::<bool>(), 0.0..1.2_f64, 1..100_u32, any::<bool>()),
    )
        .prop_map(
            |((answer, dismissal, stop, snooze, between), (session, sample, period, spread))| {
                Policy {
                    days_after_answer: answer,
                    days_after_dismissal: dismissal,
                    dismissals_to_stop: stop,
                    days_snoozed: snooze,
                    days_between: between,
                    once_per_session: session,
                    sample,
                    period_days: period,
                    spread,
                    ..Policy::default()
                }
            },
        )
}

/// Visits by the hours between them, and what the visitor would do if asked.
fn visits() -> impl Strategy<Value = Vec<(i64, Reply)>> {
    let reply = prop_oneof![
        Just(Reply::Answer),
        Just(Reply::Dismissal),
        Just(Reply::Snooze),
        Just(Reply::Nothing),
    ];
    proptest::collection::vec((0..24 * 60_i64, reply), 1..60)
}

proptest! {
    #[test]
    fn never_asked_within_a_wait_nor_twice_within_the_answers_one(
        policy in policy(), visits in visits(), who in 0..u32::MAX,
    ) {
        let who = who.to_string();
        let mut history = History::default();
        let mut now = 1_760_000_000_000;
        // The end of each kind of wait, kept here by the policy's words alone.
        let mut quiet_until = 0;
        let mut dismissals = 0;
        for (hours, reply) in visits {
            now += hours * 3_600_000;
            let facts = Facts { now, survey: "s", who: &who, ..Facts::default() };
            if decide(&policy, &history, &facts).first().is_some() {
                continue;
            }
            prop_assert!(now >= quiet_until, "asked {} ms too soon", quiet_until - now);
            history = history.shown(&policy, now);
            let days = match reply {
                Reply::Answer => {
                    history = history.answered(&policy, now);
                    dismissals = 0;
                    policy.days_after_answer.min(366)
                }
                Reply::Dismissal => {
                    history = history.dismissed(&policy, now);
                    dismissals += 1;
                    (policy.days_after_dismissal << (dismissals - 1).min(9)).min(366)
                }
                Reply::Snooze => {
                    history = history.snoozed(&policy, now);
                    policy.days_snoozed
                }
                Reply::Nothing => 0,
            };
            // An ignored third showing counts as a dismissal; only that it waits longer matters.
            dismissals = dismissals.max(history.dismissals);
            let days = days.max(policy.days_between);
            quiet_until = now + i64::from(days) * DAY_MS;
            if history.next_eligible_at == NEVER {
                quiet_until = NEVER;
            }
        }
    }

    #[test]
    fn one_answer_per_period_when_the_wait_is_a_period(who in 0..u32::MAX, visits in visits()) {
        let who = who.to_string();
        let policy = Policy { sample: 0.8, spread: true, ..Policy::default() };
        let mut history = History::default();
        let mut now = 1_760_000_000_000;
        let mut answered_in = Vec::new();
        for (hours, _) in visits {
            now += hours * 3_600_000;
            let facts = Facts { now, survey: "s", who: &who, ..Facts::default() };
            if decide(&policy, &history, &facts).first().is_none() {
                history = history.shown(&policy, now).answered(&policy, now);
                answered_in.push(now / DAY_MS / i64::from(policy.period_days));
            }
        }
        let mut once = answered_in.clone();
        once.dedup();
        prop_assert_eq!(once, answered_in);
    }

    #[test]
    fn raising_the_share_drops_nobody(
        who in ".*", low in 0.0..1.0_f64, more in 0.0..1.0_f64, now in 0..4_000_000_000_000_i64,
    ) {
        let facts = Facts { now, survey: "s", who: &who, ..Facts::default() };
        let asked = |sample| {
            let policy = Policy { sample, ..Policy::default() };
            decide(&policy, &History::default(), &facts).first().is_none()
        };
        prop_assert!(!asked(low) || asked(low + more));
    }

    #[test]
    fn a_draw_stays_within_its_period(who in ".*", now in any::<i64>(), period in any::<u32>()) {
        let draw = Draw::of("s", &who, now, period);
        prop_assert!(draw.day() < period.max(1) && draw.today() < period.max(1));
        prop_assert!((0.0..1.0).contains(&draw.share()));
    }
}
