//! JSON: one object per line, as our own NDJSON export has it, or an array of objects.

use std::borrow::Cow;

use crate::domain::score::Score;
use crate::domain::time::Timestamp;

use super::cell::{self, NotAScore};
use super::json::{self, Json};
use super::mapping::{Column, Format, Mapping};
use super::moments::{DateOrder, Moments};
use super::shape::{Place, Shape};
use super::sink::{Sink, Value};
use super::{Foreign, ImportError, Report, headings, proposal, rows, scan};

/// Reads objects that come in pieces.
pub(super) struct Lines {
    partial: Vec<u8>,
    /// How much of an object must be there before it is worth looking for its end again: twice
    /// what there was, so that a long one is not looked through for every piece of it.
    enough: usize,
    /// Whether the objects are in an array, where a line's end means nothing.
    array: bool,
    line: u64,
    read_any: bool,
    /// What each key met so far holds.
    keys: Vec<(String, Column)>,
    /// What lines were like so far, the last one's first.
    shapes: Vec<Shape>,
    shapes_tried: usize,
    moments: Moments,
    report: Report,
}

/// The fields of one object at a time, and of one object within it.
#[derive(Default)]
struct Found<'a> {
    fields: Vec<Field<'a>>,
    nested: Vec<(Cow<'a, str>, Json<'a>)>,
    /// Where the values of a line stand that is like others.
    places: Vec<Place>,
    /// Where its texts are written that have escapes.
    room: String,
}

/// What comes of a row's cells besides the cells themselves.
struct Scored<'a> {
    score: Result<Score, NotAScore>,
    written: &'a str,
    answered_at: Option<Timestamp>,
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
            enough: 0,
            array,
            line: 1,
            read_any: false,
            keys: Vec::new(),
            shapes: Vec::new(),
            shapes_tried: 0,
            moments: Moments::default(),
            report: Report::new(Mapping {
                format: Format::ZerotenLines,
                columns: Vec::new(),
                dates: DateOrder::default(),
                dates_doubt: None,
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
            let length = line.map_or(bytes.len(), |end| end + 1);
            let (piece, rest) = bytes.split_at_checked(length).unwrap_or_default();
            self.partial.extend_from_slice(piece);
            let may_end = match self.array {
                true => self.partial.len() >= self.enough,
                false => line.is_some(),
            };
            if !may_end {
                return Ok(());
            }
            let mut held = core::mem::take(&mut self.partial);
            let done = self.objects(&held, sink)?;
            held.drain(..done);
            self.partial = held;
            bytes = rest;
        }
        let done = self.objects(bytes, sink)?;
        self.partial
            .extend_from_slice(bytes.get(done..).unwrap_or_default());
        self.enough = self.partial.len() * 2;
        Ok(())
    }

    pub(super) fn finish(mut self, sink: &mut dyn Sink) -> Result<Report, ImportError> {
        let held = core::mem::take(&mut self.partial);
        let done = self.objects(&held, sink)?;
        let rest = held.get(done..).unwrap_or_default();
        let text = core::str::from_utf8(rest).unwrap_or_default();
        self.object(rest, text, &mut Found::default(), sink)?;
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
        if self.alike(text, found, sink).is_some() {
            return Ok(());
        }
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
            self.learn(text, found);
        } else if self.read_any {
            self.report
                .exclude(self.line, text, NotAScore::NotAResponse);
        } else {
            let names = found.fields.drain(..).map(|field| field.name.into());
            return Err(match read {
                Some(()) => ImportError::NotResponses {
                    keys: names.collect(),
                },
                None => ImportError::NotText(Foreign::BrokenJson),
            });
        }
        self.read_any = true;
        Ok(())
    }

    /// Reads a line that is like one before it; does nothing with any other.
    fn alike(&mut self, text: &str, found: &mut Found<'_>, sink: &mut dyn Sink) -> Option<()> {
        let Found { places, room, .. } = found;
        let at = |shape: &Shape| shape.places(text, places).is_some();
        let at = self.shapes.iter().position(at)?;
        self.shapes.swap(0, at);
        room.clear();
        for place in places.iter_mut().filter(|place| place.escaped) {
            let start = room.len();
            json::unescape(text.get(place.start..place.end)?, room)?;
            (place.start, place.end) = (start, room.len());
        }
        let mut scored = Scored::default();
        let slots = self.shapes.first()?.slots();
        for (slot, place) in slots.iter().zip(places) {
            let from = if place.escaped { room.as_str() } else { text };
            let text = from.get(place.start..place.end)?;
            let value = match slot.quoted {
                true if rows::is_blank(text) => continue,
                true => Value::Text(text),
                false => Value::Number(text),
            };
            scored.take(&mut self.moments, slot.column, &slot.name, value, sink);
        }
        self.complete(&scored, sink);
        Some(())
    }

    /// Remembers what a line is like, among a few: those without a comment, those with.
    fn learn(&mut self, text: &str, found: &Found<'_>) {
        const MOST: usize = 4;
        const MOST_TRIED: usize = 64;
        if self.shapes_tried == MOST_TRIED {
            return;
        }
        let fields = found.fields.iter();
        let fields = fields.map(|field| (field.name.as_ref(), field.column, &field.value));
        if let Some(shape) = Shape::of(text, fields) {
            self.shapes_tried += 1;
            self.shapes.truncate(MOST - 1);
            self.shapes.insert(0, shape);
        }
    }

    fn row(&mut self, found: &mut Found<'_>, sink: &mut dyn Sink) {
        let Found { fields, nested, .. } = found;
        let mut scored = Scored::default();
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
                (Json::Nested(raw), Column::Reasons) => rows::reasons(raw, 0, name, sink),
                (Json::Nested(raw), Column::ContactEmail) => {
                    let _ = json::fields(raw, &mut |key, value| {
                        if key == "email"
                            && let Some(email) = value.as_value()
                        {
                            sink.cell(0, Column::ContactEmail, name, email);
                        }
                    });
                }
                (Json::Nested(raw), Column::Properties | Column::Property)
                    if raw.starts_with('{') =>
                {
                    rows::properties(raw, 0, name, nested, sink);
                }
                _ => {
                    if let Some(value) = value.as_value() {
                        scored.take(&mut self.moments, *column, name, value, sink);
                    }
                }
            }
        }
        self.complete(&scored, sink);
    }

    fn complete(&mut self, scored: &Scored<'_>, sink: &mut dyn Sink) {
        self.report.undated += u64::from(scored.answered_at.is_none());
        if let Err(reason) = scored.score {
            self.report.exclude(self.line, scored.written, reason);
        }
        sink.row(self.line, scored.score.ok(), scored.answered_at);
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

impl Default for Scored<'_> {
    fn default() -> Self {
        Self {
            score: Err(NotAScore::Blank),
            written: "",
            answered_at: None,
        }
    }
}

impl<'a> Scored<'a> {
    /// Takes a value that is not blank, or hands it to `sink`.
    fn take(
        &mut self,
        moments: &mut Moments,
        column: Column,
        name: &str,
        value: Value<'a>,
        sink: &mut dyn Sink,
    ) {
        let text = value.as_str();
        match column {
            Column::Score => (self.score, self.written) = (cell::score(text), text),
            Column::AnsweredAt => self.answered_at = moments.read(text, DateOrder::DayFirst),
            Column::Ignored => {}
            _ => sink.cell(0, column, name, value),
        }
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
