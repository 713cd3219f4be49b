//! Statistics of the score.
