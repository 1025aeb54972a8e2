//! Tracks that grow, and forces that move along them.

use super::super::el::{El, el};
use super::super::marks::{Look, marks};
use super::shapes;
use crate::campaign::track::Track;
use crate::campaign::{Age, Party};
use crate::carto::Xy;
use crate::carto::path::PathBuilder;
use crate::stage::{Drawn, Stage, Stand, Tip};

/// Two drawings of a track: while it is fresh a line on a casing, later a trace. From day to day most tracks only
/// change from unseen to past.
pub fn tracks(stage: Stage) -> El {
    let of = move |index: usize| &stage.board().campaign.tracks[index];
    // A coalition's track is drawn as two lines side by side, a party's as one.
    let double = move |track: &Track| {
        let party = stage.campaign.party(&track.party);
        party.is_some_and(Party::is_coalition)
    };
    let make = move |index: usize| {
        let line = &stage.tracks_xy[index];
        let whole = grown(line, Drawn::whole(line));
        let casing = el("path").set("d", &whole);
        let trace = el("path").set("d", whole);
        let line = el("path").set("data-id", &of(index).id);
        let mut made = vec![trace, casing, line];
        made.extend(double(of(index)).then(|| el("path")));
        made
    };
    let look = move |index: usize, (age, drawn): (Age, Drawn), look: &mut Look| {
        let track = of(index);
        let covered = age
            .is_fresh()
            .then(|| grown(&stage.tracks_xy[index], drawn));
        let recent = if age == Age::Recent { " recent" } else { "" };
        let parts = ["trace of-", "casing of-", "line of-", "second of-"];
        for (element, what) in parts
            .into_iter()
            .take(3 + usize::from(double(track)))
            .enumerate()
        {
            let is_shown = match element {
                0 => age == Age::Past,
                // It sets off a line from what it crosses, once that is whole.
                1 => age == Age::Recent,
                _ => age.is_fresh(),
            };
            let off = if is_shown { "" } else { " off" };
            let class = [
                what,
                &track.party,
                " ",
                &track.kind,
                " ",
                &track.confidence,
                off,
                recent,
            ];
            look.set(element, "class", &class);
            if element > 1 {
                look.maybe(element, "d", covered.as_deref());
            }
        }
    };
    marks("marks-tracks", stage.tracks, make, look).set("transform", "scale(0.01)")
}

/// Units of the tracks' paths in a kilometre.
const UNITS: f64 = 100.0;

/// The part of a line that has been covered.
fn grown(line: &[Xy], drawn: Drawn) -> String {
    let mut d = PathBuilder::new(UNITS);
    let covered = line[..=drawn.vertex].iter().copied();
    d.line(covered.chain([drawn.end(line)]), false);
    d.finish()
}

/// The arrowheads of tracks under way or fresh.
pub fn heads(stage: Stage) -> El {
    let make = move |index: usize| {
        let Track { party, kind, .. } = &stage.campaign.tracks[index];
        vec![el("path").set("class", ["head of-", party, " ", kind].concat())]
    };
    let look = move |index: usize, tip: Option<Tip>, look: &mut Look| {
        let head = match stage.campaign.tracks[index].kind.as_str() {
            "repulse" => shapes::HALTED,
            _ => shapes::ARROWHEAD,
        };
        let mut d = String::new();
        if let Some(Tip { at, along }) = tip {
            shapes::point(&mut d, head, at, along);
        }
        look.set(0, "d", &[&d]);
    };
    marks("marks-tips", stage.tips, make, look)
}

pub fn forces(stage: Stage) -> El {
    let make =
        move |index: usize| vec![el("path").set("data-id", &stage.campaign.forces[index].id)];
    let look = move |index: usize, stand: Option<Stand>, look: &mut Look| {
        let force = &stage.campaign.forces[index];
        let between = stand.is_some_and(|stand| stand.between);
        let hollow = if between { " between" } else { "" };
        look.set(0, "class", &["force of-", &force.party, hollow]);
        let mut d = String::new();
        if let Some(stand) = stand {
            shapes::place(&mut d, stand.middle(), &[shapes::of_force(&force.kind)]);
        }
        look.set(0, "d", &[&d]);
    };
    marks("marks-forces", stage.forces, make, look)
}
