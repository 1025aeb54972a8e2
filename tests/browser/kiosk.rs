//! The kiosk: visits with a clock that the test drives, every way out, hands that do anything.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use xtask::server::Options;

use crate::kit::{Bench, Served, keys, start, tests};

tests! {
    "In a kiosk the first touch wakes the map and does nothing else." => wakes,
    "A minute of silence brings the question, twenty seconds more the reset." => resets,
    "A key, a touch, the mouse and the wheel each answer the question and do nothing else." => cancels,
    "Nothing is reset while the war plays." => plays_on,
    "After a reset nothing of the last visitor is left." => leaves_nothing,
    "Start again is far from Play and needs no question." => starts_again,
    "There is no way out of a kiosk." => no_way_out,
    "A language is a button on every screen and changes nothing but the words." => languages,
    @Chromium "Two hundred touches of two hands and keys never leave the exhibit." => two_hands,
    "Every button of a kiosk has its size, and stands low where that is asked for." => sizes,
    "Without a voice the button says so." => no_voice,
    "The hidden corner opens the self-test." => corner,
    "The heart of the page beats." => heartbeat,
    @Chromium "A day of visits leaves no trace in memory or page." => soak,
}

/// The page with a clock whose speed the test sets: `__speed(n)`. Only the kiosk counts time by it.
fn serve(bench: &Bench) -> Result<Served> {
    let clock = "\
        const interval = window.setInterval, real = performance.now.bind(performance);\
        let speed = 1, last = real(), sum = 0;\
        window.setInterval = (act, ms, ...rest) => interval.call(window, act, ms === 250 ? 20 : ms, ...rest);\
        performance.now = () => { const at = real(); sum += (at - last) * speed; last = at; return sum; };\
        window.__speed = (n) => { performance.now(); speed = n; };\
        window.open = () => { throw new Error('a window was opened'); };";
    let probe = [include_str!("probe.js"), "\n;(() => {", clock, "})();"].concat();
    let changed = BTreeMap::from([("probe.js".to_owned(), probe.into_bytes())]);
    let folder: PathBuf = bench.kit.copy("kiosk", &changed)?;
    start(&folder, Options::default())
}

pub async fn open(bench: &Bench, fragment: &str) -> Result<Served> {
    let server = serve(bench)?;
    bench
        .open(&server, &format!("mode=kiosk&lang=en&{fragment}"))
        .await?;
    phase(bench, "attract").await?;
    Ok(server)
}

/// Waits for a phase, with a clock forty times as fast.
pub async fn phase(bench: &Bench, phase: &str) -> Result<()> {
    bench
        .js_async(
            "const root = document.documentElement;\
             window.__speed?.(40);\
             while (root.dataset.kiosk !== arguments[0]) await new Promise((r) => setTimeout(r, 10));\
             window.__speed?.(1)",
            vec![json!(phase)],
        )
        .await
        .map(drop)
}

async fn is_phase(bench: &Bench, phase: &str) -> Result<bool> {
    bench
        .holds(&format!(
            "return document.documentElement.dataset.kiosk === '{phase}'"
        ))
        .await
}

pub async fn wake(bench: &Bench) -> Result<()> {
    tap(bench, (700.0, 200.0)).await?;
    phase(bench, "awake").await
}

/// A press of the mouse, wherever.
pub async fn tap(bench: &Bench, at: (f64, f64)) -> Result<()> {
    press(bench, "mouse", at).await
}

/// The mouse is moved; that alone answers a question, so that what is clicked then is meant.
async fn nudge(bench: &Bench, at: (f64, f64)) -> Result<()> {
    bench
        .actions(json!([{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [
            {"type": "pointerMove", "duration": 0, "x": at.0 as i64, "y": at.1 as i64, "origin": "viewport"},
        ]}]))
        .await
}

async fn press(bench: &Bench, pointer: &str, at: (f64, f64)) -> Result<()> {
    bench
        .actions(json!([{"type": "pointer", "id": pointer, "parameters": {"pointerType": pointer}, "actions": [
            {"type": "pointerMove", "duration": 0, "x": at.0 as i64, "y": at.1 as i64, "origin": "viewport"},
            {"type": "pointerDown", "button": 0}, {"type": "pointerUp", "button": 0},
        ]}]))
        .await
}

async fn middle(bench: &Bench, css: &str) -> Result<(f64, f64)> {
    let at = bench
        .js(
            "const r = document.querySelector(arguments[0]).getBoundingClientRect();\
             return [r.x + r.width / 2, r.y + r.height / 2]",
            vec![json!(css)],
        )
        .await?;
    Ok((at[0].as_f64().unwrap_or(0.0), at[1].as_f64().unwrap_or(0.0)))
}

const AT_REST: &str = "return document.querySelector('#play').getAttribute('aria-label') === 'Play' \
    && document.getElementById('date').dateTime === '1856-10-08'";

async fn wakes(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    bench
        .until("the war plays", "return arrowWar.date() > '1856-10-08'")
        .await?;
    // Where Play will stand a moment later.
    bench
        .js("document.documentElement.dataset.kiosk = 'awake'", vec![])
        .await?;
    let play = middle(&bench, "#play").await?;
    bench
        .js("document.documentElement.dataset.kiosk = 'attract'", vec![])
        .await?;
    tap(&bench, play).await?;
    phase(&bench, "awake").await?;
    bench.drawn().await?;
    ensure!(bench.holds(AT_REST).await?, "the touch did more than wake");
    bench.quiet().await
}

async fn resets(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench.focus("#date-slider").await?;
    phase(&bench, "warning").await?;
    ensure!(
        bench
            .holds(
                "const box = document.querySelector('.question');\
                 return box.matches(':modal') && box.contains(document.activeElement) && box.querySelector('progress').value > 15"
            )
            .await?,
        "the question has no focus, number or bar"
    );
    phase(&bench, "attract").await?;
    ensure!(
        bench
            .holds("return !document.querySelector('.question').open")
            .await?,
        "the question stays"
    );
    bench.quiet().await
}

async fn cancels(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench.focus("#date-slider").await?;
    let play = middle(&bench, "#play").await?;
    for means in 0..4 {
        phase(&bench, "warning").await?;
        match means {
            0 => bench.press(&[keys::RIGHT]).await?,
            1 => press(&bench, "touch", play).await?,
            2 => nudge(&bench, (540.0, 240.0)).await?,
            _ => drop(
                bench
                    .js("document.body.dispatchEvent(new WheelEvent('wheel', {deltaY: 1, bubbles: true}))", vec![])
                    .await?,
            ),
        }
        bench
            .until(
                "the question is answered",
                "return document.documentElement.dataset.kiosk === 'awake' && !document.querySelector('.question').open",
            )
            .await?;
        ensure!(bench.holds(AT_REST).await?, "means {means} did more");
        let focus = bench.text("return document.activeElement.id").await?;
        ensure!(
            focus == "date-slider",
            "means {means}: the focus is on '{focus}'"
        );
    }
    bench.quiet().await
}

async fn plays_on(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench.click("#play").await?;
    bench
        .js_async(
            "__speed(100); const until = performance.now() + 200000;\
             while (performance.now() < until) await new Promise((r) => setTimeout(r, 20)); __speed(1)",
            vec![],
        )
        .await?;
    ensure!(
        is_phase(&bench, "awake").await?,
        "a visitor was asked while the war played"
    );
    bench.quiet().await
}

async fn leaves_nothing(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    let address = bench.text("return location.href").await?;
    wake(&bench).await?;
    bench.rests().await?;
    let fresh = state(&bench).await?;
    bench.seek("1860-10-18").await?;
    bench.click(".kiosk-languages [lang=zh-Hans]").await?;
    for aid in 1..=4 {
        bench
            .click(&format!(".kiosk-aids button:nth-child({aid})"))
            .await?;
    }
    bench.click(".zoom button:nth-child(1)").await?;
    bench.click(".about > summary").await?;
    ensure!(state(&bench).await? != fresh, "nothing was done");
    phase(&bench, "attract").await?;
    wake(&bench).await?;
    bench.rests().await?;
    let again = state(&bench).await?;
    ensure!(again == fresh, "{fresh} -> {again}");
    ensure!(
        bench.text("return location.href").await? == address,
        "the address has changed"
    );
    bench.quiet().await
}

/// Everything that a visitor can change.
async fn state(bench: &Bench) -> Result<Value> {
    bench
        .js(
            "const { text, still, theme } = document.documentElement.dataset;\
             return [document.documentElement.lang, arrowWar.date(), text, still ?? '', theme ?? '',\
               document.querySelector('#map .layer.ground > g').getAttribute('transform'),\
               document.querySelector('.about').open, document.getElementById('card').scrollTop,\
               document.querySelector('.transcript').hidden].map(String)",
            vec![],
        )
        .await
}

async fn starts_again(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench.seek("1860-10-18").await?;
    bench.click(".kiosk-languages [lang=zh-Hant]").await?;
    let apart = bench
        .number(
            "const a = document.querySelector('.again').getBoundingClientRect(), p = document.querySelector('#play').getBoundingClientRect();\
             return Math.hypot(Math.max(a.left - p.right, p.left - a.right, 0), Math.max(a.top - p.bottom, p.top - a.bottom, 0))",
        )
        .await?;
    ensure!(apart >= 44.0, "{apart} px from Play");
    bench.click(".again").await?;
    bench.until_date("1856-10-08").await?;
    ensure!(
        bench.text("return document.documentElement.lang").await? == "zh-Hant",
        "the language of the visitor is gone"
    );
    ensure!(is_phase(&bench, "awake").await?, "it went to sleep");
    bench.quiet().await
}

async fn no_way_out(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    tap(&bench, (700.0, 200.0)).await?;
    let address = bench.text("return location.href").await?;
    for lang in ["zh-Hant", "zh-Hans", "en"] {
        bench
            .click(&format!(".kiosk-languages [lang={lang}]"))
            .await?;
        bench
            .until(
                "no link has an address",
                "return document.querySelectorAll('a[href], [target], [download]').length === 0",
            )
            .await?;
    }
    let stopped = bench
        .js(
            "const stops = (node, event) => !node.dispatchEvent(event);\
             const plain = ['contextmenu', 'selectstart', 'dragstart', 'dblclick'];\
             const init = { bubbles: true, cancelable: true };\
             const strokes = [{ key: 'p', ctrlKey: true }, { key: 'ArrowLeft', altKey: true }, { key: 'w', metaKey: true }, { key: 'F5' }];\
             return plain.filter((name) => !stops(document.getElementById('card'), new Event(name, init)))\
               .concat(strokes.filter((stroke) => !stops(document.body, new KeyboardEvent('keydown', { ...init, ...stroke }))).map((s) => s.key))",
            vec![],
        )
        .await?;
    ensure!(stopped == json!([]), "not stopped: {stopped}");
    for _ in 0..3 {
        bench.js("history.back()", vec![]).await?;
        bench.drawn().await?;
    }
    bench
        .until(
            "the page stays",
            "return document.documentElement.dataset.kiosk === 'awake'",
        )
        .await?;
    ensure!(bench.text("return location.href").await? == address);
    bench.quiet().await
}

async fn languages(bench: Bench) -> Result<()> {
    let _server = open(&bench, "langs=zh-Hans,en").await?;
    let shown = "return [...document.querySelectorAll('.attract .touch span')].filter((s) => s.checkVisibility()).length";
    ensure!(
        bench.number(shown).await? == 3.0,
        "the attract screen leaves a language out"
    );
    wake(&bench).await?;
    let names = bench
        .text("return [...document.querySelectorAll('.kiosk-languages button')].map((b) => b.textContent).join()")
        .await?;
    ensure!(names == "简体中文,English,繁體中文", "{names}");
    bench.seek("1860-09-21").await?;
    let view = bench.rests().await?;
    bench.click(".kiosk-languages [lang=zh-Hant]").await?;
    ensure!(
        bench.date().await? == "1860-09-21" && bench.rests().await? == view,
        "more than the words changed"
    );
    ensure!(
        bench
            .holds("return document.activeElement.lang === 'zh-Hant'")
            .await?,
        "the focus has moved"
    );
    bench.quiet().await
}

async fn two_hands(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    let address = bench.text("return location.href").await?;
    bench.two_fingers(true).await?;
    // The same hands in every run.
    let mut seed = 7_u64;
    let mut chance = |below: u64| {
        seed = seed * 16_807 % 2_147_483_647;
        seed % below
    };
    let result = async {
        for _ in 0..200 {
            let mut points: Vec<(f64, f64)> = (0..=chance(2))
                .map(|_| (chance(1_390) as f64, chance(740) as f64))
                .collect();
            bench.touch("touchStart", &points).await?;
            for _ in 0..2 {
                for (x, y) in &mut points {
                    *x = (*x + chance(80) as f64 - 40.0).clamp(0.0, 1_390.0);
                    *y = (*y + chance(80) as f64 - 40.0).clamp(0.0, 740.0);
                }
                bench.touch("touchMove", &points).await?;
            }
            bench.touch("touchEnd", &[]).await?;
            if chance(3) == 0 {
                let key = [keys::TAB, keys::ENTER, " ", keys::RIGHT, keys::ESCAPE, keys::HOME, keys::PAGE_UP];
                bench.press(&[key[chance(7) as usize]]).await?;
            }
        }
        bench.quiet().await?;
        ensure!(bench.text("return location.href").await? == address, "they left the page");
        ensure!(
            bench.holds("return visualViewport.scale === 1 && !document.documentElement.dataset.fault").await?,
            "the page is zoomed, or has failed"
        );
        // And with silence it goes back to its beginning, once nothing plays.
        bench
            .js("const play = document.getElementById('play'); if (/Pause|暫停|暂停/.test(play.ariaLabel)) play.click()", vec![])
            .await?;
        phase(&bench, "attract").await
    }
    .await;
    bench.two_fingers(false).await?;
    result
}

async fn sizes(bench: Bench) -> Result<()> {
    let _server = open(&bench, "controls=low&ppi=70").await?;
    wake(&bench).await?;
    let wrong = bench
        .js(
            "const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && node.getBoundingClientRect().width > 1;\
             return [...document.querySelectorAll('button:not(.chapter), summary, input')].filter(seen).flatMap((node) => {\
               const r = node.getBoundingClientRect(), name = node.ariaLabel || node.textContent || node.id;\
               return [Math.min(r.width, r.height) < 55 && !node.matches('.card .link') && `${name}: ${r.width} × ${r.height}`,\
                 r.top < innerHeight / 2 - 1 && `${name} at ${r.top} of ${innerHeight}`].filter(Boolean);\
             })",
            vec![],
        )
        .await?;
    ensure!(wrong == json!([]), "{wrong:#}");
    let small = bench
        .js(
            "return [...document.querySelectorAll('.place.name')].filter((name) => name.textContent)\
               .map((name) => parseFloat(getComputedStyle(name).fontSize)).filter((size) => size < 18)",
            vec![],
        )
        .await?;
    ensure!(small == json!([]), "names of places are {small} px high");
    bench.quiet().await
}

async fn no_voice(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench
        .js("speechSynthesis.getVoices = () => []; speechSynthesis.dispatchEvent(new Event('voiceschanged'))", vec![])
        .await?;
    bench.click(".kiosk-aids button:nth-child(4)").await?;
    bench
        .until(
            "a sentence says so",
            "return document.querySelector('.transcript').textContent.includes('no voice')",
        )
        .await?;
    bench.quiet().await
}

async fn corner(bench: Bench) -> Result<()> {
    let _server = open(&bench, "count=1").await?;
    let hold = "document.querySelector('.corner').dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}))";
    bench.js(hold, vec![]).await?;
    bench.js("__speed(40)", vec![]).await?;
    bench
        .until(
            "the panel opens",
            "return document.querySelector('.staff').open",
        )
        .await?;
    bench.js("__speed(1)", vec![]).await?;
    ensure!(is_phase(&bench, "attract").await?, "it woke");
    let found = bench
        .text("return document.querySelector('.staff').textContent")
        .await?;
    ensure!(
        found.contains("351") && found.contains("day,what,count"),
        "{found}"
    );
    ensure!(
        bench
            .holds("return document.querySelectorAll('.staff [data-good=false]').length === 0")
            .await?,
        "{found}"
    );
    // A finger that stays on the corner would open it again.
    bench
        .js("document.querySelector('.corner').dispatchEvent(new PointerEvent('pointerup', {bubbles: true}))", vec![])
        .await?;
    bench.click(".staff button").await?;
    bench
        .until("it closes", "return !document.querySelector('.staff').open")
        .await?;
    bench.js("localStorage.clear()", vec![]).await?;
    bench.quiet().await
}

async fn heartbeat(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    bench.js("__speed(20)", vec![]).await?;
    bench
        .until(
            "three beats",
            "return Number(document.documentElement.dataset.heartbeat) >= 3",
        )
        .await?;
    bench.quiet().await
}

async fn soak(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    let figures = "const m = await new Promise((r) => setTimeout(r, 50));\
        return [arrowWar.wasmBytes(), document.querySelectorAll('*').length, Number(document.documentElement.dataset.heartbeat)]";
    let mut first = Value::Null;
    // A visit of two minutes is a second here; after ten of them all that is ever needed has been made.
    for visit in 0..60 {
        wake(&bench).await?;
        bench.seek("1860-10-18").await?;
        bench.click(".kiosk-languages [lang=zh-Hans]").await?;
        bench.js("__speed(400)", vec![]).await?;
        bench
            .until(
                "it resets",
                "return document.documentElement.dataset.kiosk === 'attract'",
            )
            .await?;
        bench.js("__speed(1)", vec![]).await?;
        if visit == 10 {
            first = bench.js_async(figures, vec![]).await?;
        }
    }
    let last = bench.js_async(figures, vec![]).await?;
    let at = |value: &Value, index: usize| value[index].as_f64().unwrap_or(0.0);
    // The allocator has not come to rest after ten visits; a leak of ten kilobytes a visit would show.
    ensure!(
        at(&last, 0) <= at(&first, 0) * 1.1,
        "memory grew: {first} -> {last}"
    );
    ensure!(
        at(&last, 1) <= at(&first, 1) + 60.0,
        "nodes grew: {first} -> {last}"
    );
    ensure!(
        at(&last, 2) * 5.0 > 3_600.0,
        "less than an hour passed: {last}"
    );
    bench.quiet().await
}
