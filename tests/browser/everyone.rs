//! Everyone can read the war: by keys alone, by taps alone, by ear, and with letters twice as large.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use arrow_war_map::campaign::{Date, Lang, Reading};
use arrow_war_map::i18n;
use arrow_war_map::native::Record;
use serde_json::{Value, json};

use crate::kit::{Bench, keys, tests};
use crate::record::record;

tests! {
    @Chromium "By keys alone every fact is reached, and its card tells it." => every_fact_by_key,
    "What opens by key closes by Escape, and gives the focus back." => escape,
    @Chromium "By taps alone a visit is complete, and every target has 44 pixels." => taps,
    @Chromium "What is heard in English on five days is what was listened to." => heard,
    @Chromium "Nothing that is heard lacks a name, in three languages." => names,
    @Chromium "With the spacing that readers may set nothing is cut." => spaced,
    @Chromium "In a window enlarged to twice its size letters are larger and nothing is lost." => enlarged,
    @Chromium "In a window 320 pixels broad everything is read without scrolling sideways." => narrow,
}

// Keys

/// Where the focus is: on nothing, on the date of a fact, elsewhere.
const FOCUS: &str = "const at = document.activeElement;\
    if (!at || at === document.body) return '';\
    return at.closest('#chronicle tbody th') ? at.closest('tr').id : 'elsewhere'";

async fn every_fact_by_key(bench: Bench) -> Result<()> {
    let still =
        |value: &str| json!({"features": [{"name": "prefers-reduced-motion", "value": value}]});
    // Flights of the camera would be waited for, 351 times.
    bench
        .cdp("Emulation.setEmulatedMedia", still("reduce"))
        .await?;
    let result = each_fact(&bench).await;
    bench.cdp("Emulation.setEmulatedMedia", still("")).await?;
    result
}

async fn each_fact(bench: &Bench) -> Result<()> {
    let record = record(bench)?;
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1856-10-08").await?;
    let words = i18n::words(Lang::En);
    let skip = format!(
        "return document.activeElement.textContent === {}",
        json!(words.skip_chronicle())
    );
    let mut steps = 0;
    while !bench.holds(&skip).await? {
        bench.press(&[keys::TAB]).await?;
        steps += 1;
        ensure!(steps <= 4, "the chronicle is {steps} keys away");
    }
    bench.press(&[keys::ENTER]).await?;
    bench
        .until(
            "the chronicle has the focus",
            "return document.activeElement.id === 'chronicle-title'",
        )
        .await?;
    let mut missed: Vec<&str> = (record.book.facts.iter().map(|fact| fact.id.as_str())).collect();
    let mut since = 0;
    while !missed.is_empty() {
        bench.press(&[keys::TAB]).await?;
        since += 1;
        ensure!(since < 20, "{missed:?} are not to be reached");
        let at = bench.text(FOCUS).await?;
        ensure!(!at.is_empty(), "the focus is lost before {missed:?}");
        let Some(id) = at.strip_prefix("row-") else {
            continue;
        };
        let fact = record.book.fact(id).context("no such fact")?;
        since = 0;
        missed.retain(|other| *other != id);
        bench.press(&[keys::ENTER]).await?;
        let tells = format!(
            "return document.getElementById('card').textContent.includes({}) && document.activeElement.closest('tr')?.id === '{at}'",
            json!(fact.text.get(Lang::En))
        );
        let what = format!("the card tells {id}, and the focus stays");
        bench.until(&what, &tells).await?;
    }
    let day = bench.date().await?;
    bench.press(&[keys::ESCAPE]).await?;
    bench
        .until(
            "the chronicle is closed, and the focus is on its button",
            "return document.getElementById('chronicle').hidden && document.activeElement.id === 'open-chronicle'",
        )
        .await?;
    ensure!(bench.date().await? == day, "Escape moved the map");
    bench.quiet().await
}

async fn escape(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    bench.open(&server, "lang=en&d=1860-11-14").await?;
    bench.until_date("1860-11-14").await?;
    bench
        .until(
            "the lands can be compared",
            "return document.querySelector('.compare').checkVisibility()",
        )
        .await?;
    for leaf in [".settings", ".about:not(.settings)", ".compare"] {
        bench.focus(&format!("{leaf} > summary")).await?;
        bench.press(&[keys::ENTER, keys::TAB]).await?;
        let inside = format!(
            "return document.querySelector('{leaf}').open && document.activeElement.closest('{leaf} > .sheet') !== null"
        );
        bench
            .until(&format!("one is inside {leaf}"), &inside)
            .await?;
        bench.press(&[keys::ESCAPE]).await?;
        let back = format!(
            "const leaf = document.querySelector('{leaf}');\
             return !leaf.open && document.activeElement === leaf.querySelector('summary')"
        );
        bench.until(&format!("{leaf} is shut"), &back).await?;
    }
    // A person is told of in place of the list, and the list comes back.
    bench.focus("#open-search").await?;
    bench.press(&[keys::ENTER]).await?;
    let field = "return document.activeElement.id === 'search-field'";
    bench.until("the field has the focus", field).await?;
    bench.press(&["P", "a", "r", "k", "e", "s"]).await?;
    let found = "return document.querySelector('#search [aria-selected=true] b')?.textContent === 'Harry Parkes'";
    bench.until("Parkes is found", found).await?;
    bench.press(&[keys::ENTER]).await?;
    let told = "return document.querySelector('#search-told .back') !== null";
    bench.until("it is told who that is", told).await?;
    bench.focus("#search-told .back").await?;
    bench.press(&[keys::ENTER]).await?;
    bench.until("the field has the focus again", field).await?;
    // A place has its card, with every fact that names it.
    bench.press(&[keys::ESCAPE]).await?;
    bench.press(&["P", "a", "l", "i", "k", "a", "o"]).await?;
    let place = "return document.querySelector('#search [aria-selected=true] b')?.textContent === 'Palikao'";
    bench.until("Palikao is found", place).await?;
    bench.press(&[keys::ENTER]).await?;
    bench
        .until(
            "its card is open, and the focus is where the search was opened",
            "return document.querySelector('#card h2')?.textContent === 'Palikao' &&\
               document.querySelectorAll('#card .rows button').length > 3 && document.activeElement.id === 'open-search'",
        )
        .await?;
    bench.press(&[keys::ESCAPE]).await?;
    bench
        .until(
            "the card is closed, and the focus has stayed",
            "return document.querySelector('#card .close') === null && document.activeElement.id === 'open-search'",
        )
        .await?;
    bench.quiet().await
}

// Taps

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
        "return document.getElementById('scale').textContent === 'Calendar'",
    )
    .await?;
    f.tap(
        "#speed",
        "faster",
        "return document.getElementById('speed').textContent === '2×'",
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
async fn sized<T>(
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

// Ears

const DAYS: [&str; 5] = [
    "1856-10-08",
    "1857-12-30",
    "1858-05-28",
    "1859-08-14",
    "1860-10-18",
];

/// What is heard of an element.
struct Heard {
    depth: usize,
    role: String,
    name: String,
    description: String,
    level: u64,
    state: Vec<String>,
}

impl Heard {
    fn is_control(&self) -> bool {
        let controls = [
            "button",
            "link",
            "slider",
            "disclosure",
            "combobox",
            "searchbox",
            "textbox",
            "option",
        ];
        controls.contains(&self.role.as_str())
    }

    fn line(&self) -> String {
        let mut line = format!("{}{}: {}", "  ".repeat(self.depth), self.role, self.name);
        if !self.description.is_empty() {
            line += &format!(" — {}", self.description);
        }
        if !self.state.is_empty() {
            line += &format!(" ({})", self.state.join(", "));
        }
        line
    }
}

type Nodes<'a> = BTreeMap<String, &'a Value>;

/// The accessibility tree from the map on, as a screen reader goes through it: groups without a name are silent,
/// and the words of a paragraph are one line.
async fn listen(bench: &Bench) -> Result<Vec<Heard>> {
    let tree = bench.cdp("Accessibility.getFullAXTree", json!({})).await?;
    // What the slider says is no part of Chromium's tree of it.
    let value = bench
        .text("return document.getElementById('date-slider').getAttribute('aria-valuetext')")
        .await?;
    let list = tree["nodes"].as_array().context("no tree")?;
    let id = |node: &Value| node["nodeId"].as_str().unwrap_or_default().to_owned();
    let nodes: Nodes = list.iter().map(|node| (id(node), node)).collect();
    let mut heard = vec![];
    walk(
        &nodes,
        list.first().context("an empty tree")?,
        0,
        &value,
        &mut heard,
    );
    let from = heard
        .iter()
        .position(|node: &Heard| node.role == "application");
    Ok(heard.split_off(from.context("no map")?))
}

fn walk(nodes: &Nodes, node: &Value, depth: usize, value: &str, heard: &mut Vec<Heard>) {
    let text = |part: &Value| part["value"].as_str().unwrap_or_default().trim().to_owned();
    let role = match text(&node["role"]).as_str() {
        "StaticText" => "text".to_owned(),
        "DisclosureTriangle" => "disclosure".to_owned(),
        "image" => "img".to_owned(),
        other => other.to_owned(),
    };
    let name = text(&node["name"]);
    let silent = [
        "none",
        "generic",
        "InlineTextBox",
        "RootWebArea",
        "main",
        "sectionheader",
        "banner",
        "SvgRoot",
        "time",
        "article",
        "LineBreak",
        "ListMarker",
        "list",
        "rowgroup",
        "LabelText",
        "term",
        "definition",
        "DescriptionList",
    ];
    let is_silent = node["ignored"] == json!(true)
        || silent.contains(&role.as_str())
        || ([
            "group",
            "paragraph",
            "listitem",
            "status",
            "superscript",
            "complementary",
        ]
        .contains(&role.as_str())
            && name.is_empty())
        || (role == "text" && name.is_empty());
    let mut inside = depth;
    if !is_silent {
        let property = |wanted: &str| {
            let list = node["properties"].as_array();
            let found = list.and_then(|list| list.iter().find(|one| one["name"] == wanted));
            found.map(|found| found["value"]["value"].clone())
        };
        let mut state = vec![];
        let is = |wanted: &str, value: &str| {
            property(wanted).is_some_and(|is| is == json!(value) || is.to_string() == value)
        };
        for (wanted, value, word) in [
            ("pressed", "true", "pressed"),
            ("expanded", "true", "open"),
            ("expanded", "false", "shut"),
            ("disabled", "true", "disabled"),
        ] {
            if is(wanted, value) {
                state.push(word.to_owned());
            }
        }
        if role == "slider" {
            state.push(value.to_owned());
        }
        let level = property("level").and_then(|level| level.as_u64());
        heard.push(Heard {
            depth,
            role: match level.filter(|_| role == "heading") {
                Some(level) => format!("heading {level}"),
                None => role.clone(),
            },
            name: name.clone(),
            description: text(&node["description"]),
            level: level.unwrap_or(0),
            state,
        });
        inside += 1;
    }
    // The name of these is their words; what places find room for a name is a matter of letters.
    let is_told = [
        "button",
        "link",
        "heading",
        "disclosure",
        "option",
        "columnheader",
        "text",
    ]
    .contains(&role.as_str());
    let is_names = role == "group"
        && Lang::ALL
            .iter()
            .any(|lang| i18n::words(*lang).places() == name);
    if is_told && node["ignored"] != json!(true) || is_names {
        return;
    }
    let children = node["childIds"].as_array().into_iter().flatten();
    for child in children {
        if let Some(child) = child.as_str().and_then(|id| nodes.get(id)) {
            walk(nodes, child, inside, value, heard);
        }
    }
}

async fn heard(bench: Bench) -> Result<()> {
    let server = bench.serve()?;
    let mut out = String::new();
    for day in DAYS {
        bench.open(&server, &format!("lang=en&d={day}")).await?;
        bench.seek(day).await?;
        bench.rests().await?;
        out += &format!("# {day}\n\n");
        for node in listen(&bench).await? {
            out += &node.line();
            out.push('\n');
        }
        out.push('\n');
    }
    let golden = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/heard-en.txt");
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        std::fs::write(golden, &out)?;
    }
    let known = std::fs::read_to_string(golden).unwrap_or_default();
    let differs = out.lines().zip(known.lines()).find(|(new, old)| new != old);
    ensure!(
        out == known,
        "other than in tests/golden/heard-en.txt ({} lines, {} there), first: {differs:?}; \
         UPDATE_EXPECT=1 writes it anew, to be listened to line by line",
        out.lines().count(),
        known.lines().count()
    );
    Ok(())
}

async fn names(bench: Bench) -> Result<()> {
    let record = record(&bench)?;
    let server = bench.serve()?;
    for lang in Lang::ALL {
        bench
            .open(&server, &format!("lang={}&d=1856-10-08", lang.tag()))
            .await?;
        for day in DAYS {
            let at = format!("lang={}&d={day}", lang.tag());
            bench.seek(day).await?;
            let nodes = listen(&bench).await?;
            sound(&nodes).context(at.clone())?;
            let marks = nodes.iter().take_while(|node| node.level != 1);
            for mark in marks.filter(|node| node.role == "button") {
                tells_mark(&record, lang, &mark.name).context(at.clone())?;
            }
            let slider = nodes.iter().find(|node| node.role == "slider");
            let says = &slider.context("no slider")?.state[0];
            let date = Date::parse(day).context("a day")?;
            let era = record.campaign.calendar.day(date).context("an era")?;
            for words in [i18n::day(lang, date), i18n::era_day(lang, era)] {
                ensure!(says.contains(&words), "{at}: {words} is not in '{says}'");
            }
        }
        for open in ["panel=chronicle", "panel=search", "e=burning_yuanmingyuan"] {
            let at = format!("lang={}&d=1860-10-18&{open}", lang.tag());
            bench.open(&server, &at).await?;
            bench.drawn().await?;
            sound(&listen(&bench).await?).context(at)?;
        }
        bench.click(".settings > summary").await?;
        bench.click(".about:not(.settings) > summary").await?;
        bench.drawn().await?;
        sound(&listen(&bench).await?).context("settings and help")?;
    }
    Ok(())
}

/// Everything has a name, no name is heard twice running, and headings go down step by step.
fn sound(nodes: &[Heard]) -> Result<()> {
    let mut level = 0;
    for (number, node) in nodes.iter().enumerate() {
        let line = node.line();
        if node.is_control() || node.role == "img" || node.role.starts_with("heading") {
            ensure!(!node.name.is_empty(), "without a name: {line}");
            ensure!(node.name != node.description, "said twice: {line}");
        }
        let before = number.checked_sub(1).map(|before| &nodes[before]);
        let is_twin = |before: &Heard| before.is_control() && before.name == node.name;
        ensure!(
            !(node.is_control() && before.is_some_and(is_twin)),
            "two of one name: {line}"
        );
        if node.level > 0 && node.role.starts_with("heading") {
            ensure!(
                node.level <= level + 1,
                "a heading of level {} below one of {level}: {line}",
                node.level
            );
            level = node.level;
        }
    }
    Ok(())
}

/// Date, kind, title and place of an event of the record.
fn tells_mark(record: &Record, lang: Lang, name: &str) -> Result<()> {
    let campaign = &record.campaign;
    let parts: Vec<&str> = name.split(" · ").collect();
    let told = campaign.events.iter().any(|event| {
        let place = event
            .place
            .map(|place| campaign.places[place.0].name.get(lang));
        let when = i18n::when(lang, event.dating.read(Reading::Article));
        parts.len() >= 4
            && parts[0] == when
            && parts[1] == i18n::status(lang, &event.kind)
            && parts[2] == event.title.get(lang)
            && Some(parts[3]) == place
    });
    ensure!(told, "no event of the record: {name}");
    Ok(())
}

// Letters

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
const own = (node) => [...node.childNodes].some((child) => child.nodeType === 3 && child.data.trim());
for (const node of document.querySelectorAll('.exhibit *')) {
  // A chapter's number is read in its name; what is hidden from the eye is for the ear.
  if (node.closest('.map, svg, .skip, .locator, .chapter, [aria-hidden=true], option') || !own(node)) continue;
  if (!node.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue;
  const range = document.createRange();
  range.selectNodeContents(node);
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

async fn narrow(bench: Bench) -> Result<()> {
    let mut wrong = vec![];
    // A phone of the first years; a window of 1280 × 1024, enlarged fourfold.
    for size in [(320, 568, 1.0), (320, 256, 4.0)] {
        wrong.extend(read_in(&bench, size, "", &[Lang::En, Lang::ZhHans]).await?);
    }
    ensure!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}
