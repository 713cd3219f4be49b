//! Every locale file against the texts the card is built with.

use std::collections::BTreeSet;
use std::fs;

use serde_json::{Map, Value};
use zeroten::domain::survey::Text;

fn folder() -> String {
    format!("{}/www/locales", env!("CARGO_MANIFEST_DIR"))
}

fn texts(path: &str) -> Map<String, Value> {
    let content = fs::read_to_string(path).expect("a locale file");
    serde_json::from_str(&content).expect("an object of texts")
}

fn placeholders(text: &str) -> BTreeSet<&str> {
    text.split('{')
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('}')?.0))
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

#[test]
fn every_language_has_the_english_keys_and_placeholders() {
    let mut languages = 0;
    for entry in fs::read_dir(folder()).expect("the locales") {
        let path = entry.expect("an entry").path();
        let path = path.to_string_lossy();
        let found = texts(&path);
        assert_eq!(found.len(), Text::COUNT, "{path}");
        for text in Text::ALL {
            let wording = found.get(text.key()).and_then(Value::as_str);
            let wording = wording.unwrap_or_else(|| panic!("{path} lacks {}", text.key()));
            assert!(!wording.is_empty(), "{path}: {}", text.key());
            assert_eq!(
                placeholders(wording),
                placeholders(text.english()),
                "{path}: {}",
                text.key()
            );
        }
        languages += 1;
    }
    assert!(languages >= 2, "{languages} languages");
}
