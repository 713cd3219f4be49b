//! Every language's file against the English one, and against what a language counts with.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use serde_json::{Map, Value};

use super::{Text, Words};

/// English as a browser would speak it, as far as tests need it: days stay what they are.
pub(in crate::summary) struct Voice(Vec<Value>);

impl Voice {
    pub(super) fn lang(&self) -> &str {
        "en"
    }

    pub(super) fn template(&self, at: u32, n: f64) -> String {
        let text = &self.0[at as usize];
        let category = if n == 1.0 { "one" } else { "other" };
        let text = text.as_str().or_else(|| text[category].as_str());
        text.unwrap().to_owned()
    }

    pub(super) fn number(&self, text: &str) -> String {
        let (sign, digits) = text.split_at(usize::from(text.starts_with(['-', '+'])));
        let (whole, rest) = digits.split_at(digits.find('.').unwrap_or(digits.len()));
        let mut out = sign.to_owned();
        for (at, digit) in whole.chars().enumerate() {
            if at > 0 && (whole.len() - at).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out + rest
    }

    pub(super) fn span(&self, n: u64, unit: &str) -> String {
        format!("{n} {unit}")
    }

    pub(super) fn date(&self, days: i64, form: &str) -> String {
        format!("{form} of {}", crate::domain::time::Date::from_days(days))
    }

    pub(super) fn list(&self, lines: &str) -> String {
        lines.replace('\n', " and ")
    }
}

/// The English words.
pub(in crate::summary) fn english() -> Words {
    let texts = grouped(&file("en"))
        .into_values()
        .map(|mut wordings| match wordings.remove("") {
            Some(text) => Value::from(text),
            None => wordings.into_iter().collect::<Value>(),
        });
    Words {
        voice: Voice(texts.collect()),
    }
}

fn folder() -> String {
    format!("{}/www/locales/summary", env!("CARGO_MANIFEST_DIR"))
}

fn file(language: &str) -> Map<String, Value> {
    let content = fs::read_to_string(format!("{}/{language}.json", folder())).unwrap();
    serde_json::from_str(&content).unwrap()
}

fn names(folder: &str) -> BTreeSet<String> {
    let entries = fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter_map(|name| Some(name.strip_suffix(".json")?.to_owned()))
        .collect()
}

/// The wordings of each text by their category; under a blank one where there is just one.
fn grouped(file: &Map<String, Value>) -> BTreeMap<String, BTreeMap<String, String>> {
    let mut out = BTreeMap::<_, BTreeMap<_, _>>::new();
    for (key, text) in file {
        let (name, category) = key.split_once('.').unwrap_or((key, ""));
        let text = text.as_str().unwrap().to_owned();
        let wordings = out.entry(name.to_owned()).or_default();
        wordings.insert(category.to_owned(), text);
    }
    out
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    let parts = text.split('{').skip(1);
    parts.map(|part| part.split_once('}').unwrap().0).collect()
}

/// What whole numbers fall into (Unicode CLDR, "Language Plural Rules", cardinals): the categories a
/// language keeps for fractions are left out.
fn categories(language: &str) -> &'static [&'static str] {
    match language {
        "ja" | "ko" | "zh-Hans" | "zh-Hant" => &["other"],
        "ar" => &["few", "many", "one", "other", "two", "zero"],
        "he" => &["one", "other", "two"],
        "lv" => &["one", "other", "zero"],
        "pl" | "uk" => &["few", "many", "one"],
        "cs" | "sk" | "lt" | "hr" | "ro" => &["few", "one", "other"],
        "es" | "fr" | "it" | "pt" | "pt-BR" => &["many", "one", "other"],
        _ => &["one", "other"],
    }
}

#[test]
fn the_texts_are_those_of_the_english_file() {
    let keys = grouped(&file("en")).into_keys().collect::<Vec<_>>();
    assert_eq!(keys, Text::KEYS);
}

#[test]
fn the_summary_speaks_the_languages_of_the_card() {
    assert_eq!(names(&folder()), names(&format!("{}/..", folder())));
}

#[test]
fn every_language_has_the_english_texts_with_their_placeholders() {
    let english = grouped(&file("en"));
    for language in names(&folder()) {
        let texts = grouped(&file(&language));
        let keys = |texts: &BTreeMap<String, _>| texts.keys().cloned().collect::<Vec<_>>();
        assert_eq!(keys(&texts), keys(&english), "{language}");
        for (key, wordings) in &texts {
            let given: Vec<&str> = wordings.keys().map(String::as_str).collect();
            let expected = match english[key].contains_key("") {
                true => &[""][..],
                false => categories(&language),
            };
            assert_eq!(given, expected, "{language}: {key}");
            let wanted = english[key].values().next().unwrap();
            for (category, text) in wordings {
                // Where a category is a single number, a language may say it in a word.
                let single = ["one", "two", "zero"].contains(&category.as_str());
                let found = placeholders(text);
                assert!(
                    found == placeholders(wanted) || single && found.is_empty(),
                    "{language}: {key}: {text}"
                );
            }
        }
    }
}

#[test]
fn every_wording_is_there_without_stray_space_or_leftover_english() {
    let english = file("en");
    for language in names(&folder()).into_iter().filter(|name| name != "en") {
        let mut same = Vec::new();
        for (key, text) in &file(&language) {
            let wording = text.as_str().unwrap();
            assert!(!wording.is_empty(), "{language}: {key}");
            assert_eq!(wording.trim(), wording, "{language}: {key}");
            assert!(!wording.contains("  "), "{language}: {key}");
            if english.get(key) == Some(text) && !SAME_AS_ENGLISH.contains(&wording) {
                same.push(wording.to_owned());
            }
        }
        assert_eq!(same, [""; 0], "{language}");
    }
}

/// Wordings that other languages share with English: without words, or of the same ones.
const SAME_AS_ENGLISH: [&str; 13] = [
    "(95 %: {range})",
    "{share} %",
    "95 % interval",
    "Dates",
    "Detractor",
    "Filters",
    "No",
    "Points",
    "Q{quarter}",
    "Score",
    "Segment",
    "Week {week}, {year}",
    "over {score}",
];
