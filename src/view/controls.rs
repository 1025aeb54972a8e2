//! Language, reading, and the buttons that move the view.

use crate::app::keymap::ZOOM_STEP;
use crate::app::{Look, Message};
use crate::campaign::{Lang, Reading};
use crate::i18n::words;
use crate::stage::Stage;
use crate::view::follow::{follow, word};
use leptos::prelude::*;

#[component]
pub fn Controls(stage: Stage) -> impl IntoView {
    let (lang, reading) = (stage.lang, stage.reading);
    let languages = Lang::ALL.map(|choice| {
        let stage = stage.clone();
        let short = match choice {
            Lang::ZhHant => "繁",
            Lang::ZhHans => "简",
            Lang::En => "EN",
        };
        view! {
            <button
                lang=choice.tag()
                aria-label=words(choice).language
                aria-pressed=follow(move || lang.get() == choice)
                on:click=move |_| stage.dispatch(Message::Speak(choice))
            >
                {short}
            </button>
        }
    });
    let look = |label: fn(&crate::i18n::Words) -> &'static str, sign: &'static str, look: Look| {
        let stage = stage.clone();
        view! {
            <button
                aria-label=word(lang, label)
                title=word(lang, label)
                on:click=move |_| stage.dispatch(Message::Look(look))
            >
                <svg viewBox="-12 -12 24 24" aria-hidden="true"><path d=sign/></svg>
            </button>
        }
    };
    let zoom = view! {
        <div class="zoom" role="group" aria-label=word(lang, |w| w.map_controls)>
            {look(|w| w.zoom_in, "M-7 0H7M0 -7V7", Look::ZoomMiddle(ZOOM_STEP))}
            {look(|w| w.zoom_out, "M-7 0H7", Look::ZoomMiddle(1.0 / ZOOM_STEP))}
            {look(|w| w.whole_map, "M-8 -3V-8H-3M3 -8H8V-3M8 3V8H3M-3 8H-8V3", Look::Whole)}
        </div>
    };
    let readings = [Reading::Article, Reading::OtherWorks].map(|choice| {
        let stage = stage.clone();
        let label = move || match choice {
            Reading::Article => words(lang.get()).reading_article,
            Reading::OtherWorks => words(lang.get()).reading_other_works,
        };
        view! {
            <button
                aria-pressed=follow(move || reading.get() == choice)
                on:click=move |_| stage.dispatch(Message::Read(choice))
            >
                {label}
            </button>
        }
    });
    view! {
        <div class="controls">
            <div class="reading" role="group" aria-label=word(lang, |w| w.reading)>
                <span aria-hidden="true">{word(lang, |w| w.reading)}</span>
                {readings}
            </div>
            <div class="languages" role="group" aria-label=word(lang, |w| w.language_menu)>
                {languages}
            </div>
        </div>
        {zoom}
    }
}
