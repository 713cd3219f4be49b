//! Responses and tallies out.

use rusqlite::{Row, params};

use crate::collector::Error;
use crate::domain::scale::Scale;
use crate::domain::score::Score;
use crate::wire::parse::{properties_from_json, reasons_from_json};
use crate::wire::{Contact, Response, ResponseId};

use super::Store;

/// A stored response.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoredResponse {
    /// Its place in the order of arrival.
    pub seq: i64,
    /// Its highest revision, without the key.
    pub response: Response,
    /// When that revision was received, RFC 3339 in UTC.
    pub received_at: String,
}

/// The answers of one UTC day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DayTally {
    /// The day, `2026-11-23`.
    pub date: String,
    /// How many answered 0, 1, ... 10.
    pub counts: [u64; 11],
    /// How many rows have no valid score.
    pub excluded: u64,
}

impl Store {
    /// Up to `limit` responses to `survey` that arrived after `after`, in order of arrival. Each
    /// page is a read of its own, so that a slow reader holds nothing open.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the database fails or holds what it cannot have been given.
    pub fn page(
        &self,
        survey: &str,
        after: i64,
        limit: usize,
    ) -> Result<Vec<StoredResponse>, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT seq, id, rev, survey, score, comment, reasons, contact_email, answered_at,
                        received_at, lang, \"trigger\", path, respondent, properties,
                        scale
                 FROM responses WHERE survey = ?1 AND seq > ?2 ORDER BY seq LIMIT ?3",
            )?;
            let mut rows = statement.query(params![survey, after, limit as i64])?;
            let mut page = Vec::new();
            while let Some(row) = rows.next()? {
                page.push(stored(row)?);
            }
            Ok(page)
        })
    }

    /// How many responses `survey` has.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the database fails.
    pub fn count(&self, survey: &str) -> Result<u64, Error> {
        self.read(|connection| {
            let count: i64 = connection
                .prepare_cached("SELECT count(*) FROM responses WHERE survey = ?1")?
                .query_row([survey], |row| row.get(0))?;
            Ok(count.unsigned_abs())
        })
    }

    /// The daily tallies of `survey`, earliest day first; days without responses are left out.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the database fails.
    pub fn tallies(&self, survey: &str) -> Result<Vec<DayTally>, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT answered_on, score, count(*) FROM responses WHERE survey = ?1
                 GROUP BY answered_on, score ORDER BY answered_on",
            )?;
            let mut rows = statement.query([survey])?;
            let mut days = Vec::<DayTally>::new();
            while let Some(row) = rows.next()? {
                let (date, score, count): (String, Option<u8>, i64) =
                    (row.get(0)?, row.get(1)?, row.get(2)?);
                let count = count.unsigned_abs();
                if days.last().is_none_or(|day| day.date != date) {
                    days.push(DayTally {
                        date,
                        counts: [0; 11],
                        excluded: 0,
                    });
                }
                if let Some(day) = days.last_mut() {
                    match score.and_then(|score| day.counts.get_mut(usize::from(score))) {
                        Some(slot) => *slot += count,
                        None => day.excluded += count,
                    }
                }
            }
            Ok(days)
        })
    }
}

fn stored(row: &Row<'_>) -> Result<StoredResponse, Error> {
    let id: String = row.get(1)?;
    let reasons: Option<String> = row.get(6)?;
    let properties: Option<String> = row.get(14)?;
    let scale: String = row.get(15)?;
    let damaged = |what: &str| Error::Unavailable(format!("response {id} has a damaged {what}"));
    Ok(StoredResponse {
        seq: row.get(0)?,
        received_at: row.get(9)?,
        response: Response {
            id: ResponseId::parse(&id).ok_or_else(|| damaged("id"))?,
            rev: row.get(2)?,
            key: None,
            survey: row.get(3)?,
            scale: Scale::parse(&scale).ok_or_else(|| damaged("scale"))?,
            score: row.get::<_, Option<u8>>(4)?.and_then(Score::new),
            comment: row.get(5)?,
            reasons: match reasons {
                Some(json) => reasons_from_json(&json).map_err(|_| damaged("reasons"))?,
                None => Vec::new(),
            },
            contact: row.get::<_, Option<_>>(7)?.map(|email| Contact { email }),
            answered_at: row.get(8)?,
            lang: row.get(10)?,
            trigger: row.get(11)?,
            path: row.get(12)?,
            respondent: row.get(13)?,
            properties: match properties {
                Some(json) => properties_from_json(&json).map_err(|_| damaged("properties"))?,
                None => Vec::new(),
            },
        },
    })
}
