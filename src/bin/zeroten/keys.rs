//! `zeroten keys`.

use std::io::Write;

use clap::{Args, Subcommand, ValueEnum};
use zeroten::collector::store::{DatabaseUrl, Store};
use zeroten::collector::token::{Token, TokenKind};

use crate::{Outcome, now};

#[derive(Args)]
pub(crate) struct Arguments {
    /// Where responses are kept: sqlite:PATH.
    #[arg(
        long,
        env = "ZEROTEN_DATABASE",
        default_value = "sqlite:zeroten.db",
        global = true
    )]
    database: String,
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a token and show it, once.
    Create {
        /// What it opens.
        kind: Kind,
        /// The survey it is for; all of them if not given.
        #[arg(long)]
        survey: Option<String>,
    },
    /// Show every token's number, kind, survey and dates; never the token itself.
    List,
    /// End a token. It stays in the list.
    Revoke {
        /// Its number.
        id: i64,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    /// Reads responses; a secret.
    Read,
    /// Posts responses; stands in the page. A survey with any takes only posts that carry one.
    Public,
}

pub(crate) fn run(arguments: Arguments) -> Outcome {
    let url: DatabaseUrl = arguments.database.parse()?;
    let mut out = std::io::stdout();
    match arguments.command {
        Command::Create { kind, survey } => {
            let store = Store::open(&url, std::sync::Arc::default())?;
            let token = Token::generate(match kind {
                Kind::Read => TokenKind::Read,
                Kind::Public => TokenKind::Public,
            })?;
            store.add_token(&token, survey.as_deref(), now())?;
            writeln!(out, "{token}")?;
        }
        Command::List => {
            for token in Store::open_existing(&url)?.tokens()? {
                writeln!(
                    out,
                    "{}\t{}\t{}\tcreated {}\t{}",
                    token.id,
                    token.kind,
                    token.survey.as_deref().unwrap_or("(all surveys)"),
                    token.created_at,
                    token
                        .revoked_at
                        .map_or_else(|| "active".into(), |at| format!("revoked {at}")),
                )?;
            }
        }
        Command::Revoke { id } => {
            if !Store::open_existing(&url)?.revoke_token(id, now())? {
                return Err(
                    format!("There is no active token {id}; see zeroten keys list.").into(),
                );
            }
            writeln!(out, "revoked {id}")?;
        }
    }
    Ok(())
}
