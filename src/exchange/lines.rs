//! JSON: one object per line, as our own NDJSON export has it, or an array of objects.

use std::borrow::Cow;

use super::cell::{self, DateOrder, Moments, NotAScore};
use super::json::{self, Json};
use super::mapping::{Column, Format, Mapping};
use super::sink::Sink;
use super::{ImportError, Report, headings, proposal, rows, scan};

/// Reads objects that come in pieces.
pub(super) struct Lines {
    partial: Vec<u8>,
    /// Whether the objects are in an array, where a line's end means nothing.
    array: bool,
    line: u64,
    read_any: bool,
    /// What each key met so far holds.
    keys: Vec<(String, Column)>,
    moments: Moments,
    report: Report,
}

/// The fields of one object at a time, and of one object within it.
#[derive(Default)]
struct Found<'a> {
    fields: Vec<Field<'a>>,
    nested: Vec<(Cow<'a, str>, Json<'a>)>,
}

struct Field<'a> {
    name: Cow<'a, str>,
    column: Column,
    /// Whether the key is among those met so far.
    known: bool,
    value: Json<'a>,
}

impl Lines {
    pub(super) fn new(array: bool) -> Self {
        Self {
            partial: Vec::new(),
            array,
            line: 1,
            read_any: false,
            keys: Vec::new(),
            moments: Moments::default(),
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
        let mut bytes = bytes;
        if !self.partial.is_empty() {
            // A line that was cut is completed first: no more is copied than it takes.
            let line = scan::first(bytes, [b'\n'; 4]).filter(|_| !self.array);
            let line = line.map_or(bytes.len(), |end| end + 1);
            let (line, rest) = bytes.split_at_checked(line).unwrap_or_default();
            let mut held = core::mem::take(&mut self.partial);
            held.extend_from_slice(line);
            let done = self.objects(&held, sink)?;
            held.drain(..done);
            self.partial = held;
            bytes = rest;
        }
        let done = self.objects(bytes, sink)?;
        self.partial
            .extend_from_slice(bytes.get(done..).unwrap_or_default());
        Ok(())
    }

    pub(super) fn finish(mut self, sink: &mut dyn Sink) -> Result<Report, ImportError> {
        let rest = core::mem::take(&mut self.partial);
        let text = core::str::from_utf8(&rest).unwrap_or_default();
        self.object(&rest, text, &mut Found::default(), sink)?;
        self.report.mapping.columns = self.keys;
        Ok(self.report)
    }

    /// Reads every whole object, and returns how many bytes they take up.
    fn objects(&mut self, bytes: &[u8], sink: &mut dyn Sink) -> Result<usize, ImportError> {
        let text = scan::whole_lines(bytes);
        let mut found = Found::default();
        let mut at = 0;
        while let Some(object) = bytes.get(at..).and_then(|rest| self.first(rest)) {
            let end = at + object.len();
            let text = match text.get(at..end) {
                Some(text) => text,
                None => core::str::from_utf8(object).unwrap_or_default(),
            };
            self.object(object, text, &mut found, sink)?;
            at = end;
        }
        Ok(at)
    }

    /// The first whole object with what stands before it; of lines, the first line.
    fn first<'a>(&self, bytes: &'a [u8]) -> Option<&'a [u8]> {
        let length = if self.array {
            let before = bytes.iter().take_while(|byte| between(**byte)).count();
            before + json::object_length(bytes.get(before..)?)?
        } else {
            scan::first(bytes, [b'\n'; 4])? + 1
        };
        bytes.get(..length)
    }

    /// Reads one object with what stands around it: its bytes, and the same as text; that is empty
    /// where they are not UTF-8.
    fn object<'a>(
        &mut self,
        bytes: &[u8],
        text: &'a str,
        found: &mut Found<'a>,
        sink: &mut dyn Sink,
    ) -> Result<(), ImportError> {
        let before = bytes.iter().take_while(|byte| between(**byte)).count();
        let (before, object) = bytes.split_at_checked(before).unwrap_or_default();
        self.line += scan::count(before, b'\n');
        if !object.is_empty() {
            let text = text.get(before.len()..).unwrap_or_default();
            self.response(text.trim_ascii_end(), found, sink)?;
        }
        self.line += match self.array {
            true => scan::count(object, b'\n'),
            false => u64::from(object.ends_with(b"\n")),
        };
        Ok(())
    }

    fn response<'a>(
        &mut self,
        text: &'a str,
        found: &mut Found<'a>,
        sink: &mut dyn Sink,
    ) -> Result<(), ImportError> {
        found.fields.clear();
        let mut next = 0;
        let mut is_response = false;
        let read = json::fields(text, &mut |name, value| {
            let known = self.known(&name, &mut next);
            let column = known.unwrap_or_else(|| column_of(&name));
            // Only a score may be missing: the export has imported rows that never had one.
            is_response |= matches!(column, Column::Score | Column::Revision);
            found.fields.push(Field {
                name,
                column,
                known: known.is_some(),
                value,
            });
        });
        // A file whose first object is something else is something else altogether.
        if read.is_some() && is_response {
            self.row(found, sink);
        } else if self.read_any {
            self.report
                .exclude(self.line, text, NotAScore::NotAResponse);
        } else {
            let names = found.fields.drain(..).map(|field| field.name.into());
            return Err(match read {
                Some(()) => ImportError::NotResponses {
                    keys: names.collect(),
                },
                None => ImportError::NotText(
                    "the file begins like JSON, but is not: expected CSV, or JSON with one response per line",
                ),
            });
        }
        self.read_any = true;
        Ok(())
    }

    fn row<'a>(&mut self, found: &mut Found<'a>, sink: &mut dyn Sink) {
        let Found { fields, nested } = found;
        let mut score = (Err(NotAScore::Blank), "");
        let mut answered_at = None;
        for field in fields.iter() {
            let Field {
                name,
                column,
                value,
                ..
            } = field;
            if !field.known && self.known(name, &mut 0).is_none() {
                self.keys.push((name.as_ref().to_owned(), *column));
            }
            match (value, *column) {
                (Json::Nested(raw), Column::Reasons) => rows::reasons(raw, name, sink),
                (Json::Nested(raw), Column::ContactEmail) => {
                    let _ = json::fields(raw, &mut |key, value| {
                        if key == "email"
                            && let Some(email) = value.as_value()
                        {
                            sink.cell(Column::ContactEmail, name, email);
                        }
                    });
                }
                (Json::Nested(raw), Column::Properties | Column::Property)
                    if raw.starts_with('{') =>
                {
                    rows::properties(raw, name, nested, sink);
                }
                _ => {
                    let Some(value) = value.as_value() else {
                        continue;
                    };
                    let text = value.as_str();
                    match column {
                        Column::Score => score = (cell::score(text), text),
                        Column::AnsweredAt => {
                            answered_at = self.moments.read(text, DateOrder::DayFirst);
                        }
                        Column::Ignored => {}
                        _ => sink.cell(*column, name, value),
                    }
                }
            }
        }
        self.report.undated += u64::from(answered_at.is_none());
        if let (Err(reason), value) = score {
            self.report.exclude(self.line, value, reason);
        }
        sink.row(self.line, score.0.ok(), answered_at);
    }

    /// What a key holds that was met before. It is probably the one at `next`: objects of a file
    /// are alike.
    fn known(&self, name: &str, next: &mut usize) -> Option<Column> {
        let at = match self.keys.get(*next) {
            Some((key, _)) if key == name => *next,
            _ => self.keys.iter().position(|(key, _)| key == name)?,
        };
        *next = at + 1;
        self.keys.get(at).map(|(_, column)| *column)
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
