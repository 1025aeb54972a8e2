//! What a seek and a playing map cost in a browser, against a page that does the same job by hand.
//!
//! `cargo xtask bench` starts it. All pages draw the invented campaign of `seek/job.rs` in one run, turn by turn,
//! so that whatever else the machine does hits all of them; the ratio is the figure, the milliseconds are this
//! machine's. A word after the command chooses one of the tables: seek, play, scale. With `site` nothing is measured:
//! the page is left with the campaigns beside it, for another meter. `CAMPAIGNS` may name a folder with
//! `campaign-150.json`, `campaign-1500.json` and `campaign-15000.json`, in the form of `seek/job.rs`, to draw in place
//! of the invented ones.

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
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const ROUNDS: usize = 9;
const SEEKS: usize = 100;
/// Five years in ten seconds: faster than anyone plays, so that every frame has something to do.
const PLAY_MS: u32 = 10_000;
/// How often the whole war is played at each slow-down.
const PLAYS: usize = 3;
/// Slow-downs of the processor: a desk, a cheap phone, a worse one.
const RATES: [u32; 3] = [1, 4, 6];

/// The pages, the first is the floor.
const PAGES: [(&str, &str); 3] = [
    ("by hand, the job", "vanilla.html"),
    ("the map, the job", "index.html?campaign=job/#lang=en"),
    ("the map, the war", "index.html#lang=en"),
];

/// Campaigns of the same kind, ever larger.
const SIZES: [(usize, &str); 3] = [
    (job::EVENTS, "job"),
    (1_500, "job-1500"),
    (15_000, "job-15000"),
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
    let wanted: Vec<String> = std::env::args()
        .skip(1)
        .filter(|word| !word.starts_with('-'))
        .collect();
    if wanted.iter().any(|word| word == "site") {
        lay_out(&bench.kit.dist)?;
        let names = SIZES
            .map(|(_, name)| format!("?campaign={name}/"))
            .join(", ");
        println!("{} is ready: {names}", bench.kit.dist.display());
        return Ok(());
    }
    let folder = bench.kit.copy("bench", &BTreeMap::new())?;
    lay_out(&folder)?;
    let server = kit::start(&folder, Default::default())?;
    let wants = |table: &str| wanted.is_empty() || wanted.iter().any(|word| word == table);
    if wants("seek") {
        seek(&bench, &server.url()).await?;
    }
    if wants("play") {
        play(&bench, &server.url()).await?;
    }
    if wants("scale") {
        scale(&bench, &server.url()).await?;
    }
    Ok(())
}

/// The campaigns and the other page, beside the built one.
fn lay_out(folder: &Path) -> Result<()> {
    let geodata = folder.join("geodata");
    let manifest: Value = serde_json::from_slice(&fs::read(geodata.join("campaign.json"))?)?;
    let given = std::env::var_os("CAMPAIGNS").map(PathBuf::from);
    for (count, name) in SIZES {
        let job = match &given {
            Some(given) => {
                let file = given.join(format!("campaign-{count}.json"));
                let content = fs::read(&file).with_context(|| file.display().to_string())?;
                serde_json::from_slice(&content)?
            }
            None => job::invent(count),
        };
        let campaign = folder.join(name);
        fs::create_dir_all(campaign.join("base"))?;
        for (name, content) in job::files(manifest.clone(), &job) {
            fs::write(campaign.join(name), content.to_string())?;
        }
        fs::copy(
            geodata.join("base/overview.json"),
            campaign.join("base/overview.json"),
        )?;
    }
    kit::replace(folder, "vanilla.html", include_bytes!("seek/vanilla.html"))?;
    kit::replace(folder, "vanilla.js", include_bytes!("seek/vanilla.js"))
}

async fn seek(bench: &Bench, url: &str) -> Result<()> {
    let mut costs = vec![vec![]; PAGES.len()];
    for round in 0..ROUNDS {
        for page in turns(round, PAGES.len()) {
            open(bench, url, PAGES[page].1).await?;
            if page == 1 {
                expect_marks(bench).await?;
            }
            costs[page].push(seeks(bench, round, Days::Random).await?);
        }
        let all = costs.iter().map(|of| format!(" {:.2}", of[round][0]));
        let all: String = all.collect();
        eprintln!("  seek: round {} of {ROUNDS}:{all} ms", round + 1);
    }
    println!(
        "Main thread, ms a seek: median of {ROUNDS} rounds of {SEEKS} random seeks each, in Chromium"
    );
    println!(
        "{:18} {:>7} {:>7} {:>7} {:>7}  ratio",
        "", "all", "script", "style", "layout"
    );
    let by_hand = median(costs[0].iter().map(|round| round[0]));
    for (page, (name, _)) in PAGES.iter().enumerate() {
        let column = |metric: usize| median(costs[page].iter().map(|round| round[metric]));
        let ratio = column(0) / by_hand;
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

/// The whole war in ten seconds, a seek for each frame: frames dropped, and how busy the main thread is.
async fn play(bench: &Bench, url: &str) -> Result<()> {
    println!(
        "\nThe war in {} s: frames dropped, share of the main thread; median of {PLAYS} runs",
        PLAY_MS / 1000
    );
    println!(
        "{:18} {}",
        "",
        RATES
            .map(|rate| format!("{:>16}", format!("{rate}x slower")))
            .join("")
    );
    let mut rows = vec![vec![vec![]; RATES.len()]; PAGES.len()];
    for round in 0..PLAYS {
        for (column, rate) in RATES.iter().enumerate() {
            for page in turns(round, PAGES.len()) {
                open(bench, url, PAGES[page].1).await?;
                // Warm, as after a minute of use.
                run(bench, 3, Days::Random).await?;
                bench
                    .cdp("Emulation.setCPUThrottlingRate", json!({"rate": rate}))
                    .await?;
                rows[page][column].push(played(bench).await?);
                bench
                    .cdp("Emulation.setCPUThrottlingRate", json!({"rate": 1}))
                    .await?;
            }
        }
        eprintln!("  play: round {} of {PLAYS}", round + 1);
    }
    for (page, (name, _)) in PAGES.iter().enumerate() {
        let cells = rows[page].iter().map(|runs| {
            let of = |part: usize| median(runs.iter().map(|run| run[part])) * 100.0;
            format!("{:>7.1} % {:>5.0} %", of(0), of(1))
        });
        println!("{name:18} {}", cells.collect::<String>());
    }
    Ok(())
}

async fn played(bench: &Bench) -> Result<[f64; 2]> {
    let before = metrics(bench).await?[0];
    let dropped = bench
        .js_async(
            "return await new Promise((end) => {\
               let first = 0, last = 0, shown = 0, dropped = 0;\
               const frame = (time) => {\
                 first ||= time;\
                 if (last) { shown += 1; dropped += Math.max(0, Math.round((time - last) / (1000 / 60)) - 1); }\
                 last = time;\
                 const part = (time - first) / arguments[0];\
                 if (part >= 1) return end(dropped / (dropped + shown));\
                 const day = new Date(Date.UTC(1856, 0, 1) + Math.floor(part * 1826) * 86400000);\
                 arrowWar.seek(day.toISOString().slice(0, 10));\
                 requestAnimationFrame(frame);\
               };\
               requestAnimationFrame(frame);\
             })",
            vec![json!(PLAY_MS)],
        )
        .await?;
    let busy = metrics(bench).await?[0] - before;
    Ok([
        dropped.as_f64().context("no share of dropped frames")?,
        busy * 1000.0 / f64::from(PLAY_MS),
    ])
}

/// How the cost of a seek grows with the campaign: the exponent of its growth from the smallest to the largest.
async fn scale(bench: &Bench, url: &str) -> Result<()> {
    println!("\nMain thread, ms a seek, as the campaign grows");
    println!("{:>10} {:>12} {:>12}", "events", "random day", "next day");
    let mut table = vec![];
    for (count, name) in SIZES {
        open(bench, url, &format!("index.html?campaign={name}/#lang=en")).await?;
        let random = seeks(bench, 5, Days::Random).await?[0];
        let next = seeks(bench, 5, Days::Next).await?[0];
        println!("{count:>10} {random:>12.2} {next:>12.2}");
        table.push([random, next]);
    }
    let growth = (SIZES[2].0 as f64 / SIZES[0].0 as f64).ln();
    let exponent = |column: usize| (table[2][column] / table[0][column]).ln() / growth;
    println!(
        "{:>10} {:>12.2} {:>12.2}",
        "exponent",
        exponent(0),
        exponent(1)
    );
    Ok(())
}

/// No page always comes first.
fn turns(round: usize, pages: usize) -> Vec<usize> {
    let mut order: Vec<usize> = (0..pages).collect();
    order.rotate_left(round % pages);
    order
}

async fn open(bench: &Bench, url: &str, page: &str) -> Result<()> {
    bench.driver.goto("about:blank").await?;
    bench.driver.goto(format!("{url}{page}")).await?;
    let ready = "return window.arrowWar?.ready === true && !document.querySelector('#loading')";
    bench.until("the page answers", ready).await?;
    // Everything that comes after the first view has come when the page is stored for visits without a network, if it
    // is, and has nothing left to do.
    bench
        .js_async(
            "if (document.getElementById('boot')?.dataset.worker) await navigator.serviceWorker.ready;\
             await new Promise((done) => setTimeout(() => requestIdleCallback(done, { timeout: 5000 }), 500))",
            vec![],
        )
        .await?;
    bench
        .cdp("Performance.enable", json!({"timeDomain": "threadTicks"}))
        .await
        .map(drop)
}

async fn expect_marks(bench: &Bench) -> Result<()> {
    let marks = bench
        .number("return document.querySelectorAll('#map .sign').length")
        .await?;
    ensure!(
        marks == job::EVENTS as f64,
        "{marks} marks instead of {}",
        job::EVENTS
    );
    Ok(())
}

/// Which days are asked for.
#[derive(Clone, Copy)]
enum Days {
    Random,
    Next,
}

/// Costs of a seek, after as many that count for nothing.
async fn seeks(bench: &Bench, seed: usize, days: Days) -> Result<[f64; 4]> {
    run(bench, seed, days).await?;
    let before = metrics(bench).await?;
    run(bench, seed + 1, days).await?;
    let after = metrics(bench).await?;
    Ok(std::array::from_fn(|metric| {
        (after[metric] - before[metric]) * 1000.0 / SEEKS as f64
    }))
}

/// Days, the same for every page of a round, each drawn before the next is asked for.
async fn run(bench: &Bench, seed: usize, days: Days) -> Result<()> {
    let script = "const frame = () => new Promise(requestAnimationFrame);\
               let seed = arguments[1] + 1;\
               for (let i = 0; i < arguments[0]; i++) {\
                 seed = (seed * 1103515245 + 12345) % 2147483648;\
                 const number = arguments[2] ? 400 + 100 * arguments[1] + i : seed % 1795;\
                 const day = new Date(Date.UTC(1856, 1, 1) + number * 86400000);\
                 await arrowWar.seek(day.toISOString().slice(0, 10));\
                 await frame();\
               }";
    let next = matches!(days, Days::Next);
    bench
        .js_async(script, vec![json!(SEEKS), json!(seed), json!(next)])
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
