//! What kind of file the bytes are.

use super::{Foreign, ImportError};

/// What was found at the beginning of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Delimited text.
    Table {
        /// What stands between cells.
        delimiter: u8,
        /// How many bytes come before the headings: a byte order mark, a `sep=;` line.
        preamble: usize,
        /// How many of those are lines.
        preamble_lines: u64,
    },
    /// JSON, one object per line or an array of them.
    Lines {
        /// How many bytes come before the first object.
        preamble: usize,
        /// Whether they are in an array.
        array: bool,
    },
}

/// Tells what the file is by its first bytes. Blank lines at its head are passed over.
pub(super) fn kind(head: &[u8]) -> Result<Kind, ImportError> {
    if let Some(what) = foreign(head) {
        return Err(ImportError::NotText(what));
    }
    let text = head.strip_prefix(BYTE_ORDER_MARK).unwrap_or(head);
    let mark = head.len() - text.len();
    let Some(first) = text.iter().find(|byte| !byte.is_ascii_whitespace()) else {
        return Err(ImportError::Empty);
    };
    match first {
        b'{' | b'[' => {
            return Ok(Kind::Lines {
                preamble: mark,
                array: *first == b'[',
            });
        }
        b'<' => return Err(ImportError::NotText(Foreign::Markup)),
        _ => {}
    }
    // Excel writes the delimiter on a line of its own where it differs from the locale's.
    if let Some([delimiter, end, ..]) = text.strip_prefix(b"sep=")
        && matches!(end, b'\r' | b'\n')
    {
        let line_end = if text.get(5..7) == Some(b"\r\n") {
            2
        } else {
            1
        };
        return Ok(Kind::Table {
            delimiter: *delimiter,
            preamble: mark + 5 + line_end,
            preamble_lines: 1,
        });
    }
    Ok(Kind::Table {
        delimiter: delimiter(text),
        preamble: mark,
        preamble_lines: 0,
    })
}

const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

fn foreign(head: &[u8]) -> Option<Foreign> {
    let starts = |magic: &[u8]| head.starts_with(magic);
    if starts(b"PK\x03\x04") {
        Some(Foreign::Zip)
    } else if starts(b"\xd0\xcf\x11\xe0") {
        Some(Foreign::OldWorkbook)
    } else if starts(b"%PDF") {
        Some(Foreign::Pdf)
    } else if starts(b"\x1f\x8b") {
        Some(Foreign::Gzip)
    } else if starts(b"\xff\xfe") || starts(b"\xfe\xff") {
        Some(Foreign::Utf16)
    } else if head.iter().take(4096).any(|byte| *byte == 0) {
        Some(Foreign::Binary)
    } else {
        None
    }
}

/// The delimiter that the line of headings has most of, outside quotation marks.
fn delimiter(text: &[u8]) -> u8 {
    let (mut commas, mut semicolons, mut tabs, mut quoted) = (0_u32, 0_u32, 0_u32, false);
    let line = text
        .iter()
        .skip_while(|byte| byte.is_ascii_whitespace() && **byte != b'\t');
    for byte in line {
        match byte {
            b'"' => quoted = !quoted,
            b'\r' | b'\n' if !quoted => break,
            b',' if !quoted => commas += 1,
            b';' if !quoted => semicolons += 1,
            b'\t' if !quoted => tabs += 1,
            _ => {}
        }
    }
    if commas >= semicolons && commas >= tabs {
        b','
    } else if semicolons >= tabs {
        b';'
    } else {
        b'\t'
    }
}
