//! Acknowledged means synced: seen in the system calls, since no test can cut the power.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::client::DEADLINE;
use crate::program::{Collector, Folder, id, response, rows, skip};

/// A running `strace` of every thread of a collector; it detaches when ended.
struct Trace(Child);

impl Trace {
    /// `None`, with the reason printed, where system calls cannot be traced.
    fn attach(collector: &Collector, output: &Path, more: &[&str]) -> Option<Self> {
        if let Err(reason) = strace_works() {
            skip(&reason);
            return None;
        }
        let child = Command::new("strace")
            .args(["-f", "-y", "-s", "5000", "-o"])
            .arg(output)
            .args(more)
            .args(["-p", &collector.process().to_string()])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        // It is attached once the collector says who traces it.
        let begun = Instant::now();
        while !collector.is_traced() {
            assert!(begun.elapsed() < DEADLINE, "strace did not attach");
            std::thread::sleep(Duration::from_millis(10));
        }
        Some(Self(child))
    }

    fn end(mut self) {
        let id = self.0.id().to_string();
        let interrupted = Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert!(interrupted.success());
        self.0.wait().unwrap();
    }
}

/// Whether a program can be traced here; installs strace first where that is possible.
fn strace_works() -> Result<(), String> {
    let works = || {
        let tried = Command::new("strace")
            .args(["-f", "-o", "/dev/null", "true"])
            .stderr(Stdio::piped())
            .output();
        match tried {
            Ok(output) if output.status.success() => Ok(()),
            Ok(output) => Err(String::from_utf8_lossy(&output.stderr).trim().to_owned()),
            Err(error) => Err(format!("strace cannot be run ({error})")),
        }
    };
    works().or_else(|_| {
        // Without the rights or without apt this fails, and the reason below is printed.
        let _ = Command::new("apt-get")
            .args(["install", "-qy", "strace"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        works()
    })
}

/// One thing the traced collector did, in order.
#[derive(Debug)]
enum Event<'a> {
    /// Read a request that names these responses.
    Asked(HashSet<String>),
    /// Wrote a page of the log: the line of the trace, which shows all of the page.
    Written(&'a str),
    /// Began to sync the log.
    SyncBegun,
    /// Ended that; `false` if it failed.
    SyncEnded(bool),
    /// Began to write an acknowledgement of this response.
    Acknowledged(String),
}

/// How far a response has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stage {
    Asked,
    Written,
    Syncing,
    Synced,
}

impl Stage {
    fn follows(&mut self, before: Self, after: Self) {
        if *self == before {
            *self = after;
        }
    }
}

/// strace writes a call that is interrupted by another thread's as two lines: it begins in
/// `name(... <unfinished ...>` and ends in `<... name resumed>...`.
fn events(trace: &str) -> Vec<Event<'_>> {
    let mut syncing = HashMap::new();
    let mut events = Vec::new();
    for line in trace.lines() {
        let Some((thread, call)) = line.split_once(char::is_whitespace) else {
            continue;
        };
        let call = call.trim_start();
        let is = |names: &[&str]| {
            let name = call.strip_prefix("<... ").unwrap_or(call);
            names.iter().any(|n| {
                name.strip_prefix(n)
                    .is_some_and(|rest| rest.starts_with('(') || rest.starts_with(' '))
            })
        };
        let begins = !call.starts_with("<... ");
        let ends = !call.ends_with("<unfinished ...>");
        if is(&["fsync", "fdatasync"]) {
            if begins && call.contains(".db-wal>") {
                syncing.insert(thread, ());
                events.push(Event::SyncBegun);
            }
            if ends && syncing.remove(thread).is_some() {
                events.push(Event::SyncEnded(call.trim_end().ends_with("= 0")));
            }
        } else if is(&["pwrite64"]) && call.contains(".db-wal>") {
            events.push(Event::Written(call));
        } else if is(&["recvfrom", "read", "readv", "recvmsg"]) && ends {
            events.push(Event::Asked(ids(call).collect()));
        } else if is(&["sendto", "write", "writev", "sendmsg"])
            && begins
            && call.contains("HTTP/1.1 201")
        {
            events.extend(ids(call).map(Event::Acknowledged));
        }
    }
    events
}

/// The ids of responses in a line of the trace, which shows quotes with a backslash.
fn ids(line: &str) -> impl Iterator<Item = String> {
    line.split(r#"\"id\":\""#)
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('\\')?.0.to_owned()))
}

#[test]
fn no_acknowledgement_is_written_before_its_sync() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let output = folder.path().join("trace");
    let calls =
        "trace=fsync,fdatasync,pwrite64,read,readv,recvfrom,recvmsg,write,writev,sendto,sendmsg";
    let Some(trace) = Trace::attach(&collector, &output, &["-e", calls]) else {
        return;
    };
    const CLIENTS: u32 = 8;
    const EACH: u32 = 10;
    std::thread::scope(|scope| {
        for client in 0..CLIENTS {
            let collector = &collector;
            scope.spawn(move || {
                for n in 0..EACH {
                    let answer = collector.post(&response(client * 100 + n, 1, 9, ""));
                    assert_eq!(answer.status, 201);
                }
            });
        }
    });
    trace.end();
    let trace = std::fs::read_to_string(&output).unwrap();
    let mut stages = HashMap::<String, Stage>::new();
    let (mut acknowledged, mut syncs) = (0, 0);
    for event in events(&trace) {
        match event {
            Event::Asked(ids) => stages.extend(ids.into_iter().map(|id| (id, Stage::Asked))),
            Event::Written(page) => {
                for (id, stage) in &mut stages {
                    if page.contains(id.as_str()) {
                        stage.follows(Stage::Asked, Stage::Written);
                    }
                }
            }
            Event::SyncBegun => {
                for stage in stages.values_mut() {
                    stage.follows(Stage::Written, Stage::Syncing);
                }
            }
            Event::SyncEnded(done) => {
                syncs += 1;
                assert!(done, "a sync failed:\n{trace}");
                for stage in stages.values_mut() {
                    stage.follows(Stage::Syncing, Stage::Synced);
                }
            }
            Event::Acknowledged(id) => {
                acknowledged += 1;
                assert_eq!(stages.get(&id), Some(&Stage::Synced), "{id}:\n{trace}");
            }
        }
    }
    assert_eq!(acknowledged, CLIENTS * EACH, "{trace}");
    let commits = collector.counter("commits");
    assert!(
        syncs >= commits,
        "{syncs} syncs for {commits} commits:\n{trace}"
    );
}

#[test]
fn a_failed_sync_is_a_503_and_the_response_can_come_again() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    assert_eq!(collector.post(&response(1, 1, 9, "")).status, 201);
    let fail = [
        "-e",
        "trace=fsync,fdatasync",
        "-e",
        "inject=fsync,fdatasync:error=EIO",
    ];
    let output = folder.path().join("trace");
    let Some(trace) = Trace::attach(&collector, &output, &fail) else {
        return;
    };
    for n in 2..5 {
        let answer = collector.post(&response(n, 1, 9, ""));
        answer.problem(503);
        assert!(answer.header("retry-after").is_some());
    }
    assert_eq!(collector.tallies().status, 200);
    trace.end();
    for n in 2..5 {
        let status = collector.post(&response(n, 1, 9, "")).status;
        assert!([200, 201].contains(&status), "{status}");
    }
    collector.signal("-KILL");
    drop(collector);
    let _collector = Collector::start(&folder, &[]);
    let expected: Vec<_> = (1..5).map(|n| (id(n), 1, Some(9))).collect();
    assert_eq!(rows(&folder), expected);
}
