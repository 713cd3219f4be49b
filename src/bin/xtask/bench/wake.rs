//! How soon the loader wakes once what a trigger waits for has happened, in a real Chromium.

use crate::shell::{Result, command, npm_install, run, step};
use crate::{dist, e2e};

/// Builds what is measured and prints the table.
pub(crate) fn wake(args: &[String]) -> Result {
    let chromium = e2e::chromium()?;
    dist::dist()?;
    npm_install("tests")?;
    step("measuring; the machine should be left alone");
    run(command("node")
        .env("ZEROTEN_CHROMIUM", chromium)
        .arg("tests/bench/wake.mjs")
        .args(args))
}
