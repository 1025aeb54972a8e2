//! Names on the map: none covers another, none lies under a panel, a button or a mark, none is cut.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::kit::{Bench, tests};
use crate::layout::framed;

tests! {
    "At 1600 × 1000 every name on the map has room of its own." => desk,
    @Once "At 1024 × 768 every name on the map has room of its own." => projector,
    @Once "At 1080 × 1920 every name on the map has room of its own." => portrait,
    "At 390 × 844 every name on the map has room of its own." => pocket,
    @Once "At 844 × 390 every name on the map has room of its own." => across,
    "At 3840 × 2160 every name on the map has room of its own." => wall,
    @Once "In a talk no name lies under the date, the caption or a button." => talk,
    @Once "No name lies under the foot of a kiosk that waits, or of one in use." => kiosk,
    "The mark under the pointer is ringed, and a place that is past opens with all its events." => past,
}

/// A quiet day, the river at Canton, land that changed hands, the Peiho, and the fullest day.
const DAYS: [&str; 6] = [
    "1856-10-08",
    "1856-10-25",
    "1858-05-28",
    "1859-06-25",
    "1860-09-21",
    "1860-10-18",
];

async fn desk(bench: Bench) -> Result<()> {
    have_room(&bench, (1600, 1000)).await
}

async fn projector(bench: Bench) -> Result<()> {
    have_room(&bench, (1024, 768)).await
}

async fn portrait(bench: Bench) -> Result<()> {
    have_room(&bench, (1080, 1920)).await
}

async fn pocket(bench: Bench) -> Result<()> {
    have_room(&bench, (390, 844)).await
}

async fn across(bench: Bench) -> Result<()> {
    have_room(&bench, (844, 390)).await
}

async fn wall(bench: Bench) -> Result<()> {
    have_room(&bench, (3840, 2160)).await
}

async fn have_room(bench: &Bench, size: (u32, u32)) -> Result<()> {
    let server = bench.serve()?;
    let found = framed(bench, &server, size, "lang=en", async |bench| {
        let mut found = vec![];
        for day in DAYS {
            for lang in ["zh-Hant", "zh-Hans", "en"] {
                bench
                    .js(
                        "location.hash = arguments[0]",
                        vec![json!(format!("lang={lang}&d={day}"))],
                    )
                    .await?;
                bench.until_date(day).await?;
                bench.rests().await?;
                let wrong = bench.js_async(&script(), vec![]).await?;
                let lines = wrong.as_array().into_iter().flatten();
                found.extend(lines.map(|line| format!("  {day}, {lang}: {line}")));
            }
        }
        Ok(found)
    })
    .await?;
    let (width, height) = size;
    ensure!(
        found.is_empty(),
        "at {width} × {height}:\n{}",
        found.join("\n")
    );
    Ok(())
}

async fn talk(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let mut found = vec![];
    for (lang, chapter) in [("en", 8), ("zh-Hant", 10), ("zh-Hans", 11), ("en", 12)] {
        let fragment = format!("lang={lang}&mode=present&ch={chapter}");
        let wrong = framed(&bench, &server, (1024, 768), &fragment, async |bench| {
            bench
                .until(
                    "the talk is at its step",
                    "return document.querySelector('#caption')?.textContent.length > 0",
                )
                .await?;
            bench.rests().await?;
            bench.js_async(&script(), vec![]).await
        })
        .await?;
        let lines = wrong.as_array().into_iter().flatten();
        found.extend(lines.map(|line| format!("  {chapter}, {lang}: {line}")));
    }
    ensure!(found.is_empty(), "\n{}", found.join("\n"));
    Ok(())
}

async fn kiosk(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    for size in [(1080, 1920), (1920, 1080)] {
        let fragment = "lang=zh-Hant&mode=kiosk";
        framed(&bench, &server, size, fragment, async |bench| {
            let waits = "return document.querySelector('.attract:not([hidden])') !== null";
            bench.until("the kiosk waits", waits).await?;
            let wrong = bench.js_async(&script(), vec![]).await?;
            ensure!(wrong == json!([]), "while it waits at {size:?}: {wrong}");
            bench
                .js("document.querySelector('.attract').click()", vec![])
                .await?;
            let used = "return document.querySelector('.attract').hidden";
            bench.until("the kiosk is in use", used).await?;
            bench.rests().await?;
            let wrong = bench.js_async(&script(), vec![]).await?;
            ensure!(wrong == json!([]), "in use at {size:?}: {wrong}");
            Ok(())
        })
        .await?;
    }
    Ok(())
}

/// Looks frame by frame until nothing is wrong: names are laid out a moment after the camera has come to rest.
fn script() -> String {
    let look = include_str!("names.js");
    format!(
        "const look = () => {{\n{look}\n}};\
         let wrong = [];\
         for (let i = 0; i < 240; i++) {{\
           await new Promise((next) => requestAnimationFrame(next));\
           wrong = look();\
           if (i > 20 && wrong.length === 0) break;\
         }}\
         return wrong"
    )
}

async fn past(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    // Long after the fighting at Canton, whose mark is one of many in a shape.
    bench
        .open(&server, "lang=en&d=1859-03-01&v=112,22,115,24")
        .await?;
    bench.rests().await?;
    let at = bench
        .js(
            "const sign = document.querySelector('.sign[data-id=guangzhou]').getScreenCTM();\
             const [x, y] = document.querySelector('.sign[data-id=guangzhou]').getAttribute('d').match(/-?[\\d.]+/g).map(Number);\
             const at = new DOMPoint(x, y).matrixTransform(sign); return [at.x, at.y]",
            vec![],
        )
        .await?;
    let (x, y) = (
        at[0].as_f64().unwrap_or_default(),
        at[1].as_f64().unwrap_or_default(),
    );
    bench
        .js(
            "const [x, y] = arguments; const map = document.getElementById('map');\
             map.dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, pointerType: 'mouse', bubbles: true }))",
            vec![json!(x), json!(y)],
        )
        .await?;
    bench
        .until(
            "the mark under the pointer is ringed",
            "return !document.querySelector('.ring').hasAttribute('hidden')",
        )
        .await?;
    bench.drag((x, y), (x, y)).await?;
    bench
        .until(
            "the card lists what else happened there",
            "return document.querySelectorAll('#card .rows button').length > 5",
        )
        .await?;
    bench.quiet().await
}
