//! How many answers survive a respondent who is gone in the moment of the click.

use crate::shell::{Result, cargo, command, npm_install, root, run, step};
use crate::{dist, e2e};

/// Builds what is measured and prints the table; `args` may name another number of runs than 30.
pub(crate) fn crashes(args: &[String]) -> Result {
    let chromium = e2e::chromium()?;
    dist::dist()?;
    npm_install("tests")?;
    step("building the collector");
    run(cargo().args(["build", "--quiet", "--bin", "zeroten"]))?;
    step("answering and leaving; a run takes a few seconds");
    run(command("node")
        .env("ZEROTEN_CHROMIUM", chromium)
        .env("ZEROTEN_BIN", root().join("target/debug/zeroten"))
        .arg("tests/bench/crashes.mjs")
        .args(args))
}
