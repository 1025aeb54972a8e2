//! The map: layers from the ground up, each in an SVG of its own so that what moves repaints alone.

mod ground;
mod sites;
mod territories;
mod tracks;

use crate::carto::path::decimal_text;
use crate::stage::Stage;
use crate::view::follow::{follow, word};
use leptos::prelude::*;

/// The map with all its layers.
#[component]
pub fn Map(stage: Stage) -> impl IntoView {
    let lang = stage.lang;
    let view = stage.view;
    let group = follow(move || view.with(|view| view.transform.clone()));
    // Marks and names keep their size: they are scaled back by the inverse of the camera.
    let upright = Memo::new(move |_| view.with(|view| 1.0 / view.scale));
    view! {
        <div
            id="map"
            class="map"
            tabindex="0"
            role="application"
            aria-label=word(lang, |w| w.map)
            style:--upright=move || decimal_text(upright.get(), 7)
            data-close=follow(move || view.with(|view| view.scale >= CLOSE_UP_FROM))
        >
            <svg class="layer ground" aria-hidden="true">
                <g transform=group>
                    <ground::Ground stage=stage.clone()/>
                </g>
            </svg>
            <svg class="layer land-status" aria-hidden="true">
                <territories::Patterns stage=stage.clone()/>
                <g transform=group>
                    <territories::Territories stage=stage.clone()/>
                </g>
            </svg>
            <svg class="layer marks">
                <g transform=group>
                    <tracks::Tracks stage=stage.clone()/>
                    <sites::Control stage=stage.clone()/>
                    <sites::Names stage=stage.clone()/>
                    <sites::Sites stage=stage.clone()/>
                    <tracks::Forces stage=stage.clone()/>
                </g>
            </svg>
        </div>
    }
}

/// Pixels in a kilometre from which the detailed coasts are shown.
pub const CLOSE_UP_FROM: f64 = 1.5;
