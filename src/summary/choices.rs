//! What the owner chose to see. It lives in the address, after the `#`, where it is sent to nobody:
//! a link reproduces the view.

use crate::domain::score::{Score, Segment};
use crate::domain::stats::Period;
use crate::domain::time::Date;

/// What the owner chose to see.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choices {
    /// How long a point of the trend is.
    pub trend: Trend,
    /// The field whose values are compared; `None` for the first that tells groups.
    pub by: Option<String>,
    /// Whether only the latest answer of each respondent counts.
    pub latest: bool,
    /// The first day that counts.
    pub from: Option<Date>,
    /// The last day that counts.
    pub to: Option<Date>,
    /// Fields and the values that count, all at once.
    pub is: Vec<(String, String)>,
    /// Of the comments: only this segment's.
    pub segment: Option<Segment>,
    /// Of the comments: only those with this score.
    pub score: Option<Score>,
    /// Of the comments: only those with this theme.
    pub theme: Option<String>,
    /// Of the comments: only those that hold these words, in small letters or large.
    pub search: Option<String>,
    /// Of the comments: only those handled, or not yet, or that wait for a contact.
    pub care: Care,
}

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

impl Choices {
    /// Reads what [`Choices::to_text`] wrote. What it does not know it passes over: links outlive
    /// versions.
    #[must_use]
    pub fn parse(text: &str) -> Self {
        let mut choices = Self::default();
        for pair in text.split('&') {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            choices.set(&decoded(key), &decoded(value));
        }
        choices
    }

    /// The choices as `key=value` pairs between `&`; nothing where nothing was chosen.
    #[must_use]
    pub fn to_text(&self) -> String {
        let mut out = String::new();
        for (key, value) in self.pairs() {
            if !out.is_empty() {
                out.push('&');
            }
            encode(&mut out, &key);
            out.push('=');
            encode(&mut out, &value);
        }
        out
    }

    /// Makes one choice; a blank value takes it back. Whether the key and the value are known.
    pub fn set(&mut self, key: &str, value: &str) -> bool {
        let text = || (!value.is_empty()).then(|| value.to_owned());
        if let Some(field) = key.strip_prefix(IS) {
            self.is.retain(|(name, _)| name != field);
            if !value.is_empty() {
                self.is.push((field.to_owned(), value.to_owned()));
            }
            return true;
        }
        let named = |(name, _): &&(&str, _)| *name == value;
        match key {
            "trend" => {
                self.trend = Trend::ALL
                    .iter()
                    .find(named)
                    .map_or(Trend::default(), |t| t.1)
            }
            "by" => self.by = text(),
            "count" => self.latest = value == "latest",
            "from" => self.from = Date::parse(value),
            "to" => self.to = Date::parse(value),
            "segment" => {
                let mut all = Segment::ALL.into_iter();
                self.segment = all.find(|segment| segment.as_str() == value);
            }
            "score" => self.score = Score::all().find(|score| score.as_str() == value),
            "theme" => self.theme = text(),
            "search" => self.search = text(),
            "care" => {
                let mut all = Care::ALL.iter();
                self.care = all
                    .find(|(name, _)| *name == value)
                    .map_or(Care::Any, |c| c.1);
            }
            _ => return false,
        }
        true
    }

    /// The value of a key, as [`Choices::set`] takes it; blank where nothing was chosen.
    #[must_use]
    pub fn get(&self, key: &str) -> String {
        let found = self.pairs().into_iter().find(|(name, _)| name == key);
        found.map(|(_, value)| value).unwrap_or_default()
    }

    /// Whether any of the answers are left out.
    #[must_use]
    pub fn narrows(&self) -> bool {
        self.latest || self.from.is_some() || self.to.is_some() || !self.is.is_empty()
    }

    /// The choices without those that only concern the comments.
    #[must_use]
    pub fn of_answers(&self) -> Self {
        Self {
            latest: self.latest,
            from: self.from,
            to: self.to,
            is: self.is.clone(),
            ..Self::default()
        }
    }

    fn pairs(&self) -> Vec<(String, String)> {
        let mut pairs = Vec::new();
        let mut add = |key: &str, value: &str| {
            if !value.is_empty() {
                pairs.push((key.to_owned(), value.to_owned()));
            }
        };
        let trend = Trend::ALL.iter().find(|(_, trend)| *trend == self.trend);
        let care = Care::ALL.iter().find(|(_, care)| *care == self.care);
        let date = |date: Option<Date>| date.map(Date::to_text).unwrap_or_default();
        if self.trend != Trend::default() {
            add("trend", trend.map_or("", |(name, _)| name));
        }
        add("by", self.by.as_deref().unwrap_or_default());
        add("count", if self.latest { "latest" } else { "" });
        add("from", &date(self.from));
        add("to", &date(self.to));
        add("segment", self.segment.map_or("", Segment::as_str));
        add("score", self.score.map_or("", Score::as_str));
        add("theme", self.theme.as_deref().unwrap_or_default());
        add("search", self.search.as_deref().unwrap_or_default());
        add("care", care.map_or("", |(name, _)| name));
        for (name, value) in &self.is {
            add(&[IS, name].concat(), value);
        }
        pairs
    }
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
        assert_eq!(choices.trend, Trend::By(Period::Week));
        assert_eq!(choices.theme.as_deref(), Some("lang ventetid"));
        assert_eq!(choices.search.as_deref(), Some("a&b"));
        assert_eq!(choices.is[1], ("Land & by".to_owned(), "Nø".to_owned()));
        assert_eq!(choices.care, Care::Waiting);
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
