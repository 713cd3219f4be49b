//! Each rule: on its bound, just inside it, and where it does not count.

use super::{NOW, facts, fresh};
use zeroten::domain::manners::{
    DAY_MS, Facts, History, Holds, NEVER, Policy, RULES, Rule, Verdict, decide,
};

fn rule(name: &str, policy: &Policy, history: &History, facts: &Facts<'_>) -> Rule {
    let decision = decide(policy, history, facts);
    decision.rules[RULES.iter().position(|rule| *rule == name).unwrap()]
}

/// Holds every row of a table to its verdict.
fn check(name: &str, rows: &[(Policy, History, Facts<'_>, Verdict)]) {
    for (at, (policy, history, facts, expected)) in rows.iter().enumerate() {
        let found = rule(name, policy, history, facts);
        assert_eq!(found.verdict, *expected, "{name}, row {at}: {found:?}");
        let outcome = decide(policy, history, facts).outcome();
        let wanted = (*expected).max(Waived);
        assert_eq!(outcome.max(Waived), wanted, "{name}, row {at}");
    }
}

use Verdict::{Holds as Held, Passes, Stops, Waived};

#[test]
fn nothing_against_a_first_visit_and_every_rule_is_named_in_order() {
    let (policy, history) = fresh();
    let decision = decide(&policy, &history, &facts());
    assert!(decision.outcome() < Held);
    assert_eq!(decision.first(), None);
    assert_eq!(decision.rules.len(), RULES.len());
    assert_eq!(RULES[RULES.len() - Holds::NAMES.len()..], Holds::NAMES);
    let file = concat!(env!("CARGO_MANIFEST_DIR"), "/www/explain/sentences.js");
    let sentences = std::fs::read_to_string(file).unwrap();
    let list = sentences.split("RULES = [").nth(1).unwrap();
    let named: Vec<_> = list
        .split(']')
        .next()
        .unwrap()
        .split('"')
        .skip(1)
        .step_by(2)
        .collect();
    assert_eq!(named, RULES);
}

#[test]
fn consent() {
    let (policy, history) = fresh();
    let asks = Policy {
        consent: true,
        ..policy
    };
    let given = Facts {
        consented: true,
        ..facts()
    };
    let commanded = Facts {
        commanded: true,
        ..facts()
    };
    check(
        "consent",
        &[
            (policy, history, facts(), Waived),
            (asks, history, facts(), Stops),
            (asks, history, commanded, Stops),
            (asks, history, given, Passes),
        ],
    );
}

#[test]
fn privacy_signals_stop_all_but_the_persons_own_action() {
    let (policy, history) = fresh();
    let out = Facts {
        opted_out: true,
        ..facts()
    };
    check(
        "privacy",
        &[
            (policy, history, facts(), Passes),
            (policy, history, out, Stops),
            (
                policy,
                history,
                Facts {
                    clicked: true,
                    ..out
                },
                Waived,
            ),
            (
                policy,
                history,
                Facts {
                    commanded: true,
                    ..out
                },
                Waived,
            ),
        ],
    );
}

#[test]
fn once_in_a_page_view_where_nothing_is_kept() {
    let (policy, history) = fresh();
    let asked = Facts {
        asked: true,
        ..facts()
    };
    check(
        "page",
        &[
            (policy, history, asked, Stops),
            (
                policy,
                history,
                Facts {
                    commanded: true,
                    ..asked
                },
                Waived,
            ),
        ],
    );
}

#[test]
fn waits_end_on_their_moment() {
    let (policy, history) = fresh();
    let until = |next_eligible_at| History {
        next_eligible_at,
        ..history
    };
    let commanded = Facts {
        commanded: true,
        ..facts()
    };
    check(
        "wait",
        &[
            (policy, until(NOW - 1), facts(), Passes),
            (policy, until(NOW), facts(), Passes),
            (policy, until(NOW + 1), facts(), Stops),
            (policy, until(NOW + 366 * DAY_MS), facts(), Stops),
            (policy, until(NOW + 366 * DAY_MS + 1), facts(), Passes),
            (policy, until(NOW + 1), commanded, Waived),
            (
                policy,
                until(NOW + 1),
                Facts {
                    clicked: true,
                    ..facts()
                },
                Stops,
            ),
        ],
    );
    let found = rule("wait", &policy, &until(NOW + 5), &facts());
    assert_eq!((found.value, found.bound), (NOW as f64, (NOW + 5) as f64));
    check(
        "dismissals",
        &[
            (policy, until(NEVER), facts(), Stops),
            (policy, until(NEVER), commanded, Waived),
        ],
    );
}

#[test]
fn every_survey_rests_after_any() {
    let (policy, history) = fresh();
    let until = |rest_until| History {
        rest_until,
        ..history
    };
    check(
        "between",
        &[
            (policy, until(NOW), facts(), Passes),
            (policy, until(NOW + 1), facts(), Stops),
            (
                policy,
                until(NOW + 1),
                Facts {
                    commanded: true,
                    ..facts()
                },
                Waived,
            ),
            (policy, until(NOW + 366 * DAY_MS + 1), facts(), Passes),
        ],
    );
}

#[test]
fn quota_and_daily_cap() {
    let (policy, history) = fresh();
    let two = Policy {
        quota: 2,
        daily_cap: u32::MAX,
        ..policy
    };
    let gave = |answers| History { answers, ..history };
    check(
        "quota",
        &[
            (policy, gave(1_000_000), facts(), Passes),
            (two, gave(1), facts(), Passes),
            (two, gave(2), facts(), Stops),
            (
                two,
                gave(2),
                Facts {
                    commanded: true,
                    ..facts()
                },
                Waived,
            ),
            (Policy { quota: 0, ..policy }, history, facts(), Stops),
        ],
    );
    let cap = Policy {
        daily_cap: 2,
        ..policy
    };
    let today = (NOW / DAY_MS) as u32;
    let on = |answered_on, answers_that_day| History {
        answered_on,
        answers_that_day,
        ..history
    };
    check(
        "daily_cap",
        &[
            (cap, on(today, 1), facts(), Passes),
            (cap, on(today, 2), facts(), Stops),
            (cap, on(today - 1, 2), facts(), Passes),
        ],
    );
}

#[test]
fn the_sample_asks_below_its_share_and_says_where_the_visitor_fell() {
    let (policy, history) = fresh();
    let of = |sample| Policy { sample, ..policy };
    let share = rule("sample", &of(0.5), &history, &facts()).value;
    assert!(0.0 < share && share < 1.0);
    check(
        "sample",
        &[
            (of(0.0), history, facts(), Stops),
            (of(share), history, facts(), Stops),
            (of(share.next_up()), history, facts(), Passes),
            (of(1.0), history, facts(), Waived),
            (
                of(0.0),
                history,
                Facts {
                    commanded: true,
                    ..facts()
                },
                Waived,
            ),
        ],
    );
}

#[test]
fn spread_asks_from_the_visitors_day_on() {
    let (_, history) = fresh();
    let policy = Policy {
        spread: true,
        period_days: 30,
        ..Policy::default()
    };
    let start = NOW.div_euclid(DAY_MS).div_euclid(30) * 30 * DAY_MS;
    let day = rule("spread", &policy, &history, &facts()).bound as i64;
    assert!(
        (1..30).contains(&day),
        "this visitor's day has one before it"
    );
    let at = |now| Facts { now, ..facts() };
    check(
        "spread",
        &[
            (policy, history, at(start + day * DAY_MS - 1), Stops),
            (policy, history, at(start + day * DAY_MS), Passes),
            (policy, history, at(start + 30 * DAY_MS - 1), Passes),
            (
                Policy {
                    spread: false,
                    ..policy
                },
                history,
                at(start),
                Waived,
            ),
        ],
    );
}

#[test]
fn each_hold_holds_back_what_floats_and_only_cards_hold_back_a_command() {
    let (policy, history) = fresh();
    for (bit, name) in Holds::NAMES.iter().enumerate() {
        let held = Facts {
            holds: Holds(1 << bit),
            ..facts()
        };
        let commanded = if *name == "card" { Held } else { Waived };
        check(
            name,
            &[
                (policy, history, held, Held),
                (
                    policy,
                    history,
                    Facts {
                        inline: true,
                        ..held
                    },
                    Waived,
                ),
                (
                    policy,
                    history,
                    Facts {
                        commanded: true,
                        ..held
                    },
                    commanded,
                ),
            ],
        );
    }
}

#[test]
fn what_stops_is_named_before_what_holds() {
    let (policy, history) = fresh();
    let history = History {
        rest_until: NOW + 1,
        ..history
    };
    let facts = Facts {
        holds: Holds(0x7f),
        ..facts()
    };
    let decision = decide(&policy, &history, &facts);
    assert_eq!(decision.first().unwrap(), "between");
    assert_eq!(decision.outcome(), Stops);
}
