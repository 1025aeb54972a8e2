//! The legend of what is on the map now, the scale bar, and places beyond the map.

use super::el::{El, el};
use crate::app::Message;
use crate::campaign::Age;
use crate::carto::path::decimal_text;
use crate::carto::scale_bar::{self, LI_KM, MILE_KM};
use crate::i18n::{Words, status, words};
use crate::stage::Stage;
use leptos::prelude::*;

pub fn legend(stage: Stage) -> [El; 2] {
    let lang = stage.lang;
    let parties = Memo::new(move |_| parties(stage));
    let statuses = Memo::new(move |_| statuses(stage));
    let rows = move || {
        let lang = lang.get();
        let extent = key("0 0 30 10").child(el("path").set("class", "qing").set("d", "M1 5H29"));
        let mut rows = vec![row(extent, status(lang, "qing_extent"))];
        for index in parties.get() {
            let party = &stage.campaign.parties[index];
            let line = |class: &'static str| el("path").set("class", class).set("d", "M1 5H29");
            let track = key("0 0 30 10")
                .set("data-party", party.id.clone())
                .child(line("line"))
                .maybe((!party.members.is_empty()).then(|| line("second")));
            rows.push(row(track, party.name.get(lang)));
        }
        for index in statuses.get() {
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
        el("aside")
            .set("class", "legend")
            .say("aria-label", lang, |w| w.legend())
            .child(
                el("details")
                    .set("open", "")
                    .child(el("summary").word(lang, |w| w.legend()))
                    .child(el("ul").part(rows))
                    .child(
                        el("p")
                            .set("class", "schematic")
                            .word(lang, |w| w.schematic()),
                    ),
            )
            .child(scale_bar(stage)),
        margin(stage),
    ]
}

fn key(view_box: &'static str) -> El {
    el("svg")
        .set("class", "key track")
        .set("viewBox", view_box)
        .set("aria-hidden", "true")
}

fn row(sign: El, name: &str) -> El {
    el("li").child(sign).text(name)
}

/// Parties that move or hold a place now, as indexes.
fn parties(stage: Stage) -> Vec<usize> {
    let mut shown: Vec<&str> = vec![];
    for (track, drawn) in stage.campaign.tracks.iter().zip(&stage.tracks) {
        if matches!(drawn.get().age, Age::Now | Age::Recent) {
            shown.push(&track.party);
        }
    }
    for ((_, history), state) in stage.campaign.control.iter().zip(&stage.control) {
        if let Some(state) = state.get() {
            shown.push(&history.0[state].holder);
        }
    }
    let parties = &stage.campaign.parties;
    (0..parties.len())
        .filter(|index| shown.contains(&parties[*index].id.as_str()))
        .collect()
}

/// Territories whose status is on the map now and new in the list, as indexes.
fn statuses(stage: Stage) -> Vec<usize> {
    let mut words: Vec<&str> = vec![];
    let territories = &stage.campaign.territories;
    (0..territories.len())
        .filter(|index| {
            let Some(state) = stage.territories[*index].get() else {
                return false;
            };
            let state = &territories[*index].history.0[state];
            // Before anything changed there is nothing to explain.
            let is_new = state.from.is_some() && !words.contains(&state.status.as_str());
            words.push(&state.status);
            is_new
        })
        .collect()
}

/// Kilometres, miles and 里, each a round length.
fn scale_bar(stage: Stage) -> El {
    let (lang, view) = (stage.lang, stage.view);
    let row = move |name: fn(&Words) -> &'static str, unit_km: f64| {
        let bar = move || scale_bar::bar(110.0, view.with(|view| view.scale) * unit_km);
        el("li")
            .child(el("i").style("width", move || decimal_text(bar().1, 1) + "px"))
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
fn margin(stage: Stage) -> El {
    let lang = stage.lang;
    let places = (0..stage.sites.len())
        .filter(|index| stage.off_map[stage.sites[*index].place])
        .map(|index| {
            let state = stage.site_states[index];
            let name = stage.campaign.places[stage.sites[index].place].name.clone();
            el("button")
                .set("class", "off-map")
                .follow("data-age", move || state.get().age.word())
                .follow("hidden", move || {
                    (!matches!(state.get().age, Age::Now | Age::Recent)).then_some("")
                })
                .tap(move || stage.dispatch(Message::Select(state.get_untracked().event)))
                .text_of(move || name.get(lang.get()).to_string())
        });
    el("div")
        .set("class", "margin-strip")
        .set("role", "group")
        .say("aria-label", lang, |w| w.off_map())
        .children(places)
}
