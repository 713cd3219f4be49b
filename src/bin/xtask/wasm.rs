//! From a Rust binary to a small `.wasm` and its minified JavaScript glue.
//!
//! The standard library is rebuilt for size with panics that abort on the spot: `RUSTC_BOOTSTRAP`
//! lets the pinned stable toolchain do that, here and nowhere else. What each step wins is in
//! README, "Size".

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::link::AS_LINKER;
use crate::shell::{Error, Result, cargo, command, doing, read, read_text, root, run, step, write};

/// A wasm product: its name is that of the binary, the feature and the artefacts.
pub(crate) struct Product {
    pub(crate) name: &'static str,
    /// The JavaScript around the glue, relative to the root.
    pub(crate) entry: &'static str,
    /// The exported classes it means to export.
    pub(crate) classes: &'static [&'static str],
}

/// What a product's build leaves behind.
pub(crate) struct Built {
    pub(crate) wasm: Vec<u8>,
    pub(crate) js: Vec<u8>,
}

pub(crate) const RUSTFLAGS: &str =
    "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none";

/// What the wasm may use: no more than every supported browser has (README, "Browsers").
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Builds `product`. Nothing is done again while the compiled wasm and the JavaScript are the same.
pub(crate) fn build(product: &Product) -> Result<Built> {
    let compiled = compile(product.name, "target/wasm", RUSTFLAGS)?;
    let work = root().join("target/xtask").join(product.name);
    let stamp = [
        read(&compiled)?,
        read(&root().join(product.entry))?,
        read(&root().join("www/intrinsics.js"))?,
        include_bytes!("wasm.rs").to_vec(),
    ]
    .concat();
    let (wasm, js) = (work.join("out.wasm"), work.join("out.js"));
    let stamp_path = work.join("stamp");
    if !read(&stamp_path).is_ok_and(|old| old == stamp) || !wasm.exists() || !js.exists() {
        step(&format!(
            "binding, bundling and optimising {}",
            product.name
        ));
        bind(&compiled, &work)?;
        drop_foreign_classes(&work, product.classes)?;
        bundle(product.entry, &work, &js, &[])?;
        shrink(&work, &js, &wasm)?;
        drop_dead_imports(&work, &wasm)?;
        shorten_names(&work, &wasm)?;
        bundle(product.entry, &work, &js, &["--minify"])?;
        write(&stamp_path, &stamp)?;
    }
    Ok(Built {
        wasm: read(&wasm)?,
        js: read(&js)?,
    })
}

/// Compiles the binary and feature `name` in `folder`, with the standard library.
pub(crate) fn compile(name: &str, folder: &str, flags: &str) -> Result<PathBuf> {
    step(&format!(
        "compiling {name} to WebAssembly (minutes the first time, with the standard library)"
    ));
    let this = doing("finding this program", std::env::current_exe())?;
    run(cargo()
        .env("RUSTC_BOOTSTRAP", "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", this)
        .env(AS_LINKER, "1")
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS", flags)
        .args([
            "build",
            "--quiet",
            "--target-dir",
            folder,
            "--profile",
            "wasm",
        ])
        .args([
            "--target",
            "wasm32-unknown-unknown",
            "--no-default-features",
        ])
        .args([
            "-Zbuild-std=std,panic_abort",
            "-Zbuild-std-features=optimize_for_size",
        ])
        .args(["--features", name, "--bin", name]))?;
    Ok(root()
        .join(folder)
        .join("wasm32-unknown-unknown/wasm")
        .join(name)
        .with_extension("wasm"))
}

pub(crate) fn bind(compiled: &Path, work: &Path) -> Result {
    let mut bindgen = Bindgen::new();
    let generated = bindgen
        .input_path(compiled)
        .web(true)
        .map(|b| {
            b.typescript(false)
                .omit_default_module_path(true)
                .out_name("glue")
        })
        .and_then(|b| b.generate(work));
    doing("wasm-bindgen", generated)
}

/// Takes the classes of dependencies out of the glue; the linker (see `link`) has taken out what
/// is behind them. A class is a block at the margin and one statement after it, and further down
/// its registry, one statement of several lines.
pub(crate) fn drop_foreign_classes(work: &Path, ours: &[&str]) -> Result {
    let path = work.join("glue.js");
    let mut kept = String::new();
    let mut foreign = Vec::<String>::new();
    let mut dropping = None::<&str>;
    for line in read_text(&path)?.lines() {
        let name =
            |mark: &str, end: &str| Some(line.strip_prefix(mark)?.split(end).next()?.to_owned());
        if let Some(name) = name("export class ", " ").filter(|name| !ours.contains(&name.as_str()))
        {
            foreign.push(name);
            dropping = Some("if (Symbol.dispose)");
        } else if name("const ", "Finalization =").is_some_and(|name| foreign.contains(&name)) {
            dropping = Some("    : new FinalizationRegistry");
        }
        match dropping {
            Some(last) if line.starts_with(last) => dropping = None,
            Some(_) => {}
            None => {
                kept.push_str(line);
                kept.push('\n');
            }
        }
    }
    if dropping.is_some() {
        return Err(shape_changed("drop_foreign_classes"));
    }
    write(&path, kept.as_bytes())
}

/// Bundles the entry with the glue.
pub(crate) fn bundle(entry: &str, work: &Path, out: &Path, more: &[&str]) -> Result {
    run(esbuild()
        .arg(root().join(entry))
        .args([
            "--bundle",
            "--format=esm",
            "--target=es2020",
            "--log-level=warning",
        ])
        .args(["--legal-comments=none", "--inject:www/intrinsics.js"])
        .arg(format!("--alias:#glue={}", work.join("glue.js").display()))
        .arg(format!("--outfile={}", out.display()))
        .args(more))
}

/// esbuild as the lock file pins it.
pub(crate) fn esbuild() -> std::process::Command {
    command("www/node_modules/.bin/esbuild")
}

/// One of Binaryen's programs as the lock file pins it.
pub(crate) fn wasm_tool(name: &str) -> std::process::Command {
    command(&format!("www/node_modules/.bin/{name}"))
}

/// Removes what the bundled glue cannot reach, then optimises for size. Only features that every
/// supported browser has are enabled.
fn shrink(work: &Path, js: &Path, out: &Path) -> Result {
    let bound = work.join("glue_bg.wasm");
    let reachable = work.join("reachable.wasm");
    let graph = work.join("graph.json");
    write(&graph, metadce_graph(&read_text(js)?).as_bytes())?;
    let mut metadce = wasm_tool("wasm-metadce");
    metadce
        .args(FEATURES)
        .arg(&bound)
        .arg("--graph-file")
        .arg(&graph)
        .arg("-o")
        .arg(&reachable);
    run(metadce.stdout(std::process::Stdio::null()))?;
    run(wasm_tool("wasm-opt")
        .args(FEATURES)
        .args([
            "-Oz",
            "--converge",
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
        ])
        .arg(&reachable)
        .arg("-o")
        .arg(out))
}

/// The graph wasm-metadce reads: each export the glue mentions (`wasm.name`) is a root.
pub(crate) fn metadce_graph(js: &str) -> String {
    let nodes: Vec<_> = words_after(js, "wasm.")
        .into_iter()
        .map(|name| format!("{{\"name\":\"{name}\",\"export\":\"{name}\",\"root\":true}}"))
        .collect();
    format!("[{}]", nodes.join(","))
}

/// Every identifier that follows `mark` in `js`.
fn words_after(js: &str, mark: &str) -> BTreeSet<String> {
    js.match_indices(mark)
        .filter_map(|(at, _)| js.get(at + mark.len()..))
        .map(|rest| {
            rest.chars()
                .take_while(|c| c.is_alphanumeric() || matches!(c, '_' | '$'))
                .collect()
        })
        .filter(|word: &String| !word.is_empty())
        .collect()
}

/// Takes the functions out of the glue that the shrunken wasm imports no more.
pub(crate) fn drop_dead_imports(work: &Path, wasm: &Path) -> Result {
    let glue_path = work.join("glue.js");
    let glue = read_text(&glue_path)?;
    let wasm = read(wasm)?;
    let mut kept = String::with_capacity(glue.len());
    let mut skipping = false;
    for line in glue.lines() {
        // An import is one property of the object, at one indentation, from its name to its brace.
        if let Some((name, _)) = line.split_once(": function(")
            && let Some(name) = name.strip_prefix("        ")
            && name.starts_with("__wb")
        {
            skipping = !contains(&wasm, name.as_bytes());
        }
        if !skipping {
            kept.push_str(line);
            kept.push('\n');
        } else if line.starts_with("        }") {
            skipping = false;
        }
    }
    write(&glue_path, kept.as_bytes())
}

/// Gives the imports and exports short names in the wasm and in the glue alike: their hashes are
/// what compression can do least about.
pub(crate) fn shorten_names(work: &Path, wasm: &Path) -> Result {
    let output = wasm_tool("wasm-opt")
        .args(FEATURES)
        .arg("--minify-imports-and-exports-and-modules")
        .arg(wasm)
        .arg("-o")
        .arg(wasm)
        .output();
    let output = doing("wasm-opt", output)?;
    let names: Names = doing(
        "reading wasm-opt's names",
        serde_json::from_slice(&output.stdout),
    )?;
    let path = work.join("glue.js");
    let mut glue = read_text(&path)?.replace("\"./glue_bg.js\": import0", "\"a\": import0");
    for (_module, long, short) in &names.imports {
        glue = glue.replace(
            &format!("        {long}: function("),
            &format!("        \"{short}\": function("),
        );
    }
    for (long, short) in &names.exports {
        for end in ['(', ')', ',', ';', '.', ' '] {
            glue = glue.replace(&format!("wasm.{long}{end}"), &format!("wasm.{short}{end}"));
        }
    }
    let forgotten = |line: &str| line.starts_with("        __wb") && line.contains(": function(");
    if glue.lines().any(forgotten) || glue.contains("wasm.__wb") {
        return Err(shape_changed("shorten_names"));
    }
    write(&path, glue.as_bytes())
}

/// What wasm-opt prints of the names it gave: module, long and short; long and short.
#[derive(serde::Deserialize)]
struct Names {
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

pub(crate) fn shape_changed(function: &str) -> Error {
    Error(format!(
        "wasm-bindgen's glue has another shape than {function} in xtask expects"
    ))
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}
