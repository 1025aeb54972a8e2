//! What a kiosk does over hours: its round, visits one after the other, the museum's own times, a machine that sleeps.

use anyhow::{Result, ensure};
use serde_json::json;

use crate::gallery::VOICE;
use crate::kiosk::{is_phase, open, pass, phase, phase_comes, wake};
use crate::kit::{Bench, soak_hours, tests};

tests! {
    "The attract screen tells the war in 45 to 90 seconds, without a sound, and begins anew." => round,
    "The museum's own times hold, and a visit can be prolonged without end." => own_times,
    "Whoever drags the slider, scrolls a card, hears a text or a chapter is not asked." => busy,
    "A machine that has slept goes on, and sends no visitor away." => slept,
    "Whatever the browser's store holds, or refuses to hold, a kiosk begins." => any_store,
    @Chromium "Hours of visits by touch leave no trace in page or memory." => soak,
}

async fn round(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    bench
        .js(
            "window.sounds = 0;\
             HTMLMediaElement.prototype.play = () => { sounds += 1; };\
             if (window.speechSynthesis) speechSynthesis.speak = () => { sounds += 1; };\
             for (const name of ['AudioContext', 'webkitAudioContext']) if (window[name]) window[name] = class { constructor() { sounds += 1; } };",
            vec![],
        )
        .await?;
    // To the end of the round under way, then two whole ones.
    pass(&bench, 120.0, "arrowWar.date() > '1864'").await?;
    for _ in 0..2 {
        let round = pass(&bench, 20.0, "arrowWar.date() < '1857'").await?
            + pass(&bench, 120.0, "arrowWar.date() > '1864'").await?;
        ensure!((45.0..=90.0).contains(&round), "a round takes {round} s");
    }
    ensure!(is_phase(&bench, "attract").await?, "somebody was asked");
    ensure!(bench.number("return sounds").await? == 0.0, "a sound");
    bench.quiet().await
}

async fn own_times(bench: Bench) -> Result<()> {
    let _server = open(&bench, "idle=35&warn=25").await?;
    wake(&bench).await?;
    // WCAG 2.2.1 asks for ten times.
    for time in 0..12 {
        let silent = phase(&bench, "warning").await?;
        ensure!((33.0..=37.0).contains(&silent), "asked after {silent} s");
        pass(&bench, 20.0, "false").await?;
        let left = bench
            .number("return Number(document.querySelector('.question .left').textContent)")
            .await?;
        ensure!((3.0..=6.0).contains(&left), "{left} s are said to be left");
        bench
            .js("document.querySelector('.question button').click()", vec![])
            .await?;
        let kept = phase(&bench, "awake").await?;
        ensure!(kept < 2.0, "time {time}: it was not prolonged");
    }
    phase(&bench, "warning").await?;
    let asked = phase(&bench, "attract").await?;
    ensure!((23.0..=27.0).contains(&asked), "reset after {asked} s");
    let _server = open(&bench, "idle=0").await?;
    wake(&bench).await?;
    pass(&bench, 1_000.0, "false").await?;
    ensure!(
        is_phase(&bench, "awake").await?,
        "a visitor was asked although the museum wants none to be"
    );
    bench.quiet().await
}

async fn busy(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench.js(VOICE, vec![]).await?;
    bench.seek("1860-10-18").await?;
    let still_awake = "return document.documentElement.dataset.kiosk === 'awake'";
    for act in [
        "const slider = document.getElementById('date-slider'); slider.value = Number(slider.value) - Number(slider.step); slider.dispatchEvent(new Event('input', { bubbles: true }))",
        // A card with little on it does not scroll.
        "const card = document.getElementById('card'); card.style.maxHeight = '200px'; card.scrollTop += 40",
        "document.querySelector('.kiosk-aids button:nth-child(4)').dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))",
    ] {
        pass(&bench, 50.0, "false").await?;
        bench.js(act, vec![]).await?;
        bench.drawn().await?;
        pass(&bench, 20.0, "false").await?;
        ensure!(bench.holds(still_awake).await?, "asked after: {act}");
        bench
            .js("document.body.dispatchEvent(new WheelEvent('wheel', { deltaY: 1, bubbles: true }))", vec![])
            .await?;
    }
    // Not all drivers scroll to what they click.
    bench
        .js("const card = document.getElementById('card'); card.style.maxHeight = ''; card.scrollTop = 0", vec![])
        .await?;
    // A text of a minute and a half.
    bench.click(".kiosk-aids button:nth-child(4)").await?;
    bench
        .until("it is read aloud", "return spoken.length > 0")
        .await?;
    pass(&bench, 90.0, "false").await?;
    ensure!(
        bench.holds(still_awake).await?,
        "asked while a text was read"
    );
    // A card that scrolled says so in the next picture, and that is a sign of life.
    bench.drawn().await?;
    bench.js("ends()", vec![]).await?;
    let silent = phase(&bench, "warning").await?;
    ensure!(
        (58.0..=62.0).contains(&silent),
        "asked {silent} s after the text"
    );
    bench
        .js("document.querySelector('.question button').click()", vec![])
        .await?;
    bench.click(".kiosk-aids button:nth-child(4)").await?;
    // A chapter, told to its end.
    bench.seek("1860-09-21").await?;
    bench.click("#card .chapter-link").await?;
    bench
        .until(
            "its story",
            "return document.querySelector('#card .steps') !== null",
        )
        .await?;
    bench.click("#play").await?;
    let plays = "document.querySelector('#play').getAttribute('aria-label') === 'Play'";
    let told = pass(&bench, 400.0, plays).await?;
    ensure!(bench.holds(still_awake).await?, "asked during a chapter");
    bench.drawn().await?;
    let silent = phase(&bench, "warning").await?;
    ensure!(
        (58.0..=62.0).contains(&silent),
        "asked {silent} s after a chapter of {told} s"
    );
    bench.quiet().await
}

async fn slept(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    for night in ["attract", "awake"] {
        if night == "awake" {
            wake(&bench).await?;
            bench.seek("1860-09-21").await?;
        }
        bench.js("__sleep(10 * 3600 * 1000)", vec![]).await?;
        pass(&bench, 3.0, "false").await?;
        bench
            .until(
                "it is where it was",
                &format!("return document.documentElement.dataset.kiosk === '{night}'"),
            )
            .await?;
    }
    ensure!(bench.date().await? == "1860-09-21", "the day is lost");
    // Awake again, silence counts from here.
    let silent = phase(&bench, "warning").await?;
    ensure!((50.0..=60.0).contains(&silent), "asked after {silent} s");
    phase(&bench, "attract").await?;
    pass(&bench, 120.0, "arrowWar.date() > '1864'").await?;
    bench.quiet().await
}

async fn any_store(bench: Bench) -> Result<()> {
    let server = open(&bench, "count=1").await?;
    for text in [
        "",
        "\u{0}\u{ffff}",
        "day,what,count\n2026-13-45,visits,1e999\n,,",
        "[{\"a\":",
        "9,9,NaN,-1",
    ] {
        bench
            .js(
                "for (const store of [localStorage, sessionStorage]) for (const name of ['arrow-war-counts', 'arrow-war-reloads']) store.setItem(name, arguments[0])",
                vec![json!(text)],
            )
            .await?;
        bench.open(&server, "mode=kiosk&lang=en&count=1").await?;
        phase_comes(&bench, "attract").await?;
    }
    // Full, or wiped, in the middle of a visit.
    bench
        .js("Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); }; localStorage.clear()", vec![])
        .await?;
    wake(&bench).await?;
    phase(&bench, "attract").await?;
    wake(&bench).await?;
    bench.seek("1860-10-18").await?;
    bench.quiet().await
}

/// What must not grow, after a collection of garbage.
async fn figures(bench: &Bench) -> Result<[f64; 4]> {
    for _ in 0..2 {
        bench.cdp("HeapProfiler.collectGarbage", json!({})).await?;
    }
    let metrics = bench.cdp("Performance.getMetrics", json!({})).await?;
    let of = |name: &str| {
        let mut list = metrics["metrics"].as_array().into_iter().flatten();
        let found = list.find(|metric| metric["name"] == name);
        found
            .and_then(|metric| metric["value"].as_f64())
            .unwrap_or(f64::NAN)
    };
    Ok([
        of("Nodes"),
        of("JSEventListeners"),
        bench.number("return arrowWar.wasmBytes()").await?,
        of("JSHeapUsedSize"),
    ])
}

/// One visit by touch: what a family does in a minute. Then silence, the question, the reset, a round of the war.
async fn visit(bench: &Bench, number: usize) -> Result<f64> {
    wake(bench).await?;
    let lang = ["zh-Hant", "zh-Hans", "en"][number % 3];
    let day = ["1857-12-29", "1858-05-28", "1859-06-25", "1860-10-18"][number % 4];
    bench.seek(day).await?;
    let mut passed = 0.0;
    for css in [
        &format!(".kiosk-languages [lang={lang}]") as &str,
        ".zoom button:nth-child(1)",
        "#date-slider",
        ".kiosk-aids button:nth-child(1)",
        ".kiosk-aids button:nth-child(2)",
        ".kiosk-aids button:nth-child(3)",
        "#dock .step:last-child",
        "#play",
    ] {
        let middle = bench.middle(css).await?;
        bench.press_at("touch", middle).await?;
        passed += pass(bench, 1.5, "false").await?;
    }
    passed += pass(bench, 8.0, "false").await?;
    bench
        .js(
            "document.querySelector('#play').click();\
             document.querySelectorAll('.sign.recent, .sign.past')[arguments[0]]?.dispatchEvent(new MouseEvent('click', { bubbles: true }));\
             document.querySelector('#card details')?.setAttribute('open', ''); document.querySelector('#open-chronicle')?.click()",
            vec![json!(number)],
        )
        .await?;
    passed += phase(bench, "warning").await?;
    passed += phase(bench, "attract").await?;
    passed += pass(bench, 120.0, "arrowWar.date() > '1864'").await?;
    Ok(passed + pass(bench, 20.0, "arrowWar.date() < '1857'").await?)
}

async fn soak(bench: Bench) -> Result<()> {
    let _server = open(&bench, "count=1").await?;
    bench.cdp("Performance.enable", json!({})).await?;
    let mut number = 0;
    let mut visits = async |seconds: f64| -> Result<[f64; 4]> {
        let mut passed = 0.0;
        while passed < seconds {
            passed += visit(&bench, number).await?;
            number += 1;
        }
        figures(&bench).await
    };
    let half = soak_hours() * 3_600.0 / 2.0;
    let first = visits(half).await?;
    let second = visits(half).await?;
    eprintln!("  {number} visits: {first:?} -> {second:?}");
    for (index, (what, most)) in [
        ("nodes", 20.0),
        ("listeners", 5.0),
        // Its memory never shrinks, and its last peak comes late; what leaks goes on.
        ("WebAssembly", 1_048_576.0),
        ("the heap", 200_000.0),
    ]
    .into_iter()
    .enumerate()
    {
        ensure!(
            second[index] <= first[index] + most,
            "{what} grew: {first:?} -> {second:?}"
        );
    }
    bench.js("localStorage.clear()", vec![]).await?;
    bench.quiet().await
}
