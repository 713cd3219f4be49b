//! Running other programs, and saying so.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs, io};

/// What went wrong in a build step, as one sentence for the person at the keyboard.
#[derive(Debug)]
pub(crate) struct Error(pub(crate) String);

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

pub(crate) type Result<T = ()> = std::result::Result<T, Error>;

/// Turns any failure into a sentence that begins with what was being done.
pub(crate) fn doing<T, E: std::fmt::Display>(
    what: impl std::fmt::Display,
    result: std::result::Result<T, E>,
) -> Result<T> {
    result.map_err(|error| Error(format!("{what}: {error}")))
}

/// Says what is being done now.
pub(crate) fn step(what: &str) {
    eprintln!("· {what}");
}

/// The checkout's root.
pub(crate) fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// A command that runs in the checkout's root.
pub(crate) fn command(program: &str) -> Command {
    let mut command = Command::new(program);
    command.current_dir(root());
    command
}

/// Cargo as it runs this program.
pub(crate) fn cargo() -> Command {
    command(&env::var("CARGO").unwrap_or_else(|_| "cargo".into()))
}

/// Runs `command` to its end; anything but success is an error that names it.
pub(crate) fn run(command: &mut Command) -> Result {
    let name = command.get_program().to_string_lossy().into_owned();
    let args = command
        .get_args()
        .map(|a| a.to_string_lossy())
        .collect::<Vec<_>>()
        .join(" ");
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(Error(format!("`{name} {args}` ended with {status}"))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Err(Error(format!(
            "`{name}` is not installed; see \"Building\" in README.md"
        ))),
        Err(error) => Err(Error(format!("`{name} {args}` did not start: {error}"))),
    }
}

/// Installs the npm packages of `folder` as its lock file says, unless they are there already.
pub(crate) fn npm_install(folder: &str) -> Result {
    let folder = root().join(folder);
    let lock = read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.zeroten-lock");
    if fs::read(&stamp).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step(&format!(
        "installing the npm packages of {}",
        folder.display()
    ));
    run(command("npm")
        .current_dir(&folder)
        .args(["ci", "--no-fund", "--no-audit"]))?;
    write(&stamp, &lock)
}

/// Reads a file whole.
pub(crate) fn read(path: &Path) -> Result<Vec<u8>> {
    doing(format!("reading {}", path.display()), fs::read(path))
}

/// Reads a file of text.
pub(crate) fn read_text(path: &Path) -> Result<String> {
    doing(
        format!("reading {}", path.display()),
        fs::read_to_string(path),
    )
}

/// Writes a file, making its folder first.
pub(crate) fn write(path: &Path, content: &[u8]) -> Result {
    if let Some(folder) = path.parent() {
        doing(
            format!("making {}", folder.display()),
            fs::create_dir_all(folder),
        )?;
    }
    doing(
        format!("writing {}", path.display()),
        fs::write(path, content),
    )
}

/// Adds the WebAssembly target and the standard library's source, where rustup has them not.
pub(crate) fn add_wasm_target() -> Result {
    let rustup = |args: [&str; 3]| run(command("rustup").args(args).stderr(Stdio::null()));
    rustup(["target", "add", "wasm32-unknown-unknown"])?;
    rustup(["component", "add", "rust-src"])
}
