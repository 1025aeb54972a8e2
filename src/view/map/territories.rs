//! Territories: the land that changed hands, by status.

use super::super::el::{El, el};
use crate::campaign::history::State;
use crate::carto::path::{PathBuilder, decimal};
use crate::carto::projection::Albers;
use crate::stage::Stage;

/// Hatches for land held in common or ceded on paper, with a period of 9 pixels at every zoom. Their
/// colours are in `style/map.css`.
pub fn patterns(stage: Stage) -> El {
    let view = stage.view;
    let hatch =
        move |id: &'static str, rotate: &'static str, lines: &[(&'static str, &'static str)]| {
            let still = move || {
                let mut out = String::from("scale(");
                decimal(&mut out, view.with(|view| 1.0 / view.scale), 6);
                out + rotate
            };
            let line = |(class, d): &(&'static str, &'static str)| {
                el("path").set("class", *class).set("d", *d)
            };
            el("pattern")
                .set("id", id)
                .set("width", "9")
                .set("height", "9")
                .set("patternUnits", "userSpaceOnUse")
                .follow("patternTransform", still)
                .children(lines.iter().map(line))
        };
    let claimed = [("hatch claimant", "M4.5 0V9")];
    let joint = [("hatch claimant", "M2.2 0V9"), ("hatch holder", "M6.7 0V9")];
    el("g")
        .child(hatch("hatch-claimed", ") rotate(45)", &claimed))
        .child(hatch("hatch-joint", ") rotate(-45)", &joint))
}

pub fn territories(stage: Stage) -> Vec<El> {
    let albers = Albers::new(stage.campaign.projection);
    (0..stage.campaign.parts.len())
        .map(|index| {
            let part = &stage.campaign.parts[index];
            let mut path = PathBuilder::new(100.0);
            path.polygons(&part.outline, &albers);
            let look = |pick: fn(&State) -> Option<&str>| {
                let territory = part.territory;
                move || {
                    let history = &stage.campaign.territories[territory].history;
                    let state = &history.0[stage.territories[territory].get()?];
                    pick(state).map(str::to_string)
                }
            };
            el("path")
                .set("class", "territory")
                .set("transform", "scale(0.01)")
                .set("d", path.finish())
                .set("data-id", part.id.clone())
                .set("data-certainty", part.certainty.clone())
                .follow("data-status", look(|s| Some(&s.status)))
                .follow("data-holder", look(|s| Some(&s.holder)))
                .follow("data-claimant", look(|s| s.claimant.as_deref()))
        })
        .collect()
}
