//! Wordings that bend a score, and how to tell.
//!
//! A leading question, a plea for a good score, a reward for one and a coloured scale all move
//! answers upwards without moving opinions (Choi and Pak 2005, "A Catalog of Biases in
//! Questionnaires"). English and the Scandinavian languages are read; others pass unread.

/// How a wording bends answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Bias {
    /// It says what to think.
    Leading,
    /// It asks for a score.
    Begging,
    /// It pays for one.
    Rewarding,
    /// It paints some scores good and others bad.
    Coloured,
}

impl Bias {
    /// What is wrong, and what to do.
    #[must_use]
    pub const fn advice(self) -> &'static str {
        match self {
            Self::Leading => "leads the respondent; ask without praise",
            Self::Begging => "begs for a score; take the plea out",
            Self::Rewarding => "rewards an answer; people then answer for the reward",
            Self::Coloured => "colours the scale; scores then follow the colours",
        }
    }
}

/// Each bias `text` shows, with the words that show it.
#[must_use]
pub fn biases(text: &str) -> Vec<(Bias, &'static str)> {
    let words = spaced(text);
    let mut found = Vec::new();
    for (bias, signs) in SIGNS {
        let sign = signs.iter().find(|sign| words.contains(&spaced(sign)));
        found.extend(sign.map(|sign| (bias, *sign)));
    }
    let colour = COLOURS.iter().find(|sign| text.contains(**sign));
    found.extend(colour.map(|sign| (Bias::Coloured, *sign)));
    found
}

const SIGNS: [(Bias, &[&str]); 3] = [
    (
        Bias::Leading,
        &[
            "amazing",
            "awesome",
            "excellent",
            "great",
            "fantastic",
            "wonderful",
            "best-in-class",
            "world-class",
            "beloved",
            "how much do you love",
            "how much do you enjoy",
            "don't you",
            "wouldn't you",
            "agree that",
            "as happy as",
            "fantastisk",
            "fantastiske",
            "fantastiskt",
            "elsker du",
            "älskar du",
            "enestående",
            "enastående",
        ],
    ),
    (
        Bias::Begging,
        &[
            "give us a 10",
            "give us a ten",
            "give us 10",
            "rate us 10",
            "rate us a 10",
            "9 or 10",
            "nine or ten",
            "10 out of 10",
            "10/10",
            "top score",
            "highest score",
            "five stars",
            "5 stars",
            "please recommend us",
            "high score",
            "gi oss 10",
            "gi oss en 10",
            "ge oss 10",
            "giv os 10",
            "toppkarakter",
            "högsta betyg",
            "topkarakter",
        ],
    ),
    (
        Bias::Rewarding,
        &[
            "discount",
            "gift card",
            "voucher",
            "reward",
            "coupon",
            "prize",
            "win a",
            "chance to win",
            "rabatt",
            "rabat",
            "gavekort",
            "presentkort",
            "gavekort",
            "vinn",
            "vind en",
            "premie",
        ],
    ),
];

/// Red, amber and green, and faces for them.
const COLOURS: [&str; 14] = [
    "🔴", "🟠", "🟡", "🟢", "🟥", "🟧", "🟨", "🟩", "😀", "😊", "🙂", "😐", "🙁", "😡",
];

/// The words alone, each with a space on both sides, so that none is found inside another.
fn spaced(text: &str) -> String {
    let mut spaced = String::from(" ");
    for c in text.chars().flat_map(char::to_lowercase) {
        let c = if c == '’' { '\'' } else { c };
        if c.is_alphanumeric() || matches!(c, '\'' | '/' | '-') {
            spaced.push(c);
        } else if !spaced.ends_with(' ') {
            spaced.push(' ');
        }
    }
    if !spaced.ends_with(' ') {
        spaced.push(' ');
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_each_bias_by_its_words_and_no_word_inside_another() {
        for (text, expected) in [
            (
                "How likely are you to recommend our amazing shop?",
                Some(Bias::Leading),
            ),
            ("You’d recommend us, wouldn’t you?", Some(Bias::Leading)),
            ("Anything below 9 or 10 hurts us.", Some(Bias::Begging)),
            ("Answer and get a 10 % discount.", Some(Bias::Rewarding)),
            ("0 🔴 to 10 🟢", Some(Bias::Coloured)),
            ("Is the grating too greatly spaced?", None),
            (
                "How likely are you to recommend us to a friend or colleague?",
                None,
            ),
            ("What is the prized feature?", None),
            (
                "Hva syntes du om den fantastiske butikken?",
                Some(Bias::Leading),
            ),
        ] {
            let found = biases(text).first().map(|(bias, _)| *bias);
            assert_eq!(found, expected, "{text}");
        }
    }

    #[test]
    fn nothing_in_our_own_english_is_biased() {
        for text in crate::domain::survey::Text::ALL {
            assert_eq!(biases(text.english()), [], "{}", text.key());
        }
    }
}
