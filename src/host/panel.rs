//! The focus follows what is opened and closed, and the camera fits to what the panel leaves free.

use crate::app::Panel;
use crate::stage::Stage;
use leptos::prelude::*;
use std::cell::Cell;

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
    // The panel is shown by an effect of its own, which may run after this one.
    super::clock::when_quiet(0, Box::new(move || stage.panel.track()), Box::new(act));
}

fn move_focus(before: Option<Panel>, now: Option<Panel>) {
    let target = match (now, before) {
        (Some(Panel::Search), _) => "search-field".to_string(),
        (Some(panel), _) => [panel.word(), "-title"].concat(),
        (None, Some(panel)) => ["open-", panel.word()].concat(),
        (None, None) => return,
    };
    // What was closed has taken the focus with it, unless the reader has moved on.
    let is_lost = |element: web_sys::Element| {
        element.tag_name() == "BODY" || element.closest("[hidden]").ok().flatten().is_some()
    };
    let takes_focus = now.is_some() || document().active_element().is_none_or(is_lost);
    if takes_focus && let Some(element) = super::element(&target) {
        super::focus(&element);
    }
}
