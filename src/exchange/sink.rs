//! Where rows go while a file is read: cell by cell, so that nothing is copied that is not kept.

use crate::domain::decimal::whole;
use crate::domain::scale::Scale;
use crate::domain::score::Score;
use crate::domain::time::Timestamp;
use crate::wire::Property;

use super::{Column, Row};

/// What takes the rows of a file.
pub trait Sink {
    /// A cell of the row in progress that is not blank: what its column holds, its heading, and
    /// what is in it. Scores and dates come with the row.
    fn cell(&mut self, column: Column, heading: &str, value: Value<'_>);
    /// The row is complete. It begins on `line`; `score` is `None` where it is excluded.
    fn row(&mut self, line: u64, score: Option<Score>, answered_at: Option<Timestamp>);
}

/// What is in a cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Value<'a> {
    /// Any text.
    Text(&'a str),
    /// A number of a JSON file, as written.
    Number(&'a str),
    /// A yes or no of a JSON file.
    Flag(bool),
}

impl<'a> Value<'a> {
    /// The value as text; `true` and `false` for yes and no.
    #[must_use]
    pub const fn as_str(self) -> &'a str {
        match self {
            Self::Text(text) | Self::Number(text) => text,
            Self::Flag(true) => "true",
            Self::Flag(false) => "false",
        }
    }

    fn to_property(self) -> Property {
        match self {
            Self::Text(text) => Property::Text(text.to_owned()),
            Self::Number(number) => Property::Number(number.to_owned()),
            Self::Flag(flag) => Property::Flag(flag),
        }
    }
}

/// Hands out each row as a whole.
pub(super) struct Whole<'a> {
    row: Row,
    each: &'a mut dyn FnMut(Row),
}

impl<'a> Whole<'a> {
    pub(super) fn new(each: &'a mut dyn FnMut(Row)) -> Self {
        Self {
            row: Row::default(),
            each,
        }
    }
}

impl Sink for Whole<'_> {
    fn cell(&mut self, column: Column, heading: &str, value: Value<'_>) {
        let row = &mut self.row;
        let text = || Some(value.as_str().to_owned());
        match column {
            Column::Comment => row.comment = text(),
            Column::Id => row.id = text(),
            Column::Revision => row.rev = whole(value.as_str()).and_then(|rev| rev.try_into().ok()),
            Column::Survey => row.survey = text(),
            Column::Scale => row.scale = Scale::parse(value.as_str()).unwrap_or_default(),
            Column::Reasons => row.reasons.extend(text()),
            Column::ContactEmail => row.contact_email = text(),
            Column::Lang => row.lang = text(),
            Column::Trigger => row.trigger = text(),
            Column::Path => row.path = text(),
            Column::Respondent => row.respondent = text(),
            Column::Property => row
                .properties
                .push((heading.to_owned(), value.to_property())),
            Column::Score
            | Column::AnsweredAt
            | Column::Properties
            | Column::Standing
            | Column::Ignored => {}
        }
    }

    fn row(&mut self, line: u64, score: Option<Score>, answered_at: Option<Timestamp>) {
        let row = Row {
            line,
            score,
            answered_at,
            ..core::mem::take(&mut self.row)
        };
        (self.each)(row);
    }
}
