//! Geometry, checked before anything computes with it: finite, in range, closed, long enough.
//!
//! Algorithms of `geo` may panic on a coordinate that is not finite; none passes here.

use super::Node;
use crate::campaign::LonLat;

/// More numbers than this in one line or ring are refused.
const MAX_NUMBERS: usize = 1_000_000;

/// South-west and north-east corner of [west, south, east, north] in degrees.
pub fn extent([west, south, east, north]: [f64; 4]) -> Option<[LonLat; 2]> {
    let corners = [LonLat::new(west, south)?, LonLat::new(east, north)?];
    (west < east && south < north).then_some(corners)
}

/// The coordinates of a feature's geometry, when it is of the type.
fn coordinates<N: Node>(feature: &N, kind: &str) -> Option<N> {
    let geometry = feature.member("geometry")?;
    let found = geometry.member("type")?.string()?;
    if found == kind {
        geometry.member("coordinates")
    } else {
        None
    }
}

/// Positions of a line or ring: pairs, longitude first.
fn positions<N: Node>(node: &N) -> Result<Vec<LonLat>, String> {
    let numbers = node
        .numbers()
        .ok_or("coordinates: expected a list of positions")?;
    if numbers.len() % 2 != 0 || numbers.len() > MAX_NUMBERS {
        return Err("coordinates: a position is [longitude, latitude], without height".into());
    }
    let pairs = numbers
        .chunks_exact(2)
        .map(|pair| LonLat::new(pair[0], pair[1]));
    let all: Option<Vec<LonLat>> = pairs.collect();
    all.ok_or_else(|| "coordinates: out of range; write [longitude, latitude] in degrees".into())
}

/// A Point.
pub fn point<N: Node>(feature: &N) -> Result<LonLat, String> {
    let node = coordinates(feature, "Point").ok_or("geometry: must be a Point")?;
    match positions(&node)?[..] {
        [at] => Ok(at),
        _ => Err("coordinates: a Point has one position".into()),
    }
}

/// A LineString of at least two positions.
pub fn line<N: Node>(feature: &N) -> Result<Vec<LonLat>, String> {
    let node = coordinates(feature, "LineString").ok_or("geometry: must be a LineString")?;
    let line = positions(&node)?;
    if line.len() < 2 {
        return Err("coordinates: a LineString needs at least two positions".into());
    }
    Ok(line)
}

/// A MultiLineString of lines with two ends.
pub fn reaches<N: Node>(feature: &N) -> Result<Vec<[LonLat; 2]>, String> {
    let wrong = "geometry: must be a MultiLineString of lines with two positions each";
    let node = coordinates(feature, "MultiLineString").ok_or(wrong)?;
    let ends = positions(&node)?;
    if node.items().map(|lines| lines.len() * 2) != Some(ends.len()) || ends.is_empty() {
        return Err(wrong.into());
    }
    Ok(ends
        .chunks_exact(2)
        .map(|pair| [pair[0], pair[1]])
        .collect())
}

/// A Polygon or MultiPolygon.
pub fn polygons<N: Node>(feature: &N) -> Result<geo::MultiPolygon, String> {
    let wrong = "geometry: must be a Polygon or MultiPolygon";
    let list = match coordinates(feature, "Polygon") {
        Some(polygon) => vec![polygon],
        None => coordinates(feature, "MultiPolygon")
            .and_then(|list| list.items())
            .ok_or(wrong)?,
    };
    let mut polygons = vec![];
    for rings in list {
        let mut rings = rings.items().ok_or(wrong)?.into_iter();
        let exterior = ring(&rings.next().ok_or("coordinates: a polygon without rings")?)?;
        let mut interiors = vec![];
        for node in rings {
            interiors.push(ring(&node)?);
        }
        polygons.push(geo::Polygon::new(exterior, interiors));
    }
    if polygons.is_empty() {
        return Err("coordinates: a MultiPolygon without polygons".into());
    }
    Ok(geo::MultiPolygon::new(polygons))
}

fn ring<N: Node>(node: &N) -> Result<geo::LineString, String> {
    let ring = positions(node)?;
    if ring.len() < 4 || ring.first() != ring.last() {
        return Err("coordinates: a ring must be closed and have at least four positions".into());
    }
    Ok(geo::LineString::new(
        ring.iter()
            .map(|at| geo::Coord {
                x: at.lon,
                y: at.lat,
            })
            .collect(),
    ))
}
