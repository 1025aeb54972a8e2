//! Territories: the land that changed hands, by status.

use super::super::el::{El, el};
use crate::campaign::history::State;
use crate::carto::path::{PathBuilder, decimal};
use crate::carto::projection::Albers;
use crate::stage::{Edge, Inner, Stage};

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
    (0..stage.campaign.parts.len())
        .map(|index| {
            let part = &stage.campaign.parts[index];
            let mut path = PathBuilder::new(UNITS);
            path.polygons(&part.outline, &albers);
            let shape = el("path").set("class", "territory").set("d", path.finish());
            let rested = |board: &Inner, land: usize| board.rested_lands[land].get();
            of_status(stage, index, shape.set("data-id", part.id.clone()))
                // The cue comes where the date rests: a hand that drags through time passes over it.
                .follow(
                    "data-rested",
                    look(stage, index, rested, |s| Some(&s.status)),
                )
        })
        .collect()
}

/// What is drawn of a part, with the status of its land.
fn of_status(stage: Stage, part: usize, shape: El) -> El {
    let shown = |board: &Inner, land: usize| board.territories[land].get();
    shape
        .set("transform", "scale(0.01)")
        .set(
            "data-certainty",
            stage.campaign.parts[part].certainty.clone(),
        )
        .follow("data-status", look(stage, part, shown, |s| Some(&s.status)))
        .follow("data-holder", look(stage, part, shown, |s| Some(&s.holder)))
        .follow(
            "data-claimant",
            look(stage, part, shown, |s| s.claimant.as_deref()),
        )
}

/// A word of the state that a part's land is in, from one of the board's lists of states.
fn look(
    stage: Stage,
    part: usize,
    list: fn(&Inner, usize) -> Option<usize>,
    pick: fn(&State) -> Option<&str>,
) -> impl Fn() -> Option<String> + Send + Sync {
    let board = stage.board();
    let land = board.campaign.parts[part].territory;
    move || {
        let state = &board.campaign.territories[land].history.0[list(board, land)?];
        pick(state).map(str::to_string)
    }
}

/// Outlines by how sure they are: a line where it is known, a soft band where it is only sketched.
pub fn edges(stage: Stage) -> El {
    let drawn = move || {
        let parts = &stage.board().campaign.parts;
        let of_part = |edge: &Edge| {
            let part = parts.iter().position(|part| part.id == edge.part)?;
            let line = |class: &'static str, d: &str| {
                of_status(stage, part, el("path").set("class", class).set("d", d))
            };
            Some([line("edge", &edge.known), line("edge soft", &edge.sketched)])
        };
        stage
            .edges
            .with(|edges| edges.iter().filter_map(of_part).flatten().collect())
    };
    el("g").part(drawn)
}
