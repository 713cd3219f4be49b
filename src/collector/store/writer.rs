//! The one thread that writes: group commit.
//!
//! While one transaction is being synced to disk, further posts queue up; the next transaction
//! takes them all. So one sync serves many acknowledgements, and none is given before its sync.

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use crate::collector::Error;
use crate::collector::metrics::Metrics;
use crate::domain::time::Timestamp;

use super::Outcome;
use super::accept::accept;
use super::prepared::Prepared;
use super::tokens::PublicKeys;

/// The most posts in one transaction, so that its first waits a bounded time.
const GROUP: usize = 512;

pub(super) enum Job {
    Submit(Submit),
    /// Work that has a transaction to itself.
    Alone(Box<dyn FnOnce(&mut Connection) + Send>),
}

pub(super) struct Submit {
    pub(super) batch: Vec<Prepared>,
    pub(super) now: Timestamp,
    pub(super) reply: oneshot::Sender<Verdict>,
}

type Verdict = Result<Vec<Outcome>, Error>;

/// Where the result of lone work goes.
pub(super) trait Reply<T>: Send + 'static {
    fn send(self, result: Result<T, Error>);
}

impl<T: Send + 'static> Reply<T> for oneshot::Sender<Result<T, Error>> {
    fn send(self, result: Result<T, Error>) {
        // Whoever asked may have gone; the work is done all the same.
        let _ = Self::send(self, result);
    }
}

impl<T: Send + 'static> Reply<T> for std::sync::mpsc::SyncSender<Result<T, Error>> {
    fn send(self, result: Result<T, Error>) {
        let _ = Self::send(&self, result);
    }
}

impl Job {
    pub(super) fn alone<T: Send + 'static>(
        reply: impl Reply<T>,
        work: impl FnOnce(&Connection) -> Result<T, Error> + Send + 'static,
    ) -> Self {
        Self::Alone(Box::new(move |connection| {
            let result = begin(connection).and_then(|transaction| {
                let value = work(&transaction)?;
                transaction.commit()?;
                Ok(value)
            });
            reply.send(result);
        }))
    }
}

/// Runs until every sender is gone and the queue is empty.
pub(super) fn run(mut connection: Connection, mut queue: mpsc::Receiver<Job>, metrics: &Metrics) {
    while let Some(first) = queue.blocking_recv() {
        let mut next = Some(first);
        let mut group = Vec::new();
        let mut alone = None;
        while let Some(job) = next {
            match job {
                Job::Submit(submit) => group.push(submit),
                Job::Alone(work) => {
                    alone = Some(work);
                    break;
                }
            }
            next = (group.len() < GROUP)
                .then(|| queue.try_recv().ok())
                .flatten();
        }
        if !group.is_empty() {
            commit(&mut connection, group, metrics);
        }
        if let Some(work) = alone {
            work(&mut connection);
        }
    }
    // Leaves one tidy file behind; the WAL would be recovered at the next start anyway.
    let _ = connection.close();
}

fn commit(connection: &mut Connection, group: Vec<Submit>, metrics: &Metrics) {
    let verdicts = begin(connection).and_then(|transaction| {
        let keys = PublicKeys::read(&transaction)?;
        let verdicts = group
            .iter()
            .map(|submit| all_or_nothing(&transaction, &keys, submit))
            .collect::<rusqlite::Result<Vec<_>>>()?;
        transaction.commit()?;
        Ok(verdicts)
    });
    match verdicts {
        Ok(verdicts) => {
            metrics.commits.add(1);
            for (submit, verdict) in group.into_iter().zip(verdicts) {
                if let Ok(outcomes) = &verdict {
                    let stored = outcomes.iter().filter(|o| **o == Outcome::Stored).count();
                    metrics.stored.add(stored as u64);
                    metrics.repeated.add((outcomes.len() - stored) as u64);
                }
                let _ = submit.reply.send(verdict);
            }
        }
        Err(error) => {
            for submit in group {
                let _ = submit.reply.send(Err(error.clone()));
            }
        }
    }
}

fn all_or_nothing(
    connection: &Connection,
    keys: &PublicKeys,
    submit: &Submit,
) -> rusqlite::Result<Verdict> {
    let run = || -> rusqlite::Result<Verdict> {
        let mut outcomes = Vec::with_capacity(submit.batch.len());
        for new in &submit.batch {
            match accept(connection, keys, new, submit.now)? {
                Ok(outcome) => outcomes.push(outcome),
                Err(error) => return Ok(Err(error)),
            }
        }
        Ok(Ok(outcomes))
    };
    // One response writes nothing before it is accepted, so only a batch needs the way back.
    if submit.batch.len() < 2 {
        return run();
    }
    connection.execute_batch("SAVEPOINT batch")?;
    let verdict = run()?;
    connection.execute_batch(if verdict.is_ok() {
        "RELEASE batch"
    } else {
        "ROLLBACK TO batch; RELEASE batch"
    })?;
    Ok(verdict)
}

fn begin(connection: &mut Connection) -> Result<rusqlite::Transaction<'_>, Error> {
    // A rollback that itself failed would leave every later transaction refused.
    if !connection.is_autocommit() {
        connection.execute_batch("ROLLBACK")?;
    }
    Ok(connection.transaction_with_behavior(TransactionBehavior::Immediate)?)
}
