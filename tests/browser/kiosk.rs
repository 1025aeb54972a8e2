//! The kiosk: visits with a clock that the test drives, every way out, hands that do anything.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::{SystemTime, UNIX_EPOCH};
use xtask::server::Options;

use crate::kit::{Bench, Engine, Served, keys, start, tests};

tests! {
    "In a kiosk the first touch wakes the map and does nothing else." => wakes,
    "A minute of silence brings the question, twenty seconds more the reset." => resets,
    "A key, a touch, the mouse and the wheel each answer the question and do nothing else." => cancels,
    "Nothing is reset while the war plays." => plays_on,
    "After a reset nothing of the last visitor is left." => leaves_nothing,
    "Start again is far from Play and needs no question." => starts_again,
    "There is no way out of a kiosk." => no_way_out,
    "The page's own zoom is stopped in a kiosk, and left to readers elsewhere." => page_zoom,
    "A kiosk that has begun asks for nothing more, in any language." => asks_nothing,
    @Once "Every button is answered in the next frame." => answers_at_once,
    "Each aid does what it says." => aids,
    "The slider goes to a tap and with a finger, which hides no date." => slider,
    "A language is a button on every screen and changes nothing but the words." => languages,
    @Chromium "Two hundred touches of two hands and keys never leave the exhibit." => two_hands,
    "Every button of a kiosk has its size, and stands low where that is asked for." => sizes,
    "Without a voice the button says so." => no_voice,
    "The hidden corner opens the self-test." => corner,
    "The heart of the page beats." => heartbeat,
}

/// The page with a clock that the test moves on, and without windows.
fn serve(bench: &Bench) -> Result<Served> {
    let no_window = "window.open = () => { throw new Error('a window was opened'); };";
    let probe = [
        include_str!("probe.js"),
        include_str!("clock.js"),
        no_window,
    ]
    .concat();
    let changed = BTreeMap::from([("probe.js".to_owned(), probe.into_bytes())]);
    let folder: PathBuf = bench.kit.copy("kiosk", &changed)?;
    start(&folder, Options::default())
}

pub async fn open(bench: &Bench, fragment: &str) -> Result<Served> {
    let server = serve(bench)?;
    bench
        .open(&server, &format!("mode=kiosk&lang=en&{fragment}"))
        .await?;
    // What it still fetches comes by the clock of the machine.
    phase_comes(bench, "attract").await?;
    Ok(server)
}

/// Lets time go by until a phase begins, and says how many seconds that took.
pub async fn phase(bench: &Bench, phase: &str) -> Result<f64> {
    let holds = format!("document.documentElement.dataset.kiosk === '{phase}'");
    pass(bench, 600.0, &holds).await
}

/// Lets so many seconds go by, or less, once something holds.
pub async fn pass(bench: &Bench, seconds: f64, until: &str) -> Result<f64> {
    let passed = bench
        .js_async(
            &format!("const holds = () => {until}; const passed = await __pass(arguments[0] * 1000, holds); return [passed, holds()]"),
            vec![json!(seconds)],
        )
        .await?;
    ensure!(
        until == "false" || passed[1] == true,
        "not within {seconds} s: {until}"
    );
    passed[0].as_f64().context("seconds")
}

/// Waits for a phase with the clock of the machine.
pub async fn phase_comes(bench: &Bench, phase: &str) -> Result<()> {
    bench
        .until(
            phase,
            &format!("return document.documentElement.dataset.kiosk === '{phase}'"),
        )
        .await
}

pub async fn is_phase(bench: &Bench, phase: &str) -> Result<bool> {
    bench
        .holds(&format!(
            "return document.documentElement.dataset.kiosk === '{phase}'"
        ))
        .await
}

pub async fn wake(bench: &Bench) -> Result<()> {
    tap(bench, (700.0, 200.0)).await?;
    phase(bench, "awake").await.map(drop)
}

/// A press of the mouse, wherever.
pub async fn tap(bench: &Bench, at: (f64, f64)) -> Result<()> {
    bench.press_at("mouse", at).await
}

/// The mouse is moved; that alone answers a question, so that what is clicked then is meant.
async fn nudge(bench: &Bench, at: (f64, f64)) -> Result<()> {
    bench
        .actions(json!([{"type": "pointer", "id": "mouse", "parameters": {"pointerType": "mouse"}, "actions": [
            {"type": "pointerMove", "duration": 0, "x": at.0 as i64, "y": at.1 as i64, "origin": "viewport"},
        ]}]))
        .await
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
    let play = bench.middle("#play").await?;
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
    let silent = phase(&bench, "warning").await?;
    ensure!((58.0..=62.0).contains(&silent), "asked after {silent} s");
    ensure!(
        bench
            .holds(
                "const box = document.querySelector('.question');\
                 return box.getAnimations({ subtree: true }).length === 0 && box.matches(':modal') && box.contains(document.activeElement) && box.querySelector('progress').value > 15"
            )
            .await?,
        "the question has no focus, number or bar"
    );
    let asked = phase(&bench, "attract").await?;
    ensure!((18.0..=22.0).contains(&asked), "reset after {asked} s");
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
    let play = bench.middle("#play").await?;
    for means in 0..4 {
        // Without touch in WebKit's driver it is a mouse that does not move: its move alone would be an answer.
        if means == 1 && bench.kit.engine == Engine::WebKit {
            nudge(&bench, play).await?;
        }
        phase(&bench, "warning").await?;
        match means {
            0 => bench.press(&[keys::RIGHT]).await?,
            1 => bench.press_at("touch", play).await?,
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
    let stops = "document.querySelector('#play').getAttribute('aria-label') === 'Play'";
    let played = pass(&bench, 400.0, stops).await?;
    ensure!(
        played > 120.0 && is_phase(&bench, "awake").await?,
        "a visitor was asked after {played} s of the war"
    );
    // From its end on silence counts.
    let silent = phase(&bench, "warning").await?;
    ensure!(
        (58.0..=62.0).contains(&silent),
        "asked {silent} s after the end"
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
    // The fifth, the volume, comes with the fourth.
    for aid in 1..=5 {
        bench
            .click(&format!(".kiosk-aids button:nth-child({aid})"))
            .await?;
    }
    bench.click(".zoom button:nth-child(1)").await?;
    bench.click("#card .chapter-link").await?;
    bench
        .js("document.querySelector('.sign.now').dispatchEvent(new MouseEvent('click', { bubbles: true }))", vec![])
        .await?;
    bench.click("#open-chronicle").await?;
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
               document.querySelector('.transcript').hidden, document.querySelector('.volume').ariaPressed,\
               document.querySelector('#card').innerText, document.querySelectorAll('.panel:not([hidden])').length].map(String)",
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
            "const a = __box(document.querySelector('.again')), p = __box(document.querySelector('#play'));\
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

async fn page_zoom(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    for (fragment, is_stopped) in [("mode=kiosk&lang=en", true), ("lang=en", false)] {
        bench.open(&server, fragment).await?;
        if is_stopped {
            phase_comes(&bench, "attract").await?;
        }
        let stopped = bench
            .js(
                "const pinch = Object.assign(new Event('touchmove', { bubbles: true, cancelable: true }), { touches: { length: 2 } });\
                 const wheel = new WheelEvent('wheel', { ctrlKey: true, deltaY: 5, bubbles: true, cancelable: true });\
                 return [pinch, wheel].map((event) => !document.querySelector('.dock').dispatchEvent(event))",
                vec![],
            )
            .await?;
        ensure!(
            stopped == json!([is_stopped, is_stopped]),
            "{fragment}: {stopped}"
        );
    }
    Ok(())
}

async fn asks_nothing(bench: Bench) -> Result<()> {
    let server = open(&bench, "").await?;
    bench
        .until("relief and coasts have come", "return document.querySelectorAll('.close-ups path').length > 0 && document.querySelector('.relief').naturalWidth > 0")
        .await?;
    let asked = "return performance.getEntriesByType('resource').length";
    let before = bench.number(asked).await?;
    drop(server);
    for lang in ["zh-Hant", "zh-Hans", "en"] {
        wake(&bench).await?;
        bench
            .click(&format!(".kiosk-languages [lang={lang}]"))
            .await?;
        for day in ["1856-10-23", "1858-05-28", "1860-10-18"] {
            bench.seek(day).await?;
            bench
                .js("document.querySelector('.sign.now').dispatchEvent(new MouseEvent('click', { bubbles: true }))", vec![])
                .await?;
            bench.rests().await?;
        }
        for css in [
            "#open-chronicle",
            ".about > summary",
            ".compare > summary",
            ".legend > summary",
        ] {
            bench
                .js(
                    "document.querySelector(arguments[0])?.click()",
                    vec![json!(css)],
                )
                .await?;
        }
        bench.drawn().await?;
        phase(&bench, "attract").await?;
    }
    let more = bench.number(asked).await? - before;
    ensure!(more == 0.0, "{more} requests");
    bench.quiet().await
}

async fn answers_at_once(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench.seek("1858-05-28").await?;
    bench.rests().await?;
    let buttons = "[...document.querySelectorAll('.transport button, .zoom button, .kiosk-languages button:not([aria-pressed=true]), .kiosk-aids button, .tools button, .about > summary, .compare > summary, .chapter, .again')].filter((node) => node.checkVisibility())";
    let count = format!(
        "const nodes = {buttons}; for (const [index, node] of nodes.entries()) node.dataset.tried = index; return nodes.length"
    );
    let count = bench.number(&count).await? as usize;
    ensure!(count > 25, "{count} buttons");
    // Frames, not milliseconds, so that a busy machine tells no lies: two of them are 33 ms.
    let mut slow = vec![];
    for index in 0..count {
        let answer = bench
            .js_async(
                "const frame = () => new Promise((r) => requestAnimationFrame(r));\
                 await arrowWar.seek('1858-05-28'); document.querySelector('.zoom button').click();\
                 for (let i = 0; i < 4; i++) await frame();\
                 const node = document.querySelector(`[data-tried='${arguments[0]}']`); let news = 0;\
                 const watch = new MutationObserver((list) => { news += list.length; });\
                 watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });\
                 node.click(); let frames = 0;\
                 do { await frame(); frames += 1; } while (!news && frames < 100);\
                 watch.disconnect();\
                 return [frames, node.ariaLabel || node.textContent || node.className]",
                vec![json!(index)],
            )
            .await?;
        if answer[0].as_f64() > Some(2.0) {
            slow.push(answer.to_string());
        }
    }
    ensure!(slow.is_empty(), "{slow:?}");
    bench.quiet().await
}

async fn aids(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench.js(crate::gallery::VOICE, vec![]).await?;
    let aid = async |number: usize| {
        let css = format!(".kiosk-aids button:nth-child({number})");
        bench.click(&css).await
    };
    let letters = "return __letters(document.querySelector('#card p'))";
    let plain = bench.number(letters).await?;
    for factor in [1.2, 1.4, 1.0] {
        aid(1).await?;
        bench.drawn().await?;
        let now = bench.number(letters).await?;
        ensure!(
            (now / plain - factor).abs() < 0.05,
            "letters of {plain} became {now} instead of {factor} times as high"
        );
    }
    let theme = "return document.documentElement.dataset.theme";
    for wanted in ["contrast", "paper"] {
        aid(2).await?;
        bench
            .until(wanted, &format!("{theme} === '{wanted}'"))
            .await?;
    }
    aid(3).await?;
    bench.rests().await?;
    let flown = bench
        .js_async(
            "const now = () => document.querySelector('#map .layer.ground > g').getAttribute('transform');\
             const frame = () => new Promise((done) => requestAnimationFrame(done));\
             const before = now(); document.querySelector('.zoom button').click();\
             await frame(); await frame(); const first = now();\
             for (let i = 0; i < 20; i++) await frame();\
             return [first !== before, now() === first, document.getAnimations().filter((it) => it.playState === 'running').length]",
            vec![],
        )
        .await?;
    ensure!(flown == json!([true, true, 0]), "it flies: {flown}");
    aid(4).await?;
    bench
        .until(
            "it is read aloud",
            "return spoken.length > 0 && !document.querySelector('.transcript').hidden",
        )
        .await?;
    bench.quiet().await
}

async fn slider(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    // The finger is 20 mm broad, and hangs from where it touches.
    let at = "const input = document.getElementById('date-slider'), box = __box(input);\
        const target = parseFloat(document.documentElement.style.getPropertyValue('--target'));\
        const day = __box(document.querySelector('.dock time, #date'));\
        return [box.left + target / 2, box.width - target, box.top + box.height / 2, target, day.left, day.right, day.top, day.bottom]";
    let at = bench.js(at, vec![]).await?;
    let of = |index: usize| at[index].as_f64().unwrap_or(f64::NAN);
    let mut days = vec![];
    for part in [0.2, 0.9, 0.5] {
        let (x, y) = (of(0) + of(1) * part, of(2));
        bench.press_at("touch", (x, y)).await?;
        bench.drawn().await?;
        days.push(bench.date().await?);
        let beside = x + of(3) / 2.0 < of(4) || x - of(3) / 2.0 > of(5);
        ensure!(
            beside || of(7) <= y - of(3) / 2.0,
            "a finger at {x}, {y} hides the date: {at}"
        );
    }
    ensure!(
        days[0] < days[2] && days[2] < days[1] && days[1].as_str() > "1860",
        "{days:?}"
    );
    // With the finger, from where it is.
    bench
        .drag((of(0) + of(1) * 0.5, of(2)), (of(0) + of(1) * 0.2, of(2)))
        .await?;
    bench.drawn().await?;
    let dragged = bench.date().await?;
    ensure!(dragged < days[2], "dragged to {dragged} of {days:?}");
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
    bench.js(crate::gallery::VOICE, vec![]).await?;
    bench.click(".kiosk-aids button:nth-child(4)").await?;
    bench.click("#card .chapter-link").await?;
    bench
        .until(
            "the story",
            "return document.querySelector('#card .steps') !== null",
        )
        .await?;
    let view = bench.rests().await?;
    let card = "return ['h2', 'li', 'p'].map((name) => document.querySelectorAll(`#card ${name}`).length).join()";
    let shown = bench.text(card).await?;
    bench.click(".kiosk-languages [lang=zh-Hant]").await?;
    bench
        .until(
            "it is heard in the new language",
            "return /[\\u4e00-\\u9fff]{4}/.test(spoken.at(-1)) && document.querySelector('.transcript').textContent === spoken.at(-1)",
        )
        .await?;
    ensure!(
        bench.date().await? == "1860-09-21"
            && bench.rests().await? == view
            && bench.text(card).await? == shown,
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
    // Other hands in every run; SEED=… in the environment brings those of a failure back.
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?.as_millis() as u64;
    let seed = std::env::var("SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let seed = seed.unwrap_or(now % 2_147_483_646 + 1);
    eprintln!("  two hands, SEED={seed}");
    let mut next = seed;
    let mut chance = |below: u64| {
        next = next * 16_807 % 2_147_483_647;
        next % below
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
                let key = [
                    keys::TAB,
                    keys::ENTER,
                    " ",
                    keys::RIGHT,
                    keys::ESCAPE,
                    keys::HOME,
                    keys::PAGE_UP,
                ];
                bench.press(&[key[chance(7) as usize]]).await?;
            }
        }
        bench.quiet().await?;
        ensure!(
            bench.text("return location.href").await? == address,
            "they left the page"
        );
        ensure!(
            bench
                .holds(
                    "return visualViewport.scale === 1 && !document.documentElement.dataset.fault"
                )
                .await?,
            "the page is zoomed, or has failed"
        );
        // And with silence it goes back to its beginning, once nothing plays.
        bench
            .js("const play = document.getElementById('play'); if (/Pause|暫停|暂停/.test(play.ariaLabel)) play.click()", vec![])
            .await?;
        phase(&bench, "attract").await.map(drop)
    }
    .await;
    bench.two_fingers(false).await?;
    result.with_context(|| format!("SEED={seed}"))
}

async fn sizes(bench: Bench) -> Result<()> {
    let _server = open(&bench, "controls=low&ppi=70").await?;
    wake(&bench).await?;
    let wrong = bench
        .js(
            "const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && __box(node).width > 1;\
             return [...document.querySelectorAll('button:not(.chapter), summary, input')].filter(seen).flatMap((node) => {\
               const r = __box(node), name = node.ariaLabel || node.textContent || node.id;\
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
               .map(__letters).filter((size) => size < 18)",
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
    bench
        .until(
            "the close-up coasts have come",
            "return document.querySelectorAll('.close-ups path').length > 0",
        )
        .await?;
    let hold = "document.querySelector('.corner').dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}))";
    bench.js(hold, vec![]).await?;
    let held = pass(&bench, 8.0, "document.querySelector('.staff').open").await?;
    ensure!(held >= 4.5, "it opens after {held} s");
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
    let beats = "return Number(document.documentElement.dataset.heartbeat ?? 0)";
    let before = bench.number(beats).await?;
    let passed = pass(&bench, 60.0, "false").await?;
    let counted = bench.number(beats).await? - before;
    ensure!(
        (counted - passed / 5.0).abs() < 2.0,
        "{counted} beats in {passed} s"
    );
    bench.quiet().await
}
