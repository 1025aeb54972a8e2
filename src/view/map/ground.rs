//! The ground: land, water, the dashed extent, the graticule, and detailed coasts close up.

use super::super::el::{El, el};
use crate::carto::Xy;
use crate::carto::graticule;
use crate::carto::path::PathBuilder;
use crate::carto::projection::Albers;
use crate::stage::{self, CloseUp, Stage};

/// Units of the overview paths and of the close-up paths in a kilometre: 10 and 100.
const OVERVIEW: &str = "scale(0.1)";
const CLOSE_UP: &str = "scale(0.01)";

pub fn ground(stage: Stage) -> Vec<El> {
    let ground = stage.ground;
    let layer = move |class: &'static str, pick: fn(&stage::Ground) -> &String| {
        let d = move || ground.with(|ground| pick(ground).clone());
        el("path").set("class", class).follow("d", d)
    };
    let albers = Albers::new(stage.campaign.projection);
    let mut lines = PathBuilder::new(1.0);
    for line in graticule::lines(&albers, [60, 155], [5, 70], 5) {
        lines.line(line, false);
    }
    let (close_ups, hydro) = (stage.close_ups, stage.hydro);
    vec![
        el("g")
            .set("transform", OVERVIEW)
            .child(layer("shore", |g| &g.land))
            .child(layer("land", |g| &g.land))
            .child(layer("qing", |g| &g.qing))
            .child(layer("lake", |g| &g.lakes))
            .child(layer("river", |g| &g.rivers)),
        el("g").set("class", "close-ups").part(move || {
            close_ups.with(|list| {
                list.iter()
                    .flat_map(|close_up| detailed(&albers, close_up))
                    .collect()
            })
        }),
        el("path")
            .set("class", "hydro")
            .set("transform", CLOSE_UP)
            .follow("d", move || hydro.get()),
        el("path")
            .set("class", "graticule")
            .set("d", lines.finish()),
        el("path")
            .set("class", "beyond")
            .set("d", beyond(stage.campaign.frame)),
    ]
}

/// A detailed coast over a rectangle of sea that hides the overview's.
fn detailed(albers: &Albers, close_up: &CloseUp) -> Vec<El> {
    let layer = |class: &'static str, d: &str| {
        el("path")
            .set("class", class)
            .set("transform", CLOSE_UP)
            .set("d", d)
    };
    vec![
        el("path")
            .set("class", "close-sea")
            .set("transform", "scale(0.05)")
            .set("d", sea(albers, close_up.extent)),
        layer("close-land", &close_up.land),
        layer("close-tint", &close_up.tint),
        layer("coast", &close_up.coast),
    ]
}

/// The rectangle of an extent; its edges follow the graticule.
fn sea(albers: &Albers, [west, south, east, north]: [f64; 4]) -> String {
    // A little within the detailed land, so that no line of sea shows along the cut.
    const WITHIN: f64 = 0.004;
    let (west, east) = (west + WITHIN, east - WITHIN);
    let (south, north) = (south + WITHIN, north - WITHIN);
    let ring = albers.outline([west, south, east, north], 12);
    let mut path = PathBuilder::new(20.0);
    path.line(ring, true);
    path.finish()
}

/// All that lies beyond the sheet, as one path with the sheet as a hole. A little of the sheet goes with it:
/// there layers end in a cut that is no coast.
fn beyond([x0, y0, x1, y1]: [f64; 4]) -> String {
    const CUT_KM: f64 = 6.0;
    const FAR_KM: f64 = 20_000.0;
    let mut path = PathBuilder::new(1.0);
    for grow in [FAR_KM, -CUT_KM] {
        let (left, right, top, bottom) = (x0 - grow, x1 + grow, -y1 - grow, -y0 + grow);
        let corners = [(left, top), (right, top), (right, bottom), (left, bottom)];
        path.line(corners.map(|(x, y)| Xy { x, y }), true);
    }
    path.finish()
}
