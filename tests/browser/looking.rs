//! Pan and zoom.

use anyhow::{Context, Result, ensure};
use serde_json::json;

use crate::kit::{Bench, keys, tests};

tests! {
    "The mouse drags the map, and a drag over a site opens nothing." => drag,
    "On an enlarged page the map keeps to the hand that drags it." => enlarged,
    "The wheel zooms about the pointer." => wheel,
    "The keys of the map pan and zoom it and leave the date alone." => by_keys,
    "The buttons zoom in, out and to the whole map." => buttons,
    "A double click zooms in." => double_click,
    @Once "The map cannot be lost: pan and zoom have bounds." => bounded,
    @Chromium "Two fingers pinch and one finger drags." => pinch,
    "Marks and names keep their size at every zoom." => upright,
    "Another window size keeps what stood in the middle." => resized,
}

/// The camera: pixels in a kilometre, and where the sheet's origin stands.
async fn camera(bench: &Bench) -> Result<[f64; 3]> {
    bench.rests().await?;
    let seen = bench
        .js(
            "const group = document.querySelector('#map .layer.ground > g');\
             const m = group.transform.baseVal.consolidate().matrix;\
             return [m.a, m.e, m.f]",
            vec![],
        )
        .await?;
    let at = |index: usize| seen[index].as_f64().context("no camera");
    Ok([at(0)?, at(1)?, at(2)?])
}

const START: &str = "lang=en&d=1858-03-03&v=112,30,124,42";

/// A place of the open map: right of the card, above the dock.
async fn middle(bench: &Bench) -> Result<(f64, f64)> {
    let size = bench.js("return [innerWidth, innerHeight]", vec![]).await?;
    let (width, height) = (
        size[0].as_f64().unwrap_or(0.0),
        size[1].as_f64().unwrap_or(0.0),
    );
    Ok((width * 0.55, height * 0.45))
}

async fn drag(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, START).await?;
    let before = camera(&bench).await?;
    let (x, y) = middle(&bench).await?;
    bench.drag((x, y), (x + 80.0, y - 60.0)).await?;
    let after = camera(&bench).await?;
    ensure!(
        (after[1] - before[1] - 80.0).abs() < 2.0
            && (after[2] - before[2] + 60.0).abs() < 2.0
            && after[0] == before[0],
        "{before:?} -> {after:?}"
    );
    // From a site.
    bench.open(&server, "lang=en&d=1860-10-18").await?;
    bench.rests().await?;
    let site = bench
        .js(
            "for (const site of document.querySelectorAll('.sign.now, .sign.recent')) {\
               const r = site.getBoundingClientRect();\
               const x = r.x + r.width / 2, y = r.y + r.height / 2;\
               const at = document.elementFromPoint(x, y);\
               if (at && site.contains(at)) return [x, y];\
             } return null",
            vec![],
        )
        .await?;
    ensure!(!site.is_null(), "no site to be seen");
    let (x, y) = (
        site[0].as_f64().unwrap_or(0.0),
        site[1].as_f64().unwrap_or(0.0),
    );
    let before = camera(&bench).await?;
    bench.drag((x, y), (x + 70.0, y + 30.0)).await?;
    let after = camera(&bench).await?;
    ensure!(
        (after[1] - before[1]).abs() > 40.0,
        "the site holds the map fast: {before:?} -> {after:?}"
    );
    ensure!(
        bench
            .holds("return document.querySelector('#card .close') === null")
            .await?,
        "the drag opened a card"
    );
    bench.quiet().await
}

async fn enlarged(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench
        .open(&server, &format!("{START}&theme=projector"))
        .await?;
    let enlarged = "return innerWidth / document.getElementById('map').offsetWidth";
    let enlarged = bench.number(enlarged).await?;
    ensure!(enlarged > 1.1, "the page is not enlarged: {enlarged}");
    let before = camera(&bench).await?;
    let (x, y) = middle(&bench).await?;
    bench.drag((x, y), (x + 90.0, y - 60.0)).await?;
    let after = camera(&bench).await?;
    ensure!(
        ((after[1] - before[1]) * enlarged - 90.0).abs() < 2.0
            && ((after[2] - before[2]) * enlarged + 60.0).abs() < 2.0,
        "{before:?} -> {after:?}"
    );
    bench.quiet().await
}

async fn wheel(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, START).await?;
    let (x, y) = middle(&bench).await?;
    let turn = "const event = new WheelEvent('wheel', {deltaY: arguments[2], deltaMode: arguments[3] ?? 0, clientX: arguments[0],\
                  clientY: arguments[1], bubbles: true, cancelable: true});\
                document.elementFromPoint(arguments[0], arguments[1]).dispatchEvent(event);\
                return event.defaultPrevented";
    let before = camera(&bench).await?;
    let stopped = bench
        .js(turn, vec![json!(x), json!(y), json!(-100)])
        .await?;
    ensure!(
        stopped == json!(true),
        "the page would scroll or zoom as well"
    );
    let nearer = camera(&bench).await?;
    ensure!(nearer[0] > before[0] * 1.1, "{before:?} -> {nearer:?}");
    let under = |camera: [f64; 3]| ((x - camera[1]) / camera[0], (y - camera[2]) / camera[0]);
    let (a, b) = (under(before), under(nearer));
    ensure!(
        (a.0 - b.0).abs() * nearer[0] < 1.5 && (a.1 - b.1).abs() * nearer[0] < 1.5,
        "the place under the pointer moved: {a:?} -> {b:?}"
    );
    bench.js(turn, vec![json!(x), json!(y), json!(100)]).await?;
    let back = camera(&bench).await?;
    ensure!(
        (back[0] / before[0] - 1.0).abs() < 0.01,
        "{before:?} -> {back:?}"
    );
    // Lines instead of pixels, as Firefox counts a wheel.
    bench
        .js(turn, vec![json!(x), json!(y), json!(-3), json!(1)])
        .await?;
    ensure!(
        camera(&bench).await?[0] > back[0] * 1.1,
        "a wheel that counts lines does nothing"
    );
    bench.quiet().await
}

async fn by_keys(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, START).await?;
    bench.focus("#map").await?;
    let mut before = camera(&bench).await?;
    for (key, x, y) in [
        (keys::LEFT, 1.0, 0.0),
        (keys::RIGHT, -1.0, 0.0),
        (keys::UP, 0.0, 1.0),
        (keys::DOWN, 0.0, -1.0),
    ] {
        bench.press(&[key]).await?;
        let after = camera(&bench).await?;
        ensure!(
            (after[1] - before[1]) * x > 20.0 * x.abs() - 0.001 || x == 0.0,
            "sideways: {before:?} -> {after:?}"
        );
        ensure!(
            (after[2] - before[2]) * y > 20.0 * y.abs() - 0.001 || y == 0.0,
            "up and down: {before:?} -> {after:?}"
        );
        before = after;
    }
    bench.press(&["+"]).await?;
    let nearer = camera(&bench).await?;
    ensure!(nearer[0] > before[0] * 1.3, "{before:?} -> {nearer:?}");
    bench.press(&["-"]).await?;
    let back = camera(&bench).await?;
    ensure!(
        (back[0] / before[0] - 1.0).abs() < 0.02,
        "{before:?} -> {back:?}"
    );
    bench.press(&["0"]).await?;
    let whole = camera(&bench).await?;
    ensure!(whole[0] < before[0], "the whole map is no smaller");
    ensure!(bench.date().await? == "1858-03-03", "the date moved");
    bench.quiet().await
}

async fn buttons(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1858-03-03").await?;
    bench.click(".zoom button:nth-child(3)").await?;
    let whole = camera(&bench).await?;
    bench.click(".zoom button:nth-child(1)").await?;
    let nearer = camera(&bench).await?;
    ensure!(nearer[0] > whole[0] * 1.3, "{whole:?} -> {nearer:?}");
    bench.click(".zoom button:nth-child(2)").await?;
    let back = camera(&bench).await?;
    ensure!(
        (back[0] / whole[0] - 1.0).abs() < 0.02,
        "{whole:?} -> {back:?}"
    );
    bench.click(".zoom button:nth-child(1)").await?;
    bench.click(".zoom button:nth-child(1)").await?;
    bench.click(".zoom button:nth-child(3)").await?;
    let again = camera(&bench).await?;
    ensure!(
        whole.iter().zip(&again).all(|(a, b)| (a - b).abs() < 1.0),
        "{whole:?}, again {again:?}"
    );
    bench.quiet().await
}

async fn double_click(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, START).await?;
    let before = camera(&bench).await?;
    let (x, y) = middle(&bench).await?;
    let click = [
        json!({"type": "pointerDown", "button": 0}),
        json!({"type": "pointerUp", "button": 0}),
    ];
    let mut steps = vec![
        json!({"type": "pointerMove", "duration": 0, "x": x as i64, "y": y as i64, "origin": "viewport"}),
    ];
    steps.extend(click.iter().chain(&click).cloned());
    bench
        .actions(json!([{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": steps}]))
        .await?;
    let after = camera(&bench).await?;
    ensure!(after[0] > before[0] * 1.5, "{before:?} -> {after:?}");
    bench.quiet().await
}

/// A key held down on the map: many strokes without a wait between them.
async fn hold(bench: &Bench, key: &str, times: usize) -> Result<()> {
    bench
        .js(
            "for (let i = 0; i < arguments[1]; i++) document.getElementById('map').dispatchEvent(\
               new KeyboardEvent('keydown', {key: arguments[0], bubbles: true, cancelable: true}))",
            vec![json!(key), json!(times)],
        )
        .await
        .map(drop)
}

async fn bounded(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1858-03-03").await?;
    bench.focus("#map").await?;
    bench.press(&["0"]).await?;
    bench.rests().await?;
    // The sheet's corners, as the manifest has them, must never all leave the window on one side.
    let sheet = bench
        .js_async(
            "return (await (await fetch('geodata/campaign.json')).json()).frame",
            vec![],
        )
        .await?;
    let edge = |index: usize| sheet[index].as_f64().unwrap_or(0.0);
    let (left, bottom, right, top) = (edge(0), edge(1), edge(2), edge(3));
    for key in ["ArrowLeft", "ArrowUp", "ArrowRight", "ArrowDown"] {
        hold(&bench, key, 60).await?;
        let [scale, x, y] = camera(&bench).await?;
        let size = bench.js("return [innerWidth, innerHeight]", vec![]).await?;
        let (width, height) = (
            size[0].as_f64().unwrap_or(0.0),
            size[1].as_f64().unwrap_or(0.0),
        );
        ensure!(
            x + right * scale > width * 0.25
                && x + left * scale < width * 0.75
                && y - bottom * scale > height * 0.25
                && y - top * scale < height * 0.75,
            "the sheet has left the window: {scale} {x} {y}"
        );
    }
    hold(&bench, "+", 40).await?;
    let near = camera(&bench).await?;
    hold(&bench, "+", 5).await?;
    ensure!(
        camera(&bench).await?[0] == near[0],
        "there is no end to zooming in"
    );
    ensure!(near[0].is_finite() && near[0] < 5_000.0, "{near:?}");
    hold(&bench, "-", 60).await?;
    let far = camera(&bench).await?;
    hold(&bench, "-", 5).await?;
    ensure!(
        camera(&bench).await?[0] == far[0],
        "there is no end to zooming out"
    );
    ensure!(far[0] > 0.01, "{far:?}");
    // A wheel that has gone mad.
    bench
        .js(
            "for (let i = 0; i < 300; i++) document.getElementById('map').dispatchEvent(new WheelEvent('wheel',\
               {deltaY: (i % 2 ? -1 : 1) * 1e9, clientX: i * 7 % innerWidth, clientY: i * 13 % innerHeight, bubbles: true, cancelable: true}))",
            vec![],
        )
        .await?;
    let after = camera(&bench).await?;
    ensure!(
        after.iter().all(|value| value.is_finite()) && after[0] > 0.01,
        "{after:?}"
    );
    bench.quiet().await
}

async fn pinch(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, START).await?;
    let before = camera(&bench).await?;
    let (x, y) = middle(&bench).await?;
    bench.two_fingers(true).await?;
    let result = async {
        bench.touch("touchStart", &[(x - 40.0, y)]).await?;
        bench
            .touch("touchStart", &[(x - 40.0, y), (x + 40.0, y)])
            .await?;
        for step in 1..=8 {
            let apart = 40.0 + 5.0 * f64::from(step);
            bench
                .touch("touchMove", &[(x - apart, y), (x + apart, y)])
                .await?;
        }
        bench.touch("touchEnd", &[]).await?;
        let after = camera(&bench).await?;
        ensure!(
            (after[0] / before[0] - 2.0).abs() < 0.2,
            "fingers went twice as far apart, the map is {} times as near",
            after[0] / before[0]
        );
        let under = |camera: [f64; 3]| ((x - camera[1]) / camera[0], (y - camera[2]) / camera[0]);
        let (a, b) = (under(before), under(after));
        ensure!(
            (a.0 - b.0).abs() * after[0] < 12.0 && (a.1 - b.1).abs() * after[0] < 12.0,
            "the place between the fingers moved: {a:?} -> {b:?}"
        );
        bench.touch("touchStart", &[(x, y)]).await?;
        for step in 1..=8 {
            bench
                .touch("touchMove", &[(x + 10.0 * f64::from(step), y)])
                .await?;
        }
        bench.touch("touchEnd", &[]).await?;
        let dragged = camera(&bench).await?;
        ensure!(
            (68.0..500.0).contains(&(dragged[1] - after[1])),
            "a finger drags, and throws no further than it was fast: {after:?} -> {dragged:?}"
        );
        bench.quiet().await
    }
    .await;
    bench.two_fingers(false).await?;
    result
}

async fn upright(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let mut sizes = vec![];
    for view in ["94,18,142,55", "112,30,124,42", "116.2,39.7,116.6,40.1"] {
        bench
            .open(&server, &format!("lang=en&d=1860-10-18&v={view}"))
            .await?;
        bench.rests().await?;
        sizes.push(
            bench
                .number(
                    "return Math.max(...[...document.querySelectorAll('.top[d]')]\
                       .map((mark) => mark.getBoundingClientRect().width))",
                )
                .await?,
        );
    }
    let (low, high) = (
        sizes.iter().copied().fold(f64::MAX, f64::min),
        sizes.iter().copied().fold(0.0, f64::max),
    );
    ensure!(
        low > 8.0 && high / low < 1.6,
        "marks are {sizes:?} pixels wide"
    );
    bench.quiet().await
}

async fn resized(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, START).await?;
    let before = camera(&bench).await?;
    let (width, height) = crate::kit::WINDOW;
    bench.driver.set_window_rect(0, 0, 1100, 800).await?;
    let result = async {
        bench
            .until("the window is smaller", "return innerWidth < 1150")
            .await?;
        bench.drawn().await?;
        let after = camera(&bench).await?;
        ensure!(
            after[0] == before[0],
            "the scale changed: {before:?} -> {after:?}"
        );
        ensure!(bench.date().await? == "1858-03-03");
        bench.quiet().await
    }
    .await;
    bench
        .driver
        .set_window_rect(0, 0, width as u32, height as u32)
        .await?;
    bench
        .until("the window is as before", "return innerWidth > 1200")
        .await?;
    result
}
