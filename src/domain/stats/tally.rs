//! Counts of promoters, passives and detractors, and what follows from them.

use super::{FEW_BELOW, HIDDEN_BELOW, UNCERTAIN_ABOVE, Z95};
use crate::domain::score::{Score, Segment};

/// How many promoters, passives and detractors answered.
///
/// Everything the score needs and nothing more: tallies of parts add up to the tally of the whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Tally {
    /// Answered 9 or 10.
    pub promoters: u64,
    /// Answered 7 or 8.
    pub passives: u64,
    /// Answered 0 to 6.
    pub detractors: u64,
}

/// A 95 % interval, both ends on the scale of the quantity it belongs to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end, never below the lower.
    pub high: f64,
}

/// How far a score can be trusted, by how many answered and how wide its interval is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Confidence {
    /// Nobody answered: there is no score, which is not a score of 0.
    NoResponses,
    /// So few that the score is not shown, only their number ([`HIDDEN_BELOW`]).
    TooFew,
    /// Shown muted, as "few responses" (below [`FEW_BELOW`]).
    Few,
    /// Shown as "uncertain": the interval reaches more than [`UNCERTAIN_ABOVE`] points each way.
    Uncertain,
    /// Shown without reservation.
    Settled,
}

impl Tally {
    /// A tally of these counts.
    #[must_use]
    pub const fn from_counts(promoters: u64, passives: u64, detractors: u64) -> Self {
        Self {
            promoters,
            passives,
            detractors,
        }
    }

    /// Counts one answer.
    #[inline(always)]
    pub const fn add(&mut self, score: Score) {
        // Nothing is decided, which is faster where a million come in no order.
        let segment = score.segment();
        let promoter = matches!(segment, Segment::Promoter) as u64;
        let passive = matches!(segment, Segment::Passive) as u64;
        let detractor = matches!(segment, Segment::Detractor) as u64;
        self.promoters = self.promoters.saturating_add(promoter);
        self.passives = self.passives.saturating_add(passive);
        self.detractors = self.detractors.saturating_add(detractor);
    }

    /// Counts `more` answers of `segment`.
    pub const fn add_many(&mut self, segment: Segment, more: u64) {
        let count = match segment {
            Segment::Promoter => &mut self.promoters,
            Segment::Passive => &mut self.passives,
            Segment::Detractor => &mut self.detractors,
        };
        *count = count.saturating_add(more);
    }

    /// This tally and `other` together.
    #[must_use]
    pub const fn plus(self, other: Self) -> Self {
        Self {
            promoters: self.promoters.saturating_add(other.promoters),
            passives: self.passives.saturating_add(other.passives),
            detractors: self.detractors.saturating_add(other.detractors),
        }
    }

    /// This tally without `part`, which must be one of its parts.
    #[must_use]
    pub const fn minus(self, part: Self) -> Self {
        Self {
            promoters: self.promoters.saturating_sub(part.promoters),
            passives: self.passives.saturating_sub(part.passives),
            detractors: self.detractors.saturating_sub(part.detractors),
        }
    }

    /// How many gave an answer of `segment`.
    #[must_use]
    pub const fn count(self, segment: Segment) -> u64 {
        match segment {
            Segment::Promoter => self.promoters,
            Segment::Passive => self.passives,
            Segment::Detractor => self.detractors,
        }
    }

    /// How many answered; passives count. Beyond `u64::MAX` it stays there, while everything
    /// computed from the tally goes on with the exact sum.
    #[must_use]
    pub const fn n(self) -> u64 {
        self.promoters
            .saturating_add(self.passives)
            .saturating_add(self.detractors)
    }

    /// Promoters less detractors as a percentage of all answers, -100 to 100 (Reichheld 2003).
    #[must_use]
    pub fn score(self) -> Option<f64> {
        let n = self.exact_n();
        // Correctly rounded while 100 n fits in 53 bits; beyond that the quotient can pass 100.
        (n > 0).then(|| ((100 * self.balance()) as f64 / n as f64).clamp(-100.0, 100.0))
    }

    /// The variance of one answer counted as -1, 0 or 1: `(P+D)/n - ((P-D)/n)²`, from 0 to 1.
    ///
    /// Source: CRAN package NPS 1.1, `npvar`; whuber, Cross Validated 18603.
    #[must_use]
    pub fn variance(self) -> Option<f64> {
        self.any().then(|| self.counted(0.0).variance())
    }

    /// The standard error of [`Tally::score`] in points, `100 √(variance / n)`.
    ///
    /// Source: CRAN package NPS 1.1, `nps.se`.
    #[must_use]
    pub fn standard_error(self) -> Option<f64> {
        self.any().then(|| self.counted(0.0).standard_error())
    }

    /// The 95 % interval of the score: adjusted Wald (3, T), cut off at ±100.
    ///
    /// Three answers are added (¾ promoter, 1½ passive, ¾ detractor), which keeps it near its
    /// nominal coverage down to five answers, where the plain Wald interval falls to 40 %.
    /// Source: Rocks, "Interval Estimation for the Net Promoter Score", The American Statistician
    /// 70 (2016).
    ///
    /// Its centre is not the score; show the ends, never "±".
    #[must_use]
    pub fn interval(self) -> Option<Interval> {
        let Moments {
            centre,
            standard_error,
        } = self.adjusted()?;
        let reach = Z95 * standard_error;
        Some(Interval {
            low: (centre - reach).clamp(-100.0, 100.0),
            high: (centre + reach).clamp(-100.0, 100.0),
        })
    }

    /// How far the interval reaches to each side of its own centre, in points, before it is cut
    /// off at ±100.
    #[must_use]
    pub fn half_width(self) -> Option<f64> {
        Some(Z95 * self.adjusted()?.standard_error)
    }

    /// How many answers in all would bring [`Tally::half_width`] down to `points`, if they fell
    /// as these did. `None` without answers, or where `points` is not a positive number.
    #[must_use]
    pub fn answers_for_half_width(self, points: f64) -> Option<u64> {
        if !self.any() {
            return None;
        }
        answers_for_half_width(points, self.counted(PRIOR).variance(), Z95)
    }

    /// How far the score can be trusted, hidden below [`HIDDEN_BELOW`] answers.
    #[must_use]
    pub fn confidence(self) -> Confidence {
        self.confidence_hidden_below(HIDDEN_BELOW)
    }

    /// How far the score can be trusted, where the owner chose from how many answers it is shown.
    #[must_use]
    pub fn confidence_hidden_below(self, shown_from: u64) -> Confidence {
        let n = self.n();
        match self.half_width() {
            None => Confidence::NoResponses,
            Some(_) if n < shown_from => Confidence::TooFew,
            Some(_) if n < FEW_BELOW => Confidence::Few,
            Some(half_width) if half_width > UNCERTAIN_ABOVE => Confidence::Uncertain,
            Some(_) => Confidence::Settled,
        }
    }

    /// The centre and standard error behind [`Tally::interval`], in points. The centre is for
    /// comparing groups; it is never shown as the score.
    pub(super) fn adjusted(self) -> Option<Moments> {
        let counted = self.counted(PRIOR);
        self.any().then(|| Moments {
            centre: 100.0 * (counted.promoters - counted.detractors) / counted.n(),
            standard_error: counted.standard_error(),
        })
    }

    /// Whether anybody answered.
    const fn any(self) -> bool {
        self.promoters | self.passives | self.detractors > 0
    }

    /// The exact number of answers.
    pub(super) const fn exact_n(self) -> u128 {
        self.promoters as u128 + self.passives as u128 + self.detractors as u128
    }

    /// Promoters less detractors, exact.
    pub(super) const fn balance(self) -> i128 {
        self.promoters as i128 - self.detractors as i128
    }

    fn counted(self, prior: f64) -> Counted {
        Counted {
            promoters: self.promoters as f64 + prior,
            passives: self.passives as f64 + 2.0 * prior,
            detractors: self.detractors as f64 + prior,
        }
    }
}

impl FromIterator<Score> for Tally {
    fn from_iter<I: IntoIterator<Item = Score>>(scores: I) -> Self {
        let mut tally = Self::default();
        scores.into_iter().for_each(|score| tally.add(score));
        tally
    }
}

impl Confidence {
    /// The state's name in the summary's JSON.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::NoResponses => "no_responses",
            Self::TooFew => "too_few",
            Self::Few => "few",
            Self::Uncertain => "uncertain",
            Self::Settled => "settled",
        }
    }
}

/// How many answers bring the adjusted Wald interval's half-width down to `points`, at `variance`
/// (of one answer, 0 to 1) and with `z` standard errors to each side: `⌈v z² / d² - 3⌉`.
///
/// With `z` the sum of two normal points (1.645 + 0.842 for 5 % one-sided at 80 % power) it is the
/// sample size per the MeasuringU note "Sample sizes for NPS significance tests". `None` where an
/// argument is not a positive finite number; a variance of 0 is allowed and asks for no answers.
#[must_use]
pub fn answers_for_half_width(points: f64, variance: f64, z: f64) -> Option<u64> {
    let positive = |x: f64| x.is_finite() && x > 0.0;
    if !positive(points) || !positive(z) || !(variance == 0.0 || positive(variance)) {
        return None;
    }
    let errors = 100.0 * z / points;
    let n = variance * errors * errors - 4.0 * PRIOR;
    // A float too large for the integer becomes its maximum, one below zero becomes 0.
    Some(n.ceil() as u64)
}

/// What each of promoters and detractors is given by the adjustment; passives get twice that.
const PRIOR: f64 = 0.75;

/// A centre and its standard error, in points.
#[derive(Clone, Copy, Debug)]
pub(super) struct Moments {
    pub(super) centre: f64,
    pub(super) standard_error: f64,
}

struct Counted {
    promoters: f64,
    passives: f64,
    detractors: f64,
}

impl Counted {
    fn n(&self) -> f64 {
        self.promoters + self.passives + self.detractors
    }

    /// `(P+D)/n - ((P-D)/n)²` with the squares multiplied out, `(N(P+D) + 4PD) / n²`, N the
    /// passives: a sum of positive terms, which cannot cancel below zero however large the counts.
    fn variance(&self) -> f64 {
        let n = self.n();
        let (p, q, d) = (self.promoters / n, self.passives / n, self.detractors / n);
        q * (p + d) + 4.0 * p * d
    }

    fn standard_error(&self) -> f64 {
        100.0 * (self.variance() / self.n()).sqrt()
    }
}
