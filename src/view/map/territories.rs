//! Territories: the land that changed hands, by status.

use super::super::el::{El, el};
use super::super::marks::{Look, drawn};
use crate::campaign::history::{Part, State};
use crate::carto::path::{PathBuilder, decimal};
use crate::carto::projection::Albers;
use crate::stage::{Edge, Inner, Land, Stage};

/// Hatches for land held in common or ceded on paper, with a period of 9 pixels at every zoom: once scaled
/// back for the map, once plain for the legend. Their colours are in `style/map.css`.
pub fn patterns(stage: Stage) -> El {
    let hatch = |id: &'static str, rotate: &'static str, is_joint: bool, on_map: bool| {
        let line =
            |class: &'static str, d: &'static str| el("path").set("class", class).set("d", d);
        let still = move || {
            let mut out = String::from(rotate);
            if on_map {
                out.push_str(" scale(");
                decimal(&mut out, UNITS / stage.view.with(|view| view.scale), 6);
                out.push(')');
            }
            out
        };
        el("pattern")
            .set("id", id)
            .set("width", "9")
            .set("height", "9")
            .set("patternUnits", "userSpaceOnUse")
            .follow("patternTransform", still)
            .child(line(
                "hatch claimant",
                if is_joint { "M2.2 0V9" } else { "M4.5 0V9" },
            ))
            .maybe(is_joint.then(|| line("hatch holder", "M6.7 0V9")))
    };
    el("g")
        .child(hatch("hatch-claimed", "rotate(45)", false, true))
        .child(hatch("hatch-joint", "rotate(-45)", true, true))
        .child(hatch("hatch-claimed-key", "rotate(45)", false, false))
        .child(hatch("hatch-joint-key", "rotate(-45)", true, false))
}

/// Units of the territories' paths in a kilometre.
const UNITS: f64 = 100.0;

pub fn territories(stage: Stage) -> Vec<El> {
    let albers = Albers::new(stage.campaign.projection);
    let make = |part: &Part| {
        let mut path = PathBuilder::new(UNITS);
        path.polygons(&part.outline, &albers);
        let shape = el("path").set("d", path.finish());
        vec![of_part(part, shape.set("data-id", &part.id))]
    };
    let made = stage.campaign.parts.iter().map(make).collect();
    let look = move |part: usize, land: Land, look: &mut Look| {
        let cue = if land.arrives { " arrives" } else { "" };
        look.set(0, "class", &["territory", &held(stage, part, land), cue]);
    };
    drawn("#edges>.territory", stage.lands, made, look)
}

fn of_part(part: &Part, shape: El) -> El {
    shape
        .set("transform", "scale(0.01)")
        .set("data-certainty", &part.certainty)
}

/// What the classes of land say of its state: the status, and who claims or else holds it.
pub fn land_class(state: &State) -> String {
    let party = state.claimant.as_ref().unwrap_or(&state.holder);
    [" ", &state.status, " of-", party].concat()
}

/// The same of a part's land.
fn held(stage: Stage, part: usize, land: Land) -> String {
    let Inner { campaign, .. } = stage.board();
    let history = &campaign.territories[campaign.parts[part].territory]
        .history
        .0;
    let state = land.state.map(|state| land_class(&history[state]));
    state.unwrap_or_default()
}

/// Outlines by how sure they are: a line where it is known, a soft band where it is only sketched.
pub fn edges(stage: Stage, edges: &[Edge]) -> El {
    let kinds = ["edge", "edge soft"];
    let make = |part: &Part| {
        let edge = edges.iter().find(|edge| edge.part == part.id);
        let lines = edge.map(|edge| [&edge.known, &edge.sketched]);
        let line = |d| of_part(part, el("path").set("d", d));
        lines.into_iter().flatten().map(line).collect()
    };
    let parts = &stage.board().campaign.parts;
    let made: Vec<Vec<El>> = parts.iter().map(make).collect();
    let lines: Vec<usize> = made.iter().map(Vec::len).collect();
    let look = move |part: usize, land: Land, look: &mut Look| {
        let held = held(stage, part, land);
        for (line, kind) in kinds.into_iter().enumerate().take(lines[part]) {
            look.set(line, "class", &[kind, &held]);
        }
    };
    el("g").children(drawn("#edges .edge", stage.lands, made, look))
}
