//! JSON in: a posted response, checked field by field.
//!
//! The object is first split into its names and the raw text of its values; each field is then
//! read by its own rule. A derived `Deserialize` would take the array `[1, "..."]` for a struct,
//! round large numbers and name neither the field nor the value it refused.

mod fields;
mod read;
#[cfg(test)]
mod tests;

use core::fmt;

pub use read::{properties_from_json, reasons_from_json};

use super::{MAX_BATCH, MAX_RESPONSE_BYTES, Response};
use fields::{syntax, whole_array};

/// Why a posted body is not a response: the first thing found wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invalid {
    /// Which response of a batch, counted from 0; `None` for a single one or the body itself.
    pub index: Option<usize>,
    /// The field, dotted where nested (`contact.email`, `properties.plan`, `reasons[2]`), or
    /// `body` when the JSON itself is at fault.
    pub field: String,
    /// What the value is, shortened, and what was expected.
    pub problem: String,
    /// Whether the fault is that the response exceeds [`MAX_RESPONSE_BYTES`].
    pub too_large: bool,
}

/// What one POST carried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Posted {
    /// The responses, in the order posted; 1 to [`MAX_BATCH`].
    pub responses: Vec<Response>,
    /// Whether they came as an array, and so are acknowledged by one.
    pub is_batch: bool,
}

impl Response {
    /// Reads one response.
    ///
    /// # Errors
    ///
    /// [`Invalid`] names the first field that breaks the format; unknown, repeated and null
    /// fields break it, and so does a score that is not a JSON integer on its scale.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Invalid> {
        response(utf8(bytes)?)
    }
}

impl Posted {
    /// Reads a request's body: one response, or an array of 1 to [`MAX_BATCH`].
    ///
    /// # Errors
    ///
    /// As [`Response::from_json`], with the index of the response in an array.
    pub fn from_json(bytes: &[u8]) -> Result<Self, Invalid> {
        let text = utf8(bytes)?;
        if !text.trim_start().starts_with('[') {
            return Ok(Self {
                responses: vec![response(text)?],
                is_batch: false,
            });
        }
        let items = whole_array(text).map_err(|error| syntax("body", &error))?;
        if items.is_empty() || items.len() > MAX_BATCH {
            return Err(Invalid::new(
                "body",
                format!(
                    "is an array of {}; expected 1 to {MAX_BATCH} responses",
                    items.len()
                ),
            ));
        }
        let responses = items
            .into_iter()
            .enumerate()
            .map(|(index, item)| {
                response(item.get()).map_err(|invalid| Invalid {
                    index: Some(index),
                    ..invalid
                })
            })
            .collect::<Result<_, _>>()?;
        Ok(Self {
            responses,
            is_batch: true,
        })
    }
}

impl Invalid {
    pub(crate) fn new(field: impl Into<String>, problem: impl Into<String>) -> Self {
        Self {
            index: None,
            field: field.into(),
            problem: problem.into(),
            too_large: false,
        }
    }
}

impl fmt::Display for Invalid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(index) = self.index {
            write!(f, "response {index}: ")?;
        }
        write!(f, "{} {}", self.field, self.problem)
    }
}

impl core::error::Error for Invalid {}

fn utf8(bytes: &[u8]) -> Result<&str, Invalid> {
    core::str::from_utf8(bytes).map_err(|error| {
        Invalid::new(
            "body",
            format!("is not UTF-8 from byte {} on", error.valid_up_to()),
        )
    })
}

fn response(text: &str) -> Result<Response, Invalid> {
    if text.len() > MAX_RESPONSE_BYTES {
        return Err(Invalid {
            too_large: true,
            ..Invalid::new(
                "body",
                format!(
                    "is {} bytes; expected a response of at most {MAX_RESPONSE_BYTES}",
                    text.len()
                ),
            )
        });
    }
    read::response(text)
}
