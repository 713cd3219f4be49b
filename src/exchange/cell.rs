//! One cell to a score.

use core::fmt;

use crate::domain::letters::{after, is_letter, trimmed};
use crate::domain::score::Score;

/// Why a cell is no score.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NotAScore {
    /// Nothing in it.
    Blank,
    /// No number in it.
    NotANumber,
    /// A number between two scores.
    NotWhole,
    /// Below 0 or above 10.
    OffScale,
    /// The line is no response at all.
    NotAResponse,
}

impl NotAScore {
    /// The reason's name in the summary's JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Blank => "blank",
            Self::NotANumber => "not_a_number",
            Self::NotWhole => "not_whole",
            Self::OffScale => "off_scale",
            Self::NotAResponse => "not_a_response",
        }
    }
}

impl fmt::Display for NotAScore {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Blank => "blank",
            Self::NotANumber => "not a number",
            Self::NotWhole => "not a whole number",
            Self::OffScale => "not from 0 to 10",
            Self::NotAResponse => "not a response",
        })
    }
}

/// Reads `9`, `9.0`, `9,0`, `10/10` and `10 – Extremely likely`.
///
/// Nothing is rounded and nothing is guessed: a cell with a second number in it is no score.
pub(super) fn score(text: &str) -> Result<Score, NotAScore> {
    if let Some(score) = bare(text.as_bytes()) {
        return Ok(score);
    }
    let text = trimmed(text);
    if text.is_empty() {
        return Err(NotAScore::Blank);
    }
    let (negative, unsigned) = match after(text, |c| matches!(c, '-' | '\u{2212}')) {
        Some(rest) => (true, rest),
        None => (false, after(text, |c| c == '+').unwrap_or(text)),
    };
    let (whole, rest) = leading_digits(unsigned);
    if whole.is_empty() {
        return Err(NotAScore::NotANumber);
    }
    let (fraction, rest) = match after(rest, |c| matches!(c, '.' | ',')) {
        Some(after) => leading_digits(after),
        None => ("", rest),
    };
    let label = rest.strip_prefix("/10").unwrap_or(rest);
    let labelled = label
        .chars()
        .next()
        .is_none_or(|c| !is_letter(c) && !matches!(c, '.' | ',' | '/' | '%'));
    if !labelled || label.chars().any(|c| c.is_ascii_digit()) {
        return Err(NotAScore::NotANumber);
    }
    if fraction.bytes().any(|digit| digit != b'0') {
        return Err(NotAScore::NotWhole);
    }
    // Of a number with many digits only that it is too high matters.
    let value = whole.bytes().fold(0_u8, |value, digit| {
        value.saturating_mul(10).saturating_add(digit - b'0')
    });
    Score::new(value)
        .filter(|score| !negative || score.get() == 0)
        .ok_or(NotAScore::OffScale)
}

/// A score without anything around it, as nearly every cell has it; a million are read at once.
#[inline(always)]
pub(super) fn bare(cell: &[u8]) -> Option<Score> {
    match cell {
        [digit @ b'0'..=b'9'] => Score::new(digit - b'0'),
        b"10" => Some(Score::HIGHEST),
        _ => None,
    }
}

pub(super) fn leading_digits(text: &str) -> (&str, &str) {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    text.split_at_checked(end).unwrap_or((text, ""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scores_are_read_as_people_write_them() {
        for (cell, expected) in [
            ("9", Ok(9)),
            (" 10 ", Ok(10)),
            ("0", Ok(0)),
            ("-0", Ok(0)),
            ("09", Ok(9)),
            ("9.0", Ok(9)),
            ("9,00", Ok(9)),
            ("10 – Extremely likely", Ok(10)),
            ("0 - Not at all likely", Ok(0)),
            ("8/10", Ok(8)),
            ("7 (Neutral)", Ok(7)),
            ("\u{a0}6\u{a0}", Ok(6)),
            ("", Err(NotAScore::Blank)),
            ("  ", Err(NotAScore::Blank)),
            ("-", Err(NotAScore::NotANumber)),
            ("n/a", Err(NotAScore::NotANumber)),
            ("Likely", Err(NotAScore::NotANumber)),
            ("9th", Err(NotAScore::NotANumber)),
            ("7-8", Err(NotAScore::NotANumber)),
            ("3 of 5", Err(NotAScore::NotANumber)),
            ("8/100", Err(NotAScore::NotANumber)),
            ("90 %", Err(NotAScore::OffScale)),
            ("9%", Err(NotAScore::NotANumber)),
            ("7.5", Err(NotAScore::NotWhole)),
            ("7,5", Err(NotAScore::NotWhole)),
            ("11", Err(NotAScore::OffScale)),
            ("-1", Err(NotAScore::OffScale)),
            ("99999999999999999999", Err(NotAScore::OffScale)),
        ] {
            let expected = expected.map(|n| Score::new(n).unwrap());
            assert_eq!(score(cell), expected, "{cell:?}");
        }
    }
}
