//! CSV out: RFC 4180 cells that stay text in a spreadsheet.

use std::borrow::Cow;

/// Appends one record, ended by CR LF.
pub fn push_record<'a>(out: &mut String, cells: impl IntoIterator<Item = &'a str>) {
    for (at, cell) in cells.into_iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        push_cell(out, cell);
    }
    out.push_str("\r\n");
}

/// Appends one cell, quoted where RFC 4180 needs it. What a spreadsheet would take for a formula
/// gets a `'` before it (OWASP, "CSV Injection"): respondents write comments, and owners open
/// exports in Excel. Where decimals have commas it splits at semicolons, and a quotation mark is
/// none to it in the middle of such a cell.
pub fn push_cell(out: &mut String, cell: &str) {
    let bytes = cell.as_bytes();
    // Nearly every cell is a bare word or number; a million rows have many.
    if bytes.iter().all(u8::is_ascii_alphanumeric) {
        out.push_str(cell);
        return;
    }
    let spaced = bytes.first() == Some(&b' ') || bytes.last() == Some(&b' ');
    let quoted = spaced
        || bytes
            .iter()
            .any(|b| matches!(b, b',' | b'"' | b'\r' | b'\n'));
    if quoted {
        out.push('"');
    }
    let mut begins = true;
    for (at, c) in cell.char_indices() {
        if begins && is_guarded(cell.get(at..), at == 0) {
            out.push('\'');
        }
        if quoted && c == '"' {
            out.push('"');
        }
        out.push(c);
        begins = splits(c);
    }
    if quoted {
        out.push('"');
    }
}

/// Takes off every `'` that [`push_cell`] put into a cell, and none that was there before.
pub(super) fn unguarded(cell: &str) -> Cow<'_, str> {
    if !cell.bytes().any(|byte| byte == b'\'') {
        return Cow::Borrowed(cell);
    }
    let mut text = String::with_capacity(cell.len());
    let mut begins = true;
    for (at, c) in cell.char_indices() {
        if !(begins && c == '\'' && is_guarded(cell.get(at + 1..), at == 0)) {
            text.push(c);
        }
        begins = splits(c);
    }
    Cow::Owned(text)
}

/// Where a spreadsheet may split a cell, besides the commas that quotation marks keep together.
const fn splits(c: char) -> bool {
    matches!(c, ';' | '\t')
}

/// Whether a spreadsheet may evaluate a part of a cell, given with all that follows: it begins with
/// one of `= + - @`, also after spaces, non-breaking ones included, and in the full-width forms
/// that Excel folds; the first also with TAB CR LF. A guard that was there before is guarded as
/// well, to come back.
fn is_guarded(part: Option<&str>, first: bool) -> bool {
    let mut rest = part.unwrap_or_default().chars().skip_while(|c| *c == '\'');
    match rest.find(|c| !matches!(c, ' ' | '\u{a0}')) {
        Some('=' | '+' | '-' | '@' | '\u{ff1d}' | '\u{ff0b}' | '\u{ff0d}' | '\u{ff20}') => true,
        Some('\t' | '\r' | '\n' | '\0') => first,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn cell(text: &str) -> String {
        let mut out = String::new();
        push_cell(&mut out, text);
        out
    }

    #[test]
    fn plain_text_stays_as_it_is() {
        for text in ["", "Rask levering!", "a-b", "3 = 3", "åæø", "'quoted'"] {
            assert_eq!(cell(text), text);
        }
    }

    #[test]
    fn delimiters_and_quotes_are_quoted() {
        assert_eq!(cell("a,b"), "\"a,b\"");
        assert_eq!(cell("say \"hi\""), "\"say \"\"hi\"\"\"");
        assert_eq!(cell("two\r\nlines"), "\"two\r\nlines\"");
        assert_eq!(cell(" padded"), "\" padded\"");
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_text() {
        for text in [
            "=1+1",
            "+1",
            "-1",
            "@SUM(A1)",
            "\t1",
            "\u{a0}=1",
            "\u{ff1d}1",
        ] {
            assert_eq!(cell(text), format!("'{text}"));
        }
        assert_eq!(cell("=HYPERLINK(\"x\",1)"), "\"'=HYPERLINK(\"\"x\"\",1)\"");
        assert_eq!(cell("  =1"), "\"'  =1\"");
        assert_eq!(cell("\n=1"), "\"'\n=1\"");
        assert_eq!(cell("\r=1"), "\"'\r=1\"");
    }

    #[test]
    fn what_stands_behind_a_semicolon_is_a_cell_of_its_own_to_some() {
        // Opened where decimals have commas, a comment's second half ran as a formula.
        assert_eq!(cell("Fine;=1+1;b"), "Fine;'=1+1;b");
        assert_eq!(cell("Fine, thanks; @x"), "\"Fine, thanks;' @x\"");
        assert_eq!(cell("Fine\t+1"), "Fine\t'+1");
        assert_eq!(cell("a; b;\r\nc"), "\"a; b;\r\nc\"");
    }

    #[test]
    fn a_guard_that_was_there_before_comes_back() {
        for (text, guarded) in [("'=1", "''=1"), ("a;''-1", "a;'''-1"), ("'it''s", "'it''s")] {
            assert_eq!(cell(text), guarded);
            assert_eq!(unguarded(guarded), text);
        }
    }

    proptest! {
        #[test]
        fn every_cell_comes_back_as_it_was(text in "[';\t\r\n =+@a\u{a0}-]{0,9}") {
            let mut out = String::new();
            push_cell(&mut out, &text);
            let bare = out.strip_prefix('"').and_then(|out| out.strip_suffix('"'));
            prop_assert_eq!(unguarded(bare.unwrap_or(&out)), text);
        }
    }

    #[test]
    fn a_record_ends_with_cr_lf() {
        let mut out = String::new();
        push_record(&mut out, ["a", "", "c,d"]);
        assert_eq!(out, "a,,\"c,d\"\r\n");
    }
}
