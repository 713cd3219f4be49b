//! What each column probably means, from the headings and the first rows.

use super::cell;
use super::csv_out::unguarded;
use super::mapping::{Column, Format, Mapping, Named};
use super::moments::{self, DateOrder};
use super::scores::{score_column, unnamed_scores};
use super::vendors::Headings;
use super::{ImportError, headings};
use crate::domain::decimal::decimal;
use crate::domain::letters::trimmed;

/// What the headings of a file begin with that a summary saved.
pub const SAVED: [&str; 4] = ["answered_at", "score", "comment", "contact_email"];

impl Mapping {
    /// Proposes what each column means, from the headings and the first rows, save for what the
    /// owner `named`. Where the owner `is_asked` about what is not sure, a column will do that
    /// looks like scores without being named so.
    pub(super) fn propose(
        heading_records: Headings,
        sample: &Sample,
        named: &Named,
        is_asked: bool,
    ) -> Result<Self, ImportError> {
        let format = heading_records.format();
        let Headings {
            names: headings,
            questions,
            records,
            ..
        } = heading_records;
        if let Named {
            score: None,
            comment: None,
            answered_at: None,
            ..
        } = named
            && let Some(columns) = own_export(&headings)
        {
            return Ok(Self {
                format: Format::Zeroten,
                columns: headings
                    .iter()
                    .map(|heading| unguarded(heading).into_owned())
                    .zip(columns)
                    .collect(),
                dates: DateOrder::default(),
                dates_doubt: None,
                heading_records: 1,
                sure: true,
            });
        }
        // A second record of headings has the questions where the first has their codes.
        let names: Vec<String> = headings
            .iter()
            .enumerate()
            .map(|(at, heading)| {
                let question = questions.get(at).filter(|text| !text.is_empty());
                headings::normalised(question.unwrap_or(heading))
            })
            .collect();
        let (score, sure) = match &named.score {
            Some(wanted) => (column_named(wanted, &headings)?, true),
            None => {
                let (at, sureness) = match score_column(&names, &headings, sample) {
                    Err(problem) if is_asked => (unnamed_scores(&names, sample).ok_or(problem)?, 0),
                    found => found?,
                };
                let sure = sureness > 1 || sureness == 1 && format.tool().is_some();
                let name = names.get(at).map_or("", String::as_str);
                (
                    at,
                    sure && !(headings::may_be_stars(name) && sample.are_stars(at)),
                )
            }
        };
        let chosen = |wanted: &Option<String>, proposed: Option<usize>| match wanted.as_deref() {
            Some("") => Ok(None),
            Some(wanted) => column_named(wanted, &headings).map(Some),
            None => Ok(proposed),
        };
        let moment = chosen(&named.answered_at, moment_column(&names, sample, score))?;
        let comment = chosen(
            &named.comment,
            comment_column(&names, sample, score, moment),
        )?;
        let (dates, doubt) = moments::date_order(
            moment
                .into_iter()
                .flat_map(|at| sample.column(at))
                .map(String::as_str),
        );
        let mut columns: Vec<Column> = names
            .iter()
            .map(|name| match name.is_empty() || format.ignores(name) {
                true => Column::Ignored,
                false if format.standing(name) => Column::Standing,
                false => Column::Property,
            })
            .collect();
        let mut assign = |at: Option<usize>, column| {
            if let Some(slot) = at.and_then(|at| columns.get_mut(at))
                && matches!(*slot, Column::Property | Column::Ignored)
            {
                *slot = column;
            }
        };
        let first = |known: fn(&str) -> bool| names.iter().position(|name| known(name));
        assign(Some(score), Column::Score);
        assign(moment, Column::AnsweredAt);
        assign(comment, Column::Comment);
        assign(first(headings::id), Column::Id);
        assign(first(headings::lang), Column::Lang);
        let respondents = names.iter().enumerate();
        let respondents = respondents
            .filter(|(at, _)| !sample.column(*at).is_empty())
            .filter_map(|(at, name)| Some((headings::respondent(name)?, at)));
        assign(respondents.min().map(|(_, at)| at), Column::Respondent);
        Ok(Self {
            format,
            columns: unique(headings).into_iter().zip(columns).collect(),
            dates: named.dates.filter(|_| doubt.is_some()).unwrap_or(dates),
            dates_doubt: doubt.filter(|_| named.dates.is_none()),
            heading_records: records,
            sure,
        })
    }
}

/// The first rows of a file, by column, blank cells left out.
#[derive(Default)]
pub(super) struct Sample {
    columns: Vec<Vec<String>>,
}

impl Sample {
    /// Adds the cells of one row.
    pub(super) fn add<S: AsRef<str>>(&mut self, cells: impl Iterator<Item = S>) {
        for (at, cell) in cells.enumerate() {
            if self.columns.len() <= at {
                self.columns.push(Vec::new());
            }
            let cell = trimmed(cell.as_ref());
            if let Some(column) = self.columns.get_mut(at)
                && !cell.is_empty()
            {
                column.push(cell.to_owned());
            }
        }
    }

    pub(super) fn column(&self, at: usize) -> &[String] {
        self.columns.get(at).map_or(&[], Vec::as_slice)
    }

    /// Whether every score in the column could be one to five stars.
    fn are_stars(&self, at: usize) -> bool {
        let cells = self.column(at);
        let more = |cell: &String| {
            let score = cell::score(cell);
            score.is_ok_and(|score| !(1..=5).contains(&score.get()))
        };
        !cells.is_empty() && !cells.iter().any(more)
    }
}

/// The columns of our own export, or of what a summary saved, where the headings are theirs.
fn own_export(headings: &[String]) -> Option<Vec<Column>> {
    const MARKS: [&str; 5] = ["id", "rev", "survey", "score", "answered_at"];
    let first = headings.get(..SAVED.len()).unwrap_or_default();
    let saved = first == SAVED;
    let own = MARKS.iter().all(|mark| headings.iter().any(|h| h == mark));
    let column = |(at, heading): (usize, &String)| {
        let own = match heading.as_str() {
            // What follows in a saved file are properties, whatever their names are.
            _ if !saved || at < SAVED.len() => own_column(heading),
            "reason" => Some(Column::Reasons),
            "language" => Some(Column::Lang),
            "survey" => Some(Column::Survey),
            "trigger" => Some(Column::Trigger),
            _ => None,
        };
        own.unwrap_or(Column::Property)
    };
    (saved || own).then(|| headings.iter().enumerate().map(column).collect())
}

/// What our own export has under this heading or key.
pub(super) fn own_column(name: &str) -> Option<Column> {
    Some(match name {
        "id" => Column::Id,
        "rev" => Column::Revision,
        "survey" => Column::Survey,
        "score" => Column::Score,
        "comment" => Column::Comment,
        "reasons" => Column::Reasons,
        "contact_email" | "contact" => Column::ContactEmail,
        "answered_at" => Column::AnsweredAt,
        "received_at" | "v" | "key" => Column::Ignored,
        "scale" => Column::Scale,
        "lang" => Column::Lang,
        "trigger" => Column::Trigger,
        "path" => Column::Path,
        "respondent" => Column::Respondent,
        "properties" => Column::Properties,
        _ => return None,
    })
}

fn column_named(wanted: &str, headings: &[String]) -> Result<usize, ImportError> {
    let normalised = headings::normalised(wanted);
    headings
        .iter()
        .position(|heading| heading == wanted)
        .or_else(|| {
            headings
                .iter()
                .position(|heading| headings::normalised(heading) == normalised)
        })
        .ok_or_else(|| ImportError::NoSuchColumn {
            wanted: wanted.to_owned(),
            headings: headings.to_vec(),
        })
}

/// The best named column whose values are mostly moments.
fn moment_column(names: &[String], sample: &Sample, score: usize) -> Option<usize> {
    names
        .iter()
        .enumerate()
        .filter(|(at, _)| *at != score)
        .filter_map(|(at, name)| Some((headings::moment(name)?, at)))
        .filter(|(_, at)| {
            let values = sample.column(*at);
            let read = values
                .iter()
                .filter(|value| moments::moment(value, DateOrder::DayFirst).is_some())
                .count();
            // Months first make about half of them no date when read days first.
            values.is_empty() || read * 3 >= values.len()
        })
        .min()
        .map(|(_, at)| at)
}

/// The column named like a comment, or else the first after the score that asks why, or else
/// PostHog's first other answer that is no score.
fn comment_column(
    names: &[String],
    sample: &Sample,
    score: usize,
    moment: Option<usize>,
) -> Option<usize> {
    let free = |at: usize| at != score && Some(at) != moment;
    let by_name = names
        .iter()
        .enumerate()
        .position(|(at, name)| free(at) && headings::comment(name));
    let asking = |at: usize, name: &str| free(at) && headings::asks_why(name);
    by_name
        .or_else(|| {
            let after = names.iter().enumerate().skip(score + 1);
            after
                .into_iter()
                .find(|(at, name)| asking(*at, name))
                .map(|(at, _)| at)
        })
        .or_else(|| {
            names
                .iter()
                .enumerate()
                .position(|(at, name)| asking(at, name))
        })
        .or_else(|| {
            let words = |at: usize| {
                sample
                    .column(at)
                    .iter()
                    .any(|text| cell::score(text).is_err())
            };
            names
                .iter()
                .enumerate()
                .position(|(at, name)| free(at) && headings::posthog_answer(name) && words(at))
        })
}

/// Headings with a number after those that were there before: they name properties.
fn unique(headings: Vec<String>) -> Vec<String> {
    let mut seen: Vec<String> = Vec::with_capacity(headings.len());
    for heading in headings {
        let mut name = heading.clone();
        let mut times = 1;
        while seen.contains(&name) {
            times += 1;
            name = [&heading, " (", &decimal(times), ")"].concat();
        }
        seen.push(name);
    }
    seen
}
