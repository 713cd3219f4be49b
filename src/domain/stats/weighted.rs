//! The score where some answers count for more than others.

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
