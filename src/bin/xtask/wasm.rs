//! From a Rust binary to a small `.wasm` and its minified JavaScript glue.
//!
//! The standard library is rebuilt for size with panics that abort on the spot: `RUSTC_BOOTSTRAP`
//! lets the pinned stable toolchain do that, here and nowhere else. What each step wins is in
//! README, "Size".

use std::path::{Path, PathBuf};

use wasm_bindgen_cli_support::Bindgen;

use crate::glue;
use crate::link::AS_LINKER;
use crate::shell::{Result, cargo, command, doing, read, read_text, root, run, step, write};

/// A wasm product: its name is that of the binary, the feature and the artefacts.
pub(crate) struct Product {
    pub(crate) name: &'static str,
    /// The JavaScript around the glue, relative to the root.
    pub(crate) entry: &'static str,
    /// The exported classes it means to export.
    pub(crate) classes: &'static [&'static str],
    /// Whether each visitor downloads it, and every byte counts.
    pub(crate) light: bool,
    /// Whether it may work on sixteen bytes at a time.
    pub(crate) simd: bool,
}

/// What a product's build leaves behind.
pub(crate) struct Built {
    pub(crate) wasm: Vec<u8>,
    pub(crate) js: Vec<u8>,
}

pub(crate) const RUSTFLAGS: &str = "-Zunstable-options -Cpanic=immediate-abort -Zlocation-detail=none -Zfmt-debug=none \
     --cfg=zeroten_unstable ";

/// What besides is best for a card: found by trying, a hundredth smaller than the compiler's own
/// choice, and worse for the summary.
pub(crate) const LIGHT_RUSTFLAGS: &str = "-Cllvm-args=-inline-threshold=25";

/// Has a bundle use the language's own, whatever a page has put in its place.
pub(crate) const INTRINSICS: &str = "--inject:www/intrinsics.js";

const SIMD_RUSTFLAGS: &str = "-Ctarget-feature=+simd128";

/// What any wasm may use: no more than every supported browser has (README, "Browsers").
pub(crate) const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

impl Product {
    /// What its wasm may use.
    fn features(&self) -> Vec<&'static str> {
        let simd = self.simd.then_some("--enable-simd");
        FEATURES.iter().copied().chain(simd).collect()
    }
}

/// Builds `product`. Nothing is done again while the compiled wasm and the JavaScript are the same.
pub(crate) fn build(product: &Product) -> Result<Built> {
    let mut flags = RUSTFLAGS.to_owned();
    if product.light {
        flags += LIGHT_RUSTFLAGS;
    }
    if product.simd {
        flags += SIMD_RUSTFLAGS;
    }
    let folder = format!("target/wasm/{}", product.name);
    let compiled = compile(product.name, &folder, &flags)?;
    let work = root().join("target/xtask").join(product.name);
    let stamp = [
        read(&compiled)?,
        read(&root().join(product.entry))?,
        read(&root().join("www/privacy.js"))?,
        read(&root().join("www/intrinsics.js"))?,
        read(&root().join("www/holds.js"))?,
        read(&root().join("www/language.js"))?,
        read(&root().join("www/instantiate.js"))?,
        include_bytes!("wasm.rs").to_vec(),
        include_bytes!("glue.rs").to_vec(),
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
        glue::drop_foreign_classes(&work, product.classes)?;
        glue::start_from_response(&work)?;
        glue::lighten(&work, product.classes, product.light)?;
        // A card is on other people's pages.
        let more: &[&str] = match product.light {
            true => &[INTRINSICS],
            false => &[],
        };
        bundle(product.entry, &work, &js, more)?;
        shrink(&product.features(), &work, &js, &wasm)?;
        glue::drop_dead_imports(&work, &wasm)?;
        glue::shorten_names(&product.features(), &work, &wasm)?;
        // Browsers that have SIMD have class fields.
        let target = match product.simd {
            true => "--target=es2022",
            false => "--target=es2020",
        };
        bundle(
            product.entry,
            &work,
            &js,
            &[more, &["--minify", target]].concat(),
        )?;
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

/// Bundles the entry with the glue.
pub(crate) fn bundle(entry: &str, work: &Path, out: &Path, more: &[&str]) -> Result {
    run(esbuild()
        .arg(root().join(entry))
        .args([
            "--bundle",
            "--format=esm",
            "--target=es2021",
            "--log-level=warning",
        ])
        .arg("--legal-comments=none")
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
fn shrink(features: &[&str], work: &Path, js: &Path, out: &Path) -> Result {
    let bound = work.join("glue_bg.wasm");
    let reachable = work.join("reachable.wasm");
    let graph = work.join("graph.json");
    write(&graph, glue::metadce_graph(&read_text(js)?).as_bytes())?;
    let mut metadce = wasm_tool("wasm-metadce");
    metadce
        .args(features)
        // The names are what the functions are ordered by below.
        .arg("-g")
        .arg(&bound)
        .arg("--graph-file")
        .arg(&graph)
        .arg("-o")
        .arg(&reachable);
    run(metadce.stdout(std::process::Stdio::null()))?;
    run(wasm_tool("wasm-opt")
        .args(features)
        .args([
            "-Oz",
            "--flatten",
            "--rereloop",
            "-Oz",
            // Rust's stack lies below the data, so nothing is ever read from the first kilobyte.
            "--low-memory-unused",
            "--converge",
            "-Oz",
            "--converge",
            // A little more than Binaryen's own choice: longer, and shorter when packed.
            "--always-inline-max-function-size=4",
            // What is called from one place and is long stays apart: inside another function it packs
            // worse.
            "--one-caller-inline-max-function-size=500",
            // What is alike is named alike, and packs better side by side; how much a load is aligned
            // is a hint that no engine takes, and a byte.
            "--reorder-functions-by-name",
            "--dealign",
            "--strip-debug",
            "--strip-producers",
            "--strip-target-features",
        ])
        .arg(&reachable)
        .arg("-o")
        .arg(out))
}
