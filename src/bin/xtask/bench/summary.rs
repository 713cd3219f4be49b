//! How long the summary takes to read and show a file, beside JavaScript that computes the same.

use crate::shell::{Result, command, npm_install, run, step};
use crate::{dist, e2e};

/// Builds what is measured, installs what it is measured beside, and prints the tables.
pub(crate) fn summary(args: &[String]) -> Result {
    let chromium = e2e::chromium()?;
    dist::dist()?;
    npm_install("tests")?;
    npm_install("tests/bench")?;
    step("measuring; a round takes a minute or so, and the machine should be left alone");
    run(command("node")
        .env("ZEROTEN_CHROMIUM", chromium)
        .arg("tests/bench/summary.mjs")
        .args(args))
}
