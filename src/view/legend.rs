//! The legend of what is on the map now, the scale bar, and places beyond the map.

use super::el::{El, el};
use crate::app::{Message, Subject};
use crate::carto::path::decimal_text;
use crate::carto::scale_bar::{self, LI_KM, MILE_KM};
use crate::i18n::{Words, status, words};
use crate::stage::Stage;

/// What is in the legend.
pub fn legend(stage: Stage) -> [El; 2] {
    let lang = stage.lang;
    let rows = move || {
        let lang = lang.get();
        let extent = key("0 0 30 10").child(el("path").set("class", "qing").set("d", "M1 5H29"));
        let mut rows = vec![row(extent, status(lang, "qing_extent"))];
        for index in stage.parties.get() {
            let party = &stage.campaign.parties[index];
            let line = |class: &str| {
                let path = el("path").set("d", "M1 5H29");
                path.set("class", [class, &party.id].concat())
            };
            let track = key("0 0 30 10")
                .child(line("line of-"))
                .maybe((!party.members.is_empty()).then(|| line("second of-")));
            rows.push(row(track, party.name.get(lang)));
        }
        for index in stage.statuses.get() {
            let Some(state) = stage.territories[index].get() else {
                continue;
            };
            let state = &stage.campaign.territories[index].history.0[state];
            let patch = el("path")
                .set("class", "territory")
                .set("d", "M1 1H29V13H1z")
                .set("data-holder", &state.holder)
                .set(
                    "data-claimant",
                    state.claimant.as_deref().unwrap_or_default(),
                );
            let patch = key("0 0 30 14").child(patch.set("data-status", &state.status));
            rows.push(row(patch, status(lang, &state.status)));
        }
        rows
    };
    [
        el("details")
            .set("open", "")
            .child(el("summary").word(lang, |w| w.legend()))
            .child(el("ul").part(rows))
            .child(super::keys::keys(stage)),
        scale_bar(stage),
    ]
}

pub fn key(view_box: &'static str) -> El {
    el("svg")
        .set("class", "key")
        .set("viewBox", view_box)
        .set("aria-hidden", "true")
}

pub fn row(sign: El, name: &str) -> El {
    el("li").child(sign).text(name)
}

/// Kilometres, miles and 里, each a round length.
fn scale_bar(stage: Stage) -> El {
    let (lang, view) = (stage.lang, stage.view);
    let row = move |name: fn(&Words) -> &'static str, unit_km: f64| {
        let bar = move || scale_bar::bar(110.0, view.with(|view| view.scale) * unit_km);
        el("li")
            .child(el("i").style(move || ["width:", &decimal_text(bar().1, 1), "px"].concat()))
            .text_of(move || [&decimal_text(bar().0, 1), " ", name(words(lang.get()))].concat())
    };
    el("ul")
        .set("class", "scale-bar")
        .set("aria-hidden", "true")
        .child(row(|w| w.km(), 1.0))
        .child(row(|w| w.miles(), MILE_KM))
        .child(row(|w| w.li(), LI_KM))
}

/// Places outside the sheet: their events, in the margin.
pub fn margin(stage: Stage) -> El {
    let lang = stage.lang;
    let places = stage.board().abroad.iter().map(|(site, state)| {
        let name = stage.campaign.places[stage.sites[*site].place].name.clone();
        el("button")
            .set("class", "off-map")
            .follow("data-age", move || {
                let age = state.get().age;
                age.is_fresh().then(|| age.word())
            })
            .follow("hidden", move || {
                (!state.get().age.is_fresh()).then_some("")
            })
            .tap(move || {
                stage.dispatch(Message::Select(
                    state.get_untracked().event.map(Subject::Event),
                ))
            })
            .text_of(move || name.get(lang.get()).to_string())
    });
    el("div")
        .set("class", "margin-strip")
        .set("role", "group")
        .say("aria-label", lang, |w| w.off_map())
        .children(places)
}
