//! Meridians and parallels, a line each.

use super::Xy;
use super::projection::Albers;
use crate::campaign::LonLat;

/// Lines every `step` degrees over whole degrees of longitude and latitude, a vertex each degree.
pub fn lines(albers: &Albers, lons: [i32; 2], lats: [i32; 2], step: usize) -> Vec<Vec<Xy>> {
    let at = |lon: i32, lat: i32| {
        albers.project(LonLat {
            lon: f64::from(lon),
            lat: f64::from(lat),
        })
    };
    let meridians = (lons[0]..=lons[1])
        .step_by(step)
        .map(|lon| (lats[0]..=lats[1]).map(|lat| at(lon, lat)).collect());
    let parallels = (lats[0]..=lats[1])
        .step_by(step)
        .map(|lat| (lons[0]..=lons[1]).map(|lon| at(lon, lat)).collect());
    meridians.chain(parallels).collect()
}
