//! Why a file could not be read as responses.

use crate::domain::letters::joined;
use core::fmt;

/// Why a file could not be read as responses: what was looked for and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// There is nothing in the file.
    Empty,
    /// The file is of another kind.
    NotText(Foreign),
    /// No heading is known to name a score.
    NoScoreColumn {
        /// The headings there are.
        headings: Vec<String>,
    },
    /// The heading asked for is not in the file.
    NoSuchColumn {
        /// The heading asked for.
        wanted: String,
        /// The headings there are.
        headings: Vec<String>,
    },
    /// The column that is named like a score holds other things.
    ScoresOffScale {
        /// Its heading.
        heading: String,
        /// How many of its first values were looked at.
        of: usize,
        /// How many of those are whole numbers from 0 to 10.
        on_scale: usize,
        /// One that is not.
        example: String,
    },
    /// A quoted cell goes on to the end of the file.
    UnclosedQuote {
        /// The line its row begins on.
        line: u64,
    },
    /// The file is JSON, but its first object is no response.
    NotResponses {
        /// The keys it has.
        keys: Vec<String>,
    },
}

/// What a file is that holds no delimited text and no JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Foreign {
    /// A web page or XML.
    Markup,
    /// An Excel workbook, or another zip archive.
    Zip,
    /// An Excel workbook as before 2007.
    OldWorkbook,
    /// A PDF.
    Pdf,
    /// Compressed with gzip.
    Gzip,
    /// Text in UTF-16.
    Utf16,
    /// Bytes that are no text.
    Binary,
    /// What begins like JSON, and is not.
    BrokenJson,
}

impl fmt::Display for Foreign {
    /// What it is, and what to do.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Markup => {
                "the file is a web page or XML: expected CSV; use the tool's own export"
            }
            Self::Zip => {
                "the file is an Excel workbook or a zip archive: save the sheet as CSV and use that"
            }
            Self::OldWorkbook => {
                "the file is an old Excel workbook: save the sheet as CSV and use that"
            }
            Self::Pdf => "the file is a PDF: use the tool's CSV export",
            Self::Gzip => "the file is compressed with gzip: unpack it and use what is inside",
            Self::Utf16 => "the file is in UTF-16: save it as CSV in UTF-8 and use that",
            Self::Binary => {
                "the file is not text: expected CSV, or JSON with one response per line"
            }
            Self::BrokenJson => {
                "the file begins like JSON, but is not: expected CSV, or JSON with one response \
                 per line"
            }
        })
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(
                "the file is empty: expected a line of headings and then one response per line",
            ),
            Self::NotText(what) => what.fmt(f),
            Self::NoScoreColumn { headings } => f.write_str(&said(&[
                "no column of scores: looked for a heading like \"score\", \"nps\", \"rating\", \
                 \"poeng\" or \"How likely are you to recommend ...\", found ",
                &list(headings),
            ])),
            Self::NoSuchColumn { wanted, headings } => f.write_str(&said(&[
                "no column is headed ",
                &quoted(wanted),
                ": found ",
                &list(headings),
            ])),
            Self::ScoresOffScale {
                heading,
                of,
                on_scale,
                example,
            } => f.write_str(&said(&[
                "column ",
                &quoted(heading),
                " is named like a score, but only ",
                &on_scale.to_string(),
                " of its first ",
                &of.to_string(),
                " values are whole numbers from 0 to 10, and one is ",
                &quoted(example),
                ": name the column that holds the scores",
            ])),
            Self::UnclosedQuote { line } => f.write_str(&said(&[
                "a quoted cell in the row at line ",
                &line.to_string(),
                " goes on to the end of the file: close it with a quotation mark, and double the \
                 marks inside it",
            ])),
            Self::NotResponses { keys } => f.write_str(&said(&[
                "the file is JSON, but its first object is not a response: looked for a key like \
                 \"score\", found ",
                &list(keys),
            ])),
        }
    }
}

impl core::error::Error for ImportError {}

/// A sentence from its parts, without the standard library's formatting, which weighs more in the
/// browser than the words do.
fn said(parts: &[&str]) -> String {
    parts.concat()
}

fn list(headings: &[String]) -> String {
    if headings.is_empty() {
        return "none".to_owned();
    }
    const MOST: usize = 12;
    let shown: Vec<_> = headings
        .iter()
        .take(MOST)
        .map(|heading| quoted(&super::shortened(heading)))
        .collect();
    let more = headings.len().saturating_sub(MOST);
    let more = if more > 0 {
        [" and ", &more.to_string(), " more"].concat()
    } else {
        String::new()
    };
    [joined(&shown, ", "), more].concat()
}

/// Text between quotation marks. Not `{:?}`: the wasm products are built without `Debug` output,
/// where that prints nothing.
fn quoted(text: &str) -> String {
    ["\"", text, "\""].concat()
}
