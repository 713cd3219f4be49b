//! The summary as a report to read, by the rules that keep a score from saying more than it can:
//! no score from fewer than five answers, never one without its interval, and no change that may
//! be chance.

use std::fmt::Write as _;

use zeroten::domain::stats::{Bucket, Confidence, HIDDEN_BELOW, Interval, Tally};
use zeroten::exchange::{Column, Report};

use super::Summary;

pub(super) fn of(summary: &Summary) -> String {
    let mut out = String::new();
    headline(&mut out, summary);
    // Counts by score would give away the score that is not shown.
    if is_shown(summary.tally) {
        segments(&mut out, summary.tally);
        distribution(&mut out, summary);
        months(&mut out, summary);
    }
    for file in &summary.files {
        let name = (summary.files.len() > 1).then_some(file.name.as_str());
        excluded(&mut out, &file.report, name);
        columns(&mut out, &file.report, name);
    }
    let _ = write!(out, "\n{TRADEMARKS}");
    out
}

const RULE_OF_THUMB: [&str; 2] = [
    "Rule of thumb. Scores are not comparable across industries or",
    "countries; compare with your own history.",
];

const TRADEMARKS: &str = "\
Net Promoter®, NPS®, NPS Prism®, and the NPS-related emoticons are registered
trademarks of Bain & Company, Inc., NICE Systems, Inc., and Fred Reichheld. Net
Promoter Score℠ and Net Promoter System℠ are service marks of Bain & Company,
Inc., NICE Systems, Inc., and Fred Reichheld. Zeroten is not affiliated with them.
";

/// The longest bar, in characters.
const BAR: u64 = 40;
/// The most excluded rows listed one by one.
const MOST_LISTED: usize = 20;

fn headline(out: &mut String, summary: &Summary) {
    let tally = summary.tally;
    let n = tally.n();
    line(out, "Score", &score(summary, tally));
    let excluded = match summary.distribution.excluded {
        0 => "none excluded".to_owned(),
        1 => "1 excluded (listed below)".to_owned(),
        many => format!("{many} excluded (listed below)"),
    };
    line(out, "Answers", &format!("{n}, {excluded}"));
    if summary.on_other_scales > 0 {
        let more = summary.on_other_scales;
        let said = format!("{more} on satisfaction or effort, not counted here");
        line(out, "Besides", &said);
    }
    if summary.repeated > 0 {
        let said = format!(
            "{}, told again by another row; each counts once",
            summary.repeated
        );
        line(out, "Repeated", &said);
    }
    if !is_shown(tally) {
        return;
    }
    if let Some(interval) = tally.interval() {
        let touched = summary.bands.bands_touched(interval);
        let named: Vec<_> = touched.iter().map(ToString::to_string).collect();
        let label = if named.len() == 1 { "Band" } else { "Bands" };
        let why = if named.len() == 1 {
            ""
        } else {
            " (all that the interval touches)"
        };
        line(out, label, &format!("{}{why}", named.join(", ")));
        for text in RULE_OF_THUMB {
            line(out, "", text);
        }
    }
    let more = tally
        .answers_for_half_width(10.0)
        .and_then(|enough| enough.checked_sub(n))
        .filter(|more| *more > 0);
    if let Some(more) = more {
        let more = more.div_ceil(10).saturating_mul(10);
        let text = format!("about {more} more answers would bring it within 10 points each way");
        line(out, "To be surer", &text);
    }
}

pub(super) fn is_shown(tally: Tally) -> bool {
    !matches!(
        tally.confidence(),
        Confidence::NoResponses | Confidence::TooFew
    )
}

/// `25 (95 %: 19 to 31)`, or why there is no such number.
fn score(summary: &Summary, tally: Tally) -> String {
    let shown = tally.display(&summary.bands).zip(tally.interval());
    let Some((score, interval)) = shown else {
        return "no responses".to_owned();
    };
    let with_interval = format!("{score} ({})", span(interval));
    match tally.confidence() {
        Confidence::NoResponses => "no responses".to_owned(),
        Confidence::TooFew => format!("not shown below {HIDDEN_BELOW} answers"),
        Confidence::Few => format!("{with_interval}, few responses"),
        Confidence::Uncertain => format!("{with_interval}, uncertain"),
        Confidence::Settled => with_interval,
    }
}

fn segments(out: &mut String, tally: Tally) {
    let Some(shares) = tally.shares() else { return };
    let width = digits(tally.n());
    out.push('\n');
    for (name, count, share) in [
        ("Promoters", tally.promoters, shares.promoters),
        ("Passives", tally.passives, shares.passives),
        ("Detractors", tally.detractors, shares.detractors),
    ] {
        line(out, name, &format!("{count:>width$}  {share:>3} %"));
    }
}

fn distribution(out: &mut String, summary: &Summary) {
    let most = summary.distribution.counts.iter().copied().max();
    let most = most.unwrap_or(0).max(1);
    let width = digits(most);
    let _ = writeln!(out, "\nHow many gave each score");
    // 10 first: the best on top, as the segments are.
    let mut rows: Vec<_> = summary.distribution.iter().collect();
    rows.reverse();
    for (score, count) in rows {
        let length = (u128::from(count) * u128::from(BAR)).div_ceil(u128::from(most));
        let bar = "█".repeat(usize::try_from(length).unwrap_or(0));
        let row = format!("{score:>4}  {count:>width$}  {bar}");
        let _ = writeln!(out, "{}", row.trim_end());
    }
}

fn months(out: &mut String, summary: &Summary) {
    if summary.months.is_empty() {
        let _ = writeln!(out, "\nNo trend: no answer has a date that could be read.");
        return;
    }
    let _ = writeln!(out, "\nBy month (UTC)");
    let rows: Vec<_> = summary
        .months
        .iter()
        .map(|month| (month, score(summary, month.tally())))
        .collect();
    let most = rows.iter().map(|(month, _)| month.tally().n()).max();
    let width = digits(most.unwrap_or(0));
    let widest = rows
        .iter()
        .map(|(_, s)| s.chars().count())
        .max()
        .unwrap_or(0);
    for (month, score) in &rows {
        if month.gap_before {
            let _ = writeln!(out, "    ...");
        }
        let n = month.tally().n();
        let row = format!(
            "  {}  n {n:>width$}  {score:<widest$}  {}",
            month.label(),
            change(month)
        );
        let _ = writeln!(out, "{}", row.trim_end());
    }
    if rows.len() > 1 && !rows.iter().any(|(month, _)| is_named(month)) {
        let _ = writeln!(out, "  No month differs clearly from the one before it.");
    }
    if let Some(h) = summary.months_differ {
        let verdict = if h.differs() {
            "The months do differ taken together"
        } else {
            "Taken together, the months could all have one score"
        };
        let p = if h.p < 0.0005 {
            "p < 0.001".to_owned()
        } else {
            format!("p = {:.3}", h.p)
        };
        let _ = writeln!(out, "  {verdict} (homogeneity, {p}).");
    }
}

/// Whether a change from the month before may be named: the month is shown, and the difference is
/// more than chance would make.
fn is_named(month: &Bucket) -> bool {
    month.change.is_some_and(|change| change.changed()) && is_shown(month.tally())
}

fn change(month: &Bucket) -> String {
    match month.change {
        Some(change) if is_named(month) => {
            let way = if change.difference > 0.0 {
                "up"
            } else {
                "down"
            };
            format!("{way}, by {}", span(change.interval))
        }
        _ => String::new(),
    }
}

fn excluded(out: &mut String, report: &Report, file: Option<&str>) {
    if report.excluded.is_empty() {
        return;
    }
    let of = file.map_or_else(String::new, |name| format!(" from {name}"));
    let _ = writeln!(out, "\nExcluded{of}");
    let listed = report.excluded.iter().take(MOST_LISTED);
    let width = listed
        .clone()
        .map(|row| digits(row.line))
        .max()
        .unwrap_or(0);
    for row in listed {
        let value = match row.value.as_str() {
            "" => String::new(),
            value => format!("{value:?} is "),
        };
        let _ = writeln!(out, "  line {:>width$}  {value}{}", row.line, row.reason);
    }
    let more = report.excluded.len().saturating_sub(MOST_LISTED);
    if more > 0 {
        let _ = writeln!(out, "  and {more} more; --format json lists every one");
    }
}

fn columns(out: &mut String, report: &Report, file: Option<&str>) {
    let mapping = &report.mapping;
    let found = [
        ("Scores", Column::Score),
        ("Comments", Column::Comment),
        ("Dates", Column::AnsweredAt),
    ];
    out.push('\n');
    if let Some(name) = file {
        line(out, "File", name);
    }
    if let Some(tool) = mapping.format.tool() {
        line(out, "Export of", tool);
    }
    if !report.dropped.is_empty() {
        let lines: Vec<_> = report
            .dropped
            .iter()
            .take(MOST_LISTED)
            .map(u64::to_string)
            .collect();
        let more = report.dropped.len().saturating_sub(MOST_LISTED);
        let more = if more > 0 {
            format!(" and {more} more")
        } else {
            String::new()
        };
        let text = format!(
            "no answers, as the tool has it: line {}{more}",
            lines.join(", ")
        );
        line(out, "Left out", &text);
    }
    for (what, column) in found {
        if let Some(heading) = mapping.heading(column) {
            line(out, what, &format!("from column {heading:?}"));
        }
    }
    if report.undated > 0 {
        let text = format!(
            "{} could not be read; those answers are in no month",
            report.undated
        );
        line(out, "Dates", &text);
    }
    if report.overlong > 0 {
        let text = format!(
            "{} have more cells than there are headings; is a comment unquoted?",
            report.overlong
        );
        line(out, "Rows", &text);
    }
}

fn line(out: &mut String, label: &str, text: &str) {
    let _ = writeln!(out, "{label:<12}  {text}");
}

fn span(interval: Interval) -> String {
    format!("95 %: {} to {}", whole(interval.low), whole(interval.high))
}

/// To the nearest whole number, and never "-0".
fn whole(value: f64) -> String {
    let text = format!("{value:.0}");
    if text == "-0" { "0".to_owned() } else { text }
}

fn digits(value: u64) -> usize {
    value.to_string().len()
}
