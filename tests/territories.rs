//! Territories: valid outlines, and areas beside the figures they are held against.

use arrow_war_map::campaign::history::Part;
use arrow_war_map::carto::area::geodesic_km2;
use arrow_war_map::native::read_folder;
use geo::winding_order::Winding;
use geo::{BooleanOps, Validation};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

fn parts() -> Vec<Part> {
    let record = read_folder(&folder()).expect("the manifest can be read");
    record.campaign.parts
}

/// Fails with all findings at once, a line each.
fn nothing(findings: Vec<String>) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn territories_are_valid_and_right_handed() {
    let mut findings = vec![];
    for part in parts() {
        if let Err(fault) = part.outline.check_validation() {
            findings.push(format!("{}: {fault}", part.id));
        }
        for polygon in &part.outline {
            if !polygon.exterior().is_ccw() || polygon.interiors().iter().any(|r| !r.is_cw()) {
                findings.push(format!(
                    "{}: rings must be right-handed (RFC 7946)",
                    part.id
                ));
            }
        }
    }
    nothing(findings);
}

/// Least and greatest area, km². From the survey of the ground: a part within 3 % of the value measured there;
/// a territory within the tolerance that the article's figure is given.
const AREAS: [(&str, f64, f64); 11] = [
    // The article's 'more than 600,000': the drainage of the Amur with the south of the Uda.
    ("amur_left_bank", 600_000.0, 700_000.0),
    ("aigun_uda_north", 34_000.0, 38_000.0),
    // Local history gives 3,600.
    ("sixty_four_villages", 2_880.0, 4_320.0),
    ("ussuri_east", 301_282.0, 319_918.0),
    ("sakhalin", 73_235.0, 77_765.0),
    // The article's 'about 400,000', ±10 %.
    ("ussuri_east + sakhalin", 360_000.0, 440_000.0),
    ("kowloon + stonecutters", 7.0, 11.0),
    // The article's 440,000, ±10 %.
    ("nw_1864_core", 396_000.0, 484_000.0),
    ("nw_altai", 77_309.0, 82_091.0),
    // An upper bound of what Aigun could claim.
    ("amur_left_bank + aigun_uda_north", 674_000.0, 717_000.0),
    // The article's 1,500,000 in all, ±10 %.
    (
        "amur_left_bank + ussuri_east + sakhalin + nw_1864_core",
        1_350_000.0,
        1_650_000.0,
    ),
];

#[test]
fn areas_agree_with_the_figures_they_are_held_against() {
    let parts = parts();
    let area = |id: &str| {
        let part = parts.iter().find(|part| part.id == id);
        geodesic_km2(&part.unwrap_or_else(|| panic!("no part {id}")).outline)
    };
    let mut findings = vec![];
    for (sum, least, most) in AREAS {
        let measured: f64 = sum.split(" + ").map(area).sum();
        if !(least..=most).contains(&measured) {
            findings.push(format!("{sum}: {measured:.0} km², not {least}–{most}"));
        }
    }
    let text = std::fs::read_to_string(folder().join("territories.geojson")).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    for feature in json["features"].as_array().unwrap() {
        let id = feature["properties"]["id"].as_str().unwrap();
        let written = feature["properties"]["area_km2"].as_f64().unwrap();
        let measured = area(id);
        if (written / measured - 1.0).abs() > 0.005 {
            findings.push(format!("{id}: says {written}, measures {measured:.2} km²"));
        }
    }
    nothing(findings);
}

/// Parts that lie in one another on purpose.
const WITHIN: [[&str; 2]; 1] = [["amur_left_bank", "sixty_four_villages"]];

#[test]
fn no_land_is_counted_twice() {
    let parts = parts();
    let mut findings = vec![];
    for (index, one) in parts.iter().enumerate() {
        for other in &parts[index + 1..] {
            let shared = geodesic_km2(&one.outline.intersection(&other.outline));
            let is_meant = WITHIN.contains(&[&one.id, &other.id]);
            if (shared > 1.0) != is_meant {
                findings.push(format!("{} and {} share {shared:.1} km²", one.id, other.id));
            }
        }
    }
    nothing(findings);
}

#[test]
fn every_stretch_of_an_outline_says_how_sure_it_is() {
    let text = std::fs::read_to_string(folder().join("outlines/edges.geojson")).unwrap();
    let json: Value = serde_json::from_str(&text).unwrap();
    let mut findings = vec![];
    for part in parts() {
        let stretches = json["features"].as_array().unwrap().iter();
        let stretches = stretches.filter(|stretch| stretch["properties"]["part"] == *part.id);
        let mut segments: Vec<[String; 2]> = vec![];
        for stretch in stretches {
            let points = stretch["geometry"]["coordinates"].as_array().unwrap();
            let pairs = points.windows(2);
            segments.extend(pairs.map(|pair| [pair[0].to_string(), pair[1].to_string()]));
        }
        let rings = (part.outline.iter())
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()));
        let count: usize = rings.map(|ring| ring.lines().count()).sum();
        segments.sort();
        segments.dedup();
        if segments.len() != count {
            let found = segments.len();
            findings.push(format!(
                "{}: {found} of {count} segments; run edges.py",
                part.id
            ));
        }
    }
    nothing(findings);
}
