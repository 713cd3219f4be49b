//! `cargo xtask test`: format, lint, and every test there is.

use crate::dist;
use crate::e2e;
use crate::shell::{Result, add_wasm_target, cargo, command, npm_install, root, run, step};

/// What clippy looks at: each product's code with the features it is built with.
const LINTED: [&[&str]; 4] = [
    &["--all-targets"],
    &[
        "--no-default-features",
        "--features",
        "xtask",
        "--bin",
        "xtask",
    ],
    &[
        "--target",
        "wasm32-unknown-unknown",
        "--no-default-features",
        "--features",
        "widget",
        "--bin",
        "widget",
    ],
    &[
        "--target",
        "wasm32-unknown-unknown",
        "--no-default-features",
        "--features",
        "summary",
        "--bin",
        "summary",
    ],
];

/// Runs everything and stops at the first failure. With `CI` set, formatting is checked; without,
/// it is done.
pub(crate) fn test() -> Result {
    let ci = std::env::var_os("CI").is_some();
    add_wasm_target()?;
    npm_install("www")?;
    npm_install("tests")?;

    step(if ci {
        "checking the formatting"
    } else {
        "formatting"
    });
    run(cargo().args(["fmt", "--all"]).args(ci.then_some("--check")))?;
    run(command("tests/node_modules/.bin/prettier")
        .args([
            "--log-level",
            "warn",
            if ci { "--check" } else { "--write" },
        ])
        .args([
            "src/browser/*.js",
            "www/*.{js,json}",
            "www/explain",
            "www/triggers",
            "www/situations",
            "www/locales",
            "www/pages",
            "tests/bench",
            "tests/e2e",
            "tests/*.json",
        ]))?;

    step("checking the types of the JavaScript");
    run(command("tests/node_modules/.bin/tsc").args(["--project", "tests/tsconfig.json"]))?;

    for features in LINTED {
        step(&format!("clippy {}", features.join(" ")));
        run(cargo()
            .args(["clippy", "--quiet"])
            .args(features)
            .args(["--", "-D", "warnings"]))?;
    }

    step("native tests");
    run(cargo().args(["test", "--quiet"]))?;
    run(cargo().args([
        "test",
        "--quiet",
        "--no-default-features",
        "--features",
        "xtask",
        "--bin",
        "xtask",
    ]))?;

    dist::print_and_check(&dist::dist()?)?;
    e2e::e2e(&root())
}
