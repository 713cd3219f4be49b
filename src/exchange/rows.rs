//! Records to rows, by a mapping.

use super::cell::{self, NotAScore};
use super::mapping::{Column, Format, Mapping};
use super::records::Record;
use super::{Excluded, Report, Row, shortened};
use crate::wire::Property;

/// What turns records into rows.
pub(super) struct Rows {
    report: Report,
    headings_left: usize,
}

impl Rows {
    pub(super) fn new(mapping: Mapping) -> Self {
        Self {
            headings_left: mapping.heading_records,
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
        } else if !record.is_blank() {
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
            let text = cell.trim();
            let text = if own { unescaped(text) } else { text };
            if text.is_empty() {
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
            (Err(reason), value) => self.report.excluded.push(Excluded {
                line: record.line,
                value,
                reason,
            }),
        }
        row
    }
}

/// Takes off the `'` that our export puts before a cell a spreadsheet would run as a formula.
fn unescaped(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@', '\t', '\r', '\'']) => rest,
        _ => cell,
    }
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
