//! `cargo xtask bench`: measurements, one file each.

mod widget;

use crate::shell::{Error, Result};

/// Runs the measurement the command line names, with the rest of the line as its options.
pub(crate) fn bench() -> Result {
    let mut args = std::env::args().skip(2);
    match args.next().as_deref() {
        Some("widget") => widget::widget(args),
        _ => Err(Error("what to measure: widget".into())),
    }
}
