//! Satisfaction (CSAT) and effort (CES): answers on a scale from 1, read by their mean and by the
//! share of the top answers: 4 and 5 of satisfaction's 5, and 5 to 7 of effort's 7. Vendors differ in the
//! rule, so the rule travels with the number.

use super::Interval;
use super::rate::wilson;
use crate::domain::decimal::decimal;

/// The share of the answers at the top of the scale.
#[derive(Clone, Debug, PartialEq)]
pub struct TopShare {
    /// Percent of all answers, 0 to 100.
    pub percent: f64,
    /// Wilson's 95 % interval of the percentage.
    pub interval: Interval,
    /// The lowest answer that counts.
    pub from: u64,
    /// The highest answer of the scale.
    pub to: u64,
}

/// How many answered, from how many gave 1, 2 and so on; beyond `u64::MAX` it stays there.
#[must_use]
pub fn n(counts: &[u64]) -> u64 {
    counts.iter().fold(0, |n, c| n.saturating_add(*c))
}

/// The mean answer, from 1 up, of so many that gave 1, 2 and so on.
#[must_use]
pub fn mean(counts: &[u64]) -> Option<f64> {
    let answers = (1_u64..).zip(counts);
    let sum: f64 = answers
        .map(|(answer, count)| answer as f64 * *count as f64)
        .sum();
    let n = in_all(counts);
    (n > 0.0).then(|| sum / n)
}

/// The share of the `best` highest answers, of so many that gave 1, 2 and so on.
#[must_use]
pub fn top(counts: &[u64], best: usize) -> Option<TopShare> {
    let n = in_all(counts);
    if n <= 0.0 {
        return None;
    }
    let below = counts.len().saturating_sub(best);
    let top = in_all(counts.get(below..).unwrap_or_default());
    Some(TopShare {
        percent: 100.0 * top / n,
        interval: wilson(top, n),
        from: below as u64 + 1,
        to: counts.len() as u64,
    })
}

/// Exact to 2^53.
fn in_all(counts: &[u64]) -> f64 {
    counts.iter().map(|count| *count as f64).sum()
}

impl TopShare {
    /// The rule in words, to stand beside the number.
    #[must_use]
    pub fn rule(&self) -> String {
        let [from, to] = [self.from, self.to].map(decimal);
        ["share of ", &from, " to ", &to, " on a scale of 1 to ", &to].concat()
    }
}
