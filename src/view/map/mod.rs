//! The map: layers from the ground up, each in an SVG of its own so that what moves repaints alone.

mod ground;
mod sites;
mod territories;
mod tracks;

use super::el::{El, el};
use crate::carto::path::decimal_text;
use crate::stage::Stage;

/// Pixels in a kilometre from which the detailed coasts are shown.
const CLOSE_UP_FROM: f64 = 1.5;

/// The map with all its layers.
pub fn map(stage: Stage) -> El {
    let (lang, view) = (stage.lang, stage.view);
    let layer = move |class: &'static str| {
        let group = el("g").follow("transform", move || {
            view.with(|view| view.transform.clone())
        });
        (el("svg").set("class", class), group)
    };
    let (ground, ground_group) = layer("layer ground");
    let (land, land_group) = layer("layer land-status");
    let (marks, marks_group) = layer("layer marks");
    el("div")
        .set("id", "map")
        .set("class", "map")
        .set("tabindex", "0")
        .set("role", "application")
        .say("aria-label", lang, |w| w.map())
        // Marks and names keep their size: they are scaled back by the inverse of the camera.
        .style("--upright", move || {
            decimal_text(view.with(|view| 1.0 / view.scale), 7)
        })
        .follow("data-close", move || {
            view.with(|view| view.scale >= CLOSE_UP_FROM)
        })
        .child(
            ground
                .set("aria-hidden", "true")
                .child(ground_group.children(ground::ground(stage))),
        )
        .child(
            land.set("aria-hidden", "true")
                .child(territories::patterns(stage))
                .child(land_group.children(territories::territories(stage))),
        )
        .child(
            marks.child(
                marks_group
                    .children(tracks::tracks(stage))
                    .children(sites::control(stage))
                    .children(sites::names(stage))
                    .children(sites::sites(stage))
                    .children(tracks::forces(stage)),
            ),
        )
}
