//! Records to rows, by a mapping.

use std::borrow::Cow;

use super::cell::{self, NotAScore};
use super::columns::Together;
use super::json::{self, Json};
use super::mapping::{Column, Format, Mapping};
use super::moments::Moments;
use super::record::Record;
use super::sink::{Sink, Value};
use super::{Excluded, Report, csv_out, headings, shortened};
use crate::domain::letters::{pieces, trimmed};

/// What turns records into rows.
pub(super) struct Rows {
    pub(super) report: Report,
    pub(super) moments: Moments,
    /// How rows that are alike are taken together, where the columns allow it.
    pub(super) together: Option<Together>,
    /// Whether a column says which rows count.
    any_standing: bool,
    headings_left: usize,
    /// Lines of rows without anything in them, until it shows whether more rows follow:
    /// spreadsheets export hundreds of empty ones after the last.
    blank: Vec<u64>,
}

impl Rows {
    pub(super) fn new(mapping: Mapping) -> Self {
        Self {
            moments: Moments::default(),
            any_standing: mapping
                .columns
                .iter()
                .any(|(_, column)| *column == Column::Standing),
            headings_left: mapping.heading_records,
            blank: Vec::new(),
            together: Together::of(&mapping),
            report: Report::new(mapping),
        }
    }

    /// Hands the record's row to `sink`; true, to go on.
    pub(super) fn take(&mut self, record: &Record<'_>, sink: &mut dyn Sink) -> bool {
        if self.headings_left > 0 {
            self.headings_left -= 1;
        } else if record.is_blank() {
            self.blank.push(record.line);
        } else {
            if !self.blank.is_empty() {
                self.pass_blank(sink);
            }
            self.row(record, sink);
        }
        true
    }

    /// Whether the next record is a row like any other.
    pub(super) const fn is_under_way(&self) -> bool {
        self.headings_left == 0 && self.blank.is_empty()
    }

    fn pass_blank(&mut self, sink: &mut dyn Sink) {
        for line in core::mem::take(&mut self.blank) {
            self.report.exclude(line, "", NotAScore::Blank);
            sink.row(line, None, None);
        }
    }

    pub(super) const fn mapping(&self) -> &Mapping {
        &self.report.mapping
    }

    pub(super) fn into_report(self) -> Report {
        self.report
    }

    fn row(&mut self, record: &Record<'_>, sink: &mut dyn Sink) {
        let Report { mapping, .. } = &self.report;
        let standing = |(at, (heading, column)): (usize, &(String, Column))| {
            *column != Column::Standing || headings::is_answer(heading, trimmed(&record.cell(at)))
        };
        if self.any_standing && !mapping.columns.iter().enumerate().all(standing) {
            self.report.dropped.push(record.line);
            return;
        }
        let own = mapping.format == Format::Zeroten;
        let mut score = Err(NotAScore::Blank);
        let mut score_at = 0;
        let mut answered_at = None;
        let mut undated = false;
        for (at, (heading, column)) in mapping.columns.iter().enumerate() {
            if matches!(column, Column::Ignored | Column::Standing) {
                continue;
            }
            let cell = record.cell(at);
            let Some(text) = meant(&cell, own) else {
                continue;
            };
            let text = text.as_ref();
            match column {
                Column::Score => (score, score_at) = (cell::score(text), at),
                Column::AnsweredAt => {
                    answered_at = self.moments.read(text, mapping.dates);
                    undated = answered_at.is_none();
                }
                _ => hand(text, 0, *column, heading, sink),
            }
        }
        let columns = mapping.columns.len();
        self.report.undated += u64::from(undated);
        if record.len() > columns {
            let more = (columns..record.len()).any(|at| !trimmed(&record.cell(at)).is_empty());
            self.report.overlong += u64::from(more);
        }
        if let Err(reason) = score {
            let value = match reason {
                NotAScore::Blank => "".into(),
                _ => record.cell(score_at),
            };
            self.report.exclude(record.line, trimmed(&value), reason);
        }
        sink.row(record.line, score.ok(), answered_at);
    }
}

impl Report {
    pub(super) const fn new(mapping: Mapping) -> Self {
        Self {
            mapping,
            excluded: Vec::new(),
            dropped: Vec::new(),
            undated: 0,
            overlong: 0,
        }
    }

    pub(super) fn exclude(&mut self, line: u64, value: &str, reason: NotAScore) {
        self.excluded.push(Excluded {
            line,
            value: shortened(value),
            reason,
        });
    }
}

/// Whether there is nothing in a cell but white space.
pub(super) fn is_blank(cell: &str) -> bool {
    trimmed(cell).is_empty()
}

/// What a cell says; `None` where that is nothing.
pub(super) fn meant(cell: &str, own: bool) -> Option<Cow<'_, str>> {
    let trimmed = trimmed(cell);
    (!trimmed.is_empty()).then(|| match own {
        // Spaces around our own cells are the respondent's.
        true => csv_out::unguarded(cell),
        false => Cow::Borrowed(trimmed),
    })
}

/// Hands what a cell says to `sink`, piece by piece where a column's cells hold several.
#[inline(never)]
pub(super) fn hand(text: &str, ahead: usize, column: Column, heading: &str, sink: &mut dyn Sink) {
    match column {
        Column::Reasons => reasons(text, ahead, heading, sink),
        Column::Properties => properties(text, ahead, heading, &mut Vec::new(), sink),
        _ => sink.cell(ahead, column, heading, Value::Text(text)),
    }
}

/// Hands every reason to `sink`: of a JSON list, or of our own export, which has `; ` between them.
pub(super) fn reasons(text: &str, ahead: usize, heading: &str, sink: &mut dyn Sink) {
    let mut take = |text: &str| sink.cell(ahead, Column::Reasons, heading, Value::Text(text));
    let mut found = Vec::new();
    match json::elements(text, &mut |element| found.push(element)) {
        Some(()) => found.iter().for_each(|element| {
            if let Json::Text(text) = element {
                take(text);
            }
        }),
        None => pieces(text, b';').map(trimmed).for_each(take),
    }
}

/// Hands every property of a JSON object to `sink`, or the text itself where it is none. `found` is
/// room for them, to be used again.
pub(super) fn properties<'a>(
    text: &'a str,
    ahead: usize,
    heading: &str,
    found: &mut Vec<(Cow<'a, str>, Json<'a>)>,
    sink: &mut dyn Sink,
) {
    found.clear();
    if json::fields(text, &mut |name, value| found.push((name, value))).is_none() {
        sink.cell(ahead, Column::Property, heading, Value::Text(text));
        return;
    }
    for (name, value) in found {
        if let Some(value) = value.as_value() {
            sink.cell(ahead, Column::Property, name, value);
        }
    }
}

impl Json<'_> {
    /// The value, where it is one that a cell can hold.
    pub(super) fn as_value(&self) -> Option<Value<'_>> {
        match self {
            Self::Text(text) if is_blank(text) => None,
            Self::Text(text) => Some(Value::Text(text)),
            Self::Number(number) => Some(Value::Number(number)),
            Self::Flag(flag) => Some(Value::Flag(*flag)),
            Self::Null | Self::Nested(_) => None,
        }
    }
}
