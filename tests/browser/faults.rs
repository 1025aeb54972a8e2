//! Bad input and bad luck: a sentence in the reader's language, the rest goes on, never a blank page.

use std::collections::BTreeMap;
use std::fs;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use anyhow::{Context, Result, ensure};
use arrow_war_map::campaign::Lang;
use arrow_war_map::i18n::words;
use serde_json::{Value, json};
use xtask::server::{Fault, Options};

use crate::kit::{Bench, data_files, host, keys, replace, tests};

tests! {
    "Each file of the record missing: the reader is told and the rest works." => missing,
    @Once "Each file of the record cut short: the reader is told and the rest works." => truncated,
    @Once "A login page in the place of each file: the reader is told and the rest works." => portal,
    @Once "Each file of the record empty: the reader is told and the rest works." => empty,
    @Once "Another JSON in the place of each file: the reader is told and the rest works." => other_json,
    "Entries with wrong types are left out and the others are shown." => wrong_types,
    "Markup in the record is shown as text and never runs." => hostile,
    "The WebAssembly missing: a sentence in three languages, and Retry brings the map." => no_wasm,
    "The program's script missing: a sentence, and Retry brings the map." => no_glue,
    "The later piece of the program missing: the map answers, a sentence, and Retry brings the rest." => no_later_piece,
    "A browser without WebAssembly: a sentence, and the way to the record." => unsupported,
    @Chromium "Without scripts the page leads to the record." => no_scripts,
    @Once "A file of the record that is far too large is refused and told." => bomb,
    "A file of the record that hangs: a word after ten seconds, then the map." => record_hangs,
    "The WebAssembly cut short on its way: tried again, then a sentence." => half_wasm,
    "A slow download: a word after ten seconds, which goes when the map comes." => slow,
    "The style missing: the map still answers." => no_style,
    "A panic of the program: a sentence, and Retry returns to the same date." => panic,
    "A trap of the WebAssembly: a sentence, and the address is kept." => trap,
    "The boot script's own door for faults shows the sentence in the reader's language." => door,
    "A wrong date from the outside is refused with a reason." => bad_seek,
    @Once "Keys pressed at random break nothing." => random_keys,
}

async fn missing(bench: Bench) -> Result<()> {
    each_file(&bench, Lang::En, Some(Fault::Status(404)), "").await
}

async fn truncated(bench: Bench) -> Result<()> {
    each_file(&bench, Lang::ZhHant, Some(Fault::Truncated), "").await
}

async fn portal(bench: Bench) -> Result<()> {
    each_file(&bench, Lang::ZhHans, Some(Fault::Portal), "").await
}

async fn empty(bench: Bench) -> Result<()> {
    each_file(&bench, Lang::En, Some(Fault::Empty), "").await
}

async fn other_json(bench: Bench) -> Result<()> {
    each_file(
        &bench,
        Lang::ZhHant,
        None,
        "[1, \"two\", null, {\"features\": 3}]",
    )
    .await
}

/// All files side by side, each broken in a frame of its own: the page's second tries cost their time once.
async fn each_file(bench: &Bench, lang: Lang, fault: Option<Fault>, content: &str) -> Result<()> {
    let names = data_files(&bench.kit.dist)?;
    let folder = tree(bench, &names, (fault.is_none()).then_some(content))?;
    let broken: Vec<String> = names
        .iter()
        .enumerate()
        .map(|(number, name)| format!("{number}/geodata/{name}"))
        .collect();
    let options = Options {
        faults: fault.map(|fault| {
            let decide: xtask::server::Faults =
                Arc::new(move |path| broken.iter().any(|name| name == path).then_some(fault));
            decide
        }),
        ..Default::default()
    };
    let server = crate::kit::start(&folder, options)?;
    let frames: String = (0..names.len())
        .map(|number| {
            format!(
                "<iframe src=\"{}{number}/index.html#lang={}&d=1858-05-28\"></iframe>",
                server.url(),
                lang.tag()
            )
        })
        .collect();
    // All of them in the window, or the browser would not draw them.
    let outside = host(format!(
        "<!doctype html><title>Frames</title><style>html, body {{ margin: 0 }} iframe {{ border: 0; width: 250px; height: 180px }}</style>{frames}"
    ))?;
    bench.driver.goto(outside.url.as_str()).await?;
    let mut wrong = vec![];
    for (number, name) in names.iter().enumerate() {
        bench.driver.enter_default_frame().await?;
        bench.driver.enter_frame(number as u16).await?;
        let result = match name.as_str() {
            "campaign.json" => fatal(bench, lang).await,
            name => told(bench, lang, name).await,
        };
        if let Err(error) = result {
            wrong.push(format!("  {name}: {error:#}"));
        }
    }
    bench.driver.enter_default_frame().await?;
    ensure!(
        wrong.is_empty(),
        "{} of {} files:\n{}",
        wrong.len(),
        names.len(),
        wrong.join("\n")
    );
    Ok(())
}

/// A folder with the page once for each file.
fn tree(bench: &Bench, names: &[String], content: Option<&str>) -> Result<std::path::PathBuf> {
    let root = bench.kit.watched.with_file_name(match content {
        Some(_) => "each-other",
        None => "each",
    });
    if root.is_dir() {
        return Ok(root);
    }
    for (number, name) in names.iter().enumerate() {
        let changed = content
            .map(|content| (format!("geodata/{name}"), content.as_bytes().to_vec()))
            .into_iter()
            .collect();
        let base = root
            .file_name()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let folder = bench.kit.copy(&format!("{base}/{number}"), &changed)?;
        // The server takes a fault by name, whatever form of the file is asked for; the packed ones stay out of the way.
        if content.is_none() {
            let file = format!("geodata/{name}");
            let whole = fs::read(bench.kit.dist.join(&file))?;
            replace(&folder, &file, &whole)?;
        }
    }
    Ok(root)
}

/// Without the manifest there is nothing to show, and the page says so.
async fn fatal(bench: &Bench, lang: Lang) -> Result<()> {
    bench
        .until(
            "the fault is shown",
            "return document.documentElement.dataset.fault === 'data' && !document.getElementById('fault').hidden",
        )
        .await?;
    sentence(bench, lang, "data").await
}

async fn told(bench: &Bench, lang: Lang, name: &str) -> Result<()> {
    bench
        .until("the map answers", "return window.arrowWar?.ready === true")
        .await?;
    bench
        .until(
            "the reader is told",
            "return document.querySelector('.notices').hidden === false",
        )
        .await?;
    let notice = bench
        .text("return document.querySelector('.notices p').textContent")
        .await?;
    ensure!(
        notice == words(lang).record_problems(),
        "the reader is told '{notice}'"
    );
    let seen = bench
        .js(
            "return [document.querySelectorAll('#map .sign').length, document.querySelectorAll('#map .place').length,\
               document.querySelector('#map .land').getAttribute('d').length, document.querySelectorAll('#map .territory').length,\
               document.getElementById('fault').hidden, document.documentElement.lang]",
            vec![],
        )
        .await?;
    let count = |index: usize| seen[index].as_u64().unwrap_or(0);
    ensure!(
        count(0) > 10 || matches!(name, "events.geojson" | "places.geojson"),
        "no sites: {seen}"
    );
    ensure!(
        count(1) > 10 || name == "places.geojson",
        "no places: {seen}"
    );
    ensure!(
        count(2) > 1000 || name == "base/overview.json",
        "no land: {seen}"
    );
    ensure!(
        count(3) > 3 || matches!(name, "territories.geojson" | "control.json"),
        "no territories: {seen}"
    );
    ensure!(seen[4] == true && seen[5] == lang.tag(), "{seen}");
    // The rest works.
    let moved = bench
        .js_async(
            "await arrowWar.seek('1860-10-18'); return [arrowWar.date(), document.getElementById('date').dateTime]",
            vec![],
        )
        .await?;
    ensure!(moved == json!(["1860-10-18", "1860-10-18"]), "{moved}");
    let warned = bench
        .holds(&format!(
            "return __probe.warnings.some((line) => line.includes({}))",
            json!(role(name))
        ))
        .await?;
    ensure!(
        warned,
        "the log does not name the file: {}",
        bench.js("return __probe.warnings", vec![]).await?
    );
    let violations = bench.js("return __probe.violations", vec![]).await?;
    ensure!(violations == json!([]), "{violations}");
    Ok(())
}

/// A file's name without folder and ending.
fn role(name: &str) -> &str {
    let name = name.rsplit('/').next().unwrap_or(name);
    name.split('.').next().unwrap_or(name)
}

/// The sentence of a fault is shown in one language, with the button.
async fn sentence(bench: &Bench, lang: Lang, kind: &str) -> Result<()> {
    let seen = bench
        .js(
            "const box = document.getElementById('fault');\
             const seen = (node) => node.checkVisibility();\
             return [[...box.querySelectorAll('p')].filter(seen).map((p) => [p.lang, p.dataset.kind]),\
               [...box.querySelectorAll('#retry span')].filter(seen).map((span) => span.lang),\
               seen(box) && box.getBoundingClientRect().height > 40, box.textContent.length > 20]",
            vec![],
        )
        .await?;
    let tag = lang.tag();
    ensure!(
        seen == json!([[[tag, kind]], [tag], true, true]),
        "{kind}, {tag}: {seen}"
    );
    Ok(())
}

async fn wrong_types(bench: Bench) -> Result<()> {
    let read = |name: &str| -> Result<Value> {
        Ok(serde_json::from_slice(&fs::read(
            bench.kit.dist.join("geodata").join(name),
        )?)?)
    };
    let odd = [
        json!(null),
        json!(5),
        json!("x"),
        json!([]),
        json!({}),
        json!(true),
        json!(-1e300),
        json!([[["deep"]]]),
        json!("1860-99-99"),
        json!("é".repeat(4000)),
    ];
    let mut changed = BTreeMap::new();
    let mut kept = 0;
    for name in [
        "events.geojson",
        "places.geojson",
        "tracks.geojson",
        "territories.geojson",
    ] {
        let mut file = read(name)?;
        let features = file["features"].as_array_mut().context("features")?;
        let mut number = 0;
        for (index, feature) in features.iter_mut().enumerate() {
            // Every third entry of events loses something; a few of the others.
            if index % if name == "events.geojson" { 3 } else { 9 } != 0 {
                kept += usize::from(name == "events.geojson");
                continue;
            }
            let value = odd[number % odd.len()].clone();
            number += 1;
            match number % 7 {
                0 => *feature = value,
                1 => feature["geometry"] = value,
                2 => feature["properties"] = value,
                _ => {
                    let properties = feature["properties"]
                        .as_object_mut()
                        .context("properties")?;
                    let keys: Vec<String> = properties.keys().cloned().collect();
                    properties.insert(keys[number % keys.len()].clone(), value);
                }
            }
        }
        changed.insert(format!("geodata/{name}"), serde_json::to_vec(&file)?);
    }
    for name in [
        "facts.json",
        "control.json",
        "forces.json",
        "talks.json",
        "treaties.json",
        "notes.json",
        "calendar.json",
    ] {
        let mut file = read(name)?;
        let mut number = 0;
        spoil(&mut file, &odd, &mut number);
        changed.insert(format!("geodata/{name}"), serde_json::to_vec(&file)?);
    }
    let folder = bench.kit.copy("wrong-types", &changed)?;
    let server = crate::kit::start(&folder, Options::default())?;
    bench
        .open_only(&server, "lang=zh-Hans&d=1858-05-28")
        .await?;
    bench
        .until("the map answers", "return window.arrowWar?.ready === true")
        .await?;
    bench
        .until(
            "the reader is told",
            "return document.querySelector('.notices').hidden === false",
        )
        .await?;
    for day in [
        "1856-02-01",
        "1857-12-30",
        "1859-06-25",
        "1860-10-18",
        "1864-10-07",
    ] {
        bench.seek(day).await?;
        bench.drawn().await?;
        ensure!(bench.date().await? == day);
        ensure!(
            bench
                .holds("return document.getElementById('fault').hidden")
                .await?,
            "{day}: the program stopped: {}",
            bench.js("return __probe.errors", vec![]).await?
        );
    }
    bench.seek("1864-10-07").await?;
    let events = bench
        .number("return arrowWar.frame().events.length")
        .await?;
    ensure!(
        events >= kept as f64 * 0.8,
        "{events} events are left of {kept} sound ones"
    );
    let errors = bench
        .js("return [...__probe.errors, ...__probe.violations]", vec![])
        .await?;
    ensure!(errors == json!([]), "{errors}");
    Ok(())
}

/// Exchanges every eleventh value of a tree.
fn spoil(value: &mut Value, odd: &[Value], number: &mut usize) {
    *number += 1;
    if (*number).is_multiple_of(11) {
        *value = odd[*number / 11 % odd.len()].clone();
        return;
    }
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| spoil(item, odd, number)),
        Value::Object(members) => members
            .values_mut()
            .for_each(|item| spoil(item, odd, number)),
        _ => {}
    }
}

const HOSTILE: &str = "<img src=x onerror=\"globalThis.__hit=1\"></title><script>globalThis.__hit=2</script>&lt;b&gt;'\"`${1}\u{202e}\u{1f}0\u{1f}data-hit\u{1f}1\u{1f}";

async fn hostile(bench: Bench) -> Result<()> {
    let mut changed = BTreeMap::new();
    for name in data_files(&bench.kit.dist)? {
        if name.starts_with("base/") || name == "calendar.json" {
            continue;
        }
        let mut file: Value =
            serde_json::from_slice(&fs::read(bench.kit.dist.join("geodata").join(&name))?)?;
        hostile_words(&mut file, "");
        changed.insert(format!("geodata/{name}"), serde_json::to_vec(&file)?);
    }
    let folder = bench.kit.copy("hostile", &changed)?;
    let server = crate::kit::start(&folder, Options::default())?;
    for lang in ["en", "zh-Hant"] {
        bench
            .open_only(&server, &format!("lang={lang}&d=1860-10-18"))
            .await?;
        bench.answers().await?;
        for day in ["1860-10-18", "1858-05-28", "1864-10-07"] {
            bench.seek(day).await?;
            bench.drawn().await?;
        }
        bench
            .js("document.querySelector('.about > summary').click(); document.querySelector('#card summary')?.click()", vec![])
            .await?;
        bench
            .js("document.querySelector('.sign.now')?.dispatchEvent(new MouseEvent('click', {bubbles: true}))", vec![])
            .await?;
        bench.drawn().await?;
        let seen = bench
            .js(
                "return [globalThis.__hit ?? null, document.querySelectorAll('.exhibit img:not(.relief), .exhibit script, .exhibit b[onclick], [data-hit]').length,\
                   document.querySelector('#card h2').textContent.startsWith('<img src=x onerror='), document.title.startsWith('<img src=x'),\
                   document.querySelector('h1').textContent.startsWith('<img')]",
                vec![],
            )
            .await?;
        ensure!(seen == json!([null, 0, true, true, true]), "{lang}: {seen}");
        bench.quiet().await?;
    }
    Ok(())
}

/// Replaces what is meant for readers, and leaves ids, dates and numbers.
fn hostile_words(value: &mut Value, key: &str) {
    let for_readers = ["zh-Hant", "zh-Hans", "en"].contains(&key)
        || key.starts_with("name_")
        || [
            "text", "title", "article", "other", "subject", "section", "sentence", "locator",
        ]
        .iter()
        .any(|word| key.starts_with(word));
    match value {
        Value::String(text) if for_readers && key != "section" => {
            *text = format!("{HOSTILE}{text}")
        }
        Value::Array(items) => items.iter_mut().for_each(|item| hostile_words(item, "")),
        Value::Object(members) => members
            .iter_mut()
            .for_each(|(key, item)| hostile_words(item, key)),
        _ => {}
    }
}

/// A server on which some files fail until they are told to come.
fn failing(
    bench: &Bench,
    which: impl Fn(&str) -> bool + Send + Sync + 'static,
    fault: Fault,
) -> Result<(crate::kit::Served, Arc<AtomicBool>)> {
    let broken = Arc::new(AtomicBool::new(true));
    let now = broken.clone();
    let options = Options {
        faults: Some(Arc::new(move |name| {
            (which(name) && now.load(Ordering::SeqCst)).then_some(fault)
        })),
        ..Default::default()
    };
    Ok((crate::kit::start(&bench.kit.watched, options)?, broken))
}

async fn until_fault(bench: &Bench, kind: &str) -> Result<()> {
    bench
        .until(
            &format!("the fault {kind} is shown"),
            &format!("return document.documentElement.dataset.fault === '{kind}'"),
        )
        .await
}

async fn retry(bench: &Bench, day: &str) -> Result<()> {
    bench.click("#retry").await?;
    bench.answers().await?;
    bench.until_date(day).await?;
    ensure!(
        bench
            .holds("return document.getElementById('fault').hidden")
            .await?,
        "the sentence stays"
    );
    Ok(())
}

async fn no_wasm(bench: Bench) -> Result<()> {
    for (number, lang) in Lang::ALL.into_iter().enumerate() {
        let (server, broken) = failing(&bench, |name| name.ends_with(".wasm"), Fault::Status(404))?;
        bench
            .open_only(&server, &format!("d=1860-10-18&lang={}", lang.tag()))
            .await?;
        until_fault(&bench, "load").await?;
        sentence(&bench, lang, "load").await?;
        if number == 0 {
            broken.store(false, Ordering::SeqCst);
            retry(&bench, "1860-10-18").await?;
        }
    }
    Ok(())
}

async fn no_glue(bench: Bench) -> Result<()> {
    let glue = |name: &str| name.starts_with("app-") && name.ends_with(".js");
    let (server, broken) = failing(&bench, glue, Fault::Status(404))?;
    bench
        .open_only(&server, "d=1859-06-25&lang=zh-Hans")
        .await?;
    until_fault(&bench, "load").await?;
    sentence(&bench, Lang::ZhHans, "load").await?;
    broken.store(false, Ordering::SeqCst);
    retry(&bench, "1859-06-25").await
}

async fn no_later_piece(bench: Bench) -> Result<()> {
    let later = |name: &str| name.starts_with("more-");
    let (server, broken) = failing(&bench, later, Fault::Status(404))?;
    bench
        .open_only(&server, "d=1860-10-18&lang=zh-Hant")
        .await?;
    until_fault(&bench, "part").await?;
    sentence(&bench, Lang::ZhHant, "part").await?;
    // The map itself answers.
    bench.seek("1860-10-24").await?;
    bench
        .until(
            "the address is written",
            "return location.hash.includes('d=1860-10-24')",
        )
        .await?;
    broken.store(false, Ordering::SeqCst);
    retry(&bench, "1860-10-24").await?;
    bench
        .until(
            "the card is filled",
            "return document.querySelector('#card h2') !== null",
        )
        .await
}

async fn unsupported(bench: Bench) -> Result<()> {
    let probe = [include_str!("probe.js"), "\ndelete window.WebAssembly;"].concat();
    let probe = probe.replace("const instantiate = WebAssembly.instantiate;", "return;");
    let changed = BTreeMap::from([("probe.js".to_owned(), probe.into_bytes())]);
    let folder = bench.kit.copy("no-webassembly", &changed)?;
    let server = crate::kit::start(&folder, Options::default())?;
    for lang in Lang::ALL {
        bench
            .open_only(&server, &format!("lang={}", lang.tag()))
            .await?;
        until_fault(&bench, "unsupported").await?;
        sentence(&bench, lang, "unsupported").await?;
        let link = bench
            .text("return [...document.querySelectorAll('#fault a')].filter((a) => a.checkVisibility()).map((a) => a.getAttribute('href')).join()")
            .await?;
        ensure!(link == format!("record.{}.html", lang.tag()), "{link}");
    }
    Ok(())
}

async fn no_scripts(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let scripts = async |disabled: bool| {
        let value = json!({ "value": disabled });
        bench
            .cdp("Emulation.setScriptExecutionDisabled", value)
            .await
    };
    scripts(true).await?;
    let result = async {
        bench.open_only(&server, "").await?;
        bench
            .until(
                "the three ways",
                "return [...document.querySelectorAll('noscript a')].filter((a) => a.checkVisibility()).map((a) => a.getAttribute('href')).join() === 'record.zh-Hant.html,record.zh-Hans.html,record.en.html'",
            )
            .await
    }
    .await;
    scripts(false).await?;
    result
}

async fn bomb(bench: Bench) -> Result<()> {
    let file = bench.kit.dist.join("geodata/events.geojson");
    let mut large = fs::read(file)?;
    large.resize(9 << 20, b' ');
    let changed = BTreeMap::from([("geodata/events.geojson".to_owned(), large)]);
    let folder = bench.kit.copy("bomb", &changed)?;
    let server = crate::kit::start(&folder, Options::default())?;
    bench.open_only(&server, "lang=en&d=1858-05-28").await?;
    bench
        .until(
            "the places",
            "return document.querySelectorAll('#map .place').length > 10",
        )
        .await?;
    told(&bench, Lang::En, "events.geojson").await
}

async fn record_hangs(bench: Bench) -> Result<()> {
    let (server, broken) = failing(&bench, |name| name.ends_with("events.geojson"), Fault::Hang)?;
    bench
        .open_only(&server, "d=1860-10-18&lang=zh-Hans")
        .await?;
    until_fault(&bench, "slow").await?;
    sentence(&bench, Lang::ZhHans, "slow").await?;
    broken.store(false, Ordering::SeqCst);
    bench.answers().await?;
    bench.until_date("1860-10-18").await?;
    bench
        .until(
            "the events are there, and the word is gone",
            "return document.getElementById('fault').hidden && document.querySelectorAll('.sign').length > 20",
        )
        .await
}

async fn half_wasm(bench: Bench) -> Result<()> {
    for fault in [Fault::Truncated, Fault::Portal, Fault::Empty] {
        let (server, broken) = failing(&bench, |name| name.ends_with(".wasm"), fault)?;
        bench.open_only(&server, "d=1860-10-18&lang=en").await?;
        until_fault(&bench, "load").await?;
        sentence(&bench, Lang::En, "load").await?;
        // It comes right while the page still tries: the map appears by itself.
        broken.store(false, Ordering::SeqCst);
        bench.answers().await?;
        ensure!(
            bench
                .holds("return document.getElementById('fault').hidden")
                .await?,
            "{fault:?}: the sentence stays"
        );
    }
    Ok(())
}

async fn slow(bench: Bench) -> Result<()> {
    let (server, broken) = failing(&bench, |name| name.ends_with(".wasm"), Fault::Hang)?;
    bench
        .open_only(&server, "d=1860-10-18&lang=zh-Hant")
        .await?;
    until_fault(&bench, "slow").await?;
    sentence(&bench, Lang::ZhHant, "slow").await?;
    broken.store(false, Ordering::SeqCst);
    bench.answers().await?;
    ensure!(
        bench
            .holds("return document.getElementById('fault').hidden")
            .await?,
        "the word stays although the map has come"
    );
    bench.until_date("1860-10-18").await
}

async fn no_style(bench: Bench) -> Result<()> {
    let (server, _) = failing(&bench, |name| name.ends_with(".css"), Fault::Status(404))?;
    bench.open(&server, "d=1860-10-18&lang=en").await?;
    bench.until_date("1860-10-18").await?;
    bench.seek("1858-05-28").await?;
    ensure!(bench.date().await? == "1858-05-28");
    Ok(())
}

async fn panic(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "d=1860-09-21&lang=zh-Hant").await?;
    bench
        .until(
            "the address is written",
            "return location.hash.includes('d=1860-09-21')",
        )
        .await?;
    // Nothing can be built any more: the program cannot go on, and panics.
    bench
        .js(
            "const broken = () => { throw new TypeError('broken by the test') };\
             document.createElement = broken; document.createElementNS = broken; document.createTextNode = broken;\
             document.createComment = broken; Node.prototype.cloneNode = broken;\
             try { document.querySelector('#dock .step:last-child').click() } catch {}",
            vec![],
        )
        .await?;
    until_fault(&bench, "panic").await?;
    sentence(&bench, Lang::ZhHant, "panic").await?;
    let logged = bench
        .holds("return __probe.errors.some((line) => line.includes('arrow-war-map: panic:'))")
        .await?;
    ensure!(logged, "the log has no word of it");
    ensure!(
        bench
            .holds("return location.hash.includes('d=1860-09-21')")
            .await?,
        "the address is lost"
    );
    bench
        .driver
        .execute("delete Node.prototype.__none", vec![])
        .await?;
    retry(&bench, "1860-09-21").await
}

async fn trap(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "d=1860-10-18&lang=en&kept=1").await?;
    bench
        .js(
            "const memory = Object.values(__probe.exports).find((item) => item.buffer);\
             new Uint8Array(memory.buffer).fill(0xff);\
             document.querySelector('#dock .step:last-child').click();\
             document.getElementById('play').click();",
            vec![],
        )
        .await?;
    until_fault(&bench, "panic").await?;
    sentence(&bench, Lang::En, "panic").await?;
    ensure!(
        bench
            .holds(
                "return location.hash.includes('d=1860-10-18') && location.hash.includes('kept=1')"
            )
            .await?,
        "the address is lost"
    );
    retry(&bench, "1860-10-18").await
}

async fn door(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    for lang in Lang::ALL {
        bench
            .open(&server, &format!("d=1858-05-28&lang={}", lang.tag()))
            .await?;
        bench
            .js("arrowWarFault('a test <img src=x>')", vec![])
            .await?;
        sentence(&bench, lang, "panic").await?;
        ensure!(
            bench
                .holds("return document.querySelectorAll('#fault img').length === 0")
                .await?
        );
    }
    retry(&bench, "1858-05-28").await
}

async fn bad_seek(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "d=1858-05-28&lang=en").await?;
    bench.until_date("1858-05-28").await?;
    let answers = bench
        .js_async(
            "const answers = [];\
             for (const bad of ['1858-02-30', 'x', '', null, undefined, 5, {}, [], '1858-5-28'])\
               answers.push(await arrowWar.seek(bad).then(() => 'taken', (error) => `${error.name}: ${error.message}`));\
             return answers",
            vec![],
        )
        .await?;
    for answer in answers.as_array().context("answers")? {
        let answer = answer.as_str().unwrap_or_default();
        ensure!(
            answer.starts_with("RangeError: ") && answer.contains("YYYY-MM-DD"),
            "{answer}"
        );
    }
    ensure!(bench.date().await? == "1858-05-28");
    bench.quiet().await
}

async fn random_keys(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    let all = [
        " ",
        keys::LEFT,
        keys::RIGHT,
        keys::UP,
        keys::DOWN,
        keys::PAGE_UP,
        keys::PAGE_DOWN,
        keys::HOME,
        keys::END,
        keys::ESCAPE,
        "+",
        "-",
        "0",
        "n",
        "p",
        ".",
        ",",
        "x",
        keys::TAB,
        keys::ENTER,
    ];
    let mut seed = 1860_u32;
    for _ in 0..12 {
        let mut chosen = vec![];
        for _ in 0..25 {
            seed = seed.wrapping_mul(1_103_515_245).wrapping_add(12345);
            chosen.push(all[(seed >> 16) as usize % all.len()]);
        }
        bench.press(&chosen).await?;
    }
    ensure!(
        bench
            .holds("return document.getElementById('fault').hidden && arrowWar.ready")
            .await?,
        "the program stopped"
    );
    bench.seek("1858-05-28").await?;
    ensure!(bench.date().await? == "1858-05-28");
    bench.quiet().await
}
