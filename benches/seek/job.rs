//! The job that all pages draw: an invented campaign, always the same, and how one becomes a campaign folder in the
//! schema of `geodata/README.md`.
//!
//! Events of a day to six weeks, each at a place of its own; 12 tracks of 200 dated fixes; 6 areas that change
//! hands: as many as the war has in one of its busier years. Whoever measures other pages brings their campaign in
//! the same form: `{epoch, days, events: [{id, name, kind, lon, lat, start, end}], tracks: [{id, side, pts: [[lon,
//! lat, day]]}], areas: [{id, name, from, to, geometry}]}`, days counted from the epoch, longitude first.

use arrow_war_map::campaign::Date;
use serde_json::{Value, json};

pub const EVENTS: usize = 150;
const TRACKS: usize = 12;
const FIXES: usize = 200;
const EPOCH: &str = "1856-01-01";
/// From the epoch to the last day of 1860.
const DAYS: i32 = 1826;

/// Theatres, degrees, longitude first.
const THEATRES: [[f64; 2]; 6] = [
    [113.3, 23.1],
    [121.5, 31.2],
    [117.2, 39.1],
    [127.5, 50.2],
    [131.9, 43.1],
    [114.2, 22.3],
];
const PARTIES: [&str; 4] = ["uk", "france", "qing", "russia"];
const SIDES: [&str; 4] = ["uk", "fr", "qing", "ru"];
const KINDS: [&str; 5] = ["battle", "treaty", "siege", "diplomacy", "landing"];

/// Numbers in [0, 1) that are the same in every run: a linear congruential generator, Knuth's MMIX constants.
struct Dice(u64);

impl Dice {
    fn throw(&mut self) -> f64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 11) as f64 / (1_u64 << 53) as f64
    }

    fn between(&mut self, low: f64, high: f64) -> f64 {
        low + (high - low) * self.throw()
    }

    fn day(&mut self, low: f64, high: f64) -> i32 {
        self.between(low, high) as i32
    }

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[(self.throw() * list.len() as f64) as usize]
    }
}

/// A campaign with so many events.
pub fn invent(count: usize) -> Value {
    let mut dice = Dice(1);
    let mut events = vec![];
    for index in 0..count {
        let [lon, lat] = dice.one_of(&THEATRES);
        let start = dice.day(31.0, f64::from(DAYS));
        events.push(json!({
            "id": format!("e{index}"), "name": format!("Event {index}"), "kind": dice.one_of(&KINDS),
            "lon": lon + dice.between(-2.5, 2.5), "lat": lat + dice.between(-1.8, 1.8),
            "start": start, "end": (start + dice.day(0.0, 45.0)).min(DAYS),
        }));
    }
    let mut tracks = vec![];
    for index in 0..TRACKS {
        let (a, b) = (dice.one_of(&THEATRES), dice.one_of(&THEATRES));
        let (from, long) = (dice.between(31.0, 1400.0), dice.between(210.0, 380.0));
        let mut fixes = vec![];
        for fix in 0..FIXES {
            let part = fix as f64 / (FIXES - 1) as f64;
            let bow = 4.0 * part * (1.0 - part);
            let turn = index as f64;
            let sway = [
                3.0 * bow * (9.0 * part + turn).sin(),
                2.0 * bow * (7.0 * part + turn).cos(),
            ];
            let [lon, lat] = [0, 1].map(|axis| {
                a[axis] + (b[axis] - a[axis]) * part + sway[axis] + dice.between(-0.08, 0.08)
            });
            fixes.push(json!([lon, lat, from + long * part]));
        }
        tracks.push(json!({"id": format!("t{index}"), "side": SIDES[index % 4], "pts": fixes}));
    }
    let mut areas = vec![];
    for (index, [lon, lat]) in THEATRES.into_iter().enumerate() {
        let radius = dice.between(0.6, 4.0);
        let mut ring: Vec<Value> = (0..48)
            .map(|step| {
                let angle = f64::from(step) / 48.0 * std::f64::consts::TAU;
                let reach = radius * (1.0 + 0.25 * (5.0 * angle).sin());
                json!([lon + reach * angle.cos(), lat + 0.7 * reach * angle.sin()])
            })
            .collect();
        ring.push(ring[0].clone());
        areas.push(json!({
            "id": format!("a{index}"), "name": format!("Area {index}"), "from": dice.day(131.0, 1400.0), "to": DAYS,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }));
    }
    json!({"epoch": EPOCH, "days": DAYS, "events": events, "tracks": tracks, "areas": areas})
}

/// The files of a campaign folder. `manifest` is that of the record: its sheet, projection and parties serve here too.
pub fn files(mut manifest: Value, job: &Value) -> Vec<(&'static str, Value)> {
    let epoch = job["epoch"].as_str().and_then(Date::parse);
    let epoch = epoch.expect("a campaign has an epoch");
    let days = job["days"].as_i64().expect("a campaign has days") as i32;
    manifest["id"] = json!("job");
    manifest["time"]["first"] = json!(epoch.to_string());
    manifest["time"]["last"] = json!(epoch.plus(days).to_string());
    let day = |number: &Value| {
        let number = number.as_f64().expect("days are numbers");
        epoch.plus((number as i32).clamp(0, days)).to_string()
    };
    let list = |name: &str| {
        let list = job[name].as_array();
        list.unwrap_or_else(|| panic!("a campaign has {name}"))
    };
    let (mut places, mut events) = (vec![], vec![]);
    for (index, event) in list("events").iter().enumerate() {
        let at = json!([event["lon"], event["lat"]]);
        let (start, end) = (day(&event["start"]), day(&event["end"]));
        let place =
            json!({"id": format!("p{index}"), "kind": "town", "rank": 3, "precision_m": 100});
        let name = format!("Place {index}");
        places.push(feature(named(place, &json!(name)), "Point", &at));
        let kind = match &event["kind"] {
            siege if siege == "siege" => &json!("capture"),
            kind => kind,
        };
        let told = json!({
            "id": event["id"], "kind": kind, "edtf": format!("{start}/{end}"), "start": start, "end": end,
            "place": format!("p{index}"), "parties": [PARTIES[index % 4]], "importance": 3, "chapter": "CH01",
        });
        events.push(feature(named(told, &event["name"]), "Point", &at));
    }
    let mut tracks = vec![];
    for track in list("tracks") {
        let fixes = track["pts"].as_array().expect("a track has points");
        let line: Vec<Value> = fixes.iter().map(|fix| json!([fix[0], fix[1]])).collect();
        let times: Vec<String> = fixes
            .iter()
            .map(|fix| {
                let hours = (fix[2].as_f64().expect("points are dated") * 24.0) as i32;
                let date = epoch.plus(hours / 24);
                format!("{date}T{:02}:00:00Z", hours % 24)
            })
            .collect();
        let (start, end) = (&times[0][..10], &times[times.len() - 1][..10]);
        let side = SIDES.iter().position(|side| track["side"] == **side);
        let told = json!({
            "id": track["id"], "party": side.map(|side| PARTIES[side]), "force": null, "mode": "land",
            "kind": "advance", "confidence": "A", "edtf": format!("{start}/{end}"), "start": start, "end": end,
            "datetimes": times, "vertex_dated": vec![1; line.len()],
        });
        tracks.push(feature(
            named(told, &track["id"]),
            "LineString",
            &json!(line),
        ));
    }
    let (mut areas, mut tenures) = (vec![], vec![]);
    for area in list("areas") {
        let (id, from, to) = (&area["id"], day(&area["from"]), day(&area["to"]));
        let told = json!({
            "id": id, "territory": id, "certainty": "certain", "edges": "treaty", "area_km2": 1,
            "method": "invented", "start": from, "end": null,
        });
        let shape = &area["geometry"];
        areas.push(feature(
            named(told, &area["name"]),
            "Polygon",
            &shape["coordinates"],
        ));
        let tenure = |from: Option<&str>, status: &str, holder: &str| {
            json!({
                "from": from, "status": status, "holder": holder, "claimant": null, "treaty": null,
                "certainty": "stated", "facts": [],
            })
        };
        let mut held = vec![
            tenure(None, "qing", "qing"),
            tenure(Some(&from), "ceded", "russia"),
        ];
        if to < epoch.plus(days).to_string() {
            held.push(tenure(Some(&to), "qing", "qing"));
        }
        tenures.push(
            json!({"territory": id, "name": text(&area["name"]), "figure": null, "tenures": held}),
        );
    }
    vec![
        ("campaign.json", manifest),
        ("places.geojson", collection(places)),
        ("events.geojson", collection(events)),
        ("tracks.geojson", collection(tracks)),
        ("territories.geojson", collection(areas)),
        ("waters.geojson", collection(vec![])),
        (
            "control.json",
            json!({"places": [], "territories": tenures}),
        ),
        ("calendar.json", json!({"eras": []})),
        ("forces.json", json!([])),
        ("talks.json", json!([])),
        ("treaties.json", json!([])),
        ("chapters.json", json!([])),
        ("facts.json", json!([])),
        ("names.json", json!([])),
        ("notes.json", json!([])),
        ("people.json", json!([])),
        (
            "sources.json",
            json!({
                "article": {"title": text(&json!("Article")), "licence": "CC0", "sections": []},
                "ground": text(&json!("Ground")), "works": [],
            }),
        ),
    ]
}

/// The same words in three languages.
fn text(words: &Value) -> Value {
    json!({"zh-Hant": words, "zh-Hans": words, "en": words})
}

fn named(mut properties: Value, words: &Value) -> Value {
    for lang in ["zh_hant", "zh_hans", "en"] {
        properties[format!("name_{lang}")] = words.clone();
        properties[format!("also_{lang}")] = words.clone();
    }
    properties["source"] = json!("invented");
    properties["facts"] = json!([]);
    properties["notes"] = json!([]);
    properties
}

fn feature(properties: Value, kind: &str, coordinates: &Value) -> Value {
    json!({
        "type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates},
    })
}

fn collection(features: Vec<Value>) -> Value {
    json!({"type": "FeatureCollection", "features": features})
}
