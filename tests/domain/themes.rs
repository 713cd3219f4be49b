//! Themes against those planted in the Nordic file.

use std::fs;

use serde_json::Value;
use zeroten::domain::score::Segment;
use zeroten::domain::themes::{Comments, StopWords, Theme, Themes, mentions};

use crate::fixture::{document, import};

fn stop_words(langs: &[&str]) -> StopWords {
    let mut stop = StopWords::default();
    for lang in langs {
        let path = format!("{}/www/stopwords/{lang}.txt", env!("CARGO_MANIFEST_DIR"));
        stop.add(lang, &fs::read_to_string(path).unwrap());
    }
    stop
}

/// The themes of the comments in `lang`, or of all with every list at once.
fn themes(lang: Option<&str>) -> Themes {
    let stop = stop_words(&["nb", "da", "sv", "en", "de", "pt"]);
    let mut comments = Comments::default();
    for row in &import("synthetic_nordic.csv").responses {
        if let (Some(text), Some(score)) = (&row.comment, row.score)
            && lang.is_none_or(|lang| row.lang.as_deref() == Some(lang))
        {
            comments.add(text, score.segment(), lang, &stop);
        }
    }
    comments.themes(12)
}

fn close(actual: f64, expected: &Value, by: f64) {
    let expected = expected.as_f64().unwrap();
    assert!(
        (actual - expected).abs() <= by,
        "{actual} is not {expected}"
    );
}

/// Every theme that both have agrees in who mentions it, and in its impact; those named are there.
fn agree(name: &str, ours: &Themes, planted: [&[&str]; 2]) {
    let expected = document("expected_themes.json")[name].take();
    assert_eq!(ours.tally.n(), expected["comments"]);
    close(
        ours.tally.score().unwrap(),
        &expected["nps_commented"],
        1e-4,
    );
    let sides = [("hurting", &ours.hurting), ("helping", &ours.helping)];
    for ((side, found), planted) in sides.into_iter().zip(planted) {
        let find = |term: &str| found.iter().find(|theme| theme.term == term);
        for term in planted {
            assert!(
                find(term).is_some(),
                "{name}: {term} is not {side}: {found:#?}"
            );
        }
        for theirs in expected[side].as_array().unwrap() {
            let Some(theme) = find(theirs["term"].as_str().unwrap()) else {
                continue;
            };
            assert_eq!(theme.tally.detractors, theirs["d"], "{theme:?}");
            assert_eq!(theme.tally.passives, theirs["a"], "{theme:?}");
            assert_eq!(theme.tally.promoters, theirs["p"], "{theme:?}");
            close(theme.impact, &theirs["impact"], 1e-4);
            // The words of degree, which theirs are counted with, are stop words here.
            close(theme.z, &theirs["z"], 0.25);
        }
    }
}

#[test]
fn the_planted_themes_are_found() {
    let hurting: [&[&str]; 2] = [&["app", "ventetid", "prisen"], &["kundeservice", "enkel"]];
    agree("synthetic_nordic_all", &themes(None), hurting);
    let hurting: [&[&str]; 2] = [&["ventetid", "appen"], &["kundeservice", "enkel"]];
    agree("synthetic_nordic_nb", &themes(Some("nb")), hurting);
    let hurting: [&[&str]; 2] = [&["ventetid", "prisen"], &["kundeservice"]];
    agree("synthetic_nordic_da", &themes(Some("da")), hurting);
}

#[test]
fn few_comments_are_listed_without_a_verdict() {
    for (lang, first) in [("en", "easy"), ("de", "einfach")] {
        let themes = themes(Some(lang));
        assert!(themes.hurting.is_empty() && themes.helping.is_empty());
        assert_eq!(themes.frequent[0].term, first, "{:#?}", themes.frequent);
        assert!(
            themes
                .frequent
                .is_sorted_by(|a, b| a.tally.n() >= b.tally.n())
        );
    }
}

#[test]
fn a_comment_counts_once_however_often_and_in_whichever_forms_it_says_it() {
    let stop = stop_words(&["nb"]);
    let mut comments = Comments::default();
    for _ in 0..3 {
        comments.add(
            "Ventetid, ventetiden, VENTETID!",
            Segment::Detractor,
            None,
            &stop,
        );
    }
    let found = comments.themes(5).frequent;
    let [
        Theme {
            term, forms, tally, ..
        },
    ] = &found[..]
    else {
        panic!("{found:#?}");
    };
    assert_eq!((term.as_str(), tally.n()), ("ventetid", 3));
    assert_eq!(forms, &["ventetid", "ventetiden"]);
    assert!(mentions("Lang ventetiden", forms, None, &stop));
    assert!(!mentions("Lang vente", forms, None, &stop));
}
