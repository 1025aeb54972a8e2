//! Baking: the ground's GeoJSON, written for people, becomes SVG paths, read by the page without a thought.
//!
//! Paths are relative whole numbers on the sheet of campaign.json (Albers equal-area), x to the east, **y
//! down**: half the bytes of GeoJSON and nothing to project in the visitor's browser. One unit is 100 m in
//! the overview and 10 m in what is seen from near. Nothing is generalised here: what is too fine collapses.
//! What is seen from near has its bends rounded, through every vertex.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result};
use arrow_war_map::campaign::{LonLat, ProjectionParameters};
use arrow_war_map::carto::Xy;
use arrow_war_map::carto::path::PathBuilder;
use arrow_war_map::carto::projection::Albers;
use serde_json::{Map, Value, json};

use crate::curve::rounded;

/// Layers of the overview, by file name without its ending.
const OVERVIEW: [&str; 4] = ["land", "lakes", "rivers", "qing"];
/// Units in a kilometre.
const OVERVIEW_PER_KM: f64 = 10.0;
const CLOSE_UP_PER_KM: f64 = 100.0;

/// Bakes every layer of `geodata/base/`: file names under `base/` with their content.
///
/// # Errors
/// Names the file that is missing or is not GeoJSON.
pub fn bake(geodata: &Path) -> Result<Vec<(String, String)>> {
    let albers = projection(&read(&geodata.join("campaign.json"))?)?;
    let base = geodata.join("base");
    let mut baked = Vec::new();

    let mut overview = Map::new();
    for layer in OVERVIEW {
        let d = path(
            &read(&base.join(format!("{layer}.geojson")))?,
            &albers,
            OVERVIEW_PER_KM,
        );
        overview.insert(layer.into(), d.into());
    }
    baked.push((
        "base/overview.json".to_owned(),
        Value::Object(overview).to_string(),
    ));

    let mut hydro = PathBuilder::new(CLOSE_UP_PER_KM);
    each(&read(&base.join("hydro.geojson"))?["features"], |river| {
        if river["properties"]["bed_cut"] != true {
            let course = course(&river["geometry"]["coordinates"]);
            hydro.line(rounded(&on_sheet(&course, &albers), false), false);
        }
    });
    let hydro = json!({ "hydro": hydro.finish() });
    baked.push(("base/hydro.json".to_owned(), hydro.to_string()));

    for close_up in read(&base.join("closeups.json"))?
        .as_array()
        .into_iter()
        .flatten()
    {
        let id = close_up["id"]
            .as_str()
            .context("base/closeups.json: an entry has no id; give it one.")?;
        let mut out = json!({ "id": id, "extent": close_up["extent"] });
        // Filled without a line, drawn without the edges of the cut, and tinted where it is `qing`.
        let extent: Vec<f64> = close_up["extent"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_f64)
            .collect();
        let [mut land, mut tint, mut coast] = [(); 3].map(|()| PathBuilder::new(CLOSE_UP_PER_KM));
        for file in close_up["files"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(Value::as_str)
        {
            each(&read(&base.join(file))?["features"], |feature| {
                let is_qing = feature["properties"]["qing"] != Value::Bool(false);
                for ring in rings(&feature["geometry"]) {
                    let outline = shores(&ring, &extent, &albers, &mut coast);
                    if is_qing {
                        tint.line(outline.iter().copied(), true);
                    }
                    land.line(outline, true);
                }
            });
        }
        for (layer, path) in [("land", land), ("tint", tint), ("coast", coast)] {
            out[layer] = path.finish().into();
        }
        baked.push((format!("base/closeup-{id}.json"), out.to_string()));
    }
    baked.push(("base/edges.json".to_owned(), edges(geodata, &albers)?));
    Ok(baked)
}

/// The outlines of the territories: of each part what is known and what is only sketched, as two paths.
fn edges(geodata: &Path, albers: &Albers) -> Result<String> {
    let document = read(&geodata.join("outlines/edges.geojson"))?;
    let mut parts: Vec<(String, [PathBuilder; 2])> = Vec::new();
    each(&document["features"], |stretch| {
        let properties = &stretch["properties"];
        let id = properties["part"].as_str().unwrap_or_default();
        if parts.iter().all(|(part, _)| part != id) {
            let paths = [(); 2].map(|()| PathBuilder::new(CLOSE_UP_PER_KM));
            parts.push((id.to_owned(), paths));
        }
        let sketched = usize::from(properties["confidence"] == "schematic");
        let own = parts.iter_mut().find(|(part, _)| part == id);
        if let Some((_, paths)) = own {
            geometry(stretch, albers, &mut paths[sketched]);
        }
    });
    let parts = parts.into_iter().map(|(id, paths)| {
        let [known, sketched] = paths.map(PathBuilder::finish);
        json!({ "part": id, "known": known, "sketched": sketched })
    });
    Ok(Value::from_iter(parts).to_string())
}

fn read(file: &Path) -> Result<Value> {
    let text = fs::read_to_string(file).with_context(|| {
        format!(
            "{} cannot be read; bring it back or make it again.",
            file.display()
        )
    })?;
    serde_json::from_str(&text).with_context(|| {
        format!(
            "{} is not JSON; correct it at the place named.",
            file.display()
        )
    })
}

fn projection(campaign: &Value) -> Result<Albers> {
    let pair = |name: &str| -> Option<[f64; 2]> {
        let list = &campaign["projection"][name];
        Some([list[0].as_f64()?, list[1].as_f64()?])
    };
    pair("parallels")
        .zip(pair("origin"))
        .and_then(|(parallels, [lon, lat])| {
            Some(Albers::new(ProjectionParameters { parallels, origin: LonLat::new(lon, lat)? }))
        })
        .context("campaign.json: `projection` wants `parallels` [south, north] and `origin` [longitude, latitude].")
}

/// The `d` of everything in a GeoJSON document.
fn path(document: &Value, albers: &Albers, per_km: f64) -> String {
    let mut builder = PathBuilder::new(per_km);
    geometry(document, albers, &mut builder);
    builder.finish()
}

fn geometry(value: &Value, albers: &Albers, out: &mut PathBuilder) {
    let coordinates = &value["coordinates"];
    match value["type"].as_str() {
        Some("FeatureCollection") => {
            each(&value["features"], |feature| geometry(feature, albers, out))
        }
        Some("GeometryCollection") => {
            each(&value["geometries"], |part| geometry(part, albers, out))
        }
        Some("Feature") => geometry(&value["geometry"], albers, out),
        Some("LineString") => line(coordinates, false, albers, out),
        Some("MultiLineString") => each(coordinates, |part| line(part, false, albers, out)),
        Some("Polygon") => each(coordinates, |ring| line(ring, true, albers, out)),
        Some("MultiPolygon") => {
            each(coordinates, |polygon| {
                each(polygon, |ring| line(ring, true, albers, out))
            });
        }
        _ => {} // Points have no path; an empty geometry has nothing.
    }
}

/// The rings of a polygon or of several.
fn rings(geometry: &Value) -> Vec<Vec<LonLat>> {
    let coordinates = &geometry["coordinates"];
    let mut rings = vec![];
    match geometry["type"].as_str() {
        Some("Polygon") => each(coordinates, |ring| rings.push(course(ring))),
        Some("MultiPolygon") => each(coordinates, |polygon| {
            each(polygon, |ring| rings.push(course(ring)));
        }),
        _ => {}
    }
    rings
}

/// The outline of a ring with its coast rounded, which is drawn: all but the segments on an edge of the extent.
fn shores(ring: &[LonLat], extent: &[f64], albers: &Albers, coast: &mut PathBuilder) -> Vec<Xy> {
    let ring = match ring {
        [first, inside @ .., last] if first == last => &ring[..=inside.len()],
        _ => ring,
    };
    let count = ring.len();
    let is_cut = |from: usize| is_cut(ring[from % count], ring[(from + 1) % count], extent);
    let Some(cut) = (0..count).find(|from| is_cut(*from)) else {
        let island = rounded(&on_sheet(ring, albers), true);
        coast.line(island.iter().copied(), true);
        return island;
    };
    let mut outline = vec![];
    let mut shore = vec![];
    for from in cut + 1..=cut + count {
        shore.push(ring[from % count]);
        if is_cut(from) {
            let shore = rounded(&on_sheet(&std::mem::take(&mut shore), albers), false);
            coast.line(shore.iter().copied(), false);
            outline.extend(shore);
        }
    }
    outline
}

/// Does a segment lie on an edge of the extent?
fn is_cut(a: LonLat, b: LonLat, extent: &[f64]) -> bool {
    let on = |edge: f64, a: f64, b: f64| (a - edge).abs() < 2e-4 && (b - edge).abs() < 2e-4;
    match extent {
        [west, south, east, north] => {
            on(*west, a.lon, b.lon)
                || on(*east, a.lon, b.lon)
                || on(*south, a.lat, b.lat)
                || on(*north, a.lat, b.lat)
        }
        _ => false,
    }
}

fn each(list: &Value, mut with: impl FnMut(&Value)) {
    list.as_array().into_iter().flatten().for_each(&mut with);
}

/// One line or ring.
fn line(positions: &Value, closed: bool, albers: &Albers, out: &mut PathBuilder) {
    out.line(on_sheet(&course(positions), albers), closed);
}

/// The positions of a line; one that is not on the globe, or comes twice in a row, is left out.
fn course(positions: &Value) -> Vec<LonLat> {
    let points = positions.as_array().into_iter().flatten();
    let mut course: Vec<LonLat> = points
        .filter_map(|at| LonLat::new(at[0].as_f64()?, at[1].as_f64()?))
        .collect();
    course.dedup();
    course
}

fn on_sheet(course: &[LonLat], albers: &Albers) -> Vec<Xy> {
    course.iter().map(|at| albers.project(*at)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Albers {
        projection(&json!({ "projection": { "parallels": [26, 51], "origin": [112, 38] } }))
            .unwrap()
    }

    #[test]
    fn a_point_north_and_east_goes_right_and_up() {
        let document = json!({ "type": "Feature", "geometry":
            { "type": "LineString", "coordinates": [[112, 38], [112.1, 38], [112.1, 38.1]] } });
        let d = path(&document, &sheet(), OVERVIEW_PER_KM);
        // 8.78 by 11.10 km on the ground. Between the parallels the cone narrows and lengthens alike: the
        // area, 97.5 km², stays (within the rounding to 100 m).
        assert_eq!(d, "m0 0 86 0 0-114");
    }

    #[test]
    fn every_kind_of_geometry_is_drawn() {
        let ring = json!([[112, 38], [113, 38], [113, 39], [112, 38]]);
        for (kind, coordinates) in [
            ("Polygon", json!([ring])),
            ("MultiPolygon", json!([[ring]])),
        ] {
            let document = json!({ "type": "GeometryCollection", "geometries": [{ "type": kind, "coordinates": coordinates }] });
            assert!(path(&document, &sheet(), 1.0).ends_with('z'), "{kind}");
        }
    }

    #[test]
    fn a_bad_position_is_left_out_and_nothing_draws_nothing() {
        let document = json!({ "type": "LineString", "coordinates": [[112, 38], ["x", null], [912, 38], [113, 38]] });
        assert_eq!(path(&document, &sheet(), 1.0).matches('m').count(), 1);
        assert_eq!(
            path(
                &json!({ "type": "Feature", "geometry": null }),
                &sheet(),
                1.0
            ),
            ""
        );
    }

    #[test]
    fn a_coast_is_rounded_and_its_cut_neither_rounded_nor_drawn() {
        // Land in the west of an extent; its eastern shore has one bend.
        let ring = course(&json!([
            [112, 38],
            [112.5, 38],
            [112.6, 38.5],
            [112.5, 39],
            [112, 39],
            [112, 38]
        ]));
        let mut coast = PathBuilder::new(CLOSE_UP_PER_KM);
        let outline = shores(&ring, &[112.0, 38.0, 113.0, 39.0], &sheet(), &mut coast);
        assert!(outline.len() > 10, "{outline:?}");
        let mut shore = PathBuilder::new(CLOSE_UP_PER_KM);
        let corner = |lon, lat| sheet().project(LonLat { lon, lat });
        let corners = [corner(112.0, 39.0), corner(112.0, 38.0)];
        let drawn = outline.iter().filter(|xy| !corners.contains(xy));
        shore.line(drawn.copied(), false);
        assert_eq!(coast.finish(), shore.finish());
    }

    #[test]
    fn an_island_is_rounded_all_round() {
        let ring = course(&json!([
            [112.2, 38.2],
            [112.8, 38.2],
            [112.5, 38.8],
            [112.2, 38.2]
        ]));
        let mut coast = PathBuilder::new(CLOSE_UP_PER_KM);
        let outline = shores(&ring, &[112.0, 38.0, 113.0, 39.0], &sheet(), &mut coast);
        assert_eq!(coast.finish().matches('z').count(), 1);
        assert!(outline.len() > 10, "{outline:?}");
    }

    #[test]
    fn a_campaign_without_a_projection_is_told_what_it_lacks() {
        assert!(
            projection(&json!({}))
                .unwrap_err()
                .to_string()
                .contains("parallels")
        );
    }
}
