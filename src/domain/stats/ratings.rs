//! Satisfaction (CSAT) and effort (CES): answers on a scale from 1, read by their mean and by the
//! share of the top answers. Vendors differ in the rule, so the rule travels with the number.

use super::Interval;
use super::rate::wilson;
use crate::domain::decimal::decimal;

/// How many gave each of 1 to `STEPS`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ratings<const STEPS: usize> {
    /// How many gave 1, 2, ... `STEPS`.
    pub counts: [u64; STEPS],
}

/// Satisfaction, 1 to 5; read by the share of 4 and 5, `top(2)`.
pub type Csat = Ratings<5>;
/// Effort, 1 to 7 in agreement with "made it easy"; read by the mean, and the share of 5 to 7,
/// `top(3)`.
pub type Ces = Ratings<7>;

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

impl<const STEPS: usize> Ratings<STEPS> {
    /// Counts one answer; whether it was on the scale.
    pub fn add(&mut self, answer: u64) -> bool {
        self.add_many(answer, 1)
    }

    /// Counts `count` answers more; whether they were on the scale.
    pub fn add_many(&mut self, answer: u64, count: u64) -> bool {
        let slot = answer
            .checked_sub(1)
            .and_then(|at| usize::try_from(at).ok())
            .and_then(|at| self.counts.get_mut(at));
        match slot {
            Some(slot) => {
                *slot = slot.saturating_add(count);
                true
            }
            None => count == 0,
        }
    }

    /// How many answered; beyond `u64::MAX` it stays there.
    #[must_use]
    pub fn n(&self) -> u64 {
        self.counts.iter().fold(0, |n, c| n.saturating_add(*c))
    }

    /// The mean answer, 1 to `STEPS`.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let sum: f64 = (1_u64..)
            .zip(self.counts)
            .map(|(answer, count)| answer as f64 * count as f64)
            .sum();
        let n = self.exact_n();
        (n > 0.0).then(|| sum / n)
    }

    /// The share of the `best` highest answers.
    #[must_use]
    pub fn top(&self, best: usize) -> Option<TopShare> {
        let n = self.exact_n();
        if n <= 0.0 {
            return None;
        }
        let best = best.min(STEPS);
        let top: f64 = self.counts.iter().rev().take(best).map(|c| *c as f64).sum();
        Some(TopShare {
            percent: 100.0 * top / n,
            interval: wilson(top, n),
            from: (STEPS - best + 1) as u64,
            to: STEPS as u64,
        })
    }

    fn exact_n(&self) -> f64 {
        self.counts.iter().map(|count| *count as f64).sum()
    }
}

impl<const STEPS: usize> Default for Ratings<STEPS> {
    fn default() -> Self {
        Self { counts: [0; STEPS] }
    }
}

impl TopShare {
    /// The rule in words, to stand beside the number.
    #[must_use]
    pub fn rule(&self) -> String {
        let [from, to] = [self.from, self.to].map(decimal);
        ["share of ", &from, " to ", &to, " on a scale of 1 to ", &to].concat()
    }
}
