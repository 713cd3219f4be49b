//! What a respondent answered, and which segment that puts them in.

use core::fmt;

/// An answer on the recommendation scale, a whole number from 0 to 10.
///
/// The constructor is the only way in, so a `Score` that exists is in range.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Score(u8);

impl Score {
    /// The highest score, and the number of steps on the scale less one.
    pub const MAX: u8 = 10;
    /// 0, the end that means "not at all likely".
    pub const LOWEST: Self = Self(0);
    /// 10, the end that means "extremely likely".
    pub const HIGHEST: Self = Self(Self::MAX);

    /// The score `value`, or `None` above [`Score::MAX`].
    #[must_use]
    pub const fn new(value: u8) -> Option<Self> {
        if value <= Self::MAX {
            Some(Self(value))
        } else {
            None
        }
    }

    /// The number itself, 0 to 10.
    #[must_use]
    pub const fn get(self) -> u8 {
        self.0
    }

    /// The number in decimal.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self.0 {
            0 => "0",
            1 => "1",
            2 => "2",
            3 => "3",
            4 => "4",
            5 => "5",
            6 => "6",
            7 => "7",
            8 => "8",
            9 => "9",
            _ => "10",
        }
    }

    /// Every score, in reading order: 0 first.
    pub fn all() -> impl DoubleEndedIterator<Item = Self> {
        (0..=Self::MAX).map(Self)
    }

    /// The segment this score belongs to: 0 to 6 detractor, 7 and 8 passive, 9 and 10 promoter
    /// (Reichheld, Harvard Business Review, December 2003).
    #[must_use]
    pub const fn segment(self) -> Segment {
        match self.0 {
            0..=6 => Segment::Detractor,
            7..=8 => Segment::Passive,
            _ => Segment::Promoter,
        }
    }
}

impl fmt::Display for Score {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// The three groups the scale is read in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Segment {
    /// Answered 0 to 6.
    Detractor,
    /// Answered 7 or 8.
    Passive,
    /// Answered 9 or 10.
    Promoter,
}

impl Segment {
    /// Every segment, lowest scores first.
    pub const ALL: [Self; 3] = [Self::Detractor, Self::Passive, Self::Promoter];

    /// The segment's name in configuration and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Detractor => "detractor",
            Self::Passive => "passive",
            Self::Promoter => "promoter",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_zero_to_ten_are_scores() {
        for value in 0..=u8::MAX {
            assert_eq!(Score::new(value).is_some(), value <= 10, "{value}");
        }
    }

    #[test]
    fn a_score_reads_as_its_number() {
        for score in Score::all() {
            assert_eq!(score.as_str(), score.get().to_string());
        }
    }

    #[test]
    fn zero_is_a_score_and_a_detractor() {
        // Countly's web SDK tests `!rating` and so refuses the lowest score there is.
        assert_eq!(Score::new(0).map(Score::segment), Some(Segment::Detractor));
    }
}
