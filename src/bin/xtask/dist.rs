//! Writes `www/dist`: the artefacts a site serves, each with its brotli twin, and the two tables
//! `sizes.json` and `integrity.json`.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::{Map, Value, json};

use crate::compress::{self, Sizes};
use crate::fallback;
use crate::shell::{
    Error, Result, add_wasm_target, doing, npm_install, read, read_text, root, run, step, write,
};
use crate::wasm::{self, Product, esbuild};

const WIDGET: Product = Product {
    name: "widget",
    entry: "www/widget.js",
    classes: &["Card"],
    light: true,
    simd: false,
};
const SUMMARY: Product = Product {
    name: "summary",
    entry: "www/summary.js",
    classes: &[],
    light: false,
    simd: true,
};

/// Builds everything and writes `www/dist`. Returns the size of each artefact.
pub(crate) fn dist() -> Result<BTreeMap<String, Sizes>> {
    add_wasm_target()?;
    npm_install("www")?;
    let mut artefacts = BTreeMap::new();
    for product in [&WIDGET, &SUMMARY] {
        let built = wasm::build(product)?;
        if product.name == WIDGET.name {
            // The loader holds the wasm to its hash, so it is built after it.
            artefacts.insert("zeroten.js".into(), loader(&built.wasm)?);
            for name in ["triggers.js", "explain.js"] {
                artefacts.insert(name.into(), module(name)?);
            }
        }
        artefacts.insert(format!("{}.wasm", product.name), built.wasm);
        artefacts.insert(format!("{}.js", product.name), built.js);
    }
    artefacts.insert(
        "widget.fallback.js".into(),
        fallback::build(WIDGET.classes)?,
    );
    for (name, texts) in locales("www/locales")? {
        let content = Value::from(texts).to_string();
        artefacts.insert(format!("locales/{name}"), content.into_bytes());
    }
    for (name, texts) in locales("www/locales/summary")? {
        artefacts.insert(format!("locales/summary/{name}"), numbered(texts)?);
    }
    for (name, content) in stop_words()? {
        artefacts.insert(format!("stopwords/{name}"), content);
    }

    step("compressing and writing www/dist");
    let out = root().join("www/dist");
    if out.exists() {
        doing("emptying www/dist", fs::remove_dir_all(&out))?;
    }
    let mut sizes = BTreeMap::new();
    let mut integrity = Map::new();
    for (name, content) in &artefacts {
        let brotli = compress::brotli(content)?;
        write(&out.join(name), content)?;
        write(&out.join(format!("{name}.br")), &brotli)?;
        sizes.insert(name.clone(), compress::sizes(content, &brotli)?);
        integrity.insert(name.clone(), compress::integrity(content).into());
    }
    let table: Map<String, Value> = sizes
        .iter()
        .map(|(name, s)| {
            (
                name.clone(),
                json!({"raw": s.raw, "gzip": s.gzip, "brotli": s.brotli}),
            )
        })
        .collect();
    write(
        &out.join("sizes.json"),
        format!("{:#}\n", Value::from(table)).as_bytes(),
    )?;
    write(
        &out.join("integrity.json"),
        format!("{:#}\n", Value::from(integrity)).as_bytes(),
    )?;
    copy_folder(&root().join("www/pages"), &out)?;
    copy_folder(&root().join("www/situations"), &out.join("situations"))?;
    let schema = "survey.schema.json";
    write(&out.join(schema), &read(&root().join("www").join(schema))?)?;
    Ok(sizes)
}

/// Prints the size table and fails where `www/budget.json` is exceeded.
pub(crate) fn print_and_check(sizes: &BTreeMap<String, Sizes>) -> Result {
    println!("{:<24}{:>10}{:>10}{:>10}", "bytes", "raw", "gzip", "brotli");
    for (name, s) in sizes {
        println!("{name:<24}{:>10}{:>10}{:>10}", s.raw, s.gzip, s.brotli);
    }
    println!();
    let budget = read_text(&root().join("www/budget.json"))?;
    let budget: Value = doing("reading www/budget.json", serde_json::from_str(&budget))?;
    let mut over = Vec::new();
    for (what, limit) in budget.as_object().into_iter().flatten() {
        let names = limit["files"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str);
        let mut total = 0;
        for name in names {
            let weight = weight(sizes, name);
            total += weight.ok_or_else(|| Error(format!("budget: no artefact {name}")))?;
        }
        let bound = limit["brotli"].as_u64().unwrap_or(0) as usize;
        println!("{what:<24}{:>20}{total:>10}  of {bound}", "");
        if total > bound {
            over.push(format!(
                "{what} weighs {total} bytes of brotli, over its budget of {bound}"
            ));
        }
    }
    if over.is_empty() {
        Ok(())
    } else {
        Err(Error(over.join("; ")))
    }
}

/// The loader, which holds `wasm` to its hash.
fn loader(wasm: &[u8]) -> Result<Vec<u8>> {
    let integrity = compress::short_integrity(wasm);
    let define = format!("--define:WIDGET_WASM_INTEGRITY={integrity:?}");
    bundled("zeroten.js", &["--format=iife", &define])
}

/// A module of plain JavaScript.
fn module(name: &str) -> Result<Vec<u8>> {
    bundled(name, &["--format=esm"])
}

/// A file of `www` with what it imports, minified.
fn bundled(name: &str, how: &[&str]) -> Result<Vec<u8>> {
    step(&format!("minifying {name}"));
    let out = root().join("target/xtask").join(name);
    run(esbuild()
        .arg(format!("www/{name}"))
        .args([
            "--bundle",
            "--minify",
            "--target=es2021",
            "--legal-comments=none",
            "--log-level=warning",
        ])
        .args(how)
        .arg(format!("--outfile={}", out.display())))?;
    read(&out)
}

/// The locale files of a folder.
fn locales(folder: &str) -> Result<Vec<(String, Map<String, Value>)>> {
    let listing = || format!("listing {folder}");
    let mut found = Vec::new();
    for entry in doing(listing(), fs::read_dir(root().join(folder)))? {
        let path = doing(listing(), entry)?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if name.ends_with(".json") {
            let texts = doing(&name, serde_json::from_str(&read_text(&path)?))?;
            found.push((name.into_owned(), texts));
        }
    }
    Ok(found)
}

/// Texts in the order of their keys, by which the summary knows them; those that count (`answers.one`)
/// as one, by category.
fn numbered(texts: Map<String, Value>) -> Result<Vec<u8>> {
    let mut out = Vec::<(String, Value)>::new();
    for (key, text) in BTreeMap::from_iter(texts) {
        let Some((name, category)) = key.split_once('.') else {
            out.push((key, text));
            continue;
        };
        if out.last().is_none_or(|(last, _)| last != name) {
            out.push((name.to_owned(), json!({})));
        }
        if let Some((_, of)) = out.last_mut() {
            of[category] = text;
        }
    }
    let texts: Vec<Value> = out.into_iter().map(|(_, text)| text).collect();
    doing("writing a locale", serde_json::to_vec(&texts))
}

/// The lists of stop words, and whose they are.
fn stop_words() -> Result<Vec<(String, Vec<u8>)>> {
    let folder = root().join("www/stopwords");
    let mut found = Vec::new();
    for entry in doing("listing www/stopwords", fs::read_dir(folder))? {
        let path = doing("listing www/stopwords", entry)?.path();
        if let Some(name) = path.file_name() {
            found.push((name.to_string_lossy().into_owned(), read(&path)?));
        }
    }
    Ok(found)
}

fn copy_folder(from: &Path, to: &Path) -> Result {
    for entry in doing(format!("listing {}", from.display()), fs::read_dir(from))? {
        let path = doing("listing", entry)?.path();
        if let Some(name) = path.file_name() {
            write(&to.join(name), &read(&path)?)?;
        }
    }
    Ok(())
}

/// What the artefact `name` weighs, in bytes of brotli; of `folder/*` the heaviest there.
fn weight(sizes: &BTreeMap<String, Sizes>, name: &str) -> Option<usize> {
    let Some(folder) = name.strip_suffix('*') else {
        return sizes.get(name).map(|size| size.brotli);
    };
    let within = |name: &str| {
        name.strip_prefix(folder)
            .is_some_and(|rest| !rest.contains('/'))
    };
    let inside = sizes.iter().filter(|(name, _)| within(name));
    inside.map(|(_, size)| size.brotli).max()
}
