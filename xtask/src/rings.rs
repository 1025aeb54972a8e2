//! `cargo xtask test`: every ring of tests, from the quickest to the browsers, and one line with the sum.
//!
//! A failing step does not keep the later ones from running. A check that is not a test binary (format,
//! clippy, the build with its byte budget) counts as one test. What the browsers need is installed and built
//! meanwhile: the link of the page uses one core only.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Instant;

use anyhow::{Context, Result, anyhow};

use crate::app::{Build, page_dir};
use crate::driver::Driver;
use crate::setup::{self, Browser};
use crate::tally::{Tally, cargo_test};
use crate::toolchain::{self, WASM, cargo, note, target_dir};
use crate::{budget, dist};

#[derive(Default)]
pub struct Options {
    /// Only these browsers and nothing else.
    pub browsers: Vec<String>,
    pub native_only: bool,
    /// Part of the names of the tests to run.
    pub filter: Option<String>,
}

/// Runs the tests; `true` when all have passed.
///
/// # Errors
/// When they cannot be run at all.
pub fn command(options: &Options) -> Result<bool> {
    let start = Instant::now();
    let chosen = options
        .browsers
        .iter()
        .map(|name| Browser::named(name))
        .collect::<Result<Vec<_>>>()?;
    let alone = !chosen.is_empty();
    let mut wanted = if alone { chosen } else { Browser::ALL.to_vec() };
    if options.native_only {
        wanted.clear();
    }
    let mut tally = Tally::default();
    if !alone {
        toolchain::add_wasm_target()?;
    }
    thread::scope(|scope| {
        // One after the other: apt-get tolerates no second one.
        let setup = scope.spawn(move || {
            let ready = |browser| (browser, setup::ready(browser));
            wanted.into_iter().map(ready).collect()
        });
        if !alone {
            native(options, &mut tally)?;
        }
        if !options.native_only {
            browsers(setup, options, &mut tally)?;
        }
        anyhow::Ok(())
    })?;
    if !tally.left_out.is_empty() {
        println!("\nLeft out:\n  {}", tally.left_out.join("\n  "));
    }
    if !tally.steps.is_empty() {
        println!("\n{}", tally.told.join("\n"));
        println!("\nFailed: {}", tally.steps.join("; "));
    }
    note(&format!("{:.0} s in all", start.elapsed().as_secs_f64()));
    println!("{} passed, {} failed", tally.passed, tally.failed);
    Ok(tally.failed == 0 && tally.passed > 0)
}

/// Everything without a browser.
fn native(options: &Options, tally: &mut Tally) -> Result<()> {
    if options.filter.is_none() {
        tally.check("Format", || {
            toolchain::run(
                cargo().args(["fmt", "--all", "--check"]),
                "Run `cargo fmt --all`.",
            )
        });
        tally.check("Clippy, native", || {
            clippy(cargo().args(["clippy", "--workspace", "--all-targets"]))
        });
        tally.check("Clippy, WebAssembly", || {
            // In release and beside the page, so that what both need is built once.
            clippy(
                cargo()
                    .args([
                        "clippy",
                        "--package",
                        "arrow-war-map",
                        "--lib",
                        "--bin",
                        "arrow-war-map",
                    ])
                    .args(["--release", "--target", WASM, "--target-dir"])
                    .arg(page_dir()),
            )
        });
    }
    let mut main = vec!["--lib".to_owned(), "--bins".to_owned()];
    for name in test_files()?.into_iter().filter(|name| name != BROWSER) {
        main.extend(["--test".to_owned(), name]);
    }
    let filter = options.filter.as_deref();
    cargo_test(
        "Tests of the map",
        &["--package", "arrow-war-map"],
        &main,
        filter,
        &[],
        tally,
    )?;
    cargo_test(
        "Examples in the documents",
        &["--package", "arrow-war-map"],
        &["--doc".to_owned()],
        filter,
        &[],
        tally,
    )?;
    cargo_test(
        "Tests of the build driver",
        &["--package", "xtask"],
        &["--lib".to_owned()],
        filter,
        &[],
        tally,
    )
}

fn clippy(command: &mut Command) -> Result<()> {
    toolchain::run(
        command.args(["--", "-D", "warnings"]),
        "Correct what clippy says above.",
    )
}

/// The test file that runs in browsers.
pub const BROWSER: &str = "browser";

/// The names of the files in tests/, as cargo knows them.
fn test_files() -> Result<Vec<String>> {
    let output = cargo()
        .args([
            "metadata",
            "--no-deps",
            "--format-version",
            "1",
            "--offline",
        ])
        .stderr(Stdio::inherit())
        .output()?;
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout)
        .context("cargo does not describe the project; correct Cargo.toml.")?;
    let packages = metadata["packages"].as_array().into_iter().flatten();
    let targets = packages
        .filter(|package| package["name"] == "arrow-war-map")
        .flat_map(|package| package["targets"].as_array().into_iter().flatten());
    let tests = targets.filter(|target| target["kind"][0] == "test");
    Ok(tests
        .filter_map(|target| Some(target["name"].as_str()?.to_owned()))
        .collect())
}

/// The benchmark: the built page in Chromium beside the page it is measured against; all tables, or those named.
///
/// # Errors
/// When Chromium cannot be had, or the page does not answer.
pub fn bench(tables: &[String]) -> Result<()> {
    toolchain::add_wasm_target()?;
    let folder = target_dir().join("test-dist");
    dist::write(&folder, Build::Release, None)?;
    setup::ready(Browser::Chromium).context("Without Chromium there is nothing to measure in.")?;
    let driver = Driver::start(Browser::Chromium)?;
    toolchain::run(
        cargo()
            .args([
                "bench",
                "--package",
                "arrow-war-map",
                "--bench",
                "seek",
                "--",
            ])
            .args(tables)
            .env("DIST_DIR", folder)
            .env("BROWSER", Browser::Chromium.name())
            .env("WEBDRIVER_URL", &driver.url),
        "The benchmark did not end; what it said stands above.",
    )
}

type Setup<'scope> = thread::ScopedJoinHandle<'scope, Vec<(Browser, Result<()>)>>;

/// The built page in Chromium, then in the others side by side.
fn browsers(setup: Setup, options: &Options, tally: &mut Tally) -> Result<()> {
    let folder = target_dir().join("test-dist");
    let built = tally.check("The page to test", || {
        let items = dist::write(&folder, Build::Release, None)?;
        note(&format!(
            "A first visit downloads {}",
            budget::summary(&items)
        ));
        budget::check(&items)
    });
    if !built && !folder.join("index.html").is_file() {
        return Ok(());
    }
    let setup = setup.join();
    let setup = setup.map_err(|_| anyhow!("The setup of the browsers broke off."))?;
    let (chromium, others): (Vec<_>, Vec<_>) = setup
        .into_iter()
        .partition(|(browser, _)| *browser == Browser::Chromium);
    // Chromium has the machine for itself: its tests hold the page to what it costs.
    for browsers in [chromium, others] {
        thread::scope(|scope| {
            let rings: Vec<_> = browsers
                .into_iter()
                .map(|(browser, ready)| {
                    let folder = &folder;
                    scope.spawn(move || ring(browser, ready, folder, options))
                })
                .collect();
            for ring in rings {
                let ring = ring.join();
                tally.add(ring.map_err(|_| anyhow!("The tests of a browser broke off."))??);
            }
            anyhow::Ok(())
        })?;
    }
    Ok(())
}

/// The built page in one browser.
fn ring(browser: Browser, ready: Result<()>, folder: &Path, options: &Options) -> Result<Tally> {
    let mut tally = Tally::default();
    let step = format!("Tests in {}", browser.name());
    let driver = match ready.and_then(|()| Driver::start(browser)) {
        Ok(driver) => driver,
        // Chromium is a must; the others are tested where they run.
        Err(error) if browser == Browser::Chromium => {
            eprintln!("  {error:#}");
            tally.count(&step, 0, 1);
            return Ok(tally);
        }
        Err(error) => {
            tally.left_out.push(format!("{step}. {error:#}"));
            return Ok(tally);
        }
    };
    let folder = folder.to_string_lossy();
    let mut environment = vec![
        ("DIST_DIR", &*folder),
        ("BROWSER", browser.name()),
        ("WEBDRIVER_URL", &driver.url),
    ];
    if let Some(display) = &driver.display {
        environment.push(("DISPLAY", display));
    }
    cargo_test(
        &step,
        &["--package", "arrow-war-map"],
        &["--test".to_owned(), BROWSER.to_owned()],
        options.filter.as_deref(),
        &environment,
        &mut tally,
    )?;
    Ok(tally)
}
