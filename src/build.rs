//! Writes the style sheets into the build's output folder without comments and spare white space,
//! so that respondents do not download them. Plain text in, plain text out: no tool to install.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let Some(out) = env::var_os("OUT_DIR") else {
        return Err(io::Error::other("cargo did not set OUT_DIR"));
    };
    for (source, name) in [
        ("src/widget/card.css", "card.css"),
        ("src/summary/summary.css", "summary.css"),
    ] {
        println!("cargo::rerun-if-changed={source}");
        fs::write(
            Path::new(&out).join(name),
            squeeze(&fs::read_to_string(source)?),
        )?;
    }
    Ok(())
}

/// Drops comments and the white space that no rule needs. A space before `:` or `(` stays, where
/// it tells a descendant from a state and an operator from a function.
fn squeeze(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once("/*") {
        out.push_str(before);
        rest = after.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    let mut css = out.split_whitespace().collect::<Vec<_>>().join(" ");
    for mark in ["{", "}", ";", ","] {
        css = css
            .replace(&format!(" {mark}"), mark)
            .replace(&format!("{mark} "), mark);
    }
    css.replace(": ", ":").replace(";}", "}")
}
