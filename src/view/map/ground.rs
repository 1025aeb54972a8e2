//! The ground: land, water, the dashed extent, the graticule, and detailed coasts close up.

use crate::campaign::LonLat;
use crate::carto::graticule;
use crate::carto::path::PathBuilder;
use crate::carto::projection::Albers;
use crate::stage::Stage;
use crate::view::follow::follow;
use leptos::prelude::*;

/// Units of the overview paths and of the close-up paths in a kilometre.
const OVERVIEW: &str = "scale(0.1)";
const CLOSE_UP: &str = "scale(0.01)";

#[component]
pub fn Ground(stage: Stage) -> impl IntoView {
    let ground = stage.ground;
    let path = move |pick: fn(&crate::stage::Ground) -> &String| {
        follow(move || ground.with(|ground| pick(ground).clone()))
    };
    let albers = Albers::new(stage.campaign.projection);
    let mut lines = PathBuilder::new(1.0);
    for line in graticule::lines(&albers, [60, 155], [5, 70], 5) {
        lines.line(line, false);
    }
    let grid = lines.finish();
    let close_ups = stage.close_ups;
    view! {
        <g transform=OVERVIEW>
            <path class="shore" d=path(|g| &g.land)/>
            <path class="land" d=path(|g| &g.land)/>
            <path class="qing" d=path(|g| &g.qing)/>
            <path class="lake" d=path(|g| &g.lakes)/>
            <path class="river" d=path(|g| &g.rivers)/>
        </g>
        <g class="close-ups">
            {move || {
                close_ups
                    .get()
                    .iter()
                    .map(|close_up| {
                        let sea = sea(&albers, close_up.extent);
                        view! {
                            <path class="close-sea" d=sea/>
                            <path class="land" transform=CLOSE_UP d=close_up.land.clone()/>
                        }
                    })
                    .collect_view()
            }}
        </g>
        <g transform=OVERVIEW>
            <path class="hydro" d=path(|g| &g.hydro)/>
        </g>
        <path class="graticule" d=grid/>
    }
}

/// The rectangle of a close-up, which hides the overview's coast; its edges follow the graticule.
fn sea(albers: &Albers, [west, south, east, north]: [f64; 4]) -> String {
    let along = |from: (f64, f64), to: (f64, f64)| {
        (0..12).map(move |step| {
            let part = f64::from(step) / 12.0;
            LonLat {
                lon: from.0 + (to.0 - from.0) * part,
                lat: from.1 + (to.1 - from.1) * part,
            }
        })
    };
    let ring = along((west, south), (east, south))
        .chain(along((east, south), (east, north)))
        .chain(along((east, north), (west, north)))
        .chain(along((west, north), (west, south)));
    let mut path = PathBuilder::new(1.0);
    path.line(ring.map(|at| albers.project(at)), true);
    path.finish()
}
