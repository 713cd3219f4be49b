//! Stored responses as CSV or NDJSON, a page at a time.

use std::str::FromStr;

use crate::exchange::csv_out::push_record;
use crate::wire::properties_json;

use super::Error;
use super::store::{Store, StoredResponse};

/// How many responses are in memory at a time.
const PAGE: usize = 500;

/// The headings of a CSV export, in order.
pub const HEADINGS: [&str; 15] = [
    "id",
    "rev",
    "survey",
    "scale",
    "score",
    "comment",
    "reasons",
    "contact_email",
    "answered_at",
    "received_at",
    "lang",
    "trigger",
    "path",
    "respondent",
    "properties",
];

/// The form of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RFC 4180 under [`HEADINGS`], safe to open in a spreadsheet.
    Csv,
    /// One response a line, exactly as on the wire.
    Ndjson,
}

impl Format {
    /// The media type.
    #[must_use]
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Csv => "text/csv; charset=utf-8; header=present",
            Self::Ndjson => "application/x-ndjson",
        }
    }

    /// The usual end of a file's name.
    #[must_use]
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
        }
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        match text {
            "csv" => Ok(Self::Csv),
            "ndjson" => Ok(Self::Ndjson),
            _ => Err(Error::Query(
                "The format is unknown; expected csv or ndjson.".into(),
            )),
        }
    }
}

/// An export under way.
#[derive(Debug)]
pub struct Export {
    survey: String,
    format: Format,
    after: i64,
    begun: bool,
    done: bool,
}

impl Export {
    /// Every response to `survey`, in order of arrival.
    #[must_use]
    pub fn new(survey: String, format: Format) -> Self {
        Self {
            survey,
            format,
            after: 0,
            begun: false,
            done: false,
        }
    }

    /// The next part of the text, or `None` after the last; blocks on the database.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the database fails.
    pub fn next_chunk(&mut self, store: &Store) -> Result<Option<String>, Error> {
        if self.done {
            return Ok(None);
        }
        let page = store.page(&self.survey, self.after, PAGE)?;
        let mut chunk = String::new();
        if !self.begun && self.format == Format::Csv {
            push_record(&mut chunk, HEADINGS);
        }
        self.begun = true;
        self.done = page.len() < PAGE;
        if let Some(last) = page.last() {
            self.after = last.seq;
        }
        for stored in &page {
            match self.format {
                Format::Csv => push_row(&mut chunk, stored),
                Format::Ndjson => {
                    chunk.push_str(&stored.response.to_json());
                    chunk.push('\n');
                }
            }
        }
        Ok(Some(chunk))
    }
}

fn push_row(out: &mut String, stored: &StoredResponse) {
    let response = &stored.response;
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    let properties = if response.properties.is_empty() {
        String::new()
    } else {
        properties_json(&response.properties)
    };
    let cells = [
        response.id.to_text(),
        response.rev.to_string(),
        response.survey.clone(),
        response.scale.as_str().to_owned(),
        response.score.map_or_else(String::new, |s| s.to_string()),
        text(&response.comment),
        response.reasons.join("; "),
        response
            .contact
            .as_ref()
            .map_or_else(String::new, |c| c.email.clone()),
        response.answered_at.clone(),
        stored.received_at.clone(),
        text(&response.lang),
        text(&response.trigger),
        text(&response.path),
        text(&response.respondent),
        properties,
    ];
    push_record(out, cells.iter().map(String::as_str));
}
