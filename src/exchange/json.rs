//! JSON objects, one level at a time and without a copy where none is needed. Only as strict as
//! telling fields apart asks for: what a field holds is judged where it is used.

use std::borrow::Cow;

/// A field's value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Json<'a> {
    /// A string.
    Text(Cow<'a, str>),
    /// A number, as written.
    Number(&'a str),
    /// True or false.
    Flag(bool),
    /// Nothing.
    Null,
    /// An object or an array, as written.
    Nested(&'a str),
}

/// Hands every field of the object `text` to `each`. `None` where it is no object.
pub(super) fn fields<'a>(
    text: &'a str,
    each: &mut dyn FnMut(Cow<'a, str>, Json<'a>),
) -> Option<()> {
    let mut rest = Rest(text.trim_ascii());
    rest.take('{')?;
    if rest.take('}').is_none() {
        loop {
            let name = rest.string()?;
            rest.take(':')?;
            each(name, rest.value()?);
            if rest.take(',').is_none() {
                break rest.take('}')?;
            }
        }
    }
    rest.0.is_empty().then_some(())
}

/// Hands every element of the array `text` to `each`. `None` where it is no array.
pub(super) fn elements<'a>(text: &'a str, each: &mut dyn FnMut(Json<'a>)) -> Option<()> {
    let mut rest = Rest(text.trim_ascii());
    rest.take('[')?;
    if rest.take(']').is_none() {
        loop {
            each(rest.value()?);
            if rest.take(',').is_none() {
                break rest.take(']')?;
            }
        }
    }
    rest.0.is_empty().then_some(())
}

/// How many of the bytes the first whole object takes up; `None` while its end is missing.
pub(super) fn object_length(bytes: &[u8]) -> Option<usize> {
    let (mut depth, mut quoted, mut escaped) = (0_usize, false, false);
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = quoted,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => depth += 1,
            b'}' | b']' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// What is still to be read, without white space before it.
struct Rest<'a>(&'a str);

impl<'a> Rest<'a> {
    fn take(&mut self, sign: char) -> Option<()> {
        self.0 = self.0.strip_prefix(sign)?.trim_ascii_start();
        Some(())
    }

    /// The first `length` bytes, which are passed over.
    fn pass(&mut self, length: usize) -> Option<&'a str> {
        let (passed, rest) = self.0.split_at_checked(length)?;
        self.0 = rest.trim_ascii_start();
        Some(passed)
    }

    fn value(&mut self) -> Option<Json<'a>> {
        let flag = |value| (value, Json::Flag(value == "true"));
        let words = [flag("true"), flag("false"), ("null", Json::Null)];
        Some(match self.0.bytes().next()? {
            b'"' => Json::Text(self.string()?),
            b'{' | b'[' => Json::Nested(self.pass(object_length(self.0.as_bytes())?)?),
            b'-' | b'0'..=b'9' => {
                let end = |byte: u8| !byte.is_ascii_alphanumeric() && !b"+-.".contains(&byte);
                let length = self.0.bytes().position(end).unwrap_or(self.0.len());
                Json::Number(self.pass(length)?)
            }
            _ => {
                let (word, value) = words
                    .into_iter()
                    .find(|(word, _)| self.0.starts_with(word))?;
                self.pass(word.len())?;
                value
            }
        })
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        let text = self.0.strip_prefix('"')?;
        let mut escaped = false;
        let mut any = false;
        let length = text.bytes().position(|byte| {
            let ends = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            any |= escaped;
            ends
        })?;
        self.pass(length + 2)?;
        let text = text.get(..length)?;
        Some(match any {
            true => Cow::Owned(unescaped(text)?),
            false => Cow::Borrowed(text),
        })
    }
}

fn unescaped(text: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('\\') {
        let (before, after) = rest.split_at_checked(at)?;
        out.push_str(before);
        let sign = *after.as_bytes().get(1)?;
        rest = after.get(2..)?;
        match sign {
            b'n' => out.push('\n'),
            b't' => out.push('\t'),
            b'r' => out.push('\r'),
            b'b' => out.push('\u{8}'),
            b'f' => out.push('\u{c}'),
            b'u' => {
                let mut code = hex(&mut rest)?;
                // A character beyond the first plane is written as two halves.
                if (0xd800..0xdc00).contains(&code) {
                    let low = rest.strip_prefix("\\u").and_then(|mut half| {
                        let low = hex(&mut half)?;
                        (0xdc00..0xe000).contains(&low).then_some((low, half))
                    });
                    if let Some((low, half)) = low {
                        code = 0x10000 + ((code - 0xd800) << 10) + (low - 0xdc00);
                        rest = half;
                    }
                }
                out.push(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER));
            }
            b'"' | b'\\' | b'/' => out.push(char::from(sign)),
            _ => return None,
        }
    }
    out.push_str(rest);
    Some(out)
}

fn hex(rest: &mut &str) -> Option<u32> {
    let (digits, after) = rest.split_at_checked(4)?;
    *rest = after;
    u32::from_str_radix(digits, 16).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Option<Vec<(String, String)>> {
        let mut found = Vec::new();
        fields(text, &mut |name, value| {
            let value = match value {
                Json::Text(text) => text.into_owned(),
                Json::Number(raw) | Json::Nested(raw) => raw.to_owned(),
                Json::Flag(flag) => flag.to_string(),
                Json::Null => "null".to_owned(),
            };
            found.push((name.into_owned(), value));
        })?;
        Some(found)
    }

    #[test]
    fn fields_come_out_as_they_stand() {
        let pairs = [
            ("a", "x\"y\\/\n€😀"),
            ("n", "-1.5e3"),
            ("t", "true"),
            ("z", "null"),
            ("o", "{\"k\":[1,\"}\"]}"),
        ];
        let text = r#" { "a" : "x\"y\\\/\n\u20ac\ud83d\ude00", "n":-1.5e3,"t":true , "z":null,"o":{"k":[1,"}"]} } "#;
        let expected = pairs.map(|(name, value)| (name.to_owned(), value.to_owned()));
        assert_eq!(of(text).as_deref(), Some(expected.as_slice()));
        assert_eq!(of("{}"), Some(vec![]));
    }

    #[test]
    fn what_serde_writes_is_read_back() {
        for text in ["", "\u{0}\u{1f}\u{7f}", "a\\b", "\"", "æøå 😀\u{2028}"] {
            let json = serde_json::json!({ "k": text }).to_string();
            assert_eq!(of(&json), Some(vec![("k".to_owned(), text.to_owned())]));
        }
    }

    #[test]
    fn what_is_no_object_is_none() {
        for text in [
            "",
            "{",
            "[1]",
            "{\"a\"}",
            "{\"a\":}",
            "{\"a\":1,}",
            "{\"a\":1} x",
            "{a:1}",
            "{\"a\":\"\\x\"}",
            "{\"a\":\"\\u12\"}",
            "{\"a\":tru}",
            "{\"a\":\"open}",
        ] {
            assert_eq!(of(text), None, "{text}");
        }
    }

    #[test]
    fn an_object_ends_where_its_brace_closes() {
        assert_eq!(object_length(b"{\"a\":\"}\\\"}\"} {"), Some(12));
        assert_eq!(object_length(b"{\"a\":[{}]"), None);
    }
}
