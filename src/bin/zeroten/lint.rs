//! `zeroten lint`.

use std::io::Read as _;

use clap::Args;
use zeroten::wire::lint::{Severity, lint};

use crate::{Outcome, print};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The definitions, as JSON; `-` reads standard input.
    #[arg(required = true)]
    files: Vec<String>,
}

/// Prints what is found, a line each; fails where something cannot work.
pub(crate) fn run(arguments: &Arguments) -> Outcome {
    let mut broken = 0;
    for name in &arguments.files {
        let json = read(name).map_err(|error| format!("{name}: {error}"))?;
        for finding in lint(&json) {
            broken += usize::from(finding.severity == Severity::Error);
            print(&format!("{name}: {finding}\n"))?;
        }
    }
    match broken {
        0 => Ok(()),
        1 => Err("one thing cannot work".into()),
        _ => Err(format!("{broken} things cannot work").into()),
    }
}

fn read(name: &str) -> std::io::Result<Vec<u8>> {
    if name != "-" {
        return std::fs::read(name);
    }
    let mut json = Vec::new();
    std::io::stdin().lock().read_to_end(&mut json)?;
    Ok(json)
}
