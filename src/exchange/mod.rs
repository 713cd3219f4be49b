//! Responses in and out: files of other tools and our own.
//!
//! | file | what is in it |
//! |---|---|
//! | [`read`], [`read_as`], [`Reader`] | a file's bytes to rows, whole or in pieces |
//! | [`Mapping`] | which column means what |
//! | `proposal` | a mapping proposed from the headings and the first rows |
//! | `scores` | which column holds the scores |
//! | `vendors` | whose file it is, by its headings |
//! | `headings` | the words that headings use, in the languages we know them in |
//! | `cell`, `moments` | one cell to a score or a moment |
//! | [`Sink`] | where rows go, cell by cell |
//! | `rows` | records to rows, by a mapping |
//! | `columns` | rows that are alike, column by column |
//! | `record`, `records` | one record, and bytes to records: quoting, line numbers, encodings |
//! | `index` | the same for tables whose marks stand where they should, and many bytes at a time |
//! | `scan` | the few bytes that mean something among the many that do not |
//! | `sniff` | what kind of file the bytes are |
//! | [`csv_out`] | cells that a spreadsheet cannot run |
//! | `lines`, `json` | JSON: our own lines, and arrays of objects |
//! | `shape` | lines that are alike but for their values |

#[cfg(test)]
mod any_bytes;
mod cell;
mod columns;
pub mod csv_out;
mod error;
mod headings;
mod index;
mod json;
mod lines;
mod mapping;
mod moments;
mod proposal;
mod reader;
mod record;
mod records;
mod rows;
pub(crate) mod scan;
mod scores;
mod shape;
mod sink;
mod sniff;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod together;
mod vendors;

pub use cell::NotAScore;
pub use columns::Cells;
pub use error::{Foreign, ImportError};
pub use mapping::{Column, Format, Mapping, Named};
pub use moments::{DateOrder, EitherWay};
pub use proposal::SAVED;
pub use reader::{Reader, read, read_as};
pub use sink::{Sink, Value};

use crate::domain::letters;
use crate::domain::scale::Scale;
use crate::domain::score::Score;
use crate::domain::stats::Distribution;
use crate::domain::time::Timestamp;
use crate::wire::Property;

/// Everything a file held.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// Every row of the file in its order, those without a usable score included.
    pub responses: Vec<Row>,
    /// What was read as what, and what could not be read.
    pub report: Report,
}

/// How a file was read, and what in it could not be.
#[derive(Clone, Debug, PartialEq)]
pub struct Report {
    /// Which column was taken for what.
    pub mapping: Mapping,
    /// Every row without a usable score, in the file's order.
    pub excluded: Vec<Excluded>,
    /// The lines of rows that the tool itself does not count as answers: previews, tests, other
    /// events. They are no responses.
    pub dropped: Vec<u64>,
    /// Rows with a date that could not be read: they count, but in no trend.
    pub undated: u64,
    /// Rows with more cells than there are headings: a comment with an unquoted delimiter in it.
    pub overlong: u64,
}

/// One response as a file has it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Row {
    /// The line of the file it begins on, the first being 1.
    pub line: u64,
    /// The name the file gives it.
    pub id: Option<String>,
    /// Which revision of the response it is.
    pub rev: Option<u32>,
    /// The survey it answers.
    pub survey: Option<String>,
    /// What the score's numbers mean.
    pub scale: Scale,
    /// The score; `None` where the row is among [`Report::excluded`].
    pub score: Option<Score>,
    /// What the respondent wrote, never blank.
    pub comment: Option<String>,
    /// The reasons they ticked.
    pub reasons: Vec<String>,
    /// Where they agreed to be reached.
    pub contact_email: Option<String>,
    /// When they answered.
    pub answered_at: Option<Timestamp>,
    /// The language they answered in, as the file writes it.
    pub lang: Option<String>,
    /// What opened the card.
    pub trigger: Option<String>,
    /// The page they answered on.
    pub path: Option<String>,
    /// The owner's own name for them.
    pub respondent: Option<String>,
    /// Every other column, by its heading, where it is not blank.
    pub properties: Vec<(String, Property)>,
}

/// A row without a usable score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Excluded {
    /// The line of the file it begins on, the first being 1.
    pub line: u64,
    /// What stood in the score's place, shortened.
    pub value: String,
    /// Why that is no score.
    pub reason: NotAScore,
}

impl Imported {
    /// How many gave each score, and how many rows had none.
    #[must_use]
    pub fn distribution(&self) -> Distribution {
        self.responses.iter().map(|row| row.score).collect()
    }
}

impl core::ops::Deref for Imported {
    type Target = Report;

    fn deref(&self) -> &Report {
        &self.report
    }
}

impl Row {
    /// The value of a property as text; `true` and `false` for yes and no.
    #[must_use]
    pub fn property(&self, name: &str) -> Option<&str> {
        let (_, value) = self.properties.iter().find(|(key, _)| key == name)?;
        Some(match value {
            Property::Text(text) | Property::Number(text) => text,
            Property::Flag(true) => "true",
            Property::Flag(false) => "false",
        })
    }
}

/// The beginning of `text`, short enough for a message.
fn shortened(text: &str) -> String {
    const LONGEST: usize = 60;
    letters::shortened(text, LONGEST)
}
