//! Tracks that grow, and forces that move along them.

use crate::campaign::Age;
use crate::carto::Xy;
use crate::carto::path::decimal;
use crate::stage::{Drawn, Stage};
use crate::view::follow::follow;
use leptos::prelude::*;

#[component]
pub fn Tracks(stage: Stage) -> impl IntoView {
    (0..stage.campaign.tracks.len())
        .map(|index| {
            let track = &stage.campaign.tracks[index];
            let drawn = stage.tracks[index];
            let line = stage.tracks_xy[index].clone();
            let tip = stage.tracks_xy[index].clone();
            // A coalition's track is drawn as two lines side by side, a party's as one.
            let double =
                (stage.campaign.party(&track.party)).is_some_and(|p| !p.members.is_empty());
            let d = follow(move || drawn.with(|drawn| grown(&line, *drawn)));
            view! {
                <g
                    class="track"
                    data-party=track.party.clone()
                    data-kind=track.kind.clone()
                    data-mode=track.mode.clone()
                    data-confidence=track.confidence.clone()
                    data-age=follow(move || drawn.with(|drawn| drawn.age.word()))
                >
                    <path class="casing" d=d/>
                    <path class="line" d=d/>
                    {double.then(|| view! { <path class="second" d=d/> })}
                    <g transform=follow(move || drawn.with(|drawn| head(&tip, *drawn)))>
                        <path class="head upright" d="M0 0L-11 -5.5L-8 0L-11 5.5z"/>
                    </g>
                </g>
            }
        })
        .collect_view()
}

/// The part of a line that has been covered, in kilometres with two decimals.
fn grown(line: &[Xy], drawn: Drawn) -> String {
    let mut d = String::new();
    if drawn.age == Age::Ahead {
        return d;
    }
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
    let mut out = String::new();
    if drawn.age == Age::Ahead || (drawn.vertex == 0 && drawn.part == 0) {
        return out;
    }
    let at = front(line, drawn).unwrap_or(line[drawn.vertex]);
    let behind = if drawn.part > 0 {
        drawn.vertex
    } else {
        drawn.vertex - 1
    };
    let from = line[behind];
    out.push_str("translate(");
    decimal(&mut out, at.x, 2);
    out.push(' ');
    decimal(&mut out, at.y, 2);
    out.push_str(") rotate(");
    decimal(
        &mut out,
        (at.y - from.y).atan2(at.x - from.x).to_degrees(),
        1,
    );
    out.push(')');
    out
}

#[component]
pub fn Forces(stage: Stage) -> impl IntoView {
    (0..stage.campaign.forces.len())
        .map(|index| {
            let force = &stage.campaign.forces[index];
            let stand = stage.forces[index];
            let lang = stage.lang;
            let name = force.name.clone();
            // Hull for ships, block for men: they differ by shape, not by colour.
            let shape = match force.kind.as_str() {
                "fleet" => "M-10 -3H10L6 4H-6zM-1 -3V-9H1V-3z",
                "envoys" => "M-8 -5H8V5H-8zM-8 -5L0 1L8 -5",
                "court" => "M-8 5V-5L-4 0L0 -7L4 0L8 -5V5z",
                _ => "M-9 -5H9V5H-9z",
            };
            view! {
                <g
                    class="force"
                    data-party=force.party.clone()
                    data-kind=force.kind.clone()
                    data-between=follow(move || stand.get().is_some_and(|s| s.between))
                    data-shown=follow(move || stand.with(Option::is_some))
                    transform=follow(move || stand.get().map(|stand| translate(stand.at)))
                >
                    <path class="upright" d=shape>
                        <title>{follow(move || name.get(lang.get()).to_string())}</title>
                    </path>
                </g>
            }
        })
        .collect_view()
}

pub fn translate(at: Xy) -> String {
    let mut out = String::from("translate(");
    decimal(&mut out, at.x, 3);
    out.push(' ');
    decimal(&mut out, at.y, 3);
    out.push(')');
    out
}
