//! Which column means what.

use super::moments::{DateOrder, EitherWay};

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
    /// Why the owner should be asked about that: dates with slashes that are all of a month's
    /// first twelve days could be either. `None` where it is beyond doubt.
    pub dates_doubt: Option<EitherWay>,
    /// How many records of headings come before the first response.
    pub heading_records: usize,
    /// Whether the headings name the scores beyond doubt; else the owner should be asked.
    pub sure: bool,
}

/// A kind of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// Our own export as CSV. Its cells are known, so what the export did to them is undone.
    Zeroten,
    /// Our own export as JSON, one response per line.
    ZerotenLines,
    /// Qualtrics: three records of headings.
    Qualtrics,
    /// SurveyMonkey: two records of headings.
    SurveyMonkey,
    /// Typeform.
    Typeform,
    /// Formbricks.
    Formbricks,
    /// PostHog's events.
    PostHog,
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
    /// Whether the tool itself counts the row as an answer.
    Standing,
    /// Not kept.
    Ignored,
}

/// What the owner named, in place of what is proposed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Named {
    /// Where the scores stand.
    pub score: Option<String>,
    /// Where the comments stand; blank for nowhere.
    pub comment: Option<String>,
    /// Where the dates stand; blank for nowhere.
    pub answered_at: Option<String>,
    /// Which way round the dates are, where no date tells.
    pub dates: Option<DateOrder>,
}

impl Format {
    /// Whether it is our own: nothing in it has to be guessed, and ids name answers.
    #[must_use]
    pub const fn is_own(self) -> bool {
        matches!(self, Self::Zeroten | Self::ZerotenLines)
    }

    /// The tool's name, where the file is another tool's.
    #[must_use]
    pub const fn tool(self) -> Option<&'static str> {
        match self {
            Self::Qualtrics => Some("Qualtrics"),
            Self::SurveyMonkey => Some("SurveyMonkey"),
            Self::Typeform => Some("Typeform"),
            Self::Formbricks => Some("Formbricks"),
            Self::PostHog => Some("PostHog"),
            Self::Zeroten | Self::ZerotenLines | Self::Table => None,
        }
    }
}

impl Mapping {
    /// Whether nothing in it is a guess the owner should be asked about.
    #[must_use]
    pub const fn is_sure(&self) -> bool {
        self.sure && self.dates_doubt.is_none()
    }

    /// The heading of the first column of this kind.
    #[must_use]
    pub fn heading(&self, column: Column) -> Option<&str> {
        self.columns
            .iter()
            .find(|(_, held)| *held == column)
            .map(|(heading, _)| heading.as_str())
    }
}
