//! One cell to a moment.

use super::cell::leading_digits;
use crate::domain::decimal::padded;
use crate::domain::letters::{after, is_letter, trimmed};
use crate::domain::time::{Date, Timestamp};

/// Which way round `03/04/2025` is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum DateOrder {
    /// 3 April, as nearly everywhere.
    #[default]
    DayFirst,
    /// March 4, as in the United States.
    MonthFirst,
}

/// A date that could be read either way round.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EitherWay {
    /// As it is written.
    pub written: String,
    /// What it is where the day comes first.
    pub day_first: Date,
    /// What it is where the month does.
    pub month_first: Date,
}

/// Reads RFC 3339, dates with or without a time in any of the usual orders, and Unix time in
/// seconds or milliseconds. A time without an offset is taken as UTC.
pub(super) fn moment(text: &str, order: DateOrder) -> Option<Timestamp> {
    let text = trimmed(text);
    Timestamp::parse(text)
        .or_else(|| unix(text))
        .or_else(|| written(text, order))
}

/// Reads moments one after the other, most of them of the day before them.
pub(super) struct Moments {
    /// The last day read, as it was written, in two numbers that are compared at once, and its
    /// midnight.
    day: (u64, u16),
    midnight: i64,
}

/// As after the first of all days: one that is none must not seem to have been read.
impl Default for Moments {
    fn default() -> Self {
        Self {
            day: (u64::from_le_bytes(*b"1970-01-"), u16::from_le_bytes(*b"01")),
            midnight: 0,
        }
    }
}

impl Moments {
    /// As [`moment`].
    pub(super) fn read(&mut self, text: &str, order: DateOrder) -> Option<Timestamp> {
        self.usual(text.as_bytes()).or_else(|| moment(text, order))
    }

    /// The same of what most programs write; `None` of all else.
    #[inline(never)]
    pub(super) fn usual(&mut self, text: &[u8]) -> Option<Timestamp> {
        let (year_and_month, rest) = text.split_first_chunk()?;
        let (day, time) = rest.split_first_chunk()?;
        let of_day = of_day(time)?;
        let day = (
            u64::from_le_bytes(*year_and_month),
            u16::from_le_bytes(*day),
        );
        if day != self.day {
            self.midnight = midnight(text)?;
            self.day = day;
        }
        Some(Timestamp(self.midnight + of_day))
    }
}

/// The midnight a moment begins with the day of.
#[inline(never)]
fn midnight(text: &[u8]) -> Option<i64> {
    let day = core::str::from_utf8(text.get(..10)?).ok()?;
    Some(Timestamp::parse(day)?.0)
}

/// The milliseconds since midnight of a time in UTC as most programs write it: `T08:00:00Z`, with
/// or without milliseconds.
#[inline(always)]
fn of_day(time: &[u8]) -> Option<i64> {
    let (b'T' | b' ', time) = time.split_first()? else {
        return None;
    };
    let (time, rest) = time.split_first_chunk()?;
    // The digits' values, and nothing where the colons are: all eight bytes at once.
    let time = u64::from_le_bytes(*time) ^ u64::from_le_bytes(*b"00:00:00");
    // A nine and this is just below the sign; a nought and the other below it where colons are.
    let above = time.wrapping_add(u64::from_le_bytes(*b"vv\x7fvv\x7fvv")) | time;
    if above & 0x8080_8080_8080_8080 != 0 {
        return None;
    }
    let two = |at: u32| (time >> at & 15) * 10 + (time >> (at + 8) & 15);
    let (h, m, s) = (two(0), two(24), two(48));
    let ms = match rest {
        [] | [b'Z'] => 0,
        [b'.', digits @ .., b'Z'] if digits.len() == 3 => {
            digits.iter().try_fold(0, |ms, digit| {
                digit
                    .is_ascii_digit()
                    .then(|| ms * 10 + u64::from(digit - b'0'))
            })?
        }
        _ => return None,
    };
    (h < 24 && m < 60 && s < 60).then_some((((h * 60 + m) * 60 + s) * 1000 + ms) as i64)
}

/// Which order the dates of a column are in, by the first that can only be one of them, and the
/// first date that could be either, where none says. Then it is the order in which they lie closer
/// together: a few days of one month, read the wrong way round, are days of many.
pub(super) fn date_order<'a>(
    cells: impl Iterator<Item = &'a str>,
) -> (DateOrder, Option<EitherWay>) {
    let mut days_first = (i64::MAX, 0);
    let mut months_first = days_first;
    let mut doubt = None;
    for cell in cells {
        // Only slashes are written both ways round; dots are day first everywhere.
        if let Some(([first, second, year], '/', _)) = three_numbers(trimmed(cell))
            && year.len() == 4
            && let (Some(first), Some(second), Some(year)) =
                (number(first), number(second), number(year))
        {
            // How far apart they are needs no calendar: every month may have 31 days.
            let widen = |span: &mut (i64, i64), month, day| {
                let at = (year * 12 + month) * 31 + day;
                *span = (span.0.min(at), span.1.max(at));
            };
            match (first, second) {
                (13..=31, _) => return (DateOrder::DayFirst, None),
                (_, 13..=31) => return (DateOrder::MonthFirst, None),
                (1..=12, 1..=12) => {
                    widen(&mut days_first, second, first);
                    widen(&mut months_first, first, second);
                    if first != second && doubt.is_none() {
                        let read = |month: i64, day: i64| Date {
                            year: year as i32,
                            month: month as u8,
                            day: day as u8,
                        };
                        doubt = Some(EitherWay {
                            written: cell.to_owned(),
                            day_first: read(second, first),
                            month_first: read(first, second),
                        });
                    }
                }
                _ => {}
            }
        }
    }
    let closer = months_first.1 - months_first.0 < days_first.1 - days_first.0;
    let order = match closer {
        true => DateOrder::MonthFirst,
        false => DateOrder::DayFirst,
    };
    (order, doubt)
}

/// Seconds or milliseconds since 1970, told apart by their length: 9 to 11 digits are the years
/// 1973 to 5138 in seconds, 12 to 14 the same in milliseconds.
fn unix(text: &str) -> Option<Timestamp> {
    let (whole, rest) = leading_digits(text);
    let fraction = after(rest, |c| c == '.').map_or(rest, |f| leading_digits(f).1);
    if !fraction.is_empty() {
        return None;
    }
    match whole.len() {
        9..=11 => Some(Timestamp(number(whole)? * 1000)),
        12..=14 => Some(Timestamp(number(whole)?)),
        _ => None,
    }
}

/// Rewrites a date people write as RFC 3339 and reads that, so that one reader knows which days
/// and hours exist.
fn written(text: &str, order: DateOrder) -> Option<Timestamp> {
    let ([a, b, c], separator, rest) = three_numbers(text)?;
    let (year, month, day) = match (a.len(), c.len(), order, separator) {
        (4, _, _, _) => (a, b, c),
        (_, 4, DateOrder::MonthFirst, '/') => (c, a, b),
        (_, 4, _, _) => (c, b, a),
        _ => return None,
    };
    let date = [year, "-", &two_digits(month), "-", &two_digits(day)].concat();
    let between = |b: &u8| matches!(b, b',' | b'T' | b't' | b' ');
    let start = rest.bytes().take_while(|b| between(b)).count();
    let time = rest.get(start..)?;
    if time.is_empty() {
        return Timestamp::parse(&date);
    }
    Timestamp::parse(&[&date, "T", &clock(time)?].concat())
}

/// `8:05 PM` as `20:05`, `08:00:00 UTC` as `08:00:00Z`, `08:00 +0100` without its space.
fn clock(time: &str) -> Option<String> {
    let time: String = time.chars().filter(|c| !c.is_whitespace()).collect();
    // Only "am", "pm" and zone names are looked for, and the tables for other letters are large.
    let time = time.to_ascii_uppercase();
    let (time, zone) = match time.strip_suffix("UTC").or(time.strip_suffix("GMT")) {
        Some(time) => (time, "Z"),
        None => (time.as_str(), ""),
    };
    let (hour, rest) = leading_digits(time);
    let hour = number(hour)?;
    let (hour, rest) = if let Some(rest) = rest.strip_suffix("AM") {
        (if hour == 12 { 0 } else { hour }, rest)
    } else if let Some(rest) = rest.strip_suffix("PM") {
        (if hour == 12 { 12 } else { hour + 12 }, rest)
    } else {
        (hour, rest)
    };
    Some([&padded(hour.unsigned_abs(), 2), rest, zone].concat())
}

/// Three numbers with one separator, and what follows them.
fn three_numbers<'a>(text: &'a str) -> Option<([&'a str; 3], char, &'a str)> {
    let (a, rest) = leading_digits(text);
    let separator = rest
        .chars()
        .next()
        .filter(|c| matches!(c, '.' | '/' | '-'))?;
    let next = |rest: &'a str| {
        let mut letters = rest.chars();
        letters.next().filter(|c| *c == separator)?;
        Some(leading_digits(letters.as_str()))
    };
    let (b, rest) = next(rest)?;
    let (c, rest) = next(rest)?;
    let parts = [a, b, c];
    let ends = after(rest, |c| is_letter(c) && !matches!(c, 'T' | 't')).is_none();
    (ends && parts.iter().all(|part| !part.is_empty())).then_some((parts, separator, rest))
}

/// Digits with a nought before them where there is only one.
fn two_digits(digits: &str) -> String {
    let nought = if digits.len() < 2 { "0" } else { "" };
    [nought, digits].concat()
}

/// A number of at most eighteen digits.
fn number(digits: &str) -> Option<i64> {
    let value = || digits.bytes().fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    (1..=18).contains(&digits.len()).then(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn moments_in_a_row_are_read_as_each_is_alone() {
        let mut moments = Moments::default();
        for cell in [
            // No day was read before it, and these bytes are none.
            "\0\0\0\0\0\0\0\0\0\0T08:00:00Z",
            "2025-03-01T08:00:00Z",
            "2025-03-01T23:59:59.999Z",
            "2025-03-01 08:00:00",
            "2025-03-02T08:00:00.5Z",
            "2025-02-29T08:00:00Z",
            "2025-02-29T08:00:00Z",
            "01/02/2025T08:00:00Z",
            "2025-03-01T24:00:00Z",
            "2025-03-01T08:60:00Z",
            "2025-03-01T08:00:60Z",
            "2025-03-01T08:00:00+01:00",
            "2025-03-01",
            "1740816000",
            "øøøøø",
            "",
        ] {
            let order = DateOrder::DayFirst;
            assert_eq!(moments.read(cell, order), moment(cell, order), "{cell}");
        }
    }

    #[test]
    fn moments_are_read_as_people_write_them() {
        let day = DateOrder::DayFirst;
        let month = DateOrder::MonthFirst;
        for (cell, order, expected) in [
            ("2025-03-01", day, "2025-03-01T00:00:00.000Z"),
            ("2025-03-01T08:00:00+01:00", day, "2025-03-01T07:00:00.000Z"),
            ("2025-03-01 08:00:00", day, "2025-03-01T08:00:00.000Z"),
            ("2025-03-01 08:00:00 UTC", day, "2025-03-01T08:00:00.000Z"),
            ("2025-03-01 08:00:00 +0100", day, "2025-03-01T07:00:00.000Z"),
            ("2025/3/1 8:05", day, "2025-03-01T08:05:00.000Z"),
            ("1.3.2025", day, "2025-03-01T00:00:00.000Z"),
            ("01.03.2025, 08:00:12", day, "2025-03-01T08:00:12.000Z"),
            ("03/04/2025", day, "2025-04-03T00:00:00.000Z"),
            ("03/04/2025", month, "2025-03-04T00:00:00.000Z"),
            ("03.04.2025", month, "2025-04-03T00:00:00.000Z"),
            ("3/4/2025 8:05 PM", month, "2025-03-04T20:05:00.000Z"),
            ("3/4/2025 12:00 am", month, "2025-03-04T00:00:00.000Z"),
            ("1740816000", day, "2025-03-01T08:00:00.000Z"),
            ("1740816000123", day, "2025-03-01T08:00:00.123Z"),
            ("1740816000.9", day, "2025-03-01T08:00:00.000Z"),
        ] {
            let read = moment(cell, order).map(|moment| moment.to_string());
            assert_eq!(read.as_deref(), Some(expected), "{cell:?}");
        }
        for cell in [
            "",
            "soon",
            "31.02.2025",
            "1.3.25",
            "2025",
            "45717",
            "13/13/2025",
            "1.3.2025 25:00",
        ] {
            assert_eq!(moment(cell, day), None, "{cell:?}");
        }
    }
}
