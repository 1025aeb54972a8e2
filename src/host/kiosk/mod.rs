//! The kiosk: `mode=kiosk` in the address sets an attendant beside the exhibit, and shuts every way out of it.

mod guard;
mod speech;
mod staff;

use super::embed::Host;
use super::{clock, element_of, root};
use crate::app::address::{self, value};
use crate::app::kiosk::{Attendant, Input, Phase, Settings, Tick, Turn};
use crate::carto::path::{decimal_text, integer};
use crate::stage::{Kiosk, Stage, watch};
use leptos::prelude::*;
use std::cell::Cell;
use std::rc::Rc;
use std::sync::atomic::Ordering;
use wasm_bindgen::prelude::*;

/// Four times a second the attendant looks up.
const TICK_MS: i32 = 250;
/// A sign of life for whoever watches the page, milliseconds.
const BEAT_MS: f64 = 5_000.0;

pub fn is_asked(fragment: &str) -> bool {
    value(fragment, "mode") == Some("kiosk")
}

/// Begins the attract screen, if the address asks for a kiosk; `mount` puts its parts into the exhibit, `host` is
/// the page around it.
pub fn start(stage: Stage, host: Option<Host>, mount: fn(Kiosk)) {
    let fragment = super::address::fragment();
    if !is_asked(&fragment) {
        return;
    }
    let (settings, bad) = Settings::read(&fragment);
    if !bad.is_empty() {
        super::passed_over(stage, &bad.join(" "));
    }
    let wish = address::read(&fragment, &stage.campaign);
    let view = wish.view();
    let home = wish.messages.into_iter().chain(view).collect();
    let home_lang = Settings::home_lang(&fragment, super::preferred_lang());
    let still = stage.model().still;
    root("data-mode", Some("kiosk"));
    root("data-controls", settings.low.then_some("low"));
    if settings.low {
        // Beside two rows of buttons it would lie on the coast.
        super::layout::shut_legend();
    }
    measure(&settings);
    let attendant = Attendant::new(settings.clone(), still);
    let kiosk = Kiosk::new(stage, attendant, home, home_lang);
    mount(kiosk);
    show(kiosk);
    guard::close(kiosk);
    let speech = speech::listen(kiosk);
    let counts = staff::listen(kiosk, &settings, host);
    run(kiosk, speech, counts);
}

/// The clock of the kiosk: the one place where time comes in.
fn run(kiosk: Kiosk, speech: Rc<speech::Speech>, counts: Rc<staff::Counting>) {
    let before = Cell::new(now());
    let beat = Cell::new(BEAT_MS);
    let beats = Cell::new(0);
    clock::every(TICK_MS, move || {
        if super::FALLEN.load(Ordering::Relaxed) {
            return;
        }
        let at = now();
        let ms = at - before.replace(at);
        let turn = kiosk.tell(Input::Tick(Tick {
            ms,
            playing: kiosk.stage.playing.get_untracked(),
            speaking: speech.is_speaking(ms),
            hour: js_sys::Date::new_0().get_hours(),
        }));
        follow(turn);
        counts.note(ms);
        guard::unlink();
        beat.set(beat.get() + ms);
        if beat.get() >= BEAT_MS {
            beat.set(0.0);
            beats.set(beats.get() + 1);
            heartbeat(beats.get());
        }
    });
}

/// Milliseconds since the page began, that only ever grow, whatever is done to the clock.
fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// For a shell that looks into the page; a page around the map hears of it from `embed`.
fn heartbeat(count: u32) {
    let mut number = String::new();
    integer(&mut number, i64::from(count));
    root("data-heartbeat", Some(&number));
}

/// What the attendant has posted, as attributes of the root, for the style; and the two dialogs.
fn show(kiosk: Kiosk) {
    let shown = Cell::new(None);
    watch(move || {
        let phase = kiosk.phase.get();
        root("data-kiosk", Some(phase.word()));
        dialog(".question", phase == Phase::Warning);
        // What is hidden covers nothing: the opening view has another room from here on.
        let before = shown.replace(Some(phase)).unwrap_or(Phase::Attract);
        super::cover::fit_anew(kiosk.stage);
        if phase == Phase::Attract {
            super::call_boot("arrowWarIdle", &[]);
        }
        if phase == Phase::Attract || before == Phase::Attract {
            kiosk.stage.dispatch(kiosk.opening.clone());
        }
    });
    watch(move || dialog(".staff", kiosk.staff.get()));
    watch(move || {
        root(
            "data-shift",
            Some(&decimal_text(f64::from(kiosk.shift.get()), 0)),
        )
    });
    watch(move || root("data-cursor", kiosk.cursor.get().then_some("")));
    watch(move || root("data-dim", kiosk.dim.get().then_some("")));
    watch(move || {
        let comfort = kiosk.comfort.get();
        root(
            "data-text",
            Some(["0", "1", "2"][usize::from(comfort.text.min(2))]),
        );
        root("data-still", comfort.still.then_some(""));
        super::cover::fit_anew(kiosk.stage);
    });
}

fn dialog(selector: &str, open: bool) {
    let Some(dialog) = element_of(selector) else {
        return;
    };
    let dialog: web_sys::HtmlDialogElement = dialog.unchecked_into();
    match (open, dialog.open()) {
        // It takes the focus, and gives it back when it closes.
        (true, false) => drop(dialog.show_modal()),
        (false, true) => dialog.close(),
        _ => {}
    }
}

/// Puts back what the page itself remembers: open leaves, scrolled texts, the focus.
fn tidy() {
    while let Some(open) = element_of("details[open]:not(.legend *)") {
        let _ = open.remove_attribute("open");
    }
    // A dialog that only loses its attribute keeps the page behind it dead.
    while let Some(open) = element_of("dialog[open]") {
        open.unchecked_into::<web_sys::HtmlDialogElement>().close();
    }
    for id in ["card", "legend"] {
        if let Some(text) = super::element(id) {
            text.set_scroll_top(0);
        }
    }
    if let Some(focused) = document().active_element() {
        let _ = focused.unchecked_into::<web_sys::HtmlElement>().blur();
    }
}

/// Sizes that the museum asks for, as properties that the style multiplies with.
fn measure(settings: &Settings) {
    let Some(root) = document().document_element() else {
        return;
    };
    let style = root.unchecked_into::<web_sys::HtmlElement>().style();
    let _ = style.set_property("--target", &(decimal_text(settings.target_px, 1) + "px"));
    let _ = style.set_property("--size", &decimal_text(settings.size, 2));
}

/// What follows a turn in the browser.
fn follow(turn: Option<Turn>) {
    if matches!(turn, Some(Turn::Reset | Turn::Again)) {
        tidy();
    }
}
