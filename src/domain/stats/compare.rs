//! Whether groups differ, and not only in the sample.

use super::tail::{chi_square_upper, normal_two_sided};
use super::{Interval, Tally, Z95};
use crate::domain::order::order;

/// One group's score less another's.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Comparison {
    /// The difference of the two scores as they are shown, in points, -200 to 200.
    pub observed: f64,
    /// The difference of the adjusted centres, in points: what the test rests on.
    pub difference: f64,
    /// Its standard error, in points.
    pub standard_error: f64,
    /// The difference in standard errors.
    pub z: f64,
    /// The two-sided p-value: how often chance alone would set equal groups this far apart.
    pub p: f64,
    /// The 95 % interval of the difference, in points.
    pub interval: Interval,
}

/// Whether several groups could all have one score.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Homogeneity {
    /// Cochran's Q: the weighted squared distances from the common score.
    pub q: f64,
    /// Degrees of freedom: groups less one.
    pub df: u64,
    /// How often chance alone would scatter equal groups this widely.
    pub p: f64,
}

/// A group set against all the others together.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct VersusRest {
    /// The group less the rest.
    pub comparison: Comparison,
    /// The p-value after Holm's correction for the number of groups looked at.
    pub corrected_p: f64,
}

impl Comparison {
    /// Whether the difference may be called one: its 95 % interval excludes 0. Otherwise the
    /// words are "no clear difference".
    #[must_use]
    pub fn changed(&self) -> bool {
        self.interval.low > 0.0 || self.interval.high < 0.0
    }
}

impl VersusRest {
    /// Whether the group may be said to differ from the rest, given how many were looked at.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.corrected_p < 0.05
    }
}

impl Homogeneity {
    /// Whether the groups may be said to differ at all.
    #[must_use]
    pub fn differs(&self) -> bool {
        self.p < 0.05
    }
}

/// The score of `group` less that of `other`, each adjusted by three answers of its own. `None`
/// where either has no answers.
///
/// Source: MeasuringU, "How to statistically compare two Net Promoter Scores" (2020); the interval
/// is Rocks's adjusted Wald carried over to a difference.
#[must_use]
pub fn compare(group: Tally, other: Tally) -> Option<Comparison> {
    let observed = group.score()? - other.score()?;
    let (a, b) = (group.adjusted()?, other.adjusted()?);
    let difference = a.centre - b.centre;
    let standard_error = (a.standard_error.powi(2) + b.standard_error.powi(2)).sqrt();
    let z = difference / standard_error;
    Some(Comparison {
        observed,
        difference,
        standard_error,
        z,
        p: normal_two_sided(z),
        interval: Interval {
            low: difference - Z95 * standard_error,
            high: difference + Z95 * standard_error,
        },
    })
}

/// Each group against all the others together, corrected for looking at every one. `None` for a
/// group without answers, or where the rest has none; those are not counted as looks.
#[must_use]
pub fn versus_rest(groups: &[Tally]) -> Vec<Option<VersusRest>> {
    versus_rest_among(groups, Tally::default())
}

/// The same where `others` belong to the rest of every group but are no group that is looked at.
#[must_use]
pub fn versus_rest_among(groups: &[Tally], others: Tally) -> Vec<Option<VersusRest>> {
    let all = groups.iter().fold(others, |sum, t| sum.plus(*t));
    let comparisons: Vec<_> = groups
        .iter()
        .map(|group| compare(*group, all.minus(*group)))
        .collect();
    let looks: Vec<f64> = comparisons.iter().flatten().map(|c| c.p).collect();
    let mut corrected = holm(&looks).into_iter();
    comparisons
        .into_iter()
        .map(|comparison| {
            Some(VersusRest {
                comparison: comparison?,
                corrected_p: corrected.next()?,
            })
        })
        .collect()
}

/// P-values corrected for their number, in the order given: the smallest times k, the next times
/// k - 1, ..., never falling, at most 1.
///
/// Source: Holm, "A simple sequentially rejective multiple test procedure", Scandinavian Journal
/// of Statistics 6 (1979).
#[must_use]
pub fn holm(p_values: &[f64]) -> Vec<f64> {
    let mut ordered: Vec<(usize, f64)> = p_values.iter().copied().enumerate().collect();
    order(&mut ordered, &|(_, a), (_, b)| a.total_cmp(b));
    let mut corrected = vec![1.0; p_values.len()];
    let mut highest = 0.0_f64;
    for (rank, (at, p)) in ordered.into_iter().enumerate() {
        highest = highest.max(p * (p_values.len() - rank) as f64).min(1.0);
        if let Some(slot) = corrected.get_mut(at) {
            *slot = highest;
        }
    }
    corrected
}

/// Whether the groups could all have one score: Q = Σ w (c - c̄)² over the adjusted centres c,
/// weights w = 1 / SE². Groups without answers are left out; `None` with fewer than two left.
///
/// Source: Cochran, "The combination of estimates from different experiments", Biometrics 10
/// (1954).
#[must_use]
pub fn homogeneity(groups: &[Tally]) -> Option<Homogeneity> {
    let moments: Vec<_> = groups.iter().filter_map(|group| group.adjusted()).collect();
    let df = moments.len().checked_sub(1).filter(|df| *df > 0)?;
    let weighted: Vec<_> = moments
        .iter()
        .map(|m| ((m.standard_error * m.standard_error).recip(), m.centre))
        .collect();
    let weight: f64 = weighted.iter().map(|(w, _)| w).sum();
    let common = weighted.iter().map(|(w, c)| w * c).sum::<f64>() / weight;
    let q: f64 = weighted
        .iter()
        .map(|(w, c)| w * (c - common) * (c - common))
        .sum();
    Some(Homogeneity {
        q,
        df: df as u64,
        p: chi_square_upper(q, df as f64),
    })
}
