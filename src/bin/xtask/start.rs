//! `cargo xtask start`: the demo shop, the collector and the summary, ready to try.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::Stdio;

use crate::dist;
use crate::shell::{Error, Result, cargo, command, doing, root, run, step, write};

/// The demo's own folder below the root, git-ignored with the rest of `target`.
const DEMO: &str = "target/demo";

/// Builds everything, starts the collector on SQLite, and says where to look. Ends when the
/// collector does; Ctrl-C stops both.
pub(crate) fn start() -> Result {
    dist::dist()?;
    step("building the collector");
    run(cargo().args(["build", "--quiet", "--bin", "zeroten"]))?;

    let demo = root().join(DEMO);
    doing(format!("making {DEMO}"), fs::create_dir_all(&demo))?;
    let mut serve = command("target/debug/zeroten");
    serve
        .args(["serve", "--assets", "www/dist", "--database"])
        .arg(format!("sqlite:{}", demo.join("zeroten.db").display()))
        .args(std::env::args().skip(2))
        .stdout(Stdio::piped());
    let mut collector = doing("starting the collector", serve.spawn())?;
    let stdout = collector
        .stdout
        .take()
        .ok_or_else(|| Error("the collector has no output".into()))?;
    for line in BufReader::new(stdout).lines() {
        let line = doing("reading the collector's output", line)?;
        if let Some(token) = line
            .split_whitespace()
            .find(|word| word.starts_with("zt_read_"))
        {
            keep_token(token)?;
        } else if let Some(address) = line.strip_prefix("listening on ") {
            invite(address);
        } else {
            println!("{line}");
        }
    }
    let status = doing("waiting for the collector", collector.wait())?;
    if status.success() {
        Ok(())
    } else {
        Err(Error(format!("the collector ended with {status}")))
    }
}

/// Keeps the token beside the demo's database: the collector prints it once and stores its hash.
fn keep_token(token: &str) -> Result {
    let path = root().join(DEMO).join("read-token");
    write(&path, token.as_bytes())?;
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        doing(
            "closing the token's file to others",
            fs::set_permissions(&path, fs::Permissions::from_mode(0o600)),
        )?;
    }
    Ok(())
}

fn invite(address: &str) {
    let token = fs::read_to_string(root().join(DEMO).join("read-token"));
    let token = token.unwrap_or_else(|_| {
        "not here any more; make one with `target/debug/zeroten keys --database sqlite:target/demo/zeroten.db create read`".into()
    });
    println!();
    println!("  shop        {address}/");
    println!("  summary     {address}/summary.html");
    println!("  read token  {token}");
    println!("  database    {DEMO}/zeroten.db");
    println!();
    println!("Buy something in the shop, answer, and open the summary. Ctrl-C stops.");
}
