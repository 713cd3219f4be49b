//! What is asked: the texts of a survey, each a whole sentence.

use super::contact::Mistake;
use super::scale::Scale;
use super::score::Segment;

macro_rules! texts {
    ($($(#[$doc:meta])* $name:ident $key:literal $english:literal,)*) => {
        /// One text of a card. Each is a whole sentence or label, never joined with another, so that
        /// each language can phrase it its own way.
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

/// Who is asked to recommend to whom.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Audience {
    /// People, to a friend or colleague.
    #[default]
    People,
    /// People at work, to a colleague or business partner.
    Business,
}

impl Text {
    /// The question on `scale`; the one with `{brand}` in it where there is a brand to name.
    #[must_use]
    pub const fn question(scale: Scale, audience: Audience, brand: bool) -> Self {
        match (scale, audience, brand) {
            (Scale::Nps, Audience::People, false) => Self::Question,
            (Scale::Nps, Audience::People, true) => Self::QuestionBrand,
            (Scale::Nps, Audience::Business, false) => Self::QuestionBusiness,
            (Scale::Nps, Audience::Business, true) => Self::QuestionBusinessBrand,
            (Scale::Csat, _, false) => Self::CsatQuestion,
            (Scale::Csat, _, true) => Self::CsatQuestionBrand,
            (Scale::Ces, _, false) => Self::CesQuestion,
            (Scale::Ces, _, true) => Self::CesQuestionBrand,
        }
    }

    /// What the lowest answer on `scale` means.
    #[must_use]
    pub const fn low(scale: Scale) -> Self {
        match scale {
            Scale::Nps => Self::Low,
            Scale::Csat => Self::CsatLow,
            Scale::Ces => Self::CesLow,
        }
    }

    /// What the highest answer on `scale` means.
    #[must_use]
    pub const fn high(scale: Scale) -> Self {
        match scale {
            Scale::Nps => Self::High,
            Scale::Csat => Self::CsatHigh,
            Scale::Ces => Self::CesHigh,
        }
    }

    /// The follow-up question for `segment`.
    #[must_use]
    pub const fn follow_up(segment: Segment) -> Self {
        match segment {
            Segment::Detractor => Self::FollowUpDetractor,
            Segment::Passive => Self::FollowUpPassive,
            Segment::Promoter => Self::FollowUpPromoter,
        }
    }

    /// The thanks for `segment`.
    #[must_use]
    pub const fn thanks(segment: Segment) -> Self {
        match segment {
            Segment::Detractor => Self::ThanksDetractor,
            Segment::Passive => Self::ThanksPassive,
            Segment::Promoter => Self::ThanksPromoter,
        }
    }

    /// What is said of a mistake.
    #[must_use]
    pub const fn mistake(mistake: Mistake) -> Self {
        match mistake {
            Mistake::Email => Self::EmailInvalid,
            Mistake::Consent => Self::ConsentMissing,
        }
    }

    /// The label of the stock reason of this name; an owner's own reason has none, and is its own.
    #[must_use]
    pub fn reason(name: &str) -> Option<Self> {
        Self::REASONS
            .into_iter()
            .find(|text| text.key().strip_prefix("reason_") == Some(name))
    }

    /// The stock reasons, named in a definition by their keys without `reason_`.
    const REASONS: [Self; 7] = [
        Self::ReasonPrice,
        Self::ReasonQuality,
        Self::ReasonService,
        Self::ReasonDelivery,
        Self::ReasonEase,
        Self::ReasonRange,
        Self::ReasonOther,
    ];
}

/// `template` with `value` in place of its one placeholder, `{brand}` or `{score}`. A template has
/// one at most, so its name need not be searched for, which in wasm is the larger half of `replace`.
#[must_use]
pub fn filled(template: &str, value: &str) -> String {
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
    fn the_value_replaces_the_placeholder() {
        assert_eq!(
            filled("To {brand}, or not?", "Fjord & Co"),
            "To Fjord & Co, or not?"
        );
        assert_eq!(
            filled(Text::Back.english(), "10"),
            "You answered 10. Change it"
        );
    }

    #[test]
    fn a_brand_with_braces_is_not_a_template() {
        assert_eq!(filled("To {brand}", "{score}"), "To {score}");
    }

    #[test]
    fn a_wording_without_its_placeholder_stands_as_it_is() {
        assert_eq!(filled("Change {your answer", "0"), "Change {your answer");
        assert_eq!(filled("Change", "0"), "Change");
    }

    #[test]
    fn a_question_names_the_brand_exactly_where_there_is_one() {
        let mut questions = Vec::new();
        for scale in Scale::ALL {
            for audience in [Audience::People, Audience::Business] {
                for brand in [true, false] {
                    let question = Text::question(scale, audience, brand);
                    assert_eq!(question.english().contains("{brand}"), brand);
                    questions.push(question.key());
                }
            }
        }
        questions.sort_unstable();
        questions.dedup();
        assert_eq!(questions.len(), 8, "only recommending knows the audience");
    }

    #[test]
    fn each_segment_is_asked_and_thanked_in_its_own_words() {
        for (i, a) in Segment::ALL.into_iter().enumerate() {
            for b in Segment::ALL.into_iter().skip(i + 1) {
                assert_ne!(Text::follow_up(a), Text::follow_up(b));
                assert_ne!(Text::thanks(a), Text::thanks(b));
            }
        }
    }

    #[test]
    fn every_stock_reason_has_its_label() {
        let keys: Vec<_> = Text::ALL.into_iter().map(Text::key).collect();
        let stock = keys.iter().filter_map(|key| key.strip_prefix("reason_"));
        assert_eq!(stock.clone().count(), 7);
        for name in stock {
            assert!(Text::reason(name).is_some(), "{name}");
        }
        assert_eq!(Text::reason("other"), Some(Text::ReasonOther));
        assert_eq!(Text::reason("Kundeservice"), None);
        assert_eq!(Text::reason("reason_price"), None);
    }
}
