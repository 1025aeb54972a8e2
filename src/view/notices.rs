//! Notices: what went wrong, in a sentence, without covering the map.

use super::el::{El, el};
use crate::stage::Stage;

pub fn notices(stage: Stage) -> El {
    let notices = stage.notices;
    let list = move || {
        notices
            .get()
            .into_iter()
            .map(|sentence| el("p").text(sentence))
            .collect()
    };
    el("div")
        .set("class", "notices")
        .set("role", "alert")
        .follow("hidden", move || notices.with(Vec::is_empty).then_some(""))
        .child(el("div").part(list))
        .child(
            el("button")
                .tap(move || notices.set(vec![]))
                .word(stage.lang, |w| w.close()),
        )
}
