//! From values to places in a chart, and from places to the text of an SVG attribute.

use crate::domain::decimal::{fixed, signed};

/// A straight line from values to places.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Scale {
    values: (f64, f64),
    places: (f64, f64),
}

impl Scale {
    /// Puts the first of `values` on the first of `places`, the second on the second.
    pub(super) const fn new(values: (f64, f64), places: (f64, f64)) -> Self {
        Self { values, places }
    }

    /// Where `value` lies; on the first place where the values have no extent.
    pub(super) fn at(self, value: f64) -> f64 {
        let extent = self.values.1 - self.values.0;
        if extent == 0.0 {
            return self.places.0;
        }
        let part = (value - self.values.0) / extent;
        self.places.0 + part * (self.places.1 - self.places.0)
    }
}

/// A number as an attribute's text, to a tenth of a pixel. Written without the standard library's
/// float formatting, which would weigh more than a chart; what is no number becomes 0.
pub(super) fn px(value: f64) -> String {
    let tenths = (value * 10.0).round() as i64;
    match tenths % 10 {
        0 => signed(tenths / 10),
        _ => fixed(tenths, 1),
    }
}

/// The ends of an axis of scores that holds everything from `low` to `high`, and its grid lines.
pub(super) fn axis(low: f64, high: f64) -> (f64, f64, Vec<i32>) {
    let span = high - low;
    let step = if span > 120.0 {
        50
    } else if span > 60.0 {
        25
    } else {
        20
    };
    let lowest = ((low / f64::from(step)).floor() as i32 * step).max(-100);
    let highest = ((high / f64::from(step)).ceil() as i32 * step).min(100);
    let (lowest, highest) = if lowest < highest {
        (lowest, highest)
    } else {
        ((lowest - step).max(-100), (highest + step).min(100))
    };
    let lines = (0..=(highest - lowest) / step).map(|nth| lowest + nth * step);
    (f64::from(lowest), f64::from(highest), lines.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_short_attributes() {
        assert_eq!(px(12.0), "12");
        assert_eq!(px(-0.04), "0");
        assert_eq!(px(-0.26), "-0.3");
        assert_eq!(px(123.456), "123.5");
        assert_eq!(px(f64::NAN), "0");
        assert_ne!(px(f64::INFINITY), "inf");
    }

    #[test]
    fn a_scale_reaches_both_its_ends() {
        let scale = Scale::new((-100.0, 100.0), (0.0, 300.0));
        assert_eq!(scale.at(-100.0), 0.0);
        assert_eq!(scale.at(100.0), 300.0);
        assert_eq!(Scale::new((5.0, 5.0), (2.0, 9.0)).at(5.0), 2.0);
    }

    #[test]
    fn an_axis_holds_what_it_is_for() {
        for (low, high) in [
            (-3.2, 61.0),
            (0.0, 0.0),
            (-100.0, 100.0),
            (99.0, 100.0),
            (100.0, 100.0),
        ] {
            let (lowest, highest, lines) = axis(low, high);
            assert!(lowest <= low && high <= highest && lowest < highest);
            assert!((2..=9).contains(&lines.len()), "{lines:?}");
        }
    }
}
