//! What the owner chose to see. It lives in the address, after the `#`, where it is sent to nobody:
//! a link reproduces the view.

use crate::domain::letters::{cut, pieces};
use crate::domain::score::{Score, Segment};
use crate::domain::stats::Period;
use crate::domain::time::Date;

/// What the owner chose to see: keys with their values, as they stand in the address. All of them
/// are known, and none is blank or what holds without a choice.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices(Vec<(String, String)>);

/// How long a point of the trend is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trend {
    /// Periods that follow one another.
    By(Period),
    /// Windows of so many days, a week apart.
    Rolling(u32),
}

/// Which comments are shown by what was done about them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Care {
    /// All of them.
    #[default]
    Any,
    /// Those marked as handled.
    Handled,
    /// Those not marked.
    Unhandled,
    /// Those whose respondents asked to be contacted and are not marked.
    Waiting,
}

impl Default for Trend {
    fn default() -> Self {
        Self::By(Period::Month)
    }
}

impl Trend {
    /// Every choice with its name in the address.
    pub const ALL: [(&'static str, Self); 6] = [
        ("day", Self::By(Period::Day)),
        ("week", Self::By(Period::Week)),
        ("month", Self::By(Period::Month)),
        ("quarter", Self::By(Period::Quarter)),
        ("30", Self::Rolling(30)),
        ("90", Self::Rolling(90)),
    ];
}

impl Care {
    /// Every choice with its name in the address.
    pub const ALL: [(&'static str, Self); 4] = [
        ("", Self::Any),
        ("handled", Self::Handled),
        ("unhandled", Self::Unhandled),
        ("waiting", Self::Waiting),
    ];
}

/// Stands before the name of a field.
pub const IS: &str = "is.";

/// The keys in their order; the fields come after them.
const KEYS: [&str; 10] = [
    "trend", "by", "count", "from", "to", "segment", "score", "theme", "search", "care",
];

impl Choices {
    /// Reads what [`Choices::to_text`] wrote. What it does not know it passes over: links outlive
    /// versions.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut choices = Self::default();
        for pair in pieces(text, b'&') {
            let (key, value) = cut(pair, b'=').unwrap_or((pair, ""));
            choices.set(&decoded(key), &decoded(value));
        }
        choices
    }

    /// The choices as `key=value` pairs between `&`; nothing where nothing was chosen.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for (key, value) in &self.0 {
            if !out.is_empty() {
                out.push('&');
            }
            encode(&mut out, key);
            out.push('=');
            encode(&mut out, value);
        }
        out
    }

    /// Makes one choice; a blank value, or one that is not known, takes it back. Whether the key is
    /// known.
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        let place = place(key);
        if place == KEYS.len() && !key.starts_with(IS) {
            return false;
        }
        self.0.retain(|(known, _)| known != key);
        if !value.is_empty() && is_choice(key, value) {
            let after = self
                .0
                .iter()
                .take_while(|(key, _)| self::place(key) <= place);
            let at = after.count();
            self.0.insert(at, (key.to_owned(), value.to_owned()));
        }
        true
    }

    /// The value of a key, as [`Choices::set`] takes it; blank where nothing was chosen.
    #[must_use]
    pub fn get(&self, key: &str) -> &str {
        let found = self.0.iter().find(|(name, _)| name == key);
        found.map_or("", |(_, value)| value)
    }

    /// The same where something was chosen.
    #[must_use]
    pub fn chosen(&self, key: &str) -> Option<&str> {
        Some(self.get(key)).filter(|value| !value.is_empty())
    }

    /// How long a point of the trend is.
    #[must_use]
    pub fn trend(&self) -> Trend {
        named(&Trend::ALL, self.get("trend")).unwrap_or_default()
    }

    /// Whether only the latest answer of each respondent counts.
    #[must_use]
    pub fn latest(&self) -> bool {
        self.chosen("count").is_some()
    }

    /// The first and the last day that counts.
    #[must_use]
    pub fn days(&self) -> [Option<Date>; 2] {
        ["from", "to"].map(|key| Date::parse(self.get(key)))
    }

    /// Fields with the values that count, all at once.
    pub fn fields(&self) -> impl Iterator<Item = (&str, &str)> {
        let pairs = self.0.iter();
        pairs.filter_map(|(key, value)| Some((key.strip_prefix(IS)?, value.as_str())))
    }

    /// Of the comments: only this segment's.
    #[must_use]
    pub fn segment(&self) -> Option<Segment> {
        segment(self.get("segment"))
    }

    /// Of the comments: only those with this score.
    #[must_use]
    pub fn score(&self) -> Option<Score> {
        score(self.get("score"))
    }

    /// Of the comments: which are shown by what was done about them.
    #[must_use]
    pub fn care(&self) -> Care {
        named(&Care::ALL, self.get("care")).unwrap_or_default()
    }

    /// Whether any of the answers are left out.
    #[must_use]
    pub fn narrows(&self) -> bool {
        !self.of_answers().0.is_empty()
    }

    /// The choices without those that only concern the comments, or how answers are shown.
    #[must_use]
    pub fn of_answers(&self) -> Self {
        self.only(&["count", "from", "to"], true)
    }

    /// The choices of how answers are shown; none that leaves any out.
    #[must_use]
    pub fn of_charts(&self) -> Self {
        self.only(&["trend", "by"], false)
    }

    fn only(&self, keys: &[&str], fields: bool) -> Self {
        let mut kept = self.clone();
        kept.0
            .retain(|(key, _)| keys.contains(&key.as_str()) || fields && key.starts_with(IS));
        kept
    }
}

/// Where a key stands among the others.
fn place(key: &str) -> usize {
    let found = KEYS.iter().position(|known| *known == key);
    found.unwrap_or(KEYS.len())
}

/// Whether `value`, which is not blank, can be chosen for `key`.
fn is_choice(key: &str, value: &str) -> bool {
    match key {
        "trend" => named(&Trend::ALL, value).is_some_and(|trend| trend != Trend::default()),
        "count" => value == "latest",
        "from" | "to" => Date::parse(value).is_some(),
        "segment" => segment(value).is_some(),
        "score" => score(value).is_some(),
        "care" => named(&Care::ALL, value).is_some(),
        _ => true,
    }
}

fn segment(name: &str) -> Option<Segment> {
    let mut all = Segment::ALL.into_iter();
    all.find(|segment| segment.as_str() == name)
}

fn score(name: &str) -> Option<Score> {
    Score::all().find(|score| score.as_str() == name)
}

fn named<T: Copy>(all: &[(&str, T)], name: &str) -> Option<T> {
    let found = all.iter().find(|(known, _)| *known == name);
    found.map(|(_, choice)| *choice)
}

/// Percent-encodes all but what may stand anywhere in an address (RFC 3986, unreserved).
fn encode(out: &mut String, text: &str) {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            for digit in [byte >> 4, byte & 15] {
                out.extend(HEX.get(usize::from(digit)).copied().map(char::from));
            }
        }
    }
}

/// Undoes [`encode`]; what is no encoding stays as it is.
fn decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((first, after)) = rest.split_first() {
        let hex = after
            .get(..2)
            .and_then(|hex| core::str::from_utf8(hex).ok());
        let byte = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok());
        match byte.filter(|_| *first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(*first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_link_reads_as_what_it_shows() {
        let text = "trend=week&by=plan&count=latest&from=2025-01-01&to=2025-03-31&segment=detractor\
                    &theme=lang%20ventetid&search=a%26b&care=waiting&is.plan=SMB&is.Land%20%26%20by=N%C3%B8";
        let choices = Choices::parse(text);
        assert_eq!(choices.trend(), Trend::By(Period::Week));
        assert_eq!(choices.chosen("theme"), Some("lang ventetid"));
        assert_eq!(choices.get("search"), "a&b");
        assert_eq!(choices.fields().nth(1), Some(("Land & by", "Nø")));
        assert_eq!(choices.care(), Care::Waiting);
        assert_eq!(choices.segment(), Some(Segment::Detractor));
        assert_eq!(choices.to_text(), text);
        assert!(choices.narrows() && !Choices::parse("trend=week").narrows());
    }

    #[test]
    fn nothing_chosen_is_nothing_in_the_address() {
        assert_eq!(Choices::default().to_text(), "");
        for text in [
            "",
            "&",
            "=",
            "unknown=1",
            "trend=year",
            "from=soon",
            "score=11",
            "%",
            "is.a=",
        ] {
            assert_eq!(Choices::parse(text), Choices::default(), "{text}");
        }
        let mut choices = Choices::parse("is.plan=SMB&theme=app");
        assert!(choices.set("is.plan", "") && choices.set("theme", ""));
        assert_eq!(choices, Choices::default());
        assert!(!choices.set("plan", "SMB"));
    }

    proptest! {
        #[test]
        fn any_choice_survives_the_address(
            search in ".*", field in ".+", value in ".+", score in 0_usize..11,
        ) {
            let mut choices = Choices::default();
            choices.set("search", &search);
            choices.set("score", &score.to_string());
            choices.set(&[IS, &field].concat(), &value);
            let text = choices.to_text();
            prop_assert!(text.bytes().all(|b| b.is_ascii_graphic()));
            prop_assert_eq!(Choices::parse(&text), choices);
        }

        #[test]
        fn any_address_is_read(text in any::<String>()) {
            let choices = Choices::parse(&text);
            prop_assert_eq!(Choices::parse(&choices.to_text()), choices);
        }
    }
}
