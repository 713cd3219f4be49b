//! `cargo xtask bench <name>`: measurements, each printing a Markdown table. Speed is measured
//! here and asserted nowhere: tests only ask whether something is right.

mod collector;
mod crashes;
mod page;

use crate::shell::{Error, Result};

/// Runs the measurement of this name; `more` is its own.
pub(crate) fn bench(name: &str, more: &[String]) -> Result {
    match name {
        "collector" => collector::speed(more),
        "soak" => collector::soak(more),
        "crashes" => crashes::crashes(more),
        "widget" | "wake" | "summary" => page::page(name, more),
        _ => Err(Error(format!(
            "no measurement is called {name:?}; there are collector, soak, crashes, summary, wake and widget"
        ))),
    }
}
