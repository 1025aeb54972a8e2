//! The address bar follows the reader, and the reader may write in it.

use crate::app::{Message, address};
use crate::stage::Stage;
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::prelude::*;

/// The address is written when nothing has changed for once to twice this long, milliseconds.
const WRITE_AFTER_MS: i32 = 300;

pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

thread_local! {
    /// The address as it was last read or written. Another one was written by the reader, and is to be read first.
    static KNOWN: RefCell<String> = const { RefCell::new(String::new()) };
}

fn is_known() -> bool {
    KNOWN.with_borrow(|known| *known == fragment())
}

/// Reads the address now and whenever it is changed; writes it when the stage changes.
pub fn follow(stage: Stage) {
    apply(stage);
    super::on(&window(), "hashchange", move |_: web_sys::Event| {
        if !is_known()
            && let Some(look) = apply(stage)
        {
            super::send(stage, look);
        }
    });
    // In a kiosk it stays as the museum wrote it: that is the way home, after a fault as well.
    if super::kiosk::is_asked(&fragment()) {
        return;
    }
    let follow = move || {
        stage.rested_day.track();
        stage.lang.track();
        stage.theme.track();
        stage.view.track();
        stage.reading.track();
        stage.scale.track();
        stage.selection.track();
        stage.panel.track();
        stage.story.track();
    };
    let write = move || {
        if super::FALLEN.load(std::sync::atomic::Ordering::Relaxed) {
            return;
        }
        // What the reader has just written is heard of in a moment.
        if is_known() {
            replace(&address::write(
                &stage.model(),
                &stage.campaign,
                &fragment(),
            ));
        }
    };
    super::clock::when_quiet(WRITE_AFTER_MS, Box::new(follow), Box::new(write));
}

/// Writes one key of the address, or takes it out; for what is not of the map itself.
pub fn put(key: &str, value: Option<&str>) {
    replace(&address::with(&fragment(), key, value));
}

fn replace(text: &str) {
    let text = ["#", text].concat();
    // In a sandboxed frame the history may be closed to us: the map goes on without it.
    if text != fragment()
        && let Ok(history) = window().history()
    {
        let was_known = is_known();
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&text));
        if was_known {
            KNOWN.set(fragment());
        }
    }
}

/// Does what the address says, and returns where it would look.
fn apply(stage: Stage) -> Option<Message> {
    let text = fragment();
    let wish = address::read(&text, &stage.campaign);
    KNOWN.set(text);
    let look = wish.view();
    for message in wish.messages {
        super::send(stage, message);
    }
    if !wish.bad.is_empty() {
        super::passed_over(stage, &wish.bad.join(" "));
    }
    look
}
