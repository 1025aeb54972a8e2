//! The locator: where on the sheet a close-up lies.

use super::el::{El, el};
use crate::carto::path::decimal_text;
use crate::carto::{Rect, Xy};
use crate::stage::Stage;

/// Shown while the window holds less than this part of the sheet's width and height.
const CLOSE_PART: f64 = 0.4;

pub fn locator(stage: Stage) -> El {
    let ground = stage.ground;
    let [x0, y0, x1, y1] = stage.campaign.frame;
    // Paths of the overview are in tenths of a kilometre.
    let view_box = [x0, -y1, x1 - x0, y1 - y0]
        .map(|length| decimal_text(length * 10.0, 0))
        .join(" ");
    // What of the sheet is in view, in parts of it.
    let seen = move || {
        let (origin, scale) = stage
            .view
            .with(|view| (view.window(Xy::default()), view.scale));
        let open = stage.model().viewport.open();
        Rect {
            x: ((open.x - origin.x) / scale - x0) / (x1 - x0),
            y: ((open.y - origin.y) / scale + y1) / (y1 - y0),
            width: open.width / scale / (x1 - x0),
            height: open.height / scale / (y1 - y0),
        }
    };
    let far = move || {
        let seen = seen();
        (seen.width.max(seen.height) > CLOSE_PART).then_some("")
    };
    let place = move || {
        let seen = seen();
        let mut out = String::new();
        for (name, part) in [
            ("left:", seen.x),
            (";top:", seen.y),
            (";width:", seen.width),
            (";height:", seen.height),
        ] {
            out += name;
            out += &decimal_text(part * 100.0, 2);
            out += "%";
        }
        out
    };
    let layer = |class: &'static str, pick: fn(&crate::stage::Ground) -> &String| {
        let d = move || ground.with(|ground| pick(ground).clone());
        el("path").set("class", class).follow("d", d)
    };
    el("div")
        .set("class", "locator")
        .set("aria-hidden", "true")
        .follow("hidden", far)
        .child(
            el("svg")
                .set("viewBox", view_box)
                .set("preserveAspectRatio", "none")
                .child(layer("land", |ground| &ground.land))
                .child(layer("qing", |ground| &ground.qing)),
        )
        .child(el("i").style(place))
}
