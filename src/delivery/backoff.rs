//! When to try again: how long to wait, and whom to leave alone meanwhile. Pure: chance is an
//! argument, and waits are lengths, never moments, so a clock that jumps moves none of them.

use super::reply::Verdict;

/// The longest first wait, in milliseconds; each failure in a row doubles it.
pub const FIRST_MS: u32 = 1_000;
/// Where the doubling ends, in milliseconds: 15 minutes.
pub const CAP_MS: u32 = 15 * 60 * 1_000;
/// The doublings after which [`CAP_MS`] is reached for certain.
const DOUBLINGS: u32 = 10;
/// The least of `random` that counts: a sixteenth. A page whose chance is always nought must not
/// make a storm of attempts.
const LEAST: u16 = 1 << 12;

/// How long to wait before the next round of attempts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wait {
    /// In milliseconds.
    pub ms: u32,
    /// Whether the browser's word that it is online again ends it early. Not where the endpoint
    /// itself named a time.
    pub until_online: bool,
}

impl Wait {
    /// None at all.
    pub const NONE: Self = Self {
        ms: 0,
        until_online: false,
    };

    /// The wait after `failures` failed rounds in a row before the last, which asked for
    /// `retry_after` milliseconds. `random` is evenly spread over its type.
    ///
    /// Full jitter (Marc Brooker, "Exponential Backoff And Jitter", 2015): anything from nothing to
    /// the ceiling, so that pages that failed together do not return together. It is added to what
    /// the endpoint asked for, for the same reason.
    #[must_use]
    pub fn after(failures: u32, retry_after: Option<u32>, random: u16) -> Self {
        let ceiling = (FIRST_MS << failures.min(DOUBLINGS)).min(CAP_MS);
        // In 32 bits, which the JavaScript twin has for nothing: 256 steps are enough.
        let jitter = (ceiling * u32::from(random.max(LEAST) >> 8)) >> 8;
        Self {
            ms: retry_after.unwrap_or(0) + jitter,
            until_online: retry_after.is_none(),
        }
    }
}

/// What one round of attempts has come to so far.
#[derive(Clone, Debug, Default)]
pub struct Round {
    /// The endpoint to leave alone until the next round. One is enough: a second that has to be
    /// spared costs an attempt more.
    spared: String,
    retry_after: Option<u32>,
}

impl Round {
    /// Whether `endpoint` is to be left alone for the rest of the round.
    #[must_use]
    pub fn spares(&self, endpoint: &str) -> bool {
        self.spared == endpoint
    }

    /// Takes in what an attempt at `endpoint` came to. An endpoint that could not be reached or
    /// asked for time is spared; one that failed over this answer may still take the next.
    pub fn record(&mut self, endpoint: &str, verdict: Verdict) {
        if let Verdict::NotYet { spare, retry_after } = verdict {
            if spare {
                endpoint.clone_into(&mut self.spared);
            }
            self.retry_after = self.retry_after.max(retry_after);
        }
    }

    /// The wait before the next round, after `failures` failed ones before this.
    #[must_use]
    pub fn wait(&self, failures: u32, random: u16) -> Wait {
        Wait::after(failures, self.retry_after, random)
    }
}

#[cfg(test)]
mod tests {
    use super::super::reply::RETRY_AFTER_CAP_MS;
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn the_ceiling_doubles_from_a_second_to_a_quarter_of_an_hour() {
        for (failures, seconds) in (0..).zip([1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900]) {
            let longest = Wait::after(failures, None, u16::MAX).ms;
            assert!(
                (seconds * 990..=seconds * 1_000).contains(&longest),
                "{longest}"
            );
        }
    }

    #[test]
    fn what_the_endpoint_asked_for_is_waited_and_online_does_not_cut_it_short() {
        let wait = Wait::after(0, Some(7_000), 0);
        assert!((7_000..8_000).contains(&wait.ms) && !wait.until_online);
        assert!(Wait::after(0, None, 0).until_online);
    }

    #[test]
    fn an_endpoint_that_asked_for_time_is_spared_and_others_are_not() {
        let mut round = Round::default();
        let not_yet = |spare, retry_after| Verdict::NotYet { spare, retry_after };
        round.record("https://a.example", not_yet(true, Some(5_000)));
        round.record("https://b.example", not_yet(false, None));
        round.record("https://c.example", Verdict::Acknowledged { enough: false });
        assert!(round.spares("https://a.example"));
        assert!(!round.spares("https://b.example") && !round.spares("https://c.example"));
        assert!(round.wait(0, 0).ms >= 5_000);
    }

    proptest! {
        #[test]
        fn no_chance_makes_a_storm_or_a_wait_without_end(
            failures: u32,
            retry_after in proptest::option::of(0..=RETRY_AFTER_CAP_MS),
            random: u16,
        ) {
            let wait = Wait::after(failures, retry_after, random);
            prop_assert!(wait.ms >= FIRST_MS / 17);
            prop_assert!(wait.ms <= RETRY_AFTER_CAP_MS + CAP_MS);
            let later = Wait::after(failures.saturating_add(1), retry_after, random);
            prop_assert!(later.ms >= wait.ms);
        }
    }
}
