//! The legend's signs: what the shapes mean that are on the map now, and what the map rests on.

use super::el::{El, el};
use super::legend::{key, row};
use super::map::shapes::{PLATE, of_event, of_force};
use crate::campaign::Lang;
use crate::carto::Xy;
use crate::i18n::{status, words};
use crate::stage::{Posted, Stage, watch};

/// Signs of events, each by a kind of event that it stands for, and the word for all of those.
const EVENTS: [(&str, &str); 10] = [
    ("battle", "sign_battle"),
    ("bombardment", "sign_bombardment"),
    ("occupation", "sign_occupation"),
    ("landing", "sign_landing"),
    ("burning", "sign_burning"),
    ("treaty", "sign_treaty"),
    ("diplomacy", "sign_diplomacy"),
    ("movement", "sign_movement"),
    ("relic", "sign_relic"),
    ("other", "sign_other"),
];
/// Signs of forces.
const FORCES: [&str; 4] = ["fleet", "army", "envoys", "court"];
/// What else there is: a force between two known days, and a place that is held.
const BETWEEN: usize = EVENTS.len() + FORCES.len();
const HELD: usize = BETWEEN + 1;

pub fn keys(stage: Stage) -> El {
    let (lang, book) = (stage.lang, stage.book);
    let shown = Posted::new(0);
    watch(move || shown.set(on_screen(stage)));
    let rows = move || {
        let (shown, lang) = (shown.get(), lang.get());
        (0..=HELD)
            .filter(|sign| shown >> sign & 1 == 1)
            .map(|sign| explained(sign, lang))
            .collect()
    };
    // The first sentence of the notice that the map must carry; the whole of it is in the help.
    let source = move || {
        let notice = book.with(|book| book.ground.get(lang.get()).to_string());
        let first = notice.split_inclusive(['.', '。']).next();
        first.unwrap_or_default().to_string()
    };
    el("div")
        .set("class", "signs")
        .child(el("ul").part(rows))
        .child(el("p").word(lang, |w| w.schematic()))
        .child(el("p").word(lang, |w| w.li_value()))
        .child(el("p").text_of(source))
}

/// A bit for each sign that is in the window.
fn on_screen(stage: Stage) -> u32 {
    stage.rested_day.track();
    stage.waiting.track();
    let open = stage.model().viewport.open();
    let view = stage.view.get();
    let is_seen = |at: Xy| open.contains(view.of_mark(at));
    let mut shown = 0;
    for site in 0..stage.sites.len() {
        let mark = stage.site_marks.get(site);
        let event = mark
            .state
            .event
            .filter(|_| !mark.crowded && is_seen(mark.at));
        let shape = event.map(|event| of_event(&stage.campaign.events[event].kind));
        let sign = EVENTS
            .iter()
            .position(|(kind, _)| Some(of_event(kind)) == shape);
        shown |= sign.map_or(0, |sign| 1 << sign);
    }
    for (index, force) in stage.campaign.forces.iter().enumerate() {
        if let Some(stand) = stage.forces.get(index).filter(|stand| is_seen(stand.at)) {
            let shape = of_force(&force.kind);
            let sign = FORCES.iter().position(|kind| of_force(kind) == shape);
            shown |= sign.map_or(0, |sign| 1 << (EVENTS.len() + sign));
            shown |= u32::from(stand.between) << BETWEEN;
        }
    }
    for (index, (_, history)) in stage.campaign.control.iter().enumerate() {
        let mark = stage.control.get(index);
        let holder = |state: usize| &history.0[state].holder;
        let has_passed = mark.state.is_some_and(|state| holder(state) != holder(0));
        shown |= u32::from(has_passed && is_seen(mark.at)) << HELD;
    }
    shown
}

/// A row of the legend.
fn explained(sign: usize, lang: Lang) -> El {
    let (class, symbols, size, name) = match sign {
        HELD => ("control", [PLATE, ""], "scale(.73)", words(lang).held()),
        BETWEEN => (
            "force between",
            ["", of_force(FORCES[1])],
            "",
            words(lang).between(),
        ),
        sign => match EVENTS.get(sign) {
            Some((kind, word)) => (
                "mark",
                [PLATE, of_event(kind)],
                "scale(.86)",
                status(lang, word),
            ),
            None => {
                let kind = FORCES[sign - EVENTS.len()];
                ("force", ["", of_force(kind)], "", status(lang, kind))
            }
        },
    };
    let sign = el("path").set("class", class).set("transform", size);
    let d = ["M0 0", symbols[0], symbols[1]].concat();
    row(key("-15 -11 30 22").child(sign.set("d", d)), name)
}
