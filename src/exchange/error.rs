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
            Self::NoScoreColumn { headings } => write!(
                f,
                "no column of scores: looked for a heading like \"score\", \"nps\", \"rating\", \
                 \"poeng\" or \"How likely are you to recommend ...\", found {}",
                list(headings)
            ),
            Self::NoSuchColumn { wanted, headings } => write!(
                f,
                "no column is headed {}: found {}",
                quoted(wanted),
                list(headings)
            ),
            Self::ScoresOffScale {
                heading,
                of,
                on_scale,
                example,
            } => write!(
                f,
                "column {} is named like a score, but only {on_scale} of its first {of} values are \
                 whole numbers from 0 to 10, and one is {}: name the column that holds the scores",
                quoted(heading),
                quoted(example)
            ),
            Self::UnclosedQuote { line } => write!(
                f,
                "a quoted cell in the row at line {line} goes on to the end of the file: close it \
                 with a quotation mark, and double the marks inside it"
            ),
            Self::NotResponses { keys } => write!(
                f,
                "the file is JSON, but its first object is not a response: looked for a key like \
                 \"score\", found {}",
                list(keys)
            ),
        }
    }
}

impl core::error::Error for ImportError {}

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
        format!(" and {more} more")
    } else {
        String::new()
    };
    format!("{}{more}", shown.join(", "))
}

/// Text between quotation marks. Not `{:?}`: the wasm products are built without `Debug` output,
/// where that prints nothing.
fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}
