//! Moments and calendar days in UTC, without a clock.
//!
//! The civil-calendar arithmetic follows Howard Hinnant, "chrono-Compatible Low-Level Date
//! Algorithms" (`days_from_civil`, `civil_from_days`).

use super::letters::{after, cut, pieces};
use core::fmt;

use super::decimal::padded;

const DAY_S: i64 = 86_400;

/// A moment, in milliseconds since 1970-01-01T00:00:00Z.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Timestamp(pub i64);

/// A calendar day in UTC, years 0 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// The year, 0 to 9999.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
}

impl Timestamp {
    /// Reads RFC 3339 (`2026-11-23T10:15:00.123+01:00`), the same with a space for the `T`, and a
    /// bare date, which is its midnight in UTC. A time without an offset is taken as UTC.
    /// Fractions beyond milliseconds are cut off; a leap second counts as the second before it.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let (date, time) = match text.split_at_checked(10)? {
            (date, "") => (Date::parse(date)?, None),
            (date, rest) => (
                Date::parse(date)?,
                Some(after(rest, |c| matches!(c, 'T' | 't' | ' '))?),
            ),
        };
        let seconds = date.days_since_epoch() * DAY_S;
        let Some(time) = time else {
            return Some(Self(seconds * 1000));
        };
        let (clock, offset_s) = split_offset(time)?;
        let (clock, millis) = split_fraction(clock)?;
        let mut parts = pieces(clock, b':');
        let hour = digits(parts.next()?, 2)?;
        let minute = digits(parts.next()?, 2)?;
        let second = parts.next().map_or(Some(0), |s| digits(s, 2))?;
        if parts.next().is_some() || hour > 23 || minute > 59 || second > 60 {
            return None;
        }
        let of_day = hour * 3600 + minute * 60 + second.min(59);
        Some(Self((seconds + of_day - offset_s) * 1000 + millis))
    }

    /// RFC 3339 in UTC with milliseconds: `2026-11-23T10:15:00.123Z`.
    #[must_use]
    pub fn to_text(self) -> String {
        let ms = self.0.rem_euclid(DAY_S * 1000) as u64;
        let (s, ms) = (ms / 1000, ms % 1000);
        let [h, m, s] = [s / 3600, s / 60 % 60, s % 60].map(|part| padded(part, 2));
        let date = self.date().to_text();
        [&date, "T", &h, ":", &m, ":", &s, ".", &padded(ms, 3), "Z"].concat()
    }

    /// The calendar day this moment falls on in UTC.
    #[must_use]
    pub fn date(self) -> Date {
        Date::from_days(self.0.div_euclid(DAY_S * 1000))
    }
}

impl fmt::Display for Timestamp {
    /// RFC 3339 in UTC with milliseconds: `2026-11-23T10:15:00.123Z`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl Date {
    /// Reads `2026-11-23`. Years 0000 to 9999, days that exist.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = pieces(text, b'-');
        let year = i32::try_from(digits(parts.next()?, 4)?).ok()?;
        let month = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        let day = u8::try_from(digits(parts.next()?, 2)?).ok()?;
        let date = Self { year, month, day };
        (parts.next().is_none() && Self::from_days(date.days_since_epoch()) == date).then_some(date)
    }

    /// The day as RFC 3339 has it: `2026-11-23`.
    #[must_use]
    pub fn to_text(self) -> String {
        let year = padded(u64::from(self.year.unsigned_abs()), 4);
        let [month, day] = [self.month, self.day].map(|part| padded(u64::from(part), 2));
        [&year, "-", &month, "-", &day].concat()
    }

    /// Days since 1970-01-01.
    #[must_use]
    pub fn days_since_epoch(self) -> i64 {
        let year = i64::from(self.year) - i64::from(self.month <= 2);
        let era = year.div_euclid(400);
        let year_of_era = year.rem_euclid(400);
        let month_from_march = (i64::from(self.month) + 9) % 12;
        let day_of_year = (153 * month_from_march + 2) / 5 + i64::from(self.day) - 1;
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        era * 146_097 + day_of_era - 719_468
    }

    /// The day `days` after 1970-01-01.
    #[must_use]
    pub fn from_days(days: i64) -> Self {
        let days = days + 719_468;
        let era = days.div_euclid(146_097);
        let day_of_era = days.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = (month_from_march + 2) % 12 + 1;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self {
            year: year as i32,
            month: month as u8,
            day: day as u8,
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

/// Splits `10:15:00+01:00` into the clock and the offset in seconds.
fn split_offset(time: &str) -> Option<(&str, i64)> {
    if let Some(clock) = time.strip_suffix(['Z', 'z']) {
        return Some((clock, 0));
    }
    let Some(at) = time.bytes().rposition(|b| matches!(b, b'+' | b'-')) else {
        return Some((time, 0));
    };
    let (clock, offset) = time.split_at_checked(at)?;
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let offset = offset.get(1..)?;
    let (hours, minutes) = cut(offset, b':').or_else(|| offset.split_at_checked(2))?;
    let (hours, minutes) = (
        digits(hours, 2)?,
        if minutes.is_empty() {
            0
        } else {
            digits(minutes, 2)?
        },
    );
    (hours <= 23 && minutes <= 59).then_some((clock, sign * (hours * 3600 + minutes * 60)))
}

/// Splits `10:15:00.1239` into the whole seconds and the milliseconds, 123.
fn split_fraction(clock: &str) -> Option<(&str, i64)> {
    let Some(at) = clock.bytes().position(|b| matches!(b, b'.' | b',')) else {
        return Some((clock, 0));
    };
    let (whole, fraction) = (clock.get(..at)?, clock.get(at + 1..)?);
    if fraction.is_empty() || !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let millis = fraction
        .bytes()
        .chain(*b"00")
        .take(3)
        .fold(0, |n, b| n * 10 + i64::from(b - b'0'));
    Some((whole, millis))
}

/// A number of exactly `width` decimal digits.
fn digits(text: &str, width: usize) -> Option<i64> {
    let digits = text.len() == width && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.bytes().fold(0, |n, b| n * 10 + i64::from(b - b'0')))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ms(text: &str) -> Option<i64> {
        Timestamp::parse(text).map(|t| t.0)
    }

    #[test]
    fn reads_what_browsers_and_exports_write() {
        assert_eq!(ms("1970-01-01"), Some(0));
        assert_eq!(ms("1970-01-01T00:00:01Z"), Some(1000));
        assert_eq!(ms("1970-01-01 01:00:00.5+01:00"), Some(500));
        assert_eq!(ms("2019-11-01 08:51:12.402"), Some(1_572_598_272_402));
        assert_eq!(ms("2016-12-31T23:59:60Z"), ms("2016-12-31T23:59:59Z"));
        assert_eq!(ms("2026-11-23T10:15"), ms("2026-11-23T10:15:00Z"));
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in [
            "",
            "2025",
            "2025-02-29",
            "2025-13-01",
            "2025-01-01T24:00:00Z",
            "2025-01-01Tnoon",
            "2025-01-01T10:00:00.Z",
            "01/02/2025",
            "2025-01-01T10:00:00+25:00",
            "２０２５-01-01",
        ] {
            assert_eq!(ms(text), None, "{text}");
        }
    }

    #[test]
    fn every_day_of_eight_centuries_comes_back() {
        for days in -200_000..100_000 {
            let date = Date::from_days(days);
            assert_eq!(date.days_since_epoch(), days);
            assert_eq!(Date::parse(&date.to_string()), Some(date));
        }
    }

    #[test]
    fn what_is_written_reads_back() {
        for ms in [0, 1, 999, 1_760_000_000_123, -1, 951_782_400_000] {
            assert_eq!(
                Timestamp::parse(&Timestamp(ms).to_string()),
                Some(Timestamp(ms))
            );
        }
    }
}
