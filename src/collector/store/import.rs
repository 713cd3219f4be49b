//! Rows from elsewhere.

use crate::collector::Error;
use crate::domain::time::Timestamp;
use crate::wire::Response;

use super::Store;
use super::accept::insert;
use super::prepared::Prepared;

/// Rows to a transaction: a collector on the same database waits a bounded time for its turn.
const ROWS_AT_ONCE: usize = 2_000;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows that are new.
    pub inserted: u64,
    /// Rows whose id was there already; they were left as they are.
    pub already_there: u64,
}

impl Store {
    /// Imports `rows`, some thousands to a transaction. A row whose id is already stored is left
    /// alone, so the same file imported twice is imported once, also where the database failed
    /// halfway. A row without a score is kept and counts as excluded. Blocks until durable.
    ///
    /// # Errors
    ///
    /// [`Error::Import`] for a row whose `answered_at` is no date, in which case nothing is
    /// imported; [`Error::Unavailable`] if the database fails.
    pub fn import(&self, rows: &[Response], now: Timestamp) -> Result<Imported, Error> {
        let rows = rows
            .iter()
            .enumerate()
            .map(|(index, row)| {
                Prepared::new(row.clone(), false)
                    .map_err(|problem| Error::Import { index, problem })
            })
            .collect::<Result<Vec<_>, _>>()?;
        let mut imported = Imported::default();
        let mut rows = rows.into_iter();
        loop {
            let chunk: Vec<_> = rows.by_ref().take(ROWS_AT_ONCE).collect();
            if chunk.is_empty() {
                return Ok(imported);
            }
            imported = self.write(move |connection| {
                for row in &chunk {
                    if insert(connection, row, now)? {
                        imported.inserted += 1;
                    } else {
                        imported.already_there += 1;
                    }
                }
                Ok(imported)
            })?;
        }
    }
}
