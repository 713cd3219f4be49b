//! Clients and disks that misbehave.

use std::io::{Read, Write};
use std::time::{Duration, Instant};

use crate::client::{Request, connect, read_answer};
use crate::program::{Collector, Folder, response, rows};

#[test]
fn too_much_is_refused_in_time_to_be_read() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    for size in [16 * 1024 + 1, 64 * 1024 + 1, 500_000] {
        let body = response(1, 1, 9, "") + &" ".repeat(size);
        collector.post(&body).problem(413);
    }
    let mut stream = connect(collector.address).unwrap();
    stream
        .write_all(b"POST /v1/responses HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n")
        .unwrap();
    for _ in 0..20 {
        stream.write_all(b"1000\r\n").unwrap();
        stream.write_all(&[b' '; 4096]).unwrap();
        stream.write_all(b"\r\n").unwrap();
    }
    stream.write_all(b"0\r\n\r\n").unwrap();
    read_answer(&mut stream).unwrap().problem(413);
    assert_eq!(rows(&folder), []);
}

#[test]
fn deep_nesting_is_refused() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let open = "[".repeat(60_000);
    let closed = format!("{}{}", "[".repeat(8_000), "]".repeat(8_000));
    let within = response(
        1,
        1,
        9,
        &format!(
            r#","properties":{{"a":{}1{}}}"#,
            "[".repeat(5_000),
            "]".repeat(5_000)
        ),
    );
    for body in [open, closed, "{\"a\":".repeat(3_000), within] {
        collector.post(&body).problem(400);
    }
    assert_eq!(collector.post(&response(1, 1, 9, "")).status, 201);
}

#[test]
fn slow_headers_are_cut_off_while_others_are_served() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let mut slow: Vec<_> = (0..50)
        .map(|_| connect(collector.address).unwrap())
        .collect();
    for stream in &mut slow {
        stream
            .write_all(b"POST /v1/responses HTTP/1.1\r\nHost: x\r\n")
            .unwrap();
    }
    assert_eq!(collector.post(&response(1, 1, 9, "")).status, 201);
    // Well above the limit of 5 s, for busy machines.
    let end = Instant::now() + Duration::from_secs(25);
    for stream in &mut slow {
        let left = end.saturating_duration_since(Instant::now());
        stream
            .set_read_timeout(Some(left.max(Duration::from_millis(1))))
            .unwrap();
        // Whether with a 408 or without a word: the connection ends.
        if let Err(error) = stream.read_to_end(&mut Vec::new()) {
            assert_ne!(
                error.kind(),
                std::io::ErrorKind::WouldBlock,
                "it is still open"
            );
        }
    }
}

#[test]
fn a_slow_body_is_cut_off() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let mut stream = connect(collector.address).unwrap();
    stream
        .write_all(b"POST /v1/responses HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{")
        .unwrap();
    read_answer(&mut stream).unwrap().problem(408);
}

#[test]
fn a_body_that_ends_early_stores_nothing() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let body = response(1, 1, 9, "");
    let mut stream = connect(collector.address).unwrap();
    let head = format!(
        "POST /v1/responses HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n",
        body.len() + 1
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream.write_all(body.as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Write).unwrap();
    let _ = read_answer(&mut stream);
    collector.stop();
    assert_eq!(rows(&folder), []);
}

#[test]
fn a_locked_database_is_a_503_that_passes_and_reads_go_on() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    collector.post(&response(1, 1, 9, ""));
    let other = rusqlite::Connection::open(folder.database()).unwrap();
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    let answer = std::thread::scope(|scope| {
        let post = scope.spawn(|| collector.post(&response(2, 1, 9, "")));
        let tallies = Request::get("/v1/surveys/shop/tallies")
            .bearer(collector.token())
            .send(collector.address);
        assert_eq!(tallies.status, 200);
        post.join().unwrap()
    });
    let problem = answer.problem(503);
    assert!(answer.header("retry-after").is_some());
    assert!(
        !problem.to_string().contains("locked"),
        "no internals: {problem}"
    );
    Request::get("/readyz").send(collector.address).problem(503);
    other.execute_batch("ROLLBACK").unwrap();
    assert_eq!(collector.post(&response(2, 1, 9, "")).status, 201);
    assert_eq!(rows(&folder).len(), 2);
}
