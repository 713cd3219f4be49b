//! A few counters, as Prometheus reads them.

use std::sync::atomic::{AtomicU64, Ordering};

/// Counters since the start of the process.
#[derive(Debug, Default)]
pub struct Metrics {
    /// Revisions stored.
    pub stored: Counter,
    /// Revisions acknowledged again, or superseded by a later one.
    pub repeated: Counter,
    /// Requests to post that were refused for what they are (4xx).
    pub refused: Counter,
    /// Requests to post that failed for no fault of theirs (5xx).
    pub failed: Counter,
    /// Transactions committed for posted responses; stored / commits is the size of a group.
    pub commits: Counter,
}

/// A number that only grows.
#[derive(Debug, Default)]
pub struct Counter(AtomicU64);

impl Counter {
    /// Adds `n`.
    pub fn add(&self, n: u64) {
        self.0.fetch_add(n, Ordering::Relaxed);
    }

    /// The number now.
    #[must_use]
    pub fn get(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

impl Metrics {
    /// The counters in Prometheus's text format 0.0.4.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for (name, help, counter) in [
            ("responses_stored", "Revisions stored.", &self.stored),
            (
                "responses_repeated",
                "Revisions acknowledged again.",
                &self.repeated,
            ),
            ("posts_refused", "Posts answered with 4xx.", &self.refused),
            ("posts_failed", "Posts answered with 5xx.", &self.failed),
            (
                "commits",
                "Transactions committed for posts.",
                &self.commits,
            ),
        ] {
            let n = counter.get();
            out.push_str(&format!(
                "# HELP zeroten_{name}_total {help}\n# TYPE zeroten_{name}_total counter\nzeroten_{name}_total {n}\n"
            ));
        }
        out
    }
}
