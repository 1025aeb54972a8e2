//! Tracks that grow, and forces that move along them.

use super::super::el::{El, el};
use crate::campaign::Age;
use crate::carto::Xy;
use crate::carto::path::decimal;
use crate::carto::trig::atan2;
use crate::stage::{Drawn, Stage};

pub fn tracks(stage: Stage) -> Vec<El> {
    (0..stage.campaign.tracks.len())
        .map(|index| {
            let track = &stage.campaign.tracks[index];
            let (age, drawn) = (stage.track_ages[index], stage.tracks[index]);
            let line = move || grown(&stage.tracks_xy[index], drawn.get());
            let path = |class: &'static str| el("path").set("class", class).follow("d", line);
            let tip = move || head(&stage.tracks_xy[index], drawn.get());
            let whole = Drawn::whole(&stage.tracks_xy[index]);
            // A coalition's track is drawn as two lines side by side, a party's as one.
            let double =
                (stage.campaign.party(&track.party)).is_some_and(|p| !p.members.is_empty());
            el("g")
                .set("class", "track")
                .set("data-id", track.id.clone())
                .set("data-party", track.party.clone())
                .set("data-kind", track.kind.clone())
                .set("data-confidence", track.confidence.clone())
                // Two drawings: from day to day most tracks only change from unseen to past.
                .child(
                    el("path")
                        .set("class", "trace")
                        .set("d", grown(&stage.tracks_xy[index], whole))
                        .follow("data-shown", move || age.get() == Age::Past),
                )
                .child(
                    el("g")
                        .set("class", "fresh")
                        .follow("data-age", move || {
                            match age.get() {
                                // Between these two nothing of it is seen, so nothing of it changes.
                                Age::Ahead | Age::Past => None,
                                age => Some(age.word()),
                            }
                        })
                        .child(path("casing"))
                        .child(path("line"))
                        .maybe(double.then(|| path("second")))
                        .child(
                            el("g").follow("transform", tip).child(
                                el("path")
                                    .set("class", "head upright")
                                    .set("d", "M0 0L-11 -5.5L-8 0L-11 5.5z"),
                            ),
                        ),
                )
        })
        .collect()
}

/// The part of a line that has been covered, in kilometres with two decimals.
fn grown(line: &[Xy], drawn: Drawn) -> String {
    let mut d = String::new();
    for (index, at) in line[..=drawn.vertex]
        .iter()
        .chain(&front(line, drawn))
        .enumerate()
    {
        d.push(if index == 0 { 'M' } else { 'L' });
        decimal(&mut d, at.x, 2);
        d.push(' ');
        decimal(&mut d, at.y, 2);
    }
    d
}

/// The point between two vertices that has been reached.
fn front(line: &[Xy], drawn: Drawn) -> Option<Xy> {
    let next = line.get(drawn.vertex + 1).filter(|_| drawn.part > 0)?;
    Some(line[drawn.vertex].toward(*next, f64::from(drawn.part) / 1000.0))
}

/// Where the arrowhead stands and which way it points.
fn head(line: &[Xy], drawn: Drawn) -> String {
    if drawn == Drawn::default() {
        // What has not moved points nowhere.
        return "scale(0)".into();
    }
    let at = front(line, drawn).unwrap_or(line[drawn.vertex]);
    let from = line[if drawn.part > 0 {
        drawn.vertex
    } else {
        drawn.vertex - 1
    }];
    let mut out = translate(at);
    out.push_str(" rotate(");
    decimal(
        &mut out,
        atan2(at.y - from.y, at.x - from.x).to_degrees(),
        1,
    );
    out.push(')');
    out
}

pub fn forces(stage: Stage) -> Vec<El> {
    (0..stage.campaign.forces.len())
        .map(|index| {
            let force = &stage.campaign.forces[index];
            let stand = stage.forces[index];
            // Hull for ships, block for men: they differ by shape, not by colour.
            let shape = match force.kind.as_str() {
                "fleet" => "M-10 -3H10L6 4H-6zM-1 -3V-9H1V-3z",
                "envoys" => "M-8 -5H8V5H-8zM-8 -5L0 1L8 -5",
                "court" => "M-8 5V-5L-4 0L0 -7L4 0L8 -5V5z",
                _ => "M-9 -5H9V5H-9z",
            };
            el("g")
                .set("class", "force")
                .set("data-id", force.id.clone())
                .set("data-party", force.party.clone())
                .set("data-kind", force.kind.clone())
                .follow("data-between", move || {
                    stand.get().is_some_and(|stand| stand.between)
                })
                .follow("data-shown", move || stand.with(Option::is_some))
                .follow("transform", move || {
                    stand.get().map(|stand| translate(stand.at))
                })
                .set("aria-hidden", "true")
                .child(el("path").set("class", "upright").set("d", shape))
        })
        .collect()
}

pub fn translate(at: Xy) -> String {
    let mut out = String::from("translate(");
    decimal(&mut out, at.x, 2);
    out.push(' ');
    decimal(&mut out, at.y, 2);
    out.push(')');
    out
}
