//! This program as the linker of wasm binaries: it runs the real one with fewer exports.
//!
//! Leptos brings wasm-streams along, whose `#[wasm_bindgen]` classes nothing here uses. Their
//! exports alone keep them, the futures behind them and those futures' tables in the binary, where
//! no later tool can tell that they are dead. The linker can, once it is not told to export them.

use std::env;
use std::path::PathBuf;
use std::process::{Command, ExitCode};

/// Set when cargo calls this program as a linker.
pub(crate) const AS_LINKER: &str = "ZEROTEN_XTASK_AS_LINKER";

/// What the exports of wasm-streams' classes have in their names.
const FOREIGN: &str = "intounderlying";

/// Links with the toolchain's own `rust-lld`, without the foreign exports.
pub(crate) fn link() -> ExitCode {
    let mut kept: Vec<String> = Vec::new();
    for argument in env::args().skip(1) {
        let exported = kept.last().is_some_and(|flag| flag == "--export");
        if exported && argument.contains(FOREIGN) {
            kept.pop();
        } else {
            kept.push(argument);
        }
    }
    match linker().map(|linker| Command::new(linker).args(kept).status()) {
        Some(Ok(status)) if status.success() => ExitCode::SUCCESS,
        Some(Err(error)) => {
            eprintln!("xtask as linker: rust-lld did not start: {error}");
            ExitCode::FAILURE
        }
        Some(Ok(_)) => ExitCode::FAILURE,
        None => {
            eprintln!("xtask as linker: `rustc --print target-libdir` names no toolchain");
            ExitCode::FAILURE
        }
    }
}

/// `rust-lld` of the toolchain in use: beside the host's libraries.
fn linker() -> Option<PathBuf> {
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let output = Command::new(rustc)
        .args(["--print", "target-libdir"])
        .output()
        .ok()?;
    let libraries = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    Some(libraries.parent()?.join("bin/rust-lld"))
}
