//! `zeroten export`.

use std::io::{ErrorKind, Write};

use clap::{Args, ValueEnum};
use zeroten::collector::export::{Export, Format};
use zeroten::collector::store::{DatabaseUrl, Store};

use crate::Outcome;

#[derive(Args)]
pub(crate) struct Arguments {
    /// Where responses are kept: sqlite:PATH.
    #[arg(long, env = "ZEROTEN_DATABASE", default_value = "sqlite:zeroten.db")]
    database: String,
    /// The survey's id.
    #[arg(long)]
    survey: String,
    /// The form to write.
    #[arg(long, value_enum, default_value = "csv")]
    format: Form,
}

#[derive(Clone, Copy, ValueEnum)]
enum Form {
    /// Comma-separated, for spreadsheets.
    Csv,
    /// One response a line, as posted.
    Ndjson,
}

pub(crate) fn run(arguments: Arguments) -> Outcome {
    let url: DatabaseUrl = arguments.database.parse()?;
    let store = Store::open_existing(&url)?;
    let format = match arguments.format {
        Form::Csv => Format::Csv,
        Form::Ndjson => Format::Ndjson,
    };
    let mut export = Export::new(arguments.survey, format);
    let mut out = std::io::stdout().lock();
    while let Some(chunk) = export.next_chunk(&store)? {
        match out.write_all(chunk.as_bytes()) {
            // `| head` has seen enough.
            Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
            written => written?,
        }
    }
    Ok(())
}
