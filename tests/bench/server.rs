//! The programs under load, each a process of its own with a port of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use axum::Router;
use axum::http::{StatusCode, header};
use axum::routing::post;
use tokio::net::TcpListener;

/// The argument that makes this program the server of the second limit.
pub(crate) const CONSTANT: &str = "answer-constant";

/// A running server, killed when dropped.
pub(crate) struct Server {
    child: Child,
    pub(crate) address: SocketAddr,
}

impl Server {
    /// `zeroten serve` over the database in `folder`.
    pub(crate) fn collector(folder: &Path) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_zeroten"));
        let database = format!("sqlite:{}", database(folder).display());
        command.args(["serve", "--listen", "127.0.0.1:0", "--database", &database]);
        Self::start(command)
    }

    /// The same HTTP stack answering each post with the same few bytes.
    pub(crate) fn constant() -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command.arg(CONSTANT);
        Self::start(command)
    }

    fn start(mut command: Command) -> Self {
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("ZEROTEN_") {
                command.env_remove(name);
            }
        }
        let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
        let address = BufReader::new(child.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok)
            .find_map(|line| line.strip_prefix("listening on http://")?.parse().ok())
            .expect("the server listens");
        Self { child, address }
    }

    /// Its resident memory in KiB, if this system tells.
    pub(crate) fn memory_kib(&self) -> Option<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))?;
        line.trim().split(' ').next()?.parse().ok()
    }

    /// One of the counters of `/metrics`.
    pub(crate) fn counter(&self, name: &str) -> u64 {
        let mut stream = TcpStream::connect(self.address).unwrap();
        stream
            .write_all(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            .unwrap();
        let mut text = String::new();
        stream.read_to_string(&mut text).unwrap();
        text.lines()
            .find_map(|line| {
                line.strip_prefix(&format!("zeroten_{name}_total "))?
                    .parse()
                    .ok()
            })
            .unwrap()
    }

    /// Ends it at once (SIGKILL), as dropping it does.
    pub(crate) fn kill(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.kill();
    }
}

/// A folder on the disk that the build is on, since a temporary folder may be memory, where a
/// sync costs nothing. Removed when dropped.
pub(crate) struct Folder(PathBuf);

impl Folder {
    pub(crate) fn new(name: &str) -> Self {
        let path = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join(format!("bench-{name}-{}", std::process::id()));
        let _ = std::fs::remove_dir_all(&path);
        std::fs::create_dir_all(&path).unwrap();
        Self(path)
    }

    pub(crate) fn path(&self) -> &Path {
        &self.0
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// The database within a folder.
pub(crate) fn database(folder: &Path) -> PathBuf {
    folder.join("zeroten.db")
}

/// The second limit: the collector's own connection loop under axum, with nothing to do.
pub(crate) fn answer_constant() {
    const ACK: &str = r#"{"id":"f81d4fae-7dec-4d0a-a765-00a0c91e6bf6","rev":1}"#;
    let app = Router::new().route(
        "/v1/responses",
        post(async || {
            (
                StatusCode::CREATED,
                [(header::CONTENT_TYPE, "application/json")],
                ACK,
            )
        }),
    );
    tokio::runtime::Runtime::new().unwrap().block_on(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        println!("listening on http://{}", listener.local_addr().unwrap());
        zeroten::collector::serve::serve(listener, app, std::future::pending()).await;
    });
}
