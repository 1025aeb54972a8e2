//! By taps alone: a whole visit with one finger, on a phone.

use anyhow::{Context, Result, ensure};
use arrow_war_map::campaign::Lang;
use serde_json::json;

use crate::kit::{Bench, keys, tests};

tests! {
    @Chromium "By taps alone a visit is complete, and every target has 44 pixels." => taps,
}

/// A finger on a phone, with the targets it found too small.
struct Finger<'a> {
    bench: &'a Bench,
    small: Vec<String>,
}

/// Where an element can be touched, and how large it is.
const TARGET: &str = "\
const seen = [...document.querySelectorAll(arguments[0])].filter((node) => node.checkVisibility({ visibilityProperty: true }));\
const open = seen.find((node) => {\
  node.scrollIntoView({ block: 'nearest' });\
  const r = node.getBoundingClientRect(), at = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);\
  return at && (node.contains(at) || at.contains(node));\
});\
if (!open) return null;\
const r = open.getBoundingClientRect();\
return [r.x + r.width / 2, r.y + r.height / 2, r.width, r.height]";

impl Finger<'_> {
    async fn at(&self, x: f64, y: f64) -> Result<()> {
        self.bench.touch("touchStart", &[(x, y)]).await?;
        self.bench.touch("touchEnd", &[]).await?;
        self.bench.drawn().await
    }

    /// Taps the first element of a kind that can be touched, and waits for what it does.
    async fn tap(&mut self, css: &str, what: &str, then: &str) -> Result<()> {
        let target = self.bench.js(TARGET, vec![json!(css)]).await?;
        let of = |index: usize| {
            let number = target[index].as_f64();
            number.with_context(|| format!("{css} cannot be touched, before: {what}"))
        };
        let (x, y, width, height) = (of(0)?, of(1)?, of(2)?, of(3)?);
        if width < 43.9 || height < 43.9 {
            self.small
                .push(format!("{css} is {width:.0} × {height:.0}"));
        }
        self.at(x, y).await?;
        self.bench.until(what, then).await
    }
}

async fn taps(bench: Bench) -> Result<()> {
    bench.two_fingers(true).await?;
    let small = sized(&bench, (390, 844, 1.0), async |bench| visit(bench).await).await?;
    bench.two_fingers(false).await?;
    ensure!(small.is_empty(), "too small: {small:#?}");
    Ok(())
}

/// A whole visit; what it comes back with is too small.
async fn visit(bench: &Bench) -> Result<Vec<String>> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    let mut finger = Finger {
        bench,
        small: vec![],
    };
    let f = &mut finger;
    let play =
        |name: &str| format!("return document.getElementById('play').ariaLabel === '{name}'");
    f.tap("#play-all", "it plays", &play("Pause")).await?;
    f.tap("#play", "it pauses", &play("Play")).await?;
    let later = later_than(&bench.date().await?);
    f.tap("[title='Next event']", "an event later", &later)
        .await?;
    let day = bench.date().await?;
    let earlier = format!("return document.getElementById('date').dateTime < '{day}'");
    f.tap("[title='Previous event']", "back again", &earlier)
        .await?;
    let chapter = "return Number(document.querySelector('.chapter[aria-current]').textContent)";
    let here = bench.number(chapter).await?;
    for (turn, number) in [
        ("Next", here + 1.0),
        ("Next", here + 2.0),
        ("Previous", here + 1.0),
    ] {
        let there = format!("{chapter} === {number}");
        f.tap(
            &format!("[title='{turn} chapter']"),
            "another chapter",
            &there,
        )
        .await?;
    }
    // The slider goes where it is touched.
    let slider = bench.js(TARGET, vec![json!("#date-slider")]).await?;
    let of = |index: usize| slider[index].as_f64().context("no slider");
    let later = later_than("1857-12-31");
    f.at(of(0)? + of(2)? / 4.0, of(1)?).await?;
    bench.until("the day is later", &later).await?;
    f.tap(
        "#scale",
        "calendar",
        "return document.getElementById('scale').textContent === 'Time scaleCalendar'",
    )
    .await?;
    f.tap(
        "#speed",
        "faster",
        "return document.getElementById('speed').textContent === 'Speed2×'",
    )
    .await?;
    // A mark, and the map.
    bench.seek("1858-05-19").await?;
    f.tap(
        "[title='Next event']",
        "the forts",
        "return document.getElementById('date').dateTime === '1858-05-20'",
    )
    .await?;
    bench.rests().await?;
    let mark = bench
        .js(
            "const free = document.querySelector('#card').getBoundingClientRect().top - 60;\
             for (const sign of document.querySelectorAll('.sign.now, .sign.recent')) {\
               const r = sign.getBoundingClientRect(), x = r.x + r.width / 2, y = r.y + r.height / 2;\
               if (y > 70 && y < free && x > 60 && x < innerWidth - 60 && sign.contains(document.elementFromPoint(x, y))) return [x, y];\
             } return null",
            vec![],
        )
        .await?;
    // A fingertip beside it is near enough.
    let of = |index: usize| mark[index].as_f64().context("no mark can be touched");
    f.at(of(0)? + 10.0, of(1)? + 10.0).await?;
    let open = "return document.querySelector('#card .close') !== null";
    let closed = "return document.querySelector('#card .close') === null";
    bench.until("the mark's card is open", open).await?;
    f.tap("#card .close", "the card is closed", closed).await?;
    for button in ["Zoom in", "Zoom out", "Whole map"] {
        let before = bench.rests().await?;
        f.tap(&format!("[title='{button}']"), button, "return true")
            .await?;
        ensure!(bench.rests().await? != before, "{button} does nothing");
    }
    let leaf = |css: &str, is_open: bool| {
        format!("return document.querySelector('{css}').open === {is_open}")
    };
    for css in ["#legend details", ".about:not(.settings)", ".settings"] {
        let summary = format!("{css} > summary");
        f.tap(&summary, "it is open", &leaf(css, true)).await?;
        if css == ".settings" {
            for (pill, pressed) in [(2, "Dark gallery"), (1, "Paper")] {
                let then = format!(
                    "return document.querySelector('.themes [aria-pressed=true]').textContent === '{pressed}'"
                );
                f.tap(
                    &format!(".themes .pill:nth-of-type({pill})"),
                    pressed,
                    &then,
                )
                .await?;
            }
        }
        f.tap(&summary, "it is shut", &leaf(css, false)).await?;
    }
    // The story, step by step.
    f.tap(
        "#story",
        "the chapter is told",
        "return document.querySelector('#card .steps') !== null",
    )
    .await?;
    f.tap(
        "#card .steps button",
        "the first step",
        "return document.querySelector('#card .steps [aria-current]') !== null",
    )
    .await?;
    f.tap("#card .close", "the story is put away", closed)
        .await?;
    // Chronicle and search.
    let shown = |panel: &str, is_open: bool| {
        format!("return document.getElementById('{panel}').hidden !== {is_open}")
    };
    f.tap(
        "#open-chronicle",
        "the chronicle is open",
        &shown("chronicle", true),
    )
    .await?;
    bench
        .until(
            "its rows are there",
            "return document.querySelectorAll('#chronicle tbody tr[id]').length > 300",
        )
        .await?;
    f.tap(
        "#chronicle .filters summary",
        "the filter is open",
        &leaf("#chronicle .filters details", true),
    )
    .await?;
    f.tap(
        "#chronicle select",
        "a choice is offered",
        "return document.activeElement.matches('select')",
    )
    .await?;
    bench.press(&[keys::ESCAPE]).await?;
    if !bench.holds(&shown("chronicle", true)).await? {
        f.tap(
            "#open-chronicle",
            "it is open again",
            &shown("chronicle", true),
        )
        .await?;
    }
    f.tap(
        "#chronicle [type=search]",
        "words can be written",
        "return document.activeElement.matches('[type=search]')",
    )
    .await?;
    bench.press(&["p", "a", "l", "i"]).await?;
    let few = "const rows = [...document.querySelectorAll('#chronicle tbody tr[id]')].filter((row) => row.checkVisibility());\
        return rows.length > 0 && rows.length < 20";
    bench.until("few rows are left", few).await?;
    f.tap(
        "#chronicle tbody .note summary",
        "a note unfolds",
        "return document.querySelector('#chronicle .note[open]') !== null",
    )
    .await?;
    f.tap(
        "#chronicle tbody th button",
        "the map goes there",
        &later_than("1860-09-01"),
    )
    .await?;
    f.tap(
        "#chronicle .close",
        "the chronicle is closed",
        &shown("chronicle", false),
    )
    .await?;
    f.tap("#open-search", "the search is open", &shown("search", true))
        .await?;
    bench.press(&["P", "a", "r", "k", "e", "s"]).await?;
    bench
        .until(
            "something is found",
            "return document.querySelector('#search [role=option]') !== null",
        )
        .await?;
    f.tap(
        "#search [role=option]",
        "it is told who that is",
        "return document.querySelector('#search-told .back') !== null",
    )
    .await?;
    f.tap(
        "#search-told .back",
        "the list is back",
        "return document.querySelector('#search-told .back') === null",
    )
    .await?;
    f.tap(
        "#search .close",
        "the search is closed",
        &shown("search", false),
    )
    .await?;
    for lang in Lang::ALL {
        let tag = lang.tag();
        let then = format!("return document.documentElement.lang === '{tag}'");
        f.tap(&format!(".languages [lang={tag}]"), tag, &then)
            .await?;
    }
    // The lands, the sheets for a class, and a talk.
    bench.seek("1860-11-14").await?;
    f.tap(
        ".compare > summary",
        "the lands lie side by side",
        &leaf(".compare", true),
    )
    .await?;
    f.tap(
        ".compare > summary",
        "and are put away",
        &leaf(".compare", false),
    )
    .await?;
    bench.quiet().await?;
    Ok(finger.small)
}

fn later_than(day: &str) -> String {
    format!("return document.getElementById('date').dateTime > '{day}'")
}

/// A window of a size and a density for as long as something is looked at.
pub async fn sized<T>(
    bench: &Bench,
    (width, height, scale): (u32, u32, f64),
    look: impl AsyncFnOnce(&Bench) -> Result<T>,
) -> Result<T> {
    let metrics =
        json!({"width": width, "height": height, "deviceScaleFactor": scale, "mobile": false});
    bench
        .cdp("Emulation.setDeviceMetricsOverride", metrics)
        .await?;
    let result = look(bench).await;
    bench
        .cdp("Emulation.clearDeviceMetricsOverride", json!({}))
        .await?;
    result
}
