mod random;

use crate::domain::score::Score;
use crate::wire::{Property, Response};

use super::{Invalid, Posted};

const ID: &str = "f81d4fae-7dec-4d0a-a765-00a0c91e6bf6";

/// The smallest valid response with `fields` put in place of, or beside, its own.
fn with(fields: &[(&str, &str)]) -> String {
    let id = format!("\"{ID}\"");
    let mut all = vec![
        ("v", "1"),
        ("id", id.as_str()),
        ("rev", "1"),
        ("survey", "\"shop\""),
        ("score", "9"),
        ("answered_at", "\"2026-11-23T10:15:00Z\""),
    ];
    for (name, value) in fields {
        match all.iter_mut().find(|(n, _)| n == name) {
            Some(entry) => entry.1 = value,
            None => all.push((name, value)),
        }
    }
    let all: Vec<_> = all.iter().filter(|(_, v)| !v.is_empty()).collect();
    let body: Vec<_> = all.iter().map(|(n, v)| format!("\"{n}\":{v}")).collect();
    format!("{{{}}}", body.join(","))
}

fn refused(json: &str) -> Invalid {
    match Response::from_json(json.as_bytes()) {
        Ok(read) => panic!("accepted {json} as {read:?}"),
        Err(invalid) => invalid,
    }
}

#[test]
fn an_answer_must_be_on_its_scale() {
    for (scale, lowest, highest) in [("nps", 0, 10), ("csat", 1, 5), ("ces", 1, 7)] {
        for score in 0..=11 {
            let body = with(&[
                ("scale", &format!("\"{scale}\"")),
                ("score", &score.to_string()),
            ]);
            if (lowest..=highest).contains(&score) {
                let read = Response::from_json(body.as_bytes()).expect("a response");
                assert_eq!(read.scale.as_str(), scale);
            } else {
                let invalid = refused(&body);
                assert_eq!(invalid.field, "score", "{scale} {score}");
                let expected = format!("an integer from {lowest} to {highest}");
                assert!(invalid.problem.contains(&expected), "{}", invalid.problem);
            }
        }
    }
}

#[test]
fn the_smallest_response_is_read() {
    let read = Response::from_json(with(&[]).as_bytes()).unwrap();
    assert_eq!(read.score, Score::new(9));
    assert_eq!(read.rev, 1);
    assert_eq!(read.comment, None);
}

#[test]
fn each_rule_names_its_field() {
    let long_comment = format!("\"{}\"", "x".repeat(4_001));
    let long_value = format!("\"{}\"", "x".repeat(257));
    let long_path = format!("\"{}\"", "/".repeat(2_001));
    let long_name = format!("{{\"{}\":1}}", "n".repeat(65));
    let long_survey = format!("\"{}\"", "s".repeat(65));
    let many = format!("[{}]", vec!["\"a\""; 21].join(","));
    let pairs: Vec<_> = (0..21).map(|n| format!("\"p{n}\":{n}")).collect();
    let pairs = format!("{{{}}}", pairs.join(","));
    for (field, value, named) in [
        ("v", "", "v"),
        ("v", "2", "v"),
        ("v", "\"1\"", "v"),
        ("v", "1.0", "v"),
        ("id", "", "id"),
        ("id", "7", "id"),
        ("id", "\"not-a-uuid\"", "id"),
        ("rev", "", "rev"),
        ("rev", "0", "rev"),
        ("rev", "-1", "rev"),
        ("rev", "1.5", "rev"),
        ("rev", "4294967296", "rev"),
        ("survey", "", "survey"),
        ("survey", "\"\"", "survey"),
        ("survey", "\"a b\"", "survey"),
        ("survey", "\"bl\u{e5}\"", "survey"),
        ("survey", &long_survey, "survey"),
        ("scale", "\"stars\"", "scale"),
        ("scale", "\"NPS\"", "scale"),
        ("scale", "null", "scale"),
        ("score", "", "score"),
        ("score", "11", "score"),
        ("score", "-1", "score"),
        ("score", "-0", "score"),
        ("score", "9.0", "score"),
        ("score", "9e0", "score"),
        ("score", "\"9\"", "score"),
        ("score", "true", "score"),
        ("score", "null", "score"),
        ("score", "[9]", "score"),
        ("score", "[9,null]", "score"),
        ("score", "{}", "score"),
        ("score", "256", "score"),
        ("score", "99999999999999999999", "score"),
        ("comment", "null", "comment"),
        ("comment", "5", "comment"),
        ("comment", &long_comment, "comment"),
        ("comment", "\"a\\u0000b\"", "comment"),
        ("comment", "\"\\ud800\"", "comment"),
        ("comment", "\"\\udc00x\"", "comment"),
        ("reasons", "\"price\"", "reasons"),
        ("reasons", "{\"0\":\"price\"}", "reasons"),
        ("reasons", "[\"a\",1]", "reasons[1]"),
        ("reasons", "[null]", "reasons[0]"),
        ("reasons", &many, "reasons"),
        ("contact", "[]", "contact"),
        ("contact", "{}", "contact.email"),
        ("contact", "{\"email\":\"a@b.c\"}", "contact.consent"),
        (
            "contact",
            "{\"email\":\"a@b.c\",\"consent\":false}",
            "contact.consent",
        ),
        (
            "contact",
            "{\"email\":\"a@b.c\",\"consent\":1}",
            "contact.consent",
        ),
        (
            "contact",
            "{\"email\":\"ab.c\",\"consent\":true}",
            "contact.email",
        ),
        (
            "contact",
            "{\"email\":\"@b.c\",\"consent\":true}",
            "contact.email",
        ),
        (
            "contact",
            "{\"email\":\"a@\",\"consent\":true}",
            "contact.email",
        ),
        (
            "contact",
            "{\"email\":\"a@b@c\",\"consent\":true}",
            "contact.email",
        ),
        (
            "contact",
            "{\"email\":\"a@b\",\"consent\":true,\"x\":1}",
            "contact.x",
        ),
        ("answered_at", "", "answered_at"),
        ("answered_at", "\"2026-11-23\"", "answered_at"),
        ("answered_at", "\"2026-11-23T10:15:00\"", "answered_at"),
        ("answered_at", "\"2026-02-30T10:15:00Z\"", "answered_at"),
        ("answered_at", "\"2026-11-23T25:15:00Z\"", "answered_at"),
        (
            "answered_at",
            "\"0000-01-01T00:00:00+01:00\"",
            "answered_at",
        ),
        ("answered_at", "1760000000", "answered_at"),
        ("lang", &long_value, "lang"),
        ("trigger", &long_value, "trigger"),
        ("respondent", &long_value, "respondent"),
        ("key", &long_value, "key"),
        ("path", "\"/a?b=c\"", "path"),
        ("path", "\"/a#b\"", "path"),
        ("path", &long_path, "path"),
        ("properties", "[]", "properties"),
        ("properties", "[[\"a\",1]]", "properties"),
        ("properties", &pairs, "properties"),
        ("properties", "{\"a\":null}", "properties.a"),
        ("properties", "{\"a\":[1]}", "properties.a"),
        ("properties", "{\"a\":{\"b\":1}}", "properties.a"),
        ("properties", "{\"a\":1e400}", "properties.a"),
        ("properties", "{\"a\":1,\"a\":2}", "properties.a"),
        ("properties", "{\"\":1}", "properties."),
        ("properties", "{\"a\\u0000\":1}", "properties.a\0"),
        ("properties", "{\"\\ud800\":1}", "properties"),
        ("surprise", "1", "surprise"),
    ] {
        let invalid = refused(&with(&[(field, value)]));
        assert_eq!(invalid.field, named, "{field}: {value} gave {invalid}");
    }
    assert!(
        refused(&with(&[("properties", &long_name)]))
            .problem
            .contains("65")
    );
}

#[test]
fn an_error_shows_the_value_shortened_and_what_is_expected() {
    assert_eq!(
        refused(&with(&[("score", "11")])).to_string(),
        "score is 11; expected an integer from 0 to 10"
    );
    let long = format!("\"{}\"", "y".repeat(200));
    assert!(refused(&with(&[("survey", &long)])).problem.len() < 140);
}

#[test]
fn a_repeated_field_is_refused() {
    let twice = with(&[]).replace("\"score\":9", "\"score\":9,\"score\":2");
    assert_eq!(refused(&twice).to_string(), "score appears twice");
}

#[test]
fn what_is_not_one_json_object_is_refused() {
    let deep = "[".repeat(10_000);
    let deep_object = "{\"a\":".repeat(3_000);
    for json in [
        "",
        " ",
        "9",
        "null",
        "\"x\"",
        "[1]",
        "{",
        "{}}",
        "{} {}",
        "nul",
        &deep,
        &deep_object,
    ] {
        refused(json);
    }
    let array = format!("[1,\"{ID}\",1,\"shop\",9]");
    assert_eq!(refused(&array).field, "body");
    let invalid = Response::from_json(b"{\"v\":\xff}").unwrap_err();
    assert_eq!(invalid.problem, "is not UTF-8 from byte 5 on");
}

#[test]
fn a_response_above_16_kib_is_too_large() {
    let padded = format!("{}{}", with(&[]), " ".repeat(16 * 1024));
    assert!(refused(&padded).too_large);
}

#[test]
fn a_batch_holds_one_to_ten_and_names_the_one_at_fault() {
    let good = with(&[]);
    let batch = |n: usize| format!("[{}]", vec![good.clone(); n].join(","));
    for n in [1, 10] {
        let posted = Posted::from_json(batch(n).as_bytes()).unwrap();
        assert_eq!((posted.responses.len(), posted.is_batch), (n, true));
    }
    for n in [0, 11] {
        assert_eq!(
            Posted::from_json(batch(n).as_bytes()).unwrap_err().field,
            "body"
        );
    }
    let bad = format!("[{good},{}]", with(&[("score", "11")]));
    let invalid = Posted::from_json(bad.as_bytes()).unwrap_err();
    assert_eq!((invalid.index, invalid.field.as_str()), (Some(1), "score"));
    assert!(!Posted::from_json(good.as_bytes()).unwrap().is_batch);
}

#[test]
fn a_number_stays_as_written() {
    let json = with(&[(
        "properties",
        "{ \"total\" : 90071992547409931.50 , \"n\":1E2 }",
    )]);
    let read = Response::from_json(json.as_bytes()).unwrap();
    assert_eq!(
        read.properties,
        [
            (
                "total".into(),
                Property::Number("90071992547409931.50".into())
            ),
            ("n".into(), Property::Number("1E2".into())),
        ]
    );
}
