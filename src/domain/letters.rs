//! Letters, without the standard library's tables.

/// The small letter of a capital in the Latin, Greek and Cyrillic scripts. The standard library's
/// tables for all of Unicode weigh more than all who ask this in the browser.
#[must_use]
pub fn small(c: char) -> char {
    let moved = |by: u32| char::from_u32(c as u32 + by).unwrap_or(c);
    match c {
        'A'..='Z' => c.to_ascii_lowercase(),
        'À'..='Þ' if c != '×' => moved(0x20),
        'Ÿ' => 'ÿ',
        'İ' => 'i',
        // Latin Extended-A: capitals are even, and odd in two stretches.
        'Ā'..='Ķ' | 'Ŋ'..='Ŷ' if (c as u32).is_multiple_of(2) => moved(1),
        'Ĺ'..='Ň' | 'Ź'..='Ž' if !(c as u32).is_multiple_of(2) => moved(1),
        'Α'..='Ρ' | 'Σ'..='Ω' | 'А'..='Я' => moved(0x20),
        'Ѐ'..='Џ' => moved(0x50),
        _ => c,
    }
}

/// Whether `c` is part of a word, in any script: all that lies outside the stretches where Unicode
/// keeps punctuation, signs and pictures.
#[must_use]
pub const fn is_letter(c: char) -> bool {
    match c {
        '0'..='9' | 'A'..='Z' | 'a'..='z' | 'ª' | 'µ' | 'º' => true,
        '\0'..='¿'
        | '×'
        | '÷'
        | '\u{2000}'..='\u{2bff}'
        | '\u{2e00}'..='\u{2e7f}'
        | '\u{3000}'..='\u{3004}'
        | '\u{3008}'..='\u{3020}'
        | '\u{e000}'..='\u{f8ff}'
        | '\u{fe10}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff0f}'
        | '\u{ff1a}'..='\u{ff20}'
        | '\u{fff0}'..='\u{ffff}'
        | '\u{1f000}'..='\u{1fbff}' => false,
        _ => true,
    }
}

/// Whether `text` holds `part`. Short texts only: it looks at every place.
#[must_use]
pub fn holds(text: &str, part: &str) -> bool {
    (0..text.len()).any(|at| text.get(at..).is_some_and(|rest| rest.starts_with(part)))
}

/// What lies before and after the first `at`, an ASCII character. The standard library's searchers
/// know more, and weigh ten times as much.
#[must_use]
pub fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let place = text.bytes().position(|byte| byte == at)?;
    Some((text.get(..place)?, text.get(place + 1..)?))
}

/// The pieces of `text` between each `at`, an ASCII character: one where there is none.
pub fn pieces(text: &str, at: u8) -> impl Iterator<Item = &str> {
    Pieces {
        rest: Some(text),
        at,
    }
}

/// The first `most` letters of `text`, and `…` where there are more.
#[must_use]
#[inline(never)]
pub fn shortened(text: &str, most: usize) -> String {
    let mut short = String::new();
    for (at, c) in text.chars().enumerate() {
        if at == most {
            short.push('…');
            break;
        }
        short.push(c);
    }
    short
}

/// `text` without the white space around it, of which most have none.
#[must_use]
#[inline(never)]
pub fn trimmed(text: &str) -> &str {
    if let [b'!'..=b'~'] | [b'!'..=b'~', .., b'!'..=b'~'] = text.as_bytes() {
        return text;
    }
    let mut rest = text;
    while let Some(more) = after(rest, char::is_whitespace) {
        rest = more;
    }
    let mut letters = rest.chars();
    while letters.next_back().is_some_and(char::is_whitespace) {
        rest = letters.as_str();
    }
    rest
}

/// The texts with `between` between each two.
#[must_use]
#[inline(never)]
pub fn joined(texts: &[String], between: &str) -> String {
    let mut all = String::new();
    for (at, text) in texts.iter().enumerate() {
        if at > 0 {
            all.push_str(between);
        }
        all.push_str(text);
    }
    all
}

/// What follows the first letter, where that is one of those wanted.
#[must_use]
pub fn after(text: &str, is_wanted: fn(char) -> bool) -> Option<&str> {
    let mut letters = text.chars();
    letters.next().filter(|c| is_wanted(*c))?;
    Some(letters.as_str())
}

struct Pieces<'a> {
    rest: Option<&'a str>,
    at: u8,
}

impl<'a> Iterator for Pieces<'a> {
    type Item = &'a str;

    #[inline(never)]
    fn next(&mut self) -> Option<&'a str> {
        let rest = self.rest?;
        let (piece, more) = match cut(rest, self.at) {
            Some((piece, more)) => (piece, Some(more)),
            None => (rest, None),
        };
        self.rest = more;
        Some(piece)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn texts_are_cut_as_the_standard_library_cuts_them(text in "[a|å]{0,9}", spaced in "[a\u{a0} å\t]{0,6}") {
            prop_assert_eq!(cut(&text, b'|'), text.split_once('|'));
            prop_assert_eq!(trimmed(&spaced), spaced.trim());
            prop_assert!(pieces(&text, b'|').eq(text.split('|')));
            prop_assert_eq!(after(&text, |c| c == 'å'), text.strip_prefix('å'));
        }
    }

    #[test]
    fn small_letters_are_what_unicode_says() {
        for c in ('A'..='Ž')
            .chain('Α'..='Ρ')
            .chain('Σ'..='Ω')
            .chain('Ѐ'..='Я')
        {
            let mut expected = c.to_lowercase();
            // A letter that becomes two is left to the first of them.
            assert_eq!(Some(small(c)), expected.next(), "{c} U+{:04X}", c as u32);
        }
    }

    #[test]
    fn letters_are_what_unicode_says_in_the_scripts_around_us() {
        let latin = ('\0'..='ʯ')
            .chain('Α'..='Ρ')
            .chain('Σ'..='Ω')
            .chain('α'..='ω')
            .chain('А'..='я');
        let others = "日本語한국어ไทยעברית١२".chars();
        for c in latin.chain(others).chain("–—’“”…€™★😀（）。、".chars()) {
            let digit_like = c.is_numeric() && !c.is_alphabetic() && !c.is_ascii();
            assert!(
                is_letter(c) == c.is_alphanumeric() || digit_like,
                "{c} U+{:04X}",
                c as u32
            );
        }
    }

    #[test]
    fn long_texts_are_shortened_after_a_letter() {
        assert_eq!(shortened("blåbær", 3), "blå…");
        assert_eq!(shortened("blåbær", 6), "blåbær");
    }

    #[test]
    fn a_part_is_held_or_not() {
        assert!(holds("blåbær", "åb") && holds("a", "a") && holds("abc", "bc"));
        assert!(!holds("", "a") && !holds("ab", "abc") && !holds("ab", "ba"));
    }
}
