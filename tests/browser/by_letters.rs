//! With larger letters, wider spacing, and in narrow windows.

use anyhow::{Result, ensure};
use arrow_war_map::campaign::Lang;
use serde_json::json;

use crate::by_taps::sized;
use crate::kit::{Bench, tests};

tests! {
    @Chromium "With the spacing that readers may set nothing is cut." => spaced,
    @Chromium "In a window enlarged to twice its size letters are larger and nothing is lost." => enlarged,
    @Chromium "Whoever has set larger letters in the browser reads larger ones, and nothing is lost." => larger,
    @Chromium "In a window 320 pixels broad everything is read without scrolling sideways." => narrow,
}

/// States in which there is much to read: what opens them.
const STATES: [(&str, &str, &str); 7] = [
    ("a day", "d=1860-10-18", ""),
    ("a card", "d=1860-10-18&e=burning_yuanmingyuan", ""),
    (
        "a story",
        "d=1860-09-18",
        "(document.querySelector('#card .chapter-link') ?? document.getElementById('story')).click()",
    ),
    ("the chronicle", "d=1860-10-18&panel=chronicle", ""),
    (
        "the search",
        "d=1860-10-18&panel=search",
        "const field = document.getElementById('search-field'); field.value = '1860'; field.dispatchEvent(new Event('input', { bubbles: true }))",
    ),
    (
        "help",
        "d=1860-10-18",
        "document.querySelector('.about:not(.settings)').open = true",
    ),
    (
        "settings",
        "d=1860-10-18",
        "document.querySelector('.settings').open = true",
    ),
];

/// Words that are cut off or lie outside, and places that scroll sideways.
const CUT: &str = r"
const out = new Set();
if (document.documentElement.scrollWidth > innerWidth + 1) out.add(`the page is ${document.documentElement.scrollWidth} broad`);
const own = (node) => [...node.childNodes].filter((child) => child.nodeType === 3 && child.data.trim());
for (const node of document.querySelectorAll('.exhibit *')) {
  // A chapter's number is read in its name; what is hidden from the eye is for the ear.
  const texts = own(node);
  if (node.closest('.map, svg, .skip, .locator, .chapter, [aria-hidden=true], option') || !texts.length) continue;
  if (!node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  // The words of its own: those of a child are looked at there.
  const range = document.createRange();
  range.setStartBefore(texts[0]);
  range.setEndAfter(texts.at(-1));
  const words = range.getBoundingClientRect();
  const name = `${node.tagName.toLowerCase()} «${node.textContent.trim().slice(0, 30)}»`;
  for (let box = node; box && box !== document.body; box = box.parentElement) {
    const style = getComputedStyle(box), r = box.getBoundingClientRect();
    if (style.clipPath !== 'none') break;
    const scrolls = /auto|scroll/.test(style.overflowY);
    // A table may be broader than its panel, a text may not.
    if (scrolls && box.scrollWidth > box.clientWidth + 1) {
      if (box.matches('.table')) break;
      out.add(`.${box.className} is ${box.scrollWidth} broad in ${box.clientWidth}`);
    }
    const clips = /hidden|clip/.test(style.overflowX + style.overflowY) || style.position === 'fixed';
    if (clips || scrolls) {
      if (words.right > r.right + 1.5 || words.left < r.left - 1.5) out.add(`${name} is cut at the side of .${box.className}`);
      if (!scrolls && style.position !== 'fixed' && (words.bottom > r.bottom + 2.5 || words.top < r.top - 2.5)) out.add(`${name} is cut by .${box.className}`);
    }
    if (style.position === 'fixed' || scrolls) {
      if (!scrolls && (words.left < -1 || words.right > innerWidth + 1 || words.top < -1 || words.bottom > innerHeight + 1)) out.add(`${name} leaves the window`);
      break;
    }
  }
}
// What is pressed can be seen and is not covered.
for (const node of document.querySelectorAll('#dock button:not(.chapter), #dock input, .controls button, .tools button, .about > summary')) {
  if (!node.checkVisibility({ visibilityProperty: true })) continue;
  const r = node.getBoundingClientRect(), at = document.elementFromPoint(r.x + r.width / 2, r.y + r.height / 2);
  if (r.width < 40 || r.height < 24) out.add(`${node.id || node.className} is ${Math.round(r.width)} × ${Math.round(r.height)}`);
  else if (!at || !(node.contains(at) || at.closest('.sheet, .panel'))) out.add(`something lies on ${node.id || node.title || node.textContent}`);
}
// Panels at rest leave one another free.
const parts = [...document.querySelectorAll('.masthead h1, .controls, .card, .dock, .tools, .zoom, .legend, .compare > summary, .locator')]
  .filter((node) => node.checkVisibility({ visibilityProperty: true }));
if (!document.querySelector('.panel:not([hidden]), .about[open]')) {
  for (const [i, a] of parts.entries()) for (const b of parts.slice(i + 1)) {
    const [p, q] = [a.getBoundingClientRect(), b.getBoundingClientRect()];
    const wide = Math.min(p.right, q.right) - Math.max(p.left, q.left), high = Math.min(p.bottom, q.bottom) - Math.max(p.top, q.top);
    if (wide > 2 && high > 2) out.add(`.${a.className || a.tagName} and .${b.className || b.tagName} overlap by ${Math.round(wide)} × ${Math.round(high)}`);
  }
}
return [...out];";

/// Every state in a window, with what is done to it first; tells what is wrong.
async fn read_in(
    bench: &Bench,
    size: (u32, u32, f64),
    first: &str,
    langs: &[Lang],
) -> Result<Vec<String>> {
    let server = bench.serve()?;
    let mut wrong = vec![];
    for lang in langs {
        let seen = sized(bench, size, async |bench| {
            let mut seen = vec![];
            bench
                .open(&server, &format!("lang={}&d=1860-10-18", lang.tag()))
                .await?;
            let there = "return document.querySelector('.about.settings') !== null";
            bench.until("the furniture is there", there).await?;
            bench.js(first, vec![]).await?;
            for (state, hash, open) in STATES {
                bench.js(PUT_AWAY, vec![json!(hash)]).await?;
                bench.drawn().await?;
                bench.js(open, vec![]).await?;
                bench.drawn().await?;
                bench.rests().await?;
                seen.push((state, bench.js(CUT, vec![]).await?));
            }
            Ok(seen)
        })
        .await?;
        for (state, found) in seen {
            for line in found.as_array().into_iter().flatten() {
                let line = line.as_str().unwrap_or_default();
                wrong.push(format!(
                    "{}, {state}, {} × {}: {line}",
                    lang.tag(),
                    size.0,
                    size.1
                ));
            }
        }
    }
    Ok(wrong)
}

/// Shuts what is open, and goes to an address.
const PUT_AWAY: &str = "for (const leaf of document.querySelectorAll('.about')) leaf.open = false;\
    for (const close of document.querySelectorAll('.card .close, .panel:not([hidden]) .close')) close.click();\
    location.hash = arguments[0]";

/// What WCAG 1.4.12 lets a reader set.
const SPACING: &str = "const sheet = new CSSStyleSheet();\
    sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important }\
      p { margin-bottom: 2em !important }');\
    document.adoptedStyleSheets = [sheet]";

async fn spaced(bench: Bench) -> Result<()> {
    let mut wrong = vec![];
    for size in [(1400, 900, 1.0), (390, 844, 1.0)] {
        wrong.extend(read_in(&bench, size, SPACING, &Lang::ALL).await?);
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

async fn enlarged(bench: Bench) -> Result<()> {
    let mut wrong = vec![];
    // Windows of 1280 × 900, 1280 × 1024 and 1920 × 1080, enlarged twofold.
    for size in [(640, 450, 2.0), (640, 512, 2.0), (960, 540, 2.0)] {
        wrong.extend(read_in(&bench, size, "", &[Lang::En, Lang::ZhHant]).await?);
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    // Letters do grow, though a small window sets some of them smaller.
    let server = bench.serve()?;
    let sizes = "return ['#card p', '#card h2', '.date time', '.masthead h1', '#scale'].map((css) =>\
        parseFloat(getComputedStyle(document.querySelector(css)).fontSize) * devicePixelRatio)";
    let mut seen = vec![];
    for size in [(1280, 900, 1.0), (640, 450, 2.0)] {
        seen.push(
            sized(&bench, size, async |bench| {
                bench.open(&server, "lang=en&d=1860-10-18").await?;
                bench.rests().await?;
                bench.js(sizes, vec![]).await
            })
            .await?,
        );
    }
    let of = |at: usize, text: usize| seen[at][text].as_f64().unwrap_or(f64::NAN);
    let grown: Vec<f64> = (0..5).map(|text| of(1, text) / of(0, text)).collect();
    // What is read grows most; a title and a date were large from the start.
    ensure!(
        grown[0] > 1.7 && grown.iter().all(|by| *by > 1.2),
        "letters grow by {grown:?}"
    );
    Ok(())
}

async fn larger(bench: Bench) -> Result<()> {
    // What is read takes its size from the browser's letters; 16 pixels are usual.
    let server = bench.serve()?;
    let sizes = "return ['#card p', '#card h2', '#chronicle td', '#legend li'].map((css) =>\
        parseFloat(getComputedStyle(document.querySelector(css)).fontSize))";
    let set = |pixels: u32| json!({"fontSizes": {"standard": pixels, "fixed": pixels}});
    bench
        .open(&server, "lang=en&d=1860-10-18&panel=chronicle")
        .await?;
    let there = "return document.querySelector('#chronicle td') !== null";
    bench.until("the chronicle", there).await?;
    let usual = bench.js(sizes, vec![]).await?;
    bench.cdp("Page.setFontSizes", set(24)).await?;
    let grown = "return parseFloat(getComputedStyle(document.documentElement).fontSize) > 20";
    let result = async {
        bench.until("larger letters", grown).await?;
        bench.js(sizes, vec![]).await
    };
    let result = result.await;
    bench.cdp("Page.setFontSizes", set(16)).await?;
    let seen = [usual, result?];
    let of = |at: usize, text: usize| seen[at][text].as_f64().unwrap_or(f64::NAN);
    let grown: Vec<f64> = (0..4).map(|text| of(1, text) / of(0, text)).collect();
    ensure!(
        grown.iter().all(|by| (by - 1.5).abs() < 0.01),
        "letters grow by {grown:?}"
    );
    let mut wrong = vec![];
    for size in [(1600, 1000, 1.0), (1024, 768, 1.0), (390, 844, 1.0)] {
        wrong.extend(read_in(&bench, size, LARGER, &[Lang::En, Lang::ZhHant]).await?);
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}

/// As if the browser's letters were half as large again.
const LARGER: &str = "const root = document.documentElement;\
    root.style.fontSize = `${1.5 * parseFloat(getComputedStyle(root).fontSize)}px`";

async fn narrow(bench: Bench) -> Result<()> {
    let mut wrong = vec![];
    // A phone of the first years; a window of 1280 × 1024, enlarged fourfold.
    for size in [(320, 568, 1.0), (320, 256, 4.0)] {
        wrong.extend(read_in(&bench, size, "", &[Lang::En, Lang::ZhHans]).await?);
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}
