//! JSON lines that are alike but for their values, as nearly all lines of a file are: between the
//! values a line is held against one that was read before, and only the values are looked at.

use std::borrow::Cow;

use super::json::{self, Json};
use super::mapping::Column;

/// What lines have in common.
pub(super) struct Shape {
    slots: Vec<Slot>,
    /// What follows the last value.
    end: String,
}

/// A value's place.
pub(super) struct Slot {
    /// What stands between the value before it and this one.
    before: String,
    /// Whether it is text and no number.
    pub(super) quoted: bool,
    pub(super) column: Column,
    pub(super) name: String,
}

/// Where a value stands in its line, as it is written.
#[derive(Clone, Copy)]
pub(super) struct Place {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) escaped: bool,
}

impl Shape {
    /// The shape of `line`, whose fields these are. `None` where a value in it is neither text
    /// without escapes nor number nor an object of such; other lines will do.
    pub(super) fn of<'a>(
        line: &'a str,
        fields: impl Iterator<Item = (&'a str, Column, &'a Json<'a>)>,
    ) -> Option<Self> {
        let mut shape = Self {
            slots: Vec::new(),
            end: String::new(),
        };
        let mut from = 0;
        for (name, column, value) in fields {
            match value {
                Json::Nested(raw)
                    if raw.starts_with('{')
                        && matches!(column, Column::Properties | Column::Property) =>
                {
                    let mut all = Some(());
                    json::fields(raw, &mut |name, value| {
                        all = all.and_then(|()| {
                            shape.note(line, &mut from, (&name, Column::Property, &value))
                        });
                    })
                    .and(all)?;
                }
                _ => shape.note(line, &mut from, (name, column, value))?,
            }
        }
        line.get(from..)?.clone_into(&mut shape.end);
        Some(shape)
    }

    fn note(
        &mut self,
        line: &str,
        from: &mut usize,
        (name, column, value): (&str, Column, &Json<'_>),
    ) -> Option<()> {
        let (text, quoted) = match value {
            Json::Text(Cow::Borrowed(text)) => (*text, true),
            Json::Number(number) => (*number, false),
            // It stands for nothing, so that it is part of what the lines have in common.
            Json::Null => return Some(()),
            Json::Text(Cow::Owned(_)) | Json::Flag(_) | Json::Nested(_) => return None,
        };
        let start = (text.as_ptr() as usize).checked_sub(line.as_ptr() as usize)?;
        self.slots.push(Slot {
            before: line.get(*from..start)?.to_owned(),
            quoted,
            column,
            name: name.to_owned(),
        });
        *from = start + text.len();
        Some(())
    }

    /// Finds the values of a line, if it is of this shape.
    pub(super) fn places(&self, line: &str, places: &mut Vec<Place>) -> Option<()> {
        places.clear();
        let bytes = line.as_bytes();
        let mut start = 0;
        for slot in &self.slots {
            if !bytes.get(start..)?.starts_with(slot.before.as_bytes()) {
                return None;
            }
            start += slot.before.len();
            let (end, escaped) = match slot.quoted {
                true => json::string_end(bytes, start)?,
                false => (json::number_end(bytes, start)?, false),
            };
            places.push(Place {
                start,
                end,
                escaped,
            });
            start = end;
        }
        (bytes.get(start..)? == self.end.as_bytes()).then_some(())
    }

    pub(super) fn slots(&self) -> &[Slot] {
        &self.slots
    }
}
