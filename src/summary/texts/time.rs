//! Days, stretches of time, and how long someone waits.

use super::{counted, fill, number};
use crate::domain::stats::Period;
use crate::domain::time::{Date, Timestamp};
use crate::summary::choices::Trend;

/// `3 November 2025`.
pub(in crate::summary) fn day(date: Date) -> String {
    fill("{0} {1}", &[&date.day.to_string(), &month(date)])
}

/// `November 2025`.
fn month(date: Date) -> String {
    fill("{0} {1}", &[month_name(date), &date.year.to_string()])
}

pub(in crate::summary) fn moment(at: Timestamp) -> String {
    day(at.date())
}

/// A stretch of the trend in full.
pub(in crate::summary) fn stretch(trend: Trend, start: Date) -> String {
    match trend {
        Trend::By(Period::Day) => day(start),
        Trend::By(Period::Month) => month(start),
        Trend::By(period @ (Period::Week | Period::Quarter)) => {
            let label = period.label(start);
            let (year, of) = label.split_once('-').unwrap_or_default();
            match of.strip_prefix('W') {
                Some(week) => fill("Week {0}, {1}", &[week.trim_start_matches('0'), year]),
                None => fill("{0} {1}", &[of, year]),
            }
        }
        Trend::Rolling(days) => fill("{0} days to {1}", &[&number(u64::from(days)), &day(start)]),
    }
}

/// The same under a point of the chart; the year stands below.
pub(in crate::summary) fn short_stretch(trend: Trend, start: Date) -> String {
    let short_month: String = month_name(start).chars().take(3).collect();
    match trend {
        Trend::By(Period::Month) => short_month,
        Trend::By(Period::Quarter) => {
            let label = Period::Quarter.label(start);
            label
                .split_once('-')
                .map(|(_, of)| of.to_owned())
                .unwrap_or_default()
        }
        _ => fill("{0} {1}", &[&start.day.to_string(), &short_month]),
    }
}

pub(in crate::summary) const fn trend_name(trend: Trend) -> &'static str {
    match trend {
        Trend::By(Period::Day) => "Days",
        Trend::By(Period::Week) => "Weeks",
        Trend::By(Period::Month) => "Months",
        Trend::By(Period::Quarter) => "Quarters",
        Trend::Rolling(30) => "Rolling 30 days",
        Trend::Rolling(_) => "Rolling 90 days",
    }
}

pub(in crate::summary) const fn trend_note(trend: Trend) -> &'static str {
    match trend {
        Trend::Rolling(_) => {
            "Each point is the score of the days up to its own, in UTC; neighbouring points share \
             most of their answers. The band is the 95 % interval, n the number of answers."
        }
        Trend::By(_) => {
            "Stretches are of the calendar, in UTC, weeks from Monday. The band and the bar through \
             each point are its 95 % interval, n the number of answers. Below five answers a point \
             is hollow and shows no score; the line stays open where there is no score."
        }
    }
}

pub(in crate::summary) fn break_of(stretches: usize) -> String {
    fill(
        "{0} stretches without answers",
        &[&number(stretches as u64)],
    )
}

pub(in crate::summary) fn left_out(slots: usize) -> String {
    counted(
        slots as u64,
        "1 earlier point is left out of the chart.",
        "{0} earlier points are left out of the chart.",
    )
}

/// How long someone who asked to be contacted still has to wait, or has waited in vain.
pub(in crate::summary) fn clock(hours_left: i64) -> String {
    let amount = |hours: u64| match hours {
        0..48 => counted(hours, "1 hour", "{0} hours"),
        hours => counted(hours / 24, "1 day", "{0} days"),
    };
    match hours_left {
        0.. => fill(
            "Asked to be contacted: {0} left",
            &[&amount(hours_left.unsigned_abs())],
        ),
        _ => fill(
            "Asked to be contacted: overdue by {0}",
            &[&amount(hours_left.unsigned_abs())],
        ),
    }
}

const fn month_name(date: Date) -> &'static str {
    match date.month {
        1 => "January",
        2 => "February",
        3 => "March",
        4 => "April",
        5 => "May",
        6 => "June",
        7 => "July",
        8 => "August",
        9 => "September",
        10 => "October",
        11 => "November",
        _ => "December",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn stretches_have_names() {
        let date = Date::parse("2025-03-03").unwrap();
        for (trend, long, short) in [
            (Trend::By(Period::Day), "3 March 2025", "3 Mar"),
            (Trend::By(Period::Week), "Week 10, 2025", "3 Mar"),
            (Trend::By(Period::Month), "March 2025", "Mar"),
            (Trend::By(Period::Quarter), "Q1 2025", "Q1"),
            (Trend::Rolling(30), "30 days to 3 March 2025", "3 Mar"),
        ] {
            assert_eq!(stretch(trend, date), long);
            assert_eq!(short_stretch(trend, date), short);
        }
    }

    #[test]
    fn the_clock_says_what_is_left() {
        assert_eq!(clock(47), "Asked to be contacted: 47 hours left");
        assert_eq!(clock(1), "Asked to be contacted: 1 hour left");
        assert_eq!(clock(-1), "Asked to be contacted: overdue by 1 hour");
        assert_eq!(clock(-72), "Asked to be contacted: overdue by 3 days");
    }
}
