//! Comments to words: small letters, stop words left out, neighbours paired.

use crate::domain::letters::{is_letter, small};
use crate::domain::names::Names;

/// A word in small letters.
pub(super) type Word<'a> = &'a str;

/// The words of each language that say nothing by themselves.
#[derive(Clone, Debug, Default)]
pub struct StopWords {
    lists: Vec<(String, Names)>,
}

/// The lists that one comment's words are held to.
pub(super) struct Lists<'a>(Vec<&'a Names>);

/// The languages that are taken together where a comment's own is unknown. Not more: a stop word
/// of one language is the theme of another, as Portuguese "nem" is Danish for "easy".
const TOGETHER: [&str; 5] = ["nb", "da", "sv", "en", "de"];

/// The languages there are lists for.
const KNOWN: [&str; 11] = [
    "da", "de", "en", "es", "fi", "fr", "it", "nb", "nl", "pt", "sv",
];

/// Words of degree, which Snowball's lists lack: "very good service" is about the service.
const DEGREE: [&str; 24] = [
    "veldig",
    "svært",
    "ganske",
    "riktig",
    "rigtig",
    "väldigt",
    "riktigt",
    "ganska",
    "very",
    "really",
    "quite",
    "sehr",
    "wirklich",
    "ziemlich",
    "très",
    "vraiment",
    "erg",
    "heel",
    "zeer",
    "muy",
    "molto",
    "muito",
    "todella",
    "erittäin",
];

impl StopWords {
    /// Adds a language's list: its tag, and its words between white space.
    pub fn add(&mut self, lang: &str, words: &str) {
        let mut list = Names::default();
        for word in words.split_ascii_whitespace() {
            list.number(word);
        }
        self.lists.push((lang.to_owned(), list));
    }

    /// The lists that comments in these languages need; those of the unknown are the five that are
    /// taken together.
    pub fn wanted<'a>(langs: impl Iterator<Item = &'a str>) -> Vec<&'static str> {
        let mut wanted = Vec::new();
        let mut all_known = true;
        for lang in langs.map(list_of) {
            let known = KNOWN.iter().find(|known| **known == lang);
            all_known &= known.is_some();
            wanted.extend(known);
        }
        if wanted.is_empty() || !all_known {
            wanted.extend(TOGETHER);
        }
        let known = KNOWN.into_iter();
        known.filter(|known| wanted.contains(known)).collect()
    }

    /// Whether there is a list for this language.
    #[must_use]
    pub fn has(&self, lang: &str) -> bool {
        self.lists.iter().any(|(known, _)| known == lang)
    }

    /// The list of the comment's language, or else those of [`TOGETHER`].
    pub(super) fn of(&self, lang: Option<&str>) -> Lists<'_> {
        let own = lang.map(list_of);
        let own: Vec<_> = self
            .lists
            .iter()
            .filter(|(known, _)| own == Some(known.as_str()))
            .map(|(_, words)| words)
            .collect();
        if !own.is_empty() {
            return Lists(own);
        }
        let together = self.lists.iter();
        let together = together.filter(|(known, _)| TOGETHER.contains(&known.as_str()));
        Lists(together.map(|(_, words)| words).collect())
    }
}

/// The tag of the list for a language's tag: `nb` for `nb-NO`, `no` and `NN`.
fn list_of(lang: &str) -> &str {
    let end = lang.bytes().position(|byte| matches!(byte, b'-' | b'_'));
    match end.and_then(|end| lang.get(..end)).unwrap_or(lang) {
        "no" | "nn" | "NO" | "NB" | "NN" => "nb",
        "DA" => "da",
        "SV" => "sv",
        "EN" => "en",
        "DE" => "de",
        "FR" => "fr",
        primary => primary,
    }
}

impl Lists<'_> {
    pub(super) fn contains(&self, word: Word<'_>) -> bool {
        DEGREE.contains(&word) || self.0.iter().any(|list| list.find(word).is_some())
    }
}

/// Whether a comment has one of these pairs of words, as [`super::Theme::forms`] has them.
#[must_use]
pub fn mentions(text: &str, pairs: &[String], lang: Option<&str>, stop: &StopWords) -> bool {
    let stop = stop.of(lang);
    let mut found = false;
    each_term(text, &|word| stop.contains(word), &mut |term| {
        found |= pairs.iter().any(|pair| pair == term);
    });
    found
}

/// Whether what stands between these two parts of a comment is words of their own, as
/// [`each_term`] takes words apart.
#[must_use]
pub fn is_apart(before: &str, after: &str) -> bool {
    !goes_on(&mut before.chars().rev()) && !goes_on(&mut after.chars())
}

fn goes_on(letters: &mut dyn Iterator<Item = char>) -> bool {
    for c in letters {
        if !joins(c) {
            return is_letter(c);
        }
    }
    false
}

/// Whether `c` between two letters makes one word of them.
const fn joins(c: char) -> bool {
    matches!(c, '\'' | '’' | '-')
}

/// Hands every word that is no stop word to `each`, and every two that are neighbours. Stop words
/// and punctuation part neighbours; single letters do neither count nor part.
pub(super) fn each_term(text: &str, is_stop: &dyn Fn(&str) -> bool, each: &mut dyn FnMut(&str)) {
    let mut word = String::new();
    let mut pair = String::new();
    let mut letters = 0;
    // A last space ends the last word.
    for c in text.chars().chain([' ']) {
        if is_letter(c) {
            word.push(small(c));
            letters += usize::from(!c.is_ascii_digit());
            continue;
        }
        if joins(c) && !word.is_empty() {
            word.push(c);
            continue;
        }
        while word.ends_with(joins) {
            word.pop();
        }
        let single = word.chars().nth(1).is_none();
        if letters == 0 || is_stop(&word) {
            if !word.is_empty() && (letters == 0 || !single) {
                pair.clear();
            }
        } else if !single {
            each(&word);
            if !pair.is_empty() {
                pair.push(' ');
                pair.push_str(&word);
                each(&pair);
            }
            pair.clone_from(&word);
        }
        if !c.is_whitespace() {
            pair.clear();
        }
        word.clear();
        letters = 0;
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_word_is_apart_where_it_is_a_term(text in "[ab'’. -]{0,6}", rest in "[ab'’. -]{0,6}") {
            // No other word of so few letters is this one.
            let comment = [&text, "xyz", &rest].concat();
            prop_assert_eq!(is_apart(&text, &rest), terms(&comment).iter().any(|term| term == "xyz"));
        }
    }

    fn terms(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        each_term(
            text,
            &|word| ["er", "og", "å"].contains(&word),
            &mut |term| {
                found.push(term.to_owned());
            },
        );
        found
    }

    #[test]
    fn words_and_neighbours_come_out_in_small_letters() {
        assert_eq!(
            terms("Appen KRASJER!"),
            ["appen", "krasjer", "appen krasjer"]
        );
        assert_eq!(terms("rask og hyggelig"), ["rask", "hyggelig"]);
        assert_eq!(terms("enkelt å bruke"), ["enkelt", "bruke", "enkelt bruke"]);
        assert_eq!(terms("dyrt, tregt"), ["dyrt", "tregt"]);
        assert_eq!(terms("don't 'quote' 10 x2"), ["don't", "quote", "x2"]);
        assert!(terms("  … 5 !").is_empty());
    }

    #[test]
    fn the_lists_wanted_are_those_of_the_languages() {
        let wanted = |langs: &[&str]| StopWords::wanted(langs.iter().copied());
        assert_eq!(wanted(&["nb-NO", "no", "en"]), ["en", "nb"]);
        assert_eq!(wanted(&[]), ["da", "de", "en", "nb", "sv"]);
        assert_eq!(wanted(&["pt", "zh"]), ["da", "de", "en", "nb", "pt", "sv"]);
    }

    #[test]
    fn a_language_has_its_own_list_or_those_of_its_neighbours() {
        let mut stop = StopWords::default();
        stop.add("nb", "og er");
        stop.add("pt", "nem");
        for lang in [Some("nb-NO"), Some("no"), Some("xx"), None] {
            assert!(stop.of(lang).contains("og"), "{lang:?}");
            assert!(!stop.of(lang).contains("nem"), "{lang:?}");
        }
        assert!(stop.of(Some("pt")).contains("nem"));
        assert!(stop.of(None).contains("veldig"));
    }
}
