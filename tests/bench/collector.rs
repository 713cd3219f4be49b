//! `cargo xtask bench collector`: acknowledged responses per second with durable commits, beside
//! what the disk and the HTTP stack allow, measured in the same minutes.

use std::time::Duration;

use crate::latency::{Figures, median};
use crate::limits;
use crate::load;
use crate::server::{Folder, Server};

const CONNECTIONS: [u64; 3] = [1, 16, 256];
const ROUNDS: u64 = 5;
const TIME: Duration = Duration::from_secs(3);

#[derive(Default)]
struct Rounds {
    collector: Vec<Figures>,
    constant: Vec<Figures>,
    sqlite: Vec<Figures>,
    append: Vec<Figures>,
    /// Responses per transaction.
    group: Vec<f64>,
    /// The generator's processor share against the constant answer and against the collector.
    own_share: [Vec<f64>; 2],
    own_us: Vec<f64>,
}

/// Measures and prints a Markdown table, at the usual numbers of connections or at those given.
pub(crate) fn measure(given: &[&str]) {
    let given: Vec<u64> = given.iter().map(|n| n.parse().expect("a number")).collect();
    let connections = if given.is_empty() {
        CONNECTIONS.as_slice()
    } else {
        given.as_slice()
    };
    let mut all: Vec<_> = connections
        .iter()
        .map(|connections| (*connections, Rounds::default()))
        .collect();
    for round in 0..ROUNDS {
        for (connections, rounds) in &mut all {
            eprintln!(
                "· round {} of {ROUNDS}, {connections} connections",
                round + 1
            );
            one_round(rounds, *connections, round << 56 | *connections << 48);
        }
    }
    print(&all);
}

/// The four in turn, so that a change in the machine's load meets them alike.
fn one_round(rounds: &mut Rounds, connections: u64, seed: u64) {
    let folder = Folder::new("sqlite");
    rounds
        .sqlite
        .push(limits::sqlite(folder.path(), connections, TIME, seed));
    let folder = Folder::new("append");
    rounds
        .append
        .push(limits::append(folder.path(), connections, TIME, seed));

    let server = Server::constant();
    let load = load::run(server.address, connections, TIME, seed);
    rounds.constant.push(load.figures);
    rounds.own_share[0].push(load.own_share);

    let folder = Folder::new("collector");
    let server = Server::collector(folder.path());
    let load = load::run(server.address, connections, TIME, seed);
    rounds.collector.push(load.figures);
    rounds.own_share[1].push(load.own_share);
    rounds.own_us.push(load.own_us);
    let stored = server.counter("responses_stored");
    rounds
        .group
        .push(stored as f64 / server.counter("commits") as f64);
}

fn print(all: &[(u64, Rounds)]) {
    println!(
        "Medians of {ROUNDS} interleaved rounds of {} s each; responses of about {} bytes; \
         {} processors.\n",
        TIME.as_secs(),
        load::body(&load::id(1, 1), 9).len(),
        std::thread::available_parallelism().map_or(0, usize::from),
    );
    println!(
        "| connections | acknowledged/s | p50 ms | p99 ms | per commit | limit: SQLite rows/s \
         | limit: constant answers/s | of the lower | (append + fdatasync, rows/s) |"
    );
    println!("|---:|---:|---:|---:|---:|---:|---:|---:|---:|");
    for (connections, rounds) in all {
        let of = |figures: &[Figures]| Figures::median(figures);
        let (collector, sqlite) = (of(&rounds.collector), of(&rounds.sqlite));
        let (constant, append) = (of(&rounds.constant), of(&rounds.append));
        println!(
            "| {connections} | {:.0} | {:.2} | {:.2} | {:.1} | {:.0} | {:.0} | {:.0} % | {:.0} |",
            collector.per_second,
            collector.p50_ms,
            collector.p99_ms,
            median(rounds.group.clone()),
            sqlite.per_second,
            constant.per_second,
            100.0 * collector.per_second / sqlite.per_second.min(constant.per_second),
            append.per_second,
        );
    }
    println!();
    for (connections, rounds) in all {
        println!(
            "At {connections} connections the generator took {:.0} % of one processor against \
             the constant answer, {:.0} % ({:.1} µs an answer) against the collector.",
            100.0 * median(rounds.own_share[0].clone()),
            100.0 * median(rounds.own_share[1].clone()),
            median(rounds.own_us.clone()),
        );
    }
}
