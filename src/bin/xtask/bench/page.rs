//! What is measured in a page of a real Chromium: what the widget costs beside its peers, how soon
//! the loader wakes, and how long the summary takes beside JavaScript that computes the same.

use crate::shell::{Result, command, npm_install, run, step};
use crate::{dist, e2e};

/// Builds what is measured, installs what it is measured beside, and prints the tables of
/// `tests/bench/<name>.mjs`.
pub(crate) fn page(name: &str, args: &[String]) -> Result {
    let chromium = e2e::chromium()?;
    dist::dist()?;
    npm_install("tests")?;
    npm_install("tests/bench")?;
    step("measuring; a round takes a minute or so, and the machine should be left alone");
    run(command("node")
        .env("ZEROTEN_CHROMIUM", chromium)
        .arg(format!("tests/bench/{name}.mjs"))
        .args(args))
}
