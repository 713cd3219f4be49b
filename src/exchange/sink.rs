//! Where rows go while a file is read: cell by cell, or column by column where many rows are alike,
//! so that nothing is copied that is not kept.

use crate::domain::decimal::whole;
use crate::domain::scale::Scale;
use crate::domain::score::Score;
use crate::domain::time::Timestamp;
use crate::wire::Property;

use super::columns::Cells;
use super::{Column, Row};

/// What takes the rows of a file.
pub trait Sink {
    /// A cell that is not blank: what its column holds, its heading, and what is in it. Scores and
    /// dates come with the row. It is of the row in progress, or so many rows `ahead` where rows
    /// come column by column.
    fn cell(&mut self, ahead: usize, column: Column, heading: &str, value: Value<'_>);
    /// The row is complete. It begins on `line`; `score` is `None` where it is excluded.
    fn row(&mut self, line: u64, score: Option<Score>, answered_at: Option<Timestamp>);
    /// Whether rows may come column by column.
    fn takes_columns(&self) -> bool {
        false
    }
    /// The cells of one column in the rows to come.
    fn column(&mut self, column: Column, heading: &str, cells: &Cells<'_>) {
        cells.each_text(&mut |ahead, text| {
            self.cell(ahead, column, heading, Value::Text(text));
        });
    }
    /// The rows whose columns have come are complete. All have a score on the scale of
    /// recommendation.
    fn rows(&mut self, _scores: &[Score], _answered_at: &[Option<Timestamp>]) {}
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

    /// The same, with cells of a row that came before.
    #[cfg(test)]
    pub(super) fn going_on(row: Row, each: &'a mut dyn FnMut(Row)) -> Self {
        Self { row, each }
    }
}

impl Sink for Whole<'_> {
    fn cell(&mut self, _: usize, column: Column, heading: &str, value: Value<'_>) {
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
