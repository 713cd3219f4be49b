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
    /// The question to people at work, where the owner named no brand.
    QuestionBusiness "question_business" "How likely are you to recommend us to a colleague or business partner?",
    /// The question to people at work, with the owner's brand in place of `{brand}`.
    QuestionBusinessBrand "question_business_brand" "How likely are you to recommend {brand} to a colleague or business partner?",
    /// The satisfaction question (CSAT, 1 to 5), where the owner named no brand.
    CsatQuestion "csat_question" "How satisfied are you with us?",
    /// The satisfaction question with the owner's brand in place of `{brand}`.
    CsatQuestionBrand "csat_question_brand" "How satisfied are you with {brand}?",
    /// What 1 means on the satisfaction scale.
    CsatLow "csat_low" "Very dissatisfied",
    /// What 5 means on the satisfaction scale.
    CsatHigh "csat_high" "Very satisfied",
    /// The statement to agree with (CES, 1 to 7), where the owner named no brand.
    CesQuestion "ces_question" "It was easy for me to handle my issue.",
    /// The statement to agree with, the owner's brand in place of `{brand}`.
    CesQuestionBrand "ces_question_brand" "{brand} made it easy for me to handle my issue.",
    /// What 1 means on the agreement scale.
    CesLow "ces_low" "Strongly disagree",
    /// What 7 means on the agreement scale.
    CesHigh "ces_high" "Strongly agree",
    /// The label of the reasons to tick.
    Reasons "reasons" "What was it about? Choose any that fit.",
    /// A stock reason: what it costs.
    ReasonPrice "reason_price" "Price",
    /// A stock reason: how good it is.
    ReasonQuality "reason_quality" "Quality",
    /// A stock reason: how the respondent was treated and helped.
    ReasonService "reason_service" "Service",
    /// A stock reason: how it arrived.
    ReasonDelivery "reason_delivery" "Delivery",
    /// A stock reason: how easy it is to use.
    ReasonEase "reason_ease" "Ease of use",
    /// A stock reason: what there is to choose from.
    ReasonRange "reason_range" "Product range",
    /// The reason that opens the comment.
    ReasonOther "reason_other" "Something else",
    /// Offers that the owner gets in touch; promises nothing.
    ContactOffer "contact_offer" "May we contact you about this?",
    /// The label of the address field.
    Email "email" "Email address",
    /// Shown where the address cannot be one.
    EmailInvalid "email_invalid" "Enter an email address such as name@example.com.",
    /// What the respondent ticks to be written to.
    Consent "consent" "You may email me about my answer.",
    /// Shown where an address is given and the consent is not.
    ConsentMissing "consent_missing" "Tick the box if we may email you, or leave the address empty.",
    /// The button to the page where the owner's reviews are.
    Review "review" "Write a review",
    /// The button that puts the question off.
    Snooze "snooze" "Not now",
    /// The hint beside a score chosen by a link, which is not sent yet; `{score}` is that score.
    Preselected "preselected" "You chose {score}. Send it or pick another.",
    /// Shown where the respondent sends before choosing.
    ScoreMissing "score_missing" "Choose a score first.",
}

/// Languages of the locale files that are written from right to left.
const RIGHT_TO_LEFT: [&str; 2] = ["ar", "he"];

/// Whether the texts of `language`, the name of a locale file, run from right to left.
#[must_use]
pub fn is_right_to_left(language: &str) -> bool {
    RIGHT_TO_LEFT.contains(&language)
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
