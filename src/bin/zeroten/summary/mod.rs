//! `zeroten summary`: a file of responses to the score, with how sure it is.

mod json;
mod text;

use std::fs::File;
use std::io;

use clap::{Args, ValueEnum};
use zeroten::domain::stats::{
    Bands, Bucket, Distribution, Homogeneity, Period, Tally, homogeneity, trend,
};
use zeroten::exchange::{Named, Reader, Report};
use zeroten::summary::{Answers, Choices, Selection};

use super::{Outcome, doubt};

/// What `zeroten summary` takes.
#[derive(Args)]
pub(crate) struct Arguments {
    /// CSV files with headings, other tools' included, or our own export as CSV or JSON lines;
    /// `-` reads standard input. Several are one summary.
    #[arg(required = true)]
    files: Vec<String>,
    /// How to print it.
    #[arg(long, value_enum, default_value_t = Form::Text)]
    format: Form,
    /// The heading of the column that holds the scores, where it is not found by itself.
    #[arg(long, value_name = "HEADING")]
    score: Option<String>,
    /// The heading of the column that holds the comments; blank for none.
    #[arg(long, value_name = "HEADING")]
    comment: Option<String>,
    /// The heading of the column that holds the dates; blank for none.
    #[arg(long, value_name = "HEADING")]
    date: Option<String>,
    /// Which way round dates like 03/04/2025 are, where the file does not tell.
    #[arg(long, value_name = "ORDER", value_enum)]
    date_order: Option<doubt::Order>,
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
    /// Answers that are no recommendation, and in none of these numbers.
    on_other_scales: u64,
    /// Answers that another row tells again, in another file or as a later revision: counted once.
    repeated: u64,
    /// Answers without a date that could be read: they are in no month.
    undated: u64,
    bands: Bands,
    months: Vec<Bucket>,
    /// Whether the months could all have one score.
    months_differ: Option<Homogeneity>,
    files: Vec<Read>,
}

/// One file and how it was read.
struct Read {
    name: String,
    report: Report,
}

/// Prints the summary of the files.
pub(crate) fn run(arguments: Arguments) -> Outcome {
    let named = Named {
        score: arguments.score,
        comment: arguments.comment,
        answered_at: arguments.date,
        dates: arguments.date_order.map(Into::into),
    };
    let mut answers = Answers::default();
    let mut files = Vec::new();
    for name in arguments.files {
        let reader = Reader::with(named.clone());
        let report = if name == "-" {
            read(&mut answers, reader, io::stdin().lock())
        } else {
            File::open(&name)
                .map_err(Into::into)
                .and_then(|file| read(&mut answers, reader, file))
        };
        let shown = if name == "-" {
            "standard input".to_owned()
        } else {
            name
        };
        let report = report.map_err(|error| format!("{shown}: {error}"))?;
        let mapping = &report.mapping;
        for doubt in doubt::scores(mapping)
            .into_iter()
            .chain(doubt::dates(mapping))
        {
            eprintln!("{shown}: {doubt}");
        }
        answers.end_file(Some(shown.clone()), report.clone());
        files.push(Read {
            name: shown,
            report,
        });
    }
    let summary = Summary::of(&answers, files);
    let printed = match arguments.format {
        Form::Text => text::of(&summary),
        Form::Json => json::of(&summary)?,
    };
    super::print(&printed)
}

/// Reads a file piece by piece.
fn read(
    answers: &mut Answers,
    mut reader: Reader,
    mut file: impl io::Read,
) -> Result<Report, super::Failure> {
    let mut piece = vec![0; Reader::HEAD_BYTES];
    loop {
        match file.read(&mut piece) {
            Ok(0) => break,
            Ok(read) => reader.feed(piece.get(..read).unwrap_or_default(), answers)?,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error.into()),
        }
    }
    Ok(reader.end(answers)?)
}

impl Summary {
    /// What the rows of all files come to; an answer that is in two of them counts once.
    fn of(answers: &Answers, files: Vec<Read>) -> Self {
        let selection = Selection::of(answers, &Choices::default());
        let mut distribution = Distribution::default();
        let mut on_other_scales = 0;
        let mut dated = Vec::new();
        for row in (0..answers.len() as u32).filter(|row| selection.has(*row)) {
            on_other_scales += u64::from(answers.is_on_another_scale(row));
            let Some(score) = answers.score(row) else {
                continue;
            };
            distribution.add(Some(score));
            dated.extend(
                answers
                    .answered_at(row)
                    .map(|moment| (moment.date(), score)),
            );
        }
        distribution.excluded = answers.excluded();
        let tally = distribution.tally();
        let undated = tally.n() - dated.len() as u64;
        let months = trend(dated, Period::Month);
        let tallies: Vec<Tally> = months.iter().map(Bucket::tally).collect();
        Self {
            tally,
            distribution,
            on_other_scales,
            repeated: answers.repeats as u64,
            undated,
            bands: Bands::default(),
            months_differ: homogeneity(&tallies),
            months,
            files,
        }
    }
}
