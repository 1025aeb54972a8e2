//! The job that both pages draw: an invented campaign, always the same, in the schema of `geodata/README.md`.
//!
//! 150 events of a day to six weeks (or as many as asked for), each at a place of its own; 12 tracks of 200 dated
//! fixes; 6 areas that change hands. As many as the war has in one of its busier years.

use arrow_war_map::campaign::Date;
use serde_json::{Value, json};

pub const EVENTS: usize = 150;
const TRACKS: usize = 12;
const FIXES: usize = 200;

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
const KINDS: [&str; 5] = ["battle", "treaty", "capture", "diplomacy", "landing"];

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

    fn one_of<T: Copy>(&mut self, list: &[T]) -> T {
        list[(self.throw() * list.len() as f64) as usize]
    }
}

/// The files of the campaign folder with so many events. `manifest` is that of the record: its sheet, projection and parties serve here too.
pub fn files(mut manifest: Value, count: usize) -> Vec<(&'static str, Value)> {
    let mut dice = Dice(1);
    let first = Date::parse("1856-02-01").expect("a day");
    let days = Date::parse("1860-12-31").expect("a day").since(first);
    manifest["id"] = json!("job");
    let day = |number: f64| first.plus((number as i32).clamp(0, days)).to_string();
    let name = |what: &str, index: usize| json!({"zh-Hant": format!("{what} {index}"), "zh-Hans": format!("{what} {index}"), "en": format!("{what} {index}")});
    let named = |mut properties: Value, what: &str, index: usize| {
        for lang in ["zh_hant", "zh_hans", "en"] {
            properties[format!("name_{lang}")] = json!(format!("{what} {index}"));
            properties[format!("also_{lang}")] = json!(format!("{what} {index}"));
        }
        properties["source"] = json!("invented");
        properties["facts"] = json!([]);
        properties["notes"] = json!([]);
        properties
    };
    let feature = |properties: Value, kind: &str, coordinates: Value| json!({"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}});
    let collection =
        |features: Vec<Value>| json!({"type": "FeatureCollection", "features": features});

    let (mut places, mut events) = (vec![], vec![]);
    for index in 0..count {
        let [lon, lat] = dice.one_of(&THEATRES);
        let at = json!([lon + dice.between(-2.5, 2.5), lat + dice.between(-1.8, 1.8)]);
        let start = dice.between(0.0, f64::from(days));
        let (start, end) = (day(start), day(start + dice.between(0.0, 44.0)));
        let place =
            json!({"id": format!("p{index}"), "kind": "town", "rank": 3, "precision_m": 100});
        places.push(feature(named(place, "Place", index), "Point", at.clone()));
        let event = json!({
            "id": format!("e{index}"), "kind": dice.one_of(&KINDS), "edtf": format!("{start}/{end}"),
            "start": start, "end": end, "place": format!("p{index}"), "parties": [dice.one_of(&PARTIES)],
            "importance": 3, "chapter": "CH01",
        });
        events.push(feature(named(event, "Event", index), "Point", at));
    }

    let mut tracks = vec![];
    for index in 0..TRACKS {
        let (a, b) = (dice.one_of(&THEATRES), dice.one_of(&THEATRES));
        let (from, long) = (dice.between(0.0, 1400.0), dice.between(210.0, 380.0));
        let (mut line, mut times) = (vec![], vec![]);
        for fix in 0..FIXES {
            let part = fix as f64 / (FIXES - 1) as f64;
            let bow = 4.0 * part * (1.0 - part);
            let turn = index as f64;
            line.push(json!([
                a[0] + (b[0] - a[0]) * part
                    + 3.0 * bow * (9.0 * part + turn).sin()
                    + dice.between(-0.08, 0.08),
                a[1] + (b[1] - a[1]) * part
                    + 2.0 * bow * (7.0 * part + turn).cos()
                    + dice.between(-0.08, 0.08),
            ]));
            let hours = ((from + long * part) * 24.0) as i32;
            let date = first.plus(hours / 24);
            times.push(format!("{date}T{:02}:00:00Z", hours % 24));
        }
        let track = json!({
            "id": format!("t{index}"), "party": PARTIES[index % 4], "force": null, "mode": "land", "kind": "advance",
            "confidence": "A", "edtf": format!("{}/{}", &times[0][..10], &times[FIXES - 1][..10]),
            "start": &times[0][..10], "end": &times[FIXES - 1][..10], "datetimes": times, "vertex_dated": vec![1; FIXES],
        });
        tracks.push(feature(
            named(track, "Track", index),
            "LineString",
            json!(line),
        ));
    }

    let (mut areas, mut tenures) = (vec![], vec![]);
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
        let from = day(dice.between(100.0, 1400.0));
        let id = format!("a{index}");
        let area = json!({
            "id": id, "territory": id, "certainty": "certain", "edges": "treaty", "area_km2": 1, "method": "invented",
            "start": from, "end": null,
        });
        areas.push(feature(
            named(area, "Area", index),
            "Polygon",
            json!([ring]),
        ));
        tenures.push(json!({"territory": id, "name": name("Area", index), "figure": null, "tenures": [
            {"from": null, "status": "qing", "holder": "qing", "claimant": null, "treaty": null, "certainty": "stated", "facts": []},
            {"from": from, "status": "ceded", "holder": "russia", "claimant": null, "treaty": null, "certainty": "stated", "facts": []},
        ]}));
    }
    vec![
        ("campaign.json", manifest),
        ("places.geojson", collection(places)),
        ("events.geojson", collection(events)),
        ("tracks.geojson", collection(tracks)),
        ("territories.geojson", collection(areas)),
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
        ("notes.json", json!([])),
        (
            "sources.json",
            json!({"article": {"title": name("Article", 1), "licence": "CC0", "sections": []}, "ground": name("Ground", 1), "works": []}),
        ),
    ]
}
