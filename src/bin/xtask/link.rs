//! This program as the linker of wasm binaries: it runs the real one with fewer exports.
//!
//! wasm-bindgen exports a description of every function of every web API that a crate knows, and
//! Leptos brings wasm-streams along, whose classes nothing here uses. An export alone keeps what it
//! names in the binary, with the functions and tables behind that, where no later tool can tell that
//! they are dead. The linker can, once it is not told to export them.

use std::collections::BTreeSet;
use std::env;
use std::io;
use std::path::PathBuf;
use std::process::{Command, ExitCode, ExitStatus};

/// Set when cargo calls this program as a linker.
pub(crate) const AS_LINKER: &str = "ZEROTEN_XTASK_AS_LINKER";

/// What the exports that nothing here uses have in their names: those of wasm-streams' classes, and
/// what js-sys goes on with where wasm waits for promises by itself.
const FOREIGN: [&str; 2] = ["intounderlying", "__wbg_jspi_task_poll"];
/// What stands before the name of an import in that of the export that describes it.
const DESCRIBES: &str = "__wbindgen_describe_";
/// What the name of an import begins with.
const IMPORT: &str = "__wbg_";
/// The stack: rustc's megabyte less the room of our data, which lies after it. So no address is more
/// than 2^20 - 1, the highest that takes three bytes (LEB128, signed).
const STACK: &str = "stack-size=983040";

/// Links with the toolchain's own `rust-lld`, without the foreign exports; once without any
/// description, to see what is imported, and then with the descriptions of that.
pub(crate) fn link() -> ExitCode {
    let mut arguments = match expanded(env::args().skip(1)) {
        Ok(arguments) => arguments,
        Err(error) => {
            eprintln!("xtask as linker: the file of arguments could not be read: {error}");
            return ExitCode::FAILURE;
        }
    };
    if let Some(stack) = (arguments.iter_mut()).find(|flag| flag.starts_with("stack-size=")) {
        STACK.clone_into(stack);
    }
    let Some(linker) = linker() else {
        eprintln!("xtask as linker: `rustc --print target-libdir` names no toolchain");
        return ExitCode::FAILURE;
    };
    let run = |is_kept: &dyn Fn(&str) -> bool| -> io::Result<ExitStatus> {
        Command::new(&linker)
            .args(exporting(&arguments, is_kept))
            .status()
    };
    let linked = run(&|name| !name.starts_with(DESCRIBES)).and_then(|status| {
        if !status.success() {
            return Ok(status);
        }
        let imported = imported(&std::fs::read(output(&arguments))?);
        run(&|name| {
            let import = name.strip_prefix(DESCRIBES);
            import.is_none_or(|import| !import.starts_with(IMPORT) || imported.contains(import))
        })
    });
    match linked {
        Ok(status) if status.success() => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("xtask as linker: rust-lld did not start, or wrote nothing: {error}");
            ExitCode::FAILURE
        }
    }
}

/// The arguments, those in a file of them included: rustc writes one, `@file`, where a system takes no
/// more of them. Each has a line, and a backslash before what is not meant as a sign.
fn expanded(arguments: impl Iterator<Item = String>) -> io::Result<Vec<String>> {
    let mut all = Vec::new();
    for argument in arguments {
        let Some(file) = argument.strip_prefix('@') else {
            all.push(argument);
            continue;
        };
        for line in std::fs::read_to_string(file)?.lines() {
            let mut letters = line.chars();
            let next = || {
                letters
                    .next()
                    .and_then(|c| if c == '\\' { letters.next() } else { Some(c) })
            };
            all.push(std::iter::from_fn(next).filter(|c| *c != '"').collect());
        }
    }
    Ok(all)
}

/// The arguments with only the exports that are kept, and none of the foreign ones.
fn exporting(arguments: &[String], is_kept: &dyn Fn(&str) -> bool) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for argument in arguments {
        let exported = kept.last().is_some_and(|flag| flag == "--export");
        let foreign = || FOREIGN.iter().any(|foreign| argument.contains(foreign));
        if exported && (foreign() || !is_kept(argument)) {
            kept.pop();
        } else {
            kept.push(argument.clone());
        }
    }
    kept
}

/// The file that is linked.
fn output(arguments: &[String]) -> PathBuf {
    let mut arguments = arguments.iter().skip_while(|argument| *argument != "-o");
    arguments.nth(1).map(PathBuf::from).unwrap_or_default()
}

/// What a binary imports, by the names that wasm-bindgen gave it. A section of wasm-bindgen's own
/// lists all that could be imported.
fn imported(binary: &[u8]) -> BTreeSet<String> {
    /// The number of the section of imports (WebAssembly Core 2.0, 5.5.2).
    const IMPORTS: u8 = 2;
    let mut rest = binary.get(8..).unwrap_or_default();
    while let Some((kind, after)) = rest.split_first() {
        let (length, after) = number(after);
        let section = after.get(..length).unwrap_or_default();
        if *kind == IMPORTS {
            return names(section);
        }
        rest = after.get(length..).unwrap_or_default();
    }
    // A library that is linked for itself, as wasm-streams is, may import nothing.
    BTreeSet::new()
}

/// The names of [`IMPORT`]s in a section of them, without reading what each of them is.
fn names(section: &[u8]) -> BTreeSet<String> {
    let is_of_name = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'$');
    let words = section.split(|byte| !is_of_name(byte));
    let words = words.filter_map(|word| std::str::from_utf8(word).ok());
    // The length before a name may be a letter itself.
    let names = words.filter_map(|word| word.get(word.find(IMPORT)?..));
    names.map(str::to_owned).collect()
}

/// The number that begins here (LEB128), and what follows it.
fn number(bytes: &[u8]) -> (usize, &[u8]) {
    let end = bytes.iter().position(|byte| byte & 0x80 == 0);
    let (digits, rest) = bytes.split_at(end.map_or(bytes.len(), |end| end + 1));
    let digits = digits.iter().rev();
    let number = digits.fold(0, |number, digit| (number << 7) | usize::from(digit & 0x7f));
    (number, rest)
}

/// `rust-lld` of the toolchain in use: beside the host's libraries.
fn linker() -> Option<PathBuf> {
    let rustc = env::var("RUSTC").unwrap_or_else(|_| "rustc".into());
    let output = Command::new(rustc)
        .args(["--print", "target-libdir"])
        .output()
        .ok()?;
    let libraries = PathBuf::from(String::from_utf8(output.stdout).ok()?.trim());
    Some(libraries.parent()?.join("bin/rust-lld"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_arguments_is_read_in_their_place() {
        let file = env::temp_dir().join(format!("zeroten-{}-arguments", std::process::id()));
        std::fs::write(&file, "--export\nmain\nC:\\\\a\\ b\n").unwrap();
        let all = ["-o".to_owned(), format!("@{}", file.display())];
        let all = expanded(all.into_iter()).unwrap();
        std::fs::remove_file(&file).unwrap();
        assert_eq!(all, ["-o", "--export", "main", "C:\\a b"]);
    }

    #[test]
    fn descriptions_of_what_is_not_imported_are_not_exported() {
        let all = "-o out.wasm --export main --export __wbindgen_describe___wbg_a_1 \
                   --export __wbindgen_describe_open_2 --export intounderlyingsink_close_3";
        let all: Vec<String> = all.split_whitespace().map(str::to_owned).collect();
        assert_eq!(output(&all), PathBuf::from("out.wasm"));
        let kept = exporting(&all, &|name| !name.contains("__wbg_a_1"));
        assert_eq!(
            kept.join(" "),
            "-o out.wasm --export main --export __wbindgen_describe_open_2"
        );
        let names = imported(
            b"\0asm\x01\0\0\0\x00\x07__wbg_x\x02\x1c\x61__wbg_get_0a\x00\x01\0__wbg_new$1\0",
        );
        assert_eq!(Vec::from_iter(names), ["__wbg_get_0a", "__wbg_new$1"]);
        assert_eq!(imported(b"\0asm\x01\0\0\0\x00\x07__wbg_x"), BTreeSet::new());
    }
}
