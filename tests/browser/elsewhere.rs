//! Without a network, from a disk, without the program: whole versions, one file, pages that need nothing.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use xtask::server::Options;

use crate::kit::{Bench, replace, start, tests};

tests! {
    "After one visit the map opens without a network." => offline,
    "A map that moves is stored when it stands still." => stored_when_still,
    "An update that never answers is left for the version before." => rolled_back,
    "Half an update changes nothing." => half_update,
    "A kiosk takes an update when nobody is there, and not during a visit." => updated_at_rest,
    "A stored file that is damaged is fetched again." => damaged,
    "A correction in the folder reaches those who have the map stored." => corrected,
    "As one file the map opens from a disk." => one_file,
    "From a disk, too, the speaker has a window." => speaker_from_disk,
    "Without a program every fact can be read, in three languages." => still,
    "Where the map cannot start, the page leads to the record." => leads_there,
}

/// The page's worker has stored a version whose map has answered.
const STORED: &str = "return await caches.keys().then(async (names) => {\
    const state = names.find((name) => name.endsWith(':state'));\
    if (!state) return false;\
    const kept = await (await caches.open(state)).match(new URL('state', document.baseURI));\
    return Boolean((await kept?.json())?.good) })";

async fn until_stored(bench: &Bench) -> Result<()> {
    bench
        .until(
            "the page is stored",
            &format!("window.__stored ??= false; (async () => {{ {STORED} }})().then((is) => {{ window.__stored = is }}); return window.__stored"),
        )
        .await
}

/// The page as uploaded, in a folder of its own.
fn folder(bench: &Bench, name: &str) -> Result<PathBuf> {
    // Whole, with its worker: the copy's probe is taken out again.
    let folder = bench.kit.copy(name, &BTreeMap::new())?;
    replace(
        &folder,
        "index.html",
        &fs::read(bench.kit.dist.join("index.html"))?,
    )?;
    Ok(folder)
}

async fn offline(bench: Bench) -> Result<()> {
    let server = start(&folder(&bench, "offline")?, Options::default())?;
    let url = server.url();
    bench.open(&server, "lang=en").await?;
    until_stored(&bench).await?;
    drop(server);
    bench.driver.goto("about:blank").await?;
    bench
        .driver
        .goto(format!("{url}#d=1860-10-18&lang=zh-Hant"))
        .await?;
    bench.answers().await?;
    bench.until_date("1860-10-18").await?;
    bench
        .until(
            "the coasts have come",
            "return document.querySelectorAll('.close-ups path').length > 0",
        )
        .await?;
    // The record to read is there, too.
    bench.driver.goto(format!("{url}record.en.html")).await?;
    ensure!(
        bench
            .number("return document.querySelectorAll('.facts li').length")
            .await?
            > 300.0,
        "no record"
    );
    Ok(())
}

async fn stored_when_still(bench: Bench) -> Result<()> {
    let server = start(&folder(&bench, "when-still")?, Options::default())?;
    bench.open(&server, "lang=en").await?;
    // Longer than a still map waits.
    let registered = bench
        .js_async(
            "const end = performance.now() + 5_000;\
             for (let turn = 0; performance.now() < end; turn++) {\
               await arrowWar.seek(turn % 2 ? '1857-12-30' : '1858-05-28');\
               await new Promise(requestAnimationFrame);\
             }\
             return (await navigator.serviceWorker.getRegistration()) !== undefined",
            vec![],
        )
        .await?;
    ensure!(registered == json!(false), "it was stored while it moved");
    until_stored(&bench).await
}

/// Puts another index.html into the folder as a new version.
async fn update(bench: &Bench, folder: &std::path::Path, page: &str) -> Result<()> {
    let digest = bench
        .js_async(
            "const sum = new Uint8Array(await crypto.subtle.digest('SHA-384', new TextEncoder().encode(arguments[0])));\
             return btoa(String.fromCharCode(...sum))",
            vec![json!(page)],
        )
        .await?;
    let worker = fs::read_to_string(folder.join("sw.js"))?;
    let start = worker
        .find("[\"index.html\",\"")
        .context("the page is not listed")?
        + "[\"index.html\",\"".len();
    let end = start + worker[start..].find('"').context("open")?;
    let listed = format!("sha384-{}", digest.as_str().unwrap_or_default());
    let worker = [&worker[..start], &listed, &worker[end..]].concat();
    let worker = worker.replacen("const VERSION = '", "const VERSION = 'next-", 1);
    replace(folder, "index.html", page.as_bytes())?;
    replace(folder, "sw.js", worker.as_bytes())
}

async fn visit(bench: &Bench, url: &str) -> Result<String> {
    bench.driver.goto("about:blank").await?;
    bench.driver.goto(format!("{url}#lang=en")).await?;
    bench
        .until(
            "the page is there",
            "return document.readyState === 'complete'",
        )
        .await?;
    bench
        .text("return document.documentElement.dataset.version ?? 'old'")
        .await
}

async fn rolled_back(bench: Bench) -> Result<()> {
    let folder = folder(&bench, "rolled-back")?;
    let server = start(&folder, Options::default())?;
    let url = server.url();
    bench.open(&server, "lang=en").await?;
    until_stored(&bench).await?;
    // Of two visits the second comes from the store.
    bench.open(&server, "lang=en").await?;
    let page = fs::read_to_string(folder.join("index.html"))?;
    // Nothing starts in it.
    let broken = page
        .replace(
            "<html lang=\"en\">",
            "<html lang=\"en\" data-version=\"broken\">",
        )
        .replace("id=\"boot\"", "id=\"none\"");
    update(&bench, &folder, &broken).await?;
    bench
        .js_async(
            "const there = await navigator.serviceWorker.getRegistration(); await there.update()",
            vec![],
        )
        .await?;
    bench
        .until(
            "the update is stored and waits",
            "window.__there ??= null; navigator.serviceWorker.getRegistration().then((is) => { window.__there = is });\
             return Boolean(window.__there?.waiting)",
        )
        .await?;
    ensure!(
        bench
            .holds("return arrowWar.ready && !document.documentElement.dataset.version")
            .await?,
        "the visit was disturbed"
    );
    // It comes when the page before is closed for good, which not every engine does at once.
    let start = Instant::now();
    while visit(&bench, &url).await? == "old" {
        ensure!(
            start.elapsed() < Duration::from_secs(60),
            "the update never comes"
        );
    }
    let seen = [visit(&bench, &url).await?, visit(&bench, &url).await?];
    ensure!(
        seen == ["broken", "old"],
        "after one visit to the update: {seen:?}"
    );
    bench.answers().await
}

async fn updated_at_rest(bench: Bench) -> Result<()> {
    let folder = folder(&bench, "at-rest")?;
    let server = start(&folder, Options::default())?;
    // Of two visits the second comes from the store.
    bench.open(&server, "lang=en").await?;
    until_stored(&bench).await?;
    bench
        .open(&server, "mode=kiosk&lang=en&idle=3&warn=1")
        .await?;
    crate::kiosk::phase_comes(&bench, "attract").await?;
    // Play keeps the visit.
    bench
        .js(
            "document.querySelector('.attract').click(); document.querySelector('#play').click()",
            vec![],
        )
        .await?;
    let page = fs::read_to_string(folder.join("index.html"))?;
    let page = page.replacen(
        "<html lang=\"en\"",
        "<html lang=\"en\" data-version=\"new\"",
        1,
    );
    update(&bench, &folder, &page).await?;
    bench
        .js_async(
            "const there = await navigator.serviceWorker.getRegistration(); await there.update();\
             for (let i = 0; i < 300 && !there.waiting; i++) await new Promise((next) => setTimeout(next, 100));\
             if (!there.waiting) throw new Error('the update is not stored')",
            vec![],
        )
        .await?;
    ensure!(
        bench
            .holds("return document.documentElement.dataset.kiosk === 'awake' && !document.documentElement.dataset.version")
            .await?,
        "the visit was disturbed"
    );
    bench.click("#play").await?;
    bench
        .until("the new page waits for a visitor", "return document.documentElement.dataset.version === 'new' && document.documentElement.dataset.kiosk === 'attract'")
        .await?;
    until_stored(&bench).await?;
    // The staff replace the folder and open the page again: nobody has to touch it.
    update(&bench, &folder, &page.replacen("\"new\"", "\"newer\"", 1)).await?;
    bench.open_only(&server, "mode=kiosk&lang=en").await?;
    bench
        .until("the newer page", "return document.documentElement.dataset.version === 'newer' && document.documentElement.dataset.kiosk === 'attract'")
        .await
}

async fn damaged(bench: Bench) -> Result<()> {
    let server = start(&folder(&bench, "damaged")?, Options::default())?;
    let url = server.url();
    bench.open(&server, "lang=en").await?;
    until_stored(&bench).await?;
    for ending in [".wasm", ".js"] {
        let count = bench
            .js_async(
                "let count = 0;\
                 for (const name of await caches.keys()) {\
                   if (name.endsWith(':state')) continue;\
                   const cache = await caches.open(name);\
                   for (const request of await cache.keys()) {\
                     if (!new URL(request.url).pathname.endsWith(arguments[0]) || request.url.includes('/boot-')) continue;\
                     const { headers } = await cache.match(request);\
                     await cache.put(request, new Response('dam{aged', { headers })); count += 1;\
                   }\
                 }\
                 return count",
                vec![json!(ending)],
            )
            .await?;
        ensure!(count.as_f64() > Some(0.0), "nothing ends in {ending}");
        visit(&bench, &url).await?;
        bench.answers().await?;
        bench
            .until(
                "no fault and no gap is left",
                "return document.getElementById('fault').hidden && document.querySelector('.notices').hidden && document.querySelectorAll('.sign').length > 20",
            )
            .await?;
    }
    Ok(())
}

async fn half_update(bench: Bench) -> Result<()> {
    let folder = folder(&bench, "half")?;
    let server = start(&folder, Options::default())?;
    let url = server.url();
    bench.open(&server, "lang=en").await?;
    until_stored(&bench).await?;
    let page = fs::read_to_string(folder.join("index.html"))?;
    update(
        &bench,
        &folder,
        &page.replace("<html", "<html data-version=\"new\""),
    )
    .await?;
    // The page itself has not been uploaded yet.
    replace(&folder, "index.html", b"<!doctype html>half")?;
    bench
        .js_async(
            "const there = await navigator.serviceWorker.getRegistration(); await there.update();\
             await new Promise((done) => { const worker = there.installing; if (!worker) done();\
               else worker.onstatechange = () => worker.state === 'redundant' && done() })",
            vec![],
        )
        .await?;
    ensure!(
        visit(&bench, &url).await? == "old",
        "half an update is shown"
    );
    bench.answers().await
}

async fn corrected(bench: Bench) -> Result<()> {
    let folder = folder(&bench, "corrected")?;
    let server = start(&folder, Options::default())?;
    let url = server.url();
    bench.open(&server, "lang=en").await?;
    until_stored(&bench).await?;
    let manifest = fs::read_to_string(folder.join("geodata/campaign.json"))?;
    let mut manifest: Value = serde_json::from_str(&manifest)?;
    manifest["title"]["en"] = json!("A corrected title");
    replace(
        &folder,
        "geodata/campaign.json",
        manifest.to_string().as_bytes(),
    )?;
    for _ in 0..6 {
        visit(&bench, &url).await?;
        bench.answers().await?;
        if bench
            .text("return document.title")
            .await?
            .contains("A corrected title")
        {
            return Ok(());
        }
        // Three seconds after the map answers the worker looks for corrections.
        bench
            .js_async(
                "await new Promise((done) => setTimeout(done, 3500))",
                vec![],
            )
            .await?;
    }
    anyhow::bail!("the correction never came")
}

async fn one_file(bench: Bench) -> Result<()> {
    let file = bench.kit.dist.join("arrow-war.html");
    let url = format!("file://{}", file.canonicalize()?.display());
    for fragment in [
        "d=1860-10-18&lang=zh-Hant",
        "d=1858-05-28&lang=en&mode=present",
        "lang=zh-Hans&mode=kiosk",
    ] {
        bench.driver.goto("about:blank").await?;
        bench.driver.goto(format!("{url}#{fragment}")).await?;
        bench.answers().await?;
        let asked = bench
            .js(
                "return performance.getEntriesByType('resource').map((entry) => entry.name)\
                   .filter((name) => !/^(data|blob):/.test(name))",
                vec![],
            )
            .await?;
        ensure!(asked == json!([]), "it asked for {asked}");
        bench
            .until("relief and coasts have come", "return document.querySelectorAll('.close-ups path').length > 0 && document.querySelector('.relief').naturalWidth > 0")
            .await?;
    }
    Ok(())
}

async fn speaker_from_disk(bench: Bench) -> Result<()> {
    let file = bench.kit.dist.join("arrow-war.html").canonicalize()?;
    let url = format!("file://{}#lang=en&mode=present&step=11.1", file.display());
    bench.driver.goto("about:blank").await?;
    bench.driver.goto(url).await?;
    bench.answers().await?;
    crate::present::until_begun(&bench).await?;
    crate::present::has_window_at(&bench, "11.2").await
}

async fn still(bench: Bench) -> Result<()> {
    let facts = fs::read_to_string(bench.kit.dist.join("geodata/facts.json"))?;
    let facts: Value = serde_json::from_str(&facts)?;
    let facts = facts.as_array().context("facts are a list")?;
    let server = start(&bench.kit.dist, Options::default())?;
    for lang in ["zh-Hant", "zh-Hans", "en"] {
        let page = fs::read_to_string(bench.kit.dist.join(format!("record.{lang}.html")))?;
        ensure!(!page.contains("<script"), "{lang}: it wants a program");
        for fact in facts {
            let id = fact["id"].as_str().unwrap_or_default();
            ensure!(
                page.contains(&format!("id=\"{lang}-{id}\"")),
                "{lang}: {id} is missing"
            );
        }
        bench
            .driver
            .goto(format!("{}record.{lang}.html", server.url()))
            .await?;
        let seen = bench
            .js(
                "const map = document.querySelector('svg.map').getBoundingClientRect();\
                 const lost = [...document.querySelectorAll('a[href^=\"#\"]')].filter((a) => !document.getElementById(a.hash.slice(1)));\
                 return [document.documentElement.lang, map.width > 300 && map.height > 200, lost.length,\
                   getComputedStyle(document.querySelector('.land')).fill !== 'rgb(0, 0, 0)']",
                vec![],
            )
            .await?;
        ensure!(seen == json!([lang, true, 0, true]), "{lang}: {seen}");
    }
    Ok(())
}

async fn leads_there(bench: Bench) -> Result<()> {
    let options = Options {
        faults: Some(std::sync::Arc::new(|name| {
            name.ends_with(".wasm")
                .then_some(xtask::server::Fault::Status(404))
        })),
        ..Default::default()
    };
    let server = start(&bench.kit.watched, options)?;
    bench.open_only(&server, "lang=zh-Hans").await?;
    bench
        .until(
            "the fault is told",
            "return !document.getElementById('fault').hidden",
        )
        .await?;
    bench.click("#fault a:not([hidden])").await?;
    bench
        .until("the record is there", "return document.documentElement.lang === 'zh-Hans' && document.querySelectorAll('.facts li').length > 300")
        .await
}
