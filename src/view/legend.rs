//! The legend of what is on the map now, the scale bar, and places beyond the map.

use crate::app::Message;
use crate::campaign::Age;
use crate::carto::path::decimal_text;
use crate::carto::scale_bar::{self, LI_KM, MILE_KM};
use crate::i18n::{status, words};
use crate::stage::Stage;
use crate::view::follow::{follow, word};
use leptos::prelude::*;

#[component]
pub fn Legend(stage: Stage) -> impl IntoView {
    let lang = stage.lang;
    let parties = {
        let stage = stage.clone();
        Memo::new(move |_| {
            let mut shown: Vec<usize> = vec![];
            let mut add = |id: &str| {
                let found = stage
                    .campaign
                    .parties
                    .iter()
                    .position(|party| party.id == id);
                if let Some(index) = found.filter(|index| !shown.contains(index)) {
                    shown.push(index);
                }
            };
            for (track, drawn) in stage.campaign.tracks.iter().zip(&stage.tracks) {
                if matches!(drawn.get().age, Age::Now | Age::Recent) {
                    add(&track.party);
                }
            }
            for ((_, history), state) in stage.campaign.control.iter().zip(&stage.control) {
                if let Some(state) = state.get() {
                    add(&history.0[state].holder);
                }
            }
            (0..stage.campaign.parties.len())
                .filter(|index| shown.contains(index))
                .collect::<Vec<_>>()
        })
    };
    let statuses = {
        let stage = stage.clone();
        Memo::new(move |_| {
            let mut shown: Vec<String> = vec![];
            for (territory, state) in stage.campaign.territories.iter().zip(&stage.territories) {
                if let Some(state) = state.get() {
                    let word = &territory.history.0[state].status;
                    if word != "qing" && !shown.contains(word) {
                        shown.push(word.clone());
                    }
                }
            }
            shown
        })
    };
    let party_rows = {
        let stage = stage.clone();
        move || {
            let lang = lang.get();
            parties
                .get()
                .into_iter()
                .map(|index| {
                    let party = &stage.campaign.parties[index];
                    view! {
                        <li>
                            <svg class="key track" data-party=party.id.clone() data-age="now" viewBox="0 0 30 10" aria-hidden="true">
                                <path class="line" d="M1 5H29"/>
                                {(!party.members.is_empty()).then(|| view! { <path class="second" d="M1 5H29"/> })}
                            </svg>
                            {party.name.get(lang).to_string()}
                        </li>
                    }
                })
                .collect_view()
        }
    };
    let status_rows = move || {
        let lang = lang.get();
        statuses
            .get()
            .into_iter()
            .map(|word| {
                let name = status(lang, &word).to_string();
                view! {
                    <li>
                        <svg class="key" viewBox="0 0 30 14" aria-hidden="true">
                            <rect class="territory" data-status=word data-claimant="russia" data-holder="russia" x="1" y="1" width="28" height="12"/>
                        </svg>
                        {name}
                    </li>
                }
            })
            .collect_view()
    };
    view! {
        <aside class="legend" aria-label=word(lang, |w| w.legend)>
            <details open>
                <summary>{word(lang, |w| w.legend)}</summary>
                <ul>
                    <li>
                        <svg class="key" viewBox="0 0 30 10" aria-hidden="true"><path class="qing" d="M1 5H29"/></svg>
                        {follow(move || status(lang.get(), "qing_extent").to_string())}
                    </li>
                    {party_rows}
                    {status_rows}
                </ul>
                <p class="schematic">{word(lang, |w| w.schematic)}</p>
            </details>
            <ScaleBar stage=stage.clone()/>
        </aside>
        <OffMap stage=stage.clone()/>
    }
}

/// Kilometres, miles and 里, each a round length.
#[component]
fn ScaleBar(stage: Stage) -> impl IntoView {
    let (lang, view) = (stage.lang, stage.view);
    let row = move |name: fn(&crate::i18n::Words) -> &'static str, unit_km: f64| {
        let bar = Memo::new(move |_| scale_bar::bar(110.0, view.with(|view| view.scale) * unit_km));
        let width = move || decimal_text(bar.get().1, 1) + "px";
        view! {
            <li>
                <i style:width=width></i>
                {follow(move || [&decimal_text(bar.get().0, 1), " ", name(words(lang.get()))].concat())}
            </li>
        }
    };
    view! {
        <ul class="scale-bar" aria-hidden="true">
            {row(|w| w.km, 1.0)}
            {row(|w| w.miles, MILE_KM)}
            {row(|w| w.li, LI_KM)}
        </ul>
    }
}

/// Places outside the sheet: their events, in the margin.
#[component]
fn OffMap(stage: Stage) -> impl IntoView {
    let lang = stage.lang;
    let rows = (0..stage.sites.len())
        .filter(|index| stage.off_map[stage.sites[*index].place])
        .map(|index| {
            let place = stage.sites[index].place;
            let state = stage.site_states[index];
            let shown = move || matches!(state.get().age, Age::Now | Age::Recent);
            let open = {
                let stage = stage.clone();
                move |_| {
                    let event = state.get_untracked().event;
                    stage.dispatch(Message::Select(event));
                }
            };
            let name = stage.campaign.places[place].name.clone();
            view! {
                <button class="off-map" data-age=follow(move || state.get().age.word()) hidden=move || !shown() on:click=open>
                    {follow(move || name.get(lang.get()).to_string())}
                </button>
            }
        })
        .collect_view();
    view! { <div class="margin-strip" role="group" aria-label=word(lang, |w| w.off_map)>{rows}</div> }
}
