//! What lies on the map, so that no name stands under it and nothing is shown there that the reader is led to:
//! measured when it takes another size.

use super::layout::enlarged;
use crate::app::Message;
use crate::carto::Rect;
use crate::carto::camera::Viewport;
use crate::stage::Stage;
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use web_sys::Element;

/// All that floats: what the exhibit consists of beside the map, and the parts of what has no extent of its own.
const FLOATING: &str = ".exhibit > :not(.map, .more), .exhibit > .more > *, .exhibit > .more > details > summary, .talk > .gate, .talk > .wall > :not(.talk-head), .talk-head > *, .kiosk > :not(.attract, .corner), .attract-foot";
/// What of it comes with a kiosk.
pub const KIOSK: &str = ".kiosk > *, .attract-foot";
/// Less than this covers nothing, pixels: a line that is only heard.
const LEAST_PX: f64 = 8.0;

pub fn follow(stage: Stage) {
    fit(stage);
    super::layout::look_as_asked(stage);
    observe(stage, FLOATING);
    for name in ["resize", "afterprint"] {
        super::on(&window(), name, move |_: web_sys::Event| fit(stage));
    }
}

/// Measures again when one of these takes another size.
pub fn observe(stage: Stage, css: &str) {
    let again = Closure::<dyn FnMut()>::new(move || measure(stage));
    if let Ok(observer) = web_sys::ResizeObserver::new(again.as_ref().unchecked_ref()) {
        let parts = all(css);
        parts.iter().for_each(|part| observer.observe(part));
        again.forget();
    }
}

fn all(css: &str) -> Vec<Element> {
    let Ok(list) = document().query_selector_all(css) else {
        return vec![];
    };
    let parts = (0..list.length()).filter_map(|index| list.item(index));
    parts.map(JsCast::unchecked_into).collect()
}

/// What is shown is fitted beside what floats now: a legend that grows with the day does not move the map.
fn fit(stage: Stage) {
    measure(stage);
    let viewport = stage.model().viewport;
    let floating = stage.panels.with_untracked(|all| viewport.beside(all));
    super::send(
        stage,
        Message::Resize(Viewport {
            floating,
            ..viewport
        }),
    );
}

/// Fits anew when other things float than before: in a talk, in a kiosk.
pub fn fit_anew(stage: Stage) {
    super::layout::measure(stage);
    fit(stage);
}

/// What comes and goes with the view keeps its room while it is hidden: the view is fitted before it comes, and no
/// name has to make way.
fn measure(stage: Stage) {
    let unit = super::element("map").map_or(1.0, |map| enlarged(&map));
    let covered = all(FLOATING).into_iter().map(|part| {
        let part = part.get_bounding_client_rect();
        let [x, y, width, height] =
            [part.left(), part.top(), part.width(), part.height()].map(|length| length / unit);
        Rect {
            x,
            y,
            width,
            height,
        }
    });
    let is_there = |rect: &Rect| rect.width.min(rect.height) >= LEAST_PX;
    stage.panels.set(covered.filter(is_there).collect());
}
