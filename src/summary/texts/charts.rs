//! What is said of each chart, and read out in its place.

use super::{NO_RESPONSES, TREND_HIDDEN, counted, ends, fill, month, number, percent};
use crate::domain::stats::{Band, Shares, Tally};
use crate::summary::model::{Scored, Summary};
use crate::summary::months::Slot;

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

pub(in crate::summary) fn trend_described(slots: &[Slot]) -> String {
    let shown = || {
        slots.iter().filter_map(|slot| match slot {
            Slot::Month(month) => Some((month.start, month.scored.as_ref()?)),
            _ => None,
        })
    };
    match (shown().next(), shown().next_back()) {
        (Some((first, from)), Some((last, _))) if first == last => fill(
            "The score of one month with its interval: {0} in {1}.",
            &[&from.text, &month(first)],
        ),
        (Some((first, from)), Some((last, to))) => fill(
            "The score of each month with its interval, from {0} in {1} to {2} in {3}.",
            &[&from.text, &month(first), &to.text, &month(last)],
        ),
        _ => TREND_HIDDEN.to_owned(),
    }
}
