//! Paper in the browser: the address opens it, the browser's own command prints it.

use super::address;
use crate::app::address as fragments;
use crate::app::worksheet::Paper;
use crate::stage::{Stage, watch};
use leptos::prelude::*;

/// The key of the address, and its word for paper.
const KEY: &str = "paper";
const WORD: &str = "open";

/// Connects the sheets; the book must be there.
pub fn run(stage: Stage) {
    open(stage);
    super::on(&window(), "hashchange", move |_: web_sys::Event| {
        open(stage)
    });
    super::on(&document(), "click", move |event: web_sys::Event| {
        if super::is_in(&event, "[data-print]") {
            let _ = window().print();
        }
    });
    super::on(
        &document(),
        "keydown",
        move |event: web_sys::KeyboardEvent| {
            let paper = stage.lesson.paper.get_untracked();
            if paper.open && event.key() == "Escape" {
                stage.print(Paper {
                    open: false,
                    ..paper
                });
            }
        },
    );
    let was_open = std::cell::Cell::new(false);
    watch(move || {
        let open = stage.lesson.paper.get().open;
        if was_open.replace(open) == open {
            return;
        }
        address::put(KEY, open.then_some(WORD));
        super::root("data-paper", open.then_some(""));
        super::present::focus_soon(if open { "#paper .first" } else { "#map" });
    });
}

fn open(stage: Stage) {
    let open = fragments::value(&address::fragment(), KEY) == Some(WORD);
    let paper = stage.lesson.paper.get_untracked();
    match open {
        true if !paper.open => stage.open_paper(),
        false if paper.open => stage.print(Paper { open, ..paper }),
        _ => {}
    }
}
