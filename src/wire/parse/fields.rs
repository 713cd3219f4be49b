//! An object as its names and the raw text of its values, and the readers of single values.

use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};
use serde_json::value::RawValue;

use super::Invalid;

/// How much of a refused value an error repeats, in Unicode scalar values.
const SHOWN_CHARS: usize = 40;

/// The fields of one object; reading a field takes it out, and whatever is left is unknown.
pub(super) struct Fields<'a> {
    parent: &'a str,
    entries: Vec<(String, &'a str)>,
}

impl<'a> Fields<'a> {
    /// Splits `text`, the value of `parent` (`body` for the whole), refusing a repeated name.
    pub(super) fn read(parent: &'a str, text: &'a str) -> Result<Self, Invalid> {
        if !text.trim_start().starts_with('{') {
            // Not the JSON reader's own error: it counts columns within this value.
            let valid = serde_json::from_str::<&RawValue>(text);
            return Err(valid.map_or_else(
                |error| syntax(parent, &error),
                |_| wrong(parent, text, "an object"),
            ));
        }
        let Entries(entries) = serde_json::from_str(text).map_err(|e| syntax(parent, &e))?;
        let fields = Self { parent, entries };
        for (at, (name, _)) in fields.entries.iter().enumerate() {
            if fields.entries.iter().take(at).any(|(n, _)| n == name) {
                return Err(Invalid::new(fields.path(name), "appears twice"));
            }
        }
        Ok(fields)
    }

    /// The raw value of `name`, once; null is refused here, since absent means absent.
    pub(super) fn take(&mut self, name: &str) -> Result<Option<&'a str>, Invalid> {
        let Some(at) = self.entries.iter().position(|(n, _)| n == name) else {
            return Ok(None);
        };
        let (name, raw) = self.entries.remove(at);
        if raw == "null" {
            return Err(Invalid::new(
                self.path(&name),
                "is null; leave an absent field out",
            ));
        }
        Ok(Some(raw))
    }

    /// As [`Fields::take`], for a field that must be there.
    pub(super) fn required(&mut self, name: &str, expected: &str) -> Result<&'a str, Invalid> {
        self.take(name)?.ok_or_else(|| {
            Invalid::new(self.path(name), format!("is missing; expected {expected}"))
        })
    }

    /// An optional text of at most `max` characters.
    pub(super) fn text(&mut self, name: &str, max: usize) -> Result<Option<String>, Invalid> {
        self.take(name)?
            .map(|raw| text(&self.path(name), raw, max))
            .transpose()
    }

    /// Every field, in the order written, for objects with free names.
    pub(super) fn into_entries(self) -> Vec<(String, &'a str)> {
        self.entries
    }

    /// Refuses whatever has not been taken.
    pub(super) fn finish(self) -> Result<(), Invalid> {
        match self.entries.first() {
            Some((name, _)) => Err(Invalid::new(
                self.path(name),
                "is not a field of a response",
            )),
            None => Ok(()),
        }
    }

    fn path(&self, name: &str) -> String {
        let name = shortened(name);
        match self.parent {
            "body" => name,
            parent => format!("{parent}.{name}"),
        }
    }
}

/// The items of the array that `text` is.
pub(super) fn whole_array(text: &str) -> Result<Vec<&RawValue>, serde_json::Error> {
    serde_json::from_str(text)
}

/// A text of at most `max` characters without NUL, which PostgreSQL's text cannot hold.
pub(super) fn text(field: &str, raw: &str, max: usize) -> Result<String, Invalid> {
    if !raw.starts_with('"') {
        return Err(wrong(field, raw, "a string"));
    }
    let value: String = serde_json::from_str(raw).map_err(|error| syntax(field, &error))?;
    if value.contains('\0') {
        return Err(Invalid::new(field, "contains the character U+0000"));
    }
    let length = value.chars().count();
    if length > max {
        return Err(Invalid::new(
            field,
            format!("has {length} characters; expected at most {max}"),
        ));
    }
    Ok(value)
}

/// `field` holds `raw`, where `expected` was wanted.
pub(super) fn wrong(field: &str, raw: &str, expected: &str) -> Invalid {
    Invalid::new(
        field,
        format!("is {}; expected {expected}", shortened(raw.trim())),
    )
}

/// `field` is not JSON.
pub(super) fn syntax(field: &str, error: &serde_json::Error) -> Invalid {
    Invalid::new(field, format!("is not valid JSON: {error}"))
}

pub(super) fn shortened(text: &str) -> String {
    let mut chars = text.chars();
    let mut short: String = chars.by_ref().take(SHOWN_CHARS).collect();
    if chars.next().is_some() {
        short.push('…');
    }
    short
}

/// An object's entries in order, repeated names included.
struct Entries<'a>(Vec<(String, &'a str)>);

impl<'de: 'a, 'a> Deserialize<'de> for Entries<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(EntriesVisitor).map(Self)
    }
}

struct EntriesVisitor;

impl<'de> Visitor<'de> for EntriesVisitor {
    type Value = Vec<(String, &'de str)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<M: MapAccess<'de>>(self, mut map: M) -> Result<Self::Value, M::Error> {
        let mut entries = Vec::new();
        while let Some(name) = map.next_key::<String>()? {
            entries.push((name, map.next_value::<&'de RawValue>()?.get()));
        }
        Ok(entries)
    }
}
