//! The tables, their versions, and how connections are opened.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;

use rusqlite::{Connection, OpenFlags};

use crate::collector::Error;

/// How long a statement waits for another process's lock before it fails.
const BUSY_TIMEOUT: Duration = Duration::from_secs(3);

/// What every SQLite file begins with.
const MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// One step per version; `user_version` counts those taken.
const MIGRATIONS: [&str; 2] = [
    "
    -- One row per response, holding its highest revision. `seq` keeps the order of arrival.
    CREATE TABLE responses (
        seq INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        rev INTEGER NOT NULL CHECK (rev >= 1),
        survey TEXT NOT NULL,
        score INTEGER CHECK (score BETWEEN 0 AND 10),
        comment TEXT,
        reasons TEXT,
        contact_email TEXT,
        answered_at TEXT NOT NULL,
        answered_on TEXT NOT NULL,
        received_at TEXT NOT NULL,
        received_ms INTEGER NOT NULL,
        lang TEXT,
        \"trigger\" TEXT,
        path TEXT,
        respondent TEXT,
        properties TEXT,
        body_sha256 BLOB NOT NULL
    ) STRICT;
    CREATE INDEX responses_by_survey ON responses (survey, seq);
    CREATE INDEX responses_by_day ON responses (survey, answered_on, score);

    -- The bodies of lower revisions, so that a repeated one is told from a changed one.
    CREATE TABLE superseded (
        id TEXT NOT NULL REFERENCES responses (id) ON DELETE CASCADE,
        rev INTEGER NOT NULL,
        body_sha256 BLOB NOT NULL,
        PRIMARY KEY (id, rev)
    ) STRICT, WITHOUT ROWID;

    CREATE TABLE tokens (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('read', 'public')),
        survey TEXT,
        sha256 BLOB NOT NULL UNIQUE,
        created_at TEXT NOT NULL,
        revoked_at TEXT
    ) STRICT;
",
    "
    -- Answers used to be on the recommendation scale only.
    ALTER TABLE responses ADD COLUMN scale TEXT NOT NULL DEFAULT 'nps';
",
];

/// Where the database is: `sqlite:PATH`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseUrl(PathBuf);

impl DatabaseUrl {
    pub(super) fn path(&self) -> &Path {
        &self.0
    }
}

impl FromStr for DatabaseUrl {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self, Error> {
        if text.starts_with("postgres:") || text.starts_with("postgresql:") {
            return Err(Error::DatabaseUrl(
                "PostgreSQL is not built in yet; use --database sqlite:PATH.".into(),
            ));
        }
        let path = text
            .strip_prefix("sqlite:")
            .map(|path| path.strip_prefix("//").unwrap_or(path));
        match path {
            Some(path) if !path.is_empty() && path != ":memory:" => Ok(Self(path.into())),
            _ => Err(Error::DatabaseUrl(
                "The database must be given as sqlite:PATH, for example sqlite:zeroten.db.".into(),
            )),
        }
    }
}

/// Opens the writer's connection and brings the tables up to date.
pub(super) fn open(path: &Path) -> Result<Connection, Error> {
    let newer = |found| Error::NewerSchema {
        path: path.display().to_string(),
        found,
    };
    if is_cut(path).map_err(|error| failed(path, &error))? {
        return Err(damaged(path, "its last page is cut off"));
    }
    let opened = || -> rusqlite::Result<Result<Connection, i64>> {
        let mut connection = Connection::open(path)?;
        connection.busy_timeout(BUSY_TIMEOUT)?;
        connection.pragma_update(None, "journal_mode", "WAL")?;
        // NORMAL may roll back acknowledged rows on power loss; FULL syncs the WAL at each commit.
        connection.pragma_update(None, "synchronous", "FULL")?;
        connection.pragma_update(None, "foreign_keys", true)?;
        let transaction =
            connection.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
        let version: i64 = transaction.pragma_query_value(None, "user_version", |r| r.get(0))?;
        let taken = usize::try_from(version).unwrap_or(usize::MAX);
        if taken > MIGRATIONS.len() {
            return Ok(Err(version));
        }
        for step in MIGRATIONS.iter().skip(taken) {
            transaction.execute_batch(step)?;
        }
        transaction.pragma_update(None, "user_version", MIGRATIONS.len() as i64)?;
        transaction.commit()?;
        Ok(Ok(connection))
    };
    opened()
        .map_err(|error| failed(path, &error))?
        .map_err(newer)
}

/// Whether the file ends within a page, which SQLite would take for one that ends in zeros. With
/// a log beside it, that is a crash while the log was copied, and the log has the page.
fn is_cut(path: &Path) -> io::Result<bool> {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    if fs::metadata(log).is_ok_and(|log| log.len() > 0) {
        return Ok(false);
    }
    let mut file = match fs::File::open(path) {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(false),
        Err(error) => return Err(error),
    };
    let mut begin = [0; MAGIC.len()];
    // What is no database at all is for SQLite to say.
    let is_database = file.read_exact(&mut begin).is_ok() && &begin == MAGIC;
    // Page sizes are powers of two from 512 up.
    Ok(is_database && file.metadata()?.len() % 512 != 0)
}

/// Reads every page once and looks for what SQLite did not write.
pub(super) fn check(connection: &Connection, path: &Path) -> Result<(), Error> {
    let verdict: String = connection
        .query_row("PRAGMA quick_check(1)", [], |row| row.get(0))
        .map_err(|error| damaged(path, &error.to_string()))?;
    if verdict == "ok" {
        Ok(())
    } else {
        Err(damaged(path, &verdict))
    }
}

fn damaged(path: &Path, cause: &str) -> Error {
    Error::Damaged {
        path: path.display().to_string(),
        // One sentence, whatever SQLite's report looks like.
        cause: cause.split_whitespace().collect::<Vec<_>>().join(" "),
    }
}

/// Opens a connection that cannot change anything.
pub(super) fn open_reader(path: &Path) -> Result<Connection, Error> {
    // Not read-only in the file system's sense: the first reader after a crash recovers the WAL.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.pragma_update(None, "query_only", true)?;
    Ok(connection)
}

pub(super) fn failed(path: &Path, error: &dyn core::error::Error) -> Error {
    Error::Database {
        path: path.display().to_string(),
        cause: error.to_string(),
    }
}
