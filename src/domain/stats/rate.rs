//! How many of those who were asked answered.

use super::{Interval, Z95};

/// The share of the surveys shown that were answered.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ResponseRate {
    /// How many were answered.
    pub answered: u64,
    /// How many were shown.
    pub shown: u64,
    /// Percent of those shown, 0 to 100.
    pub percent: f64,
    /// Wilson's 95 % interval of the percentage.
    pub interval: Interval,
}

impl ResponseRate {
    /// The rate of `answered` in `shown`; `None` where nothing was shown, or more was answered than
    /// shown, so that the two do not count the same thing.
    #[must_use]
    pub fn of(answered: u64, shown: u64) -> Option<Self> {
        (shown > 0 && answered <= shown).then(|| Self {
            answered,
            shown,
            percent: 100.0 * answered as f64 / shown as f64,
            interval: wilson(answered as f64, shown as f64),
        })
    }
}

/// Wilson's 95 % interval of the share of `count` in `n`, in percent (Journal of the American
/// Statistical Association 22, 1927). `n` is above 0.
pub(super) fn wilson(count: f64, n: f64) -> Interval {
    let share = count / n;
    let z2 = Z95 * Z95;
    let centre = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let reach = Z95 / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    Interval {
        low: 100.0 * (centre - reach).max(0.0),
        high: 100.0 * (centre + reach).min(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_is_wilsons() {
        // p = 0.3, n = 400, z = 1.96: the textbook formula by hand.
        let rate = ResponseRate::of(120, 400).unwrap();
        assert_eq!(rate.percent, 30.0);
        assert!((rate.interval.low - 25.717).abs() < 0.01, "{rate:?}");
        assert!((rate.interval.high - 34.664).abs() < 0.01, "{rate:?}");
        let all = ResponseRate::of(7, 7).unwrap();
        assert!(all.interval.low > 60.0 && all.interval.high == 100.0);
    }

    #[test]
    fn what_cannot_be_a_rate_is_none() {
        assert_eq!(ResponseRate::of(0, 0), None);
        assert_eq!(ResponseRate::of(3, 2), None);
        assert_eq!(ResponseRate::of(0, 2).map(|rate| rate.percent), Some(0.0));
    }
}
