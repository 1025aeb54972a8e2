//! The slider, play, speed, steps and scales.

use anyhow::{Context, Result, ensure};
use arrow_war_map::app::{announce, changes};
use arrow_war_map::campaign::{Date, Lang, Reading};
use arrow_war_map::i18n;
use serde_json::json;

use crate::kit::{Bench, keys, tests};
use crate::record;

tests! {
    "On the slider arrows move a day, pages a month, Home and End go to the ends." => slider_keys,
    "The slider's words name the date and what happens." => slider_words,
    "The slider can be dragged and goes where the finger is." => slider_drag,
    "The three scales of the slider keep the date." => scales,
    @Once "Every day can be reached on the slider, in every scale." => each_day,
    "Play moves on and pauses where it is." => play,
    "Play stops at the end and starts again from the beginning." => play_ends,
    @Chromium "With reduced motion play steps from event to event." => play_still,
    "The steps go to the next and the previous day on which something begins." => steps,
    "What begins is seen to arrive where the date rests, and not where a hand passes." => arrives,
    "A chapter's number goes to the day on which it begins." => chapters,
    @Chromium "Ten thousand dates later memory, nodes and listeners are what they were." => steady,
}

async fn slider_keys(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1858-05-28").await?;
    bench.until_date("1858-05-28").await?;
    bench.focus("#date-slider").await?;
    for (key, day) in [
        (keys::RIGHT, "1858-05-29"),
        (keys::UP, "1858-05-30"),
        (keys::LEFT, "1858-05-29"),
        (keys::DOWN, "1858-05-28"),
        (keys::PAGE_UP, "1858-06-28"),
        (keys::PAGE_DOWN, "1858-05-28"),
        (keys::HOME, "1856-02-01"),
        (keys::LEFT, "1856-02-01"),
        (keys::RIGHT, "1856-02-02"),
        (keys::END, "1864-10-07"),
        (keys::RIGHT, "1864-10-07"),
        (keys::LEFT, "1864-10-06"),
    ] {
        bench.press(&[key]).await?;
        bench.until_date(day).await?;
        ensure!(
            bench
                .holds("return document.activeElement.id === 'date-slider'")
                .await?,
            "the focus left the slider"
        );
    }
    bench.seek("1860-01-31").await?;
    bench.focus("#date-slider").await?;
    bench.press(&[keys::PAGE_UP]).await?;
    bench.until_date("1860-02-29").await?; // A leap year, and a month without a 31st.
    // The thumb follows.
    let value = bench
        .number("return document.getElementById('date-slider').valueAsNumber")
        .await?;
    bench.press(&[keys::PAGE_UP]).await?;
    bench.until_date("1860-03-29").await?;
    let later = bench
        .number("return document.getElementById('date-slider').valueAsNumber")
        .await?;
    ensure!(later > value, "the thumb stays at {value}");
    bench.quiet().await
}

async fn slider_words(bench: Bench) -> Result<()> {
    let record = record::record(&bench)?;
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    for lang in Lang::ALL {
        bench
            .click(&format!(".languages button[lang=\"{}\"]", lang.tag()))
            .await?;
        for written in ["1860-09-21", "1858-03-03"] {
            bench.seek(written).await?;
            let day = Date::parse(written).context("a day")?;
            let words = bench
                .text(
                    "return document.getElementById('date-slider').getAttribute('aria-valuetext')",
                )
                .await?;
            let era = record.campaign.calendar.day(day).context("an era")?;
            let wanted = [
                announce::sentence(&record.campaign, day, Reading::Article, lang),
                i18n::era_day(lang, era),
            ]
            .join(" · ");
            ensure!(words == wanted, "{words} instead of {wanted}");
            // What is heard is the news of the day, when it has any.
            let news = changes::sentence(&record.campaign, day, Reading::Article, lang, 3);
            let spoken = bench
                .text("return document.querySelector('.spoken').textContent")
                .await?;
            ensure!(news.is_none_or(|news| spoken == news), "spoken: {spoken}");
        }
    }
    bench.seek("1860-09-21").await?;
    ensure!(
        bench
            .holds("const words = document.getElementById('date-slider').getAttribute('aria-valuetext');\
                    return words.includes('21 September 1860') && words.includes('Palikao')")
            .await?,
        "the words lack the date or the battle"
    );
    Ok(())
}

async fn slider_drag(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    // By calendar a day is narrow, so that the thumb is where it was let go.
    bench
        .open(&server, "lang=en&d=1856-02-01&scale=calendar")
        .await?;
    let place = bench
        .js(
            "const r = document.getElementById('date-slider').getBoundingClientRect();\
             return [r.left, r.right, r.top + r.height / 2]",
            vec![],
        )
        .await?;
    let at = |index: usize| place[index].as_f64().unwrap_or_default();
    let (left, right, y) = (at(0) + 15.0, at(1) - 15.0, at(2));
    let mut from = left + 2.0;
    // Near an end a thumb that runs on another length than the bar is off most.
    for part in [0.05, 0.5] {
        let to = left + (right - left) * part;
        bench.drag((from, y), (to, y)).await?;
        from = to;
        bench
            .until(
                "the date moves",
                "return document.getElementById('date').dateTime > (window.__before ??= '1856-02-01')",
            )
            .await?;
        let value = bench
            .number("window.__before = document.getElementById('date').dateTime; return document.getElementById('date-slider').valueAsNumber")
            .await?;
        ensure!(
            (value - 100_000.0 * part).abs() < 500.0,
            "the thumb is at {value}, not at the finger: {part}"
        );
    }
    bench.drag((from, y), (right + 12.0, y)).await?;
    bench.until_date("1864-10-07").await?;
    bench.quiet().await
}

async fn scales(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1859-06-25").await?;
    bench.until_date("1859-06-25").await?;
    let mut places = vec![];
    for name in ["By events", "Calendar", "Chapters", "By events"] {
        let shown = bench
            .text("const scale = document.getElementById('scale'); return scale.textContent.slice(scale.firstChild.textContent.length)")
            .await?;
        ensure!(shown == name, "the scale is called {shown}, not {name}");
        ensure!(
            bench.date().await? == "1859-06-25",
            "the date moved in the scale {name}"
        );
        places.push(
            bench
                .number("return document.getElementById('date-slider').valueAsNumber")
                .await?,
        );
        bench.click("#scale").await?;
        bench.drawn().await?;
    }
    ensure!(
        places[0] == places[3],
        "the first scale is not the same after a round"
    );
    ensure!(
        (places[0] - places[1]).abs() > 100.0 && (places[1] - places[2]).abs() > 100.0,
        "the scales are alike: {places:?}"
    );
    bench.quiet().await
}

async fn each_day(bench: Bench) -> Result<()> {
    let record = record::record(&bench)?;
    let span = record.campaign.span();
    let days = span.last.since(span.first) + 1;
    let server = bench.serve()?;
    for scale in ["weighted", "calendar", "chapter"] {
        bench
            .open(&server, &format!("lang=en&scale={scale}"))
            .await?;
        // As a reader drags: the thumb at every one of its steps.
        let reached = bench
            .js_async(
                "const slider = document.getElementById('date-slider');\
                 const seen = new Set();\
                 const channel = new MessageChannel();\
                 const turn = () => new Promise((done) => { channel.port1.onmessage = done; channel.port2.postMessage(0); });\
                 await arrowWar.seek(arguments[0]);\
                 seen.add(arrowWar.date());\
                 for (let value = 0; value <= 100000; value += 1) {\
                   slider.value = value;\
                   slider.dispatchEvent(new Event('input', { bubbles: true }));\
                   seen.add(arrowWar.date());\
                   if (value % 500 === 0) await turn();\
                 }\
                 return [seen.size, arrowWar.date()]",
                vec![json!(span.first.to_string())],
            )
            .await?;
        ensure!(
            reached == json!([days, span.last.to_string()]),
            "{scale}: {reached} of {days} days"
        );
    }
    Ok(())
}

async fn play(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1860-01-05").await?;
    bench.until_date("1860-01-05").await?;
    let name = "return document.getElementById('play').getAttribute('aria-label')";
    ensure!(bench.text(name).await? == "Play");
    bench.click("#play").await?;
    ensure!(bench.text(name).await? == "Pause");
    bench
        .until(
            "play moves on",
            "return document.getElementById('date').dateTime > '1860-01-09'",
        )
        .await?;
    bench.click("#play").await?;
    let stopped = bench.date().await?;
    bench.drawn().await?;
    bench.rests().await?;
    bench.drawn().await?;
    ensure!(bench.date().await? == stopped, "it went on after the pause");
    ensure!(bench.text(name).await? == "Play");
    // The space bar, away from any control.
    bench.js("document.activeElement.blur()", vec![]).await?;
    bench.press(&[" "]).await?;
    bench
        .until(
            "the space bar plays",
            "return document.getElementById('play').getAttribute('aria-label') === 'Pause'",
        )
        .await?;
    bench.seek("1858-03-03").await?;
    ensure!(
        bench.text(name).await? == "Play",
        "a sought date does not end play"
    );
    bench.quiet().await
}

async fn play_ends(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1864-09-20").await?;
    bench.until_date("1864-09-20").await?;
    bench.click("#play").await?;
    bench.until_date("1864-10-07").await?;
    bench
        .until(
            "play stops at the end",
            "return document.getElementById('play').getAttribute('aria-label') === 'Play'",
        )
        .await?;
    bench.click("#play").await?;
    bench
        .until(
            "it plays from the beginning",
            "return document.getElementById('date').dateTime < '1857-01-01'",
        )
        .await?;
    bench.click("#play").await?;
    bench.quiet().await
}

async fn play_still(bench: Bench) -> Result<()> {
    let media =
        |value: &str| json!({"features": [{"name": "prefers-reduced-motion", "value": value}]});
    bench
        .cdp("Emulation.setEmulatedMedia", media("reduce"))
        .await?;
    let record = record::record(&bench)?;
    let days: Vec<String> = record
        .campaign
        .event_days(Reading::Article)
        .iter()
        .map(ToString::to_string)
        .collect();
    let result = async {
        let server = bench.serve()?;
        bench.open(&server, "lang=en&d=1860-01-05").await?;
        bench.until_date("1860-01-05").await?;
        while bench.text("return document.getElementById('speed').textContent").await? != "Speed4×" {
            bench.click("#speed").await?;
            bench.drawn().await?;
        }
        let seen = bench
            .js_async(
                "const seen = [arrowWar.date()];\
                 document.getElementById('play').click();\
                 const end = performance.now() + 30000;\
                 while (seen.length < 4 && performance.now() < end) {\
                   await new Promise((done) => requestAnimationFrame(done));\
                   if (arrowWar.date() !== seen.at(-1)) seen.push(arrowWar.date());\
                 }\
                 document.getElementById('play').click();\
                 return seen",
                vec![],
            )
            .await?;
        let at = days
            .iter()
            .position(|day| day.as_str() > "1860-01-05")
            .context("no later event")?;
        let wanted: Vec<&str> = std::iter::once("1860-01-05")
            .chain(days[at..at + 3].iter().map(String::as_str))
            .collect();
        ensure!(seen == json!(wanted), "{seen} instead of {wanted:?}");
        // The camera, too, does not fly.
        let flown = bench
            .js_async(
                "const now = () => document.querySelector('#map .layer.ground > g').getAttribute('transform');\
                 document.querySelector('.zoom button').click();\
                 await new Promise((done) => requestAnimationFrame(done));\
                 const first = now();\
                 for (let i = 0; i < 20; i++) await new Promise((done) => requestAnimationFrame(done));\
                 return first === now()",
                vec![],
            )
            .await?;
        ensure!(flown == json!(true), "the camera flies although motion is reduced");
        bench.quiet().await
    }
    .await;
    bench.cdp("Emulation.setEmulatedMedia", media("")).await?;
    result
}

async fn steps(bench: Bench) -> Result<()> {
    let record = record::record(&bench)?;
    let days: Vec<String> = record
        .campaign
        .event_days(Reading::Article)
        .iter()
        .map(ToString::to_string)
        .collect();
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1860-09-01").await?;
    bench.until_date("1860-09-01").await?;
    let at = days
        .iter()
        .position(|day| day.as_str() > "1860-09-01")
        .context("none")?;
    for day in &days[at..at + 5] {
        bench.click("#dock .step:last-child").await?;
        bench.until_date(day).await?;
    }
    for day in days[at..at + 4].iter().rev() {
        bench.click("#dock .step:first-child").await?;
        bench.until_date(day).await?;
    }
    // With the keys of the map.
    bench.focus("#map").await?;
    bench.press(&["n"]).await?;
    bench.until_date(&days[at + 1]).await?;
    bench.press(&[","]).await?;
    bench.until_date(&days[at]).await?;
    bench.seek("1864-10-07").await?;
    bench.click("#dock .step:last-child").await?;
    bench.drawn().await?;
    ensure!(
        bench.date().await? == "1864-10-07",
        "it went beyond the end"
    );
    bench.quiet().await
}

async fn arrives(bench: Bench) -> Result<()> {
    // What is drawn and moves for a second and a half and more.
    const CUES: &str = "const cues = (name) => document.getAnimations().filter((it) => it.playState === 'running'\
        && it.effect.target.matches(name) && it.effect.target.hasAttribute('d') && it.effect.getComputedTiming().duration >= 1500).length;";
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1858-05-27").await?;
    bench.until_date("1858-05-27").await?;
    bench.click("#dock .step:last-child").await?;
    bench.until_date("1858-05-28").await?;
    bench
        .until(
            "the treaty and its land arrive",
            &format!("{CUES} return cues('.top') > 0 && cues('.territory') > 0"),
        )
        .await?;
    // On its flight the camera sees marks so near to one another that they are dots.
    bench.rests().await?;
    // No timer ends while the hand passes, however slow the machine is: the date does not rest.
    let passed = bench
        .js_async(
            &format!(
                "{CUES} const seen = [], held = [], later = window.setTimeout;\
                 window.setTimeout = (...timer) => held.push(timer);\
                 for (const day of ['1857-12-28', '1860-08-21', '1860-09-21']) {{\
                   await arrowWar.seek(day);\
                   seen.push(document.querySelectorAll('.top[d]').length > 0 && cues('.top, .territory') === 0);\
                 }}\
                 window.setTimeout = later;\
                 held.forEach((timer) => later(...timer));\
                 return seen.every(Boolean)"
            ),
            vec![],
        )
        .await?;
    ensure!(passed == json!(true), "a hand that passes sees a cue");
    bench
        .until(
            "the last of them arrives",
            &format!("{CUES} return cues('.top') > 0"),
        )
        .await?;
    bench.quiet().await
}

async fn chapters(bench: Bench) -> Result<()> {
    let record = record::record(&bench)?;
    let span = record.campaign.span();
    let server = bench.serve()?;
    bench.open(&server, "lang=en&scale=chapter").await?;
    for (index, chapter) in record.book.chapters.iter().enumerate() {
        let first = chapter.when.first.clamp(span.first, span.last).to_string();
        bench
            .js(
                "document.querySelectorAll('.chapter')[arguments[0]].click()",
                vec![json!(index)],
            )
            .await?;
        bench.until_date(&first).await?;
        bench
            .until(
                "the chapter is marked",
                &format!("return [...document.querySelectorAll('.chapter')].filter((c) => c.ariaCurrent === 'step' || c.getAttribute('aria-current') === 'step').map((c) => c.textContent).join() === '{}'", index + 1),
            )
            .await?;
    }
    bench.quiet().await
}

async fn steady(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en").await?;
    bench.cdp("Performance.enable", json!({})).await?;
    let run = "const first = Date.UTC(1856, 1, 1), channel = new MessageChannel();\
               const turn = () => new Promise((done) => { channel.port1.onmessage = done; channel.port2.postMessage(0); });\
               window.__seed ??= 1856; let seed = window.__seed;\
               for (let i = 0; i < arguments[0]; i++) {\
                 seed = (seed * 1103515245 + 12345) % 2147483648;\
                 const day = new Date(first + (seed % 1795) * 86400000).toISOString().slice(0, 10);\
                 const done = arrowWar.seek(day);\
                 await turn();\
                 if (i % 50 === 0) await done;\
               }\
               window.__seed = seed";
    let measure = async |count: usize| -> Result<[f64; 4]> {
        for _ in 0..count / 500 {
            bench.js_async(run, vec![json!(500)]).await?;
        }
        bench.seek("1860-10-18").await?;
        bench.rests().await?;
        let bytes = bench.number("return arrowWar.wasmBytes()").await?;
        bench.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        bench.cdp("HeapProfiler.collectGarbage", json!({})).await?;
        let metrics = bench.cdp("Performance.getMetrics", json!({})).await?;
        let of = |name: &str| {
            let list = metrics["metrics"].as_array();
            let found = list.and_then(|list| list.iter().find(|metric| metric["name"] == name));
            found
                .and_then(|metric| metric["value"].as_f64())
                .unwrap_or(f64::NAN)
        };
        Ok([
            bytes,
            of("Nodes"),
            of("JSEventListeners"),
            of("JSHeapUsedSize"),
        ])
    };
    // The most memory ever needed comes late, when the date rests on a day with much to say: a page more once is no
    // growth, a page more each time is.
    let warm = measure(5_000).await?;
    let before = measure(10_000).await?;
    let after = measure(10_000).await?;
    ensure!(
        before[0] <= warm[0] || after[0] <= before[0],
        "WebAssembly grows: {warm:?} -> {before:?} -> {after:?}"
    );
    for (index, what, most) in [
        (1, "nodes", 20.0),
        (2, "listeners", 5.0),
        (3, "the heap", 100_000.0),
    ] {
        ensure!(
            after[index] <= before[index] + most,
            "{what} grew: {before:?} -> {after:?}"
        );
    }
    bench.quiet().await
}
