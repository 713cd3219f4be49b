//! The compiled program, run as its users run it.

// Clippy lets `#[test]` functions panic, but not the helpers they share.
#![allow(
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::unwrap_used
)]

mod import;
mod lint;
mod summary;

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

/// Runs `zeroten` with these arguments and this standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_zeroten"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the program starts");
    // A program that fails at once closes its input; that is its business.
    let _ = child.stdin.take().expect("an input").write_all(input);
    child.wait_with_output().expect("the program ends")
}

fn fixture(name: &str) -> String {
    format!("{}/tests/fixtures/{name}", env!("CARGO_MANIFEST_DIR"))
}
