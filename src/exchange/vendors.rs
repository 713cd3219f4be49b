//! Whose file it is, by its headings. What each tool writes is in its public code or its help
//! pages; where a tool's headings are unknown, the words of `headings` decide.

use super::headings::is_one_of;
use super::mapping::Format;
use super::moments::{self, DateOrder};
use super::record::Record;
use crate::domain::letters::{self, holds};

/// The records of headings a file begins with.
pub(super) struct Headings {
    /// The first record: names of columns.
    pub(super) names: Vec<String>,
    /// The second, where it holds the questions; else empty.
    pub(super) questions: Vec<String>,
    /// How many records there are.
    pub(super) records: usize,
    /// Whether the next record may be one more.
    open: bool,
}

impl Headings {
    pub(super) fn new(record: &Record<'_>) -> Self {
        Self {
            names: trimmed(record),
            questions: Vec::new(),
            records: 1,
            open: true,
        }
    }

    /// Takes the record after those taken so far, if it belongs to the headings as well.
    pub(super) fn takes(&mut self, record: &Record<'_>) -> bool {
        let first = record.cell(0);
        self.open &= match (self.format(), self.records) {
            // The questions, then their codes as JSON.
            (Format::Qualtrics, 1) => moments::moment(&first, DateOrder::DayFirst).is_none(),
            (Format::Qualtrics, 2) => holds(&first, "ImportId"),
            // The answers' kinds: no respondent has none.
            (Format::SurveyMonkey, 1) => letters::trimmed(&first).is_empty(),
            _ => false,
        };
        if self.open {
            self.records += 1;
            if self.records == 2 && self.format() == Format::Qualtrics {
                self.questions = trimmed(record);
            }
        }
        self.open
    }

    /// Whose file it is.
    pub(super) fn format(&self) -> Format {
        let has = |wanted: &str| self.names.iter().any(|name| name == wanted);
        if has("StartDate") && has("EndDate") && has("ResponseId") {
            Format::Qualtrics
        } else if has("Respondent ID") && has("Collector ID") {
            Format::SurveyMonkey
        } else if has("#") && has("Submit Date (UTC)") {
            Format::Typeform
        } else if has("No.") && has("Response ID") && has("Survey ID") {
            Format::Formbricks
        } else if self.names.iter().any(|name| holds(name, "$survey_")) {
            Format::PostHog
        } else {
            Format::Table
        }
    }
}

impl Format {
    /// Whether the column with this normalised heading is about the delivery and not the answer,
    /// or says who or where a person is: nothing a summary needs.
    pub(super) fn ignores(self, name: &str) -> bool {
        let names = match self {
            Self::Qualtrics => {
                "start date|ip address|progress|duration in seconds|finished|end date|\
                 recipient last name|recipient first name|recipient email|\
                 external data reference|recorded date|location latitude|location longitude"
            }
            Self::SurveyMonkey => {
                "collector id|start date|ip address|first name|last name|email address"
            }
            Self::Typeform => "start date utc|network id",
            Self::Formbricks => "no|finished|survey id|formbricks id internal|user id",
            Self::PostHog => "uuid|distinct id",
            _ => return false,
        };
        is_one_of(name, names)
            // Qualtrics codes the segment beside each score.
            || (self == Self::Qualtrics && name.ends_with(" group"))
    }

    /// Whether the tool says under this heading if the row is an answer.
    pub(super) fn standing(self, name: &str) -> bool {
        match self {
            Self::Qualtrics => matches!(name, "status" | "response type"),
            Self::PostHog => name == "event",
            // Wootric's files are known by nothing else.
            _ => name == "excluded from calculations",
        }
    }
}

fn trimmed(record: &Record<'_>) -> Vec<String> {
    record
        .cells()
        .map(|cell| letters::trimmed(&cell).to_owned())
        .collect()
}
