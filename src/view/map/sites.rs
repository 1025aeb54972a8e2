//! Sites: where things happen, and who holds a place.

use super::super::el::{El, el};
use super::super::marks::{Look, marks};
use super::shapes;
use crate::app::{Message, Subject};
use crate::campaign::Age;
use crate::carto::Xy;
use crate::i18n;
use crate::stage::{Holding, SiteMark, Stage};

/// A disc in the holder's colour under each place whose control is recorded.
pub fn control(stage: Stage) -> El {
    let make = move |index: usize| {
        let place = stage.campaign.control[index].0.0;
        let disc = el("circle").set("class", "control").set("r", "20");
        vec![disc.set("data-id", &stage.campaign.places[place].id)]
    };
    let look = move |index: usize, Holding { state, at }, look: &mut Look| {
        let state = state.map(|state| &stage.campaign.control[index].1.0[state]);
        look.set_px(0, "cx", Some(at.x));
        look.set_px(0, "cy", Some(at.y));
        look.maybe(0, "data-holder", state.map(|state| state.holder.as_str()));
        look.maybe(
            0,
            "data-certainty",
            state.map(|state| state.certainty.as_str()),
        );
    };
    marks("marks-control", stage.control, make, look)
}

/// One mark for all events of a place: the shape of the youngest, and how many have begun.
pub fn sites(stage: Stage) -> El {
    let make = move |index: usize| {
        let place = stage.sites[index].place;
        let open = move || {
            let event = stage.site_marks.get(index).state.event;
            stage.dispatch(Message::Select(event.map(Subject::Event)));
        };
        let sign = el("path")
            .set("data-id", &stage.campaign.places[place].id)
            .set("role", "button")
            // The host makes one of them a stop of the Tab key, and arrows lead from mark to mark.
            .set("tabindex", "-1")
            .tap(open)
            .key(move |event| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    event.stop_propagation();
                    open();
                }
            });
        // How many have begun is said with the sign.
        let count = el("text").set("class", "count").set("aria-hidden", "true");
        vec![sign, count]
    };
    let look = move |index: usize, mark: SiteMark, look: &mut Look| {
        sign(stage, index, mark, look);
        heard(stage, index, mark, look);
        count(mark, look);
    };
    marks("marks-sites", stage.site_marks, make, look)
}

/// The marks of sites that are past, smaller and fainter: one shape for each party, and one for its dots.
pub fn old(stage: Stage) -> El {
    let parties = &stage.board().campaign.parties;
    let make = move |group: usize| {
        let party = parties
            .get(group / 2)
            .map_or("none", |party| party.id.as_str());
        let dense = if group % 2 == 1 { " crowded" } else { "" };
        vec![el("path").set("class", ["old of-", party, dense].concat())]
    };
    let look = move |group: usize, _: u64, look: &mut Look| {
        let mut d = String::new();
        for site in (0..stage.sites.len()).filter(|site| stage.old_group(*site) == Some(group)) {
            let SiteMark {
                state, crowded, at, ..
            } = stage.site_marks.get(site);
            stamp(
                &mut d,
                stage,
                state.event,
                at,
                if crowded { DOT } else { OLD },
            );
        }
        look.set(0, "d", &[&d]);
    };
    marks("marks-old", stage.old, make, look)
}

/// The marks of what happens now once more, over all that stands near them: what the day tells is never hidden.
pub fn now(stage: Stage) -> El {
    let make = |_: usize| vec![el("path"), el("text").set("class", "count")];
    let look = move |index: usize, mark: SiteMark, look: &mut Look| {
        let is_here = !mark.crowded && !stage.off_map[stage.sites[index].place];
        let is_shown = is_here && mark.state.age == Age::Now;
        let mark = if is_shown { mark } else { SiteMark::default() };
        // A hand that drags through time passes over it: the cue comes where the date rests.
        let arrives = is_shown && mark.state == mark.rested;
        look.set(0, "class", &[if arrives { "top arrives" } else { "top" }]);
        let mut d = String::new();
        if is_shown {
            stamp(&mut d, stage, mark.state.event, mark.at, NOW);
        }
        look.set(0, "d", &[&d]);
        count(mark, look);
    };
    marks("marks-now", stage.site_marks, make, look).set("aria-hidden", "true")
}

/// A disc with the symbol of an event, some times as large as a recent one; on a dot is none.
fn stamp(d: &mut String, stage: Stage, event: Option<usize>, at: Xy, size: f64) {
    shapes::disc(d, at, PLATE_PX * size);
    if let Some(event) = event.filter(|_| size > DOT) {
        let shape = shapes::of_event(&stage.campaign.events[event].kind);
        shapes::stamp(d, shape, at, shapes::upright(size));
    }
}

/// Sizes of marks as parts of a recent one's.
const NOW: f64 = 1.25;
const OLD: f64 = 0.74;
const DOT: f64 = 0.32;

/// The mark of a site while it is fresh; else only its place, for aids and keys.
fn sign(stage: Stage, index: usize, mark: SiteMark, look: &mut Look) {
    let SiteMark {
        state,
        rested,
        crowded,
        at,
    } = mark;
    let mut d = String::new();
    let event = state.event.map(|event| &stage.campaign.events[event]);
    match event.filter(|_| state.age.is_fresh() && !stage.off_map[stage.sites[index].place]) {
        None => {
            look.set(0, "class", &["sign"]);
            // A line without length: nothing is seen of it but the ring of the focus. What has not begun has none.
            if rested.event.is_some() {
                shapes::move_to(&mut d, at);
                d.push('z');
            }
        }
        Some(event) => {
            let party = event.parties.first().map_or("none", String::as_str);
            let dense = if crowded { " crowded" } else { "" };
            look.set(
                0,
                "class",
                &["sign ", state.age.word(), " of-", party, dense],
            );
            let size = match state.age {
                _ if crowded => DOT,
                Age::Now => NOW,
                _ => 1.0,
            };
            stamp(&mut d, stage, state.event, at, size);
        }
    }
    look.set(0, "d", &[&d]);
}

/// What is only heard of a site, or reached by key: it does not follow a hand that drags.
fn heard(stage: Stage, index: usize, SiteMark { rested, .. }: SiteMark, look: &mut Look) {
    let site = &stage.sites[index];
    let place = &stage.campaign.places[site.place];
    // Beyond the sheet the margin has a button of its own for it.
    let Some(event) = rested.event.filter(|_| !stage.off_map[site.place]) else {
        look.set(0, "aria-hidden", &["true"]);
        return look.maybe(0, "aria-label", None);
    };
    let event = &stage.campaign.events[event];
    let (lang, reading) = (stage.lang.get_untracked(), stage.reading.get_untracked());
    let when = i18n::when(lang, event.dating.read(reading));
    let (kind, title) = (i18n::status(lang, &event.kind), event.title.get(lang));
    let (place, count) = (place.name.get(lang), rested.count.to_string());
    let events = i18n::words(lang).events();
    // One event is what the name tells.
    let (dot, events, colon, count) = match rested.count {
        1 => ("", "", "", ""),
        _ => (" · ", events, ": ", count.as_str()),
    };
    look.maybe(0, "aria-hidden", None);
    look.set(
        0,
        "aria-label",
        &[
            &when, " · ", kind, " · ", title, " · ", place, dot, events, colon, count,
        ],
    );
}

/// How many events have begun, where the mark is large enough to carry a number.
fn count(
    SiteMark {
        state, crowded, at, ..
    }: SiteMark,
    look: &mut Look,
) {
    let is_shown = state.age.is_fresh() && !crowded && state.count > 1;
    let at = is_shown.then_some(at);
    look.set_px(1, "x", at.map(|at| at.x + BADGE_PX.x));
    look.set_px(1, "y", at.map(|at| at.y + BADGE_PX.y));
    let number = state.count.to_string();
    look.maybe(1, "", at.map(|_| number.as_str()));
}

/// Radius of the disc on which a symbol stands, pixels.
const PLATE_PX: f64 = 11.0;

/// Where the number of events stands beside the mark, pixels.
const BADGE_PX: Xy = Xy { x: 10.0, y: -6.0 };
