//! axe-core: every mode in every theme and language.

use anyhow::{Result, ensure};
use serde_json::{Value, json};

use crate::kit::{Bench, tests};
use crate::{kiosk, present};

tests! {
    @Once "axe-core finds nothing in any mode and theme, in English." => english,
    @Once "axe-core finds nothing in any mode, in Traditional Chinese." => hant,
    @Once "axe-core finds nothing in any mode, in Simplified Chinese." => hans,
    "axe-core finds nothing in the kiosk." => attended,
    "axe-core finds nothing in the speaker's window." => speaker,
    "axe-core finds nothing in the record without a program." => record,
}

/// What the lights change, words do not: one language is seen in all of them.
const LIGHTS: [&str; 4] = ["paper", "dark", "projector", "contrast"];

/// What is seen, its address, and what is pressed there.
const MODES: [(&str, &str, &str); 11] = [
    ("the opening day", "d=1856-10-08", ""),
    ("an event", "d=1860-10-18&e=burning_yuanmingyuan", ""),
    ("a notice", "d=1858-05-28&scale=log", ""),
    ("help", "d=1858-05-28", ".about:not(.settings) > summary"),
    ("the settings", "d=1858-05-28", ".settings > summary"),
    ("the cessions", "d=1860-11-14", ".compare > summary"),
    ("a chapter", "ch=7", ""),
    ("the chronicle", "panel=chronicle", ""),
    ("the search", "panel=search", ""),
    ("the worksheets", "paper=open", ""),
    ("a talk", "mode=present&step=3.2", ""),
];

async fn english(bench: Bench) -> Result<()> {
    modes(&bench, "en", &LIGHTS).await
}

async fn hant(bench: Bench) -> Result<()> {
    modes(&bench, "zh-Hant", &LIGHTS[..1]).await
}

async fn hans(bench: Bench) -> Result<()> {
    modes(&bench, "zh-Hans", &LIGHTS[..1]).await
}

async fn modes(bench: &Bench, lang: &str, lights: &[&str]) -> Result<()> {
    let server = bench.serve()?;
    for (mode, fragment, pressed) in MODES {
        bench
            .open(&server, &format!("lang={lang}&{fragment}"))
            .await?;
        bench.rests().await?;
        if !pressed.is_empty() {
            bench.click(pressed).await?;
        }
        nothing(bench, mode, lights).await?;
    }
    Ok(())
}

async fn attended(bench: Bench) -> Result<()> {
    let _server = kiosk::open(&bench, "").await?;
    for phase in ["attract", "awake", "warning"] {
        match phase {
            "awake" => kiosk::wake(&bench).await?,
            _ => drop(kiosk::phase(&bench, phase).await?),
        }
        nothing(&bench, phase, &LIGHTS[..2]).await?;
    }
    Ok(())
}

async fn speaker(bench: Bench) -> Result<()> {
    let _server = present::with_window(&bench).await?;
    let wall = bench.driver.window().await?;
    let theirs = bench.driver.windows().await?;
    let theirs = theirs.into_iter().find(|window| *window != wall);
    bench
        .driver
        .switch_to_window(theirs.expect("the speaker's window"))
        .await?;
    let found = violations(&bench).await;
    bench.driver.close_window().await?;
    bench.driver.switch_to_window(wall).await?;
    let found = found?;
    ensure!(found == json!([]), "{found:#}");
    Ok(())
}

async fn record(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    for lang in ["zh-Hant", "zh-Hans", "en"] {
        let url = format!("{}record.{lang}.html", server.url());
        bench.driver.goto(url).await?;
        let found = violations(&bench).await?;
        ensure!(found == json!([]), "{lang}: {found:#}");
    }
    Ok(())
}

/// Nothing is found on the page as it is, in each of the lights.
async fn nothing(bench: &Bench, mode: &str, lights: &[&str]) -> Result<()> {
    for light in lights {
        bench
            .js("arrowWarTheme(arguments[0])", vec![json!(light)])
            .await?;
        bench.drawn().await?;
        let found = violations(bench).await?;
        ensure!(found == json!([]), "{mode}, {light}: {found:#}");
    }
    Ok(())
}

const AXE: &str = include_str!("../axe/axe.min.js");

/// What axe-core finds on the page as it is, however grave.
async fn violations(bench: &Bench) -> Result<Value> {
    let script = format!(
        "const done = arguments[arguments.length - 1];\n{AXE}\n\
         axe.run(document, {{resultTypes: ['violations']}}).then((result) => done(result.violations\
           .map((found) => `${{found.id}} (${{found.impact}}): ` + found.nodes.slice(0, 4)\
             .map((node) => node.target.join(' ') + ' ' + (node.any[0]?.message ?? node.all[0]?.message ?? '')).join(' | '))),\
           (error) => done([String(error)]));"
    );
    Ok(bench
        .driver
        .execute_async(script, vec![])
        .await?
        .json()
        .clone())
}
