//! Why there is nothing to show.

use super::quoted;
use crate::domain::decimal::decimal;
use crate::domain::letters::shortened;
use crate::exchange::ImportError;
use crate::summary::words::{Text, Words};

/// Why a file, or without a `name` what came from the collector, cannot be shown.
pub(in crate::summary) fn not_an_export(
    words: &Words,
    name: &str,
    problem: &ImportError,
) -> String {
    let problem = why(words, problem);
    words.fill(Text::NotAnExport, "name problem", &[name, problem.as_str()])
}

pub(in crate::summary) fn bad_status(words: &Words, status: u16) -> String {
    words.fill(Text::BadStatus, "status", &[&decimal(u64::from(status))])
}

/// What was looked for and what was found.
fn why(words: &Words, problem: &ImportError) -> String {
    match problem {
        ImportError::Empty => words.say(Text::Empty),
        ImportError::NotText(_) => words.say(Text::NoTextFile),
        ImportError::NoScoreColumn { headings } => words.fill(
            Text::NoScoreColumn,
            "wanted found",
            &[LOOKED_FOR, &list(headings)],
        ),
        ImportError::NoSuchColumn { wanted, headings } => words.fill(
            Text::NoSuchColumn,
            "wanted found",
            &[&quoted(wanted), &list(headings)],
        ),
        ImportError::ScoresOffScale {
            heading, example, ..
        } => words.fill(
            Text::OffScaleColumn,
            "name example",
            &[&quoted(heading), &quoted(example)],
        ),
        ImportError::UnclosedQuote { line } => {
            words.fill(Text::UnclosedQuote, "line", &[&words.number(*line)])
        }
        ImportError::NotResponses { keys } => words.fill(
            Text::NoScoreColumn,
            "wanted found",
            &["“score”", &list(keys)],
        ),
    }
}

const LOOKED_FOR: &str = "“score”, “nps”, “rating”, “poeng”";

fn list(headings: &[String]) -> String {
    const MOST: usize = 12;
    const LONGEST: usize = 40;
    let mut out = String::new();
    for (nth, heading) in headings.iter().enumerate() {
        if nth > 0 {
            out.push_str(", ");
        }
        if nth == MOST {
            out.push('…');
            break;
        }
        out.push_str(&quoted(&shortened(heading, LONGEST)));
    }
    if out.is_empty() {
        out.push_str(super::NONE);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::summary::words::tests::english;

    #[test]
    fn a_file_without_scores_is_told_what_it_has() {
        let headings = (0..14).map(|at| format!("{at}").repeat(50)).collect();
        let said = not_an_export(
            &english(),
            "a.csv",
            &ImportError::NoScoreColumn { headings },
        );
        assert!(said.starts_with("a.csv cannot be shown: No column of scores"));
        assert!(said.contains("“0000") && said.ends_with("…”, ….") && !said.contains("“1212"));
        let none = ImportError::NoScoreColumn { headings: vec![] };
        assert!(not_an_export(&english(), "a", &none).ends_with("found: –."));
    }
}
