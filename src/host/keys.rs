//! Keys of the whole page, through the one key table.

use crate::app::keymap::{self, Focus};
use crate::stage::Stage;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

pub fn listen(stage: Stage) {
    super::on(
        &document(),
        "keydown",
        move |event: web_sys::KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() || event.default_prevented()
            {
                return;
            }
            let Some(focus) = focus(&event) else { return };
            if let Some(message) = keymap::message(&event.key(), event.shift_key(), focus) {
                event.prevent_default();
                super::send(stage, message);
            }
        },
    );
}

/// Where the key was pressed; controls keep their own keys, but Escape works everywhere.
fn focus(event: &web_sys::KeyboardEvent) -> Option<Focus> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let own = target
        .closest("button, input, summary, a, [role=button]")
        .ok()
        .flatten();
    match own {
        Some(_) => (event.key() == "Escape").then_some(Focus::Timeline),
        None if target.closest("#map").ok().flatten().is_some() => Some(Focus::Map),
        None => Some(Focus::Timeline),
    }
}
