//! Statistics of the score: what it is, how sure it is, and how to say so.
//!
//! Scores are on -100 to 100 unless a name says otherwise. Nothing here is ever NaN: where a
//! quantity does not exist (no answers, no weights) it is `None`.
//!
//! | file | what is in it |
//! |---|---|
//! | [`Tally`] | promoters, passives, detractors; score, standard error, interval, confidence |
//! | [`Distribution`] | how many gave each of 0 to 10, and how many answers were excluded |
//! | [`Bands`] | the named ranges a score falls in, and which ones its interval touches |
//! | [`display`] | rounding: whole shares, the score as text |
//! | [`mod@compare`] | two groups, many groups, corrections for looking many times |
//! | [`mod@trend`] | days, weeks, months, quarters, rolling windows |
//! | [`ratings`] | satisfaction (CSAT) and effort (CES) |
//! | [`ResponseRate`] | how many of those who were asked answered |
//! | [`Weighted`], [`OneEach`] | the score where some answers count for more, or every group once |

mod bands;
pub mod compare;
pub mod display;
mod distribution;
mod rate;
pub mod ratings;
mod tail;
mod tally;
pub mod trend;
mod weighted;

pub use bands::{Band, Bands, Edge, EdgesOutOfOrder};
pub use compare::{
    Comparison, Homogeneity, VersusRest, compare, holm, homogeneity, versus_rest, versus_rest_of,
};
pub use display::Shares;
pub use distribution::Distribution;
pub use rate::ResponseRate;
pub use tally::{Confidence, Interval, Tally, answers_for_half_width};
pub use trend::{Bucket, Period, rolling, rolling_of_days, trend, trend_of_days, week_of};
pub use weighted::{OneEach, Weighted};

/// The two-sided 95 % point of the standard normal distribution.
pub const Z95: f64 = 1.959_963_984_540_053_6;
/// Below this many answers the score is not shown: it would say more about a person than about a
/// product. Peers use 5, and 3 at the least.
pub const HIDDEN_BELOW: u64 = 5;
/// Below this many answers the score is shown as coming from few.
pub const FEW_BELOW: u64 = 30;
/// An interval that reaches further than this to each side makes the score uncertain, in points.
pub const UNCERTAIN_ABOVE: f64 = 10.0;
