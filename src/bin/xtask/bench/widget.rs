//! What the widget costs a page, beside its peers, in a real Chromium.

use crate::shell::{Result, command, npm_install, run, step};
use crate::{dist, e2e};

/// Builds what is measured, installs what it is measured beside, and prints the tables.
pub(crate) fn widget(args: &[String]) -> Result {
    let chromium = e2e::chromium()?;
    dist::dist()?;
    npm_install("tests")?;
    npm_install("tests/bench")?;
    step("measuring; each round takes a minute or so, and the machine should be left alone");
    run(command("node")
        .env("ZEROTEN_CHROMIUM", chromium)
        .arg("tests/bench/widget.mjs")
        .args(args))
}
