//! `zeroten summary`: a file of responses to the score, with how sure it is.

mod json;
mod text;

use std::fs::File;
use std::io;

use clap::{Args, ValueEnum};
use zeroten::domain::scale::Scale;
use zeroten::domain::score::Score;
use zeroten::domain::stats::{
    Bands, Bucket, Distribution, Homogeneity, Period, Tally, homogeneity, trend,
};
use zeroten::domain::time::Date;
use zeroten::exchange::{Named, Reader, Report, Row};

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
    let mut counted = Counted::default();
    let mut files = Vec::new();
    for name in arguments.files {
        let reader = Reader::with(named.clone());
        let read = if name == "-" {
            counted.read(reader, io::stdin().lock())
        } else {
            File::open(&name)
                .map_err(Into::into)
                .and_then(|file| counted.read(reader, file))
        };
        let shown = if name == "-" {
            "standard input".to_owned()
        } else {
            name
        };
        let report = read.map_err(|error| format!("{shown}: {error}"))?;
        let mapping = &report.mapping;
        for doubt in doubt::scores(mapping)
            .into_iter()
            .chain(doubt::dates(mapping))
        {
            eprintln!("{shown}: {doubt}");
        }
        files.push(Read {
            name: shown,
            report,
        });
    }
    let summary = counted.summary(files);
    let printed = match arguments.format {
        Form::Text => text::of(&summary),
        Form::Json => json::of(&summary)?,
    };
    super::print(&printed)
}

/// What is kept of the rows: only what is counted.
#[derive(Default)]
struct Counted {
    distribution: Distribution,
    /// Answers on satisfaction and effort: they are no recommendation.
    on_other_scales: u64,
    dated: Vec<(Date, Score)>,
}

impl Counted {
    /// Reads a file piece by piece.
    fn read(
        &mut self,
        mut reader: Reader,
        mut file: impl io::Read,
    ) -> Result<Report, super::Failure> {
        let mut count = |row: Row| {
            if row.scale != Scale::Nps {
                self.on_other_scales += u64::from(row.score.is_some());
                return;
            }
            self.distribution.add(row.score);
            if let (Some(moment), Some(score)) = (row.answered_at, row.score) {
                self.dated.push((moment.date(), score));
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
        Ok(reader.finish(&mut count)?)
    }

    fn summary(mut self, files: Vec<Read>) -> Summary {
        // Objects of JSON that are no responses come with no row.
        let excluded = files.iter().map(|file| file.report.excluded.len() as u64);
        self.distribution.excluded = excluded.sum();
        let months = trend(self.dated, Period::Month);
        let tallies: Vec<Tally> = months.iter().map(Bucket::tally).collect();
        Summary {
            tally: self.distribution.tally(),
            distribution: self.distribution,
            on_other_scales: self.on_other_scales,
            bands: Bands::default(),
            months_differ: homogeneity(&tallies),
            months,
            files,
        }
    }
}
