//! The widget without WebAssembly: the same Rust, compiled for the first WebAssembly there was and
//! turned into JavaScript by Binaryen, for pages whose policy or browser refuses wasm.

use std::path::Path;
use std::process::Stdio;

use crate::shell::{Result, read, read_text, root, run, step, write};
use crate::{glue, wasm};

const ENTRY: &str = "www/fallback.js";
/// What stands in for the browser's `WebAssembly` in the glue.
const STAND_IN: &str = "www/fallback-wasm.js";

/// Builds `widget.fallback.js`. Nothing is done again while what it is made of is the same.
pub(crate) fn build(classes: &[&str]) -> Result<Vec<u8>> {
    // wasm2js knows the features of the first version only, in the standard library as well.
    let flags = format!(
        "{}{} -Ctarget-cpu=mvp",
        wasm::RUSTFLAGS,
        wasm::LIGHT_RUSTFLAGS
    );
    let compiled = wasm::compile("widget", "target/wasm/fallback", &flags)?;
    let work = root().join("target/xtask/fallback");
    let stamp = [
        read(&compiled)?,
        read(&root().join(ENTRY))?,
        read(&root().join(STAND_IN))?,
        read(&root().join("www/intrinsics.js"))?,
        include_bytes!("fallback.rs").to_vec(),
        include_bytes!("wasm.rs").to_vec(),
        include_bytes!("glue.rs").to_vec(),
    ]
    .concat();
    let (js, stamp_path) = (work.join("out.js"), work.join("stamp"));
    if !read(&stamp_path).is_ok_and(|old| old == stamp) || !js.exists() {
        step("turning the widget into JavaScript");
        wasm::bind(&compiled, &work)?;
        glue::drop_foreign_classes(&work, classes)?;
        glue::lighten(&work, classes, true)?;
        compare_buffers(&work.join("glue.js"))?;
        let stand_in = format!("--inject:{}", root().join(STAND_IN).display());
        let code = work.join("code.js");
        let alias = format!("--alias:#code={}", code.display());
        write(&code, b"export const instantiate = 0;")?;
        wasm::bundle(ENTRY, &work, &js, &[wasm::INTRINSICS, &stand_in, &alias])?;
        let small = work.join("small.wasm");
        shrink(&work, &js, &small)?;
        glue::drop_dead_imports(&work, &small)?;
        glue::shorten_names(wasm::FEATURES, &work, &small)?;
        to_javascript(&small, &code)?;
        wasm::bundle(
            ENTRY,
            &work,
            &js,
            &[wasm::INTRINSICS, &stand_in, &alias, "--minify"],
        )?;
        write(&stamp_path, &stamp)?;
    }
    read(&js)
}

/// Makes the glue compare buffers to see that the memory has grown. It looks for a detached one,
/// which growing leaves behind in WebAssembly and not in JavaScript: it would go on writing into
/// memory that nothing reads.
fn compare_buffers(glue: &Path) -> Result {
    let mut text = read_text(glue)?;
    for (view, stale) in [
        ("Uint8Array", "cachedUint8ArrayMemory0.byteLength === 0"),
        (
            "DataView",
            "cachedDataViewMemory0.buffer.detached === true || \
             (cachedDataViewMemory0.buffer.detached === undefined && \
             cachedDataViewMemory0.buffer !== wasm.memory.buffer)",
        ),
    ] {
        if !text.contains(stale) {
            return Err(glue::shape_changed("compare_buffers"));
        }
        text = text.replace(
            stale,
            &format!("cached{view}Memory0.buffer !== wasm.memory.buffer"),
        );
    }
    write(glue, text.as_bytes())
}

/// Removes what the bundled glue cannot reach, then optimises for size.
fn shrink(work: &Path, js: &Path, out: &Path) -> Result {
    let (graph, reachable) = (work.join("graph.json"), work.join("reachable.wasm"));
    write(&graph, glue::metadce_graph(&read_text(js)?).as_bytes())?;
    run(wasm::wasm_tool("wasm-metadce")
        .arg("--mvp-features")
        .arg(work.join("glue_bg.wasm"))
        .arg("--graph-file")
        .arg(&graph)
        .arg("-o")
        .arg(&reachable)
        .stdout(Stdio::null()))?;
    run(wasm::wasm_tool("wasm-opt")
        .args(["--mvp-features", "-Oz", "--flatten", "--rereloop", "-Oz"])
        .args(["--low-memory-unused", "--converge"])
        .args(["--strip-debug", "--strip-producers"])
        .arg(&reachable)
        .arg("-o")
        .arg(out))
}

/// Writes the wasm as a JavaScript function from its imports to its exports.
fn to_javascript(wasm: &Path, out: &Path) -> Result {
    run(wasm::wasm_tool("wasm2js")
        .args(["--mvp-features", "-Oz", "--emscripten"])
        .arg(wasm)
        .arg("-o")
        .arg(out))?;
    let code = read_text(out)? + "\nexport { instantiate };\n";
    write(out, code.as_bytes())
}
