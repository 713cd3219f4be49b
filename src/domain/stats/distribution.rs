//! How many gave each of the eleven scores.

use super::Tally;
use crate::domain::score::Score;

/// How many gave each score, and how many answers had to be left out.
///
/// Two equal scores can hide a split house and a lukewarm one; the distribution tells them apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Distribution {
    /// How many gave 0, 1, ... 10.
    pub counts: [u64; 11],
    /// Answers without a usable score: counted, so that the owner sees them, and nowhere else.
    pub excluded: u64,
}

impl Distribution {
    /// Counts one answer; `None` is an excluded one.
    #[inline(always)]
    pub fn add(&mut self, score: Option<Score>) {
        let count = score
            .and_then(|score| self.counts.get_mut(usize::from(score.get())))
            .unwrap_or(&mut self.excluded);
        *count = count.saturating_add(1);
    }

    /// This distribution and `other` together.
    #[must_use]
    pub fn plus(&self, other: &Self) -> Self {
        let mut sum = *self;
        for (count, more) in sum.counts.iter_mut().zip(other.counts) {
            *count = count.saturating_add(more);
        }
        sum.excluded = sum.excluded.saturating_add(other.excluded);
        sum
    }

    /// Every score with how many gave it, 0 first.
    pub fn iter(&self) -> impl Iterator<Item = (Score, u64)> {
        Score::all().zip(self.counts.iter().copied())
    }

    /// How many gave `score`.
    #[must_use]
    pub fn count(&self, score: Score) -> u64 {
        self.counts
            .get(usize::from(score.get()))
            .copied()
            .unwrap_or(0)
    }

    /// The promoters, passives and detractors.
    #[must_use]
    pub fn tally(&self) -> Tally {
        let mut tally = Tally::default();
        for (score, count) in self.iter() {
            tally.add_many(score.segment(), count);
        }
        tally
    }

    /// The mean answer, 0 to 10. Not the score; it says where on the scale the answers lie.
    #[must_use]
    pub fn mean(&self) -> Option<f64> {
        let n = self.n();
        let sums = self.iter();
        let sum: f64 = sums
            .map(|(score, n)| f64::from(score.get()) * n as f64)
            .sum();
        (n > 0.0).then(|| sum / n)
    }

    /// The standard deviation of the answers, 0 to 5, divisor n: how split they are.
    #[must_use]
    pub fn standard_deviation(&self) -> Option<f64> {
        let mean = self.mean()?;
        let squares: f64 = self
            .iter()
            .map(|(score, count)| (f64::from(score.get()) - mean).powi(2) * count as f64)
            .sum();
        Some((squares / self.n()).sqrt())
    }

    /// How many answered; exact up to 2^53.
    fn n(&self) -> f64 {
        self.counts.iter().map(|count| *count as f64).sum()
    }
}

impl FromIterator<Option<Score>> for Distribution {
    fn from_iter<I: IntoIterator<Item = Option<Score>>>(scores: I) -> Self {
        let mut distribution = Self::default();
        scores.into_iter().for_each(|score| distribution.add(score));
        distribution
    }
}
