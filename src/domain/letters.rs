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

#[cfg(test)]
mod tests {
    use super::*;

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
}
