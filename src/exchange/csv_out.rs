//! CSV out: RFC 4180 cells that stay text in a spreadsheet.

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

/// Appends one cell, quoted where RFC 4180 needs it. A cell that a spreadsheet would take for a
/// formula gets a leading `'` (OWASP, "CSV Injection"): respondents write comments, and owners
/// open exports in Excel.
pub fn push_cell(out: &mut String, cell: &str) {
    let guard = if is_formula(cell) { "'" } else { "" };
    if cell.contains([',', '"', '\r', '\n']) || cell.starts_with(' ') || cell.ends_with(' ') {
        out.push('"');
        out.push_str(guard);
        for c in cell.chars() {
            if c == '"' {
                out.push('"');
            }
            out.push(c);
        }
        out.push('"');
    } else {
        out.push_str(guard);
        out.push_str(cell);
    }
}

/// Whether a spreadsheet may evaluate `cell`: it begins with one of `= + - @` TAB CR LF, also
/// after spaces, non-breaking ones included, and in the full-width forms that Excel folds.
pub(super) fn is_formula(cell: &str) -> bool {
    cell.trim_start_matches([' ', '\u{a0}']).starts_with([
        '=', '+', '-', '@', '\t', '\r', '\n', '\0', '\u{ff1d}', '\u{ff0b}', '\u{ff0d}', '\u{ff20}',
    ])
}

#[cfg(test)]
mod tests {
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
            "\t=1",
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
    fn a_record_ends_with_cr_lf() {
        let mut out = String::new();
        push_record(&mut out, ["a", "", "c,d"]);
        assert_eq!(out, "a,,\"c,d\"\r\n");
    }
}
