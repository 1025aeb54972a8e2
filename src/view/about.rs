//! About and help: names of the war, keys, sources of the ground.

use super::el::{El, el};
use crate::app::keymap::{Focus, MARK_ROWS, ROWS, shown};
use crate::app::present::Command;
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
        let w = words(lang.get());
        let rows = |focus: Focus| {
            let rows = ROWS.iter().zip(&w.keymap);
            let rows = rows.filter(move |(row, _)| row.focus == focus);
            rows.map(|(row, help)| (row.keys, *help)).collect()
        };
        let marks = MARK_ROWS.iter().zip(&w.mark_keys);
        let marks = marks.map(|((keys, _), help)| (*keys, *help)).collect();
        let mut parts = vec![];
        for (heading, rows) in [
            (w.keys_anywhere(), rows(Focus::Both)),
            (w.keys_timeline(), rows(Focus::Timeline)),
            (w.keys_map(), rows(Focus::Map)),
            (w.keys_marks(), marks),
        ] {
            parts.push(el("h4").text(heading));
            parts.push(list(rows));
        }
        parts.push(el("h4").text(w.keys_pointer()));
        let gestures = w.gestures.iter().map(|gesture| el("li").text(gesture));
        parts.push(el("ul").children(gestures));
        parts
    };
    let book = stage.book;
    let ground = move || book.with(|book| book.ground.get(lang.get()).to_string());
    el("details")
        .set("class", "about")
        .child(
            el("summary")
                .say("aria-label", lang, |w| w.help())
                .child(el("span").set("aria-hidden", "true").text("?")),
        )
        .child(
            el("div")
                .set("class", "sheet")
                .set("tabindex", "0")
                .child(el("h2").word(lang, |w| w.about()))
                .child(el("p").text_of(names))
                .child(el("p").word(lang, |w| w.schematic()))
                .child(el("p").word(lang, |w| w.scales()))
                .child(uses(stage))
                .child(el("h3").word(lang, |w| w.keys()))
                .child(el("div").set("class", "keys").part(keys))
                .child(el("p").set("class", "fine").text_of(ground)),
        )
}

fn list(rows: Vec<(&[&'static str], &str)>) -> El {
    let rows = rows.into_iter().flat_map(|(keys, help)| {
        [
            el("dt").child(el("kbd").text(shown(keys))),
            el("dd").text(help),
        ]
    });
    el("dl").children(rows)
}

/// The ways into a talk, from the day that is shown, and to its paper.
fn uses(stage: Stage) -> El {
    let talk = move || stage.present(Command::Enter(None, stage.day.get_untracked()));
    let paper = move || stage.open_paper();
    el("p")
        .set("class", "uses")
        .child(el("button").tap(talk).word(stage.lang, |w| w.talk_start()))
        .child(el("button").tap(paper).word(stage.lang, |w| w.paper()))
}
