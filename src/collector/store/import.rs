//! Rows from elsewhere.

use crate::collector::Error;
use crate::domain::time::Timestamp;
use crate::wire::Response;

use super::Store;
use super::accept::insert;
use super::prepared::Prepared;

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Rows that are new.
    pub inserted: u64,
    /// Rows whose id was there already; they were left as they are.
    pub already_there: u64,
}

impl Store {
    /// Imports `rows` in one transaction: all, or none on an error. A row whose id is already
    /// stored is left alone, so the same file imported twice is imported once. A row without a
    /// score is kept and counts as excluded. Blocks until durable.
    ///
    /// # Errors
    ///
    /// [`Error::Import`] for a row whose `answered_at` is no date, [`Error::Unavailable`] if the
    /// database fails.
    pub fn import(&self, rows: &[Response], now: Timestamp) -> Result<Imported, Error> {
        let rows = rows
            .iter()
            .enumerate()
            .map(|(index, row)| {
                Prepared::new(row.clone(), false)
                    .map_err(|problem| Error::Import { index, problem })
            })
            .collect::<Result<Vec<_>, _>>()?;
        self.write(move |connection| {
            let mut imported = Imported::default();
            for row in &rows {
                if insert(connection, row, now)? {
                    imported.inserted += 1;
                } else {
                    imported.already_there += 1;
                }
            }
            Ok(imported)
        })
    }
}
