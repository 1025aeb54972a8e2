//! The map in the pages of others: messages, origins, the element, the examples.

use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::time::Duration;
use xtask::server::{Fault, Options, Server};

use crate::kit::{Bench, Host, host, tests};

tests! {
    "A page of another origin moves the map by messages and hears what it shows." => speaks,
    "Without an origin in the address the first call decides who is heard." => first_call,
    "A page of an origin that the address does not name is neither heard nor answered." => stranger,
    "Nonsense in messages changes nothing, and no message leads the map away." => nonsense,
    "A start that fails is told to the page around the map." => failed_start,
    "One script tag makes an element that is moved by attributes and methods." => element,
    "The element works in a sandboxed frame." => sandboxed_element,
    "At 200 by 200 pixels there are the map, Play and the date." => stamp,
    "Twenty maps on a page all answer." => twenty,
    "The example pages work from another origin." => examples,
}

/// A page that keeps what the map tells it. Not every driver's scripts see a page's `const`.
fn around(body: &str) -> Result<Host> {
    host(format!(
        "<!doctype html><meta charset=utf-8><title>A museum</title><style>html, body {{ margin: 0 }}</style>\
         <script>var heard = []; addEventListener('message', (event) => heard.push(event.data));\
         var of = (type) => heard.filter((message) => message.type === type);\
         var say = (message) => document.querySelector('iframe').contentWindow.postMessage({{ arrowWar: 1, ...message }}, '*');\
         </script>{body}"
    ))
}

/// A frame with the map, whose address has this besides.
fn frame(server: &Server, fragment: &str) -> Result<Host> {
    let url = server.url();
    around(&format!(
        "<script>document.write(`<iframe width=1200 height=760 src=\"{url}#d=1860-09-21&lang=en&{fragment}\"></iframe>`)</script>"
    ))
}

const MINE: &str = "origin=${location.origin}";

async fn say(bench: &Bench, message: Value) -> Result<()> {
    bench.js("say(arguments[0])", vec![message]).await.map(drop)
}

async fn speaks(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let outside = frame(&server, MINE)?;
    bench.driver.goto(outside.url.as_str()).await?;
    bench
        .until(
            "the map greets",
            "return heard[0]?.type === 'ready' && heard[0].date === '1860-09-21'",
        )
        .await?;
    for (message, answer) in [
        (
            json!({"type": "seek", "date": "1858-05-28"}),
            "of('date').at(-1)?.date === '1858-05-28'",
        ),
        (
            json!({"type": "next"}),
            "of('date').at(-1)?.date > '1858-05-28'",
        ),
        (
            json!({"type": "previous"}),
            "of('date').at(-1)?.date === '1858-05-28'",
        ),
        (
            json!({"type": "play"}),
            "of('date').at(-1)?.date > '1858-05-28'",
        ),
        (json!({"type": "pause"}), "true"),
        (
            json!({"type": "chapter", "chapter": 2}),
            "of('chapter').at(-1)?.chapter === 2",
        ),
        (
            json!({"type": "seek", "date": "no day"}),
            "of('problem').at(-1)?.kind === 'seek'",
        ),
        (
            json!({"type": "frame?"}),
            "of('frame').at(-1)?.frame.schema === 1",
        ),
    ] {
        say(&bench, message.clone()).await?;
        bench
            .until(&message.to_string(), &format!("return {answer}"))
            .await?;
    }
    let event = bench
        .text("return of('frame').at(-1).frame.events[0].id")
        .await?;
    say(&bench, json!({"type": "select", "id": event})).await?;
    bench
        .until(
            "its card opens",
            &format!("return of('select').at(-1)?.id === '{event}'"),
        )
        .await?;
    say(&bench, json!({"type": "select", "id": null})).await?;
    bench
        .until("its card closes", "return of('select').at(-1)?.id === null")
        .await?;
    say(&bench, json!({"type": "language", "language": "zh-Hans"})).await?;
    say(
        &bench,
        json!({"type": "view", "extent": [116.2, 39.5, 117.1, 40.1]}),
    )
    .await?;
    bench
        .until("its heart beats", "return of('heartbeat').length > 0")
        .await?;
    inside(&bench, async || {
        bench
            .until(
                "language and view have changed",
                "return document.documentElement.lang === 'zh-Hans' && location.hash.includes('&v=116.')",
            )
            .await?;
        bench.quiet().await
    })
    .await
}

async fn inside(bench: &Bench, look: impl AsyncFnOnce() -> Result<()>) -> Result<()> {
    bench.driver.enter_frame(0).await?;
    let result = look().await;
    bench.driver.enter_default_frame().await?;
    result
}

async fn first_call(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let outside = frame(&server, "")?;
    bench.driver.goto(outside.url.as_str()).await?;
    inside(&bench, async || bench.answers().await).await?;
    ensure!(
        bench.holds("return heard.length === 0").await?,
        "it spoke to whom it does not know"
    );
    say(&bench, json!({"type": "nonsense"})).await?;
    say(&bench, json!({"type": "seek", "date": "1858-05-28"})).await?;
    bench
        .until(
            "it answers",
            "return heard[0]?.type === 'ready' && of('date').at(-1)?.date === '1858-05-28'",
        )
        .await
}

async fn stranger(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let outside = frame(&server, "origin=https://other.example")?;
    bench.driver.goto(outside.url.as_str()).await?;
    inside(&bench, async || bench.answers().await).await?;
    say(&bench, json!({"type": "seek", "date": "1858-05-28"})).await?;
    inside(&bench, async || {
        bench.drawn().await?;
        bench.until_date("1860-09-21").await
    })
    .await?;
    ensure!(
        bench.holds("return heard.length === 0").await?,
        "it answered"
    );
    Ok(())
}

async fn nonsense(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let outside = frame(&server, MINE)?;
    bench.driver.goto(outside.url.as_str()).await?;
    bench
        .until("the map greets", "return of('ready').length === 1")
        .await?;
    bench
        .js(
            "const values = [null, 1, NaN, 'x', {}, [], [1, 2, 3], { a: {} }, 'x'.repeat(1e6), new Date(), new Map(),\
               'javascript:alert(1)', Array(1e4).fill(1), true, '__proto__', '<img src=x onerror=alert(1)>'];\
             const types = ['seek', 'chapter', 'select', 'view', 'language', 'theme', 'ready', 'date', '__proto__', '', 5, null];\
             const target = document.querySelector('iframe').contentWindow;\
             for (const value of values) {\
               target.postMessage(value, '*');\
               for (const type of types) for (const arrowWar of [1, 2, '1']) {\
                 const message = { arrowWar, type };\
                 for (const name of ['date', 'chapter', 'id', 'extent', 'language', 'theme']) message[name] = value;\
                 target.postMessage(message, '*');\
               }\
             }\
             say({ type: 'seek', date: '1857-12-28' })",
            vec![],
        )
        .await?;
    bench
        .until(
            "the map goes on",
            "return of('date').at(-1)?.date === '1857-12-28'",
        )
        .await?;
    ensure!(
        bench
            .holds("return heard.every((message) => message.arrowWar === 1)")
            .await?,
        "it said something else"
    );
    inside(&bench, async || {
        ensure!(
            bench
                .holds(&format!(
                    "return location.href.startsWith('{}')",
                    server.url()
                ))
                .await?,
            "it was led away"
        );
        bench.quiet().await
    })
    .await
}

async fn failed_start(bench: Bench) -> Result<()> {
    let options = Options {
        faults: Some(Arc::new(|name| {
            name.ends_with(".wasm").then_some(Fault::Status(404))
        })),
        ..Default::default()
    };
    let server = crate::kit::start(&bench.kit.watched, options)?;
    let outside = frame(&server, MINE)?;
    bench.driver.goto(outside.url.as_str()).await?;
    bench
        .until("it is told", "return of('problem').at(-1)?.kind === 'load'")
        .await
}

/// A page with the element.
fn with_element(server: &Server, attributes: &str) -> Result<Host> {
    around(&format!(
        "<script src=\"{}embed.js\"></script>\
         <arrow-war-map loading=eager date=1860-09-21 lang=en {attributes}>A link</arrow-war-map>\
         <script>var map = document.querySelector('arrow-war-map'), news = [];\
         for (const name of ['ready', 'date', 'problem']) map.addEventListener(`arrow-war-${{name}}`, (event) => news.push(event.detail));\
         </script>",
        server.url()
    ))
}

async fn moved(bench: &Bench) -> Result<()> {
    // Before the map answers calls wait for it.
    bench.js("map.seek('1857-12-28')", vec![]).await?;
    bench
        .until(
            "the call has waited",
            "return map.ready && map.date === '1857-12-28'",
        )
        .await?;
    bench
        .js("map.setAttribute('date', '1858-05-28')", vec![])
        .await?;
    bench
        .until("the attribute moves it", "return map.date === '1858-05-28'")
        .await?;
    let treaties = bench
        .js_async(
            "return (await map.frame()).treaties.map((treaty) => treaty.id)",
            vec![],
        )
        .await?;
    ensure!(treaties == json!(["aigun"]), "{treaties}");
    bench.js("map.view('nowhere')", vec![]).await?;
    bench
        .until(
            "a bad call is told",
            "return news.some((message) => message.kind === 'view')",
        )
        .await
}

async fn element(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let outside = with_element(&server, "")?;
    bench.driver.goto(outside.url.as_str()).await?;
    moved(&bench).await
}

async fn sandboxed_element(bench: Bench) -> Result<()> {
    let server = bench.serve_sandboxed()?;
    let outside = with_element(&server, "sandbox=allow-scripts")?;
    bench.driver.goto(outside.url.as_str()).await?;
    moved(&bench).await
}

async fn stamp(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let frame = format!(
        "<!doctype html><title>A stamp</title><iframe width=200 height=200 src=\"{}#d=1860-09-21&lang=en\"></iframe>",
        server.url()
    );
    let outside = host(frame)?;
    bench.driver.goto(outside.url.as_str()).await?;
    inside(&bench, async || {
        bench.answers().await?;
        bench
            .until(
                "the small style has come",
                "return getComputedStyle(document.querySelector('.masthead')).display === 'none'",
            )
            .await?;
        let cut = bench
            .js(
                "return ['#play', '#date'].filter((css) => {\
                   const box = document.querySelector(css).getBoundingClientRect();\
                   return box.width < 20 || box.left < 0 || box.top < 100 || box.right > innerWidth || box.bottom > innerHeight })",
                vec![],
            )
            .await?;
        ensure!(cut == json!([]), "cut: {cut}");
        bench.click("#play").await?;
        bench
            .until("it plays", "return document.getElementById('date').dateTime > '1860-09-21'")
            .await
    })
    .await
}

async fn twenty(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let element = "<arrow-war-map loading=eager lang=en date=1860-08-21 \
                   style='display:inline-block;width:240px;height:200px'></arrow-war-map>";
    let outside = around(&format!(
        "<script src=\"{}embed.js\"></script>{}",
        server.url(),
        element.repeat(20)
    ))?;
    bench.driver.goto(outside.url.as_str()).await?;
    bench
        .until_within(
            "all answer",
            "return [...document.querySelectorAll('arrow-war-map')].every((map) => map.ready)",
            Duration::from_secs(120),
        )
        .await
}

async fn examples(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    for (name, steps) in [
        (
            "article",
            "return document.getElementById('now').textContent.includes('1860-08-21')",
        ),
        (
            "museum",
            "return document.querySelector('iframe').src.includes('mode=kiosk')",
        ),
        (
            "slides",
            "return document.getElementById('map').date === '1858-05-20'",
        ),
    ] {
        let file = format!("{}/docs/examples/{name}.html", env!("CARGO_MANIFEST_DIR"));
        let page = std::fs::read_to_string(&file).context(file)?;
        let outside = host(page.replace("https://example.org/war/", &server.url()))?;
        bench.driver.goto(outside.url.as_str()).await?;
        bench.until(name, steps).await?;
        if name == "museum" {
            inside(&bench, async || bench.answers().await).await?;
        }
        if name == "article" {
            bench.click("[data-date='1860-09-21']").await?;
            bench
                .until(
                    "its words move the map",
                    "return document.getElementById('map').date === '1860-09-21'",
                )
                .await?;
        }
    }
    Ok(())
}
