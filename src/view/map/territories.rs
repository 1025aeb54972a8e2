//! Territories: the land that changed hands, by status.

use crate::campaign::history::State;
use crate::carto::path::PathBuilder;
use crate::carto::projection::Albers;
use crate::stage::Stage;
use crate::view::follow::follow;
use leptos::prelude::*;

/// Hatches with a period of 9 pixels at every zoom, for land held in common or ceded on paper. Their colours are in `style/map.css`.
#[component]
pub fn Patterns(stage: Stage) -> impl IntoView {
    let view = stage.view;
    let still = move |degrees: &'static str| {
        follow(move || {
            let inverse = view.with(|view| 1.0 / view.scale);
            format_transform(degrees, inverse)
        })
    };
    let hatch = move |id: &'static str,
                      degrees: &'static str,
                      lines: &'static [(&'static str, &'static str)]| {
        view! {
            <pattern
                id=id
                width="9"
                height="9"
                patternUnits="userSpaceOnUse"
                patternTransform=still(degrees)
            >
                {lines
                    .iter()
                    .map(|(class, d)| view! { <path class=*class d=*d/> })
                    .collect_view()}
            </pattern>
        }
    };
    view! {
        <defs>
            {hatch("hatch-claimed", "rotate(45)", &[("hatch claimant", "M4.5 0V9")])}
            {hatch("hatch-joint", "rotate(-45)", &[("hatch claimant", "M2.2 0V9"), ("hatch holder", "M6.7 0V9")])}
        </defs>
    }
}

fn format_transform(rotate: &str, scale: f64) -> String {
    let mut out = String::from("scale(");
    crate::carto::path::decimal(&mut out, scale, 6);
    out.push_str(") ");
    out.push_str(rotate);
    out
}

#[component]
pub fn Territories(stage: Stage) -> impl IntoView {
    let albers = Albers::new(stage.campaign.projection);
    (0..stage.campaign.parts.len())
        .map(|index| {
            let part = &stage.campaign.parts[index];
            let mut path = PathBuilder::new(100.0);
            path.polygons(&part.outline, &albers);
            let territory = part.territory;
            let state = stage.territories[territory];
            let look = {
                let stage = stage.clone();
                move |pick: fn(&State) -> Option<&str>| {
                    let stage = stage.clone();
                    follow(move || {
                        let history = &stage.campaign.territories[territory].history;
                        let state = &history.0[state.get()?];
                        pick(state).map(str::to_string)
                    })
                }
            };
            view! {
                <path
                    class="territory"
                    transform="scale(0.01)"
                    d=path.finish()
                    data-id=part.id.clone()
                    data-certainty=part.certainty.clone()
                    data-status=look(|s| Some(&s.status))
                    data-holder=look(|s| Some(&s.holder))
                    data-claimant=look(|s| s.claimant.as_deref())
                />
            }
        })
        .collect_view()
}
