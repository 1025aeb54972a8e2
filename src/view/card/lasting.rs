//! What lasts from a day on: a treaty, and land whose status it changed.

use super::super::el::{El, el};
use super::parts;
use crate::app::Subject;
use crate::campaign::history::Part;
use crate::campaign::{Lang, PlaceId};
use crate::carto::area::geodesic_km2;
use crate::i18n::{self, words};
use crate::stage::Stage;

/// A treaty: between whom, what became of it day by day, and what it says.
pub fn treaty(stage: Stage, lang: Lang, index: usize) -> Vec<El> {
    let w = words(lang);
    let book = stage.book.get();
    let campaign = &stage.board().campaign;
    let treaty = &campaign.treaties[index];
    let parties = treaty.parties.iter().filter_map(|id| campaign.party(id));
    let parties: Vec<&str> = parties.map(|party| party.name.get(lang)).collect();
    let place = treaty
        .place
        .map(|PlaceId(place)| parts::link(stage, lang, Subject::Place(place)));
    let facts = parts::facts(&book, &treaty.facts);
    let lands = (0..campaign.territories.len()).filter(|land| {
        let states = &campaign.territories[*land].history.0;
        states
            .iter()
            .any(|state| state.treaty.as_ref() == Some(&treaty.id))
    });
    let mut body = vec![
        el("p")
            .set("class", "when")
            .text(i18n::list(lang, &parties))
            .maybe(place),
        el("h2").text(treaty.name.get(lang)),
    ];
    body.extend(parts::also_written(lang, book.spellings(&treaty.id)));
    body.extend([
        parts::heading(w.course()),
        parts::history(stage, lang, &treaty.history, &|state| {
            i18n::status(lang, &state.status).to_string()
        }),
        parts::heading(w.terms()),
    ]);
    body.extend(parts::sentences(lang, &facts));
    body.extend(parts::figures(stage, lang, &facts));
    body.extend(parts::doubts(&book, lang, &[], &facts));
    let lands = lands.map(Subject::Territory).collect();
    body.extend(parts::ending(stage, lang, lands, &treaty.facts, &facts));
    body
}

/// Land: its status day by day, and its area as the article gives it and as the map draws it, side by side.
pub fn territory(stage: Stage, lang: Lang, index: usize) -> Vec<El> {
    let w = words(lang);
    let book = stage.book.get();
    let campaign = &stage.board().campaign;
    let land = &campaign.territories[index];
    let states = &land.history.0;
    let ids: Vec<String> = (states.iter().flat_map(|state| &state.facts))
        .chain(&land.figure)
        .cloned()
        .collect();
    let facts = parts::facts(&book, &ids);
    let parts_of: Vec<&Part> = (campaign.parts.iter())
        .filter(|part| part.territory == index)
        .collect();
    let mut body = vec![
        el("h2").text(land.name.get(lang)),
        parts::history(stage, lang, &land.history, &|state| {
            let party = |id: &String| campaign.party(id).map(|party| party.name.get(lang));
            let holder = party(&state.holder).unwrap_or_default();
            let claimant = state.claimant.as_ref().and_then(party);
            let status = i18n::status(lang, &state.status);
            match claimant.filter(|_| state.claimant.as_ref() != Some(&state.holder)) {
                Some(claimant) => [status, " · ", &i18n::claimed(lang, holder, claimant)].concat(),
                None if state.status == "qing" => status.to_string(),
                None => [status, " · ", holder].concat(),
            }
        }),
        parts::heading(w.areas()),
    ];
    let unit = campaign.units.iter().find(|unit| unit.id == "km2");
    let unit = unit.map_or("", |unit| unit.name.get(lang));
    let measured = |km2: f64| {
        // To three figures at most: the outline is no better.
        let step = match km2 {
            ..100.0 => 0.1,
            ..1e4 => 10.0,
            ..1e5 => 100.0,
            _ => 1000.0,
        };
        let km2 = (km2 / step).round() * step;
        i18n::quantity(lang, "about", (km2, km2), unit)
    };
    let figure = land.figure.as_ref().and_then(|id| book.fact(id));
    let figure = figure.and_then(|fact| fact.figures.iter().find(|figure| figure.unit == "km2"));
    let total: f64 = parts_of
        .iter()
        .map(|part| geodesic_km2(&part.outline))
        .sum();
    let rows = figure.map(|figure| {
        [
            el("dt").text(w.article_says()),
            el("dd").text(parts::amount(stage, lang, figure)),
        ]
    });
    let own = [el("dt").text(w.measured()), el("dd").text(measured(total))];
    body.push(
        el("dl")
            .set("class", "figures")
            .children(rows.into_iter().flatten())
            .children(own),
    );
    let outlines = parts_of.iter().map(|part| {
        let edge = ["edge_", &part.edges].concat();
        let certainty = i18n::status(lang, &part.certainty);
        let known = [certainty, " · ", i18n::status(lang, &edge)];
        el("li")
            .child(el("b").text(part.name.get(lang)))
            .child(el("span").text(measured(geodesic_km2(&part.outline))))
            .child(el("small").text(known.concat()))
    });
    body.push(el("ul").set("class", "states").children(outlines));
    body.extend(parts::sentences(lang, &facts));
    body.extend(parts::doubts(&book, lang, &[], &facts));
    let treaties = (0..campaign.treaties.len()).filter(|treaty| {
        let id = Some(&campaign.treaties[*treaty].id);
        states.iter().any(|state| state.treaty.as_ref() == id)
    });
    let treaties = treaties.map(Subject::Treaty).collect();
    body.extend(parts::ending(stage, lang, treaties, &ids, &facts));
    body
}
