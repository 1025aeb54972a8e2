//! A place and a force: what stands or moves on the map.

use super::super::el::{El, el};
use super::parts;
use crate::campaign::book::Fact;
use crate::campaign::{Lang, PlaceId};
use crate::i18n::{self, words};
use crate::stage::Stage;

/// A place: its names, who holds it, what happened there, and every fact that names it.
pub fn place(stage: Stage, lang: Lang, index: usize) -> Vec<El> {
    let w = words(lang);
    let campaign = &stage.board().campaign;
    let place = &campaign.places[index];
    // The names of the other languages' readers, and the second ones, each once.
    let mut names: Vec<(&str, &str)> = vec![];
    for other in Lang::ALL {
        for text in [place.name.get(other), place.also.get(other)] {
            let is_known =
                text == place.name.get(lang) || names.iter().any(|(_, name)| *name == text);
            if !is_known && !text.is_empty() {
                let tag = if text.is_ascii() { Lang::En } else { other };
                names.push((tag.tag(), text));
            }
        }
    }
    let names = names
        .into_iter()
        .map(|(tag, text)| el("li").set("lang", tag).text(text));
    let mut body = vec![
        el("h2").text(place.name.get(lang)),
        el("ul")
            .set("class", "called")
            .set("aria-label", w.names())
            .children(names),
    ];
    let book = stage.book.get();
    body.extend(parts::also_written(lang, book.spellings(&place.id)));
    let control = campaign
        .control
        .iter()
        .find(|(PlaceId(place), _)| *place == index);
    if let Some((_, history)) = control {
        body.push(parts::heading(w.who_holds()));
        body.push(parts::history(stage, lang, history, &|state| {
            let party = |id: &String| campaign.party(id).map(|party| party.name.get(lang));
            let holder = party(&state.holder).unwrap_or_else(|| i18n::status(lang, &state.holder));
            let there: Vec<&str> = state.presence.iter().filter_map(party).collect();
            match there.is_empty() {
                true => holder.to_string(),
                false => [holder, " · ", w.also_there(), &i18n::list(lang, &there)].concat(),
            }
        }));
    }
    let site = stage.site_of_place[index].map(|site| &stage.board().sites[site]);
    let events = site.map_or(vec![], |site| site.events.clone());
    body.extend(parts::rows(stage, lang, w.all_events(), &events));
    let names_it = |fact: &Fact| fact.places.contains(&PlaceId(index));
    if book.facts.iter().any(names_it) {
        body.push(parts::heading(w.in_the_record()));
        body.push(parts::facts_by_day(stage, lang, names_it));
    }
    body
}

/// A force: whose it is, where it moved, and what is known of it.
pub fn force(stage: Stage, lang: Lang, index: usize) -> Vec<El> {
    let w = words(lang);
    let book = stage.book.get();
    let campaign = &stage.board().campaign;
    let force = &campaign.forces[index];
    let party = campaign
        .party(&force.party)
        .map_or("", |party| party.name.get(lang));
    let kind = i18n::status(lang, &force.kind);
    let own = || {
        campaign
            .tracks
            .iter()
            .filter(|track| track.force == Some(index))
    };
    let tracks = own().map(|track| {
        let when = track.dating.read(stage.reading.get());
        el("li")
            .child(el("b").text(i18n::when(lang, when)))
            .child(el("span").text(track.name.get(lang)))
    });
    let ids: Vec<String> = (force.facts.iter())
        .chain(own().flat_map(|track| &track.facts))
        .cloned()
        .collect();
    let notes: Vec<String> = own().flat_map(|track| track.notes.clone()).collect();
    let facts = parts::facts(&book, &ids);
    let mut body = vec![
        el("p")
            .set("class", ["when of-", &force.party].concat())
            .text([party, " · ", kind].concat()),
        el("h2").text(force.name.get(lang)),
    ];
    body.extend(parts::sentences(lang, &facts));
    body.extend(parts::figures(stage, lang, &facts));
    body.push(parts::heading(w.movements()));
    body.push(el("ol").set("class", "states").children(tracks));
    body.extend(parts::doubts(&book, lang, &notes, &facts));
    body.extend(parts::ending(stage, lang, vec![], &ids, &facts));
    body
}
