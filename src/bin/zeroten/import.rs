//! `zeroten import`.

use std::collections::HashMap;
use std::io::Read;

use clap::Args;
use sha2::{Digest, Sha256};
use zeroten::collector::store::{DatabaseUrl, Store};
use zeroten::domain::time::Timestamp;
use zeroten::exchange::{self, Named, Row};
use zeroten::wire::{self, Contact, Property, Response, ResponseId};

use crate::{Failure, Outcome, doubt, now};

/// The property that keeps what stood in the score's place where that is no score.
const SCORE_AS_IMPORTED: &str = "score_as_imported";

#[derive(Args)]
pub(crate) struct Arguments {
    /// The file: CSV with comma, semicolon or tab, or our own NDJSON. `-` reads standard input.
    file: String,
    /// Where responses are kept: sqlite:PATH. The collector may be running on it.
    #[arg(long, env = "ZEROTEN_DATABASE", default_value = "sqlite:zeroten.db")]
    database: String,
    /// The survey the rows answer.
    #[arg(long)]
    survey: String,
    /// When rows without a date were answered, as in 2025-12-31; without it they are refused.
    #[arg(long)]
    date: Option<String>,
    /// Which way round dates like 03/04/2025 are, where the file does not tell.
    #[arg(long, value_name = "ORDER", value_enum)]
    date_order: Option<doubt::Order>,
}

pub(crate) fn run(arguments: Arguments) -> Outcome {
    let name = arguments.file.as_str();
    if !wire::is_survey_id(&arguments.survey) {
        return Err(format!(
            "--survey {}: a survey's id is 1 to {} letters, digits, dots, hyphens and underscores",
            arguments.survey,
            wire::MAX_SURVEY_CHARS
        )
        .into());
    }
    let default_date = match &arguments.date {
        Some(text) => Some(
            Timestamp::parse(text)
                .ok_or_else(|| format!("--date {text} is no date; write it as 2025-12-31"))?,
        ),
        None => None,
    };
    let bytes = read_file(name).map_err(|error| format!("{name}: {error}"))?;
    let named = Named {
        dates: arguments.date_order.map(Into::into),
        ..Named::default()
    };
    let read = exchange::read_as(&bytes, named).map_err(|error| format!("{name}: {error}"))?;
    // What is stored stays: a date read the wrong way round would be a wrong one for good.
    if let Some(doubt) = doubt::dates(&read.mapping) {
        return Err(format!("{name}: nothing imported: {doubt}").into());
    }
    let excluded: HashMap<u64, &str> = read
        .excluded
        .iter()
        .map(|row| (row.line, row.value.as_str()))
        .collect();

    let mut identities = Identities::new(&arguments.survey, &read.responses);
    let mut responses = Vec::with_capacity(read.responses.len());
    let mut undated = Vec::new();
    for row in &read.responses {
        match row.answered_at.or(default_date) {
            Some(answered_at) => {
                let value = excluded.get(&row.line).copied();
                responses.push(adopt(
                    row,
                    &arguments.survey,
                    identities.of(row),
                    answered_at,
                    value,
                ));
            }
            None => undated.push(row.line),
        }
    }

    let earlier = keep_highest_revisions(&mut responses);

    let url: DatabaseUrl = arguments.database.parse()?;
    let imported = Store::open(&url, std::sync::Arc::default())?.import(&responses, now())?;
    let mut told = format!(
        "{name}: {} rows read, {} new, {} already there\n",
        read.responses.len(),
        imported.inserted,
        imported.already_there
    );
    if earlier > 0 {
        told += &format!("  {earlier} earlier revisions of answers that follow; not imported\n");
    }
    if let Some(doubt) = doubt::scores(&read.mapping) {
        told += &format!("  {doubt}\n");
    }
    for row in &read.excluded {
        told += &format!(
            "  line {}: {:?} is no score ({}); kept, not counted\n",
            row.line, row.value, row.reason
        );
    }
    for line in &read.dropped {
        told += &format!("  line {line}: no answer, as the tool has it; not imported\n");
    }
    crate::print(&told)?;
    if undated.is_empty() {
        return Ok(());
    }
    let lines = undated
        .iter()
        .map(u64::to_string)
        .collect::<Vec<_>>()
        .join(", ");
    Err(format!("not imported for want of a date: line {lines}; give one with --date").into())
}

/// Leaves of each response the highest revision; how many were left out.
fn keep_highest_revisions(responses: &mut Vec<Response>) -> usize {
    let before = responses.len();
    let mut highest = HashMap::new();
    for response in responses.iter() {
        let known = highest.entry(response.id).or_insert(response.rev);
        *known = response.rev.max(*known);
    }
    responses.retain(|response| highest.get(&response.id) == Some(&response.rev));
    before - responses.len()
}

fn read_file(name: &str) -> Result<Vec<u8>, Failure> {
    if name != "-" {
        return Ok(std::fs::read(name)?);
    }
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// The response that `row` was. What its score read, where that is none, stays as a property.
fn adopt(
    row: &Row,
    survey: &str,
    id: ResponseId,
    answered_at: Timestamp,
    excluded: Option<&str>,
) -> Response {
    // No database keeps a NUL in a text; the wire refuses it, a file may hold one.
    let clean = |text: &String| text.replace('\0', "");
    let mut properties = row.properties.clone();
    for (_, property) in &mut properties {
        if let Property::Text(text) = property {
            *text = clean(text);
        }
    }
    if let Some(value) = excluded.filter(|value| !value.is_empty()) {
        properties.push((SCORE_AS_IMPORTED.into(), Property::Text(value.into())));
    }
    Response {
        id,
        rev: row.rev.unwrap_or(1),
        key: None,
        survey: survey.to_owned(),
        scale: row.scale,
        score: row.score,
        comment: row.comment.as_ref().map(clean),
        reasons: row.reasons.clone(),
        contact: row.contact_email.clone().map(|email| Contact { email }),
        answered_at: answered_at.to_string(),
        lang: row.lang.clone(),
        trigger: row.trigger.clone(),
        path: row.path.clone(),
        respondent: row.respondent.clone(),
        properties,
    }
}

/// Gives each row the same identity every time its file is imported, so that twice is once.
struct Identities<'a> {
    survey: &'a str,
    /// How often the file names each row: a customer's number is no name of a response.
    named: HashMap<&'a str, u32>,
    seen: HashMap<String, u32>,
}

impl<'a> Identities<'a> {
    fn new(survey: &'a str, rows: &'a [Row]) -> Self {
        let mut named = HashMap::new();
        for id in rows.iter().filter_map(|row| row.id.as_deref()) {
            *named.entry(id).or_default() += 1;
        }
        Self {
            survey,
            named,
            seen: HashMap::new(),
        }
    }

    /// The row's own UUID; else one derived from the file's name for it; else one derived from
    /// what it says, numbered where two say the same.
    fn of(&mut self, row: &Row) -> ResponseId {
        // Only our own files have revisions, and in those what is named twice is one response.
        let alone = |id: &&str| row.rev.is_some() || self.named.get(id).copied() == Some(1);
        let id = row.id.as_deref().filter(alone);
        if let Some(id) = id.and_then(ResponseId::parse) {
            return id;
        }
        let content = match id {
            Some(id) => format!("id\0{id}"),
            None => {
                let score = row.score.map(|score| score.get());
                let told = format!(
                    "row\0{:?}\0{:?}\0{score:?}\0{:?}",
                    row.id, row.answered_at, row.comment
                );
                let times = self.seen.entry(told.clone()).or_default();
                *times += 1;
                format!("{told}\0{times}")
            }
        };
        let digest = Sha256::digest(format!("{}\0{content}", self.survey));
        let mut bytes = [0; 16];
        bytes
            .iter_mut()
            .zip(digest)
            .for_each(|(byte, digested)| *byte = digested);
        ResponseId::from_digest(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ids(rows: &[Row], survey: &str) -> Vec<ResponseId> {
        let mut identities = Identities::new(survey, rows);
        rows.iter().map(|row| identities.of(row)).collect()
    }

    #[test]
    fn the_same_file_gives_the_same_identities_and_equal_rows_different_ones() {
        let named = Row {
            id: Some("s0001".into()),
            ..Row::default()
        };
        let plain = Row {
            comment: Some("Fine".into()),
            ..Row::default()
        };
        let rows = [named, plain.clone(), plain];
        let first = ids(&rows, "nordic");
        assert_eq!(first, ids(&rows, "nordic"));
        assert_ne!(first[1], first[2]);
        assert!(first.iter().zip(ids(&rows, "other")).all(|(a, b)| *a != b));
    }

    #[test]
    fn a_customer_who_answered_twice_is_two_responses() {
        // A column of customer numbers was taken for names of responses, and all but the first of
        // each customer's were "already there".
        let row = |comment: &str| Row {
            id: Some("customer 7".into()),
            comment: Some(comment.into()),
            ..Row::default()
        };
        let found = ids(&[row("Fine"), row("Better")], "nordic");
        assert_ne!(found[0], found[1]);
    }

    #[test]
    fn the_revisions_of_an_answer_are_one_response() {
        let id = ResponseId::from_random([7; 16]);
        let row = |rev| Row {
            id: Some(id.to_text()),
            rev: Some(rev),
            ..Row::default()
        };
        assert_eq!(ids(&[row(1), row(2)], "nordic"), [id, id]);
    }

    #[test]
    fn a_uuid_is_kept_so_that_our_own_export_comes_home_as_itself() {
        let id = ResponseId::from_random([7; 16]);
        let row = Row {
            id: Some(id.to_text()),
            ..Row::default()
        };
        assert_eq!(ids(&[row], "nordic"), [id]);
    }
}
