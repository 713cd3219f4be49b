//! Disks that are full, read-only or damaged.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::client::{DEADLINE, Request};
use crate::program::{Collector, Folder, id, response, rows, skip, zeroten};

/// Runs a program of the system; says what it said if it fails.
fn system(program: &str, arguments: &[&str]) -> Result<(), String> {
    let output = Command::new(program)
        .args(arguments)
        .output()
        .map_err(|error| format!("{program} cannot be run ({error})"))?;
    if output.status.success() {
        return Ok(());
    }
    let error = String::from_utf8_lossy(&output.stderr);
    Err(format!("{program}: {}", error.trim()))
}

/// A file system in memory, unmounted when dropped.
struct Mount(PathBuf);

impl Mount {
    fn tmpfs(at: &Path, size: &str) -> Result<Self, String> {
        let options = format!("size={size}");
        let at_text = at.to_str().unwrap();
        system("mount", &["-t", "tmpfs", "-o", &options, "tmpfs", at_text])?;
        Ok(Self(at.to_owned()))
    }
}

impl Drop for Mount {
    fn drop(&mut self) {
        // Lazily: a collector that a failed test left behind may still have files open.
        let _ = Command::new("umount").arg("-l").arg(&self.0).status();
    }
}

fn export(collector: &Collector) -> crate::client::Answer {
    Request::get("/v1/surveys/shop/responses")
        .bearer(collector.token())
        .send(collector.address)
}

/// A response with a comment, so that a small disk is soon full.
fn long(n: u32) -> String {
    response(n, 1, 9, &format!(r#","comment":"{}""#, "x".repeat(3_000)))
}

#[test]
fn a_full_disk_is_a_503_reads_go_on_and_space_ends_it() {
    let folder = Folder::new();
    let mount = match Mount::tmpfs(folder.path(), "2m") {
        Ok(mount) => mount,
        Err(reason) => {
            // The error without the disk: `a_full_disk_stores_nothing_more_...` in the store.
            return skip(&reason);
        }
    };
    let ballast = folder.path().join("ballast");
    std::fs::write(&ballast, vec![0; 1024 * 1024]).unwrap();
    let collector = Collector::start(&folder, &[]);
    let mut acknowledged = Vec::new();
    let mut refused = 0;
    for n in 1..1_000 {
        let answer = collector.post(&long(n));
        if answer.status == 201 {
            acknowledged.push((id(n), 1, Some(9)));
        } else {
            let problem = answer.problem(503);
            assert!(answer.header("retry-after").is_some());
            assert!(!problem.to_string().contains("full"), "no internals");
            refused += 1;
            if refused == 20 {
                break;
            }
        }
    }
    assert!(refused == 20 && acknowledged.len() > 20, "{refused}");
    let all = |collector: &Collector| export(collector).text().matches("\r\n").count() - 1;
    assert_eq!(all(&collector), acknowledged.len());
    assert_eq!(collector.tallies().status, 200);
    Request::get("/healthz").send(collector.address);

    std::fs::remove_file(ballast).unwrap();
    for n in 2_000..2_020 {
        assert_eq!(collector.post(&long(n)).status, 201);
        acknowledged.push((id(n), 1, Some(9)));
    }
    collector.signal("-KILL");
    drop(collector);
    // A start checks every page.
    let collector = Collector::start(&folder, &[]);
    assert_eq!(rows(&folder), acknowledged);
    drop((collector, mount));
}

/// A file that its owner cannot write either; writable again when dropped.
struct Immutable(PathBuf);

impl Immutable {
    fn new(path: PathBuf) -> Result<Self, String> {
        system("chattr", &["+i", path.to_str().unwrap()])?;
        Ok(Self(path))
    }
}

impl Drop for Immutable {
    fn drop(&mut self) {
        let _ = Command::new("chattr").arg("-i").arg(&self.0).status();
    }
}

#[test]
fn files_that_become_read_only_are_a_503_and_writable_again_end_it() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    assert_eq!(collector.post(&response(1, 1, 9, "")).status, 201);
    let frozen: Result<Vec<_>, _> = ["zeroten.db", "zeroten.db-wal"]
        .map(|name| Immutable::new(folder.path().join(name)))
        .into_iter()
        .collect();
    let frozen = match frozen {
        Ok(frozen) => frozen,
        Err(reason) => return skip(&reason),
    };
    let answer = collector.post(&response(2, 1, 9, ""));
    if answer.status == 201 {
        return skip("this file system lets open files be written after all");
    }
    answer.problem(503);
    assert!(answer.header("retry-after").is_some());
    assert_eq!(collector.tallies().status, 200);
    assert_eq!(export(&collector).text().matches("\r\n").count(), 2);
    drop(frozen);
    assert_eq!(collector.post(&response(2, 1, 9, "")).status, 201);
    assert_eq!(rows(&folder).len(), 2);
}

/// What a refused start says: one sentence that names the file, and a status that is no success.
fn refused(folder: &Folder, mut serve: Command) -> String {
    let mut child = serve
        .args(["serve", "--listen", "127.0.0.1:0", "--database"])
        .arg(folder.database_url())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let begun = Instant::now();
    while child.try_wait().unwrap().is_none() {
        if begun.elapsed() > DEADLINE {
            child.kill().unwrap();
        }
        std::thread::sleep(Duration::from_millis(10));
    }
    let output = child.wait_with_output().unwrap();
    let error = String::from_utf8(output.stderr).unwrap();
    assert_eq!(
        output.status.code(),
        Some(1),
        "not refused in time: {error}"
    );
    assert_eq!(error.lines().count(), 1, "one sentence: {error}");
    assert!(
        error.contains(folder.database().to_str().unwrap()),
        "{error}"
    );
    error
}

#[test]
fn a_read_only_database_is_refused_at_the_start() {
    use std::os::unix::fs::PermissionsExt;
    let folder = filled(3, "");
    let mode = |mode| {
        let permissions = std::fs::Permissions::from_mode(mode);
        std::fs::set_permissions(folder.database(), permissions).unwrap();
    };
    mode(0o444);
    // Root may write what nobody may, unless it gives that right away.
    let is_writable = std::fs::OpenOptions::new()
        .append(true)
        .open(folder.database())
        .is_ok();
    let command = if is_writable {
        let powerless = ["--bounding-set=-all", "--inh-caps=-all", "--"];
        if let Err(reason) = system("setpriv", &[powerless.as_slice(), &["true"]].concat()) {
            return skip(&reason);
        }
        let mut command = Command::new("setpriv");
        command.args(powerless).arg(zeroten().get_program());
        command
    } else {
        zeroten()
    };
    let error = refused(&folder, command);
    assert!(error.contains("readonly"), "{error}");
    mode(0o644);
    drop(Collector::start(&folder, &[]));
    assert_eq!(rows(&folder).len(), 3);
}

/// A database of `n` responses, closed in good order.
fn filled(n: u32, more: &str) -> Folder {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    for n in 1..=n {
        assert_eq!(collector.post(&response(n, 1, 9, more)).status, 201);
    }
    collector.stop();
    folder
}

#[test]
fn a_truncated_database_is_refused_in_one_sentence() {
    let folder = filled(40, &format!(r#","comment":"{}""#, "x".repeat(500)));
    let whole = std::fs::read(folder.database()).unwrap();
    for length in [50, 1_000, 4_096, 5_000, whole.len() / 2, whole.len() - 1] {
        std::fs::write(folder.database(), &whole[..length]).unwrap();
        refused(&folder, zeroten());
    }
    std::fs::write(folder.database(), &whole).unwrap();
    drop(Collector::start(&folder, &[]));
    assert_eq!(rows(&folder).len(), 40);
}

/// Every page in turn begins with what is no page. What starts must have every answer.
#[test]
fn a_database_with_a_damaged_page_is_refused_or_whole() {
    let folder = filled(40, &format!(r#","comment":"{}""#, "x".repeat(500)));
    let before = rows(&folder);
    let whole = std::fs::read(folder.database()).unwrap();
    let mut refusals = 0;
    for page in (0..whole.len()).step_by(4_096) {
        // The first page begins with 100 bytes about the file.
        let header = if page == 0 { 100 } else { page };
        let mut damaged = whole.clone();
        damaged[header..header + 8].fill(0xff);
        std::fs::write(folder.database(), &damaged).unwrap();
        if let Some(_collector) = Collector::try_start(&folder, &[]) {
            assert_eq!(rows(&folder), before, "page {}", page / 4_096 + 1);
        } else {
            refused(&folder, zeroten());
            refusals += 1;
        }
        for log in ["zeroten.db-wal", "zeroten.db-shm"] {
            let _ = std::fs::remove_file(folder.path().join(log));
        }
    }
    let pages = whole.len() / 4_096;
    assert!(refusals >= pages - 1, "{refusals} of {pages}");
}

/// After a crash the log holds what is not in the file yet. A flipped byte in it ends what can be
/// trusted; what stands before must be there, and nothing else.
#[test]
fn a_damaged_log_is_read_up_to_the_damage() {
    const N: u32 = 30;
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    for n in 1..=N {
        assert_eq!(collector.post(&response(n, 1, 9, "")).status, 201);
    }
    collector.signal("-KILL");
    drop(collector);
    let file = std::fs::read(folder.database()).unwrap();
    let log_path = folder.path().join("zeroten.db-wal");
    let log = std::fs::read(&log_path).unwrap();
    let mut counts = Vec::new();
    for tenth in (0..10).rev() {
        let mut damaged = log.clone();
        damaged[log.len() * tenth / 10 + 40] ^= 0x01;
        std::fs::write(folder.database(), &file).unwrap();
        std::fs::write(&log_path, &damaged).unwrap();
        let _ = std::fs::remove_file(folder.path().join("zeroten.db-shm"));
        let collector = Collector::start(&folder, &[]);
        let found = rows(&folder);
        let expected: Vec<_> = (1..=found.len() as u32)
            .map(|n| (id(n), 1, Some(9)))
            .collect();
        assert_eq!(found, expected, "the first answers, without gaps");
        assert_eq!(collector.post(&response(N + 1, 1, 9, "")).status, 201);
        counts.push(found.len());
        collector.signal("-KILL");
        drop(collector);
    }
    assert!(counts.is_sorted_by(|a, b| a >= b), "{counts:?}");
    assert!(
        counts[0] >= 20 && *counts.last().unwrap() < 10,
        "{counts:?}"
    );
}
