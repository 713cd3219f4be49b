//! The score over time, empty stretches included: a gap has its width on the axis of time.

use crate::domain::stats::{
    Bands, Bucket, Comparison, Distribution, Homogeneity, Period, Tally, holm, homogeneity,
    rolling_of_days, trend_of_days,
};
use crate::domain::time::Date;

use super::choices::Trend;
use super::model::Scored;

/// The score over time.
#[derive(Clone, Debug, PartialEq)]
pub struct Course {
    /// How long a point is.
    pub trend: Trend,
    /// The axis of time, earliest first.
    pub slots: Vec<Slot>,
    /// How many earlier slots are left out, where there are more than a chart can hold.
    pub left_out: usize,
    /// Whether the stretches could all have one score; of rolling windows, which overlap, whether
    /// the months could.
    pub verdict: Option<Homogeneity>,
}

/// One place on the axis of time.
#[derive(Clone, Debug, PartialEq)]
pub enum Slot {
    /// A stretch with answers.
    Stretch(Stretch),
    /// A stretch without, by its first day.
    Empty(Date),
    /// More stretches without than are worth their width.
    Break {
        /// The first day of the first of them.
        from: Date,
        /// How many there are.
        stretches: usize,
    },
}

/// What was answered in one stretch of time.
#[derive(Clone, Debug, PartialEq)]
pub struct Stretch {
    /// Its first day; of a rolling window its last.
    pub start: Date,
    /// Its promoters, passives and detractors.
    pub tally: Tally,
    /// Its score, where there are enough answers to show one.
    pub scored: Option<Scored>,
    /// Against the stretch right before it, where both show a score; never of windows, which overlap.
    pub change: Option<Comparison>,
    /// Whether that may be named a change, after Holm's correction for all that are looked at.
    pub changed: bool,
}

/// From how many empty stretches in a row on they are drawn as a break: a single mistyped year must
/// not squeeze all others into a corner.
const BREAK_FROM: usize = 13;
/// The most slots that are drawn: a year of days.
const MOST: usize = 366;

impl Course {
    /// The course of what was answered on each day, earliest first.
    pub(super) fn of(days: &[(Date, Distribution)], trend: Trend, bands: &Bands) -> Self {
        let (mut slots, verdict) = match trend {
            Trend::By(period) => {
                let buckets = trend_of_days(days.iter().copied(), period);
                (slots(&buckets, period, bands), verdict(&buckets))
            }
            Trend::Rolling(length) => {
                let months = trend_of_days(days.iter().copied(), Period::Month);
                (windows(days, length, bands), verdict(&months))
            }
        };
        let left_out = slots.len().saturating_sub(MOST);
        slots.drain(..left_out);
        Self {
            trend,
            slots,
            left_out,
            verdict,
        }
    }
}

fn verdict(buckets: &[Bucket]) -> Option<Homogeneity> {
    let tallies: Vec<Tally> = buckets.iter().map(Bucket::tally).collect();
    homogeneity(&tallies)
}

fn slots(buckets: &[Bucket], period: Period, bands: &Bands) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut looks = Vec::new();
    let mut next: Option<Date> = None;
    let mut shown_before = false;
    for bucket in buckets {
        if let Some(from) = next.filter(|_| bucket.gap_before) {
            slots.extend(gap(from, bucket.start, period));
        }
        next = Some(period.next(bucket.start));
        let mut stretch = Stretch::of(bucket.start, bucket.tally(), bands);
        let shown = stretch.scored.is_some();
        stretch.change = bucket.change.filter(|_| shown && shown_before);
        shown_before = shown;
        looks.extend(stretch.change.map(|change| change.p));
        slots.push(Slot::Stretch(stretch));
    }
    let mut corrected = holm(&looks).into_iter();
    for slot in &mut slots {
        if let Slot::Stretch(stretch) = slot
            && stretch.change.is_some()
        {
            stretch.changed = corrected.next().is_some_and(|p| p < 0.05);
        }
    }
    slots
}

fn windows(days: &[(Date, Distribution)], length: u32, bands: &Bands) -> Vec<Slot> {
    let mut slots = Vec::new();
    let (mut from, mut empty) = (None, 0);
    for (end, distribution) in rolling_of_days(days, length) {
        let tally = distribution.tally();
        if tally.n() > 0 {
            (from, empty) = (None, 0);
            slots.push(Slot::Stretch(Stretch::of(end, tally, bands)));
            continue;
        }
        let from = *from.get_or_insert(end);
        empty += 1;
        slots.push(Slot::Empty(end));
        if empty >= BREAK_FROM {
            // All of the run so far; of one that is broken already, the break and this one.
            let run = if empty > BREAK_FROM { 2 } else { empty };
            slots.truncate(slots.len().saturating_sub(run));
            slots.push(Slot::Break {
                from,
                stretches: empty,
            });
        }
    }
    slots
}

impl Stretch {
    fn of(start: Date, tally: Tally, bands: &Bands) -> Self {
        Self {
            start,
            tally,
            scored: Scored::of(tally, bands),
            change: None,
            changed: false,
        }
    }
}

fn gap(from: Date, to: Date, period: Period) -> Vec<Slot> {
    // The Gregorian calendar's averages: a mistyped year can be thousands of years of days away.
    let average = match period {
        Period::Day => 1.0,
        Period::Week => 7.0,
        Period::Month => 30.436_875,
        Period::Quarter => 91.310_625,
    };
    let days = to.days_since_epoch() - from.days_since_epoch();
    let stretches = (days as f64 / average).round() as usize;
    if stretches >= BREAK_FROM {
        return vec![Slot::Break { from, stretches }];
    }
    core::iter::successors(Some(from), |start| Some(period.next(*start)))
        .take_while(|start| *start < to)
        .map(Slot::Empty)
        .collect()
}
