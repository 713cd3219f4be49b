//! Clients that are slow, hang up or send too much, and pages that must read why they are refused.

use std::io::{ErrorKind, Write};
use std::net::{Shutdown, TcpStream};
use std::time::{Duration, Instant};

use crate::client::{Answer, DEADLINE, Request, connect, read_answer};
use crate::program::{Collector, Folder, id, response, rows};

const PAGE: &str = "http://localhost:3000";

fn send(collector: &Collector, text: &[u8]) -> TcpStream {
    let mut stream = connect(collector.address).unwrap();
    // The answer may come, and the connection close, before all is through.
    let _ = stream.write_all(text);
    stream
}

fn post_of_page(body: &str) -> Request {
    Request::post(body).header("Origin", PAGE)
}

#[test]
fn every_refusal_can_be_read_by_the_page_and_names_the_time_to_come_back() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &["--rate-per-ip", "8"]);
    let post = |body: &str| post_of_page(body).send(collector.address);
    assert_eq!(post(&response(1, 1, 9, "")).status, 201);
    let gzip = post_of_page("\u{1f}").header("Content-Encoding", "gzip");
    let other = rusqlite::Connection::open(folder.database()).unwrap();
    let slow = send(
        &collector,
        format!("POST /v1/responses HTTP/1.1\r\nHost: x\r\nOrigin: {PAGE}\r\nContent-Length: 9\r\n\r\n{{")
            .as_bytes(),
    );
    let mut refusals = vec![
        (post("{"), 400),
        (post(&" ".repeat(70_000)), 413),
        (gzip.send(collector.address), 415),
        (post(&response(1, 1, 8, "")), 422),
    ];
    other.execute_batch("BEGIN IMMEDIATE").unwrap();
    refusals.push((post(&response(2, 1, 9, "")), 503));
    other.execute_batch("ROLLBACK").unwrap();
    let limited =
        std::iter::repeat_with(|| post(&response(1, 1, 9, ""))).find(|answer| answer.status != 200);
    refusals.push((limited.unwrap(), 429));
    refusals.push((read_answer(&mut { slow }).unwrap(), 408));
    for (answer, status) in refusals {
        answer.problem(status);
        assert_eq!(
            answer.header("access-control-allow-origin"),
            Some(PAGE),
            "{status}"
        );
        let later = [429, 503].contains(&status);
        assert_eq!(answer.header("retry-after").is_some(), later, "{status}");
        assert_eq!(
            answer.header("access-control-expose-headers"),
            Some("retry-after")
        );
    }
}

#[test]
fn bodies_sent_a_byte_at_a_time_are_cut_off_while_others_are_served() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let plain = b"POST /v1/responses HTTP/1.1\r\nHost: x\r\nContent-Length: 5000\r\n\r\n";
    let chunked = b"POST /v1/responses HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n";
    let mut slow: Vec<_> = (0..40)
        .map(|n| match n % 2 {
            0 => (send(&collector, plain), b" ".as_slice()),
            _ => (send(&collector, chunked), b"1\r\n \r\n".as_slice()),
        })
        .collect();
    let begun = Instant::now();
    let mut served = 0;
    while !slow.is_empty() {
        assert!(begun.elapsed() < DEADLINE, "{} are still open", slow.len());
        assert_eq!(collector.post(&response(served, 1, 9, "")).status, 201);
        served += 1;
        slow.retain_mut(|(stream, part)| stream.write_all(part).is_ok() && is_quiet(stream));
        std::thread::sleep(Duration::from_millis(200));
    }
    assert_eq!(rows(&folder).len() as u32, served);
}

/// Whether nothing has come yet, neither an answer nor the end.
fn is_quiet(stream: &TcpStream) -> bool {
    stream.set_nonblocking(true).unwrap();
    let peeked = stream.peek(&mut [0]);
    stream.set_nonblocking(false).unwrap();
    matches!(peeked, Err(error) if error.kind() == ErrorKind::WouldBlock)
}

#[test]
fn a_whole_chunked_body_is_a_body() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let body = response(1, 1, 9, "");
    let (one, two) = body.split_at(40);
    let text = format!(
        "POST /v1/responses HTTP/1.1\r\nHost: x\r\nConnection: close\r\nTransfer-Encoding: chunked\r\n\r\n\
         {:x}\r\n{one}\r\n{:x}\r\n{two}\r\n0\r\n\r\n",
        one.len(),
        two.len()
    );
    let mut stream = send(&collector, text.as_bytes());
    assert_eq!(read_answer(&mut stream).unwrap().status, 201);
    assert_eq!(rows(&folder), [(id(1), 1, Some(9))]);
}

#[test]
fn broken_requests_are_a_4xx_or_the_end_of_the_connection() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    let head = "POST /v1/responses HTTP/1.1\r\nHost: x\r\n";
    let body = response(1, 1, 9, "");
    let length = body.len();
    for (what, text) in [
        ("no request", "\0\u{1}\u{2}\r\n\r\n".to_owned()),
        ("a bad length", format!("{head}Content-Length: -1\r\n\r\n")),
        (
            "two lengths",
            format!("{head}Content-Length: {length}\r\nContent-Length: 1\r\n\r\n{body}"),
        ),
        (
            "a bad chunk",
            format!("{head}Transfer-Encoding: chunked\r\n\r\nzz\r\n{body}"),
        ),
        (
            "a huge chunk",
            format!("{head}Transfer-Encoding: chunked\r\n\r\nffffffffffffffff\r\n{body}"),
        ),
        (
            "a coding that is not read",
            format!("{head}Transfer-Encoding: gzip, chunked\r\n\r\n{length:x}\r\n{body}"),
        ),
        (
            "long headers",
            format!("{head}X-Long: {}\r\n\r\n", "x".repeat(1_000_000)),
        ),
        (
            "many headers",
            format!("{head}{}\r\n", "X-Many: x\r\n".repeat(5_000)),
        ),
    ] {
        let mut stream = send(&collector, text.as_bytes());
        let _ = stream.shutdown(Shutdown::Write);
        match read_answer(&mut stream) {
            Ok(Answer { status, .. }) => assert!((400..500).contains(&status), "{what}: {status}"),
            Err(error) => assert_ne!(error.kind(), ErrorKind::WouldBlock, "{what}: still open"),
        }
    }
    assert_eq!(rows(&folder), []);
    assert_eq!(collector.post(&body).status, 201);
}

#[test]
fn whoever_hangs_up_before_the_acknowledgement_can_send_again() {
    let folder = Folder::new();
    let collector = Collector::start(&folder, &[]);
    for n in 0..50 {
        let body = response(n, 1, 9, "");
        let text = format!(
            "POST /v1/responses HTTP/1.1\r\nHost: x\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        drop(send(&collector, text.as_bytes()));
        let status = collector.post(&body).status;
        assert!([200, 201].contains(&status), "{status}");
    }
    let expected: Vec<_> = (0..50).map(|n| (id(n), 1, Some(9))).collect();
    assert_eq!(rows(&folder), expected);
}
