//! Room for everything: windows of museums, desks and pockets; the keyboard.

use anyhow::{Result, ensure};
use serde_json::{Value, json};
use xtask::server::Server;

use crate::kit::{Bench, host, keys, tests};

tests! {
    "At 1600 × 1000 nothing is cut off and nothing covers another." => desk,
    @Once "At 1024 × 768 nothing is cut off and nothing covers another." => projector,
    @Once "At 1080 × 1920 nothing is cut off and nothing covers another." => portrait,
    "At 390 × 844 nothing is cut off and nothing covers another." => pocket,
    @Once "At 320 × 568 nothing is cut off and nothing covers another." => old_pocket,
    @Once "At 844 × 390 nothing is cut off and nothing covers another." => across,
    "At 3840 × 2160 nothing is cut off and nothing covers another." => wall,
    "Every control can be reached with the keyboard, and the focus is seen." => keyboard,
    "The skip link leads to the slider." => skip,
}

/// The map in a frame of a size that the window itself may not take.
pub async fn framed<T>(
    bench: &Bench,
    server: &Server,
    (width, height): (u32, u32),
    fragment: &str,
    look: impl AsyncFnOnce(&Bench) -> Result<T>,
) -> Result<T> {
    let page = format!(
        "<!doctype html><title>A frame</title><style>html, body {{ margin: 0 }} iframe {{ border: 0; display: block }}</style>\
         <iframe width={width} height={height} src=\"{}#{fragment}\"></iframe>",
        server.url()
    );
    let outside = host(page)?;
    bench.driver.goto(outside.url.as_str()).await?;
    bench.driver.enter_frame(0).await?;
    let result = match bench.answers().await {
        Ok(()) => look(bench).await,
        Err(error) => Err(error),
    };
    bench.driver.enter_default_frame().await?;
    result
}

async fn desk(bench: Bench) -> Result<()> {
    fits(&bench, (1600, 1000)).await
}

async fn projector(bench: Bench) -> Result<()> {
    fits(&bench, (1024, 768)).await
}

async fn portrait(bench: Bench) -> Result<()> {
    fits(&bench, (1080, 1920)).await
}

async fn pocket(bench: Bench) -> Result<()> {
    fits(&bench, (390, 844)).await
}

async fn old_pocket(bench: Bench) -> Result<()> {
    fits(&bench, (320, 568)).await
}

async fn across(bench: Bench) -> Result<()> {
    fits(&bench, (844, 390)).await
}

async fn wall(bench: Bench) -> Result<()> {
    fits(&bench, (3840, 2160)).await
}

async fn fits(bench: &Bench, size: (u32, u32)) -> Result<()> {
    let server = bench.serve()?;
    let mut found = vec![];
    for lang in ["zh-Hant", "zh-Hans", "en"] {
        // A quiet day, the fullest card, and the day with the longest date.
        for day in ["1856-10-08", "1860-10-18", "1858-05-28"] {
            let fragment = format!("lang={lang}&d={day}");
            let wrong = framed(bench, &server, size, &fragment, async |bench| {
                bench.rests().await?;
                let wrong = bench.js(LAYOUT, vec![]).await?;
                let opened = bench.js_async(OPENED, vec![]).await?;
                Ok([wrong, opened])
            })
            .await?;
            for line in wrong.iter().filter_map(Value::as_array).flatten() {
                let line = line.as_str().unwrap_or_default().to_owned();
                if !found.iter().any(|(known, _)| *known == line) {
                    found.push((line, format!("{lang}, {day}")));
                }
            }
        }
    }
    let lines: Vec<String> = found
        .iter()
        .map(|(line, at)| format!("  {line} (first in {at})"))
        .collect();
    ensure!(
        lines.is_empty(),
        "at {} × {}:\n{}",
        size.0,
        size.1,
        lines.join("\n")
    );
    Ok(())
}

const LAYOUT: &str = "\
const wrong = [];
const box = __box;
const px = (r) => `${Math.round(r.left)},${Math.round(r.top)}–${Math.round(r.right)},${Math.round(r.bottom)}`;
const seen = (node) => node && node.checkVisibility({ visibilityProperty: true }) && box(node).width > 1 && box(node).height > 1;
const parts = {
  masthead: document.querySelector('.masthead h1'), controls: document.querySelector('.controls'),
  card: document.getElementById('card'), dock: document.getElementById('dock'),
  legend: document.querySelector('.legend'), zoom: document.querySelector('.zoom'),
  help: document.querySelector('.about > summary'), settings: document.querySelector('.settings > summary'), margin: document.querySelector('.margin-strip'),
};
const zoom = __zoom();
const shown = Object.entries(parts).filter(([, node]) => seen(node));
// A heading is as wide as its words.
const area = (name, node) => {
  if (name !== 'masthead') return box(node);
  const range = document.createRange();
  range.selectNodeContents(node);
  return box(range);
};
for (const [name, node] of shown) {
  const r = area(name, node);
  if (r.left < -1 || r.top < -1 || r.right > innerWidth + 1 || r.bottom > innerHeight + 1) wrong.push(`${name} leaves the window: ${px(r)}`);
}
for (let i = 0; i < shown.length; i++) for (let j = i + 1; j < shown.length; j++) {
  const [a, b] = [area(...shown[i]), area(...shown[j])];
  const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
  const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
  if (wide > 1 && high > 1) wrong.push(`${shown[i][0]} ${px(a)} and ${shown[j][0]} ${px(b)} overlap by ${Math.round(wide)} × ${Math.round(high)}`);
}
// Everything of the dock and of the buttons lies within its panel, and no text is wider than its box.
for (const css of ['#dock', '.controls', '.zoom']) {
  const panel = document.querySelector(css);
  if (!seen(panel)) continue;
  const r = box(panel);
  for (const node of panel.querySelectorAll('button, time, span, .slider')) {
    if (!seen(node)) continue;
    const n = box(node);
    const slack = node.closest('.slider') && node.matches('input') ? 16 : 2;
    if (n.left < r.left - slack || n.right > r.right + slack || n.top < r.top - slack || n.bottom > r.bottom + slack)
      wrong.push(`${node.tagName.toLowerCase()} '${node.textContent || node.ariaLabel || node.className}' ${px(n)} leaves ${css} ${px(r)}`);
    if (!node.matches('.chapter, .slider') && node.scrollWidth > node.clientWidth + 1 && node.clientWidth > 0)
      wrong.push(`'${node.textContent}' is ${node.scrollWidth} wide in ${node.clientWidth}`);
  }
}
const dock = box(parts.dock), slider = box(document.getElementById('date-slider'));
if (slider.width < 180 * zoom) wrong.push(`the slider is only ${Math.round(slider.width)} wide`);
for (const node of document.querySelectorAll('#dock button:not(.chapter)')) {
  // A low window has no line of chapters: their numbers stand above it.
  const line = node.closest('.line-of-news');
  if (line && innerHeight <= 480 && getComputedStyle(line).display === 'none') continue;
  if (!seen(node)) { wrong.push(`#dock button '${node.ariaLabel}' is not to be seen`); continue; }
  const n = box(node), at = document.elementFromPoint(n.left + n.width / 2, n.top + n.height / 2);
  if (!node.contains(at)) wrong.push(`something lies on the button '${node.ariaLabel || node.textContent}'`);
}
// What happens on the day, its chief mark at least, lies clear of all that floats; all lie over other marks.
const marks = [...document.querySelectorAll('.top[d]')];
const floats = ['.card', '.dock', '.legend', '.zoom', '.tools', '.locator', '.compare > summary', '.controls']
  .map((css) => document.querySelector(css)).filter(seen);
const isClear = (a) => a.left > 0 && a.top > 0 && a.right < innerWidth && a.bottom < innerHeight && floats.every((float) => {
  const b = box(float);
  return Math.min(a.right, b.right) - Math.max(a.left, b.left) <= 2 || Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) <= 2;
});
if (marks.length && !marks.some((mark) => isClear(box(mark)))) wrong.push(`the marks of the day are hidden: ${marks.map((mark) => px(box(mark))).join(' ')}`);
const middle = (node) => { const r = box(node); return [r.left + r.width / 2, r.top + r.height / 2]; };
const isOnTop = (sign) => marks.some((mark) => Math.hypot(...middle(sign).map((at, i) => at - middle(mark)[i])) < 1);
if (![...document.querySelectorAll('.sign.now:not(.crowded)')].every(isOnTop) || document.querySelector('#marks-now ~ *:not(#marks-counts)'))
  wrong.push('a mark of the day is not on top');
// No letters are smaller than 12 px, and what is pressed is as large as a finger where it has the room.
for (const node of document.querySelectorAll('.exhibit *')) {
  if (![...node.childNodes].some((child) => child.nodeType === 3 && child.textContent.trim()) || !seen(node)) continue;
  const size = __letters(node) / zoom;
  if (size < 11.99) wrong.push(`'${node.textContent.slice(0, 20)}' is written in ${size} px`);
}
for (const node of document.querySelectorAll('.options button, .legend summary, .note summary, .compare > summary'))
  if (seen(node) && box(node).height / zoom < 43.5) wrong.push(`'${node.textContent}' is ${box(node).height / zoom} px high`);
const card = parts.card;
if (!seen(card)) wrong.push('there is no card');
else {
  if (card.scrollWidth > card.clientWidth + 1) wrong.push(`the card is ${card.scrollWidth} wide in ${card.clientWidth}`);
  if (box(card).height < 90 && card.scrollHeight > card.clientHeight) wrong.push(`the card is only ${Math.round(box(card).height)} high`);
}
return wrong;";

/// What opens over the map leaves free what is pressed meanwhile: Play, and the buttons of the map.
const OPENED: &str = "\
const wrong = [];
const box = __box;
for (const [css, sheet, others] of [
  ['.legend details', '.legend', ['.zoom', '#play', '.tools', '.card']],
  ['.about:not(.settings)', '.about:not(.settings) .sheet', ['#play', '#date-slider']],
  ['.settings', '.settings .sheet', ['#play', '#date-slider']],
]) {
  const details = document.querySelector(css);
  if (!details.checkVisibility()) continue;
  const before = details.open;
  details.open = true;
  await new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)));
  const a = box(document.querySelector(sheet));
  for (const other of others) {
    const node = document.querySelector(other);
    if (!node?.checkVisibility()) continue;
    const b = box(node);
    if (Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
      wrong.push(`${sheet}, opened, lies on ${other}`);
  }
  details.open = before;
}
return wrong;";

async fn keyboard(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1860-10-18").await?;
    bench.until_date("1860-10-18").await?;
    bench.rests().await?;
    let all = bench.number(WALK).await?;
    let mut left = f64::MAX;
    let mut steps = 0;
    while left > 0.0 && steps < all as usize + 60 {
        bench.press(&[keys::TAB]).await?;
        left = bench.number("return __walk.step()").await?;
        steps += 1;
    }
    let missed = bench.js("return __walk.missed()", vec![]).await?;
    ensure!(
        missed == json!([]),
        "never reached in {steps} steps: {missed}"
    );
    bench.js("document.activeElement.blur()", vec![]).await?;
    bench.drawn().await?;
    let unseen = bench.js("return __walk.unseen()", vec![]).await?;
    ensure!(unseen == json!([]), "the focus is not seen on: {unseen}");
    // And back.
    bench.focus("#date-slider").await?;
    bench.press_with(keys::SHIFT, keys::TAB).await?;
    ensure!(
        bench.holds("return document.activeElement.id !== 'date-slider' && document.activeElement !== document.body").await?,
        "Shift and Tab do not lead back"
    );
    bench.quiet().await
}

/// Everything that must be reachable, and what the focus changes about it.
const WALK: &str = "\
const name = (node) => `${node.tagName.toLowerCase()}${node.id ? '#' + node.id : ''}.${node.getAttribute('class') ?? ''} ${(node.getAttribute('aria-label') ?? node.textContent).trim().slice(0, 40)}`;
const wanted = [...document.querySelectorAll('button, input, summary, a[href], [tabindex=\"0\"]')].filter((node) =>
  node.checkVisibility({ visibilityProperty: true }) && !node.closest('[aria-hidden=true]') && !node.disabled && node.getAttribute('tabindex') !== '-1');
const look = (node) => [node, ...node.querySelectorAll('*')].map((part) => {
  const s = getComputedStyle(part);
  return [s.outlineStyle, s.outlineWidth, s.outlineColor, s.boxShadow, s.stroke, s.strokeWidth, s.fill, s.backgroundColor, s.borderColor, s.top, s.filter].join();
}).join(';');
const reached = new Map();
const __walk = {
  step() {
    const node = document.activeElement;
    if (node && node !== document.body && !reached.has(node)) {
      reached.set(node, look(node));
      const r = node.getBoundingClientRect();
      if (r.bottom < 0 || r.right < 0 || r.top > innerHeight || r.left > innerWidth) reached.set(node, 'outside');
    }
    return wanted.filter((node) => !reached.has(node)).length;
  },
  missed: () => wanted.filter((node) => !reached.has(node)).map(name),
  unseen: () => [...reached].filter(([node, focused]) => node.isConnected && focused === look(node)).map(([node]) => name(node)),
};
window.__walk = __walk;
return wanted.length;";

async fn skip(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1858-05-28").await?;
    bench.until_date("1858-05-28").await?;
    bench.focus(".skip").await?;
    bench.press(&[keys::ENTER]).await?;
    bench.drawn().await?;
    bench.drawn().await?;
    ensure!(
        bench.date().await? == "1858-05-28",
        "the skip link moved the date"
    );
    bench.press(&[keys::TAB]).await?;
    let at = bench
        .js(
            "const slider = document.getElementById('date-slider');\
             return document.activeElement === slider ||\
               !!(document.activeElement.compareDocumentPosition(slider) & Node.DOCUMENT_POSITION_PRECEDING)",
            vec![],
        )
        .await?;
    ensure!(at == json!(true), "the next control is before the slider");
    ensure!(
        bench
            .holds("return document.querySelector('.notices').hidden")
            .await?,
        "the skip link is taken for a bad address"
    );
    Ok(())
}
