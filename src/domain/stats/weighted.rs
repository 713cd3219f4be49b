//! The score where some answers count for more than others.

use super::{Interval, Tally, Z95};
use crate::domain::score::{Score, Segment};

/// A weighted score: by revenue, or to make up for who did not answer.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Weighted {
    /// How many answers there were.
    pub n: u64,
    /// How many unweighted answers would be as sure: `(Σw)² / Σw²`, at most `n`.
    pub effective_n: f64,
    /// The weighted score, -100 to 100.
    pub score: f64,
    /// Its standard error in points, over the effective n.
    pub standard_error: f64,
}

impl Weighted {
    /// The score of answers with their weights. `None` if a weight is negative or not finite, or
    /// if none is positive.
    ///
    /// Source of the effective n: Kish, Survey Sampling (1965), section 8.2.
    #[must_use]
    pub fn of(answers: &[(Score, f64)]) -> Option<Self> {
        let heaviest = answers
            .iter()
            .map(|(_, weight)| *weight)
            .fold(0.0, f64::max);
        let usable = |weight: f64| weight.is_finite() && weight >= 0.0;
        if heaviest <= 0.0 || !answers.iter().all(|(_, weight)| usable(*weight)) {
            return None;
        }
        let (mut promoters, mut detractors, mut sum, mut squares) = (0.0, 0.0, 0.0, 0.0);
        for (score, weight) in answers {
            // Only their proportions matter, and of those no square can overflow.
            let weight = weight / heaviest;
            sum += weight;
            squares += weight * weight;
            match score.segment() {
                Segment::Promoter => promoters += weight,
                Segment::Detractor => detractors += weight,
                Segment::Passive => {}
            }
        }
        let (p, d) = (promoters / sum, detractors / sum);
        let passives = (1.0 - p - d).max(0.0);
        let variance = passives * (p + d) + 4.0 * p * d;
        let effective_n = sum * sum / squares;
        Some(Self {
            n: answers.len() as u64,
            effective_n,
            score: 100.0 * (p - d),
            standard_error: 100.0 * (variance / effective_n).sqrt(),
        })
    }
}

/// The score where every group of answers counts once: an account with many people in it weighs no
/// more than one with a few.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OneEach {
    /// The mean of the groups' scores, -100 to 100.
    pub score: f64,
    /// Its 95 % interval, cut off at ±100.
    pub interval: Interval,
}

impl OneEach {
    /// The mean of the scores of the groups that have answers. `None` with fewer than ten of them,
    /// or where all have one score, which tells nothing of how far groups lie apart.
    ///
    /// People of one group answer alike, so that a group is one observation however many are in it:
    /// mean ± t s / √k, s the standard deviation (divisor k - 1) of the scores of k groups, t the
    /// 97.5 % point of Student's distribution with k - 1 degrees of freedom. Source: his "The
    /// probable error of a mean", Biometrika 6 (1908).
    #[must_use]
    pub fn of(groups: &[Tally]) -> Option<Self> {
        /// With fewer, the mean of scores between two ends is not yet near enough to normal.
        const FEWEST: f64 = 10.0;
        let (mut count, mut score, mut squares) = (0.0, 0.0, 0.0);
        // Welford's running mean and sum of squares, which does not cancel.
        for one in groups.iter().filter_map(|group| group.score()) {
            count += 1.0;
            let off = one - score;
            score += off / count;
            squares += off * (one - score);
        }
        if count < FEWEST || squares <= 0.0 {
            return None;
        }
        let df = count - 1.0;
        let reach = t95(df) * (squares / df / count).sqrt();
        Some(Self {
            score,
            interval: Interval {
                low: (score - reach).max(-100.0),
                high: (score + reach).min(100.0),
            },
        })
    }
}

/// The two-sided 95 % point of Student's t, short by less than 0.004 from nine degrees of freedom on.
///
/// Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5, the first two
/// corrections: (z³ + z) / 4 and (5z⁵ + 16z³ + 3z) / 96.
fn t95(df: f64) -> f64 {
    Z95 + (2.372_27 + 2.822_5 / df) / df
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn students_point_is_that_of_the_tables() {
        for (df, t) in [
            (9.0, 2.262_2),
            (11.0, 2.201_0),
            (30.0, 2.042_3),
            (120.0, 1.979_9),
        ] {
            assert!(
                (-0.000_1..0.004).contains(&(t - t95(df))),
                "{df}: {}",
                t95(df)
            );
        }
    }

    #[test]
    fn a_group_of_like_answers_is_one_observation() {
        // Twelve accounts that speak with one mouth of a hundred people each.
        let groups = |people| {
            let of = |at: u64| match at < 8 {
                true => Tally::from_counts(people, 0, 0),
                false => Tally::from_counts(0, 0, people),
            };
            (0..12).map(of).collect::<Vec<_>>()
        };
        let found = OneEach::of(&groups(100)).unwrap();
        assert!((found.score - 100.0 / 3.0).abs() < 1e-9);
        // By hand: s = 98.473, s / √12 = 28.427, t(11) = 2.201.
        assert!((found.interval.low + 29.2).abs() < 0.2, "{found:?}");
        assert!((found.interval.high - 95.9).abs() < 0.2, "{found:?}");
        assert_eq!(
            OneEach::of(&groups(1)).map(|one| one.interval),
            Some(found.interval)
        );
    }

    #[test]
    fn what_tells_nothing_of_its_spread_has_no_interval() {
        let nine = [Tally::from_counts(1, 0, 1), Tally::from_counts(1, 0, 0)].repeat(5);
        assert!(OneEach::of(&nine).is_some());
        assert_eq!(OneEach::of(nine.get(1..).unwrap_or_default()), None);
        let empty = [nine.get(1..).unwrap_or_default(), &[Tally::default()]].concat();
        assert_eq!(OneEach::of(&empty), None, "a group without answers is none");
        assert_eq!(OneEach::of(&[Tally::from_counts(3, 0, 0); 12]), None);
    }
}
