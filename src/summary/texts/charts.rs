//! What is said of each chart, and read out in its place.

use super::{NO_RESPONSES, TREND_HIDDEN, counted, ends, fill, number, percent, stretch};
use crate::domain::stats::{Band, Shares, Tally};
use crate::summary::groups::Groups;
use crate::summary::model::{Scored, Summary};
use crate::summary::slots::{Course, Slot};

pub(in crate::summary) fn bands_touched(bands: &[Band]) -> String {
    let names: Vec<String> = bands.iter().map(ToString::to_string).collect();
    match names.as_slice() {
        [] => String::new(),
        [only] => fill("The interval lies in one band: {0}.", &[only]),
        [before @ .., last] => fill(
            "The interval touches {0} bands: {1} and {2}.",
            &[&names.len().to_string(), &before.join(", "), last],
        ),
    }
}

pub(in crate::summary) fn bands_described(scored: &Scored, touched: &[Band]) -> String {
    fill(
        "A scale from -100 to 100 with the score at {0} and its 95 % interval from {1}. {2}",
        &[
            &scored.text,
            &ends(scored.interval),
            &bands_touched(touched),
        ],
    )
}

pub(in crate::summary) fn distribution_described(summary: &Summary) -> String {
    let most = summary.distribution.iter().max_by_key(|(_, count)| *count);
    let Some((score, count)) = most.filter(|(_, count)| *count > 0) else {
        return NO_RESPONSES.to_owned();
    };
    fill(
        "Bars for the answers 0 to 10. The most frequent answer is {0}, given {1}.",
        &[&score.to_string(), &counted(count, "once", "{0} times")],
    )
}

pub(in crate::summary) fn shares_described(tally: Tally, shares: Option<Shares>) -> String {
    let said = |detractors: String, passives: String, promoters: String| {
        fill(
            "One bar in three parts: {0} detractors, {1} passives, {2} promoters.",
            &[&detractors, &passives, &promoters],
        )
    };
    match shares {
        Some(of) => said(
            percent(of.detractors),
            percent(of.passives),
            percent(of.promoters),
        ),
        None => said(
            number(tally.detractors),
            number(tally.passives),
            number(tally.promoters),
        ),
    }
}

pub(in crate::summary) fn trend_described(course: &Course) -> String {
    let shown = || {
        course.slots.iter().filter_map(|slot| match slot {
            Slot::Stretch(of) => Some((of.start, of.scored.as_ref()?)),
            _ => None,
        })
    };
    let name = |start| stretch(course.trend, start);
    match (shown().next(), shown().next_back()) {
        (Some((first, from)), Some((last, _))) if first == last => fill(
            "One score with its interval: {0}, {1}.",
            &[&from.text, &name(first)],
        ),
        (Some((first, from)), Some((last, to))) => fill(
            "The score over time with its interval, from {0}, {1}, to {2}, {3}.",
            &[&from.text, &name(first), &to.text, &name(last)],
        ),
        _ => TREND_HIDDEN.to_owned(),
    }
}

pub(in crate::summary) fn groups_described(groups: &Groups) -> String {
    let scores: Vec<String> = groups
        .groups
        .iter()
        .map(|group| fill("{0}: {1}", &[&group.name, &group.scored.text]))
        .collect();
    fill(
        "A dot for the score of each group, with its interval. {0}.",
        &[&scores.join(", ")],
    )
}
