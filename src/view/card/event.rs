//! An event: among those of its day, and alone with all that hangs on it.

use super::super::el::{El, el};
use super::super::story;
use super::parts;
use crate::app::Subject;
use crate::campaign::time::Precision;
use crate::campaign::{Lang, PlaceId};
use crate::i18n::{self, words};
use crate::stage::Stage;

/// Its date in both calendars, and its place.
pub fn when(stage: Stage, lang: Lang, index: usize) -> El {
    let event = &stage.campaign.events[index];
    let when = event.dating.read(stage.reading.get());
    // The second calendar has a day for a day, and none for a year.
    let is_exact = match when.precision {
        Precision::Interval => when.ends == [Precision::Day; 2],
        precision => precision == Precision::Day,
    };
    let era = match is_exact {
        true => parts::both_calendars(stage, lang, when.first, when.last),
        false => String::new(),
    };
    let place = event
        .place
        .map(|PlaceId(place)| parts::link(stage, lang, Subject::Place(place)));
    el("p")
        .set("class", "when")
        .child(
            el("time")
                .set("datetime", when.first.to_string())
                .text(i18n::when(lang, when)),
        )
        .maybe((!era.is_empty()).then(|| el("span").set("class", "era").text(era)))
        .maybe(place)
}

/// An event with its sentences and doubts.
pub fn full(stage: Stage, lang: Lang, index: usize) -> El {
    let w = words(lang);
    let book = stage.book.get();
    let event = &stage.campaign.events[index];
    let facts = parts::facts(&book, &event.facts);
    el("article")
        .set("class", "event")
        .set("data-kind", &event.kind)
        .child(when(stage, lang, index))
        .child(el("h2").text(event.title.get(lang)))
        .children(parts::sentences(lang, &facts))
        .maybe(event.dating.stated.map(|_| {
            el("p")
                .set("class", "note plain")
                .text(["◇ ", w.day_not_in_article()].concat())
        }))
        .children(parts::doubts(&book, lang, &event.notes, &facts))
}

/// An event alone: figures, locators, what hangs together with it, what came before and after.
pub fn alone(stage: Stage, lang: Lang, index: usize) -> Vec<El> {
    let w = words(lang);
    let book = stage.book.get();
    let campaign = &stage.board().campaign;
    let event = &campaign.events[index];
    let facts = parts::facts(&book, &event.facts);
    let mut body = vec![full(stage, lang, index)];
    body.extend(parts::figures(stage, lang, &facts));
    body.extend(parts::locators(&book, lang, &facts));
    body.extend(parts::links(
        stage,
        lang,
        w.see_also(),
        related(stage, &event.facts),
    ));
    body.push(story::heading(stage, lang));
    // Indexes are in date order.
    let near = |other: Option<usize>| other.filter(|other| *other < campaign.events.len());
    for (text, other) in [
        (w.before(), index.checked_sub(1)),
        (w.after(), Some(index + 1)),
    ] {
        body.extend(parts::rows(stage, lang, text, near(other).as_slice()));
    }
    if let Some(PlaceId(place)) = event.place {
        let site = stage.site_of_place[place].map(|site| &stage.board().sites[site]);
        let mut others = site.map_or(vec![], |site| site.events.clone());
        others.retain(|other| *other != index);
        body.extend(parts::rows(stage, lang, w.all_events(), &others));
    }
    body
}

/// Treaties, land and forces that rest on one of these facts.
fn related(stage: Stage, facts: &[String]) -> Vec<Subject> {
    let campaign = &stage.campaign;
    let shared = |others: &Vec<String>| parts::share(others, facts);
    let treaties = (0..campaign.treaties.len())
        .filter(|index| shared(&campaign.treaties[*index].facts))
        .map(Subject::Treaty);
    let lands = (0..campaign.territories.len())
        .filter(|index| {
            let land = &campaign.territories[*index];
            land.history.0.iter().any(|state| shared(&state.facts))
        })
        .map(Subject::Territory);
    let forces = (0..campaign.forces.len())
        .filter(|index| {
            let mut own = (campaign.tracks.iter()).filter(|track| track.force == Some(*index));
            shared(&campaign.forces[*index].facts) || own.any(|track| shared(&track.facts))
        })
        .map(Subject::Force);
    treaties.chain(lands).chain(forces).collect()
}
