//! What is said of each chart, and read out in its place.

use super::{NONE, ends, labelled, percent, point, range, score, stretch};
use crate::domain::letters::joined;
use crate::domain::score::Segment;
use crate::domain::stats::{Band, Shares, Tally};
use crate::summary::groups::Groups;
use crate::summary::model::{Scored, Summary};
use crate::summary::slots::{Course, Slot};
use crate::summary::words::{Text, Words};

/// The range itself, which unlike "great" claims nothing.
pub(in crate::summary) fn band(words: &Words, band: &Band) -> String {
    let at = |score: i8| point(words, i64::from(score));
    match (band.from, band.to) {
        (Some(from), Some(to)) => range(words, &at(from.at), &at(to.at)),
        (None, Some(to)) if to.goes_up => words.fill(Text::Below, "score", &[&at(to.at)]),
        (None, Some(to)) => ["≤ ", &at(to.at)].concat(),
        (Some(from), None) if from.goes_up => ["≥ ", &at(from.at)].concat(),
        (Some(from), None) => words.fill(Text::Over, "score", &[&at(from.at)]),
        (None, None) => range(words, &at(-100), &at(100)),
    }
}

pub(in crate::summary) fn bands_touched(words: &Words, bands: &[Band]) -> String {
    let names: Vec<String> = bands.iter().map(|of| band(words, of)).collect();
    words.fill(Text::BandsTouched, "bands", &[&words.list(&names)])
}

pub(in crate::summary) fn bands_described(words: &Words, scored: &Scored) -> String {
    words.fill(
        Text::BandsDescribed,
        "score range",
        &[&score(words, scored), &ends(words, scored.interval)],
    )
}

pub(in crate::summary) fn distribution_described(words: &Words, summary: &Summary) -> String {
    let most = summary.distribution.iter().max_by_key(|(_, count)| *count);
    let Some((score, count)) = most.filter(|(_, count)| *count > 0) else {
        return words.say(Text::NoResponses);
    };
    let answers = words.counted(Text::Answers, count);
    words.fill(
        Text::DistributionDescribed,
        "score answers",
        &[score.as_str(), &answers],
    )
}

/// Each segment with its share, or its count where there is none.
pub(in crate::summary) fn shares_described(
    words: &Words,
    tally: Tally,
    shares: Option<Shares>,
) -> String {
    let each = Segment::ALL.map(|segment| {
        let value = match shares {
            Some(shares) => percent(words, shares.of(segment)),
            None => words.number(tally.count(segment)),
        };
        labelled(&words.say(super::segments(segment)), &value)
    });
    joined(&each, ", ")
}

pub(in crate::summary) fn trend_described(words: &Words, course: &Course) -> String {
    let mut shown = course.slots.iter().filter_map(|slot| match slot {
        Slot::Stretch(of) => Some((of.start, of.scored.as_ref()?)),
        _ => None,
    });
    let said = |of: Option<(_, &Scored)>| {
        let said = of.map(|(start, scored)| {
            labelled(&stretch(words, course.trend, start), &score(words, scored))
        });
        said.unwrap_or_else(|| NONE.to_owned())
    };
    let first = shown.next();
    let last = shown.next_back().or(first);
    words.fill(
        Text::TrendDescribed,
        "first last",
        &[&said(first), &said(last)],
    )
}

pub(in crate::summary) fn groups_described(words: &Words, groups: &Groups) -> String {
    let groups = groups.groups.iter();
    let scores: Vec<String> = groups
        .map(|group| labelled(&group.name, &score(words, &group.scored)))
        .collect();
    words.fill(Text::GroupsDescribed, "groups", &[&joined(&scores, "; ")])
}
