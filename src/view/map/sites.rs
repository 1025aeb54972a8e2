//! Sites and names: where things happen, who holds a place, and what it is called.

use super::tracks::translate;
use crate::app::Message;
use crate::campaign::Age;
use crate::i18n;
use crate::stage::{ALSO_PART, Stage, name_size};
use crate::view::follow::follow;
use leptos::prelude::*;

/// A disc in the holder's colour under each place whose control is recorded.
#[component]
pub fn Control(stage: Stage) -> impl IntoView {
    (0..stage.campaign.control.len())
        .map(|index| {
            let (place, _) = &stage.campaign.control[index];
            let place = *place;
            let state = stage.control[index];
            let holder = {
                let stage = stage.clone();
                move || {
                    let history = &stage.campaign.control[index].1;
                    state.get().map(|index| history.0[index].holder.clone())
                }
            };
            let certainty = {
                let stage = stage.clone();
                move || {
                    let history = &stage.campaign.control[index].1;
                    state.get().map(|index| history.0[index].certainty.clone())
                }
            };
            view! {
                <g class="control" transform=translate(stage.places_xy[place.0])
                    data-holder=follow(holder) data-certainty=follow(certainty)
                    data-rank=stage.campaign.places[place.0].rank.to_string()>
                    <circle class="upright" r="20"/>
                </g>
            }
        })
        .collect_view()
}

/// Place names, where they found room.
#[component]
pub fn Names(stage: Stage) -> impl IntoView {
    let lang = stage.lang;
    (0..stage.campaign.places.len())
        .filter(|index| !stage.off_map[*index])
        .map(|index| {
            let place = &stage.campaign.places[index];
            let side = stage.labels[index];
            let has_mark = stage.sites.iter().any(|site| site.place == index);
            let (rank, gap) = (place.rank, if has_mark { 15.0 } else { 8.0 });
            let line = move |second: bool| {
                move || {
                    let side = side.get()?;
                    let size = name_size(rank, lang.get());
                    let height = size * (1.1 + ALSO_PART * 1.15);
                    let (x, y, anchor) = side.anchor(height, size, gap);
                    let y = if second {
                        y + size * ALSO_PART * 1.25
                    } else {
                        y
                    };
                    Some((x, y, anchor))
                }
            };
            let text = move |second: bool| {
                let at = line(second);
                let name = if second {
                    place.also.clone()
                } else {
                    place.name.clone()
                };
                // The second name of a Chinese label is usually in Latin script, and the reverse.
                let tag = {
                    let name = name.clone();
                    move || {
                        let latin = name.get(lang.get()).is_ascii();
                        if latin { "en" } else { lang.get().tag() }
                    }
                };
                view! {
                    <text
                        class=if second { "also" } else { "name" }
                        lang=follow(tag)
                        x=follow(move || at().map(|(x, ..)| rounded(x)))
                        y=follow(move || at().map(|(_, y, _)| rounded(y)))
                        text-anchor=follow(move || at().map(|(.., anchor)| anchor))
                    >
                        {follow(move || name.get(lang.get()).to_string())}
                    </text>
                }
            };
            view! {
                <g
                    class="place"
                    transform=translate(stage.places_xy[index])
                    data-kind=place.kind.clone()
                    data-rank=rank.to_string()
                    data-shown=follow(move || side.with(Option::is_some))
                >
                    <g class="upright">
                        {(!has_mark).then(|| view! { <circle class="dot" r="3"/> })}
                        {text(false)}
                        {text(true)}
                    </g>
                </g>
            }
        })
        .collect_view()
}

fn rounded(value: f64) -> String {
    crate::carto::path::decimal_text(value, 1)
}

/// One mark for all events of a place: the shape of the youngest, and how many have begun.
#[component]
pub fn Sites(stage: Stage) -> impl IntoView {
    let lang = stage.lang;
    (0..stage.sites.len())
        .filter(|index| !stage.off_map[stage.sites[*index].place])
        .map(|index| {
            let place = stage.sites[index].place;
            let state = stage.site_states[index];
            let event = Memo::new(move |_| state.get().event);
            let kind = {
                let stage = stage.clone();
                move || {
                    event
                        .get()
                        .map(|event| stage.campaign.events[event].kind.clone())
                }
            };
            let shape = {
                let stage = stage.clone();
                move || {
                    event
                        .get()
                        .map(|event| symbol(&stage.campaign.events[event].kind))
                }
            };
            let party = {
                let stage = stage.clone();
                move || {
                    let event = &stage.campaign.events[event.get()?];
                    event.parties.first().cloned()
                }
            };
            let label = {
                let stage = stage.clone();
                move || {
                    let event = &stage.campaign.events[event.get()?];
                    let when = i18n::when(lang.get(), event.dating.read(stage.reading.get()));
                    let place = stage.campaign.places[place].name.get(lang.get());
                    Some([&when, " · ", event.title.get(lang.get()), " · ", place].concat())
                }
            };
            let open = {
                let stage = stage.clone();
                move || {
                    if let Some(event) = event.get_untracked() {
                        stage.dispatch(Message::Select(Some(event)));
                    }
                }
            };
            let open_by_key = open.clone();
            view! {
                <g
                    class="site"
                    transform=translate(stage.places_xy[place])
                    data-age=follow(move || state.get().age.word())
                    data-kind=follow(kind)
                    data-party=follow(party)
                    role="button"
                    tabindex=follow(move || match state.get().age {
                        Age::Now | Age::Recent => "0",
                        _ => "-1",
                    })
                    aria-hidden=follow(move || (state.get().age == Age::Ahead).then_some("true"))
                    aria-label=follow(label)
                    on:click=move |_| open()
                    on:keydown=move |event| {
                        if matches!(event.key().as_str(), "Enter" | " ") {
                            event.prevent_default();
                            event.stop_propagation();
                            open_by_key();
                        }
                    }
                >
                    <g class="upright">
                        <circle class="target" r="22"/>
                        <circle class="pulse" r="14"/>
                        <circle class="plate" r="11"/>
                        <path class="symbol" d=follow(shape)/>
                        <g class="count" data-many=follow(move || state.get().count > 1)>
                            <circle cx="10" cy="-10" r="7.5"/>
                            <text x="10" y="-6.6" text-anchor="middle">
                                {follow(move || state.get().count.to_string())}
                            </text>
                        </g>
                    </g>
                </g>
            }
        })
        .collect_view()
}

/// The shape of a kind of event, drawn within ±7 pixels. Shape says what; colour and line say who.
pub fn symbol(kind: &str) -> &'static str {
    match kind {
        // Crossed swords, only for combat.
        "battle" => "M-5.5 -5.5L5.5 5.5M5.5 -5.5L-5.5 5.5M-5.5 2.5L-2.5 5.5M5.5 2.5L2.5 5.5",
        // A shell burst without flames: spokes of a ring.
        "bombardment" => {
            "M0 -6V-2.5M0 2.5V6M-6 0H-2.5M2.5 0H6M-4.2 -4.2L-2 -2M2 2L4.2 4.2M4.2 -4.2L2 -2M-2 2L-4.2 4.2"
        }
        "capture" | "occupation" => "M0 -5.5L5.5 4.5H-5.5z",
        "landing" => "M0 -6V3M-4 -0.5L0 4L4 -0.5M-6 6.5H6",
        // Plain lozenge: no effects for burning and looting.
        "burning" | "looting" => "M0 -6L6 0L0 6L-6 0z",
        "treaty" | "cession" => "M-4.5 -6H4.5V6H-4.5zM-2 -2.5H2M-2 0.5H2M-2 3.5H1",
        "ultimatum" | "diplomacy" | "negotiation" | "appointment" => {
            "M-6 -4H6V4H-6zM-6 -4L0 1L6 -4"
        }
        "movement" => "M-6 0H5M1.5 -3.5L5.5 0L1.5 3.5",
        "relic" | "medal" => "M-5 6H5M-4 6V-1M4 6V-1M0 6V-1M-6 -1L0 -6L6 -1z",
        _ => "M-2.5 0A2.5 2.5 0 1 0 2.5 0A2.5 2.5 0 1 0 -2.5 0z",
    }
}
