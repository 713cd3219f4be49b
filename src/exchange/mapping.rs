//! Which column means what.

use super::cell::DateOrder;

/// What a file's columns were taken for: shown to the owner, who may name the score's column
/// instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// What kind of file it is.
    pub format: Format,
    /// Every column in the file's order, with its heading.
    pub columns: Vec<(String, Column)>,
    /// Which way round the dates are.
    pub dates: DateOrder,
    /// How many records of headings come before the first response.
    pub heading_records: usize,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Our own export as CSV. Its cells are known, so what the export did to them is undone.
    Zeroten,
    /// Our own export as JSON, one response per line.
    ZerotenLines,
    /// Any other table with headings.
    Table,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Column {
    /// The score.
    Score,
    /// What the respondent wrote.
    Comment,
    /// When they answered.
    AnsweredAt,
    /// The response's own name.
    Id,
    /// The revision of the response.
    Revision,
    /// The survey it answers.
    Survey,
    /// What the score's numbers mean.
    Scale,
    /// The reasons ticked, as a JSON list.
    Reasons,
    /// Where they agreed to be reached.
    ContactEmail,
    /// The language they answered in.
    Lang,
    /// What opened the card.
    Trigger,
    /// The page they answered on.
    Path,
    /// The owner's name for the respondent.
    Respondent,
    /// Properties as one JSON object.
    Properties,
    /// One property, named by the heading.
    Property,
    /// Not kept.
    Ignored,
}

impl Mapping {
    /// The heading of the first column of this kind.
    #[must_use]
    pub fn heading(&self, column: Column) -> Option<&str> {
        self.columns
            .iter()
            .find(|(_, held)| *held == column)
            .map(|(heading, _)| heading.as_str())
    }
}
