//! `zeroten summary`: a file of responses to the score, with how sure it is.

mod json;
mod text;

use std::fs::File;
use std::io::{self, Read};

use clap::{Args, ValueEnum};
use zeroten::domain::score::Score;
use zeroten::domain::stats::{
    Bands, Bucket, Distribution, Homogeneity, Period, Tally, homogeneity, trend,
};
use zeroten::domain::time::Date;
use zeroten::exchange::{Reader, Report, Row};

use super::Outcome;

/// What `zeroten summary` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// A CSV file with a line of headings, or our own export as CSV or JSON lines; `-` reads
    /// standard input.
    file: String,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// The heading of the column that holds the scores, where it is not found by itself.
    #[arg(long, value_name = "HEADING")]
    score: Option<String>,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// A report to read.
    Text,
    /// One JSON object.
    Json,
}

/// Everything that is printed, in either form.
struct Summary {
    distribution: Distribution,
    tally: Tally,
    bands: Bands,
    months: Vec<Bucket>,
    /// Whether the months could all have one score.
    months_differ: Option<Homogeneity>,
    report: Report,
}

/// Prints the summary of a file.
pub(crate) fn run(arguments: Arguments) -> Outcome {
    let name = arguments.file.as_str();
    let reader = match &arguments.score {
        Some(heading) => Reader::with_scores_in(heading),
        None => Reader::new(),
    };
    let summary = if name == "-" {
        summarise(reader, io::stdin().lock())
    } else {
        File::open(name)
            .map_err(Into::into)
            .and_then(|file| summarise(reader, file))
    };
    let summary = summary.map_err(|error| {
        let name = if name == "-" { "standard input" } else { name };
        format!("{name}: {error}")
    })?;
    let printed = match arguments.format {
        Form::Text => text::of(&summary),
        Form::Json => json::of(&summary)?,
    };
    super::print(&printed)
}

/// Reads a file piece by piece, keeping of each row only what is counted.
fn summarise(mut reader: Reader, mut file: impl Read) -> Result<Summary, super::Failure> {
    let mut distribution = Distribution::default();
    let mut dated: Vec<(Date, Score)> = Vec::new();
    let mut count = |row: Row| {
        distribution.add(row.score);
        if let (Some(moment), Some(score)) = (row.answered_at, row.score) {
            dated.push((moment.date(), score));
        }
    };
    let mut piece = vec![0; Reader::HEAD_BYTES];
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => reader.push(piece.get(..read).unwrap_or_default(), &mut count)?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    let report = reader.finish(&mut count)?;
    // Lines of JSON that are no responses come with no row.
    distribution.excluded = report.excluded.len() as u64;
    let months = trend(dated, Period::Month);
    let tallies: Vec<Tally> = months.iter().map(Bucket::tally).collect();
    Ok(Summary {
        tally: distribution.tally(),
        distribution,
        bands: Bands::default(),
        months_differ: homogeneity(&tallies),
        months,
        report,
    })
}
