//! `cargo xtask`: builds, starts, tests and measures Zeroten with one word each.

mod bench;
mod compress;
mod dist;
mod e2e;
mod fallback;
mod glue;
mod link;
mod shell;
mod start;
mod test;
mod wasm;

use std::process::ExitCode;

const USAGE: &str = "cargo xtask <command>

  start   build everything and start the collector with the demo shop and the summary
  test    format, lint and run every test: native, over HTTP, and in Chromium
  dist    write www/dist with its size table; fails above www/budget.json
  bench   measure: `bench widget` beside its peers, `bench summary` beside
          JavaScript, `bench collector`, `bench soak`, `bench crashes`";

fn main() -> ExitCode {
    if std::env::var_os(link::AS_LINKER).is_some() {
        return link::link();
    }
    let mut arguments = std::env::args().skip(1);
    let command = arguments.next().unwrap_or_default();
    let done = match command.as_str() {
        "start" => start::start(),
        "test" => test::test(),
        "bench" => bench::bench(
            &arguments.next().unwrap_or_default(),
            &arguments.collect::<Vec<_>>(),
        ),
        "dist" => dist::dist().and_then(|sizes| dist::print_and_check(&sizes)),
        _ => {
            eprintln!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask {command}: {error}");
            ExitCode::FAILURE
        }
    }
}
