//! The program under test, in a folder of its own, and bodies to send it.

use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, Instant};

use crate::client::{Answer, DEADLINE, Request};

/// A folder that goes when the test does.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new() -> Self {
        static COUNT: AtomicU32 = AtomicU32::new(0);
        let n = COUNT.fetch_add(1, Ordering::Relaxed);
        let path = std::env::temp_dir().join(format!("zeroten-test-{}-{n}", std::process::id()));
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }

    pub(crate) fn database(&self) -> PathBuf {
        self.0.join("zeroten.db")
    }

    pub(crate) fn database_url(&self) -> String {
        format!("sqlite:{}", self.database().display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A running `zeroten serve`, killed when dropped.
pub(crate) struct Collector {
    child: Child,
    pub(crate) address: SocketAddr,
    /// The token that a first start shows.
    pub(crate) token: Option<String>,
}

impl Collector {
    pub(crate) fn start(folder: &Folder, more: &[&str]) -> Self {
        Self::try_start(folder, more).expect("it ended without listening")
    }

    /// `None` if it ends without listening.
    pub(crate) fn try_start(folder: &Folder, more: &[&str]) -> Option<Self> {
        let mut child = zeroten()
            .args([
                "serve",
                "--listen",
                "127.0.0.1:0",
                "--database",
                &folder.database_url(),
            ])
            .args(more)
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut token = None;
        for line in BufReader::new(child.stdout.take().unwrap()).lines() {
            let line = line.unwrap();
            if let Some((_, shown)) = line.split_once("read token, shown only now: ") {
                token = Some(shown.to_owned());
            }
            if let Some(address) = line.strip_prefix("listening on http://") {
                return Some(Self {
                    child,
                    address: address.parse().unwrap(),
                    token,
                });
            }
        }
        child.wait().unwrap();
        None
    }

    pub(crate) fn token(&self) -> &str {
        self.token.as_deref().expect("a first start")
    }

    pub(crate) fn post(&self, body: &str) -> Answer {
        Request::post(body).send(self.address)
    }

    pub(crate) fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
    }

    pub(crate) fn process(&self) -> u32 {
        self.child.id()
    }

    /// Whether a debugger or tracer is attached to all of its threads.
    pub(crate) fn is_traced(&self) -> bool {
        let threads = std::fs::read_dir(format!("/proc/{}/task", self.process())).unwrap();
        threads.flatten().all(|thread| {
            let status = std::fs::read_to_string(thread.path().join("status")).unwrap_or_default();
            status
                .lines()
                .any(|line| line.starts_with("TracerPid:") && !line.ends_with("\t0"))
        })
    }

    /// One of the counters of `/metrics`.
    pub(crate) fn counter(&self, name: &str) -> u64 {
        let metrics = Request::get("/metrics").send(self.address);
        metrics
            .text()
            .lines()
            .find_map(|line| line.strip_prefix(&format!("zeroten_{name}_total ")))
            .unwrap()
            .parse()
            .unwrap()
    }

    /// The daily tallies of `shop`, as someone with a token reads them.
    pub(crate) fn tallies(&self) -> Answer {
        Request::get("/v1/surveys/shop/tallies")
            .bearer(self.token())
            .send(self.address)
    }

    /// How it ended, within `limit`.
    pub(crate) fn wait(&mut self, limit: Duration) -> ExitStatus {
        let begun = Instant::now();
        loop {
            if let Some(status) = self.child.try_wait().unwrap() {
                return status;
            }
            assert!(begun.elapsed() < limit, "it has not ended in {limit:?}");
            std::thread::sleep(Duration::from_millis(20));
        }
    }

    pub(crate) fn stop(mut self) {
        self.signal("-TERM");
        assert!(self.wait(DEADLINE).success());
    }
}

impl Drop for Collector {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The program, without whatever the environment would configure.
pub(crate) fn zeroten() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zeroten"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("ZEROTEN_") {
            command.env_remove(name);
        }
    }
    command
}

/// Runs the program to its end.
pub(crate) fn run(arguments: &[&str]) -> Output {
    zeroten().args(arguments).output().unwrap()
}

/// The id numbered `n`.
pub(crate) fn id(n: u32) -> String {
    format!("f81d4fae-7dec-4d0a-a765-0000{n:08x}")
}

/// A response of the survey `shop`, with more fields as JSON text (`,"comment":"x"`).
pub(crate) fn response(n: u32, rev: u32, score: u8, more: &str) -> String {
    format!(
        r#"{{"v":1,"id":"{}","rev":{rev},"survey":"shop","score":{score},"answered_at":"2026-11-23T10:15:00Z"{more}}}"#,
        id(n)
    )
}

/// Every row's id, revision and score, by id.
pub(crate) fn rows(folder: &Folder) -> Vec<(String, u32, Option<u8>)> {
    let database = rusqlite::Connection::open(folder.database()).unwrap();
    let mut statement = database
        .prepare("SELECT id, rev, score FROM responses ORDER BY id")
        .unwrap();
    statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap()
}

/// Says why the test ends here without having tested anything. Not by `eprintln!`, which the test
/// harness shows for failed tests only.
pub(crate) fn skip(reason: &str) {
    use std::io::Write;
    let thread = std::thread::current();
    let test = thread.name().unwrap_or("a test");
    let _ = writeln!(std::io::stderr(), "skipped: {test}: {reason}");
}
