//! Why a file could not be read as responses.

use core::fmt;

/// Why a file could not be read as responses: what was looked for and what was found.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ImportError {
    /// There is nothing in the file.
    Empty,
    /// The file is of another kind; the text says which, and what to do.
    NotText(&'static str),
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

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Empty => f.write_str(
                "the file is empty: expected a line of headings and then one response per line",
            ),
            Self::NotText(what) => f.write_str(what),
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
    [shown.join(", "), more].concat()
}

/// Text between quotation marks. Not `{:?}`: the wasm products are built without `Debug` output,
/// where that prints nothing.
fn quoted(text: &str) -> String {
    ["\"", text, "\""].concat()
}
