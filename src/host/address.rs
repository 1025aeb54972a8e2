//! The address bar follows the reader, and the reader may write in it.

use crate::app::address;
use crate::stage::Stage;
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The address is written when nothing has changed for once to twice this long, milliseconds.
const WRITE_AFTER_MS: i32 = 300;

pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// Reads the address now and whenever it is changed; writes it when the stage changes.
pub fn follow(stage: Stage) {
    apply(stage);
    let written = Rc::new(RefCell::new(fragment()));
    {
        let (stage, written) = (stage, written.clone());
        super::on(&window(), "hashchange", move |_: web_sys::Event| {
            // What we wrote ourselves is no wish of the reader.
            if *written.borrow() != fragment() {
                apply(stage);
            }
        });
    }
    // In a kiosk it stays as the museum wrote it: that is the way home, after a fault as well.
    if super::kiosk::is_asked(&fragment()) {
        return;
    }
    let follow = move || {
        stage.day.track();
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
        let text = address::write(&stage.model(), &stage.campaign, &fragment());
        let text = ["#", &text].concat();
        if text != fragment() {
            written.replace(text.clone());
            // In a sandboxed frame the history may be closed to us: the map goes on without it.
            if let Ok(history) = window().history() {
                let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&text));
            }
        }
    };
    super::clock::when_quiet(WRITE_AFTER_MS, Box::new(follow), Box::new(write));
}

/// Writes one key of the address, or takes it out; for what is not of the map itself.
pub fn put(key: &str, value: Option<&str>) {
    let text = ["#", &address::with(&fragment(), key, value)].concat();
    if text != fragment()
        && let Ok(history) = window().history()
    {
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&text));
    }
}

fn apply(stage: Stage) {
    let wish = address::read(&fragment(), &stage.campaign);
    for message in wish.messages {
        super::send(stage, message);
    }
    if !wish.bad.is_empty() {
        super::passed_over(stage, &wish.bad.join(" "));
    }
}
