//! By ear: what a screen reader comes upon, and in which words.

use std::collections::BTreeMap;

use anyhow::{Context, Result, ensure};
use arrow_war_map::campaign::{Date, Lang, Reading};
use arrow_war_map::i18n;
use arrow_war_map::native::Record;
use serde_json::{Value, json};

use crate::kit::{Bench, tests};
use crate::record::record;

tests! {
    @Chromium "What is heard in English on five days is what was listened to." => heard,
    @Chromium "Nothing that is heard lacks a name, in three languages." => names,
}

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
