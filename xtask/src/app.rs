//! The application: Rust to WebAssembly, and the JavaScript that binds it to the page.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail};
use wasm_bindgen_cli_support::Bindgen;

use crate::toolchain::{self, WASM, cargo, target_dir, timed};
use crate::{pack, split};

/// How the page is built.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Build {
    /// Small and fast, as it is published.
    Release,
    /// Quick to build, not compressed, reloading by itself: for working on it.
    Quick,
}

/// The files that make the application.
pub struct App {
    pub glue: String,
    /// What the first picture needs.
    pub wasm: Vec<u8>,
    /// The rest of the program.
    pub more: Vec<u8>,
}

const BIN: &str = "arrow-war-map";

/// Builds the application and binds it.
///
/// # Errors
/// When it does not compile: the compiler has said why.
pub fn build(build: Build) -> Result<App> {
    toolchain::add_wasm_target()?;
    let what = match build {
        Build::Release => {
            "Building the page in release (from cold this takes two or three minutes)"
        }
        Build::Quick => "Building the page without optimisation",
    };
    let wasm = timed(what, || compile(build))?;
    bind(&wasm, build)
}

/// Where the page is built: apart from the native builds, so that neither waits for the other.
pub fn page_dir() -> PathBuf {
    target_dir().join("page")
}

fn compile(build: Build) -> Result<PathBuf> {
    let mut command = cargo();
    command.args(["build", "--package", BIN, "--bin", BIN, "--target", WASM]);
    command.arg("--target-dir").arg(page_dir());
    command.env("RUSTFLAGS", rustflags());
    if build == Build::Release {
        command.arg("--release");
    } else {
        // Else the later piece asks for a token that only the glue of `wasm_split` knows.
        command.args([
            "--config",
            "profile.dev.package.wasm_split_helpers.debug-assertions=false",
        ]);
    }
    toolchain::run(
        &mut command,
        "The page does not compile; correct what the compiler says above and try again.",
    )?;
    let profile = if build == Build::Release {
        "release"
    } else {
        "debug"
    };
    Ok(page_dir()
        .join(WASM)
        .join(profile)
        .join(format!("{BIN}.wasm")))
}

/// Sentences of a panic name the crate and its file, not the folders of whoever built the page: so the page says
/// nothing of them, and is half a kilobyte smaller.
fn rustflags() -> String {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = env::home_dir()?;
        Some(home.join(".cargo"))
    });
    let registry = home.map(|home| home.join("registry/src"));
    let indexes = registry.and_then(|folder| fs::read_dir(folder).ok());
    indexes
        .into_iter()
        .flatten()
        .flatten()
        .map(|index| format!("--remap-path-prefix={}/=", index.path().display()))
        .chain([split::LINK.to_owned()])
        .chain(env::var("RUSTFLAGS"))
        .collect::<Vec<_>>()
        .join(" ")
}

/// Makes the glue; what was bound before is taken from the store.
fn bind(wasm: &Path, build: Build) -> Result<App> {
    let content = fs::read(wasm)
        .with_context(|| format!("{} is not there after the build.", wasm.display()))?;
    let release = build == Build::Release;
    let key = pack::hash(
        &[
            &content[..],
            &[u8::from(release)],
            env!("CARGO_PKG_VERSION").as_bytes(),
        ]
        .concat(),
    );
    let store = page_dir().join("bound");
    let folder = store.join(key);
    if !folder.join("app_bg.wasm").is_file() {
        let _ = fs::remove_dir_all(&store); // Only the newest is worth keeping.
        timed("Binding the WebAssembly to the page", || {
            let aside = store.join("unfinished");
            let (main, more) = split::split(&content, &aside)?;
            Bindgen::new()
                .input_bytes("app", main)
                .web(true)?
                .typescript(false)
                .omit_default_module_path(true)
                .remove_name_section(release)
                .remove_producers_section(release)
                .keep_debug(false)
                .keep_lld_exports(true) // The later piece shares the table.
                .generate(&aside)
                .context(
                    "The WebAssembly could not be bound; the version of wasm-bindgen in Cargo.toml and of \
                     wasm-bindgen-cli-support in xtask/Cargo.toml must be the same.",
                )?;
            fs::write(aside.join("more.wasm"), more)?;
            fs::rename(&aside, &folder)
                .context("The bound application could not be put in its place.")
        })?;
    }
    if folder.join("snippets").exists() {
        bail!(
            "A dependency brings JavaScript snippets, which the page does not load; do without that dependency."
        );
    }
    let file = |name: &str| {
        fs::read(folder.join(name)).with_context(|| format!("{name} was not bound; try again."))
    };
    Ok(App {
        glue: split::join(&String::from_utf8(file("app.js")?)?)?,
        wasm: file("app_bg.wasm")?,
        more: file("more.wasm")?,
    })
}
