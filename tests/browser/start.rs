//! The page starts: in a plain folder, under a sub-path, in a frame, from a server that knows no WebAssembly.

use anyhow::{Result, ensure};
use serde_json::json;
use std::sync::Arc;
use xtask::server::{Fault, Options};

use crate::kit::{Bench, host, host_with, tests};

tests! {
    "The map answers without an error, a breach of its policy or a request to another origin." => answers,
    @Chromium "The page as it is uploaded says nothing in the browser's log." => says_nothing,
    "The page works under a sub-path." => sub_path,
    "The page works in a sandboxed frame of another origin." => sandboxed,
    "A page that lets in only what agrees to it, with COEP, embeds the map." => isolated,
    "Back from another page, the map shows what it showed." => comes_back,
    "A server that names the wrong type for WebAssembly keeps the map from nobody." => wrong_type,
    "A record that does not come at first is asked for again and the map appears." => second_try,
}

async fn answers(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    ensure!(
        bench.date().await? == "1856-10-08",
        "it opens on another day"
    );
    ensure!(
        bench
            .holds("return !document.getElementById('loading') && document.getElementById('fault').hidden")
            .await?,
        "the loading state stays"
    );
    for layer in [
        ".ground .land",
        ".ground .river",
        ".place",
        ".sign",
        ".line",
        ".control",
    ] {
        let script = format!("return document.querySelectorAll('#map {layer}').length");
        ensure!(bench.number(&script).await? > 0.0, "no {layer}");
    }
    bench
        .until(
            "the close-up coasts have come",
            "return document.querySelectorAll('.close-ups path').length > 0",
        )
        .await?;
    bench.seek("1860-10-18").await?;
    bench.quiet().await
}

async fn says_nothing(bench: Bench) -> Result<()> {
    let server = crate::kit::start(&bench.kit.dist, Options::default())?;
    bench.driver.browser_log().await?; // What earlier pages left there.
    bench.open(&server, "lang=zh-Hant").await?;
    bench.seek("1860-10-18").await?;
    bench.click("#play").await?;
    bench.click("#play").await?;
    let log = bench.driver.browser_log().await?;
    ensure!(log.is_empty(), "{log:?}");
    Ok(())
}

async fn sub_path(bench: Bench) -> Result<()> {
    let options = Options {
        prefix: "museum/maps/arrow".into(),
        ..Default::default()
    };
    let server = crate::kit::start(&bench.kit.watched, options)?;
    bench.open(&server, "d=1858-05-28&lang=en").await?;
    bench.until_date("1858-05-28").await?;
    let foreign = bench
        .js(
            "const here = location.origin + '/museum/maps/arrow/';\
             return performance.getEntriesByType('resource').map((entry) => entry.name)\
               .filter((name) => !name.startsWith(here) && !name.startsWith('data:'))",
            vec![],
        )
        .await?;
    ensure!(
        foreign == json!([]),
        "requests beside the folder: {foreign}"
    );
    bench.quiet().await
}

async fn sandboxed(bench: Bench) -> Result<()> {
    let server = bench.serve_sandboxed()?;
    let frame = format!(
        "<!doctype html><title>A museum</title><style>html, body {{ margin: 0 }}</style>\
         <iframe sandbox=\"allow-scripts\" width=1200 height=760 \
         src=\"{}#d=1860-10-18&lang=zh-Hans\"></iframe>",
        server.url()
    );
    let outside = host(frame)?;
    bench.driver.goto(outside.url.as_str()).await?;
    bench.driver.enter_frame(0).await?;
    let result = async {
        bench.answers().await?;
        bench.until_date("1860-10-18").await?;
        bench.seek("1858-05-28").await?;
        bench.until_date("1858-05-28").await?;
        bench.click("#dock button.step:last-child").await?;
        bench
            .until(
                "the next event is shown",
                "return document.getElementById('date').dateTime > '1858-05-28'",
            )
            .await?;
        bench.click("#play").await?;
        bench
            .until(
                "it plays",
                "window.__day ??= document.getElementById('date').dateTime;\
                 return document.getElementById('date').dateTime !== window.__day",
            )
            .await?;
        bench.click("#play").await?;
        // The address is written at most every third of a second: let that pass before it is called quiet.
        bench
            .js_async("await new Promise((done) => setTimeout(done, 400))", vec![])
            .await?;
        let seen = bench
            .js("return [...__probe.errors, ...__probe.violations]", vec![])
            .await?;
        ensure!(seen == json!([]), "the page said: {seen}");
        Ok(())
    }
    .await;
    bench.driver.enter_default_frame().await?;
    result
}

async fn isolated(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let outside = host_with(
        format!(
            "<!doctype html><title>A museum</title><iframe width=1200 height=760 src=\"{}#d=1860-10-18&lang=en\"></iframe>",
            server.url()
        ),
        "Cross-Origin-Embedder-Policy: require-corp\r\nCross-Origin-Opener-Policy: same-origin\r\n",
    )?;
    bench.driver.goto(outside.url.as_str()).await?;
    bench.driver.enter_frame(0).await?;
    let result = async {
        bench.answers().await?;
        bench.until_date("1860-10-18").await?;
        bench.quiet().await
    }
    .await;
    bench.driver.enter_default_frame().await?;
    result
}

async fn comes_back(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    bench.seek("1860-09-21").await?;
    bench
        .until(
            "the address is written",
            "return location.hash.includes('d=1860-09-21')",
        )
        .await?;
    let other = host("<!doctype html><title>Another page</title>".to_owned())?;
    bench.driver.goto(other.url.as_str()).await?;
    bench.driver.back().await?;
    bench.answers().await?;
    bench.until_date("1860-09-21").await?;
    bench.click("#dock button.step:last-child").await?;
    bench
        .until(
            "it answers",
            "return document.getElementById('date').dateTime > '1860-09-21'",
        )
        .await?;
    bench.quiet().await
}

async fn wrong_type(bench: Bench) -> Result<()> {
    for wrong in ["application/octet-stream", "text/plain; charset=utf-8"] {
        let options = Options {
            faults: Some(Arc::new(move |name| {
                name.ends_with(".wasm").then_some(Fault::Mime(wrong))
            })),
            ..Default::default()
        };
        let server = crate::kit::start(&bench.kit.watched, options)?;
        bench.open(&server, "lang=en").await?;
        ensure!(
            bench
                .holds("return document.getElementById('fault').hidden")
                .await?,
            "{wrong}: a fault is shown"
        );
        bench.quiet().await?;
    }
    Ok(())
}

async fn second_try(bench: Bench) -> Result<()> {
    let asked = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = asked.clone();
    let options = Options {
        faults: Some(Arc::new(move |name| {
            let first = name.ends_with("events.geojson")
                && count.fetch_add(1, std::sync::atomic::Ordering::SeqCst) == 0;
            first.then_some(Fault::Status(503))
        })),
        ..Default::default()
    };
    let server = crate::kit::start(&bench.kit.watched, options)?;
    bench.open(&server, "lang=en").await?;
    ensure!(
        bench
            .holds("return document.querySelectorAll('.sign').length > 20 && document.querySelector('.notices').hidden")
            .await?,
        "the events did not come or a notice stays"
    );
    ensure!(
        asked.load(std::sync::atomic::Ordering::SeqCst) >= 2,
        "asked once only"
    );
    Ok(())
}
