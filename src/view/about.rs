//! About and help: names of the war, keys, sources of the ground.

use crate::app::keymap::{ROWS, shown};
use crate::i18n::words;
use crate::stage::Stage;
use crate::view::follow::word;
use leptos::prelude::*;

#[component]
pub fn About(stage: Stage) -> impl IntoView {
    let lang = stage.lang;
    let names = {
        let stage = stage.clone();
        move || {
            let lang = lang.get();
            let names: Vec<&str> = stage
                .campaign
                .names
                .iter()
                .map(|name| name.get(lang))
                .collect();
            names.join(" · ")
        }
    };
    let keys = move || {
        let w = words(lang.get());
        ROWS.iter()
            .zip(w.keymap)
            .map(|(row, help)| view! { <dt><kbd>{shown(row)}</kbd></dt><dd>{*help}</dd> })
            .collect_view()
    };
    view! {
        <details class="about">
            <summary aria-label=word(lang, |w| w.help)>"?"</summary>
            <div class="sheet">
                <h2>{word(lang, |w| w.about)}</h2>
                <p>{names}</p>
                <p>{word(lang, |w| w.schematic)}</p>
                <h3>{word(lang, |w| w.keys)}</h3>
                <dl>{keys}</dl>
                <p class="fine">{word(lang, |w| w.ground_notice)}</p>
            </div>
        </details>
    }
}
