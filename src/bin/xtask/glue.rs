//! The JavaScript that wasm-bindgen writes around a wasm, cut down to what is used.
//!
//! It is text in a regular shape; where the shape is another than expected, the build fails.

use std::collections::BTreeSet;
use std::path::Path;

use crate::shell::{Error, Result, doing, read, read_text, root, write};
use crate::wasm::wasm_tool;

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

/// Makes the glue do no more than is needed.
///
/// Texts go over one way, without a second for engines that encode slower; and nothing is left to the
/// garbage collector, because cards and summaries free what they hold when they go, which the tests of
/// their memory hold them to. Of a card's texts none is so long that Safari's decoder has to be
/// renewed after two gigabytes of them; a summary may stay open for days.
pub(crate) fn lighten(work: &Path, classes: &[&str], light: bool) -> Result {
    let path = work.join("glue.js");
    let mut glue = read_text(&path)?;
    let registries: Vec<String> = classes
        .iter()
        .map(|class| format!("{class}Finalization"))
        .chain(["CLOSURE_DTORS".to_owned()])
        .collect();
    for (start, instead) in [
        (
            "function passStringToWasm0(",
            "function passStringToWasm0(text, malloc) {\n\
             const bytes = cachedTextEncoder.encode(text);\n\
             const at = malloc(bytes.length, 1) >>> 0;\n\
             getUint8ArrayMemory0().set(bytes, at);\n\
             WASM_VECTOR_LEN = bytes.length;\n\
             return at;\n}\n",
        ),
        ("if (!('encodeInto' in cachedTextEncoder)) {", ""),
    ] {
        glue = replaced(&glue, start, instead).ok_or_else(|| shape_changed("lighten"))?;
    }
    for _ in classes {
        glue =
            replaced(&glue, "if (Symbol.dispose)", "").ok_or_else(|| shape_changed("lighten"))?;
    }
    if light {
        let decoding = "function decodeText(bytes) {\nreturn cachedTextDecoder.decode(bytes);\n}\n";
        glue = replaced(&glue, "function decodeText(", decoding)
            .ok_or_else(|| shape_changed("lighten"))?;
    }
    for registry in &registries {
        glue = replaced(&glue, &format!("const {registry} ="), "")
            .ok_or_else(|| shape_changed("lighten"))?;
    }
    glue = glue.replace(", wasm.__wbindgen_realloc)", ")");
    let lines = glue.lines().filter(|line| {
        let line = line.trim_start();
        let rest = |name: &String| line.strip_prefix(name.as_str());
        !registries
            .iter()
            .filter_map(rest)
            .any(|rest| rest.starts_with('.'))
    });
    let mut glue = lines.collect::<Vec<_>>().join("\n");
    if !light {
        glue = texts_from_one_place(&glue).ok_or_else(|| shape_changed("lighten"))?;
    }
    if glue.contains("Finalization.") || glue.contains("wasm.__wbindgen_realloc") {
        return Err(shape_changed("lighten"));
    }
    write(&path, glue.as_bytes())
}

/// Hands texts to the wasm in one place, and takes none back where there is no room for a second one:
/// where memory is at its end, nothing goes on. Cards have too few texts for this to be shorter.
fn texts_from_one_place(glue: &str) -> Option<String> {
    let mut out = String::with_capacity(glue.len());
    let mut lines = glue.lines().peekable();
    while let Some(line) = lines.next() {
        let code = line.trim_start();
        let next = lines.peek().map_or("", |next| next.trim_start());
        if code.contains(" ptr1 = ") && code.contains("passStringToWasm0(ret, ") {
            out.push_str("giveText(arg0, ret);\n");
            // Its length, and both of them into memory.
            for expected in ["WASM_VECTOR_LEN;", " len1, true);", " ptr1, true);"] {
                lines.next().filter(|line| line.ends_with(expected))?;
            }
        } else if code == "try {" && next.starts_with("ptr0 = ") {
            out.extend(lines.by_ref().map_while(|line| {
                let wanted = !line.ends_with("} catch (e) {");
                wanted.then(|| [line, "\n"].concat())
            }));
            lines.find(|line| line.ends_with("throw e;"))?;
            lines.next().filter(|line| line.ends_with('}'))?;
        } else {
            out.push_str(line);
            out.push('\n');
        }
    }
    out.push_str(
        "function giveText(at, text) {\n\
         const from = isLikeNone(text) ? 0 : passStringToWasm0(text, wasm.__wbindgen_malloc);\n\
         const memory = getDataViewMemory0();\n\
         memory.setInt32((at >>> 0) + 4, WASM_VECTOR_LEN, true);\n\
         memory.setInt32(at >>> 0, from, true);\n}\n",
    );
    Some(out)
}

/// `glue` with the statement at the margin that begins with `start` replaced. It ends with the
/// first line that closes it: a brace at the margin, or a semicolon.
fn replaced(glue: &str, start: &str, instead: &str) -> Option<String> {
    let at = glue.find(&format!("\n{start}"))? + 1;
    let (before, rest) = glue.split_at_checked(at)?;
    let mut length = 0;
    for line in rest.split_inclusive('\n') {
        length += line.len();
        let line = line.trim_end();
        if line == "}" || (line.ends_with(';') && !rest.get(..length)?.contains(" {\n")) {
            break;
        }
    }
    Some([before, instead, rest.get(length..)?].concat())
}

/// Makes the glue's start take a response, and no more: wasm-bindgen's own also takes addresses,
/// bytes and modules, and says what it thinks of each.
pub(crate) fn start_from_response(work: &Path) -> Result {
    let path = work.join("glue.js");
    let glue = read_text(&path)?;
    let parts = glue
        .split_once("async function __wbg_load(")
        .and_then(|(before, rest)| Some((before, rest.split_once("function initSync(")?.1)))
        .and_then(|(before, rest)| Some((before, rest.split_once("let __wbg_init_promise;")?)));
    let Some((before, (init_sync, _))) = parts else {
        return Err(shape_changed("start_from_response"));
    };
    let instantiate = root().join("www/instantiate.js");
    let glue = format!(
        "import {{ instantiate }} from \"{}\";\n{before}function initSync({init_sync}\
         async function __wbg_init(reply) {{\n\
         const {{ instance, module }} = await instantiate(await reply, __wbg_get_imports());\n\
         return __wbg_finalize_init(instance, module);\n}}\n\
         export {{ initSync, __wbg_init as default }};\n",
        instantiate.display()
    );
    write(&path, glue.as_bytes())
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
pub(crate) fn shorten_names(features: &[&str], work: &Path, wasm: &Path) -> Result {
    let output = wasm_tool("wasm-opt")
        .args(features)
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
    // One that the glue hands on without a function of its own, as it does with what is imported
    // from a module and not caught, would be missing when the wasm asks for it.
    let forgotten = |line: &str| line.starts_with("        __wb") && line.contains(": ");
    if glue.lines().any(forgotten) || glue.contains("wasm.__wb") {
        return Err(shape_changed("shorten_names"));
    }
    write(&path, as_methods(&glue).as_bytes())
}

/// Writes the imports as methods, and what catches their exceptions as arrows: `"S": function() {
/// return handleError(function (arg0) {` becomes `"S"(arg0) { return handleError(() => {`.
fn as_methods(glue: &str) -> String {
    let mut methods = String::with_capacity(glue.len());
    for line in glue.lines() {
        let import = line
            .strip_prefix("        \"")
            .and_then(|line| line.split_once("\": function("));
        let caught = import.and_then(|(name, rest)| {
            let arguments = rest.strip_prefix(") { return handleError(function (")?;
            Some((name, arguments.strip_suffix(") {")?))
        });
        match (caught, import) {
            (Some((name, arguments)), _) => {
                methods += &format!("\"{name}\"({arguments}) {{ return handleError(() => {{");
            }
            (None, Some((name, rest))) => methods += &format!("\"{name}\"({rest}"),
            (None, None) => methods += &line.replace("        }, arguments); },", "}); },"),
        }
        methods.push('\n');
    }
    methods
}

/// The graph wasm-metadce reads: each export the glue mentions (`wasm.name`) is a root.
pub(crate) fn metadce_graph(js: &str) -> String {
    let nodes: Vec<_> = words_after(js, "wasm.")
        .into_iter()
        .map(|name| format!("{{\"name\":\"{name}\",\"export\":\"{name}\",\"root\":true}}"))
        .collect();
    format!("[{}]", nodes.join(","))
}

pub(crate) fn shape_changed(function: &str) -> Error {
    Error(format!(
        "wasm-bindgen's glue has another shape than {function} in xtask expects"
    ))
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

/// What wasm-opt prints of the names it gave: module, long and short; long and short.
#[derive(serde::Deserialize)]
struct Names {
    imports: Vec<(String, String, String)>,
    exports: Vec<(String, String)>,
}

fn contains(haystack: &[u8], needle: &[u8]) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle)
}
