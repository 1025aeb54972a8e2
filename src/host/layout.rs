//! The window's size and what panels cover of it, so that the camera fits to what is free.

use crate::app::{Look, Message};
use crate::carto::camera::Viewport;
use crate::stage::Stage;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A window smaller than this has no room for an open legend, pixels.
const ROOMY_PX: [f64; 2] = [1500.0, 900.0];

pub fn follow(stage: Stage) {
    measure(stage);
    look_as_asked(stage);
    super::on(&window(), "resize", move |_: web_sys::Event| measure(stage));
}

/// The address may ask for a view, which can only be fitted to the window once that has been measured.
pub fn look_as_asked(stage: Stage) {
    let wish = crate::app::address::read(&super::address::fragment(), &stage.campaign);
    if let Some(look) = wish.view() {
        super::send(stage, look);
    }
}

/// On paper the map has a size of its own.
pub fn follow_printer(stage: Stage) {
    super::on(&window(), "beforeprint", move |_: web_sys::Event| {
        let before = stage.model().viewport;
        // Nothing lies on the map on paper.
        stage.panels.set(vec![]);
        super::send(stage, Message::Resize(PAPER));
        zoom(stage, reduced(&before));
    });
    super::on(&window(), "afterprint", move |_: web_sys::Event| {
        measure(stage);
        zoom(stage, 1.0 / reduced(&stage.model().viewport));
    });
}

/// The map on paper; `style/print.css` gives it the same size.
const PAPER: Viewport = Viewport {
    width: 640.0,
    height: 480.0,
    insets: [0.0; 4],
    floating: [0.0; 4],
};

/// By how much what is open in a window is reduced on paper.
fn reduced(window: &Viewport) -> f64 {
    let (seen, paper) = (window.open(), PAPER.open());
    (paper.width / seen.width).min(paper.height / seen.height)
}

fn zoom(stage: Stage, factor: f64) {
    let middle = stage.model().viewport.open().center();
    super::send(stage, Message::Look(Look::Zoom(factor, middle)));
}

/// In a small window the legend is a button until the reader asks for it.
pub fn fold_legend() {
    let Some(map) = super::element("map") else {
        return;
    };
    let (unit, size) = (enlarged(&map), map.get_bounding_client_rect());
    if size.width() < ROOMY_PX[0] * unit || size.height() < ROOMY_PX[1] * unit {
        shut_legend();
    }
}

/// Until the reader asks for it.
pub fn shut_legend() {
    let details = document().query_selector("#legend details").ok().flatten();
    let _ = details.map(|details| details.remove_attribute("open"));
}

/// By how much the boxes of elements are given larger than they are in the page's own pixels: the style enlarges
/// the page on a wall of pixels.
pub fn enlarged(map: &web_sys::Element) -> f64 {
    let own = f64::from(map.unchecked_ref::<web_sys::HtmlElement>().offset_width());
    map.get_bounding_client_rect().width() / own.max(1.0)
}

pub fn measure(stage: Stage) {
    let Some(map) = super::element("map") else {
        return;
    };
    let unit = enlarged(&map);
    let map = map.get_bounding_client_rect();
    let (width, height) = (map.width() / unit, map.height() / unit);
    let mut insets = [0.0; 4];
    let ids = [
        "card",
        "dock",
        "masthead",
        "attract-foot",
        "caption",
        "talk-head",
    ];
    for id in ids.into_iter().chain(PANELS) {
        let Some(panel) = super::element(id) else {
            continue;
        };
        let panel = panel.get_bounding_client_rect();
        let [left, top, right, bottom] = [
            panel.left() - map.left(),
            panel.top() - map.top(),
            map.right() - panel.right(),
            map.bottom() - panel.bottom(),
        ]
        .map(|distance| distance / unit);
        let across = panel.width() / unit;
        // As wide as most of the window it lies along its head or its foot; else the card stands along the left.
        if PANELS.contains(&id) {
            // Beside the map it takes its side; over the map it leaves nothing to fit to.
            if across > 0.0 && across < width * 0.7 {
                insets[2] = f64::max(insets[2], width - left);
            }
        } else if across > width * 0.6 {
            let (side, reach) = if top < bottom {
                (1, height - bottom)
            } else {
                (3, height - top)
            };
            insets[side] = f64::max(insets[side], reach);
        } else if id == "card" {
            insets[0] = width - right;
        }
    }
    // What floats over the map is measured when it comes: `cover`.
    let floating = stage.model().viewport.floating;
    super::send(
        stage,
        Message::Resize(Viewport {
            width,
            height,
            insets,
            floating,
        }),
    );
}

/// What may lie open beside the map.
const PANELS: [&str; 2] = ["search", "chronicle"];
