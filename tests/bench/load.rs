//! The load: each connection posts, waits for the acknowledgement, and posts again.
//!
//! One thread and no HTTP library: a request is a fixed text with its id written in, and an answer
//! is read only as far as its status and length, so that the generator costs the machine less than
//! what it measures.

use std::io::{self, ErrorKind};
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::net::TcpStream;

use crate::latency::Figures;

/// How long one answer may take before the run fails.
const DEADLINE: Duration = Duration::from_secs(30);

/// A comment of ordinary length; the whole response is about 420 bytes, its row about the same.
pub(crate) const COMMENT: &str =
    "Delivery took two days longer than promised, but support answered at once and was kind.";

/// A run's figures and what it cost the generator.
pub(crate) struct Load {
    pub(crate) figures: Figures,
    /// Processor time of the generator per answer, in microseconds.
    pub(crate) own_us: f64,
    /// Processor time of the generator as a share of the time that passed.
    pub(crate) own_share: f64,
}

/// An id like those the page makes: random, version 4. `seed` tells runs apart.
pub(crate) fn id(seed: u64, n: u64) -> String {
    // SplitMix64: every (seed, n) gives another, and neighbours are far apart as random ids are.
    let mix = |x: u64| {
        let x = (x ^ (x >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let x = (x ^ (x >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        x ^ (x >> 31)
    };
    let (a, b) = (
        mix(n.wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ seed),
        mix(n ^ seed.rotate_left(32)),
    );
    format!(
        "{:08x}-{:04x}-4{:03x}-a{:03x}-{:012x}",
        a >> 32,
        a >> 16 & 0xffff,
        a & 0xfff,
        b >> 48 & 0xfff,
        b & 0xffff_ffff_ffff
    )
}

/// The response of this id.
pub(crate) fn body(id: &str, score: u64) -> String {
    format!(
        r#"{{"v":1,"id":"{id}","rev":1,"survey":"post-purchase","scale":"nps","score":{score},"comment":"{COMMENT}","reasons":["delivery","support"],"answered_at":"2026-11-23T10:15:00Z","lang":"en","trigger":"event:purchase","properties":{{"plan":"pro","total":129.50}}}}"#
    )
}

/// The request that posts `body`, as a browser's `fetch` words it.
pub(crate) fn request(body: &str) -> String {
    format!(
        "POST /v1/responses HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: text/plain;charset=UTF-8\r\nOrigin: http://localhost:8080\r\nAccept: */*\r\nContent-Length: {}\r\n\r\n{body}",
        body.len()
    )
}

/// Posts over `connections` for `time`. Anything but a 201 panics: it would be no measurement.
pub(crate) fn run(to: SocketAddr, connections: u64, time: Duration, seed: u64) -> Load {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    let cpu = own_cpu();
    let begun = Instant::now();
    let times = runtime.block_on(async {
        let tasks: Vec<_> = (0..connections)
            .map(|n| tokio::spawn(keep_posting(to, begun + time, seed ^ n << 40)))
            .collect();
        let mut times = Vec::new();
        for task in tasks {
            times.extend(task.await.unwrap().unwrap());
        }
        times
    });
    let elapsed = begun.elapsed();
    let own = (own_cpu() - cpu).as_secs_f64();
    Load {
        own_us: own * 1e6 / times.len() as f64,
        own_share: own / elapsed.as_secs_f64(),
        figures: Figures::new(times.len(), elapsed, times),
    }
}

/// The load by itself, against a server under a profiler.
pub(crate) fn alone(to: &str, connections: &str, seconds: &str) {
    let seconds = Duration::from_secs(seconds.parse().expect("seconds"));
    let to = to.parse().expect("an address");
    let load = run(to, connections.parse().expect("a number"), seconds, 1);
    println!(
        "{:?}, {:.0} % of one processor",
        load.figures,
        load.own_share * 100.0
    );
}

async fn keep_posting(to: SocketAddr, until: Instant, seed: u64) -> io::Result<Vec<Duration>> {
    let mut connection = Connection::open(to).await?;
    let mut times = Vec::new();
    for n in 0.. {
        if Instant::now() >= until {
            break;
        }
        let request = request(&body(&id(seed, n), n % 11));
        let sent = Instant::now();
        let status = connection.exchange(request.as_bytes()).await?;
        assert_eq!(status, 201, "a response was not acknowledged");
        times.push(sent.elapsed());
    }
    Ok(times)
}

/// A kept-alive connection.
pub(crate) struct Connection {
    stream: TcpStream,
    answer: Vec<u8>,
}

impl Connection {
    pub(crate) async fn open(to: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(to).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            answer: Vec::with_capacity(1024),
        })
    }

    /// Sends a request and reads its answer to the end; returns the status.
    pub(crate) async fn exchange(&mut self, request: &[u8]) -> io::Result<u16> {
        tokio::time::timeout(DEADLINE, async {
            let mut left = request;
            while !left.is_empty() {
                match self.stream.try_write(left) {
                    Ok(n) => left = &left[n..],
                    Err(e) if e.kind() == ErrorKind::WouldBlock => self.stream.writable().await?,
                    Err(e) => return Err(e),
                }
            }
            self.answer.clear();
            loop {
                self.stream.readable().await?;
                match self.stream.try_read_buf(&mut self.answer) {
                    Ok(0) => return Err(ErrorKind::UnexpectedEof.into()),
                    Ok(_) => {
                        if let Some(status) = whole(&self.answer) {
                            return Ok(status);
                        }
                    }
                    Err(e) if e.kind() == ErrorKind::WouldBlock => {}
                    Err(e) => return Err(e),
                }
            }
        })
        .await
        .unwrap_or_else(|_| Err(ErrorKind::TimedOut.into()))
    }
}

/// The status, once all of the answer is there.
fn whole(answer: &[u8]) -> Option<u16> {
    let end = answer.windows(4).position(|w| w == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&answer[..end]).ok()?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>().ok())?
    })?;
    (answer.len() >= end + length).then(|| head.get(9..12)?.parse().ok())?
}

/// Processor time of this process: utime and stime, fields 14 and 15 of proc(5)'s stat, in ticks
/// of 10 ms.
fn own_cpu() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let after_name = stat.rsplit(')').next().unwrap_or_default();
    let ticks = after_name
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u64>().ok())
        .sum::<u64>();
    Duration::from_millis(ticks * 10)
}
