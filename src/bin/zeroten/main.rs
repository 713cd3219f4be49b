//! The command line: one file per command, and this one to choose between them.

mod doubt;
mod export;
mod import;
mod keys;
mod lint;
mod serve;
mod summary;

use std::error::Error;
use std::io::{self, Write as _};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

use clap::{Parser, Subcommand};
use zeroten::domain::time::Timestamp;

/// The 0-to-10 "would you recommend us?" survey.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Take responses over HTTP and give them back.
    Serve(serve::Arguments),
    /// Make, list and revoke read tokens and public write keys.
    Keys(keys::Arguments),
    /// Write a survey's responses to standard output.
    Export(export::Arguments),
    /// Take the responses of a file into a survey.
    Import(import::Arguments),
    /// Print the score of a file of responses, with how sure it is.
    Summary(summary::Arguments),
    /// Say what cannot work in a survey's definition, and what bends its score.
    Lint(lint::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse().command {
        Command::Serve(arguments) => serve::run(arguments),
        Command::Keys(arguments) => keys::run(arguments),
        Command::Export(arguments) => export::run(arguments),
        Command::Import(arguments) => import::run(arguments),
        Command::Summary(arguments) => summary::run(arguments),
        Command::Lint(arguments) => lint::run(&arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("zeroten: {error}");
            ExitCode::FAILURE
        }
    }
}

/// How a command ends; the error is shown as one sentence.
type Outcome = Result<(), Failure>;

/// Why a command failed.
type Failure = Box<dyn Error>;

/// Prints `text`. Whoever reads may have seen enough, as `head` does: that is no failure.
fn print(text: &str) -> Outcome {
    match io::stdout().lock().write_all(text.as_bytes()) {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        done => Ok(done?),
    }
}

/// The time now. The library has no clock of its own.
fn now() -> Timestamp {
    let since_1970 = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    Timestamp(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
}
