//! JSON objects, one level at a time and without a copy where none is needed. Only as strict as
//! telling fields apart asks for: what a field holds is judged where it is used.

use std::borrow::Cow;

use super::scan::Marks;

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
    let mut rest = Rest::of(text);
    rest.take(b'{')?;
    if rest.take(b'}').is_none() {
        loop {
            let name = rest.string()?;
            rest.take(b':')?;
            each(name, rest.value()?);
            if rest.take(b',').is_none() {
                break rest.take(b'}')?;
            }
        }
    }
    rest.is_empty().then_some(())
}

/// Hands every element of the array `text` to `each`. `None` where it is no array.
pub(super) fn elements<'a>(text: &'a str, each: &mut dyn FnMut(Json<'a>)) -> Option<()> {
    let mut rest = Rest::of(text);
    rest.take(b'[')?;
    if rest.take(b']').is_none() {
        loop {
            each(rest.value()?);
            if rest.take(b',').is_none() {
                break rest.take(b']')?;
            }
        }
    }
    rest.is_empty().then_some(())
}

/// How many of the bytes the object or array at their beginning takes up; `None` while its end is
/// missing.
pub(super) fn object_length(bytes: &[u8]) -> Option<usize> {
    let (opens, closes) = match bytes.first()? {
        b'[' => (b'[', b']'),
        _ => (b'{', b'}'),
    };
    let mut marks = Marks::new(bytes, 0, [opens, closes, b'"', b'\\']);
    let (mut depth, mut quoted, mut after_escaped) = (0_usize, false, 0);
    loop {
        let at = marks.next()?;
        if at < after_escaped {
            continue;
        }
        match *bytes.get(at)? {
            b'"' => quoted = !quoted,
            b'\\' if quoted => after_escaped = at + 2,
            byte if quoted || byte == b'\\' => {}
            byte if byte == opens => depth += 1,
            _ => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at + 1);
                }
            }
        }
    }
}

/// Where the string ends that `from` is the first byte of, and whether anything in it is escaped.
pub(super) fn string_end(bytes: &[u8], from: usize) -> Option<(usize, bool)> {
    let mut marks = Marks::new(bytes, from, [b'"', b'\\', b'"', b'"']);
    let (mut after_escaped, mut any) = (from, false);
    loop {
        let at = marks.next()?;
        if at < after_escaped {
            continue;
        }
        if bytes.get(at) == Some(&b'"') {
            return Some((at, any));
        }
        (after_escaped, any) = (at + 2, true);
    }
}

/// Where the number ends that begins at `from`, if one does.
pub(super) fn number_end(bytes: &[u8], from: usize) -> Option<usize> {
    if !matches!(bytes.get(from)?, b'-' | b'0'..=b'9') {
        return None;
    }
    let mut end = from + 1;
    while let Some(byte) = bytes.get(end)
        && (byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.'))
    {
        end += 1;
    }
    Some(end)
}

/// What is still to be read of a text, from its byte `at` on, which is no white space.
struct Rest<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Rest<'a> {
    fn of(text: &'a str) -> Self {
        let mut rest = Self { text, at: 0 };
        rest.pass_space();
        rest
    }

    fn is_empty(&self) -> bool {
        self.at >= self.text.len()
    }

    fn next(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    fn pass_space(&mut self) {
        while self.next().is_some_and(|byte| byte.is_ascii_whitespace()) {
            self.at += 1;
        }
    }

    fn take(&mut self, sign: u8) -> Option<()> {
        (self.next()? == sign).then(|| {
            self.at += 1;
            self.pass_space();
        })
    }

    /// The bytes up to the one at `end`, which are passed over.
    fn pass(&mut self, end: usize) -> Option<&'a str> {
        let passed = self.text.get(self.at..end)?;
        self.at = end;
        self.pass_space();
        Some(passed)
    }

    fn value(&mut self) -> Option<Json<'a>> {
        let bytes = self.text.as_bytes().get(self.at..)?;
        let flag = |value| (value, Json::Flag(value == "true"));
        let words = [flag("true"), flag("false"), ("null", Json::Null)];
        Some(match bytes.first()? {
            b'"' => Json::Text(self.string()?),
            b'{' | b'[' => Json::Nested(self.pass(self.at + object_length(bytes)?)?),
            b'-' | b'0'..=b'9' => {
                let end = number_end(self.text.as_bytes(), self.at)?;
                Json::Number(self.pass(end)?)
            }
            _ => {
                let (word, value) = words
                    .into_iter()
                    .find(|(word, _)| bytes.starts_with(word.as_bytes()))?;
                self.pass(self.at + word.len())?;
                value
            }
        })
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        if self.next()? != b'"' {
            return None;
        }
        let from = self.at + 1;
        let (end, escaped) = string_end(self.text.as_bytes(), from)?;
        self.at = end + 1;
        self.pass_space();
        let text = self.text.get(from..end)?;
        Some(match escaped {
            true => {
                let mut out = String::with_capacity(text.len());
                unescape(text, &mut out)?;
                Cow::Owned(out)
            }
            false => Cow::Borrowed(text),
        })
    }
}

/// Writes a string without its escapes. `None` where one is none.
pub(super) fn unescape(text: &str, out: &mut String) -> Option<()> {
    let mut marks = Marks::new(text.as_bytes(), 0, [b'\\'; 4]);
    let mut from = 0;
    while let Some(at) = marks.next() {
        if at < from {
            continue;
        }
        out.push_str(text.get(from..at)?);
        let sign = *text.as_bytes().get(at + 1)?;
        from = at + 2;
        match sign {
            b'n' => out.push('\n'),
            b't' => out.push('\t'),
            b'r' => out.push('\r'),
            b'b' => out.push('\u{8}'),
            b'f' => out.push('\u{c}'),
            b'u' => out.push(unicode(text, &mut from)?),
            // They stand for themselves, at the beginning of what follows.
            b'"' | b'/' => from = at + 1,
            b'\\' => {
                from = at + 1;
                marks.next();
            }
            _ => return None,
        }
    }
    out.push_str(text.get(from..)?);
    Some(())
}

/// The character whose four digits are at `at`, which is moved behind it.
fn unicode(text: &str, at: &mut usize) -> Option<char> {
    let mut rest = text.get(*at..)?;
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
    *at = text.len() - rest.len();
    Some(char::from_u32(code).unwrap_or(char::REPLACEMENT_CHARACTER))
}

fn hex(rest: &mut &str) -> Option<u32> {
    let (digits, after) = rest.split_at_checked(4)?;
    *rest = after;
    let mut digits = digits.chars();
    digits.try_fold(0, |code, digit| Some(code * 16 + digit.to_digit(16)?))
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
