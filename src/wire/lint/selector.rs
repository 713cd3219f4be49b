//! Selectors that no browser reads.

/// Whether `selector` may be one. Only a browser can read it whole: what is in quotes, brackets and
/// parentheses is taken as it is.
pub(super) fn may_be_read(selector: &str) -> bool {
    outside(selector).is_some_and(|bare| bare.split(',').all(is_plausible))
}

/// The selector without what is in quotes, brackets and parentheses; nothing where one of them is
/// never closed. What is escaped is some letter.
fn outside(selector: &str) -> Option<String> {
    let mut bare = String::new();
    let mut closing = Vec::new();
    let mut characters = selector.chars();
    while let Some(found) = characters.next() {
        let quoted = matches!(closing.last(), Some('"' | '\''));
        let mut letter = found;
        match found {
            '\\' => {
                characters.next()?;
                letter = 'x';
            }
            _ if closing.last() == Some(&found) => {
                closing.pop();
                continue;
            }
            _ if quoted => {}
            '"' | '\'' => closing.push(found),
            '(' => closing.push(')'),
            '[' => {
                closing.push(']');
                // It stands for something, as in `[disabled]` alone.
                bare.push('*');
                continue;
            }
            ')' | ']' => return None,
            _ => {}
        }
        if closing.is_empty() {
            bare.push(letter);
        }
    }
    closing.is_empty().then_some(bare)
}

fn is_plausible(one: &str) -> bool {
    let one = one.trim();
    let twice = ["##", "..", "#.", ".#"]
        .iter()
        .any(|pair| one.contains(pair));
    let begins = one.starts_with(['>', '+', '~']);
    let ends = one.ends_with(['#', '.', '>', '+', '~', ':']);
    // No name begins with a digit.
    let mut before = ' ';
    let numbered = one.chars().any(|c| {
        let begins = before.is_whitespace() || "#.>+~:".contains(before);
        before = c;
        begins && c.is_ascii_digit()
    });
    !one.is_empty() && !twice && !begins && !ends && !numbered
}
