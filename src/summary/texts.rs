//! Every sentence of the summary, in English. Another language is another module with these names:
//! nothing outside puts sentences together.

use crate::domain::score::{Score, Segment};
use crate::domain::stats::{Band, Interval, Tally, display::round_half_away};
use crate::domain::time::{Date, Timestamp};
use crate::exchange::NotAScore;

use super::model::{ReadAs, Scored, Summary};
use super::months::Slot;

/// The language of this module, for the element's `lang`.
pub(super) const LANG: &str = "en";

pub(super) const REGION: &str = "Summary of the survey";
pub(super) const REFRESH: &str = "Refresh";
pub(super) const CHOOSE_FILE: &str = "Choose a CSV file";
pub(super) const STAYS_HERE: &str =
    "Or drop one anywhere here. It is read in this browser; nothing in it leaves this page.";
pub(super) const DROP_HERE: &str = "Drop the file to read it in this browser.";
pub(super) const LOADING: &str = "Loading the answers…";
pub(super) const READING: &str = "Reading the file…";
pub(super) const NOTHING_YET: &str =
    "There is nothing to show yet. Choose a file of answers, or drop one here.";
pub(super) const FROM_SOURCE: &str = "From the survey's collector.";

pub(super) const TOKEN_NEEDED: &str = "The answers are behind a read token.";
pub(super) const TOKEN_WRONG: &str =
    "The collector did not accept this token. Check that it is a read token of this survey.";
pub(super) const TOKEN_LABEL: &str = "Read token";
pub(super) const TOKEN_HINT: &str = "It begins with zt_read_ and was printed when the collector \
     first started. It is kept in this tab only and is forgotten when you close it.";
pub(super) const TOKEN_SEND: &str = "Show the summary";

pub(super) const UNREACHABLE: &str = "The collector cannot be reached. Check that it is running \
     and that this device is online, then press Refresh.";
pub(super) const NO_SURVEY: &str = "The collector knows no survey under this address. Check the \
     survey's id in the address of this page or in the element's src.";
pub(super) const UNREADABLE_FILE: &str =
    "The browser could not read this file. Check that it still exists and may be opened.";

pub(super) const SCORE: &str = "Score";
pub(super) const DISTRIBUTION: &str = "How the answers fall";
pub(super) const SHARES: &str = "Promoters, passives and detractors";
pub(super) const TREND: &str = "Month by month";
pub(super) const COMMENTS: &str = "Newest comments";

pub(super) const NO_RESPONSES: &str = "No responses";
pub(super) const HIDDEN_NOTE: &str = "Too few to show a score: from five answers on it says more \
     about what you offer than about the people who answered.";
pub(super) const FEW_NOTE: &str = "Few responses: the score can still move a long way.";
pub(super) const UNCERTAIN_NOTE: &str =
    "Uncertain: the interval reaches more than 10 points to a side.";
pub(super) const INTERVAL_NOTE: &str = "The interval allows for chance, not for who chose not to \
     answer.";
pub(super) const BANDS_WARNING: &str = "Rule of thumb. Scores are not comparable across \
     industries or countries; compare with your own history.";
pub(super) const NO_MONTHS: &str = "No answer has a date, so there is no trend to show.";
pub(super) const TREND_NOTE: &str = "Months are calendar months in UTC. The bar through each point \
     is its 95 % interval. Months with fewer than five answers are hollow and show no score; the \
     line stays open where there is no score.";
pub(super) const TREND_SCROLLS: &str = "The trend's chart; it scrolls sideways.";
pub(super) const NO_COMMENTS: &str = "Nobody has left a comment yet.";
pub(super) const AS_TABLE: &str = "The numbers as a table";
pub(super) const MORE: &str = "Show more";

pub(super) const COLUMN_SCORE: &str = "Score";
pub(super) const COLUMN_ANSWERS: &str = "Answers";
pub(super) const COLUMN_SHARE: &str = "Share";
pub(super) const COLUMN_SEGMENT: &str = "Segment";
pub(super) const COLUMN_INTERVAL: &str = "95 % interval";
pub(super) const COLUMN_MONTH: &str = "Month";
pub(super) const EXCLUDED: &str = "Rows excluded";
pub(super) const COLUMN_LINE: &str = "Line";
pub(super) const COLUMN_FOUND: &str = "Found";
pub(super) const COLUMN_REASON: &str = "Why it is left out";
pub(super) const COLUMN_BAND: &str = "Band";
pub(super) const COLUMN_TOUCHED: &str = "Does the interval touch it?";
pub(super) const YES: &str = "Yes";
pub(super) const NO: &str = "No";
pub(super) const NONE: &str = "–";
/// Stands before the row of counts under the trend.
pub(super) const N: &str = "n";

pub(super) const TRADEMARKS: &str = "Net Promoter®, NPS®, NPS Prism®, and the NPS-related \
     emoticons are registered trademarks of Bain & Company, Inc., NICE Systems, Inc., and Fred \
     Reichheld. Net Promoter Score℠ and Net Promoter System℠ are service marks of Bain & Company, \
     Inc., NICE Systems, Inc., and Fred Reichheld.";
pub(super) const NOT_AFFILIATED: &str =
    "Zeroten is not affiliated with, endorsed by or licensed by any of them.";

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
    match n {
        1 => String::from("1 answer"),
        n => [&number(n), " answers"].concat(),
    }
}

pub(super) fn percent(share: u8) -> String {
    [&share.to_string(), " %"].concat()
}

/// A count's share of all, as a whole percentage.
pub(super) fn share_of(count: u64, n: u64) -> String {
    round_half_away(i128::from(count) * 100, i128::from(n))
        .and_then(|share| u8::try_from(share).ok())
        .map_or_else(|| NONE.to_owned(), percent)
}

/// `19 to 31`.
pub(super) fn ends(interval: Interval) -> String {
    [&whole(interval.low), " to ", &whole(interval.high)].concat()
}

/// `95 %: 19 to 31`, in brackets. Never "±": the score is not in the interval's middle.
pub(super) fn interval(of: Interval) -> String {
    ["(95 %: ", &ends(of), ")"].concat()
}

pub(super) fn more_answers(n: u64) -> String {
    let answers = if n == 1 {
        " more answer for"
    } else {
        " more answers for"
    };
    [
        "About ",
        &number(n),
        answers,
        " plus or minus 10 points, if they fall as these did.",
    ]
    .concat()
}

pub(super) fn excluded(n: usize) -> String {
    match n {
        1 => String::from("1 row excluded: it holds no score from 0 to 10"),
        n => [
            &number(n as u64),
            " rows excluded: they hold no score from 0 to 10",
        ]
        .concat(),
    }
}

pub(super) fn excluded_more(n: usize) -> String {
    ["And ", &number(n as u64), " more."].concat()
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
    match n {
        1 => String::from(
            "1 answer has no date that can be read: it counts in the score but in no month.",
        ),
        n => [
            &number(n),
            " answers have no date that can be read: they count in the score but in no month.",
        ]
        .concat(),
    }
}

/// How many answered, and from when to when.
pub(super) fn extent(summary: &Summary) -> String {
    let n = answers(summary.tally.n());
    match summary.days {
        Some((first, last)) if first == last => [&n, " on ", &day(first), " (UTC)"].concat(),
        Some((first, last)) => [&n, " from ", &day(first), " to ", &day(last), " (UTC)"].concat(),
        None => n,
    }
}

pub(super) fn from_file(name: &str) -> String {
    [
        "From the file ",
        name,
        ", read in this browser; nothing in it leaves this page.",
    ]
    .concat()
}

/// What is announced when numbers have come.
pub(super) fn shown(summary: &Summary) -> String {
    ["The summary shows ", &answers(summary.tally.n()), "."].concat()
}

pub(super) fn read_as(read: &ReadAs) -> String {
    let quoted = |heading: &str| ["“", heading, "”"].concat();
    let score = quoted(&read.score);
    match (&read.comment, &read.date) {
        (Some(comment), Some(date)) => [
            "Scores are read from the column ",
            &score,
            ", comments from ",
            &quoted(comment),
            " and dates from ",
            &quoted(date),
            ".",
        ]
        .concat(),
        (Some(comment), None) => [
            "Scores are read from the column ",
            &score,
            " and comments from ",
            &quoted(comment),
            "; no column of dates was found.",
        ]
        .concat(),
        (None, Some(date)) => [
            "Scores are read from the column ",
            &score,
            " and dates from ",
            &quoted(date),
            "; no column of comments was found.",
        ]
        .concat(),
        (None, None) => [
            "Scores are read from the column ",
            &score,
            "; no columns of comments or dates were found.",
        ]
        .concat(),
    }
}

/// The reader's own words on why a file is no survey export, as a sentence.
pub(super) fn not_an_export(name: Option<&str>, problem: &str) -> String {
    match name {
        Some(name) => ["The file ", name, " cannot be shown: ", problem, "."].concat(),
        None => [
            "What came from the collector is no survey export: ",
            problem,
            ".",
        ]
        .concat(),
    }
}

pub(super) fn bad_status(status: u16) -> String {
    [
        "The collector answered with status ",
        &status.to_string(),
        " instead of the answers. Look in its log for the cause, then press Refresh.",
    ]
    .concat()
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

pub(super) fn bands_touched(bands: &[Band]) -> String {
    match bands {
        [only] => ["The interval lies in one band: ", &only.to_string(), "."].concat(),
        bands => {
            let names: Vec<String> = bands.iter().map(ToString::to_string).collect();
            [
                "The interval touches ",
                &bands.len().to_string(),
                " bands: ",
                &listed(&names),
                ".",
            ]
            .concat()
        }
    }
}

pub(super) fn bands_described(scored: &Scored, touched: &[Band]) -> String {
    [
        "A scale from -100 to 100 with the score at ",
        &scored.text,
        " and its 95 % interval from ",
        &ends(scored.interval),
        ". ",
        &bands_touched(touched),
    ]
    .concat()
}

pub(super) fn distribution_described(summary: &Summary) -> String {
    let most = summary.distribution.iter().max_by_key(|(_, count)| *count);
    let Some((score, count)) = most.filter(|(_, count)| *count > 0) else {
        return NO_RESPONSES.to_owned();
    };
    [
        "Bars for the answers 0 to 10. The most frequent answer is ",
        &score.to_string(),
        ", given ",
        &times(count),
        ".",
    ]
    .concat()
}

pub(super) fn shares_described(tally: Tally) -> String {
    match tally.shares() {
        Some(shares) => [
            "One bar in three parts: ",
            &percent(shares.detractors),
            " detractors, ",
            &percent(shares.passives),
            " passives, ",
            &percent(shares.promoters),
            " promoters.",
        ]
        .concat(),
        None => NO_RESPONSES.to_owned(),
    }
}

pub(super) fn trend_described(slots: &[Slot]) -> String {
    let shown = || {
        slots.iter().filter_map(|slot| match slot {
            Slot::Month(month) => Some((month.start, month.scored.as_ref()?)),
            _ => None,
        })
    };
    match (shown().next(), shown().next_back()) {
        (Some((first, _)), Some((last, _))) if first == last => {
            ["The score of one month, ", &month(first), "."].concat()
        }
        (Some((first, from)), Some((last, to))) => [
            "The score of each month with its interval, from ",
            &from.text,
            " in ",
            &month(first),
            " to ",
            &to.text,
            " in ",
            &month(last),
            ".",
        ]
        .concat(),
        _ => String::from("No month has five answers yet, so none shows a score."),
    }
}

pub(super) fn break_of(months: usize) -> String {
    [&number(months as u64), " months without answers"].concat()
}

pub(super) fn comment_by(score: Option<Score>) -> String {
    match score {
        Some(score) => segment(score.segment()).to_owned(),
        None => String::from("No score"),
    }
}

pub(super) fn comments_shown(shown: usize, of: usize) -> String {
    [
        "Showing ",
        &number(shown as u64),
        " of ",
        &number(of as u64),
        " comments.",
    ]
    .concat()
}

/// `3 November 2025`.
pub(super) fn day(date: Date) -> String {
    [&date.day.to_string(), " ", &month(date)].concat()
}

/// `November 2025`.
pub(super) fn month(date: Date) -> String {
    [month_name(date), " ", &date.year.to_string()].concat()
}

/// `Nov`.
pub(super) fn short_month(date: Date) -> String {
    month_name(date).chars().take(3).collect()
}

pub(super) fn moment(at: Timestamp) -> String {
    day(at.date())
}

/// An end of an interval as a whole number, halves away from zero, no "-0".
fn whole(value: f64) -> String {
    (value.round() as i64).to_string()
}

fn times(n: u64) -> String {
    match n {
        1 => String::from("once"),
        2 => String::from("twice"),
        n => [&number(n), " times"].concat(),
    }
}

fn listed(names: &[String]) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [before @ .., last] => [&before.join(", "), " and ", last.as_str()].concat(),
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
