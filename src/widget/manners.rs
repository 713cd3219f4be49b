//! Whom to ask, with what this browser remembers: reads the owner's policy and the history, and
//! writes what the loader compares with the clock.

use js_sys::Array;
use wasm_bindgen::JsValue;

use super::definition::Definition;
use crate::browser::clock;
use crate::browser::object::Object;
use crate::browser::shelves::{self, Shelf};
use crate::domain::manners::{self, Facts, History, Holds, Policy};
use crate::wire::decimal;

/// Goes through the rules of asking for the survey of `definition`, whose `visitor` is who the
/// sample draws: the respondent's identity, or the number stored for them. `facts` says what the
/// page knows, one bit each: [`Holds`] from the lowest, then commanded, clicked, opted out,
/// consented, asked, inline,
/// linked.
///
/// Gives what comes of it, then each rule's verdict, value and bound, one after the other, in the
/// order of [`manners::RULES`].
#[must_use]
pub fn decide(definition: &JsValue, facts: u32) -> Array {
    let fields = Object(definition);
    let is = |bit: u32| facts >> bit & 1 == 1;
    let text = |name| fields.text(name).ok().flatten().unwrap_or_default();
    let (survey, who) = (text("survey"), text("visitor"));
    let policy = policy(definition);
    let history = history(&survey);
    let decision = manners::decide(
        &policy,
        &history,
        &Facts {
            now: clock::now_ms(),
            survey: &survey,
            who: &who,
            holds: Holds(facts as u8),
            commanded: is(7),
            clicked: is(8),
            opted_out: is(9),
            consented: is(10),
            // Where something was kept of a showing, that decides.
            asked: is(11) && Shelf::Local.get(REST).is_none(),
            inline: is(12),
            linked: is(13),
        },
    );
    // Flat, because serialising structure would cost every respondent a kilobyte.
    let flat = Array::of1(&(decision.outcome() as u8).into());
    for rule in decision.rules {
        for number in [f64::from(rule.verdict as u8), rule.value, rule.bound] {
            flat.push(&number.into());
        }
    }
    flat
}

/// The `policy` of a definition, the defaults where it says nothing. What it says is taken as far
/// as it can be; `zeroten lint` and `explain` say where it cannot.
pub(super) fn policy(definition: &JsValue) -> Policy {
    let given = Object(definition).value("policy");
    let given = Object(&given);
    let mut policy = Policy::default();
    for (name, place) in [
        ("days_after_answer", &mut policy.days_after_answer),
        ("days_after_dismissal", &mut policy.days_after_dismissal),
        ("dismissals_to_stop", &mut policy.dismissals_to_stop),
        ("days_snoozed", &mut policy.days_snoozed),
        ("days_between", &mut policy.days_between),
        ("quota", &mut policy.quota),
        ("daily_cap", &mut policy.daily_cap),
        ("period_days", &mut policy.period_days),
    ] {
        if let Some(number) = given.value(name).as_f64() {
            *place = number as u32;
        }
    }
    for (name, place) in [
        ("once_per_session", &mut policy.once_per_session),
        ("spread", &mut policy.spread),
        ("consent", &mut policy.consent),
    ] {
        if let Some(flag) = given.value(name).as_bool() {
            *place = flag;
        }
    }
    if let Some(share) = given.value("sample").as_f64() {
        policy.sample = share;
    }
    if given.value("storage_free").is_truthy() {
        shelves::turn_off();
    }
    policy
}

/// Writes what became of the survey, and from when it may be asked again, for the loader to
/// compare with the clock.
pub(super) fn remember(
    definition: &Definition,
    what_happened: fn(History, &Policy, i64) -> History,
) {
    let Definition { survey, policy, .. } = definition;
    let before = history(survey);
    let after = what_happened(before, policy, clock::now_ms());
    let day = i64::from(after.answered_on) * PER_DAY + i64::from(after.answers_that_day);
    let numbers = [
        after.next_eligible_at,
        after.dismissals.into(),
        after.ignored.into(),
        after.answers.into(),
        day,
    ];
    // Who sets no bound needs no count.
    let counted = policy.quota != u32::MAX || policy.daily_cap != u32::MAX;
    let names = NAMES.iter().take(if counted { NAMES.len() } else { 3 });
    for (name, number) in names.zip(numbers) {
        write(&key(name, survey), number);
    }
    write(REST, after.rest_until);
}

/// Writes that `survey` has answers enough and asks no more.
pub(super) fn end(survey: &str) {
    write(
        &key("next", survey),
        history(survey).ended().next_eligible_at,
    );
}

/// What this browser remembers of `survey`.
pub(super) fn history(survey: &str) -> History {
    let [next_eligible_at, dismissals, ignored, answers, day] =
        NAMES.map(|name| read(&key(name, survey)));
    History {
        dismissals: dismissals as u32,
        ignored: ignored as u32,
        answers: answers as u32,
        answered_on: (day / PER_DAY) as u32,
        answers_that_day: (day % PER_DAY) as u32,
        next_eligible_at,
        rest_until: read(REST),
    }
}

/// What is stored of each survey, one number under each name: when it may ask again, dismissals in
/// a row, showings without a reply, answers, and the day of the newest with the answers on it.
const NAMES: [&str; 5] = ["next", "dismissals", "ignored", "answers", "day"];

/// Until when every survey of this origin rests.
const REST: &str = "zeroten:next";

/// Day and answers on it share one stored number.
const PER_DAY: i64 = 1 << 20;

/// A stored number of 0 or more; 0 where there is none or something else.
fn read(key: &str) -> i64 {
    let number = Shelf::Local
        .get(key)
        .and_then(|text| text.parse::<u64>().ok());
    number.map_or(0, |number| number.min(manners::NEVER as u64) as i64)
}

fn write(key: &str, number: i64) {
    // Storage that takes nothing is a visitor who is asked again.
    let _ = Shelf::Local.put(key, &decimal(number.unsigned_abs()));
}

fn key(what: &str, survey: &str) -> String {
    ["zeroten:", what, ":", survey].concat()
}
