//! The map: layers from the ground up, each in an SVG of its own so that what moves repaints alone.

pub mod drawing;
mod ground;
mod names;
pub(super) mod shapes;
mod sites;
mod territories;
mod tracks;

pub use names::names;
pub use sites::{now, signs};
pub use territories::{edges, land_class};

use super::el::{El, el};
use crate::carto::path::decimal;
use crate::carto::{Rect, Xy};
use crate::stage::Stage;

/// Pixels in a kilometre from which the detailed coasts are shown.
const CLOSE_UP_FROM: f64 = 1.5;

/// The map with all its layers; of the layer of names only what is there from the start.
pub fn map(stage: Stage, names: Option<El>) -> El {
    let (lang, view) = (stage.lang, stage.view);
    let layer = |class: &'static str| el("svg").set("class", class);
    let sheet = || {
        el("g").follow("transform", move || {
            view.with(|view| view.transform.clone())
        })
    };
    // What keeps its size at every zoom is drawn in pixels from the sheet's origin, and only moves with it.
    let pixels = || el("g").follow("transform", move || view.with(|view| view.shift.clone()));
    el("div")
        .set("id", "map")
        .set("class", "map")
        .set("tabindex", "0")
        .set("role", "application")
        .say("aria-label", lang, |w| w.map())
        .set("aria-describedby", "news")
        .follow("data-close", move || {
            view.with(|view| view.scale >= CLOSE_UP_FROM)
        })
        .child(
            layer("layer ground")
                .set("aria-hidden", "true")
                .child(sheet().children(ground::ground(stage))),
        )
        .child(relief(stage))
        .child(
            layer("layer land-status")
                .set("aria-hidden", "true")
                .child(territories::patterns(stage))
                .child(
                    sheet()
                        .children(territories::territories(stage))
                        .set("id", "edges"),
                ),
        )
        .child(
            layer("layer routes")
                .set("aria-hidden", "true")
                .child(sheet().child(tracks::tracks(stage)))
                .child(
                    pixels()
                        .child(sites::control(stage))
                        .child(tracks::heads(stage)),
                ),
        )
        .child(
            layer("layer names")
                .child(pixels().set("id", "names").maybe(names))
                // They change where the date rests, as names do. Filled once the map answers, as what happens now.
                .child(pixels().set("id", "marks-sites")),
        )
        .child(
            layer("layer marks").set("aria-hidden", "true").child(
                pixels()
                    .child(sites::shapes(stage))
                    .child(tracks::forces(stage))
                    .child(el("g").set("id", "marks-now"))
                    .child(sites::counts(stage)),
            ),
        )
}

/// The relief, an image of the sheet's shadows; it comes when the map already answers.
fn relief(stage: Stage) -> El {
    let sheet = Rect::of_frame(stage.campaign.frame);
    let corner = Xy {
        x: sheet.x,
        y: sheet.y,
    };
    // Where the sheet lies in the window, in pixels.
    let place = move || {
        let (at, scale) = stage.view.with(|view| (view.window(corner), view.scale));
        let sizes = [
            ("width:", sheet.width * scale),
            ("px;height:", sheet.height * scale),
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
