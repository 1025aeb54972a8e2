//! The card in the page: it takes the focus over from what has gone with its content, and shows the step that is told.

use crate::stage::{Stage, watch};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// A step of the story is shown this far below the card's edge, pixels.
const ABOVE_PX: i32 = 96;

pub fn follow(stage: Stage) {
    let shown =
        std::cell::Cell::new((stage.selection.get_untracked(), stage.story.get_untracked()));
    watch(move || {
        let now = (stage.selection.get(), stage.story.get());
        if shown.replace(now) == now {
            return;
        }
        // A button of the card goes with what it stood on, in the same turn: afterwards one sees what is lost.
        let is_new = !stage.fresh.get_untracked();
        request_animation_frame(move || {
            let Some(card) = card() else { return };
            card.set_scroll_top(0);
            let is_lost = document()
                .active_element()
                .is_none_or(|element| element.tag_name() == "BODY");
            if is_lost && is_new {
                super::focus(&card);
            }
        });
    });
    watch(move || {
        stage.news.track();
        let step = document().query_selector("#card .steps [aria-current]");
        let Some(step) = step.ok().flatten().and_then(|step| step.dyn_into().ok()) else {
            return;
        };
        let step: web_sys::HtmlElement = step;
        if let Some(card) = card().filter(|_| stage.playing.get_untracked()) {
            card.set_scroll_top(step.offset_top() - ABOVE_PX);
        }
    });
}

fn card() -> Option<web_sys::HtmlElement> {
    super::element("card")?.dyn_into().ok()
}
