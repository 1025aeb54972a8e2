//! Pictures of the map, without letters: fonts are the machine's, the rest is ours.

use crate::kit::{Bench, tests};
use anyhow::{Context, Result, ensure};
use base64::prelude::{BASE64_STANDARD as BASE64, Engine as _};
use serde_json::json;
use std::path::Path;

tests! {
    @Chromium "The map in four lights on four days looks as it was looked at." => looked_at,
}

/// Name, address: both shores of the empire, the war's three rivers.
const SCENES: [(&str, &str); 4] = [
    ("amur", "d=1858-05-28&theme=paper&v=100,34,144,55"),
    ("canton", "d=1857-12-30&theme=dark&v=112.9,22.1,114.6,23.5"),
    (
        "peking",
        "d=1860-09-21&theme=projector&v=116.1,38.8,118,40.1",
    ),
    ("empire", "d=1860-11-14&theme=contrast&v=72,18,144,56"),
];

/// So much of a picture may differ, a third of a mark: another graphics library draws an edge otherwise.
const MOST: f64 = 0.0003;

async fn looked_at(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let size = json!({"width": 1024, "height": 768, "deviceScaleFactor": 1, "mobile": false});
    bench
        .cdp("Emulation.setDeviceMetricsOverride", size)
        .await?;
    let mut wrong = vec![];
    for (name, address) in SCENES {
        bench.open(&server, &format!("lang=en&{address}")).await?;
        bench
            .until(
                "all coasts, edges and the relief have come, and what arrives has arrived",
                "const sheet = new CSSStyleSheet();\
                 sheet.replaceSync('.exhibit > :not(#map), .notices, #map text { visibility: hidden !important }');\
                 document.adoptedStyleSheets = [sheet];\
                 return document.querySelectorAll('.close-ups path').length > 8 && document.querySelector('.edge') !== null\
                   && document.querySelector('.relief').complete\
                   && document.getAnimations().every((it) => it.playState !== 'running')",
            )
            .await?;
        bench.rests().await?;
        bench.quiet().await?;
        let shot = bench.cdp("Page.captureScreenshot", json!({})).await?;
        let golden = format!("{}/tests/golden/map-{name}.png", env!("CARGO_MANIFEST_DIR"));
        if let Some(problem) = compare(&bench, &shot["data"], Path::new(&golden)).await? {
            wrong.push(format!("map-{name}.png: {problem}"));
        }
    }
    bench
        .cdp("Emulation.clearDeviceMetricsOverride", json!({}))
        .await?;
    ensure!(
        wrong.is_empty(),
        "{wrong:?}; UPDATE_EXPECT=1 writes them anew, to be looked at"
    );
    Ok(())
}

/// A third of the picture's size, so that no single pixel of an edge counts. Says how it differs from the golden.
async fn compare(bench: &Bench, shot: &serde_json::Value, golden: &Path) -> Result<Option<String>> {
    bench.driver.goto("about:blank").await?;
    let update = std::env::var_os("UPDATE_EXPECT").is_some();
    let known = match std::fs::read(golden) {
        Ok(bytes) if !update => json!(BASE64.encode(bytes)),
        _ => json!(null),
    };
    let answer = bench
        .js_async(
            "const read = async (data, width, height) => {\
               const image = await createImageBitmap(await (await fetch('data:image/png;base64,' + data)).blob());\
               const canvas = new OffscreenCanvas(width, height), brush = canvas.getContext('2d');\
               brush.imageSmoothingQuality = 'high';\
               brush.drawImage(image, 0, 0, width, height);\
               return [canvas, brush.getImageData(0, 0, width, height).data];\
             };\
             const [canvas, now] = await read(arguments[0], 342, 256);\
             if (!arguments[1]) {\
               const bytes = new Uint8Array(await (await canvas.convertToBlob()).arrayBuffer());\
               return btoa(bytes.reduce((text, byte) => text + String.fromCharCode(byte), ''));\
             }\
             const [, known] = await read(arguments[1], 342, 256);\
             let differ = 0;\
             for (let i = 0; i < now.length; i += 4) {\
               differ += [0, 1, 2].some((channel) => Math.abs(now[i + channel] - known[i + channel]) > 16);\
             }\
             return differ / (now.length / 4)",
            vec![shot.clone(), known.clone()],
        )
        .await?;
    if update {
        let bytes = BASE64.decode(answer.as_str().context("no picture")?)?;
        std::fs::write(golden, bytes)?;
        return Ok(None);
    }
    if known.is_null() {
        return Ok(Some("there is none yet".into()));
    }
    let part = answer.as_f64().context("no comparison")?;
    Ok((part > MOST).then(|| format!("{:.2} % of it differ", part * 100.0)))
}
