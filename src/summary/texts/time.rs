//! Days, stretches of time, and how long someone waits.

use crate::domain::decimal::{decimal, signed};
use crate::domain::stats::{Period, week_of};
use crate::domain::time::Date;
use crate::summary::choices::Trend;
use crate::summary::words::{Form, Text, Words};

/// `3 November 2025`.
pub(in crate::summary) fn day(words: &Words, date: Date) -> String {
    words.date(date, Form::Day)
}

/// A stretch of the trend in full.
pub(in crate::summary) fn stretch(words: &Words, trend: Trend, start: Date) -> String {
    match trend {
        Trend::By(Period::Day) => day(words, start),
        Trend::By(Period::Month) => words.date(start, Form::Month),
        Trend::By(Period::Quarter) => {
            let year = signed(i64::from(start.year));
            [&quarter(words, start), " ", &year].concat()
        }
        Trend::By(Period::Week) => {
            let (year, week) = week_of(start);
            let (year, week) = (signed(i64::from(year)), decimal(u64::from(week)));
            words.fill(Text::Week, "week year", &[&week, &year])
        }
        Trend::Rolling(days) => words.fill(
            Text::RollingTo,
            "days day",
            &[&words.number(u64::from(days)), &day(words, start)],
        ),
    }
}

/// The same under a point of the chart; the year stands below.
pub(in crate::summary) fn short_stretch(words: &Words, trend: Trend, start: Date) -> String {
    match trend {
        Trend::By(Period::Month) => words.date(start, Form::ShortMonth),
        Trend::By(Period::Quarter) => quarter(words, start),
        _ => words.date(start, Form::ShortDay),
    }
}

pub(in crate::summary) fn trend_name(words: &Words, trend: Trend) -> String {
    let text = match trend {
        Trend::By(Period::Day) => Text::Days,
        Trend::By(Period::Week) => Text::Weeks,
        Trend::By(Period::Month) => Text::Months,
        Trend::By(Period::Quarter) => Text::Quarters,
        Trend::Rolling(days) => {
            let days = words.number(u64::from(days));
            return words.fill(Text::Rolling, "days", &[&days]);
        }
    };
    words.say(text)
}

pub(in crate::summary) const fn trend_note(trend: Trend) -> Text {
    match trend {
        Trend::Rolling(_) => Text::RollingNote,
        Trend::By(_) => Text::TrendNote,
    }
}

/// How long someone who asked to be contacted still has to wait, or has waited in vain.
pub(in crate::summary) fn clock(words: &Words, hours_left: i64) -> String {
    let hours = hours_left.unsigned_abs();
    let time = match hours {
        0..48 => words.span(hours, "hour"),
        hours => words.span(hours / 24, "day"),
    };
    let text = match hours_left {
        0.. => Text::TimeLeft,
        _ => Text::Overdue,
    };
    words.fill(text, "time", &[&time])
}

fn quarter(words: &Words, start: Date) -> String {
    let quarter = decimal(u64::from(start.month.div_ceil(3)));
    words.fill(Text::Quarter, "quarter", &[&quarter])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::words::tests::english;

    #[test]
    fn stretches_have_names() {
        let date = Date::parse("2025-03-03").unwrap();
        for (trend, long, short) in [
            (
                Trend::By(Period::Day),
                "day of 2025-03-03",
                "short day of 2025-03-03",
            ),
            (
                Trend::By(Period::Week),
                "Week 10, 2025",
                "short day of 2025-03-03",
            ),
            (
                Trend::By(Period::Month),
                "month of 2025-03-03",
                "short month of 2025-03-03",
            ),
            (Trend::By(Period::Quarter), "Q1 2025", "Q1"),
            (
                Trend::Rolling(30),
                "30 days to day of 2025-03-03",
                "short day of 2025-03-03",
            ),
        ] {
            assert_eq!(stretch(&english(), trend, date), long);
            assert_eq!(short_stretch(&english(), trend, date), short);
        }
        let quarters = [1, 3, 4, 6, 7, 12].map(|month| {
            let date = Date {
                year: 2025,
                month,
                day: 1,
            };
            short_stretch(&english(), Trend::By(Period::Quarter), date)
        });
        assert_eq!(quarters, ["Q1", "Q1", "Q2", "Q2", "Q3", "Q4"]);
    }

    #[test]
    fn the_clock_says_what_is_left() {
        for (left, said) in [
            (47, "Asked to be contacted; time left: 47 hour"),
            (-1, "Asked to be contacted; overdue: 1 hour"),
            (-72, "Asked to be contacted; overdue: 3 day"),
        ] {
            assert_eq!(clock(&english(), left), said);
        }
    }
}
