//! Records to rows, by a mapping.

use super::cell::{self, NotAScore};
use super::mapping::{Column, Format, Mapping};
use super::records::Record;
use super::{Excluded, Report, Row, csv_out, shortened};
use crate::domain::scale::Scale;
use crate::wire::Property;

/// What turns records into rows.
pub(super) struct Rows {
    report: Report,
    headings_left: usize,
    /// Lines of rows without anything in them, until it shows whether more rows follow:
    /// spreadsheets export hundreds of empty ones after the last.
    blank: Vec<u64>,
}

impl Rows {
    pub(super) fn new(mapping: Mapping) -> Self {
        Self {
            headings_left: mapping.heading_records,
            blank: Vec::new(),
            report: Report {
                mapping,
                excluded: Vec::new(),
                undated: 0,
                overlong: 0,
            },
        }
    }

    /// Hands the record's row to `each`; true, to go on.
    pub(super) fn take(&mut self, record: &Record<'_>, each: &mut dyn FnMut(Row)) -> bool {
        if self.headings_left > 0 {
            self.headings_left -= 1;
        } else if record.is_blank() {
            self.blank.push(record.line);
        } else {
            for line in core::mem::take(&mut self.blank) {
                self.exclude(line, String::new(), NotAScore::Blank);
                each(Row {
                    line,
                    ..Row::default()
                });
            }
            each(self.row(record));
        }
        true
    }

    pub(super) fn into_report(self) -> Report {
        self.report
    }

    fn row(&mut self, record: &Record<'_>) -> Row {
        let Report { mapping, .. } = &self.report;
        let mut row = Row {
            line: record.line,
            ..Row::default()
        };
        let own = mapping.format == Format::Zeroten;
        let mut score = (Err(NotAScore::Blank), String::new());
        let mut undated = false;
        for (at, (heading, column)) in mapping.columns.iter().enumerate() {
            let cell = record.cell(at);
            // Spaces around our own cells are the respondent's.
            let text = if own { unescaped(&cell) } else { cell.trim() };
            if text.trim().is_empty() {
                continue;
            }
            let owned = || Some(text.to_owned());
            match column {
                Column::Score => score = (cell::score(text), shortened(text)),
                Column::Comment => row.comment = owned(),
                Column::AnsweredAt => {
                    row.answered_at = cell::moment(text, mapping.dates);
                    undated = row.answered_at.is_none();
                }
                Column::Id => row.id = owned(),
                Column::Revision => row.rev = text.parse().ok(),
                Column::Survey => row.survey = owned(),
                Column::Scale => row.scale = Scale::parse(text).unwrap_or_default(),
                Column::Reasons => row.reasons = reasons(text),
                Column::ContactEmail => row.contact_email = owned(),
                Column::Lang => row.lang = owned(),
                Column::Trigger => row.trigger = owned(),
                Column::Path => row.path = owned(),
                Column::Respondent => row.respondent = owned(),
                Column::Properties => row.properties.extend(properties(heading, text)),
                Column::Property => row
                    .properties
                    .push((heading.clone(), Property::Text(text.to_owned()))),
                Column::Ignored => {}
            }
        }
        let columns = mapping.columns.len();
        self.report.undated += u64::from(undated);
        self.report.overlong +=
            u64::from((columns..record.len()).any(|at| !record.cell(at).trim().is_empty()));
        match score {
            (Ok(score), _) => row.score = Some(score),
            (Err(reason), value) => self.exclude(record.line, value, reason),
        }
        row
    }

    fn exclude(&mut self, line: u64, value: String, reason: NotAScore) {
        self.report.excluded.push(Excluded {
            line,
            value,
            reason,
        });
    }
}

/// Takes off the `'` that [`csv_out`] puts before a cell a spreadsheet would run as a formula.
fn unescaped(cell: &str) -> &str {
    cell.strip_prefix('\'')
        .filter(|rest| csv_out::is_formula(rest))
        .unwrap_or(cell)
}

#[cfg(feature = "json")]
fn reasons(text: &str) -> Vec<String> {
    crate::wire::parse::reasons_from_json(text).unwrap_or_else(|_| vec![text.to_owned()])
}

#[cfg(feature = "json")]
fn properties(heading: &str, text: &str) -> Vec<(String, Property)> {
    crate::wire::parse::properties_from_json(text)
        .unwrap_or_else(|_| vec![(heading.to_owned(), Property::Text(text.to_owned()))])
}

#[cfg(not(feature = "json"))]
fn reasons(text: &str) -> Vec<String> {
    vec![text.to_owned()]
}

#[cfg(not(feature = "json"))]
fn properties(heading: &str, text: &str) -> Vec<(String, Property)> {
    vec![(heading.to_owned(), Property::Text(text.to_owned()))]
}
