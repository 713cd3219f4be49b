//! The score month by month, empty months included: a gap has its width on the axis of time.

use crate::domain::score::Score;
use crate::domain::stats::{Bands, Bucket, Period, Tally, trend};
use crate::domain::time::Date;

use super::model::Scored;

/// One place on the axis of time.
#[derive(Clone, Debug, PartialEq)]
pub enum Slot {
    /// A month with answers.
    Month(Month),
    /// A month without.
    Empty(Date),
    /// More months without than are worth their width.
    Break {
        /// The first of them.
        from: Date,
        /// How many there are.
        months: usize,
    },
}

/// What was answered in one month.
#[derive(Clone, Debug, PartialEq)]
pub struct Month {
    /// Its first day.
    pub start: Date,
    /// Its promoters, passives and detractors.
    pub tally: Tally,
    /// Its score, where there are enough answers to show one.
    pub scored: Option<Scored>,
}

/// From how many empty months in a row on they are drawn as a break: a single mistyped year must
/// not squeeze all other months into a corner.
const BREAK_FROM: usize = 13;

/// The months from the first answer to the last.
pub(super) fn slots(dated: &[(Date, Score)], bands: &Bands) -> Vec<Slot> {
    let mut slots = Vec::new();
    let mut next: Option<Date> = None;
    for bucket in trend(dated.iter().copied(), Period::Month) {
        if let Some(from) = next.filter(|_| bucket.gap_before) {
            slots.extend(gap(from, bucket.start));
        }
        next = Some(Period::Month.next(bucket.start));
        slots.push(Slot::Month(Month::of(&bucket, bands)));
    }
    slots
}

impl Month {
    fn of(bucket: &Bucket, bands: &Bands) -> Self {
        let tally = bucket.tally();
        Self {
            start: bucket.start,
            tally,
            scored: Scored::of(tally, bands),
        }
    }
}

fn gap(from: Date, to: Date) -> Vec<Slot> {
    let number = |date: Date| i64::from(date.year) * 12 + i64::from(date.month);
    let months = usize::try_from(number(to) - number(from)).unwrap_or(0);
    if months >= BREAK_FROM {
        return vec![Slot::Break { from, months }];
    }
    core::iter::successors(Some(from), |month| Some(Period::Month.next(*month)))
        .take(months)
        .map(Slot::Empty)
        .collect()
}
