//! What a seek costs the main thread in a browser, against a page that does the same job by hand.
//!
//! `cargo xtask bench` starts it. Both pages draw the invented campaign of `seek/job.rs` in one run, turn by turn,
//! so that whatever else the machine does hits both; the ratio is the figure, the milliseconds are this machine's.

#[path = "seek/job.rs"]
mod job;
#[allow(dead_code, unused_imports, unused_macros)]
#[path = "../tests/browser/kit.rs"]
mod kit;

use anyhow::{Context, Result, ensure};
use kit::{Bench, Kit};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::ExitCode;

const ROUNDS: usize = 9;
const SEEKS: usize = 100;

/// The pages, the first is the floor.
const PAGES: [(&str, &str); 3] = [
    ("by hand, the job", "vanilla.html"),
    ("the map, the job", "index.html?campaign=job/#lang=en"),
    ("the map, the war", "index.html#lang=en"),
];

/// Milliseconds of the main thread for a seek.
const METRICS: [&str; 4] = [
    "TaskDuration",
    "ScriptDuration",
    "RecalcStyleDuration",
    "LayoutDuration",
];

fn main() -> ExitCode {
    // `cargo bench` hands on `--bench`; there is nothing to choose here.
    let kit = match Kit::from_environment() {
        Ok(kit) => kit,
        Err(_) => {
            println!(
                "`cargo xtask bench` starts this benchmark: it needs the built page and a browser."
            );
            return ExitCode::SUCCESS;
        }
    };
    let result = kit.alone(measure);
    kit.end();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error:#}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(bench: Bench) -> Result<()> {
    let folder = bench.kit.copy("bench", &BTreeMap::new())?;
    lay_out(&folder)?;
    let server = kit::start(&folder, Default::default())?;
    let mut costs = vec![vec![]; PAGES.len()];
    for round in 0..ROUNDS {
        let mut order: Vec<usize> = (0..PAGES.len()).collect();
        // Neither page always comes first.
        order.rotate_left(round % PAGES.len());
        for page in order {
            let address = format!("{}{}", server.url(), PAGES[page].1);
            costs[page].push(visit(&bench, &address, round).await?);
        }
        eprintln!("  round {} of {ROUNDS}", round + 1);
    }
    println!(
        "Main thread, ms a seek: median of {ROUNDS} rounds of {SEEKS} random seeks each, in Chromium"
    );
    println!(
        "{:18} {:>7} {:>7} {:>7} {:>7}  ratio",
        "", "all", "script", "style", "layout"
    );
    for (page, (name, _)) in PAGES.iter().enumerate() {
        let column = |metric: usize| median(costs[page].iter().map(|round| round[metric]));
        let ratio = median((0..ROUNDS).map(|round| costs[page][round][0] / costs[0][round][0]));
        println!(
            "{name:18} {:7.2} {:7.2} {:7.2} {:7.2}  {ratio:.2}",
            column(0),
            column(1),
            column(2),
            column(3)
        );
    }
    Ok(())
}

/// The campaign and the other page, beside the built one.
fn lay_out(folder: &Path) -> Result<()> {
    let geodata = folder.join("geodata");
    let manifest: Value = serde_json::from_slice(&fs::read(geodata.join("campaign.json"))?)?;
    let campaign = folder.join("job");
    fs::create_dir_all(campaign.join("base"))?;
    for (name, content) in job::files(manifest) {
        fs::write(campaign.join(name), content.to_string())?;
    }
    fs::copy(
        geodata.join("base/overview.json"),
        campaign.join("base/overview.json"),
    )?;
    kit::replace(folder, "vanilla.html", include_bytes!("seek/vanilla.html"))?;
    kit::replace(folder, "vanilla.js", include_bytes!("seek/vanilla.js"))
}

async fn visit(bench: &Bench, address: &str, round: usize) -> Result<[f64; 4]> {
    bench.driver.goto("about:blank").await?;
    bench.driver.goto(address).await?;
    let ready = "return window.arrowWar?.ready === true && !document.querySelector('#loading')";
    bench.until("the page answers", ready).await?;
    if address.contains("campaign=") {
        let marks = bench
            .number("return document.querySelectorAll('.sign').length")
            .await?;
        ensure!(
            marks == job::EVENTS as f64,
            "{marks} marks instead of {}",
            job::EVENTS
        );
    }
    // Everything that comes after the first view has come when the page has nothing left to do.
    bench
        .js_async(
            "await new Promise((done) => requestIdleCallback(done, { timeout: 5000 }))",
            vec![],
        )
        .await?;
    bench
        .cdp("Performance.enable", json!({"timeDomain": "threadTicks"}))
        .await?;
    seeks(bench, round).await?;
    let before = metrics(bench).await?;
    seeks(bench, round + 1).await?;
    let after = metrics(bench).await?;
    Ok(std::array::from_fn(|metric| {
        (after[metric] - before[metric]) * 1000.0 / SEEKS as f64
    }))
}

/// Random days, the same for every page of a round, each drawn before the next is asked for.
async fn seeks(bench: &Bench, seed: usize) -> Result<()> {
    let run = "const frame = () => new Promise(requestAnimationFrame);\
               let seed = arguments[1] + 1;\
               for (let i = 0; i < arguments[0]; i++) {\
                 seed = (seed * 1103515245 + 12345) % 2147483648;\
                 const day = new Date(Date.UTC(1856, 1, 1) + (seed % 1795) * 86400000);\
                 await arrowWar.seek(day.toISOString().slice(0, 10));\
                 await frame();\
               }";
    bench
        .js_async(run, vec![json!(SEEKS), json!(seed)])
        .await
        .map(drop)
}

async fn metrics(bench: &Bench) -> Result<[f64; 4]> {
    let answer = bench.cdp("Performance.getMetrics", json!({})).await?;
    let list = answer["metrics"].as_array().context("no metrics")?;
    let of = |name: &str| {
        let metric = list.iter().find(|metric| metric["name"] == name);
        metric
            .and_then(|metric| metric["value"].as_f64())
            .unwrap_or(f64::NAN)
    };
    Ok(METRICS.map(of))
}

fn median(values: impl Iterator<Item = f64>) -> f64 {
    let mut values: Vec<f64> = values.collect();
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}
