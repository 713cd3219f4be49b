//! What is asked: the texts of a survey, each a whole sentence.

use super::score::{Score, Segment};

/// The texts of a card. Every one is a whole sentence or label, never joined with another, so
/// that each language can phrase it its own way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Texts {
    values: [String; Text::COUNT],
}

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $key:literal $english:literal,)*) => {
        /// The name of one text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Text {
            $($(#[$doc])* $name,)*
        }

        impl Text {
            /// Every text, in the order of the locale files.
            pub const ALL: [Self; Self::COUNT] = [$(Self::$name,)*];
            /// How many texts a locale holds.
            pub const COUNT: usize = [$($key),*].len();

            /// The key in a locale file and in a definition's `texts`.
            #[must_use]
            pub const fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)* }
            }

            /// The English wording, built in so that a card never lacks its words.
            #[must_use]
            pub const fn english(self) -> &'static str {
                match self { $(Self::$name => $english,)* }
            }
        }
    };
}

texts! {
    /// The question, where the owner named no brand.
    Question "question" "How likely are you to recommend us to a friend or colleague?",
    /// The question with the owner's brand in place of `{brand}`.
    QuestionBrand "question_brand" "How likely are you to recommend {brand} to a friend or colleague?",
    /// What 0 means.
    Low "low" "Not at all likely",
    /// What 10 means.
    High "high" "Extremely likely",
    /// The button that answers with the selected score, for keyboards.
    SendScore "send_score" "Send score",
    /// Asked after 0 to 6.
    FollowUpDetractor "follow_up_detractor" "What went wrong, and what should we do better?",
    /// Asked after 7 or 8.
    FollowUpPassive "follow_up_passive" "What is the one thing we could do better?",
    /// Asked after 9 or 10.
    FollowUpPromoter "follow_up_promoter" "What do you like best about us?",
    /// The label of the comment field.
    Comment "comment" "Your answer (optional)",
    /// The button that sends the follow-up.
    Send "send" "Send",
    /// The button that passes the follow-up over.
    Skip "skip" "Skip",
    /// The button that returns to the question; `{score}` is the score given.
    Back "back" "You answered {score}. Change it",
    /// The thanks to a detractor.
    ThanksDetractor "thanks_detractor" "Thank you. Your answer goes to the people who can put it right.",
    /// The thanks to a passive.
    ThanksPassive "thanks_passive" "Thank you. Your answer helps us get better.",
    /// The thanks to a promoter.
    ThanksPromoter "thanks_promoter" "Thank you! It means a lot to us.",
    /// The button that takes the card away.
    Close "close" "Close",
    /// Announced when the endpoint has the answer.
    Sent "sent" "Sent",
    /// Announced when the answer waits on this device.
    Saved "saved" "Saved, will be sent when you are online",
    /// The card's own name to assistive technology.
    Region "region" "Survey",
}

impl Default for Texts {
    fn default() -> Self {
        Self {
            values: Text::ALL.map(|text| text.english().to_owned()),
        }
    }
}

impl Texts {
    /// Replaces one text. An empty value leaves the text as it was.
    pub fn set(&mut self, text: Text, value: String) {
        if let Some(slot) = self.values.get_mut(text as usize)
            && !value.is_empty()
        {
            *slot = value;
        }
    }

    /// The wording of `text`.
    #[must_use]
    pub fn get(&self, text: Text) -> &str {
        self.values.get(text as usize).map_or("", String::as_str)
    }

    /// The question, naming `brand` where the owner gave one.
    #[must_use]
    pub fn question(&self, brand: Option<&str>) -> String {
        match brand {
            Some(brand) => filled(self.get(Text::QuestionBrand), brand),
            None => self.get(Text::Question).to_owned(),
        }
    }

    /// The way back to the question, naming the score given.
    #[must_use]
    pub fn back(&self, score: Score) -> String {
        filled(self.get(Text::Back), score.as_str())
    }

    /// The follow-up question for `segment`.
    #[must_use]
    pub fn follow_up(&self, segment: Segment) -> &str {
        self.get(match segment {
            Segment::Detractor => Text::FollowUpDetractor,
            Segment::Passive => Text::FollowUpPassive,
            Segment::Promoter => Text::FollowUpPromoter,
        })
    }

    /// The thanks for `segment`.
    #[must_use]
    pub fn thanks(&self, segment: Segment) -> &str {
        self.get(match segment {
            Segment::Detractor => Text::ThanksDetractor,
            Segment::Passive => Text::ThanksPassive,
            Segment::Promoter => Text::ThanksPromoter,
        })
    }
}

/// `template` with `value` in place of its one placeholder, `{brand}` or `{score}`. A template has
/// one at most, so its name need not be searched for, which in wasm is the larger half of `replace`.
fn filled(template: &str, value: &str) -> String {
    let placeholder = template.split_once('{').and_then(|(before, rest)| {
        let (_, after) = rest.split_once('}')?;
        Some([before, value, after].concat())
    });
    placeholder.unwrap_or_else(|| template.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_brand_replaces_its_placeholder() {
        let texts = Texts::default();
        assert!(
            texts
                .question(Some("Fjord & Co"))
                .contains("recommend Fjord & Co to")
        );
        assert!(texts.question(None).contains("recommend us to"));
        assert!(texts.back(Score::HIGHEST).contains("answered 10."));
    }

    #[test]
    fn a_brand_with_braces_is_not_a_template() {
        assert!(
            Texts::default()
                .question(Some("{score}"))
                .contains("recommend {score} to")
        );
    }

    #[test]
    fn a_wording_without_its_placeholder_stands_as_it_is() {
        let mut texts = Texts::default();
        texts.set(Text::Back, "Change {your answer".into());
        assert_eq!(texts.back(Score::LOWEST), "Change {your answer");
    }

    #[test]
    fn each_segment_is_asked_and_thanked_in_its_own_words() {
        let texts = Texts::default();
        for (i, a) in Segment::ALL.into_iter().enumerate() {
            for b in Segment::ALL.into_iter().skip(i + 1) {
                assert_ne!(texts.follow_up(a), texts.follow_up(b));
                assert_ne!(texts.thanks(a), texts.thanks(b));
            }
        }
    }

    #[test]
    fn an_empty_override_keeps_the_text() {
        let mut texts = Texts::default();
        texts.set(Text::Send, String::new());
        assert_eq!(texts.get(Text::Send), "Send");
    }
}
