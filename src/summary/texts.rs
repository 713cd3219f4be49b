//! What is said with the words of a language: nothing outside puts sentences together, and here none
//! is pieced together from fragments.

mod charts;
mod failures;
mod time;
mod verdicts;

pub(super) use charts::*;
pub(super) use failures::*;
pub(super) use time::*;
pub(super) use verdicts::*;

use crate::domain::decimal::signed;
use crate::domain::letters::joined;
use crate::domain::score::{Score, Segment};
use crate::domain::stats::{Bands, Interval, Tally, display::round_half_away};
use crate::domain::time::Date;
use crate::exchange::NotAScore;

use super::choices::{Care, Choices};
use super::model::{ReadAs, Scored};
use super::words::{Text, Words};

/// Stands where there is nothing.
pub(super) const NONE: &str = "–";
/// Stands before the row of counts under the trend.
pub(super) const N: &str = "n";
/// The owners' own words for what is theirs, so in no other language.
pub(super) const TRADEMARKS: &str = "Net Promoter®, NPS®, NPS Prism®, and the NPS-related \
     emoticons are registered trademarks of Bain & Company, Inc., NICE Systems, Inc., and Fred \
     Reichheld. Net Promoter Score℠ and Net Promoter System℠ are service marks of Bain & Company, \
     Inc., NICE Systems, Inc., and Fred Reichheld.";

pub(super) fn answers(words: &Words, n: u64) -> String {
    words.counted(Text::Answers, n)
}

pub(super) fn percent(words: &Words, share: u8) -> String {
    words.fill(Text::Percent, "share", &[&words.number(u64::from(share))])
}

/// A count's share of all, as a whole percentage.
pub(super) fn share_of(words: &Words, count: u64, n: u64) -> String {
    round_half_away(i128::from(count) * 100, i128::from(n))
        .and_then(|share| u8::try_from(share).ok())
        .map_or_else(|| NONE.to_owned(), |share| percent(words, share))
}

/// A score as it is shown.
pub(super) fn score(words: &Words, scored: &Scored) -> String {
    words.digits(&scored.text)
}

/// A score on its scale, as a whole number.
pub(super) fn point(words: &Words, at: i64) -> String {
    words.digits(&signed(at))
}

/// The ends of an interval.
pub(super) fn ends(words: &Words, interval: Interval) -> String {
    let [low, high] = [interval.low, interval.high].map(|end| whole(words, end));
    range(words, &low, &high)
}

/// From one thing to another.
pub(super) fn range(words: &Words, from: &str, to: &str) -> String {
    words.fill(Text::Range, "from to", &[from, to])
}

/// An interval beside its score. Never "±": the score is not in the interval's middle.
pub(super) fn interval(words: &Words, of: Interval) -> String {
    words.fill(Text::Interval, "range", &[&ends(words, of)])
}

pub(super) const fn reason(reason: NotAScore) -> Text {
    match reason {
        NotAScore::Blank => Text::Blank,
        NotAScore::NotANumber => Text::NotANumber,
        NotAScore::NotWhole => Text::NotWhole,
        NotAScore::OffScale => Text::OffScale,
        NotAScore::NotAResponse => Text::NotAResponse,
    }
}

/// From when to when the answers are.
pub(super) fn extent(words: &Words, first: Date, last: Date) -> String {
    let days = match first == last {
        true => day(words, first),
        false => range(words, &day(words, first), &day(words, last)),
    };
    [&days, " (UTC)"].concat()
}

/// Where the answers come from: a file, and the tool that wrote it.
pub(super) fn from_file(words: &Words, name: &str, tool: Option<&str>) -> String {
    match tool {
        Some(tool) => {
            let name = [name, " (", tool, ")"].concat();
            words.fill(Text::FromFile, "name", &[&name])
        }
        None => words.fill(Text::FromFile, "name", &[name]),
    }
}

/// Rows that the tool itself does not count.
pub(super) fn dropped(words: &Words, n: usize, first: u64) -> String {
    let values = [n as u64, first].map(|n| words.number(n));
    let [count, line] = &values;
    words.fill(Text::Dropped, "count line", &[count, line])
}

/// A text that holds nothing but a count.
pub(super) fn with_count(words: &Words, text: Text, n: usize) -> String {
    words.fill(text, "count", &[&words.number(n as u64)])
}

/// How many of all answers count.
pub(super) fn narrowed(words: &Words, n: u64, of: u64, latest: bool) -> String {
    let text = match latest {
        true => Text::NarrowedLatest,
        false => Text::Narrowed,
    };
    let [count, all] = [n, of].map(|n| words.number(n));
    words.fill(text, "count all", &[&count, &all])
}

/// What narrows the answers, for paper, where no control is seen.
pub(super) fn chosen(words: &Words, choices: &Choices) -> String {
    let mut chosen = Vec::new();
    let [from, to] = choices.days();
    for (text, date) in [(Text::From, from), (Text::To, to)] {
        if let Some(date) = date {
            chosen.push(labelled(&words.say(text), &day(words, date)));
        }
    }
    for (name, value) in choices.fields() {
        chosen.push(labelled(name, value));
    }
    joined(&chosen, "; ")
}

/// Who asked to be contacted and was not.
pub(super) fn waiting(words: &Words, waiting: usize, overdue: usize) -> String {
    let [count, late] = [waiting, overdue].map(|n| words.number(n as u64));
    words.fill(Text::Waiting, "count late", &[&count, &late])
}

/// The score of those who mention something, where they are enough to show one.
pub(super) fn score_of_few(words: &Words, tally: Tally) -> String {
    Scored::of(tally, &Bands::default()).map_or_else(|| NONE.to_owned(), |of| score(words, &of))
}

pub(super) const fn care(care: Care) -> Text {
    match care {
        Care::Any => Text::All,
        Care::Handled => Text::Handled,
        Care::Unhandled => Text::Unhandled,
        Care::Waiting => Text::ToContact,
    }
}

/// The headings that scores, comments and dates were read by.
pub(super) fn read_as(words: &Words, read: &ReadAs) -> String {
    let or_none = |heading: &Option<String>| match heading {
        Some(heading) => quoted(heading),
        None => NONE.to_owned(),
    };
    let (comment, date) = (or_none(&read.comment), or_none(&read.date));
    let score = quoted(&read.score);
    words.fill(
        Text::ReadAs,
        "score comment date",
        &[&score, &comment, &date],
    )
}

pub(super) const fn segment(segment: Segment) -> Text {
    match segment {
        Segment::Detractor => Text::Detractor,
        Segment::Passive => Text::Passive,
        Segment::Promoter => Text::Promoter,
    }
}

pub(super) const fn segments(segment: Segment) -> Text {
    match segment {
        Segment::Detractor => Text::Detractors,
        Segment::Passive => Text::Passives,
        Segment::Promoter => Text::Promoters,
    }
}

/// A segment with the answers that make it up.
pub(super) fn segment_range(words: &Words, segment: Segment) -> String {
    let answers = match segment {
        Segment::Detractor => " (0–6)",
        Segment::Passive => " (7–8)",
        Segment::Promoter => " (9–10)",
    };
    [&words.say(segments(segment)), answers].concat()
}

pub(super) const fn comment_by(score: Option<Score>) -> Text {
    match score {
        Some(score) => segment(score.segment()),
        None => Text::NoScore,
    }
}

pub(super) fn comments_shown(words: &Words, shown: usize, of: usize) -> String {
    let [shown, all] = [shown, of].map(|n| words.number(n as u64));
    words.fill(Text::CommentsShown, "shown all", &[&shown, &all])
}

/// A heading or value of a file, between marks that no language is without.
fn quoted(text: &str) -> String {
    ["“", text, "”"].concat()
}

/// An end of an interval as a whole number, halves away from zero, no "-0".
fn whole(words: &Words, value: f64) -> String {
    point(words, value.round() as i64)
}

/// A thing and what is said of it.
fn labelled(name: &str, value: &str) -> String {
    [name, ": ", value].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::words::tests::english;

    #[test]
    fn sentences_take_any_values() {
        let name = "{name}.csv {count";
        assert_eq!(from_file(&english(), name, None).matches(name).count(), 1);
    }

    #[test]
    fn intervals_are_two_ends() {
        let of = |low, high| interval(&english(), Interval { low, high });
        assert_eq!(of(18.897_606, 31.334_952), "(95 %: 19 to 31)");
        assert_eq!(of(-0.4, 0.4), "(95 %: 0 to 0)");
        assert_eq!(of(-57.5, -9.2), "(95 %: -58 to -9)");
    }

    #[test]
    fn numbers_and_counts_read_well() {
        let words = english();
        assert_eq!(answers(&words, 1_234_567), "1,234,567 answers");
        assert_eq!(answers(&words, 1), "1 answer");
        assert_eq!(answers(&words, 0), "0 answers");
        assert_eq!(share_of(&words, 1, 3), "33 %");
        assert_eq!(share_of(&words, 0, 0), NONE);
    }
}
