//! Tokens, stored as hashes.

use rusqlite::{Connection, params};

use crate::collector::Error;
use crate::collector::token::{Token, TokenHash, TokenKind};
use crate::domain::time::Timestamp;
use crate::wire::is_survey_id;

use super::Store;
use super::prepared::Prepared;

/// A token as it is listed: everything but the token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TokenRow {
    /// Its number, by which it is revoked.
    pub id: i64,
    /// `read` or `public`.
    pub kind: String,
    /// The survey it is for; `None` for all.
    pub survey: Option<String>,
    /// When it was made, RFC 3339.
    pub created_at: String,
    /// When it was revoked, RFC 3339, if it was.
    pub revoked_at: Option<String>,
}

impl Store {
    /// Stores the hash of `token`, for `survey` or for all of them; returns its number.
    ///
    /// # Errors
    ///
    /// [`Error::TokenSpec`] for what cannot be a survey's id, [`Error::Unavailable`] if the
    /// database fails.
    pub fn add_token(
        &self,
        token: &Token,
        survey: Option<&str>,
        now: Timestamp,
    ) -> Result<i64, Error> {
        if let Some(survey) = survey
            && !is_survey_id(survey)
        {
            return Err(Error::TokenSpec(format!(
                "{survey:?} cannot be a survey's id: 1 to 64 of the characters A-Z a-z 0-9 . _ -."
            )));
        }
        let (kind, hash, survey) = (token.kind, token.hash(), survey.map(str::to_owned));
        self.write(move |connection| {
            connection.execute(
                "INSERT INTO tokens (kind, survey, sha256, created_at) VALUES (?1, ?2, ?3, ?4)",
                params![kind.as_str(), survey, hash.0, now.to_string()],
            )?;
            Ok(connection.last_insert_rowid())
        })
    }

    /// Ends the token of this number; says whether there was such an active one.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the database fails.
    pub fn revoke_token(&self, id: i64, now: Timestamp) -> Result<bool, Error> {
        self.write(move |connection| {
            let changed = connection.execute(
                "UPDATE tokens SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL",
                params![id, now.to_string()],
            )?;
            Ok(changed > 0)
        })
    }

    /// Every token, revoked ones included, oldest first.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if the database fails.
    pub fn tokens(&self) -> Result<Vec<TokenRow>, Error> {
        self.read(|connection| {
            let mut statement = connection.prepare(
                "SELECT id, kind, survey, created_at, revoked_at FROM tokens ORDER BY id",
            )?;
            let rows = statement.query_map([], |row| {
                Ok(TokenRow {
                    id: row.get(0)?,
                    kind: row.get(1)?,
                    survey: row.get(2)?,
                    created_at: row.get(3)?,
                    revoked_at: row.get(4)?,
                })
            })?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
    }

    /// Checks a read token for `survey`.
    ///
    /// # Errors
    ///
    /// [`Error::Token`] if it is not an active read token, [`Error::TokenScope`] if it is for
    /// another survey, [`Error::Unavailable`] if the database fails.
    pub fn check_read_token(&self, token: &str, survey: &str) -> Result<(), Error> {
        let hash = TokenHash::of(token);
        self.read(|connection| {
            let mut statement = connection.prepare_cached(
                "SELECT sha256, survey FROM tokens WHERE kind = 'read' AND revoked_at IS NULL",
            )?;
            let mut rows = statement.query([])?;
            let mut verdict = Err(Error::Token);
            while let Some(row) = rows.next()? {
                let stored: Vec<u8> = row.get(0)?;
                let scope: Option<String> = row.get(1)?;
                if hash.matches(&stored) {
                    verdict = match scope {
                        Some(scope) if scope != survey => Err(Error::TokenScope),
                        _ => Ok(()),
                    };
                }
            }
            Ok(verdict)
        })?
    }
}

/// The active public keys. Read once per transaction, within which they cannot change.
pub(super) struct PublicKeys(Vec<(Option<String>, Vec<u8>)>);

impl PublicKeys {
    pub(super) fn read(connection: &Connection) -> rusqlite::Result<Self> {
        connection
            .prepare_cached(
                "SELECT survey, sha256 FROM tokens WHERE kind = ?1 AND revoked_at IS NULL",
            )?
            .query_map([TokenKind::Public.as_str()], |row| {
                Ok((row.get(0)?, row.get(1)?))
            })?
            .collect::<rusqlite::Result<_>>()
            .map(Self)
    }

    /// Whether `new` carries a key of its survey, or needs none: a survey that has any needs one
    /// of them.
    pub(super) fn open_to(&self, new: &Prepared) -> bool {
        let mut needed = new.key_needed;
        let mut opened = false;
        for (survey, stored) in &self.0 {
            if survey.as_ref().is_none_or(|survey| *survey == new.survey) {
                needed = true;
                opened |= new.key.is_some_and(|key| key.matches(stored));
            }
        }
        opened || !needed
    }
}
