//! The browser tests: a real Chromium against the real collector.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::{env, fs};

use crate::shell::{Error, Result, cargo, command, doing, run, step};

/// Runs every end-to-end test, installing Chromium first where that is possible.
pub(crate) fn e2e(root: &Path) -> Result {
    let chromium = chromium()?;
    step("building the collector");
    run(cargo().args(["build", "--quiet", "--bin", "zeroten"]))?;
    step("end-to-end tests in Chromium");
    run(command("node")
        .env("ZEROTEN_CHROMIUM", chromium)
        .env("ZEROTEN_BIN", root.join("target/debug/zeroten"))
        .args(["--test", "--test-concurrency=1"])
        .args(tests(&root.join("tests/e2e"))?))
}

/// The test files, by name: what a folder means to `node --test` differs between versions.
fn tests(folder: &Path) -> Result<Vec<PathBuf>> {
    let listing = doing("listing tests/e2e", fs::read_dir(folder))?;
    let mut files: Vec<_> = listing
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    Ok(files)
}

/// The browser to drive: the one named or installed, or one from the system's package manager.
pub(crate) fn chromium() -> Result<PathBuf> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    step("installing Chromium with the system's package manager");
    let apt = |args: &[&str]| {
        command("apt-get")
            .env("DEBIAN_FRONTEND", "noninteractive")
            .args(args)
            .stdout(Stdio::null())
            .status()
    };
    // Without the rights or without apt this fails, and the sentence below says what to do.
    let _ = apt(&["update", "-q"]).and_then(|_| apt(&["install", "-qy", "chromium"]));
    find_chromium().ok_or_else(|| {
        Error("the tests and the bench need Chromium: install it (Debian: `sudo apt-get install chromium`) or set ZEROTEN_CHROMIUM to its path".into())
    })
}

fn find_chromium() -> Option<PathBuf> {
    if let Some(path) = env::var_os("ZEROTEN_CHROMIUM") {
        return Some(PathBuf::from(path));
    }
    let path = env::var_os("PATH")?;
    [
        "chromium",
        "chromium-browser",
        "google-chrome-stable",
        "google-chrome",
    ]
    .iter()
    .flat_map(|name| env::split_paths(&path).map(move |folder| folder.join(name)))
    .find(|candidate| candidate.is_file())
}
