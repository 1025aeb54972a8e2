//! The record: every file of `geodata/` says what its `README.md` promises.

use arrow_war_map::campaign::check;
use arrow_war_map::campaign::{Date, Event, Text, When};
use arrow_war_map::carto::projection::Albers;
use arrow_war_map::native::{Record, read_folder};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

fn record() -> Record {
    read_folder(&folder()).expect("the manifest can be read")
}

/// Every file the manifest names, and the manifest, as JSON.
fn files() -> Vec<(String, Value)> {
    let names = record().names.into_iter().map(|(_, name)| name);
    names
        .chain(["campaign.json".to_string()])
        .map(|name| {
            let text = fs::read_to_string(folder().join(&name)).unwrap();
            (name, serde_json::from_str(&text).unwrap())
        })
        .collect()
}

fn file(name: &str) -> Value {
    serde_json::from_str(&fs::read_to_string(folder().join(name)).unwrap()).unwrap()
}

fn features(name: &str) -> Vec<Value> {
    file(name)["features"].as_array().unwrap().clone()
}

/// Fails with all findings at once, a line each.
fn nothing(findings: Vec<String>) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// Every text of the record in one language, with where it stands.
fn texts(json: &Value, tag: &str, suffix: &str, at: &str, found: &mut Vec<(String, String)>) {
    match json {
        Value::Object(members) => {
            let own = members.get("id").and_then(Value::as_str).unwrap_or("");
            let at = format!("{at}{}{own}", if own.is_empty() { "" } else { " " });
            for (name, value) in members {
                match value.as_str() {
                    Some(text) if name == tag || name.ends_with(suffix) => {
                        found.push((format!("{at} {name}"), text.to_string()));
                    }
                    _ => texts(value, tag, suffix, &at, found),
                }
            }
        }
        Value::Array(items) => items
            .iter()
            .for_each(|item| texts(item, tag, suffix, at, found)),
        _ => {}
    }
}

fn all_texts(tag: &str, suffix: &str) -> Vec<(String, String)> {
    let mut found = vec![];
    for (name, json) in files() {
        texts(&json, tag, suffix, &name, &mut found);
    }
    found
}

#[test]
fn the_authors_check_finds_nothing() {
    let record = record();
    let mut problems: Vec<String> = record.problems.iter().map(ToString::to_string).collect();
    problems.extend(check::all(&record.campaign, &record.book));
    nothing(problems);
}

#[test]
fn the_facts_are_three_hundred_and_fifty_one() {
    let ids: Vec<String> = record().book.facts.into_iter().map(|f| f.id).collect();
    let expected: Vec<String> = (1..=351).map(|n| format!("F{n:03}")).collect();
    assert_eq!(ids, expected);
}

/// Fact ids named by features of the map, and by chapters and notes.
fn carried(record: &Record) -> (BTreeSet<&str>, BTreeSet<&str>) {
    let campaign = &record.campaign;
    let histories = (campaign.control.iter().map(|(_, history)| history))
        .chain(campaign.territories.iter().map(|t| &t.history))
        .chain(campaign.treaties.iter().map(|t| &t.history))
        .chain(campaign.talks.iter().map(|t| &t.history));
    let drawn = (histories.flat_map(|history| history.0.iter().flat_map(|state| &state.facts)))
        .chain(campaign.events.iter().flat_map(|e| &e.facts))
        .chain(campaign.tracks.iter().flat_map(|t| &t.facts))
        .chain(campaign.forces.iter().flat_map(|f| &f.facts))
        .chain(campaign.parts.iter().flat_map(|p| &p.facts))
        .chain(campaign.treaties.iter().flat_map(|t| &t.facts))
        .chain(campaign.talks.iter().flat_map(|t| &t.facts));
    let told = (record.book.chapters.iter().flat_map(|c| &c.facts))
        .chain(record.book.chapters.iter().flat_map(|c| &c.beats))
        .chain(record.book.notes.iter().flat_map(|n| &n.facts));
    (
        drawn.map(String::as_str).collect(),
        told.map(String::as_str).collect(),
    )
}

#[test]
fn every_fact_is_carried_and_nothing_else_is() {
    let record = record();
    let (drawn, told) = carried(&record);
    let facts: BTreeSet<&str> = record.book.facts.iter().map(|f| f.id.as_str()).collect();
    let carried: BTreeSet<&str> = drawn.union(&told).copied().collect();
    assert_eq!(
        facts, carried,
        "facts on the left, what is carried on the right"
    );
}

/// What rests on notes or on nothing of the article, and why.
const WITHOUT_FACTS: [(&str, &str); 5] = [
    ("aigun_uda_north", "claimed; outside the article’s figure"),
    ("sixty_four_villages", "the article does not name them"),
    ("sakhalin", "neither treaty names it"),
    ("nw_altai", "outside the article’s figure"),
    ("C74", "on the article as a whole"),
];

#[test]
fn whatever_names_facts_rests_on_one() {
    fn walk(json: &Value, at: &str, bare: &mut BTreeSet<String>) {
        match json {
            Value::Object(members) => {
                // A tenure or status has no id of its own: it goes by that of its place or treaty.
                let named = ["id", "place", "territory"].map(|name| members.get(name)?.as_str());
                let at = named.into_iter().flatten().next().unwrap_or(at);
                if members
                    .get("facts")
                    .is_some_and(|f| *f == Value::Array(vec![]))
                {
                    bare.insert(at.to_string());
                }
                members.values().for_each(|value| walk(value, at, bare));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, at, bare)),
            _ => {}
        }
    }
    let mut bare = BTreeSet::new();
    for (name, json) in files() {
        walk(&json, &name, &mut bare);
    }
    let known = WITHOUT_FACTS.map(|(id, _)| id.to_string());
    assert_eq!(bare, BTreeSet::from(known));
}

#[test]
fn every_fact_of_importance_three_is_on_the_map() {
    let record = record();
    let (drawn, _) = carried(&record);
    let missing = record
        .book
        .facts
        .iter()
        .filter(|fact| fact.importance == 3 && !drawn.contains(fact.id.as_str()));
    nothing(missing.map(|fact| fact.id.clone()).collect());
}

#[test]
fn every_chapter_names_its_facts_and_every_fact_its_chapter() {
    let book = record().book;
    assert_eq!(book.chapters.len(), 14);
    let mut findings = vec![];
    for fact in &book.facts {
        let home = book.chapters.iter().find(|c| c.id == fact.chapter);
        if !home.is_some_and(|chapter| chapter.facts.contains(&fact.id)) {
            findings.push(format!(
                "{} is not among the facts of {}",
                fact.id, fact.chapter
            ));
        }
    }
    for chapter in &book.chapters {
        for beat in chapter.beats.iter().filter(|b| !chapter.facts.contains(b)) {
            findings.push(format!(
                "{}: beat {beat} is not among its facts",
                chapter.id
            ));
        }
    }
    nothing(findings);
}

#[test]
fn a_chapter_shows_where_it_begins() {
    let Record { campaign, book, .. } = record();
    let mut findings = vec![];
    for chapter in &book.chapters {
        let [south_west, north_east] = chapter.extent;
        let begins = |event: &&Event| event.facts.contains(&chapter.beats[0]);
        let places = campaign
            .events
            .iter()
            .filter(begins)
            .filter_map(|e| e.place);
        for place in places.map(|place| &campaign.places[place.0]) {
            let is_in = (south_west.lon..=north_east.lon).contains(&place.at.lon)
                && (south_west.lat..=north_east.lat).contains(&place.at.lat);
            if !is_in && !BEYOND_THE_SHEET.contains(&place.id) {
                findings.push(format!("{}: {} is not in its extent", chapter.id, place.id));
            }
        }
    }
    nothing(findings);
}

#[test]
fn every_text_has_its_three_languages() {
    fn walk(json: &Value, at: &str, findings: &mut Vec<String>) {
        match json {
            Value::Object(members) => {
                let at = match members.get("id").and_then(Value::as_str) {
                    Some(id) => format!("{at} {id}"),
                    None => at.to_string(),
                };
                let has = |name: &str| {
                    let text = members.get(name).and_then(Value::as_str);
                    text.is_some_and(|text| !text.trim().is_empty())
                };
                let tags = ["zh-Hant", "zh-Hans", "en"].map(has);
                if tags.contains(&true) && tags.contains(&false) {
                    findings.push(format!("{at}: {members:?}"));
                }
                for name in members.keys().filter_map(|n| n.strip_suffix("_en")) {
                    for suffix in ["_zh_hant", "_zh_hans", "_en"] {
                        // A second name may be missing, when there is none.
                        if name != "also" && !has(&format!("{name}{suffix}")) {
                            findings.push(format!("{at}: {name}{suffix} is missing"));
                        }
                    }
                }
                members
                    .values()
                    .for_each(|value| walk(value, &at, findings));
            }
            Value::Array(items) => items.iter().for_each(|item| walk(item, at, findings)),
            _ => {}
        }
    }
    let mut findings = vec![];
    for (name, json) in files() {
        walk(&json, &name, &mut findings);
    }
    nothing(findings);
}

/// Characters that are written in the simplified script only, and in the traditional only: `scripts.txt`.
fn scripts() -> [BTreeSet<char>; 2] {
    let (mut simplified, mut traditional) = (BTreeSet::new(), BTreeSet::new());
    let lines = include_str!("scripts.txt").lines();
    for line in lines.filter(|line| !line.starts_with('#')) {
        if let Some(only) = line.strip_prefix("only traditional: ") {
            traditional.extend(only.chars().filter(|c| *c != ' '));
            continue;
        }
        for pair in line.split(' ') {
            let mut letters = pair.chars();
            simplified.extend(letters.next());
            traditional.extend(letters.next());
        }
    }
    [simplified, traditional]
}

#[test]
fn each_script_is_written_in_its_own_characters() {
    let [simplified, traditional] = scripts();
    assert!(simplified.len() > 400 && traditional.len() > 400);
    assert_eq!(simplified.intersection(&traditional).count(), 0);
    let mut findings = vec![];
    let scripts = [
        ("zh-Hant", "_zh_hant", &simplified),
        ("zh-Hans", "_zh_hans", &traditional),
    ];
    for (tag, suffix, foreign) in scripts {
        let texts = all_texts(tag, suffix);
        assert!(texts.len() > 1000, "{} texts in {tag}", texts.len());
        for (at, text) in texts {
            let found: String = text.chars().filter(|c| foreign.contains(c)).collect();
            if !found.is_empty() {
                findings.push(format!("{at}: {found} in {text}"));
            }
        }
    }
    nothing(findings);
}

#[test]
fn the_words_of_the_interface_are_written_in_their_own_script() {
    let [simplified, traditional] = scripts();
    let han: BTreeSet<char> = ('\u{3000}'..='\u{9fff}').collect();
    for (tag, foreign) in [
        ("zh-Hant", simplified),
        ("zh-Hans", traditional),
        ("en", han),
    ] {
        let path = folder().join(format!("../src/i18n/{tag}.json"));
        let text = fs::read_to_string(path).unwrap();
        let found: String = text.chars().filter(|c| foreign.contains(c)).collect();
        assert_eq!(found, "", "{tag}");
    }
}

#[test]
fn english_is_written_without_han_characters() {
    let mut findings = vec![];
    for (at, text) in all_texts("en", "_en") {
        if text.chars().any(|c| ('\u{3000}'..='\u{9fff}').contains(&c)) {
            findings.push(format!("{at}: {text}"));
        }
    }
    nothing(findings);
}

#[test]
fn titles_are_short() {
    let mut findings = vec![];
    for event in record().campaign.events {
        let Text {
            zh_hant,
            zh_hans,
            en,
        } = &event.title;
        for (title, most) in [(zh_hant, 22), (zh_hans, 22), (en, 60)] {
            let letters = title.chars().count();
            if letters > most {
                findings.push(format!("{}: {title} ({letters} of {most})", event.id));
            }
        }
    }
    nothing(findings);
}

#[test]
fn start_and_end_say_the_same_as_edtf() {
    let mut findings = vec![];
    for name in ["events.geojson", "tracks.geojson"] {
        for feature in features(name) {
            let of = |member: &str| feature["properties"][member].as_str().and_then(Date::parse);
            let edtf = feature["properties"]["edtf"].as_str().unwrap();
            let when = When::parse(edtf).unwrap();
            if (of("start"), of("end")) != (Some(when.first), when.last) {
                findings.push(format!("{name} {}: {edtf}", feature["properties"]["id"]));
            }
        }
    }
    nothing(findings);
}

#[test]
fn an_event_stands_at_its_place() {
    let places: BTreeMap<String, Value> = features("places.geojson")
        .into_iter()
        .map(|place| {
            let id = place["properties"]["id"].as_str().unwrap().to_string();
            (id, place["geometry"].clone())
        })
        .collect();
    let mut findings = vec![];
    for event in features("events.geojson") {
        let expected = match event["properties"]["place"].as_str() {
            Some(id) => places[id].clone(),
            None => Value::Null,
        };
        if event["geometry"] != expected {
            findings.push(format!(
                "{}: {}",
                event["properties"]["id"], event["geometry"]
            ));
        }
    }
    nothing(findings);
}

#[test]
fn every_source_is_in_the_bibliography() {
    let works: BTreeSet<String> = record().book.works.into_iter().map(|w| w.id).collect();
    let mut findings = vec![];
    for (name, json) in files() {
        let features = json["features"].as_array().or(json.as_array());
        for entry in features.into_iter().flatten() {
            let members = match entry.get("properties") {
                Some(properties) => properties,
                None => entry,
            };
            for source in members["source"].as_str().unwrap_or("article").split(' ') {
                if source != "article" && !works.contains(source) {
                    findings.push(format!("{name} {}: {source}", members["id"]));
                }
            }
        }
    }
    nothing(findings);
}

/// Capitals and ports of other continents: listed in the margin, not drawn.
const BEYOND_THE_SHEET: &str = "bali britain france haowangjiao lundun manila maoliqiusi pucimaosi shengbidebao suyishi tulun xigong xilan xinjiapo";

#[test]
fn what_lies_beyond_the_sheet_is_known_by_name() {
    let campaign = record().campaign;
    let [x0, y0, x1, y1] = campaign.frame;
    let albers = Albers::new(campaign.projection);
    let beyond = campaign.places.iter().filter(|place| {
        let at = albers.project(place.at);
        // On the sheet y runs downwards, in the manifest northwards.
        !((x0..=x1).contains(&at.x) && (y0..=y1).contains(&-at.y))
    });
    let mut beyond: Vec<&str> = beyond.map(|place| place.id.as_str()).collect();
    beyond.sort_unstable();
    assert_eq!(beyond.join(" "), BEYOND_THE_SHEET);
}

#[test]
fn tracks_lie_on_the_sheet_and_never_turn_back_in_time() {
    let campaign = record().campaign;
    let albers = Albers::new(campaign.projection);
    let [x0, y0, x1, y1] = campaign.frame;
    let mut findings = vec![];
    for track in &campaign.tracks {
        // A journey may come from beyond the sheet; its nearer end must be on it.
        let on_sheet = track.fixes.iter().filter(|fix| {
            let at = albers.project(fix.position);
            (x0..=x1).contains(&at.x) && (y0..=y1).contains(&-at.y)
        });
        if on_sheet.count() == 0 {
            findings.push(format!("{}: lies wholly beyond the sheet", track.id));
        }
        if track.fixes.windows(2).any(|pair| pair[0].at >= pair[1].at) {
            findings.push(format!("{}: moments must increase", track.id));
        }
        if let Some(times) = &track.other_times
            && times.windows(2).any(|pair| pair[0] >= pair[1])
        {
            findings.push(format!(
                "{}: moments of other works must increase",
                track.id
            ));
        }
    }
    nothing(findings);
}

#[test]
fn the_second_calendar_agrees_with_published_pairs() {
    let campaign = record().campaign;
    let pairs = include_str!("calendar_pairs.tsv");
    assert!(pairs.lines().count() > 50);
    let mut findings = vec![];
    for line in pairs.lines() {
        let column: Vec<&str> = line.split('\t').collect();
        let date = Date::parse(column[0]).unwrap();
        let found = campaign.calendar.day(date).map(|day| {
            let month = day.month;
            let leap = if month.leap { "1" } else { "0" };
            format!(
                "{}\t{}\t{}\t{}\t{leap}\t{}",
                column[0], day.era.zh_hant, month.year, month.month, day.day
            )
        });
        if found.as_deref() != Some(line) {
            findings.push(format!("{line} expected, found {found:?}"));
        }
    }
    nothing(findings);
}

#[test]
fn every_day_of_the_slider_has_a_day_in_the_second_calendar() {
    let campaign = record().campaign;
    let span = campaign.span();
    let days = (0..=span.last.since(span.first)).map(|day| span.first.plus(day));
    let mut before: Option<u32> = None;
    for date in days {
        let day = campaign
            .calendar
            .day(date)
            .unwrap_or_else(|| panic!("{date}"))
            .day;
        if let Some(before) = before {
            let follows = day == before + 1 || (day == 1 && (29..=30).contains(&before));
            assert!(follows, "{date} is day {day} after day {before}");
        }
        before = Some(day);
    }
}

/// Kilobytes that a file may have, a third above what it has today: a page must load on a museum's line.
const KILOBYTES: [(&str, u64); 17] = [
    ("calendar.json", 12),
    ("campaign.json", 6),
    ("chapters.json", 52),
    ("control.json", 18),
    ("events.geojson", 124),
    ("facts.json", 290),
    ("forces.json", 10),
    ("names.json", 20),
    ("notes.json", 124),
    ("people.json", 36),
    ("places.geojson", 76),
    ("sources.json", 18),
    ("talks.json", 16),
    ("territories.geojson", 80),
    ("tracks.geojson", 146),
    ("treaties.json", 8),
    ("waters.geojson", 62),
];

#[test]
fn every_file_keeps_to_its_budget_of_bytes() {
    let mut findings = vec![];
    let names: BTreeSet<String> = files().into_iter().map(|(name, _)| name).collect();
    let known: BTreeSet<String> = KILOBYTES.iter().map(|(name, _)| name.to_string()).collect();
    assert_eq!(names, known);
    for (name, most) in KILOBYTES {
        let bytes = fs::metadata(folder().join(name)).unwrap().len();
        if bytes > most * 1000 {
            findings.push(format!("{name}: {bytes} bytes of {most} kB"));
        }
    }
    nothing(findings);
}
