//! Ten days of the war as pictures: the layers of the map that move, drawn by the real view.
//!
//! `UPDATE_EXPECT=1 cargo test --test maps` draws `tests/golden/<day>.svg` anew; a browser opens them. What is
//! not visible on the day is left out, and so are the ground and what only doubles another mark.

mod picture;

use arrow_war_map::app::{Look, Message};
use arrow_war_map::campaign::{Age, Campaign, Date, Lang};
use arrow_war_map::stage::Stage;
use leptos::prelude::Owner;
use picture::{html, record};
use std::collections::BTreeSet;
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// A day, the language of its picture, and the chapter whose extent it shows; the last two on the whole sheet.
const DAYS: [(&str, Lang, Option<usize>); 10] = [
    ("1856-10-08", Lang::En, Some(1)),
    ("1856-10-25", Lang::ZhHant, Some(2)),
    ("1857-12-30", Lang::ZhHans, Some(4)),
    ("1858-05-28", Lang::ZhHant, None),
    ("1859-06-25", Lang::En, Some(7)),
    ("1860-08-21", Lang::ZhHans, Some(9)),
    ("1860-09-21", Lang::ZhHant, Some(10)),
    ("1860-10-18", Lang::En, Some(11)),
    ("1860-11-14", Lang::En, None),
    ("1864-10-07", Lang::ZhHant, None),
];

/// Enough colour to see what is what; the map's own look is in `style/`.
const STYLE: &str = "\
path,circle{fill:none;stroke:#333}
path.territory,path.trace,path.line{vector-effect:non-scaling-stroke}
text{font:15px serif;fill:#333}.also{font-size:11px}
.territory{fill:#b88;fill-opacity:.3;stroke:#b88}
path.line{stroke:#36c}.head{fill:#36c}.control{stroke:#999;stroke-width:3}
.qing,[data-holder=qing]{stroke:#ca4}.mark{fill:#fff}.crowded{opacity:.3;stroke-width:8px;stroke-linecap:round}";

fn stage(day: &str, lang: Lang, chapter: Option<usize>) -> Stage {
    let record = record();
    let extent = match chapter {
        Some(chapter) => record.book.chapters[chapter].extent,
        None => record.campaign.extent,
    };
    let stage = Stage::new(record.campaign, lang);
    stage.dispatch(Message::Look(Look::Extent(extent)));
    stage.dispatch(Message::Seek(Date::parse(day).expect(day)));
    stage.dispatch(Message::Rest);
    stage
}

/// Runs with an owner for the signals, as the page does.
fn owned<T>(run: impl FnOnce() -> T) -> T {
    Owner::new().with(run)
}

fn draw(element: &Element, depth: usize, out: &mut String) {
    // Lines that lie under or beside another with the same course.
    let is_double = element.is("casing") || element.is("second");
    if !element.is_visible() || is_double {
        return;
    }
    let indent = "  ".repeat(depth);
    write!(out, "{indent}<{}", element.tag).unwrap();
    for (name, value) in &element.attributes {
        write!(out, " {name}=\"{value}\"").unwrap();
    }
    if element.children.is_empty() {
        writeln!(out, ">{}</{}>", element.text, element.tag).unwrap();
        return;
    }
    out.push_str(">\n");
    for child in &element.children {
        draw(child, depth + 1, out);
    }
    writeln!(out, "{indent}</{}>", element.tag).unwrap();
}

/// The map as a picture of its own.
fn svg(map: &Element) -> String {
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1280 800\">\n<style>\n{STYLE}\n</style>\n"
    );
    for layer in ["land-status", "marks"] {
        for layer in map.all(layer) {
            layer
                .children
                .iter()
                .for_each(|part| draw(part, 1, &mut out));
        }
    }
    out + "</svg>\n"
}

#[test]
fn ten_days_look_as_they_did_when_they_were_reviewed() {
    let mut findings = vec![];
    for (day, lang, chapter) in DAYS {
        let found = owned(|| svg(&Element::parse(&html(&stage(day, lang, chapter)))));
        let name = format!("{day}.svg");
        let path = Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("tests/golden")
            .join(&name);
        if std::env::var_os("UPDATE_EXPECT").is_some() {
            fs::write(&path, found).unwrap();
            continue;
        }
        let expected = fs::read_to_string(&path).unwrap_or_default();
        let (mut old, mut new) = (expected.lines(), found.lines());
        let differing = (1..).find_map(|number| match (old.next(), new.next()) {
            (None, None) => Some(None),
            (a, b) if a != b => Some(Some((number, a, b))),
            _ => None,
        });
        if let Some((number, old, new)) = differing.flatten() {
            let cut = |line: Option<&str>| -> String {
                line.unwrap_or("(nothing)")
                    .trim()
                    .chars()
                    .take(300)
                    .collect()
            };
            findings.push(format!(
                "{name} line {number}\n    it has     {}\n    the view   {}",
                cut(old),
                cut(new)
            ));
        }
    }
    assert!(
        findings.is_empty(),
        "\n{}\nIf the new pictures are right, run UPDATE_EXPECT=1 cargo test --test maps.\n",
        findings.join("\n")
    );
}

#[test]
fn what_is_seen_is_what_the_frame_says() {
    for (day, lang, chapter) in DAYS {
        owned(|| {
            let stage = stage(day, lang, chapter);
            let (campaign, frame) = (&stage.campaign, stage.frame());
            let map = Element::parse(&html(&stage));
            let seen = |class: &str| -> Vec<Element> {
                let marks = map.all(class).into_iter();
                marks.filter(|mark| mark.is_visible()).cloned().collect()
            };
            let begun: BTreeSet<usize> = (campaign.events.iter().zip(&frame.events))
                .filter(|(_, age)| **age != Age::Ahead)
                .filter_map(|(event, _)| event.place.map(|place| place.0))
                .filter(|place| !stage.off_map[*place])
                .collect();
            // Sites of a tier and party are one shape, for each of which the pen is put down once.
            let sites: usize = (seen("mark").iter())
                .flat_map(|party| party.children.iter().filter_map(|shape| shape.get("d")))
                .map(|d| d.matches('M').count())
                .sum();
            assert_eq!(sites, begun.len(), "{day}: sites");
            let tracks = frame.tracks.iter().flatten().count();
            let (fresh, past) = (seen("line").len(), seen("trace").len());
            assert_eq!(fresh + past, tracks, "{day}: tracks");
            let forces = frame.forces.iter().flatten().count();
            assert_eq!(seen("force").len(), forces, "{day}: forces");
            assert_eq!(
                holders_seen(&map),
                holders(campaign, &frame.places),
                "{day}"
            );
            for (mark, part) in map.all("territory").iter().zip(&campaign.parts) {
                let history = &campaign.territories[part.territory].history;
                let state = frame.territories[part.territory].map(|state| &history.0[state]);
                let status = state.map(|state| state.status.as_str());
                // The class after `territory`; land without a state has no other.
                let shown = mark.get("class").and_then(|all| all.split(' ').nth(1));
                assert_eq!(shown, status, "{day}: {}", part.id);
            }
        });
    }
}

fn holders_seen(map: &Element) -> Vec<Option<String>> {
    let discs = map.all("control").into_iter();
    discs
        .map(|disc| disc.get("data-holder").map(str::to_string))
        .collect()
}

fn holders(campaign: &Campaign, states: &[Option<usize>]) -> Vec<Option<String>> {
    let control = campaign.control.iter().zip(states);
    control
        .map(|((_, history), state)| state.map(|state| history.0[state].holder.clone()))
        .collect()
}

#[test]
fn no_mark_is_made_or_lost_by_time() {
    let marks = |day| {
        owned(|| {
            let map = Element::parse(&html(&stage(day, Lang::En, None)));
            ["sign", "line", "force", "control", "place", "territory"]
                .map(|class| map.all(class).len())
        })
    };
    let first = marks("1856-02-01");
    for day in ["1858-05-28", "1860-10-18", "1864-10-07"] {
        assert_eq!(marks(day), first, "{day}");
    }
}

#[test]
fn the_language_changes_words_and_never_marks() {
    let ages = |lang| {
        owned(|| {
            let map = Element::parse(&html(&stage("1860-10-18", lang, None)));
            let signs = map.all("sign").into_iter();
            signs
                .map(|sign| sign.get("class").unwrap().to_string())
                .collect::<Vec<_>>()
        })
    };
    assert_eq!(ages(Lang::En), ages(Lang::ZhHant));
    assert_eq!(ages(Lang::En), ages(Lang::ZhHans));
}

#[test]
fn what_is_new_on_a_day_keeps_its_mark_and_its_name() {
    // The day's own places come before all others, so none of them may be crowded out by an older one.
    for (day, lang, chapter) in DAYS {
        owned(|| {
            let stage = stage(day, lang, chapter);
            let map = Element::parse(&html(&stage));
            let now = map.all("now").into_iter();
            let uncrowded = now.filter(|sign| !sign.is("crowded"));
            assert!(uncrowded.count() > 0, "{day}");
        });
    }
}

/// An element with its attributes in the order of the text.
#[derive(Clone, PartialEq, Debug, Default)]
struct Element {
    tag: String,
    attributes: Vec<(String, String)>,
    children: Vec<Element>,
    text: String,
}

impl Element {
    /// The one element of a text.
    fn parse(html: &str) -> Element {
        let mut open = vec![Element::default()];
        for piece in html.split('<').skip(1) {
            let (mark, text) = piece.split_once('>').expect("marks are closed");
            if mark.starts_with('!') {
                // Leptos marks the places of texts with comments.
            } else if mark.starts_with('/') {
                let element = open.pop().expect("what is closed was open");
                open.last_mut().unwrap().children.push(element);
            } else {
                let mark = mark.trim_end_matches('/');
                let (tag, rest) = mark.split_once(' ').unwrap_or((mark, ""));
                open.push(Element {
                    tag: tag.to_string(),
                    attributes: attributes(rest),
                    ..Element::default()
                });
            }
            open.last_mut().unwrap().text += text.trim();
        }
        assert_eq!(open.len(), 1, "an element is not closed");
        open.remove(0).children.remove(0)
    }

    fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(other, _)| other == name);
        found.map(|(_, value)| value.as_str())
    }

    fn is(&self, class: &str) -> bool {
        self.get("class")
            .is_some_and(|own| own.split(' ').any(|own| own == class))
    }

    /// Every element of a class, in the order of the text.
    fn all(&self, class: &str) -> Vec<&Element> {
        let mut found = vec![];
        if self.is(class) {
            found.push(self);
        }
        found.extend(self.children.iter().flat_map(|child| child.all(class)));
        found
    }

    /// Is it drawn, as far as the time and the room on the sheet decide?
    fn is_visible(&self) -> bool {
        let is_empty = match self.tag.as_str() {
            "text" => self.text.is_empty(),
            // A track that has not left its start has no line yet.
            "path" => self.get("d").is_none() && !self.is("line"),
            "circle" => self.get("r").is_none(),
            "g" => !self.children.iter().any(Element::is_visible),
            _ => false,
        };
        // Before and after it is fresh the mark of a site is only a place.
        let is_bare = self.is("sign") && !self.is("now") && !self.is("recent");
        // Land that nobody has claimed yet is not drawn.
        let is_unclaimed = self.is("territory") && self.is("qing");
        !(is_empty || is_bare || is_unclaimed || self.is("off"))
    }
}

/// `name="value"` pairs; a name alone has an empty value.
fn attributes(mut rest: &str) -> Vec<(String, String)> {
    let mut found = vec![];
    while !rest.trim().is_empty() {
        rest = rest.trim_start();
        let end = rest.find(['=', ' ']).unwrap_or(rest.len());
        let name = rest[..end].to_string();
        rest = &rest[end..];
        let value = match rest.strip_prefix("=\"") {
            Some(after) => {
                let (value, after) = after.split_once('"').expect("values are closed");
                rest = after;
                value
            }
            None => "",
        };
        found.push((name, value.to_string()));
    }
    found
}
