//! Every sentence of the summary, in English. Another language is another module with these names:
//! nothing outside puts sentences together, and here none is pieced together from fragments.

mod charts;
mod labels;
mod time;
mod verdicts;

pub(super) use charts::*;
pub(super) use labels::*;
pub(super) use time::*;
pub(super) use verdicts::*;

use crate::domain::score::{Score, Segment};
use crate::domain::stats::{Bands, Interval, Tally, display::round_half_away};
use crate::domain::time::Date;
use crate::exchange::NotAScore;

use super::Summary;
use super::choices::Care;
use super::model::{ReadAs, Scored};

/// A whole number with its thousands apart.
pub(super) fn number(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

pub(super) fn answers(n: u64) -> String {
    counted(n, "1 answer", "{0} answers")
}

pub(super) fn percent(share: u8) -> String {
    fill("{0} %", &[&share.to_string()])
}

/// A count's share of all, as a whole percentage.
pub(super) fn share_of(count: u64, n: u64) -> String {
    round_half_away(i128::from(count) * 100, i128::from(n))
        .and_then(|share| u8::try_from(share).ok())
        .map_or_else(|| NONE.to_owned(), percent)
}

/// The ends of an interval.
pub(super) fn ends(interval: Interval) -> String {
    fill("{0} to {1}", &[&whole(interval.low), &whole(interval.high)])
}

/// An interval beside its score. Never "±": the score is not in the interval's middle.
pub(super) fn interval(of: Interval) -> String {
    fill("(95 %: {0})", &[&ends(of)])
}

pub(super) fn more_answers(n: u64) -> String {
    counted(
        n,
        "About 1 more answer for plus or minus 10 points, if it falls as these did.",
        "About {0} more answers for plus or minus 10 points, if they fall as these did.",
    )
}

pub(super) fn excluded(n: usize) -> String {
    counted(
        n as u64,
        "1 row excluded: it holds no score from 0 to 10",
        "{0} rows excluded: they hold no score from 0 to 10",
    )
}

pub(super) fn excluded_more(n: usize) -> String {
    counted(n as u64, "And 1 more.", "And {0} more.")
}

pub(super) const fn reason(reason: NotAScore) -> &'static str {
    match reason {
        NotAScore::Blank => "Blank",
        NotAScore::NotANumber => "Not a number",
        NotAScore::NotWhole => "Not a whole number",
        NotAScore::OffScale => "Not from 0 to 10",
        NotAScore::NotAResponse => "Not a response",
    }
}

pub(super) fn undated(n: u64) -> String {
    counted(
        n,
        "1 answer has no date that can be read: it counts in the score but in no trend.",
        "{0} answers have no date that can be read: they count in the score but in no trend.",
    )
}

/// From when to when the answers are.
pub(super) fn extent(first: Date, last: Date) -> String {
    if first == last {
        fill("{0} (UTC)", &[&day(first)])
    } else {
        fill("{0} to {1} (UTC)", &[&day(first), &day(last)])
    }
}

pub(super) fn from_file(name: &str, tool: Option<&str>) -> String {
    match tool {
        Some(tool) => fill(
            "From the file {0}, an export of {1}, read in this browser; nothing in it leaves this \
             page.",
            &[name, tool],
        ),
        None => fill(
            "From the file {0}, read in this browser; nothing in it leaves this page.",
            &[name],
        ),
    }
}

/// Rows that the tool itself does not count.
pub(super) fn dropped(n: usize, first: Option<u64>) -> String {
    let line = number(first.unwrap_or(0));
    let many = fill(
        "{0} rows, the first on line {1}, are",
        &[&number(n as u64), &line],
    );
    let one = fill("The row on line {0} is", &[&line]);
    let which = if n == 1 { one } else { many };
    fill(
        "{0} left out: a preview, a test or another event.",
        &[&which],
    )
}

/// Rows that hold more cells than there are headings.
pub(super) fn overlong(n: u64) -> String {
    counted(
        n,
        "1 row has more cells than there are headings; is a comment unquoted?",
        "{0} rows have more cells than there are headings; is a comment unquoted?",
    )
}

/// How many of all answers count.
pub(super) fn narrowed(n: u64, of: u64, latest: bool) -> String {
    let text = match latest {
        true => "{0} of {1} answers count, the latest of each respondent.",
        false => "{0} of {1} answers count.",
    };
    fill(text, &[&number(n), &number(of)])
}

/// Who asked to be contacted and was not.
pub(super) fn waiting(waiting: usize, overdue: usize) -> String {
    let waiting = counted(
        waiting as u64,
        "1 detractor waits to be contacted",
        "{0} detractors wait to be contacted",
    );
    match overdue {
        0 => fill("{0}, within 48 hours.", &[&waiting]),
        _ => fill(
            "{0}, {1} for more than 48 hours.",
            &[&waiting, &number(overdue as u64)],
        ),
    }
}

pub(super) fn theme_chosen(theme: &str) -> String {
    fill("Theme: {0} ✕", &[theme])
}

pub(super) fn comments_looked_at(tally: Tally) -> String {
    counted(
        tally.n(),
        "From 1 comment with a score.",
        "From {0} comments with a score.",
    )
}

/// The score of those who mention something, where they are enough to show one.
pub(super) fn score_of_few(tally: Tally) -> String {
    Scored::of(tally, &Bands::default()).map_or_else(|| NONE.to_owned(), |scored| scored.text)
}

pub(super) const fn care(care: Care) -> &'static str {
    match care {
        Care::Any => ALL,
        Care::Handled => "Handled",
        Care::Unhandled => "Not handled",
        Care::Waiting => "Waiting to be contacted",
    }
}

/// What is announced when numbers have come.
pub(super) fn shown(summary: &Summary) -> String {
    fill("The summary shows {0}.", &[&answers(summary.tally.n())])
}

pub(super) fn read_as(read: &ReadAs) -> String {
    match (&read.comment, &read.date) {
        (Some(comment), Some(date)) => fill(
            "Scores are read from the column “{0}”, comments from “{1}” and dates from “{2}”.",
            &[&read.score, comment, date],
        ),
        (Some(comment), None) => fill(
            "Scores are read from the column “{0}” and comments from “{1}”; no column of dates was \
             found.",
            &[&read.score, comment],
        ),
        (None, Some(date)) => fill(
            "Scores are read from the column “{0}” and dates from “{1}”; no column of comments was \
             found.",
            &[&read.score, date],
        ),
        (None, None) => fill(
            "Scores are read from the column “{0}”; no columns of comments or dates were found.",
            &[&read.score],
        ),
    }
}

/// The reader's own words on why a file is no survey export, as a sentence.
pub(super) fn not_an_export(name: Option<&str>, problem: &str) -> String {
    match name {
        Some(name) => fill("The file {0} cannot be shown: {1}.", &[name, problem]),
        None => fill(
            "What came from the collector is no survey export: {0}.",
            &[problem],
        ),
    }
}

pub(super) fn bad_status(status: u16) -> String {
    fill(
        "The collector answered with status {0} instead of the answers. Look in its log for the \
         cause, then press Refresh.",
        &[&status.to_string()],
    )
}

pub(super) const fn segment(segment: Segment) -> &'static str {
    match segment {
        Segment::Detractor => "Detractor",
        Segment::Passive => "Passive",
        Segment::Promoter => "Promoter",
    }
}

pub(super) const fn segments(segment: Segment) -> &'static str {
    match segment {
        Segment::Detractor => "Detractors",
        Segment::Passive => "Passives",
        Segment::Promoter => "Promoters",
    }
}

/// A segment with the answers that make it up.
pub(super) const fn segment_range(segment: Segment) -> &'static str {
    match segment {
        Segment::Detractor => "Detractors, 0 to 6",
        Segment::Passive => "Passives, 7 and 8",
        Segment::Promoter => "Promoters, 9 and 10",
    }
}

pub(super) const fn comment_by(score: Option<Score>) -> &'static str {
    match score {
        Some(score) => segment(score.segment()),
        None => NO_SCORE,
    }
}

pub(super) fn comments_shown(shown: usize, of: usize) -> String {
    fill(
        "Showing {0} of {1} comments.",
        &[&number(shown as u64), &number(of as u64)],
    )
}

/// An end of an interval as a whole number, halves away from zero, no "-0".
fn whole(value: f64) -> String {
    (value.round() as i64).to_string()
}

/// The sentence for one, or the one for any other number with it at `{0}`.
fn counted(n: u64, one: &str, many: &str) -> String {
    match n {
        1 => one.to_owned(),
        n => fill(many, &[&number(n)]),
    }
}

/// A sentence with `{0}`, `{1}`, ... replaced; only braces of the template count, so that a file's
/// name or heading can hold any.
fn fill(template: &str, values: &[&str]) -> String {
    let mut out = String::with_capacity(template.len() + 32);
    let mut parts = template.split('{');
    out.push_str(parts.next().unwrap_or_default());
    for part in parts {
        let (place, rest) = part.split_once('}').unwrap_or(("", part));
        let value = place.parse().ok().and_then(|at: usize| values.get(at));
        out.push_str(value.copied().unwrap_or_default());
        out.push_str(rest);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_take_any_values() {
        assert_eq!(fill("{1} and {0}", &["a", "{1}"]), "{1} and a");
        assert_eq!(from_file("{0}.csv", None).matches("{0}.csv").count(), 1);
    }

    #[test]
    fn intervals_are_two_ends() {
        let of = |low, high| interval(Interval { low, high });
        assert_eq!(of(18.897_606, 31.334_952), "(95 %: 19 to 31)");
        assert_eq!(of(-0.4, 0.4), "(95 %: 0 to 0)");
        assert_eq!(of(-57.5, -9.2), "(95 %: -58 to -9)");
    }

    #[test]
    fn numbers_and_counts_read_well() {
        assert_eq!(number(1_234_567), "1,234,567");
        assert_eq!(answers(1), "1 answer");
        assert_eq!(answers(0), "0 answers");
        assert_eq!(share_of(1, 3), "33 %");
        assert_eq!(share_of(0, 0), NONE);
    }
}
