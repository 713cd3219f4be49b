//! The scales a survey can ask on. The recommendation scale is what Zeroten is for; satisfaction
//! and effort are asked beside it, through the same card.

use super::score::{Score, Segment};

/// What the numbers of an answer mean.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Scale {
    /// How likely to recommend, 0 to 10 (Reichheld, Harvard Business Review, December 2003).
    #[default]
    Nps,
    /// How satisfied, 1 to 5.
    Csat,
    /// How far it was made easy, 1 to 7 in agreement.
    Ces,
}

impl Scale {
    /// Every scale, the main one first.
    pub const ALL: [Self; 3] = [Self::Nps, Self::Csat, Self::Ces];

    /// The scale's name in configuration and on the wire.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Nps => "nps",
            Self::Csat => "csat",
            Self::Ces => "ces",
        }
    }

    /// The scale of this name.
    #[must_use]
    pub fn parse(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|scale| scale.as_str() == name)
    }

    /// The lowest answer: 0, or 1 where nothing is worse than the first step.
    #[must_use]
    pub const fn lowest(self) -> u8 {
        match self {
            Self::Nps => 0,
            Self::Csat | Self::Ces => 1,
        }
    }

    /// The highest answer.
    #[must_use]
    pub const fn highest(self) -> u8 {
        match self {
            Self::Nps => Score::MAX,
            Self::Csat => 5,
            Self::Ces => 7,
        }
    }

    /// The answer `value`, or `None` off this scale.
    #[must_use]
    pub fn score(self, value: u8) -> Option<Score> {
        (self.lowest()..=self.highest())
            .contains(&value)
            .then(|| Score::new(value))?
    }

    /// Every answer, in reading order: the lowest first.
    pub fn scores(self) -> impl Iterator<Item = Score> {
        (self.lowest()..=self.highest()).filter_map(Score::new)
    }

    /// Which follow-up, reasons and thanks an answer gets. On the two other scales this is no
    /// figure of the field's, and nothing is counted by it: those who count as satisfied (4 and 5)
    /// or as agreeing (5 to 7) are asked as promoters are, the middle as passives.
    #[must_use]
    pub const fn segment(self, score: Score) -> Segment {
        match (self, score.get()) {
            (Self::Nps, _) => score.segment(),
            (Self::Csat, 0..=2) | (Self::Ces, 0..=3) => Segment::Detractor,
            (Self::Csat, 3) | (Self::Ces, 4) => Segment::Passive,
            (Self::Csat | Self::Ces, _) => Segment::Promoter,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(scale: Scale) -> Vec<u8> {
        scale.scores().map(Score::get).collect()
    }

    #[test]
    fn each_scale_has_its_own_steps() {
        assert_eq!(values(Scale::Nps), (0..=10).collect::<Vec<_>>());
        assert_eq!(values(Scale::Csat), [1, 2, 3, 4, 5]);
        assert_eq!(values(Scale::Ces), [1, 2, 3, 4, 5, 6, 7]);
        for scale in Scale::ALL {
            for value in 0..=u8::MAX {
                let there = values(scale).contains(&value);
                assert_eq!(scale.score(value).is_some(), there, "{scale:?} {value}");
            }
        }
    }

    #[test]
    fn a_name_reads_back() {
        for scale in Scale::ALL {
            assert_eq!(Scale::parse(scale.as_str()), Some(scale));
        }
        for name in ["", "NPS", "stars"] {
            assert_eq!(Scale::parse(name), None, "{name}");
        }
    }

    #[test]
    fn each_scale_is_parted_by_its_own_rule() {
        let letters = |scale: Scale| -> String {
            scale
                .scores()
                .map(|score| match scale.segment(score) {
                    Segment::Detractor => 'd',
                    Segment::Passive => 'n',
                    Segment::Promoter => 'p',
                })
                .collect()
        };
        assert_eq!(letters(Scale::Nps), "dddddddnnpp");
        assert_eq!(letters(Scale::Csat), "ddnpp");
        assert_eq!(letters(Scale::Ces), "dddnppp");
    }
}
