//! The ranges a score is read in. A rule of thumb: the edges are the owner's to move.

use core::fmt;

use super::{Interval, Tally};
use crate::domain::decimal::signed;

/// Where one band ends and the next begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Edge {
    /// The score at the edge, whole points.
    pub at: i8,
    /// Whether a score of exactly that belongs to the band above.
    pub goes_up: bool,
}

/// One band: the scores between two edges, or beyond the first or last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Band {
    /// Where the band begins; `None` for the lowest.
    pub from: Option<Edge>,
    /// Where the band ends; `None` for the highest.
    pub to: Option<Edge>,
}

/// A set of bands that covers every score once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bands {
    edges: Vec<Edge>,
}

/// Edges that do not each lie above the one before.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct EdgesOutOfOrder {
    /// The edge that comes too late.
    pub edge: i8,
    /// The one before it.
    pub after: i8,
}

impl Default for Bands {
    /// `< 0 | 0 to 30 | 30 to 50 | 50 to 70 | > 70`. A shared edge belongs to the band above, but
    /// 70 stays below: the published guides all say "over 70".
    fn default() -> Self {
        let up = |at| Edge { at, goes_up: true };
        Self {
            edges: vec![
                up(0),
                up(30),
                up(50),
                Edge {
                    at: 70,
                    goes_up: false,
                },
            ],
        }
    }
}

impl Bands {
    /// Bands with these edges, lowest first; no edges is one band.
    ///
    /// # Errors
    ///
    /// If an edge does not lie above the one before it.
    pub fn new(edges: Vec<Edge>) -> Result<Self, EdgesOutOfOrder> {
        match edges
            .iter()
            .zip(edges.iter().skip(1))
            .find(|(low, high)| low.at >= high.at)
        {
            Some((after, edge)) => Err(EdgesOutOfOrder {
                edge: edge.at,
                after: after.at,
            }),
            None => Ok(Self { edges }),
        }
    }

    /// Every band, lowest first.
    pub fn iter(&self) -> impl Iterator<Item = Band> {
        (0..=self.edges.len()).map(|rank| self.band(rank))
    }

    /// The band of a tally's score, decided on whole numbers: `100 (P - D)` against `edge × n`.
    #[must_use]
    pub fn band_of(&self, tally: Tally) -> Option<Band> {
        let n = i128::try_from(tally.exact_n()).ok().filter(|n| *n > 0)?;
        self.rank_of(100 * tally.balance(), n)
            .map(|rank| self.band(rank))
    }

    /// The band of a score given as a number; `None` for NaN.
    #[must_use]
    pub fn band_of_score(&self, score: f64) -> Option<Band> {
        (!score.is_nan()).then(|| self.band(self.rank_of_score(score)))
    }

    /// Every band the interval reaches into, lowest first: what the score could honestly be
    /// called.
    #[must_use]
    pub fn bands_touched(&self, interval: Interval) -> Vec<Band> {
        (self.rank_of_score(interval.low)..=self.rank_of_score(interval.high))
            .map(|rank| self.band(rank))
            .collect()
    }

    /// How many edges lie below `numerator / denominator`, for a positive denominator.
    pub(super) fn rank_of(&self, numerator: i128, denominator: i128) -> Option<usize> {
        if denominator <= 0 {
            return None;
        }
        Some(
            self.edges
                .iter()
                .take_while(|edge| {
                    let at = i128::from(edge.at) * denominator;
                    numerator > at || (numerator == at && edge.goes_up)
                })
                .count(),
        )
    }

    fn rank_of_score(&self, score: f64) -> usize {
        self.edges
            .iter()
            .take_while(|edge| {
                let at = f64::from(edge.at);
                score > at || (score == at && edge.goes_up)
            })
            .count()
    }

    fn band(&self, rank: usize) -> Band {
        Band {
            from: rank
                .checked_sub(1)
                .and_then(|below| self.edges.get(below).copied()),
            to: self.edges.get(rank).copied(),
        }
    }
}

impl Band {
    /// `below 0`, `0 to 30`, `over 70`: the range itself, which unlike "great" claims nothing.
    #[must_use]
    pub fn to_text(&self) -> String {
        let at = |edge: Edge| signed(i64::from(edge.at));
        match (self.from, self.to) {
            (None, None) => "any score".to_owned(),
            (None, Some(to)) if to.goes_up => ["below ", &at(to)].concat(),
            (None, Some(to)) => [&at(to), " or below"].concat(),
            (Some(from), None) if from.goes_up => [&at(from), " or over"].concat(),
            (Some(from), None) => ["over ", &at(from)].concat(),
            (Some(from), Some(to)) => [&at(from), " to ", &at(to)].concat(),
        }
    }
}

impl fmt::Display for Band {
    /// As [`Band::to_text`].
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_text())
    }
}

impl fmt::Display for EdgesOutOfOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "band edge {} comes after {}: list the edges from lowest to highest, each once",
            self.edge, self.after
        )
    }
}

impl core::error::Error for EdgesOutOfOrder {}
