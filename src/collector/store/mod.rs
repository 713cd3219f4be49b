//! What is kept, and the one boundary to the database.
//!
//! Writes go through one thread that commits whatever has arrived together in one transaction
//! ([`writer`]); reads have connections of their own and go on while writing fails. Nothing
//! outside this module knows that the database is SQLite: a PostgreSQL store takes the place of
//! [`Store`] behind the same methods.
//!
//! Two bodies of one id and revision are the same if the SHA-256 of their
//! [`Response::to_json`](crate::wire::Response::to_json) without the key is: spacing, the order
//! of fields and the key in use do not count, the order of properties and how a number is written
//! do.

mod accept;
mod import;
mod prepared;
mod read;
mod schema;
#[cfg(test)]
mod tests;
mod tokens;
mod writer;

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::Connection;
use tokio::sync::{mpsc, oneshot};

use crate::domain::time::Timestamp;
use crate::wire::Response;

use super::Error;
use super::metrics::Metrics;
use prepared::Prepared;
use writer::Job;

pub use import::Imported;
pub use read::{DayTally, StoredResponse};
pub use schema::DatabaseUrl;
pub use tokens::TokenRow;

/// How many posts may wait for the writer before the next is told to come back.
const QUEUE: usize = 1_024;
/// How many idle read connections are kept.
const IDLE_READERS: usize = 8;

/// A response to be stored, checked and hashed.
pub struct Submission(Prepared);

/// What became of a submission.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// A new response, or a new revision of one.
    Stored,
    /// Already stored, or superseded by a later revision that is.
    Repeated,
}

/// The responses and tokens of one database.
pub struct Store {
    path: PathBuf,
    jobs: Option<mpsc::Sender<Job>>,
    writer: Option<JoinHandle<()>>,
    readers: Mutex<Vec<Connection>>,
}

impl Submission {
    /// Prepares `response`; `key_needed` if only a valid public write key lets it in.
    ///
    /// # Errors
    ///
    /// [`Error::Import`] if `answered_at` is no date at all, which the wire's reader rules out.
    pub fn new(response: Response, key_needed: bool) -> Result<Self, Error> {
        Prepared::new(response, key_needed)
            .map(Self)
            .map_err(|problem| Error::Import { index: 0, problem })
    }
}

impl Store {
    /// Opens the database, creating it if it is not there.
    ///
    /// # Errors
    ///
    /// [`Error::Database`] or [`Error::NewerSchema`].
    pub fn open(url: &DatabaseUrl, metrics: Arc<Metrics>) -> Result<Self, Error> {
        let path = url.path().to_owned();
        let connection = schema::open(&path)?;
        let (jobs, queue) = mpsc::channel(QUEUE);
        let writer = std::thread::Builder::new()
            .name("writer".into())
            .spawn(move || writer::run(connection, queue, &metrics))
            .map_err(|error| schema::failed(&path, &error))?;
        Ok(Self {
            path,
            jobs: Some(jobs),
            writer: Some(writer),
            readers: Mutex::default(),
        })
    }

    /// As [`Store::open`], for commands to which a missing database is a mistake.
    ///
    /// # Errors
    ///
    /// As [`Store::open`], and [`Error::Database`] if there is no such file.
    pub fn open_existing(url: &DatabaseUrl) -> Result<Self, Error> {
        if let Err(error) = std::fs::metadata(url.path()) {
            return Err(schema::failed(url.path(), &error));
        }
        Self::open(url, Arc::default())
    }

    /// Reads the whole database once, so that a damaged one is known before anything is added to
    /// it. Every page has its form checked; a changed letter within a comment has no form to break.
    ///
    /// # Errors
    ///
    /// [`Error::Damaged`], or [`Error::Unavailable`] if the database cannot be read at all.
    pub fn check(&self) -> Result<(), Error> {
        self.read(|connection| schema::check(connection, &self.path))
    }

    /// Stores `batch`, all or nothing, and returns when it is durable.
    ///
    /// # Errors
    ///
    /// [`Error::Conflict`], [`Error::Closed`] or [`Error::Key`] for the first that is refused;
    /// [`Error::Unavailable`] if the database fails or too many are waiting.
    pub async fn submit(
        &self,
        batch: Vec<Submission>,
        now: Timestamp,
    ) -> Result<Vec<Outcome>, Error> {
        let (reply, answer) = oneshot::channel();
        let batch = batch.into_iter().map(|Submission(p)| p).collect();
        self.send(Job::Submit(writer::Submit { batch, now, reply }))?;
        answer.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Whether a transaction can be begun at the moment.
    ///
    /// # Errors
    ///
    /// [`Error::Unavailable`] if not.
    pub async fn ping(&self) -> Result<(), Error> {
        let (reply, answer) = oneshot::channel();
        self.send(Job::alone(reply, |_| Ok(())))?;
        answer.await.unwrap_or_else(|_| Err(stopped()))
    }

    /// Runs `work` on the writer thread in a transaction of its own; blocks until committed.
    fn write<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Error> {
        let (reply, answer) = std::sync::mpsc::sync_channel(1);
        self.send(Job::alone(reply, work))?;
        answer.recv().unwrap_or_else(|_| Err(stopped()))
    }

    /// Runs `work` on a read connection.
    fn read<T>(&self, work: impl FnOnce(&Connection) -> Result<T, Error>) -> Result<T, Error> {
        let idle = self.readers().pop();
        let connection = match idle {
            Some(connection) => connection,
            None => schema::open_reader(&self.path)?,
        };
        let result = work(&connection);
        // A connection that failed may hold a file that is no longer there.
        if result.is_ok() {
            let mut readers = self.readers();
            if readers.len() < IDLE_READERS {
                readers.push(connection);
            }
        }
        result
    }

    fn readers(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.readers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn send(&self, job: Job) -> Result<(), Error> {
        let jobs = self.jobs.as_ref().ok_or_else(stopped)?;
        jobs.try_send(job)
            .map_err(|error| Error::Unavailable(format!("the writer's queue: {error}")))
    }
}

impl Drop for Store {
    /// Lets the writer finish what it was given.
    fn drop(&mut self) {
        self.jobs = None;
        if let Some(writer) = self.writer.take() {
            let _ = writer.join();
        }
    }
}

fn stopped() -> Error {
    Error::Unavailable("the writer has stopped".into())
}
