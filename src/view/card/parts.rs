//! What the cards share: facts and their places in the article, figures, doubts, and links to other cards.

use super::super::el::{El, el};
use super::super::panel::go_to;
use crate::app::{Message, Subject};
use crate::campaign::book::{Book, Fact, Figure, Note};
use crate::campaign::history::{History, State};
use crate::campaign::{Date, Lang, order};
use crate::i18n::{self, words};
use crate::stage::Stage;

pub fn heading(text: &str) -> El {
    el("h3").set("class", "aside").text(text)
}

/// The facts of these ids, in their order, each once.
pub fn facts<'a>(book: &'a Book, ids: impl IntoIterator<Item = &'a String>) -> Vec<&'a Fact> {
    let mut found: Vec<&Fact> = vec![];
    for fact in ids.into_iter().filter_map(|id| book.fact(id)) {
        if !found.iter().any(|other| other.id == fact.id) {
            found.push(fact);
        }
    }
    found
}

/// Their sentences.
pub fn sentences(lang: Lang, facts: &[&Fact]) -> Vec<El> {
    let sentence = |fact: &&Fact| {
        el("p")
            .text(fact.text.get(lang))
            .child(el("cite").text(&fact.id))
    };
    facts.iter().map(sentence).collect()
}

/// Facts as lines under a heading, each with its date; nothing when there are none.
pub fn recorded(stage: Stage, lang: Lang, heading: &'static str, facts: &[usize]) -> Vec<El> {
    if facts.is_empty() {
        return vec![];
    }
    let (book, reading) = (stage.book.get(), stage.reading.get());
    let facts: Vec<&Fact> = facts.iter().map(|fact| &book.facts[*fact]).collect();
    let row = |fact: &&Fact| {
        let text = el("span").text(fact.text.get(lang));
        el("li")
            .child(el("b").text(i18n::when(lang, fact.dating.read(reading))))
            .child(text.child(el("cite").text(&fact.id)))
    };
    let heading = el(heading).set("class", "aside");
    let mut body = vec![
        heading.text(words(lang).in_the_record()),
        el("ul")
            .set("class", "states")
            .children(facts.iter().map(row)),
    ];
    body.extend(doubts(&book, lang, &[], &facts));
    body.extend(locators(&book, lang, &facts));
    body
}

/// The facts that belong, in the order of their days, as lines that lead to the day.
pub fn facts_by_day(stage: Stage, lang: Lang, belongs: impl Fn(&Fact) -> bool) -> El {
    let (book, reading) = (stage.book.get(), stage.reading.get());
    let when = |fact: usize| book.facts[fact].dating.read(reading);
    let numbers = (0..book.facts.len()).filter(|fact| belongs(&book.facts[*fact]));
    let numbers: Vec<usize> = numbers.collect();
    let zero = stage.campaign.time.first;
    let days = numbers
        .iter()
        .map(|fact| (i64::from(when(*fact).first.since(zero)), 0));
    let rows = order(days).into_iter().map(|at| {
        let fact = numbers[at];
        let go = move || {
            let book = stage.book.get_untracked();
            go_to(stage, &book.facts[fact]);
        };
        el("li").child(
            el("button")
                .tap(go)
                .child(el("b").text(i18n::when(lang, when(fact))))
                .child(el("span").text(book.facts[fact].text.get(lang))),
        )
    });
    el("ul").set("class", "rows").children(rows)
}

/// Other ways to write a name, each in its language; nothing when there are none.
pub fn also_written(lang: Lang, spellings: &[(String, String)]) -> Option<El> {
    let mut also = el("p").set("class", "others");
    also = also.text([words(lang).also_written(), " "].concat());
    for (number, (tag, spelling)) in spellings.iter().enumerate() {
        also = also
            .text(if number > 0 { " · " } else { "" })
            .child(el("span").set("lang", tag).text(spelling));
    }
    (!spellings.is_empty()).then_some(also)
}

/// Where each stands in the article.
pub fn locators(book: &Book, lang: Lang, facts: &[&Fact]) -> Option<El> {
    let row = |fact: &&Fact| {
        let section = book.section(&fact.section);
        let section = section.map_or("", |section| section.name.get(lang));
        let place = i18n::locator(lang, section, &fact.sentence);
        el("li")
            .child(el("b").text(&fact.id))
            .text([" ", &place].concat())
    };
    (!facts.is_empty()).then(|| {
        el("details")
            .set("class", "locators")
            .child(el("summary").text(words(lang).locators()))
            .child(el("ul").children(facts.iter().map(row)))
    })
}

/// The article's figures, each with whom it counts.
pub fn figures(stage: Stage, lang: Lang, facts: &[&Fact]) -> Vec<El> {
    let row = |figure: &Figure| {
        let side = figure.side.as_ref().and_then(|id| stage.campaign.party(id));
        let side = side.map(|party| el("small").text(party.name.get(lang)));
        [
            el("dt").text(figure.what.get(lang)).maybe(side),
            el("dd").text(amount(stage, lang, figure)),
        ]
    };
    let figures: Vec<&Figure> = facts.iter().flat_map(|fact| &fact.figures).collect();
    if figures.is_empty() {
        return vec![];
    }
    vec![
        heading(words(lang).figures()),
        el("dl")
            .set("class", "figures")
            .children(figures.into_iter().flat_map(row)),
    ]
}

pub fn amount(stage: Stage, lang: Lang, figure: &Figure) -> String {
    let unit = stage
        .campaign
        .units
        .iter()
        .find(|unit| unit.id == figure.unit);
    let unit = unit.map_or("", |unit| unit.name.get(lang));
    i18n::quantity(lang, &figure.qualifier, (figure.min, figure.max), unit)
}

/// Where sources differ: of these notes and those of the facts, each once; matters of wording stay out.
pub fn doubts(book: &Book, lang: Lang, notes: &[String], facts: &[&Fact]) -> Vec<El> {
    let mut ids: Vec<&String> = vec![];
    for id in notes
        .iter()
        .chain(facts.iter().flat_map(|fact| &fact.notes))
    {
        if !ids.contains(&id) {
            ids.push(id);
        }
    }
    let notes = ids.into_iter().filter_map(|id| book.note(id));
    notes
        .filter(|note| note.tier != "C")
        .map(|note| differing(lang, note))
        .collect()
}

/// What the article says and what other works say, folded.
pub fn differing(lang: Lang, note: &Note) -> El {
    let (subject, sides) = both_sides(lang, note);
    el("details")
        .set("class", "note")
        .child(el("summary").text(subject))
        .children(sides)
}

/// On what sources differ, and what each side says.
pub fn both_sides(lang: Lang, note: &Note) -> (String, [El; 2]) {
    let w = words(lang);
    let subject = i18n::labeled(lang, w.sources_differ(), note.subject.get(lang));
    let side = |name: &'static str, text: &str| {
        el("p").child(el("b").text(name)).text([" ", text].concat())
    };
    let sides = [
        side(w.article_says(), note.article.get(lang)),
        side(w.other_works_say(), note.other.get(lang)),
    ];
    (["◇ ", &subject].concat(), sides)
}

/// What a subject is called.
pub fn name(stage: Stage, lang: Lang, subject: Subject) -> &'static str {
    let campaign = &stage.board().campaign;
    match subject {
        Subject::Event(index) => campaign.events[index].title.get(lang),
        Subject::Place(index) => campaign.places[index].name.get(lang),
        Subject::Treaty(index) => campaign.treaties[index].name.get(lang),
        Subject::Territory(index) => campaign.territories[index].name.get(lang),
        Subject::Force(index) => campaign.forces[index].name.get(lang),
    }
}

/// A name that opens its card.
pub fn link(stage: Stage, lang: Lang, subject: Subject) -> El {
    el("button")
        .set("class", "link")
        .tap(move || stage.dispatch(Message::Select(Some(subject))))
        .text(name(stage, lang, subject))
}

/// A heading and names side by side; nothing when there are none.
pub fn links(stage: Stage, lang: Lang, text: &str, subjects: Vec<Subject>) -> Vec<El> {
    if subjects.is_empty() {
        return vec![];
    }
    let links = subjects
        .into_iter()
        .map(|subject| link(stage, lang, subject));
    vec![
        heading(text),
        el("div").set("class", "links").children(links),
    ]
}

/// A heading and events as lines that can be chosen, in date order; nothing when there are none.
pub fn rows(stage: Stage, lang: Lang, text: &str, events: &[usize]) -> Vec<El> {
    if events.is_empty() {
        return vec![];
    }
    let reading = stage.reading.get_untracked();
    let first = stage.campaign.time.first;
    let begins = |event: &usize| stage.campaign.events[*event].dating.read(reading);
    let keys = events
        .iter()
        .map(|event| (i64::from(begins(event).first.since(first)), 0));
    let rows = order(keys).into_iter().map(|row| {
        let index = events[row];
        el("li").child(
            el("button")
                .tap(move || stage.dispatch(Message::Select(Some(Subject::Event(index)))))
                .child(el("b").text(i18n::when(lang, begins(&index))))
                .child(el("span").text(name(stage, lang, Subject::Event(index)))),
        )
    });
    vec![heading(text), el("ul").set("class", "rows").children(rows)]
}

/// How the card of what lasts ends: what hangs together with it, its events, and where its facts stand.
pub fn ending(
    stage: Stage,
    lang: Lang,
    also: Vec<Subject>,
    ids: &[String],
    facts: &[&Fact],
) -> Vec<El> {
    let (w, book) = (words(lang), stage.book.get());
    let mut body = links(stage, lang, w.see_also(), also);
    body.extend(rows(stage, lang, w.its_events(), &events_of(stage, ids)));
    body.extend(locators(&book, lang, facts));
    body
}

/// Events that rest on one of these facts.
fn events_of(stage: Stage, facts: &[String]) -> Vec<usize> {
    let events = &stage.board().campaign.events;
    (0..events.len())
        .filter(|index| share(&events[*index].facts, facts))
        .collect()
}

pub fn share(some: &[String], others: &[String]) -> bool {
    some.iter().any(|id| others.contains(id))
}

/// A history as lines, each from its first day on; that of the day shown is marked.
pub fn history(stage: Stage, lang: Lang, history: &History, say: &dyn Fn(&State) -> String) -> El {
    let (w, reading) = (words(lang), stage.reading.get());
    let now = history.at(stage.day.get_untracked(), reading);
    let rows = history.0.iter().enumerate().map(|(index, state)| {
        let from = match history.since(index, reading) {
            None => w.from_the_first().to_string(),
            Some(day) => i18n::day(lang, day),
        };
        let doubt = if state.certainty == "inferred" {
            w.inferred()
        } else {
            ""
        };
        let stated = state.from_stated.as_ref().map(|_| w.day_not_in_article());
        let fine = [doubt, stated.unwrap_or_default()]
            .into_iter()
            .filter(|text| !text.is_empty());
        el("li")
            .follow("aria-current", move || {
                (now == Some(index)).then_some("true")
            })
            .child(el("b").text(from))
            .child(el("span").text(say(state)))
            .children(fine.map(|text| el("small").text(text)))
    });
    el("ol").set("class", "states").children(rows)
}

/// A day in both calendars, as far as the second reaches.
pub fn both_calendars(stage: Stage, lang: Lang, first: Date, last: Option<Date>) -> String {
    let era = |day: Date| {
        stage
            .campaign
            .calendar
            .day(day)
            .map(|day| i18n::era_day(lang, day))
    };
    match (era(first), last.filter(|last| *last != first).and_then(era)) {
        (Some(first), Some(last)) => i18n::era_span(&first, &last),
        (first, _) => first.unwrap_or_default(),
    }
}
