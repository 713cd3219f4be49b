//! Numbers as people read them, rounded from the raw counts and never from rounded ones.

use super::{Bands, Tally};
use crate::domain::decimal::{fixed, signed};
use crate::domain::score::Segment;

/// Promoters, passives and detractors as whole percentages that sum to 100.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shares {
    /// Percent of all answers.
    pub promoters: u8,
    /// Percent of all answers.
    pub passives: u8,
    /// Percent of all answers.
    pub detractors: u8,
}

impl Shares {
    /// The segment's share.
    #[must_use]
    pub const fn of(self, segment: Segment) -> u8 {
        match segment {
            Segment::Promoter => self.promoters,
            Segment::Passive => self.passives,
            Segment::Detractor => self.detractors,
        }
    }
}

impl Tally {
    /// Each segment's share by largest remainder, so that they sum to 100. Equal remainders go to
    /// promoters before passives before detractors.
    #[must_use]
    pub fn shares(self) -> Option<Shares> {
        let n = self.exact_n();
        let share = |count: u64| {
            let (whole, remainder) = divided(u128::from(count) * 100, n)?;
            Some((u8::try_from(whole).ok()?, remainder))
        };
        let mut shares = [
            share(self.promoters)?,
            share(self.passives)?,
            share(self.detractors)?,
        ];
        let missing = 100_u8.saturating_sub(shares.iter().map(|(whole, _)| whole).sum());
        for _ in 0..missing {
            // The last of equals would win `max_by_key`, hence the reversal.
            if let Some((whole, remainder)) = shares.iter_mut().rev().max_by_key(|(_, r)| *r) {
                *whole += 1;
                *remainder = 0;
            }
        }
        let [promoters, passives, detractors] = shares.map(|(whole, _)| whole);
        Some(Shares {
            promoters,
            passives,
            detractors,
        })
    }

    /// The score as a whole number, halves away from zero.
    #[must_use]
    pub fn rounded(self) -> Option<i32> {
        let n = i128::try_from(self.exact_n()).ok()?;
        i32::try_from(round_half_away(100 * self.balance(), n)?).ok()
    }

    /// The score as text: a whole number, halves away from zero, no "-0".
    ///
    /// Where rounding would carry it into another of `bands`, it has one decimal and stays on its
    /// own side of the edge: 29.96 is `29.9`, 70.01 is `70.1`, -0.01 is `-0.1`.
    #[must_use]
    pub fn display(self, bands: &Bands) -> Option<String> {
        let n = i128::try_from(self.exact_n()).ok()?;
        let hundredfold = 100 * self.balance();
        let own = bands.rank_of(hundredfold, n)?;
        let whole = round_half_away(hundredfold, n)?;
        if bands.rank_of(whole, 1) == Some(own) {
            return Some(signed(i64::try_from(whole).ok()?));
        }
        let thousandfold = 10 * hundredfold;
        let below = rounded_down(thousandfold, n)?;
        let tenths = [round_half_away(thousandfold, n)?, below, below + 1]
            .into_iter()
            .find(|tenths| bands.rank_of(*tenths, 10) == Some(own))?;
        Some(fixed(i64::try_from(tenths).ok()?, 1))
    }
}

/// `numerator / denominator` to the nearest whole number, halves away from zero. `None` where the
/// denominator is not positive or the doubled numerator leaves the range of the type.
#[must_use]
pub fn round_half_away(numerator: i128, denominator: i128) -> Option<i128> {
    if denominator <= 0 {
        return None;
    }
    let doubled = numerator
        .checked_abs()?
        .checked_mul(2)?
        .checked_add(denominator)?;
    let of = denominator.checked_mul(2)?;
    let (magnitude, _) = divided(doubled.unsigned_abs(), of.unsigned_abs())?;
    Some(i128::try_from(magnitude).ok()? * numerator.signum())
}

/// `numerator / denominator` to the whole number below, for a positive denominator.
fn rounded_down(numerator: i128, denominator: i128) -> Option<i128> {
    let (whole, remainder) = divided(numerator.unsigned_abs(), denominator.unsigned_abs())?;
    let whole = i128::try_from(whole).ok()?;
    Some(match numerator < 0 {
        true => -whole - i128::from(remainder > 0),
        false => whole,
    })
}

/// The whole number of times that `by` fits into `of`, and what is left; neither above the range of
/// `i128`. A bit at a time, as on paper: the compiler's own division of such numbers weighs more in
/// the browser than all that is divided there.
fn divided(of: u128, by: u128) -> Option<(u128, u128)> {
    let (mut whole, mut left) = (0, 0);
    for bit in (0..u128::BITS).rev() {
        left = left << 1 | of >> bit & 1;
        whole <<= 1;
        if left >= by {
            left -= by;
            whole |= 1;
        }
    }
    (by > 0).then_some((whole, left))
}
