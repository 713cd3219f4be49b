//! JSON: one object per line, as our own NDJSON export has it, or an array of objects.

use std::borrow::Cow;

use super::cell::{self, DateOrder, NotAScore};
use super::json::{self, Json};
use super::mapping::{Column, Format, Mapping};
use super::sink::Sink;
use super::{ImportError, Report, headings, proposal, rows};

/// Reads objects that come in pieces.
pub(super) struct Lines {
    partial: Vec<u8>,
    /// Whether the objects are in an array, where a line's end means nothing.
    array: bool,
    line: u64,
    read_any: bool,
    /// What each key met so far holds.
    keys: Vec<(String, Column)>,
    report: Report,
}

impl Lines {
    pub(super) fn new(array: bool) -> Self {
        Self {
            partial: Vec::new(),
            array,
            line: 1,
            read_any: false,
            keys: Vec::new(),
            report: Report::new(Mapping {
                format: Format::ZerotenLines,
                columns: Vec::new(),
                dates: DateOrder::default(),
                heading_records: 0,
                sure: true,
            }),
        }
    }

    pub(super) fn push(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ImportError> {
        let mut held = core::mem::take(&mut self.partial);
        held.extend_from_slice(bytes);
        let mut rest = held.as_slice();
        while let Some((object, after)) = self.first(rest) {
            let lines = object.iter().filter(|byte| **byte == b'\n').count();
            let blank = object.iter().take_while(|byte| between(**byte));
            let before = blank.filter(|byte| **byte == b'\n').count();
            self.line += before as u64;
            self.object(object, sink)?;
            self.line += (lines - before) as u64;
            rest = after;
        }
        let length = held.len() - rest.len();
        held.drain(..length);
        self.partial = held;
        Ok(())
    }

    pub(super) fn finish(mut self, sink: &mut dyn Sink) -> Result<Report, ImportError> {
        let rest = core::mem::take(&mut self.partial);
        self.object(&rest, sink)?;
        self.report.mapping.columns = self.keys;
        Ok(self.report)
    }

    /// The first whole object with what stands before it, and the bytes after it.
    fn first<'a>(&self, bytes: &'a [u8]) -> Option<(&'a [u8], &'a [u8])> {
        let length = if self.array {
            let before = bytes.iter().take_while(|byte| between(**byte)).count();
            before + json::object_length(bytes.get(before..)?)?
        } else {
            bytes.iter().position(|byte| *byte == b'\n')? + 1
        };
        bytes.split_at_checked(length)
    }

    fn object(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<(), ImportError> {
        let start = bytes.iter().take_while(|byte| between(**byte)).count();
        let bytes = bytes.get(start..).unwrap_or_default().trim_ascii_end();
        if bytes.is_empty() {
            return Ok(());
        }
        let text = core::str::from_utf8(bytes).unwrap_or_default();
        let mut found = Vec::new();
        let read = json::fields(text, &mut |name, value| found.push((name, value)));
        let known = |wanted: Column| {
            let mut names = found.iter().map(|(name, _)| column_of(name));
            names.any(|column| column == wanted)
        };
        // A file whose first object is something else is something else altogether. Only a score
        // may be missing: the export has imported rows that never had one.
        let is_response = read.is_some() && (known(Column::Score) || known(Column::Revision));
        if is_response {
            self.row(found, sink);
        } else if self.read_any {
            self.report
                .exclude(self.line, text, NotAScore::NotAResponse);
        } else {
            let keys: Vec<String> = found.into_iter().map(|(name, _)| name.into()).collect();
            return Err(match read {
                Some(()) => ImportError::NotResponses { keys },
                None => ImportError::NotText(
                    "the file begins like JSON, but is not: expected CSV, or JSON with one response per line",
                ),
            });
        }
        self.read_any = true;
        Ok(())
    }

    fn row(&mut self, fields: Vec<(Cow<'_, str>, Json<'_>)>, sink: &mut dyn Sink) {
        let mut score = (Err(NotAScore::Blank), String::new());
        let mut answered_at = None;
        for (name, value) in fields {
            let column = self.column(&name);
            match (&value, column) {
                (Json::Nested(raw), Column::Reasons) => rows::reasons(raw, &name, sink),
                (Json::Nested(raw), Column::ContactEmail) => {
                    let _ = json::fields(raw, &mut |key, value| {
                        if key == "email"
                            && let Some(email) = value.as_value()
                        {
                            sink.cell(Column::ContactEmail, &name, email);
                        }
                    });
                }
                (Json::Nested(raw), Column::Properties | Column::Property)
                    if raw.starts_with('{') =>
                {
                    rows::properties(raw, &name, sink);
                }
                _ => {
                    let Some(value) = value.as_value() else {
                        continue;
                    };
                    let text = value.as_str();
                    match column {
                        Column::Score => score = (cell::score(text), text.to_owned()),
                        Column::AnsweredAt => answered_at = cell::moment(text, DateOrder::DayFirst),
                        Column::Ignored => {}
                        _ => sink.cell(column, &name, value),
                    }
                }
            }
        }
        self.report.undated += u64::from(answered_at.is_none());
        if let (Err(reason), value) = &score {
            self.report.exclude(self.line, value, *reason);
        }
        sink.row(self.line, score.0.ok(), answered_at);
    }

    fn column(&mut self, name: &str) -> Column {
        if let Some((_, column)) = self.keys.iter().find(|(key, _)| key == name) {
            return *column;
        }
        let column = column_of(name);
        self.keys.push((name.to_owned(), column));
        column
    }
}

/// What a key holds: ours by their names, others by the words that headings use.
fn column_of(name: &str) -> Column {
    if let Some(column) = proposal::own_column(name) {
        return column;
    }
    let name = headings::normalised(name);
    if headings::score(&name) == Some(3) {
        Column::Score
    } else if headings::moment(&name).is_some() {
        Column::AnsweredAt
    } else if headings::comment(&name) {
        Column::Comment
    } else if headings::id(&name) {
        Column::Id
    } else {
        Column::Property
    }
}

/// Whether the byte only stands between objects.
const fn between(byte: u8) -> bool {
    byte.is_ascii_whitespace() || matches!(byte, b',' | b'[' | b']')
}
