//! What the answers are: how many, from when, from where, and what was left out of them.

use super::draw::{self, paragraph};
use super::element::{Element, element};
use super::model::ReadAs;
use super::state::Shown;
use super::texts;
use super::words::{Text, Words};
use crate::exchange::Excluded;

/// How many answered when, where they come from, how they were read and what was left out.
pub(super) fn about(words: &Words, shown: &Shown) -> Element {
    let summary = &shown.counted.summary;
    let mut lines = element("div|class=about");
    if summary.answers() > 0 {
        lines.push(paragraph(
            "extent",
            texts::answers(words, summary.answers()),
        ));
    }
    if let Some(rate) = &summary.response_rate {
        lines.push(paragraph("", texts::response_rate(words, rate)));
    }
    if let Some((first, last)) = summary.days {
        lines.push(paragraph("days", texts::extent(words, first, last)));
    }
    for file in &shown.answers.files {
        let report = &file.report;
        let tool = report.mapping.format.tool();
        let source = match &file.name {
            Some(name) => texts::from_file(words, name, tool),
            None => words.say(Text::FromSource),
        };
        lines.push(paragraph("quiet", source));
        if let Some(read) = ReadAs::of(&report.mapping).filter(|_| file.name.is_some()) {
            lines.push(paragraph("quiet", texts::read_as(words, &read)));
        }
        if !report.dropped.is_empty() {
            let dropped = texts::dropped(
                words,
                report.dropped.len(),
                report.dropped.first().copied().unwrap_or(0),
            );
            lines.push(paragraph("quiet", dropped));
        }
        if report.overlong > 0 {
            lines.push(paragraph(
                "quiet",
                texts::with_count(words, Text::Overlong, report.overlong as usize),
            ));
        }
        if !report.excluded.is_empty() {
            lines.push(excluded(words, &report.excluded));
        }
    }
    if shown.answers.repeats > 0 {
        let repeated = texts::with_count(words, Text::Repeated, shown.answers.repeats);
        lines.push(paragraph("quiet", repeated));
    }
    if shown.answers.tallies.is_some() {
        lines.push(paragraph("quiet", words.say(Text::FromSource)));
    }
    let mut buttons = element("p|class=buttons");
    let link = |what, name| draw::button(what).attr("class", "link").said(words, name);
    if summary.answers() > 0 {
        if shown.answers.tallies.is_none() {
            buttons = buttons.child(link("csv", Text::SaveCsv)).text(" ");
        }
        buttons = buttons.child(link("json", Text::SaveJson));
    }
    // In our own files nothing is guessed.
    let read = shown.answers.files.first();
    let guessed = read.is_some_and(|read| ReadAs::of(&read.report.mapping).is_some());
    if shown.files.len() == 1 && guessed {
        let button = link("columns", Text::ColumnsOther);
        buttons = buttons.text(" ").child(button);
    }
    lines.child(buttons)
}

fn excluded(words: &Words, excluded: &[Excluded]) -> Element {
    const MOST: usize = 100;
    let mut rows = element("tbody");
    for excluded in excluded.iter().take(MOST) {
        let found = if excluded.value.is_empty() {
            texts::NONE.to_owned()
        } else {
            excluded.value.clone()
        };
        let reason = words.say(texts::reason(excluded.reason));
        let line = draw::row(words.number(excluded.line));
        rows.push(line.cell(found).cell(reason));
    }
    let head = [Text::Line, Text::Found, Text::Why];
    let said = words.counted(Text::Excluded, excluded.len() as u64);
    let more = excluded.len().saturating_sub(MOST);
    let details = element("details|class=excluded")
        .child(element("summary").text(&said))
        .child(draw::table(words, said, &head, rows));
    if more == 0 {
        return details;
    }
    let more = texts::with_count(words, Text::ExcludedMore, more);
    details.child(paragraph("quiet", more))
}
