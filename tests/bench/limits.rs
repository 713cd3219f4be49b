//! The first limit: what the disk allows, without HTTP.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

use rusqlite::{Connection, params};
use zeroten::collector::store::{DatabaseUrl, Store};

use crate::latency::Figures;
use crate::load::{COMMENT, body, id};
use crate::server::database;

/// Rows per second that bare SQLite commits in groups of `group`: the collector's tables, indexes
/// and settings, a row of the same size, one prepared insert, nothing else. This is the limit
/// that the collector is held to, since its durability is promised by this file format.
pub(crate) fn sqlite(folder: &Path, group: u64, time: Duration, seed: u64) -> Figures {
    let path = database(folder);
    let url: DatabaseUrl = format!("sqlite:{}", path.display()).parse().unwrap();
    drop(Store::open(&url, Default::default()).unwrap());
    let connection = Connection::open(&path).unwrap();
    // The journal mode is kept in the file; this is not.
    connection
        .pragma_update(None, "synchronous", "FULL")
        .unwrap();
    let mut insert = connection
        .prepare(
            "INSERT INTO responses (id, rev, survey, score, comment, reasons, answered_at,
                answered_on, received_at, received_ms, lang, \"trigger\", properties, body_sha256)
             VALUES (?1, 1, 'post-purchase', ?2, ?3, '[\"delivery\",\"support\"]',
                '2026-11-23T10:15:00Z', '2026-11-23', '2026-11-23T10:15:01.123Z', 1795428901123,
                'en', 'event:purchase', '{\"plan\":\"pro\",\"total\":129.50}', ?4)",
        )
        .unwrap();
    groups(group, time, |numbers| {
        connection.execute_batch("BEGIN IMMEDIATE").unwrap();
        for n in numbers {
            insert
                .execute(params![id(seed, n), (n % 11) as u8, COMMENT, [n as u8; 32]])
                .unwrap();
        }
        connection.execute_batch("COMMIT").unwrap();
    })
}

/// The same with a plain file: each group's bodies appended, then synced. Shown beside, to tell
/// what the disk costs from what SQLite does.
pub(crate) fn append(folder: &Path, group: u64, time: Duration, seed: u64) -> Figures {
    let mut file = OpenOptions::new()
        .create(true)
        .append(true)
        .open(folder.join("append"))
        .unwrap();
    groups(group, time, |numbers| {
        let lines: String = numbers.map(|n| body(&id(seed, n), n % 11) + "\n").collect();
        file.write_all(lines.as_bytes()).unwrap();
        file.sync_data().unwrap();
    })
}

fn groups(size: u64, time: Duration, mut commit: impl FnMut(std::ops::Range<u64>)) -> Figures {
    let begun = Instant::now();
    let mut times = Vec::new();
    let mut next = 0;
    while begun.elapsed() < time {
        let from = Instant::now();
        commit(next..next + size);
        times.push(from.elapsed());
        next += size;
    }
    Figures::new(next as usize, begun.elapsed(), times)
}
