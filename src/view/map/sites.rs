//! Sites and names: where things happen, who holds a place, and what it is called.

use super::super::el::{El, el};
use super::tracks::translate;
use crate::app::Message;
use crate::campaign::Age;
use crate::campaign::history::State;
use crate::carto::path::decimal_text;
use crate::i18n;
use crate::stage::{ALSO_PART, Stage, name_size};

/// A disc in the holder's colour under each place whose control is recorded.
pub fn control(stage: Stage) -> Vec<El> {
    (0..stage.campaign.control.len())
        .map(|index| {
            let place = stage.campaign.control[index].0.0;
            let look = |pick: fn(&State) -> &str| {
                move || {
                    let history = &stage.campaign.control[index].1;
                    let state = &history.0[stage.control[index].get()?];
                    Some(pick(state).to_string())
                }
            };
            el("g")
                .set("class", "control")
                .set("transform", translate(stage.places_xy[place]))
                .set("data-id", stage.campaign.places[place].id.clone())
                .child(
                    el("circle")
                        .set("class", "upright")
                        .set("r", "20")
                        .follow("data-holder", look(|state| &state.holder))
                        .follow("data-certainty", look(|state| &state.certainty)),
                )
        })
        .collect()
}

/// Place names, where they found room.
pub fn names(stage: Stage) -> Vec<El> {
    (0..stage.campaign.places.len())
        .filter(|index| !stage.off_map[*index])
        .map(|index| {
            let place = &stage.campaign.places[index];
            let has_site = stage.sites.iter().any(|site| site.place == index);
            let side = stage.labels[index];
            el("g")
                .set("class", "place")
                .set("transform", translate(stage.places_xy[index]))
                .set("data-id", place.id.clone())
                .set("data-kind", place.kind.clone())
                .set("data-rank", place.rank.to_string())
                .follow("data-shown", move || side.with(Option::is_some))
                .child(
                    el("g")
                        .set("class", "upright")
                        .maybe((!has_site).then(|| el("circle").set("class", "dot").set("r", "3")))
                        .child(line(stage, index, has_site, false))
                        .child(line(stage, index, has_site, true)),
                )
        })
        .collect()
}

/// One of the two lines of a name.
fn line(stage: Stage, index: usize, has_site: bool, second: bool) -> El {
    let (lang, side) = (stage.lang, stage.labels[index]);
    let rank = stage.campaign.places[index].rank;
    let gap = if has_site { 15.0 } else { 8.0 };
    let at = move || {
        let size = name_size(rank, lang.get());
        let height = size * (1.1 + ALSO_PART * 1.15);
        let (x, y, anchor) = side.get()?.anchor(height, size, gap);
        Some((
            x,
            if second {
                y + size * ALSO_PART * 1.25
            } else {
                y
            },
            anchor,
        ))
    };
    let name = move || {
        let place = &stage.campaign.places[index];
        let text = if second { &place.also } else { &place.name };
        text.get(lang.get()).to_string()
    };
    let tag = {
        // The second name of a Chinese label may be in Latin script, and the reverse.
        move || {
            if name().is_ascii() {
                "en"
            } else {
                lang.get().tag()
            }
        }
    };
    el("text")
        .set("class", if second { "also" } else { "name" })
        .follow("lang", tag)
        .follow("x", move || at().map(|(x, ..)| decimal_text(x, 1)))
        .follow("y", move || at().map(|(_, y, _)| decimal_text(y, 1)))
        .follow("text-anchor", move || at().map(|(.., anchor)| anchor))
        .text_of(name)
}

/// One mark for all events of a place: the shape of the youngest, and how many have begun.
pub fn sites(stage: Stage) -> Vec<El> {
    (0..stage.sites.len())
        .filter(|index| !stage.off_map[stage.sites[*index].place])
        .map(|index| site(stage, index))
        .collect()
}

fn site(stage: Stage, index: usize) -> El {
    let place = stage.sites[index].place;
    let (state, crowded) = (stage.site_states[index], stage.crowded[index]);
    // Before its first event a site has that one's look, unseen: when it comes only its age changes.
    let first = stage.sites[index].events[0];
    let shown = move || &stage.record().events[state.get().event.unwrap_or(first)];
    let look = move || {
        let party = shown().parties.first();
        let party = party.map_or("none", String::as_str);
        let crowded = if crowded.get() { " crowded" } else { "" };
        ["sign ", state.get().age.word(), " of-", party, crowded].concat()
    };
    let open = move || stage.dispatch(Message::Select(state.get_untracked().event));
    let many = move || (state.get().count > 1).then(|| state.get().count.to_string());
    let count = || {
        el("text")
            .set("class", "count")
            .set("x", "10")
            .set("y", "-6.6")
            .set("text-anchor", "middle")
            .text_of(many)
    };
    // What is only heard or reached by key need not follow a hand that drags.
    let rested = stage.rested[index];
    let label = move || {
        let event = &stage.campaign.events[rested.get().event?];
        let lang = stage.lang.get();
        let when = i18n::when(lang, event.dating.read(stage.reading.get()));
        let place = stage.campaign.places[place].name.get(lang);
        // How many have begun is seen on the mark, so it is said too.
        let count = rested.get().count.to_string();
        Some(
            [
                &when,
                " · ",
                event.title.get(lang),
                " · ",
                place,
                " · ",
                &count,
            ]
            .concat(),
        )
    };
    el("g")
        .set("class", "site")
        .set("transform", translate(stage.places_xy[place]))
        .set("data-id", stage.campaign.places[place].id.clone())
        .set("role", "button")
        .follow("tabindex", move || match rested.get().age {
            Age::Now | Age::Recent => "0",
            _ => "-1",
        })
        .follow("aria-hidden", move || {
            (rested.get().age == Age::Ahead).then_some("true")
        })
        .follow("aria-label", label)
        .tap(open)
        .key(move |event| {
            if matches!(event.key().as_str(), "Enter" | " ") {
                event.prevent_default();
                event.stop_propagation();
                open();
            }
        })
        .child(
            el("path")
                .follow("class", look)
                .follow("d", move || [PLATE, symbol(&shown().kind)].concat()),
        )
        .maybe((stage.sites[index].events.len() > 1).then(count))
}

/// The disc on which a symbol stands, 11 pixels in radius.
const PLATE: &str = "M-11 0A11 11 0 1 1 11 0A11 11 0 1 1 -11 0z";

/// The shape of a kind of event, drawn within ±7 pixels. Shape says what; colour and line say who.
fn symbol(kind: &str) -> &'static str {
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
