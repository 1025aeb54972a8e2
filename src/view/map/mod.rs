//! The map: layers from the ground up, each in an SVG of its own so that what moves repaints alone.

mod ground;
mod sites;
mod territories;
mod tracks;

use super::el::{El, el};
use crate::carto::Xy;
use crate::carto::path::{decimal, decimal_text};
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
    let (routes, routes_group) = layer("layer routes");
    let (names, names_group) = layer("layer names");
    let (marks, marks_group) = layer("layer marks");
    el("div")
        .set("id", "map")
        .set("class", "map")
        .set("tabindex", "0")
        .set("role", "application")
        .say("aria-label", lang, |w| w.map())
        // Marks and names keep their size: they are scaled back by the inverse of the camera.
        .style(move || {
            String::from("--upright:") + &decimal_text(view.with(|view| 1.0 / view.scale), 7)
        })
        .follow("data-close", move || {
            view.with(|view| view.scale >= CLOSE_UP_FROM)
        })
        .child(
            ground
                .set("aria-hidden", "true")
                .child(ground_group.children(ground::ground(stage))),
        )
        .child(relief(stage))
        .child(
            land.set("aria-hidden", "true")
                .child(territories::patterns(stage))
                .child(land_group.children(territories::territories(stage))),
        )
        .child(
            routes.child(
                routes_group
                    .children(tracks::tracks(stage))
                    .children(sites::control(stage)),
            ),
        )
        .child(names.child(names_group.children(sites::names(stage))))
        .child(
            marks.child(
                marks_group
                    .children(sites::sites(stage))
                    .children(tracks::forces(stage)),
            ),
        )
}

/// The relief, an image of the sheet's shadows; it comes when the map already answers.
fn relief(stage: Stage) -> El {
    let [x0, y0, x1, y1] = stage.campaign.frame;
    let corner = Xy { x: x0, y: -y1 };
    // Where the sheet lies in the window, in pixels.
    let place = move || {
        let (at, scale) = stage.view.with(|view| (view.window(corner), view.scale));
        let sizes = [
            ("width:", (x1 - x0) * scale),
            ("px;height:", (y1 - y0) * scale),
            ("px;left:", at.x),
            ("px;top:", at.y),
        ];
        let mut out = String::new();
        for (name, pixels) in sizes {
            out.push_str(name);
            decimal(&mut out, pixels, 1);
        }
        out + "px"
    };
    el("img")
        .set("class", "relief")
        .set("alt", "")
        .follow("src", move || stage.relief.get())
        .follow("hidden", move || {
            stage.relief.with(Option::is_none).then_some("")
        })
        .style(place)
}
