//! Language, and the buttons that move the view.

use super::el::{El, el};
use crate::app::keymap::ZOOM_STEP;
use crate::app::{Look, Message};
use crate::campaign::Lang;
use crate::i18n::{Words, own_name};
use crate::stage::Stage;

pub fn controls(stage: Stage) -> [El; 2] {
    let lang = stage.lang;
    let group = |class: &'static str, label: fn(&Words) -> &'static str| {
        el("div")
            .set("class", class)
            .set("role", "group")
            .say("aria-label", lang, label)
    };
    let languages = Lang::ALL.map(|choice| {
        let short = match choice {
            Lang::ZhHant => "繁",
            Lang::ZhHans => "简",
            Lang::En => "EN",
        };
        el("button")
            .set("lang", choice.tag())
            .set("title", own_name(choice))
            .follow("aria-pressed", move || lang.get() == choice)
            .tap(move || stage.dispatch(Message::Speak(choice)))
            .text(short)
    });
    let look = |label: fn(&Words) -> &'static str, sign: &'static str, look: Look| {
        el("button")
            // It names the button, too.
            .say("title", lang, label)
            .tap(move || stage.dispatch(Message::Look(look)))
            .child(icon().child(el("path").set("d", sign)))
    };
    [
        el("div")
            .set("class", "controls")
            .child(group("languages", |w| w.language_menu()).children(languages)),
        group("zoom", |w| w.map_controls())
            .set("id", "zoom")
            .child(look(
                |w| w.zoom_in(),
                "M-7 0H7M0 -7V7",
                Look::ZoomMiddle(ZOOM_STEP),
            ))
            .child(look(
                |w| w.zoom_out(),
                "M-7 0H7",
                Look::ZoomMiddle(1.0 / ZOOM_STEP),
            ))
            .child(look(
                |w| w.whole_map(),
                "M-8 -3V-8H-3M3 -8H8V-3M8 3V8H3M-3 8H-8V3",
                Look::Whole,
            )),
    ]
}

/// A sign of a button, drawn within ±12.
pub fn icon() -> El {
    el("svg")
        .set("viewBox", "-12 -12 24 24")
        .set("aria-hidden", "true")
}
