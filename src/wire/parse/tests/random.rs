//! Random responses and random bytes.

use proptest::prelude::*;

use crate::domain::scale::Scale;
use crate::wire::parse::Posted;
use crate::wire::{Contact, Property, Response, ResponseId};

use super::with;

fn words(max: usize) -> impl Strategy<Value = String> {
    proptest::collection::vec(any::<char>().prop_filter("no NUL", |c| *c != '\0'), 0..max)
        .prop_map(|chars| chars.into_iter().collect())
}

fn property() -> impl Strategy<Value = Property> {
    prop_oneof![
        words(40).prop_map(Property::Text),
        any::<bool>().prop_map(Property::Flag),
        any::<i64>().prop_map(|n| Property::Number(n.to_string())),
        "-?(0|[1-9][0-9]{0,20})(\\.[0-9]{1,20})?([eE][+-]?[0-9]{1,2})?".prop_map(Property::Number),
    ]
}

prop_compose! {
    fn responses()(
        (id, rev, scale, score) in
            (any::<[u8; 16]>(), 1..=u32::MAX, proptest::sample::select(&Scale::ALL[..]), 0..=10u8),
        survey in "[A-Za-z0-9._-]{0,63}[A-Za-z0-9_-]",
        texts in proptest::collection::vec(proptest::option::of(words(60)), 5),
        reasons in proptest::collection::vec(words(20), 0..=20),
        email in proptest::option::of("[^@\\x00]{1,20}@[^@\\x00]{1,20}"),
        millis in -62_000_000_000_000..253_000_000_000_000_i64,
        path in proptest::option::of("/[^?#\\x00]{0,40}"),
        properties in proptest::collection::btree_map(words(12), property(), 0..=20),
    ) -> Response {
        let mut texts = texts.into_iter();
        let mut text = || texts.next().flatten();
        Response {
            id: ResponseId::from_random(id),
            rev,
            key: text(),
            survey,
            scale,
            score: scale.score(score.clamp(scale.lowest(), scale.highest())),
            comment: text(),
            reasons,
            contact: email.map(|email| Contact { email }),
            answered_at: crate::domain::time::Timestamp(millis).to_string(),
            lang: text(),
            trigger: text(),
            path,
            respondent: text(),
            properties: properties.into_iter().filter(|(name, _)| !name.is_empty()).collect(),
        }
    }
}

proptest! {
    #[test]
    fn what_is_written_reads_back_equal(response in responses()) {
        let json = response.to_json();
        prop_assume!(json.len() <= crate::wire::MAX_RESPONSE_BYTES);
        prop_assert_eq!(Response::from_json(json.as_bytes()), Ok(response));
    }

    #[test]
    fn no_bytes_make_the_reader_panic(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
        let _ = Posted::from_json(&bytes);
    }

    #[test]
    fn no_change_of_one_byte_makes_the_reader_panic(at in any::<prop::sample::Index>(), byte: u8) {
        let mut bytes = with(&[("properties", "{\"a\":1}")]).into_bytes();
        let at = at.index(bytes.len());
        bytes[at] = byte;
        let _ = Posted::from_json(&bytes);
    }
}
