//! Who was found: a person or a ship, with other names and facts. Whatever lies on the map has a card.

use super::card::{also_written, facts_by_day};
use super::el::{El, el};
use crate::campaign::Lang;
use crate::i18n::words;
use crate::stage::Stage;

/// A person or a ship: who or what it is, its other names, and its facts by day.
pub fn telling(stage: Stage, person: usize, name: String, under: &[String]) -> El {
    let (lang, book) = (stage.lang.get(), stage.book.get());
    let person = &book.people[person];
    let mut spellings = person.spellings.clone();
    let others = Lang::ALL.into_iter().filter(|other| *other != lang);
    spellings.extend(others.map(|lang| (lang.tag().into(), person.name.get(lang).into())));
    spellings.retain(|(_, spelling)| *spelling != name);
    let party = person.party.as_deref();
    let party = party.and_then(|id| stage.campaign.party(id));
    el("article")
        .child(el("h3").text(name))
        .child(
            el("p")
                .set("class", "role")
                .text(under.join(" · "))
                .maybe(party.map(|party| el("span").text([" · ", party.name.get(lang)].concat()))),
        )
        .maybe(also_written(lang, &spellings))
        .child(
            el("h4")
                .set("class", "aside")
                .text(words(lang).in_the_record()),
        )
        .child(facts_by_day(stage, lang, |fact| {
            person.facts.contains(&fact.id)
        }))
}
