//! `cargo xtask bench soak`: 200,000 responses with a kill and restart every few seconds.
//! Every client sends each response until it is acknowledged; then what is stored is counted.

use std::io;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use rusqlite::Connection as Database;

use crate::load::{Connection, body, id, request};
use crate::server::{Folder, Server, database};

const RESPONSES: u64 = 200_000;
const CONNECTIONS: u64 = 64;
/// How long each collector lives: short, so that there are several kills however fast it is.
const LIFE: Duration = Duration::from_secs(1);
/// How often memory is read within one life.
const SAMPLES: u64 = 10;

/// What the clients share.
struct Shared {
    total: u64,
    /// Tells the ids of one phase from those of the other.
    seed: u64,
    /// Where the collector of the moment listens; the port changes with each.
    address: Mutex<SocketAddr>,
    next: AtomicU64,
    acknowledged: AtomicU64,
    /// Answered with 200: stored by an attempt whose acknowledgement never came.
    repeated: AtomicU64,
    resent: AtomicU64,
}

/// What a phase came to.
struct Soaked {
    shared: Arc<Shared>,
    kills: u32,
    elapsed: Duration,
    memory_kib: Vec<u64>,
}

/// Runs the soak, prints its figures and panics if a response is lost or stored twice.
pub(crate) fn measure(given: &[&str]) {
    let total = given
        .first()
        .map_or(RESPONSES, |n| n.parse().expect("a number"));
    println!("| what | figure |\n|---|---:|");

    let folder = Folder::new("soak");
    let killed = soak(&folder, total, 1, true);
    let of = |counter: &AtomicU64| counter.load(Ordering::Relaxed);
    let shared = &killed.shared;
    println!("| responses acknowledged | {} |", of(&shared.acknowledged));
    println!("| kills (SIGKILL) under load | {} |", killed.kills);
    println!(
        "| sent again after a cut connection | {} |",
        of(&shared.resent)
    );
    println!(
        "| of these, stored by the first attempt | {} |",
        of(&shared.repeated)
    );
    println!(
        "| seconds, restarts included | {:.0} |",
        killed.elapsed.as_secs_f64()
    );
    println!(
        "| memory at the end of each life, MiB | {} |",
        mib(&killed.memory_kib)
    );
    count(&folder, &killed);

    let folder = Folder::new("soak-one-life");
    let unkilled = soak(&folder, total, 2, false);
    println!(
        "| the same number in one life, seconds | {:.0} |",
        unkilled.elapsed.as_secs_f64()
    );
    println!(
        "| memory at each tenth of it, MiB | {} |",
        mib(&unkilled.memory_kib)
    );
    count(&folder, &unkilled);
}

fn soak(folder: &Folder, total: u64, seed: u64, kill: bool) -> Soaked {
    let mut server = Server::collector(folder.path());
    let shared = Arc::new(Shared {
        total,
        seed,
        address: Mutex::new(server.address),
        next: AtomicU64::new(0),
        acknowledged: AtomicU64::new(0),
        repeated: AtomicU64::new(0),
        resent: AtomicU64::new(0),
    });
    let begun = Instant::now();
    let mut kills = 0;
    let mut memory_kib = Vec::new();
    std::thread::scope(|scope| {
        let clients = scope.spawn(|| clients(&shared));
        let mut born = Instant::now();
        while !clients.is_finished() {
            std::thread::sleep(Duration::from_millis(10));
            let tenth = shared.acknowledged.load(Ordering::Relaxed) * SAMPLES / total;
            if !kill && tenth > memory_kib.len() as u64 {
                memory_kib.extend(server.memory_kib());
            }
            if kill && born.elapsed() > LIFE {
                memory_kib.extend(server.memory_kib());
                server.kill();
                kills += 1;
                server = Server::collector(folder.path());
                *shared.address.lock().unwrap() = server.address;
                born = Instant::now();
            }
        }
    });
    Soaked {
        shared,
        kills,
        elapsed: begun.elapsed(),
        memory_kib,
    }
}

/// Compares what was acknowledged with what a last start finds.
fn count(folder: &Folder, soaked: &Soaked) {
    drop(Server::collector(folder.path()));
    let database = Database::open(database(folder.path())).unwrap();
    let count = |sql: &str| -> u64 {
        let n: i64 = database.query_row(sql, [], |row| row.get(0)).unwrap();
        n.unsigned_abs()
    };
    let stored = count("SELECT count(*) FROM responses");
    let ids = count("SELECT count(DISTINCT id) FROM responses");
    let mut known = database
        .prepare("SELECT 1 FROM responses WHERE id = ?1 AND rev = 1 AND score = ?2")
        .unwrap();
    let Shared { total, seed, .. } = *soaked.shared;
    let lost = (0..total)
        .filter(|n| !known.exists((id(seed, *n), (n % 11) as u8)).unwrap())
        .count();
    let whole: String = database
        .query_row("PRAGMA integrity_check", [], |row| row.get(0))
        .unwrap();
    println!("| rows / distinct ids | {stored} / {ids} |");
    println!("| acknowledged and not stored | {lost} |");
    println!("| integrity_check | {whole} |");
    let acknowledged = soaked.shared.acknowledged.load(Ordering::Relaxed);
    assert_eq!(acknowledged, total);
    assert_eq!((stored, ids, lost, whole.as_str()), (total, total, 0, "ok"));
}

fn mib(memory: &[u64]) -> String {
    let each: Vec<_> = memory
        .iter()
        .map(|kib| format!("{:.1}", *kib as f64 / 1024.0))
        .collect();
    each.join(" ")
}

fn clients(shared: &Arc<Shared>) {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let all: Vec<_> = (0..CONNECTIONS)
            .map(|_| tokio::spawn(client(Arc::clone(shared))))
            .collect();
        for one in all {
            one.await.unwrap();
        }
    });
}

async fn client(shared: Arc<Shared>) {
    let mut connection = None;
    loop {
        let n = shared.next.fetch_add(1, Ordering::Relaxed);
        if n >= shared.total {
            return;
        }
        let request = request(&body(&id(shared.seed, n), n % 11));
        let mut attempts = 0;
        loop {
            match attempt(&shared, &mut connection, request.as_bytes()).await {
                Ok(201) => break,
                Ok(200) if attempts > 0 => {
                    shared.repeated.fetch_add(1, Ordering::Relaxed);
                    break;
                }
                Ok(status) => panic!("answered {status} at attempt {attempts}"),
                Err(_) => {
                    connection = None;
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
            }
            attempts += 1;
            shared
                .resent
                .fetch_add(u64::from(attempts == 1), Ordering::Relaxed);
        }
        shared.acknowledged.fetch_add(1, Ordering::Relaxed);
    }
}

async fn attempt(
    shared: &Shared,
    connection: &mut Option<Connection>,
    request: &[u8],
) -> io::Result<u16> {
    if connection.is_none() {
        let address = *shared.address.lock().unwrap();
        *connection = Some(Connection::open(address).await?);
    }
    match connection {
        Some(connection) => connection.exchange(request).await,
        None => Err(io::ErrorKind::NotConnected.into()),
    }
}
