//! `zeroten serve`.

use std::io::{IsTerminal, Write};
use std::net::{SocketAddr, ToSocketAddrs};
use std::path::PathBuf;
use std::str::FromStr;
use std::sync::Arc;

use clap::Args;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;
use zeroten::collector::Error;
use zeroten::collector::access::Access;
use zeroten::collector::http::{Collector, app};
use zeroten::collector::limits::RatePerIp;
use zeroten::collector::metrics::Metrics;
use zeroten::collector::quota::Quotas;
use zeroten::collector::serve::serve;
use zeroten::collector::store::{DatabaseUrl, Store};
use zeroten::collector::token::{Token, TokenKind};

use crate::{Outcome, now};

/// What an address that other machines reach allows each of them a minute, unless told otherwise.
const PUBLIC_RATE: u32 = 600;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The address to listen on; port 0 takes any free port.
    #[arg(long, env = "ZEROTEN_LISTEN", default_value = "127.0.0.1:8080")]
    listen: String,
    /// Where responses are kept: sqlite:PATH.
    #[arg(long, env = "ZEROTEN_DATABASE", default_value = "sqlite:zeroten.db")]
    database: String,
    /// The folder of static files to serve at /.
    #[arg(long, env = "ZEROTEN_ASSETS")]
    assets: Option<PathBuf>,
    /// A survey and the origins of the pages that may post to it. Repeatable; in the environment
    /// separated by spaces.
    #[arg(
        long = "survey",
        env = "ZEROTEN_SURVEYS",
        value_name = "ID=ORIGIN[,ORIGIN...]",
        value_delimiter = ' '
    )]
    surveys: Vec<String>,
    /// A survey and how many responses are enough: its pages then stop asking, one by one, as their
    /// visitors answer. Repeatable; in the environment separated by spaces.
    #[arg(
        long = "quota",
        env = "ZEROTEN_QUOTAS",
        value_name = "ID=NUMBER",
        value_delimiter = ' '
    )]
    quotas: Vec<String>,
    /// How many posts a minute one address may make; 0 for no bound, as behind a proxy, which is
    /// the one address seen. [default: 600; on a loopback address no bound]
    #[arg(long, env = "ZEROTEN_RATE_PER_IP", value_name = "PER_MINUTE")]
    rate_per_ip: Option<u32>,
    /// Apply the rules of a public address on a loopback one: for a collector behind a proxy.
    #[arg(long, env = "ZEROTEN_PUBLIC", value_parser = clap::builder::FalseyValueParser::new())]
    public: bool,
}

pub(crate) fn run(arguments: Arguments) -> Outcome {
    tracing_subscriber::fmt()
        .with_writer(std::io::stderr)
        .with_ansi(std::io::stderr().is_terminal())
        .with_env_filter(
            EnvFilter::try_from_env("ZEROTEN_LOG").unwrap_or_else(|_| EnvFilter::new("info")),
        )
        .init();
    let addresses = resolve(&arguments.listen)?;
    let loopback = addresses
        .iter()
        .all(|address| address.ip().to_canonical().is_loopback());
    let open = loopback && !arguments.public;
    let surveys = parsed(&arguments.surveys)?;
    let quotas = parsed(&arguments.quotas)?;
    let access = if open {
        Access::open_to_loopback(surveys)
    } else {
        Access::listed(surveys)
    };
    if let (true, Some(address)) = (access.is_closed(), addresses.first()) {
        return Err(Error::NotConfigured(*address).into());
    }
    let rate = arguments
        .rate_per_ip
        .unwrap_or(if loopback { 0 } else { PUBLIC_RATE });
    let url: DatabaseUrl = arguments.database.parse()?;
    let metrics = Arc::new(Metrics::default());
    let store = Arc::new(Store::open(&url, Arc::clone(&metrics))?);
    store.check()?;
    let collector = Collector {
        store: Arc::clone(&store),
        access,
        quotas: Quotas::new(quotas, &store)?,
        rate_per_ip: (rate > 0).then(|| RatePerIp::new(rate)),
        metrics,
        assets: arguments.assets,
        clock: now,
    };
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(listen(collector, &store, &addresses, &arguments.listen))?;
    // Requests cut off at the end must not keep the store, whose end waits for its writer.
    runtime.shutdown_timeout(std::time::Duration::from_millis(500));
    Ok(())
}

async fn listen(
    collector: Collector,
    store: &Store,
    addresses: &[SocketAddr],
    given: &str,
) -> Outcome {
    let failed = |error: std::io::Error| Error::Listen {
        address: given.to_owned(),
        cause: error.to_string(),
    };
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let listener = TcpListener::bind(addresses).await.map_err(failed)?;
    let address = listener.local_addr().map_err(failed)?;
    let mut out = std::io::stdout();
    if store
        .tokens()?
        .iter()
        .all(|token| token.kind != TokenKind::Read.as_str())
    {
        let token = Token::generate(TokenKind::Read)?;
        store.add_token(&token, None, now())?;
        writeln!(out, "read token, shown only now: {token}")?;
    }
    writeln!(out, "listening on http://{address}")?;
    out.flush()?;
    let stop = async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
        tracing::info!("stopping");
    };
    serve(listener, app(collector), stop).await;
    Ok(())
}

/// What a repeatable argument says; in an environment variable the separator may stand twice.
fn parsed<T: FromStr<Err = Error>>(texts: &[String]) -> Result<Vec<T>, Error> {
    let given = texts.iter().filter(|text| !text.is_empty());
    given.map(|text| text.parse()).collect()
}

fn resolve(listen: &str) -> Result<Vec<SocketAddr>, Error> {
    let failed = |cause: String| Error::Listen {
        address: listen.to_owned(),
        cause,
    };
    let addresses: Vec<_> = listen
        .to_socket_addrs()
        .map_err(|error| failed(error.to_string()))?
        .collect();
    if addresses.is_empty() {
        return Err(failed("it names no address".into()));
    }
    Ok(addresses)
}
