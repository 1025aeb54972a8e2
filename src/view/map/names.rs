//! Names and other lettering on the map, and the ring about the mark under the pointer.

use super::super::el::{El, el};
use super::super::marks::{Look, marks};
use crate::app::Subject;
use crate::carto::label::is_western;
use crate::carto::path::decimal_text;
use crate::stage::{Lettering, Name, Names, Stage};

pub fn names(stage: Stage) -> El {
    let names = Names::new(stage);
    el("g")
        .set("role", "group")
        .say("aria-label", stage.lang, |w| w.places())
        .child(lettering(stage, names))
        .child(places(stage, names))
        .child(ring(stage))
}

/// Days at stops and names of waters: built anew when the camera has come to rest, hidden while it zooms.
fn lettering(stage: Stage, names: Names) -> El {
    let moves = move || {
        let scale = names.lettering.with(|(scale, _)| *scale);
        let settled = stage.settled.get();
        stage.view.with(|view| match view.scale == scale {
            false => Some("zoom"),
            true => (*view != settled).then_some("pan"),
        })
    };
    let written = move || {
        names
            .lettering
            .with(|(_, list)| list.iter().map(|words| written(stage, words)).collect())
    };
    el("g")
        .set("class", "lettering")
        // Days without a place, waters in pieces: for the eye alone.
        .set("aria-hidden", "true")
        .follow("data-moves", moves)
        .part(written)
}

fn written(stage: Stage, lettering: &Lettering) -> El {
    let (x, y) = (
        decimal_text(lettering.at.x, 1),
        decimal_text(lettering.at.y, 1),
    );
    let turn = [
        "rotate(",
        &decimal_text(lettering.turn, 1),
        " ",
        &x,
        " ",
        &y,
        ")",
    ]
    .concat();
    let mut text = el("text")
        .set(
            "class",
            [
                lettering.class,
                if lettering.is_down { " down" } else { "" },
            ]
            .concat(),
        )
        .set("x", &x)
        .set("y", &y)
        .set("text-anchor", lettering.anchor)
        .set("lang", stage.lang.get_untracked().tag())
        .text(&lettering.words);
    text.show("transform", (lettering.turn != 0.0).then_some(&turn));
    text
}

/// Place names, where they found room: a dot, the name, and below it the other name. A mark covers its dot.
fn places(stage: Stage, names: Names) -> El {
    let make = move |index: usize| {
        let place = &stage.campaign.places[index];
        let rank = place.rank.to_string();
        let parts = [
            ("circle", "dot"),
            ("text", "place name"),
            ("text", "place also"),
        ];
        let part = |(tag, class)| {
            el(tag).set("class", [class, " rank-", &rank, " ", &place.kind].concat())
        };
        let mut made: Vec<El> = parts.into_iter().map(part).collect();
        for part in &mut made {
            part.show("data-place", Some(&place.id));
        }
        made
    };
    let look = move |index: usize, Name { placed, at }, look: &mut Look| {
        let (place, lang) = (&stage.campaign.places[index], stage.lang.get_untracked());
        let dot = placed.map(|_| at);
        look.set_px(0, "cx", dot.map(|at| at.x));
        look.set_px(0, "cy", dot.map(|at| at.y));
        look.set_px(0, "r", dot.map(|_| 3.0));
        let sizes = names.sizes(index, lang);
        let lines = [(1, &place.name, 0.0), (2, &place.also, sizes.below())];
        for (element, words, below) in lines {
            let stands = placed
                .filter(|placed| element == 1 || placed.whole)
                .map(|placed| {
                    let height = sizes.height(placed.whole);
                    placed.side.anchor(height, sizes.name, placed.gap)
                });
            let words = words.get(lang);
            // The second name of a Chinese label may be in Latin script, and the reverse.
            let tag = if is_western(words) { "en" } else { lang.tag() };
            look.set_px(element, "x", stands.map(|(x, ..)| at.x + x));
            look.set_px(element, "y", stands.map(|(_, y, _)| at.y + y + below));
            look.maybe(element, "text-anchor", stands.map(|(.., anchor)| anchor));
            look.maybe(element, "lang", stands.map(|_| tag));
            look.maybe(element, "", stands.map(|_| words));
        }
    };
    marks("marks-names", names.places, make, look)
}

/// The ring that says: this can be opened.
fn ring(stage: Stage) -> El {
    let at = move || {
        let scale = stage.view.with(|view| view.scale);
        match stage.hovered.get()? {
            Subject::Event(event) => {
                let place = stage.campaign.events[event].place?;
                Some(stage.places_xy[place.0].times(scale))
            }
            Subject::Force(force) => Some(stage.forces.get(force)?.middle()),
            _ => None,
        }
    };
    el("circle")
        .set("class", "ring")
        .set("r", "15")
        .follow("hidden", move || at().is_none().then_some(""))
        .follow("cx", move || at().map(|at| decimal_text(at.x, 1)))
        .follow("cy", move || at().map(|at| decimal_text(at.y, 1)))
}
