//! The score over time. Days are days in UTC.

use std::collections::BTreeMap;

use super::compare::{Comparison, compare};
use super::{Distribution, Tally};
use crate::domain::score::Score;
use crate::domain::time::Date;

/// How long a stretch of the trend is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Period {
    /// A calendar day.
    Day,
    /// An ISO 8601 week, Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
}

/// One stretch of the trend with at least one answer in it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bucket {
    /// Its first day.
    pub start: Date,
    /// How long it is.
    pub period: Period,
    /// What was answered in it.
    pub distribution: Distribution,
    /// Against the bucket before it; `None` for the first and after a gap.
    pub change: Option<Comparison>,
    /// Whether nobody answered in the stretch before it: the line is not drawn across.
    pub gap_before: bool,
}

impl Period {
    /// The first day of the stretch that `date` lies in.
    #[must_use]
    pub fn start_of(self, date: Date) -> Date {
        match self {
            Self::Day => date,
            Self::Week => {
                let days = date.days_since_epoch();
                Date::from_days(days - weekday(days))
            }
            Self::Month => Date { day: 1, ..date },
            Self::Quarter => Date {
                month: quarter(date) * 3 - 2,
                day: 1,
                ..date
            },
        }
    }

    /// The first day of the stretch after the one that begins on `start`.
    #[must_use]
    pub fn next(self, start: Date) -> Date {
        // Long enough to leave the stretch, too short to pass the next one.
        let beyond = match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 31,
            Self::Quarter => 92,
        };
        self.start_of(Date::from_days(start.days_since_epoch() + beyond))
    }

    /// The stretch that `date` lies in, by name: `2025-03-01`, `2025-W09`, `2025-03`, `2025-Q1`.
    #[must_use]
    pub fn label(self, date: Date) -> String {
        match self {
            Self::Day => date.to_text(),
            Self::Week => {
                let (year, week) = week_of(date);
                format!("{year:04}-W{week:02}")
            }
            Self::Month => format!("{:04}-{:02}", date.year, date.month),
            Self::Quarter => format!("{:04}-Q{}", date.year, quarter(date)),
        }
    }
}

/// The year and the week, 1 to 53, that a day lies in (ISO 8601).
#[must_use]
pub fn week_of(date: Date) -> (i32, u8) {
    // A week belongs to the year its Thursday is in.
    let monday = Period::Week.start_of(date).days_since_epoch();
    let year = Date::from_days(monday + 3).year;
    let first = Date {
        year,
        month: 1,
        day: 4,
    };
    let first = Period::Week.start_of(first).days_since_epoch();
    (year, ((monday - first) / 7 + 1) as u8)
}

impl Bucket {
    /// The stretch's name, as [`Period::label`].
    #[must_use]
    pub fn label(&self) -> String {
        self.period.label(self.start)
    }

    /// The promoters, passives and detractors.
    #[must_use]
    pub fn tally(&self) -> Tally {
        self.distribution.tally()
    }
}

/// The answers by `period`, earliest first. A stretch without answers has no bucket: it is a gap,
/// not a score of 0.
#[must_use]
pub fn trend(answers: impl IntoIterator<Item = (Date, Score)>, period: Period) -> Vec<Bucket> {
    let mut days: BTreeMap<Date, Distribution> = BTreeMap::new();
    for (date, score) in answers {
        days.entry(date).or_default().add(Some(score));
    }
    trend_of_days(days, period)
}

/// The same from what was answered on each day, earliest first.
#[must_use]
pub fn trend_of_days(
    days: impl IntoIterator<Item = (Date, Distribution)>,
    period: Period,
) -> Vec<Bucket> {
    let mut stretches: Vec<(Date, Distribution)> = Vec::new();
    for (date, distribution) in days {
        let start = period.start_of(date);
        match stretches.last_mut() {
            Some((last, stretch)) if *last == start => *stretch = stretch.plus(&distribution),
            _ => stretches.push((start, distribution)),
        }
    }
    let mut before: Option<(Date, Tally)> = None;
    stretches
        .into_iter()
        .map(|(start, distribution)| {
            let tally = distribution.tally();
            let neighbour = before.filter(|(previous, _)| period.next(*previous) == start);
            let bucket = Bucket {
                start,
                period,
                distribution,
                change: neighbour.and_then(|(_, previous)| compare(tally, previous)),
                gap_before: before.is_some() && neighbour.is_none(),
            };
            before = Some((start, tally));
            bucket
        })
        .collect()
}

/// The answers of the `days` days that end with `end`: `end - days < date <= end`.
#[must_use]
pub fn rolling(
    answers: impl IntoIterator<Item = (Date, Score)>,
    end: Date,
    days: u32,
) -> Distribution {
    let after = Date::from_days(end.days_since_epoch() - i64::from(days));
    answers
        .into_iter()
        .filter(|(date, _)| after < *date && *date <= end)
        .map(|(_, score)| Some(score))
        .collect()
}

/// The windows of `length` days that end on the last day and every seventh day before it, earliest
/// first, from what was answered on each day in order: `end - length < date <= end`.
#[must_use]
pub fn rolling_of_days(days: &[(Date, Distribution)], length: u32) -> Vec<(Date, Distribution)> {
    const STEP: i64 = 7;
    let (Some((first, _)), Some((last, _))) = (days.first(), days.last()) else {
        return Vec::new();
    };
    let (first, last) = (first.days_since_epoch(), last.days_since_epoch());
    let windows = (last - first) / STEP;
    let mut found = Vec::new();
    let (mut from, mut to) = (0, 0);
    for nth in (0..=windows).rev() {
        let end = last - nth * STEP;
        let number = |at: usize| days.get(at).map(|(date, _)| date.days_since_epoch());
        while number(to).is_some_and(|day| day <= end) {
            to += 1;
        }
        while number(from).is_some_and(|day| day <= end - i64::from(length)) {
            from += 1;
        }
        let within = days.get(from..to).unwrap_or_default();
        let sum = within
            .iter()
            .fold(Distribution::default(), |sum, (_, day)| sum.plus(day));
        found.push((Date::from_days(end), sum));
    }
    found
}

/// 0 for Monday to 6 for Sunday; 1970-01-01 was a Thursday.
fn weekday(days_since_epoch: i64) -> i64 {
    (days_since_epoch + 3).rem_euclid(7)
}

fn quarter(date: Date) -> u8 {
    date.month.saturating_sub(1) / 3 + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        Date::parse(text).expect("a date")
    }

    #[test]
    fn weeks_belong_to_the_year_of_their_thursday() {
        for (day, week) in [
            ("2024-12-29", "2024-W52"),
            ("2024-12-30", "2025-W01"),
            ("2025-12-28", "2025-W52"),
            ("2025-12-29", "2026-W01"),
            ("2027-01-03", "2026-W53"),
            ("2027-01-04", "2027-W01"),
        ] {
            assert_eq!(Period::Week.label(date(day)), week, "{day}");
        }
    }

    #[test]
    fn every_period_tiles_the_calendar() {
        for period in [Period::Day, Period::Week, Period::Month, Period::Quarter] {
            for days in 10_000..30_000 {
                let day = Date::from_days(days);
                let start = period.start_of(day);
                let next = period.next(start);
                assert!(start <= day && day < next, "{period:?} {day}");
                assert_eq!(period.start_of(start), start);
                assert_eq!(period.label(day), period.label(start));
                assert_ne!(period.label(day), period.label(next));
            }
        }
    }

    #[test]
    fn rolling_windows_are_what_filtering_gives() {
        let score = |n| Score::new(n).expect("a score");
        let answers: Vec<_> = (0..200_u32)
            .filter(|at| at % 17 != 0 && !(60..110).contains(at))
            .map(|at| {
                let day = Date::from_days(20_000 + i64::from(at));
                (day, score((at % 11) as u8))
            })
            .collect();
        let days: Vec<_> = answers
            .iter()
            .map(|(day, score)| (*day, [Some(*score)].into_iter().collect()))
            .collect();
        for length in [1, 30, 90] {
            let windows = rolling_of_days(&days, length);
            assert_eq!(windows.len(), 29);
            for (end, distribution) in windows {
                assert_eq!(
                    distribution,
                    rolling(answers.iter().copied(), end, length),
                    "{end}"
                );
            }
        }
        assert!(rolling_of_days(&[], 30).is_empty());
    }

    #[test]
    fn a_stretch_without_answers_is_a_gap() {
        let score = |n| Score::new(n).expect("a score");
        let answers = [
            (date("2025-01-31"), score(9)),
            (date("2025-02-01"), score(0)),
            (date("2025-04-30"), score(9)),
        ];
        let buckets = trend(answers, Period::Month);
        let seen = buckets
            .iter()
            .map(|b| (b.label(), b.gap_before, b.change.is_some()));
        assert_eq!(
            seen.collect::<Vec<_>>(),
            [
                ("2025-01".to_owned(), false, false),
                ("2025-02".to_owned(), false, true),
                // April is not set against February: that is not the one before it.
                ("2025-04".to_owned(), true, false)
            ]
        );
    }
}
