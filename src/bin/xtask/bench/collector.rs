//! The collector under load. The measuring itself is a program of its own, `tests/bench`, since it
//! is built with the collector's dependencies, which this tool does without.

use crate::shell::{Result, cargo, run, step};

/// Acknowledged responses per second beside what the disk and the HTTP stack allow; `more` may
/// name other numbers of connections.
pub(crate) fn speed(more: &[String]) -> Result {
    measure("collector", more)
}

/// 200,000 responses with a kill and restart every few seconds.
pub(crate) fn soak(more: &[String]) -> Result {
    measure("soak", more)
}

fn measure(what: &str, more: &[String]) -> Result {
    step("building the collector for release");
    run(cargo()
        .args(["bench", "--quiet", "--bench", "collector", "--", what])
        .args(more))
}
