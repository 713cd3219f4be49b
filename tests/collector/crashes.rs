//! Ends, in order and not.

use std::collections::HashSet;
use std::io::{ErrorKind, Write};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::client::Request;
use crate::program::{Collector, Folder, id, response, rows};

/// Posts from several clients at once until the collector is gone; returns the numbers of the
/// responses it acknowledged. `end` runs once `after` of them are.
fn under_load(collector: &Collector, first: u32, after: u32, end: impl FnOnce()) -> HashSet<u32> {
    let next = AtomicU32::new(first);
    let acknowledged = AtomicU32::new(0);
    std::thread::scope(|scope| {
        let clients: Vec<_> = (0..8)
            .map(|_| {
                scope.spawn(|| {
                    let mut mine = HashSet::new();
                    loop {
                        let n = next.fetch_add(1, Ordering::Relaxed);
                        match Request::post(response(n, 1, 9, "")).try_send(collector.address) {
                            Ok(answer) => {
                                assert_eq!(answer.status, 201, "{}", answer.text());
                                mine.insert(n);
                                acknowledged.fetch_add(1, Ordering::Relaxed);
                            }
                            Err(error) if error.kind() == ErrorKind::WouldBlock => {
                                panic!("no answer and no end")
                            }
                            Err(_) => return mine,
                        }
                    }
                })
            })
            .collect();
        while acknowledged.load(Ordering::Relaxed) < after {
            std::thread::sleep(Duration::from_millis(1));
        }
        end();
        clients
            .into_iter()
            .flat_map(|c| c.join().unwrap())
            .collect()
    })
}

fn stored(folder: &Folder) -> HashSet<String> {
    rows(folder).into_iter().map(|(id, ..)| id).collect()
}

#[test]
fn sigterm_under_load_ends_cleanly_and_keeps_what_was_acknowledged() {
    for signal in ["-TERM", "-INT"] {
        let folder = Folder::new();
        let mut collector = Collector::start(&folder, &[]);
        // An idle connection must not hold up the end.
        let _idle = crate::client::connect(collector.address).unwrap();
        let acknowledged = under_load(&collector, 1, 200, || collector.signal(signal));
        assert_eq!(collector.wait(Duration::from_secs(10)).code(), Some(0));
        let stored = stored(&folder);
        assert!(acknowledged.iter().all(|n| stored.contains(&id(*n))));
    }
}

#[test]
fn neither_a_stalled_client_nor_a_locked_database_holds_up_the_end() {
    let folder = Folder::new();
    let mut collector = Collector::start(&folder, &[]);
    let _stalled: Vec<_> = (0..20)
        .map(|_| {
            let mut stream = crate::client::connect(collector.address).unwrap();
            let head = "POST /v1/responses HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{";
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    let other = rusqlite::Connection::open(folder.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let signalled = std::thread::scope(|scope| {
        let posts: Vec<_> = (0..8)
            .map(|n| {
                let collector = &collector;
                scope
                    .spawn(move || Request::post(response(n, 1, 9, "")).try_send(collector.address))
            })
            .collect();
        std::thread::sleep(Duration::from_millis(200));
        let signalled = Instant::now();
        collector.signal("-TERM");
        for post in posts {
            if let Ok(answer) = post.join().unwrap() {
                answer.problem(503);
            }
        }
        signalled
    });
    let left = Duration::from_secs(10).saturating_sub(signalled.elapsed());
    assert_eq!(collector.wait(left).code(), Some(0));
    assert_eq!(rows(&folder), []);
}

#[test]
fn sigkill_under_load_loses_nothing_acknowledged() {
    let folder = Folder::new();
    let mut acknowledged = HashSet::new();
    for round in 0..5 {
        let collector = Collector::start(&folder, &[]);
        let new = under_load(&collector, round * 1_000_000, 100, || {
            collector.signal("-KILL")
        });
        acknowledged.extend(new);
    }
    let collector = Collector::start(&folder, &[]);
    let stored = stored(&folder);
    assert!(acknowledged.len() >= 500);
    let lost = acknowledged
        .iter()
        .filter(|n| !stored.contains(&id(**n)))
        .count();
    assert_eq!(lost, 0, "of {}", acknowledged.len());
    assert_eq!(collector.post(&response(9_999_999, 1, 9, "")).status, 201);
    let database = rusqlite::Connection::open(folder.database()).unwrap();
    let verdict: String = database
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    assert_eq!(verdict, "ok");
}

#[test]
fn a_torn_log_is_read_up_to_its_last_whole_commit() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    for n in 1..=20 {
        assert_eq!(collector.post(&response(n, 1, 9, "")).status, 201);
    }
    collector.signal("-KILL");
    drop(collector);
    let log = folder.path().join("zeroten.db-wal");
    let length = std::fs::metadata(&log).unwrap().len();
    let file = std::fs::OpenOptions::new().write(true).open(&log).unwrap();
    file.set_len(length - 1_000).unwrap();
    let collector = Collector::start(&folder, &[]);
    let expected: Vec<_> = (1..=19).map(|n| (id(n), 1, Some(9))).collect();
    assert_eq!(rows(&folder), expected);
    assert_eq!(collector.post(&response(20, 1, 9, "")).status, 201);
}
