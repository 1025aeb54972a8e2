//! The machine in the gallery: its sizes, what it reads aloud, how it is watched over, and what it tells of itself.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use xtask::server::{Options, Server};

use crate::kiosk::{is_phase, open, pass, phase, phase_comes, tap, wake};
use crate::kit::{Bench, Engine, Host, host, start, tests};
use crate::layout::framed;

tests! {
    "A visitor is met by one sentence, one slider and one Play button." => first_screen,
    "In a kiosk of any size the map keeps half of the screen, and a finger finds every button." => half,
    "A screen that is turned keeps the visit, and everything stays within it." => turned,
    "A clock that is set to another day disturbs no visit." => clock,
    "Read aloud tells what moves, in play sentence after sentence, and asks the question." => aloud,
    @Once "A kiosk that has failed begins anew by itself, three times an hour." => begins_anew,
    @Chromium "A kiosk that hangs is loaded again by the page around it." => hangs,
    "The visits are told to the page around the kiosk, and to no stranger." => counts,
}

async fn first_screen(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench
        .until(
            "the opening",
            "return document.querySelectorAll('#card .opening .lead').length === 1",
        )
        .await?;
    let seen = bench
        .js(
            "const seen = (css) => [...document.querySelectorAll(css)].filter((node) => node.checkVisibility()).length;\
             return [seen('#play'), seen('input[type=range]'), seen('#card h2, #card .event'), document.querySelector('.lead').textContent.split(/[.。]\\s*/).filter(Boolean).length]",
            vec![],
        )
        .await?;
    ensure!(seen == json!([1, 1, 0, 1]), "{seen}");
    bench.quiet().await
}

/// What lies over the map, by a grid of places; what is cut off or too small for a finger.
const HALF: &str = "\
    const seen = (node) => node.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && __box(node).width > 1;\
    const at = (x, y) => document.elementFromPoint(x, y);\
    let free = 0;\
    for (let i = 0; i < 30; i++) for (let j = 0; j < 30; j++)\
      free += Boolean(at((i + .5) * innerWidth / 30, (j + .5) * innerHeight / 30)?.closest('#map, .corner'));\
    const wrong = free < 450 ? [`the map has ${Math.round(free / 9)} %`] : [];\
    const apart = [...document.querySelectorAll('.transport button, .zoom button, .kiosk-bar button, .tools button, .about > summary, .compare > summary')].filter(seen);\
    for (const a of apart) for (const b of apart) {\
      const [p, q] = [__box(a), __box(b)];\
      const gap = Math.max(q.left - p.right, p.left - q.right, q.top - p.bottom, p.top - q.bottom);\
      if (a !== b && gap < 7.5) wrong.push(`${a.ariaLabel || a.textContent} stands ${gap} from ${b.ariaLabel || b.textContent}`);\
    }\
    const mm = parseFloat(document.documentElement.style.getPropertyValue('--target'));\
    const finger = Math.max(44, Math.min(mm, Math.min(innerWidth, innerHeight) * .099)) - 1;\
    for (const node of document.querySelectorAll('button:not(.chapter, .corner), summary, input')) {\
      if (!seen(node)) continue;\
      const box = __box(node), name = node.ariaLabel || node.textContent || node.id;\
      if (node.matches('.kiosk-bar button') && node.scrollHeight > node.clientHeight + 1) wrong.push(`${name} is higher than its button`);\
      const scrolls = node.closest('.card, .legend'), within = scrolls && __box(scrolls);\
      if (!scrolls && node.type !== 'range' && (box.left < 0 || box.top < 0 || box.right > innerWidth || box.bottom > innerHeight)) wrong.push(`${name} is cut off`);\
      if (scrolls && (box.top < within.top || box.bottom > within.bottom)) continue;\
      const [x, y] = [box.x + box.width / 2, box.y + box.height / 2], reach = finger / 2 - 1;\
      const hit = (dx, dy) => box.width > finger && dx || box.height > finger && dy || node.contains(at(x + dx, y + dy));\
      const small = [[reach, 0], [-reach, 0], [0, reach], [0, -reach]].filter(([dx, dy]) => !hit(dx, dy));\
      const border = scrolls && scrolls.clientTop * __zoom();\
      const held = scrolls && small.length > 0 && (y - reach < within.top + border || y + reach > within.bottom);\
      if (small.length && !held) wrong.push(`${name}: ${box.width} × ${box.height}, less than ${finger}`);\
    }\
    return wrong";

async fn half(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let mut found = vec![];
    // Every engine breaks lines and enlarges the page in its own way: one wall of each kind shows it.
    let kinds = [
        ((1920, 1080), "ppi=69&size=1.3"),
        ((1080, 1920), ""),
        ((3840, 2160), "ppi=80"),
        ((1024, 768), "controls=low"),
        ((390, 844), ""),
    ];
    let others = [
        ((1920, 1080), ""),
        ((1080, 1920), "ppi=69&size=1.3"),
        ((2160, 3840), "ppi=80"),
        ((1024, 768), ""),
        ((3440, 1440), ""),
    ];
    let others = (others.into_iter()).filter(|_| bench.kit.engine == Engine::Chromium);
    for (size, more) in kinds.into_iter().chain(others) {
        let fragment = format!("mode=kiosk&lang=en&d=1860-09-21&v=90,18,140,54&{more}");
        let wrong = framed(&bench, &server, size, &fragment, async |bench| {
            phase_comes(bench, "attract").await?;
            bench
                .js("document.querySelector('.attract').click()", vec![])
                .await?;
            bench
                .until(
                    "it wakes",
                    "return document.documentElement.dataset.kiosk === 'awake'",
                )
                .await?;
            bench.rests().await?;
            bench.js(HALF, vec![]).await
        })
        .await?;
        if wrong != json!([]) {
            found.push(format!("{size:?} {more}: {wrong}"));
        }
    }
    ensure!(found.is_empty(), "{}", found.join("\n"));
    Ok(())
}

async fn turned(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let outside = frame(&server, "mode=kiosk&lang=en", (1280, 800))?;
    bench.driver.goto(outside.url.as_str()).await?;
    bench.driver.enter_frame(0).await?;
    bench.answers().await?;
    phase_comes(&bench, "attract").await?;
    bench
        .js("document.querySelector('.attract').click()", vec![])
        .await?;
    bench.seek("1860-09-21").await?;
    bench.driver.enter_default_frame().await?;
    bench
        .js("const frame = document.querySelector('iframe'); frame.width = 800; frame.height = 1280", vec![])
        .await?;
    bench.driver.enter_frame(0).await?;
    bench
        .until("it is turned", "return innerHeight === 1280")
        .await?;
    bench.rests().await?;
    let cut = bench
        .js(
            "return [...document.querySelectorAll('.kiosk-bar button, .transport button, .zoom button, #date')].filter((node) => {\
               const box = __box(node);\
               return node.checkVisibility() && (box.left < 0 || box.right > innerWidth || box.bottom > innerHeight) }).map((node) => node.outerHTML)",
            vec![],
        )
        .await?;
    ensure!(cut == json!([]), "cut: {cut}");
    ensure!(
        bench.date().await? == "1860-09-21" && is_phase(&bench, "awake").await?,
        "the visit is lost"
    );
    bench.driver.enter_default_frame().await?;
    Ok(())
}

async fn clock(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench.seek("1860-09-21").await?;
    // Forwards by a quarter of a year, back by two, and to the ends of what a clock can show.
    for day in [
        "2026-12-31",
        "2026-03-29T03:30",
        "1970-01-01",
        "2038-01-20",
        "9999-12-31",
    ] {
        bench
            .js(
                "const then = Date.parse(arguments[0]), real = window.__Date ??= Date;\
                 window.Date = class extends real { constructor(...all) { super(...(all.length ? all : [then])); } static now() { return then; } };\
                 window.__beats = document.documentElement.dataset.heartbeat",
                vec![json!(day)],
            )
            .await?;
        pass(
            &bench,
            8.0,
            "document.documentElement.dataset.heartbeat !== __beats",
        )
        .await?;
        ensure!(
            is_phase(&bench, "awake").await? && bench.date().await? == "1860-09-21",
            "{day}: the visit is over"
        );
        tap(&bench, (700.0, 20.0)).await?;
    }
    phase(&bench, "warning").await?;
    bench.quiet().await
}

/// A voice that writes down what it says, and takes as long as it is told to.
pub const VOICE: &str = "\
    window.spoken = []; let now = null;\
    Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { set() {} });\
    Object.defineProperty(speechSynthesis, 'speaking', { get: () => now !== null });\
    speechSynthesis.getVoices = () => ['en-GB', 'zh-TW', 'zh-CN'].map((lang) => ({ lang, localService: true, name: 'A voice' }));\
    speechSynthesis.cancel = () => { if (now) spoken.push('cut'); now = null; };\
    speechSynthesis.speak = (words) => { now = words; spoken.push(words.text); };\
    window.ends = () => { const words = now; now = null; words?.dispatchEvent(new Event('end')); };";

async fn aloud(bench: Bench) -> Result<()> {
    let _server = open(&bench, "").await?;
    wake(&bench).await?;
    bench.js(VOICE, vec![]).await?;
    bench.seek("1857-06-10").await?;
    bench.click(".kiosk-aids button:nth-child(4)").await?;
    bench
        .until(
            "a day without events tells what moves, and so does the transcript",
            "return spoken.some((text) => /reinforcements from home sail to Hong Kong\\./.test(text))\
               && document.querySelector('.transcript').textContent.includes('sail to Hong Kong')",
        )
        .await?;
    bench.seek("1858-05-18").await?;
    bench.js("spoken.length = 0", vec![]).await?;
    bench.click("#play").await?;
    // The name of Play, which has the focus, is said.
    bench.js("ends()", vec![]).await?;
    bench
        .until(
            "the first days are told",
            "return spoken.some((text) => text.includes('1858'))",
        )
        .await?;
    bench
        .until(
            "days go by",
            "return document.getElementById('date').dateTime > '1858-05-24'",
        )
        .await?;
    let cut = bench
        .number("return spoken.filter((text) => text === 'cut').length")
        .await?;
    bench.js("spoken.length = 0; ends()", vec![]).await?;
    bench
        .until(
            "the next sentence",
            "return spoken.some((text) => text.includes('1858'))",
        )
        .await?;
    // A press of Play gives the focus, whose name is spoken; else nothing cuts a sentence.
    ensure!(cut <= 2.0, "{cut} sentences were cut");
    bench.click("#play").await?;
    bench.js("ends(); spoken.length = 0", vec![]).await?;
    bench
        .js("window.quiet = setInterval(() => ends(), 50)", vec![])
        .await?;
    phase(&bench, "warning").await?;
    bench
        .until(
            "the question is spoken",
            "return spoken.some((text) => text.includes('still there'))",
        )
        .await?;
    bench.quiet().await
}

async fn begins_anew(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "mode=kiosk&lang=zh-Hans").await?;
    let ready = "return document.documentElement.dataset.kiosk === 'attract' && !window.fallen";
    // Its ten seconds are over at once.
    let falls = "const later = window.setTimeout; window.fallen = true;\
        window.setTimeout = (act, ms, ...rest) => later.call(window, act, ms === 10000 ? 50 : ms, ...rest);\
        arrowWarFault('broken by the test')";
    for _ in 0..4 {
        bench.until("it waits for a visitor", ready).await?;
        bench.js(falls, vec![]).await?;
    }
    bench
        .js_async(
            "await new Promise((later) => setTimeout(later, 500))",
            vec![],
        )
        .await?;
    let stays = bench
        .holds(
            "return window.fallen && !document.getElementById('fault').hidden && document.getElementById('fault').lang === 'zh-Hans'\
               && ![...document.querySelectorAll('#fault a')].some((link) => link.checkVisibility())",
        )
        .await?;
    bench.js("sessionStorage.clear()", vec![]).await?;
    ensure!(stays, "it begins anew for ever, or leads out");
    Ok(())
}

/// A page of another site with the map in a frame.
fn frame(server: &Server, fragment: &str, size: (u32, u32)) -> Result<Host> {
    host(format!(
        "<!doctype html><meta charset=utf-8><title>A museum</title>\
         <script>var heard = []; addEventListener('message', (event) => heard.push(event.data));</script>\
         <script>document.write(`<iframe width={} height={} src=\"{}#{fragment}\"></iframe>`)</script>",
        size.0,
        size.1,
        server.url()
    ))
}

async fn hangs(bench: Bench) -> Result<()> {
    // Hearts that beat faster, and a watchdog that is as much less patient.
    let fast = "const every = window.setInterval;\
        window.setInterval = (act, ms, ...rest) => every.call(window, act, ms === 5000 ? 100 : ms, ...rest);";
    let probe = [include_str!("probe.js"), "\n;(() => {", fast, "})();"].concat();
    let changed = BTreeMap::from([("probe.js".to_owned(), probe.into_bytes())]);
    let server = start(&bench.kit.copy("hangs", &changed)?, Options::default())?;
    let file = format!("{}/docs/examples/museum.html", env!("CARGO_MANIFEST_DIR"));
    let page = std::fs::read_to_string(file)?
        // A site that no other test has a process for.
        .replace(
            "https://example.org/war/",
            &server.url().replace("127.0.0.1", "map.localhost"),
        )
        .replace("12_000", "1_500")
        .replace(
            "<script>",
            "<script>var heard = []; addEventListener('message', (event) => heard.push(event.data.type));",
        );
    let outside = host(page)?;
    bench.driver.goto(outside.url.as_str()).await?;
    bench
        .until("its heart beats", "return heard.includes('heartbeat')")
        .await?;
    bench.driver.enter_frame(0).await?;
    bench
        .js("setTimeout(() => { for (;;); }, 1500)", vec![])
        .await?;
    bench.driver.enter_default_frame().await?;
    // One question, asked before it hangs: the driver, too, waits for a frame that does.
    let back = bench
        .js_async(
            "const until = async (holds) => { for (let i = 0; i < 800 && !holds(); i++) await new Promise((r) => setTimeout(r, 100)); };\
             let last = performance.now(); addEventListener('message', () => { last = performance.now(); });\
             await until(() => performance.now() - last > 1000); heard.length = 0;\
             await until(() => heard.includes('ready') && heard.includes('heartbeat'));\
             return heard.includes('ready') && heard.includes('heartbeat')",
            vec![],
        )
        .await?;
    ensure!(back == json!(true), "the map stays away");
    Ok(())
}

async fn counts(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let asks = "document.querySelector('iframe').contentWindow.postMessage({ arrowWar: 1, type: 'counts?' }, '*')";
    let tables = "heard.filter((message) => message.type === 'counts')";
    for (fragment, is_told) in [
        ("count=1&origin=${location.origin}", true),
        ("count=1&origin=https://other.example", false),
        ("origin=${location.origin}", false),
    ] {
        let outside = frame(
            &server,
            &format!("mode=kiosk&lang=en&{fragment}"),
            (1200, 760),
        )?;
        bench.driver.goto(outside.url.as_str()).await?;
        bench.driver.enter_frame(0).await?;
        bench.answers().await?;
        phase_comes(&bench, "attract").await?;
        bench.driver.enter_default_frame().await?;
        bench.js(asks, vec![]).await?;
        if is_told {
            bench
                .until(
                    "the table",
                    &format!("return {tables}[0]?.csv.startsWith('day,what,count')"),
                )
                .await?;
            // A frame beside the map is not the page around it.
            bench
                .js(
                    "heard.length = 0; const other = document.body.appendChild(document.createElement('iframe'));\
                     other.contentWindow.eval(`onmessage = (event) => parent.heardBy = event.data; parent.frames[0].postMessage({ arrowWar: 1, type: 'counts?' }, '*')`)",
                    vec![],
                )
                .await?;
        }
        bench.driver.enter_frame(0).await?;
        bench.drawn().await?;
        bench.js("localStorage.clear()", vec![]).await?;
        bench.driver.enter_default_frame().await?;
        let answer = bench
            .js(
                &format!("return [{tables}.length, window.heardBy ?? null]"),
                vec![],
            )
            .await?;
        ensure!(answer == json!([0, Value::Null]), "{fragment}: {answer}");
    }
    Ok(())
}
