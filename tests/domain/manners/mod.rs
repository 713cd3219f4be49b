//! Whom to ask: each rule at its bound, and what must hold whatever happens.

mod draw;
mod properties;
mod rules;
mod waits;

use zeroten::domain::manners::{Facts, History, Policy};

/// A Thursday in October 2025.
const NOW: i64 = 1_760_000_000_000;

/// A visitor nothing speaks against.
fn facts() -> Facts<'static> {
    Facts {
        now: NOW,
        survey: "post-purchase",
        who: "4711",
        ..Facts::default()
    }
}

fn fresh() -> (Policy, History) {
    (Policy::default(), History::default())
}
