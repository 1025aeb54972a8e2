//! Who or what was found: a person, a ship, a place or a treaty, with other names and facts.

use super::el::{El, el};
use super::panel::go_to;
use crate::app::search::Found;
use crate::campaign::book::{Fact, Spellings};
use crate::campaign::{Lang, order};
use crate::i18n::{self, words};
use crate::stage::Stage;

/// A person, a ship, a place or a treaty: who or what it is, its other names, and its facts by day.
pub fn telling(stage: Stage, found: Found, name: String, under: &[String]) -> El {
    let (lang, book, reading) = (stage.lang.get(), stage.book.get(), stage.reading.get());
    let campaign = &stage.board().campaign;
    let w = words(lang);
    let mut spellings: Spellings = vec![];
    let mut party = None;
    let belongs: Box<dyn Fn(&Fact) -> bool> = match found {
        Found::Person(index) => {
            let person = book.people[index].clone();
            spellings.clone_from(&person.spellings);
            let others = Lang::ALL.into_iter().filter(|other| *other != lang);
            spellings.extend(others.map(|lang| (lang.tag().into(), person.name.get(lang).into())));
            spellings.retain(|(_, spelling)| *spelling != name);
            party = person.party.as_deref().and_then(|id| campaign.party(id));
            Box::new(move |fact| person.facts.contains(&fact.id))
        }
        Found::Place(index) => {
            let names = Lang::ALL.map(|lang| {
                (
                    lang.tag().into(),
                    campaign.places[index].name.get(lang).into(),
                )
            });
            spellings.extend(names);
            spellings.retain(|(tag, _)| tag != lang.tag());
            let id = &campaign.places[index].id;
            spellings.extend(book.spellings(id).iter().cloned());
            Box::new(move |fact| fact.places.iter().any(|place| place.0 == index))
        }
        Found::Treaty(index) => {
            let treaty = &campaign.treaties[index];
            spellings.extend(book.spellings(&treaty.id).iter().cloned());
            Box::new(move |fact| treaty.facts.contains(&fact.id))
        }
        Found::Event(_) | Found::Fact(_) => Box::new(|_| false),
    };
    let zero = campaign.time.first;
    let numbers: Vec<usize> = (0..book.facts.len())
        .filter(|fact| belongs(&book.facts[*fact]))
        .collect();
    let first = |fact: &usize| book.facts[*fact].dating.read(reading).first;
    let days = numbers
        .iter()
        .map(|fact| (i64::from(first(fact).since(zero)), 0));
    let rows = order(days).into_iter().map(|at| {
        let fact = &book.facts[numbers[at]];
        let number = numbers[at];
        el("li").child(
            el("button")
                .tap(move || {
                    let book = stage.book.get_untracked();
                    go_to(stage, &book.facts[number]);
                })
                .child(el("b").text(i18n::when(lang, fact.dating.read(reading))))
                .child(el("span").text(fact.text.get(lang))),
        )
    });
    let mut also = el("p").set("class", "others");
    also = also.text([w.also_written(), " "].concat());
    let has_others = !spellings.is_empty();
    for (number, (tag, spelling)) in spellings.into_iter().enumerate() {
        also = also
            .text(if number > 0 { " · " } else { "" })
            .child(el("span").set("lang", tag).text(spelling));
    }
    el("article")
        .child(el("h3").text(name))
        .child(
            el("p")
                .set("class", "role")
                .text(under.join(" · "))
                .maybe(party.map(|party| el("span").text([" · ", party.name.get(lang)].concat()))),
        )
        .maybe(has_others.then_some(also))
        .child(el("h4").set("class", "aside").text(w.in_the_record()))
        .child(el("ul").set("class", "rows").children(rows))
}
