//! The serialised shapes: what the page posts, what the collector answers.
//!
//! A response is written by hand ([`Response::to_json`]) because the widget carries that code to
//! every respondent and a page may have replaced `JSON`; it is read with `serde_json`
//! ([`parse`], feature `json`), by the collector and the command line.

#[cfg(all(feature = "json", not(target_arch = "wasm32")))]
pub mod definition;
#[cfg(all(feature = "json", not(target_arch = "wasm32")))]
pub mod lint;
#[cfg(feature = "json")]
pub mod parse;
mod write;

pub(crate) use write::decimal;

pub(crate) use write::Object;
pub use write::{properties_json, reasons_json};

use crate::domain::scale::Scale;
use crate::domain::score::Score;

/// The version of the wire format, sent as `v`.
pub const VERSION: u8 = 1;
/// The largest response, in bytes of JSON. Keepalive requests share a quota of 64 KiB (Fetch
/// standard, "inflight keepalive bytes"), so one answer takes a quarter of it at most.
pub const MAX_RESPONSE_BYTES: usize = 16 * 1024;
/// The most responses in one POST.
pub const MAX_BATCH: usize = 10;
/// The largest request body, in bytes.
pub const MAX_BODY_BYTES: usize = 64 * 1024;
/// The longest comment, in Unicode scalar values.
pub const MAX_COMMENT_CHARS: usize = 4_000;
/// [`MAX_COMMENT_CHARS`] in decimal.
pub const MAX_COMMENT_CHARS_TEXT: &str = "4000";
/// The most properties of a response.
pub const MAX_PROPERTIES: usize = 20;
/// The longest property name, in Unicode scalar values.
pub const MAX_PROPERTY_NAME_CHARS: usize = 64;
/// The longest property value, respondent, language, trigger, reason or e-mail
/// address, in Unicode scalar values.
pub const MAX_VALUE_CHARS: usize = 256;
/// The longest survey id, in characters.
pub const MAX_SURVEY_CHARS: usize = 64;
/// The most reasons of a response.
pub const MAX_REASONS: usize = 20;
/// The longest path, in Unicode scalar values.
pub const MAX_PATH_CHARS: usize = 2_000;

/// One answer as it travels; absent fields are absent, never null.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// Names this response in every revision of it.
    pub id: ResponseId,
    /// 1 for the score, then one more for every later change.
    pub rev: u32,
    /// The public write key, where the survey has one.
    pub key: Option<String>,
    /// The survey's id.
    pub survey: String,
    /// What the answer's numbers mean.
    pub scale: Scale,
    /// The answer. The wire always carries it; only an imported row may lack it.
    pub score: Option<Score>,
    /// What the respondent wrote.
    pub comment: Option<String>,
    /// The reasons they ticked.
    pub reasons: Vec<String>,
    /// How they may be reached, with their consent.
    pub contact: Option<Contact>,
    /// When they answered, RFC 3339.
    pub answered_at: String,
    /// The card's language, a BCP 47 tag.
    pub lang: Option<String>,
    /// What opened the card.
    pub trigger: Option<String>,
    /// The page's path, only where the owner turned it on; never query or fragment.
    pub path: Option<String>,
    /// The owner's own name for the respondent, only if identified.
    pub respondent: Option<String>,
    /// What the owner knows of the respondent or the occasion, in the order given.
    pub properties: Vec<(String, Property)>,
}

/// A way to reach a respondent who agreed to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contact {
    /// Their e-mail address. That it is here at all is their consent; the wire says
    /// `"consent": true` beside it.
    pub email: String,
}

/// The value of a property.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Property {
    /// A text.
    Text(String),
    /// A number, kept as the JSON number it was written as, so that nothing is rounded on the way.
    Number(String),
    /// Yes or no.
    Flag(bool),
}

/// A response's identity: a UUID (RFC 9562).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResponseId([u8; 16]);

impl ResponseId {
    /// A version 4 UUID of these random bytes.
    #[must_use]
    pub const fn from_random(bytes: [u8; 16]) -> Self {
        Self::stamped(bytes, 0x40)
    }

    /// A version 8 UUID of these bytes, for identities derived from content.
    #[must_use]
    pub const fn from_digest(bytes: [u8; 16]) -> Self {
        Self::stamped(bytes, 0x80)
    }

    const fn stamped(bytes: [u8; 16], version: u8) -> Self {
        let [a, b, c, d, e, f, v, g, r, h, i, j, k, l, m, n] = bytes;
        Self([
            a,
            b,
            c,
            d,
            e,
            f,
            v & 0x0f | version,
            g,
            r & 0x3f | 0x80,
            h,
            i,
            j,
            k,
            l,
            m,
            n,
        ])
    }

    /// Reads the hyphenated form, in either case.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut bytes = [0; 16];
        let mut nibbles = 0;
        for (at, c) in text.chars().enumerate() {
            if matches!(at, 8 | 13 | 18 | 23) {
                if c != '-' {
                    return None;
                }
                continue;
            }
            let byte = bytes.get_mut(nibbles / 2)?;
            *byte = *byte << 4 | u8::try_from(c.to_digit(16)?).ok()?;
            nibbles += 1;
        }
        (nibbles == 32).then_some(Self(bytes))
    }

    /// The hyphenated lower-case form.
    #[must_use]
    pub fn to_text(self) -> String {
        let mut text = String::with_capacity(36);
        for (at, byte) in self.0.into_iter().enumerate() {
            if matches!(at, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            write::push_hex(&mut text, byte);
        }
        text
    }
}

/// Whether `id` can name a survey: 1 to [`MAX_SURVEY_CHARS`] of `A-Z a-z 0-9 . _ -`, which need
/// no escaping in a URL, a file name or a shell; not `.` or `..`, which are places in all three.
#[must_use]
pub fn is_survey_id(id: &str) -> bool {
    (1..=MAX_SURVEY_CHARS).contains(&id.len())
        && id
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-'))
        && !matches!(id, "." | "..")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_random_id_is_a_version_4_uuid_and_reads_back() {
        let id = ResponseId::from_random([0xff; 16]);
        assert_eq!(id.to_text(), "ffffffff-ffff-4fff-bfff-ffffffffffff");
        assert_eq!(ResponseId::parse(&id.to_text()), Some(id));
        assert_eq!(ResponseId::parse(&id.to_text().to_uppercase()), Some(id));
    }

    #[test]
    fn only_the_hyphenated_form_is_an_id() {
        for text in [
            "",
            "ffffffffffff4fffbfffffffffffffff",
            "ffffffff-ffff-4fff-bfff-fffffffffff",
            "ffffffff-ffff-4fff-bfff-ffffffffffff0",
            "ffffffff_ffff-4fff-bfff-ffffffffffff",
            "gfffffff-ffff-4fff-bfff-ffffffffffff",
            "ffffffff-ffff-4fff-bfff-fffffffffff\u{ff11}",
        ] {
            assert_eq!(ResponseId::parse(text), None, "{text}");
        }
    }
}
