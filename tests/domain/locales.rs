//! Every locale file against the texts the card is built with.

use std::fs;

use serde_json::{Map, Value};
use zeroten::domain::survey::{Text, is_right_to_left};

fn folder() -> String {
    format!("{}/www/locales", env!("CARGO_MANIFEST_DIR"))
}

fn texts(path: &str) -> Map<String, Value> {
    let content = fs::read_to_string(path).expect("a locale file");
    serde_json::from_str(&content).expect("an object of texts")
}

/// Each language's tag and the path of its file.
fn languages() -> Vec<(String, String)> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder()).expect("the locales") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            continue; // The summary's, which its own test holds.
        }
        let language = path.file_stem().expect("a name").to_string_lossy();
        found.push((language.into_owned(), path.to_string_lossy().into_owned()));
    }
    assert!(found.len() >= 30, "{} languages", found.len());
    found
}

fn placeholders(text: &str) -> Vec<&str> {
    text.split('{')
        .skip(1)
        .map(|rest| rest.split_once('}').expect("a closed placeholder").0)
        .collect()
}

#[test]
fn the_english_file_is_what_is_built_in() {
    let english = texts(&format!("{}/en.json", folder()));
    assert_eq!(english.len(), Text::COUNT);
    for text in Text::ALL {
        assert_eq!(english[text.key()], text.english(), "{}", text.key());
    }
}

/// Words that a language shares with English, by file and key.
const SAME_AS_ENGLISH: [(&str, &str); 11] = [
    ("da", "send"),
    ("da", "reason_service"),
    ("de", "reason_service"),
    ("fr", "reason_service"),
    ("is", "sent"),
    ("nb", "send"),
    ("nb", "reason_service"),
    ("nl", "reason_service"),
    ("nn", "send"),
    ("nn", "reason_service"),
    ("sv", "reason_service"),
];

/// The keys in the order they are written, repeated ones included.
fn written_keys(content: &str) -> Vec<&str> {
    content
        .lines()
        .filter_map(|line| Some(line.trim().strip_prefix('"')?.split_once("\": \"")?.0))
        .collect()
}

#[test]
fn every_language_has_the_english_keys_in_their_order_and_placeholders() {
    let keys = Text::ALL.map(Text::key).to_vec();
    for (language, path) in languages() {
        let content = fs::read_to_string(&path).expect("a locale file");
        assert_eq!(written_keys(&content), keys, "{language}");
        let found = texts(&path);
        for text in Text::ALL {
            let wording = found[text.key()].as_str().expect("a text");
            assert_eq!(
                placeholders(wording),
                placeholders(text.english()),
                "{language}: {}",
                text.key()
            );
        }
    }
}

#[test]
fn every_wording_is_there_without_stray_space_or_leftover_english() {
    for (language, path) in languages() {
        let found = texts(&path);
        for text in Text::ALL {
            let wording = found[text.key()].as_str().expect("a text");
            let place = (language.as_str(), text.key());
            assert!(!wording.is_empty(), "{place:?}");
            assert_eq!(wording.trim(), wording, "{place:?}");
            assert!(!wording.contains("  "), "{place:?}");
            assert_eq!(
                wording == text.english(),
                language == "en" || SAME_AS_ENGLISH.contains(&place),
                "{place:?}"
            );
        }
    }
}

#[test]
fn languages_that_run_from_the_right_are_written_in_their_scripts() {
    for (language, path) in languages() {
        let question = texts(&path)["question"].to_string();
        let from_the_right = question
            .chars()
            .any(|letter| ('\u{590}'..='\u{8ff}').contains(&letter));
        assert_eq!(from_the_right, is_right_to_left(&language), "{language}");
    }
}
