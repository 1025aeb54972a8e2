//! The Rust tools: where the project lies, the WebAssembly target, and running a program with a sentence
//! when it fails.

use std::io::IsTerminal;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use anyhow::{Context, Result, bail};

pub const WASM: &str = "wasm32-unknown-unknown";

/// The folder that holds the project's Cargo.toml.
pub fn root() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here).to_owned()
}

/// Where builds go: `CARGO_TARGET_DIR`, else `target/` of the project.
pub fn target_dir() -> PathBuf {
    match std::env::var_os("CARGO_TARGET_DIR") {
        Some(dir) if !dir.is_empty() => root().join(dir),
        _ => root().join("target"),
    }
}

/// `cargo`, the one that runs this program, in the project's folder.
pub fn cargo() -> Command {
    let mut command = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.current_dir(root());
    // What cargo told this program about its own package is not for the cargo it starts.
    for (name, _) in std::env::vars_os() {
        if name
            .to_str()
            .is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_BIN_"))
        {
            command.env_remove(name);
        }
    }
    command
}

/// Prints what is done now.
pub fn say(text: &str) {
    if std::io::stderr().is_terminal() {
        eprintln!("\x1b[1m▸ {text}\x1b[0m");
    } else {
        eprintln!("▸ {text}");
    }
}

/// Prints a remark about the present step.
pub fn note(text: &str) {
    eprintln!("  {text}");
}

/// Runs a step and says how long it took when that was long enough to wonder.
pub fn timed<T>(what: &str, step: impl FnOnce() -> Result<T>) -> Result<T> {
    say(what);
    let start = Instant::now();
    let result = step()?;
    let seconds = start.elapsed().as_secs_f64();
    if seconds >= 1.0 {
        note(&format!("{seconds:.1} s"));
    }
    Ok(result)
}

/// Runs a program to its end, its output passed on. `remedy` is the sentence for when it fails.
pub fn run(command: &mut Command, remedy: &str) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command
        .status()
        .with_context(|| format!("{remedy} ('{name}' could not be started.)"))?;
    if !status.success() {
        bail!("{remedy} ('{name}' ended with {status}.)");
    }
    Ok(())
}

/// Runs a program whose output matters only when it fails: then its last lines are told.
pub fn run_quietly(command: &mut Command, remedy: &str) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("{remedy} ('{name}' could not be started.)"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let lines: Vec<&str> = said.trim().lines().map(str::trim).collect();
        let last = lines[lines.len().saturating_sub(3)..].join(" ");
        bail!("{remedy} ('{name}' ended with {}: {last})", output.status);
    }
    Ok(())
}

/// The path of a program found in `PATH`.
pub fn find(program: &str) -> Option<PathBuf> {
    std::env::split_paths(&std::env::var_os("PATH")?)
        .map(|folder| folder.join(format!("{program}{}", std::env::consts::EXE_SUFFIX)))
        .find(|path| path.is_file())
}

/// Adds the WebAssembly target, once.
pub fn add_wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(&rustc)
        .args(["--print", "target-libdir", "--target", WASM])
        .current_dir(root())
        .stderr(Stdio::null())
        .output()
        .context("rustc was not found; install Rust with rustup and try again.")?;
    let folder = String::from_utf8_lossy(&output.stdout).trim().to_owned();
    let there = Path::new(&folder)
        .read_dir()
        .is_ok_and(|mut files| files.next().is_some());
    if output.status.success() && there {
        return Ok(());
    }
    say("Adding the WebAssembly target to Rust");
    run(
        Command::new("rustup")
            .args(["target", "add", WASM])
            .current_dir(root()),
        "Rust cannot build WebAssembly yet: install rustup, or add the target wasm32-unknown-unknown the way \
         your Rust was installed, and try again.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_the_folder_above() {
        assert!(root().join("xtask").is_dir());
    }

    #[test]
    fn a_program_that_is_not_there_is_not_found() {
        assert_eq!(find("no-such-program-at-all"), None);
    }

    #[test]
    fn a_failing_program_is_told_with_the_remedy() {
        let error = run(&mut Command::new("no-such-program-at-all"), "Install it.").unwrap_err();
        assert!(error.to_string().starts_with("Install it."));
    }
}
