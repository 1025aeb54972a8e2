//! About and help: names of the war, keys, sources of the ground.

use super::el::{El, el};
use crate::app::keymap::{ROWS, shown};
use crate::i18n::words;
use crate::stage::Stage;

pub fn about(stage: Stage) -> El {
    let lang = stage.lang;
    let names = move || {
        let lang = lang.get();
        let names: Vec<&str> = stage
            .campaign
            .names
            .iter()
            .map(|name| name.get(lang))
            .collect();
        names.join(" · ")
    };
    let keys = move || {
        let help = &words(lang.get()).keymap;
        let row = |(row, help)| {
            [
                el("dt").child(el("kbd").text(shown(row))),
                el("dd").text(help),
            ]
        };
        ROWS.iter()
            .zip(help.iter().copied())
            .flat_map(row)
            .collect()
    };
    let book = stage.book;
    let ground = move || book.with(|book| book.ground.get(lang.get()).to_string());
    el("details")
        .set("class", "about")
        .child(
            el("summary")
                .say("aria-label", lang, |w| w.help())
                .text("?"),
        )
        .child(
            el("div")
                .set("class", "sheet")
                .set("tabindex", "0")
                .child(el("h2").word(lang, |w| w.about()))
                .child(el("p").text_of(names))
                .child(el("p").word(lang, |w| w.schematic()))
                .child(el("h3").word(lang, |w| w.keys()))
                .child(el("dl").part(keys))
                .child(el("p").set("class", "fine").text_of(ground)),
        )
}
