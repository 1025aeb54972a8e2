//! The focus follows what is opened and closed, and the camera fits to what the panel leaves free.

use crate::app::Panel;
use crate::stage::Stage;
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, KeyboardEvent};

pub fn follow(stage: Stage) {
    // Whoever arrives with a panel in the address keeps the focus where a page begins.
    let before = Cell::new(stage.panel.get_untracked());
    let act = move || {
        let now = stage.panel.get_untracked();
        super::layout::measure(stage);
        if before.get() != now {
            move_focus(before.replace(now), now);
        }
    };
    shut_leaves();
    keep_search();
    // The panel is shown by an effect of its own, which may run after this one.
    super::clock::when_quiet(0, Box::new(move || stage.panel.track()), Box::new(act));
}

/// Escape shuts a leaf that a key has opened, and the focus is on its summary again.
fn shut_leaves() {
    let leaves = document().query_selector_all(".about, .compare");
    let Ok(leaves) = leaves else { return };
    for leaf in (0..leaves.length()).filter_map(|index| leaves.get(index)) {
        let leaf: Element = leaf.unchecked_into();
        let own = leaf.clone();
        super::on(&own, "keydown", move |event: KeyboardEvent| {
            if event.key() == "Escape" && leaf.has_attribute("open") {
                event.prevent_default();
                // No name of ours is refused by the page.
                let _ = leaf.remove_attribute("open");
                if let Some(summary) = leaf.first_element_child() {
                    super::focus(&summary);
                }
            }
        });
    }
}

/// The way back to the results goes with what was told; the field takes the focus over.
fn keep_search() {
    let Some(told) = super::element("search-told") else {
        return;
    };
    super::on(&told, "click", |_: web_sys::Event| {
        request_animation_frame(|| {
            let field = super::element("search-field");
            if let Some(field) = field.filter(|_| document().active_element().is_none_or(is_lost)) {
                super::focus(&field);
            }
        });
    });
}

fn move_focus(before: Option<Panel>, now: Option<Panel>) {
    let target = match (now, before) {
        (Some(Panel::Search), _) => "search-field".to_string(),
        (Some(panel), _) => [panel.word(), "-title"].concat(),
        (None, Some(panel)) => ["open-", panel.word()].concat(),
        (None, None) => return,
    };
    // This runs a moment after the panel has changed: a reader who has moved on by then is not called back.
    let takes_focus = document().active_element().is_none_or(|active| match now {
        Some(panel) => !is_within(&active, &["#", panel.word()].concat()),
        None => is_lost(active),
    });
    if takes_focus && let Some(element) = super::element(&target) {
        super::focus(&element);
    }
}

/// What was closed has taken the focus with it.
fn is_lost(element: Element) -> bool {
    element.tag_name() == "BODY" || is_within(&element, "[hidden]")
}

fn is_within(element: &Element, css: &str) -> bool {
    element.closest(css).ok().flatten().is_some()
}
