//! Whether a revision is stored, is already, or cannot be.

use rusqlite::{Connection, OptionalExtension, params};

use crate::collector::Error;
use crate::domain::time::Timestamp;

use super::Outcome;
use super::prepared::Prepared;
use super::tokens::PublicKeys;

/// How long after its last revision a response can be amended: as long as a page keeps what it
/// could not send (`delivery::outbox::MAX_AGE_MS`), or a comment written offline would be refused
/// when it comes. The id that an amendment needs is known to the respondent's browser alone.
const AMEND_WINDOW_MS: i64 = 14 * 24 * 60 * 60 * 1000;

/// The insert of the one row of a response, before what happens if there is one already.
macro_rules! insert {
    ($on_conflict:literal) => {
        concat!(
            "INSERT INTO responses (
                id, rev, survey, score, comment, reasons, contact_email, answered_at, answered_on,
                received_at, received_ms, lang, \"trigger\", path, respondent, properties,
                body_sha256, scale
            ) VALUES (
                ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17,
                ?18
            ) ON CONFLICT (id) DO ",
            $on_conflict
        )
    };
}

/// Leaves a row that is there.
const INSERT: &str = insert!("NOTHING");

/// Replaces a lower revision; a lower one never replaces a higher one, nor does one for another
/// survey.
const AMEND: &str = insert!(
    "UPDATE SET
        rev = excluded.rev, score = excluded.score, comment = excluded.comment,
        reasons = excluded.reasons, contact_email = excluded.contact_email,
        answered_at = excluded.answered_at, answered_on = excluded.answered_on,
        received_at = excluded.received_at, received_ms = excluded.received_ms,
        lang = excluded.lang, \"trigger\" = excluded.\"trigger\", path = excluded.path,
        respondent = excluded.respondent, properties = excluded.properties,
        body_sha256 = excluded.body_sha256, scale = excluded.scale
    WHERE excluded.rev > responses.rev AND excluded.survey = responses.survey"
);

struct Known {
    rev: u32,
    survey: String,
    received_ms: i64,
    body_sha256: Vec<u8>,
}

/// Decides on `new` and writes it if it is stored. The outer error is the database's.
///
/// A lower revision than the stored one that was never seen (revision 1 overtaken by revision 2)
/// is acknowledged, since nothing it says is lost, and remembered, since it too has one body.
pub(super) fn accept(
    connection: &Connection,
    keys: &PublicKeys,
    new: &Prepared,
    now: Timestamp,
) -> rusqlite::Result<Result<Outcome, Error>> {
    if !keys.open_to(new) {
        return Ok(Err(Error::Key));
    }
    // Most are new: one search of the index tells and stores.
    if insert(connection, new, now)? {
        return Ok(Ok(Outcome::Stored));
    }
    let known = connection
        .prepare_cached(
            "SELECT rev, survey, received_ms, body_sha256 FROM responses WHERE id = ?1",
        )?
        .query_row([&new.id], |row| {
            Ok(Known {
                rev: row.get(0)?,
                survey: row.get(1)?,
                received_ms: row.get(2)?,
                body_sha256: row.get(3)?,
            })
        })?;
    if known.survey != new.survey {
        return Ok(Err(Error::Conflict(
            "This id is stored for another survey.",
        )));
    }
    if new.rev < known.rev {
        return superseded(connection, new);
    }
    if new.rev == known.rev {
        return Ok(same(&known.body_sha256, new));
    }
    if now.0.saturating_sub(known.received_ms) > AMEND_WINDOW_MS {
        return Ok(Err(Error::Closed));
    }
    remember(connection, &new.id, known.rev, &known.body_sha256)?;
    write(AMEND, connection, new, now)?;
    Ok(Ok(Outcome::Stored))
}

/// Writes `new` unless a row of its id is there; says whether it did.
pub(super) fn insert(
    connection: &Connection,
    new: &Prepared,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    write(INSERT, connection, new, now)
}

fn write(
    statement: &str,
    connection: &Connection,
    new: &Prepared,
    now: Timestamp,
) -> rusqlite::Result<bool> {
    let changed = connection.prepare_cached(statement)?.execute(params![
        new.id,
        new.rev,
        new.survey,
        new.score,
        new.comment,
        new.reasons,
        new.contact_email,
        new.answered_at,
        new.answered_on,
        now.to_string(),
        now.0,
        new.lang,
        new.trigger,
        new.path,
        new.respondent,
        new.properties,
        new.body_sha256,
        new.scale,
    ])?;
    Ok(changed > 0)
}

fn superseded(connection: &Connection, new: &Prepared) -> rusqlite::Result<Result<Outcome, Error>> {
    let before: Option<Vec<u8>> = connection
        .prepare_cached("SELECT body_sha256 FROM superseded WHERE id = ?1 AND rev = ?2")?
        .query_row(params![new.id, new.rev], |row| row.get(0))
        .optional()?;
    match before {
        Some(before) => Ok(same(&before, new)),
        None => {
            remember(connection, &new.id, new.rev, &new.body_sha256)?;
            Ok(Ok(Outcome::Repeated))
        }
    }
}

fn same(stored: &[u8], new: &Prepared) -> Result<Outcome, Error> {
    if stored == new.body_sha256 {
        Ok(Outcome::Repeated)
    } else {
        Err(Error::Conflict(
            "This id and revision are stored with another body; the first stays.",
        ))
    }
}

fn remember(connection: &Connection, id: &str, rev: u32, body: &[u8]) -> rusqlite::Result<()> {
    connection
        .prepare_cached("INSERT INTO superseded (id, rev, body_sha256) VALUES (?1, ?2, ?3)")?
        .execute(params![id, rev, body])?;
    Ok(())
}
