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
    /// The weighted squared distances from the common score.
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
    let all = groups.iter().fold(Tally::default(), |sum, t| sum.plus(*t));
    versus_rest_of(groups, all)
}

/// The same where the groups are some of `all`; they may overlap.
#[must_use]
pub fn versus_rest_of(groups: &[Tally], all: Tally) -> Vec<Option<VersusRest>> {
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
/// Source: Cochran, "The combination of estimates from different experiments", Biometrics 10
/// (1954).
///
/// The three answers of the adjustment draw small groups to 0. Where they could move a centre by
/// more than half a standard error, groups of unequal size would seem to differ by that alone: there
/// c are the scores as they are, and w = n / s², s² the variance of all answers together. Small
/// groups of a lopsided score scatter this Q more widely than chi-square, so p is of a chi-square
/// stretched to the variance that Q has when the answers are dealt out by chance,
/// 2 df + γ (Σ 1/n - (k² + 2 k - 2) / N), γ their excess kurtosis, k groups, N answers. Source: Box
/// and Andersen, "Permutation theory in the derivation of robust criteria and the study of
/// departures from assumption", Journal of the Royal Statistical Society B 17 (1955).
#[must_use]
pub fn homogeneity(groups: &[Tally]) -> Option<Homogeneity> {
    let (mut all, mut smallest) = (Tally::default(), f64::MAX);
    for group in groups.iter().filter(|group| group.n() > 0) {
        all = all.plus(*group);
        smallest = smallest.min(group.n() as f64);
    }
    // Above 0 where all answers are of one segment, and nothing differs.
    let variance = all.variance()?.max(1e-9);
    let square = (all.score()? / 100.0).powi(2);
    // The pull, 3 |mean| / n, against half of √(variance / n).
    let pulled = 36.0 * square > variance * smallest;
    let (mut k, mut weight, mut common, mut q, mut inverse) = (0_u64, 0.0, 0.0, 0.0, 0.0);
    for group in groups {
        let Some(adjusted) = group.adjusted() else {
            continue;
        };
        let n = group.n() as f64;
        let (w, c) = match pulled {
            true => (n / variance / 1e4, group.score()?),
            false => (
                (adjusted.standard_error * adjusted.standard_error).recip(),
                adjusted.centre,
            ),
        };
        k += 1;
        weight += w;
        let off = c - common;
        let share = w / weight;
        common += off * share;
        q += w * off * off * (1.0 - share);
        inverse += n.recip();
    }
    let df = k.checked_sub(1).filter(|df| *df > 0)?;
    let (k, degrees) = (k as f64, df as f64);
    let mut stretch = 1.0;
    if pulled {
        // The fourth central moment of -1, 0 and 1 follows from their mean and variance.
        let fourth = variance + 3.0 * square * (2.0 * variance + square - 1.0);
        let excess = fourth / (variance * variance) - 3.0;
        let spread = excess * (inverse - (k * k + 2.0 * k - 2.0) / all.n() as f64);
        stretch = (1.0 + spread / (2.0 * degrees)).max(0.5);
    }
    Some(Homogeneity {
        q,
        df,
        p: chi_square_upper(q / stretch, degrees / stretch),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In how many of 2,000 runs groups of these sizes, of one score, are said to differ.
    fn rejected(promoters: f64, detractors: f64, sizes: &[u64]) -> f64 {
        // Marsaglia's xorshift: the same runs every time.
        let mut state = 88_172_645_463_325_252_u64;
        let mut drawn = || {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            (state >> 11) as f64 / (1_u64 << 53) as f64
        };
        let runs = (0..2000).filter(|_| {
            let groups: Vec<_> = sizes
                .iter()
                .map(|size| {
                    let mut tally = Tally::default();
                    for _ in 0..*size {
                        match drawn() {
                            at if at < promoters => tally.promoters += 1,
                            at if at < promoters + detractors => tally.detractors += 1,
                            _ => tally.passives += 1,
                        }
                    }
                    tally
                })
                .collect();
            homogeneity(&groups).unwrap().differs()
        });
        runs.count() as f64 / 2000.0
    }

    #[test]
    fn groups_of_one_score_seem_to_differ_about_once_in_twenty() {
        let unequal = |size, times, one: u64| [&vec![size; times][..], &[one]].concat();
        for (promoters, detractors, sizes) in [
            (0.88, 0.03, unequal(8, 15, 5000)),
            (0.9, 0.05, unequal(8, 15, 5000)),
            (0.96, 0.01, unequal(10, 10, 1000)),
            (0.05, 0.9, unequal(5, 15, 1000)),
            (0.9, 0.05, vec![50; 12]),
            (0.7, 0.1, unequal(20, 15, 1000)),
            (0.48, 0.23, unequal(8, 15, 1000)),
            (0.48, 0.23, vec![50; 12]),
            (0.48, 0.23, vec![200; 3]),
            (0.48, 0.23, unequal(1, 20, 400)),
        ] {
            let rate = rejected(promoters, detractors, &sizes);
            assert!(
                (0.02..0.075).contains(&rate),
                "{rate} of {promoters} {sizes:?}"
            );
        }
    }

    #[test]
    fn groups_that_differ_are_seen_at_high_scores_too() {
        let low = [
            Tally::from_counts(20, 10, 10),
            Tally::from_counts(4700, 200, 100),
        ];
        assert!(homogeneity(&low).unwrap().p < 0.001);
        let alike = [Tally::from_counts(8, 0, 0), Tally::from_counts(5000, 0, 0)];
        let found = homogeneity(&alike).unwrap();
        assert_eq!((found.q, found.df, found.p), (0.0, 1, 1.0));
    }
}
