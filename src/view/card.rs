//! The card: what happens on the day, or the event that was chosen.

use super::el::{El, el};
use crate::app::Message;
use crate::campaign::book::Note;
use crate::campaign::{Lang, order};
use crate::i18n::{self, words};
use crate::stage::Stage;

/// What is on the card.
pub fn card(stage: Stage) -> El {
    el("div").part(move || {
        let lang = stage.lang.get();
        let list = stage.subject.get();
        if let Some(event) = stage.selection.get() {
            return chosen(stage, lang, event);
        }
        let mut body: Vec<El> = list.iter().map(|event| full(stage, lang, *event)).collect();
        let w = words(lang);
        if list.is_empty() {
            body.push(el("p").set("class", "quiet").text(w.quiet_day()));
        }
        body.extend(section(
            stage,
            lang,
            w.on_this_day(),
            &stage.under_way.get(),
        ));
        body.extend(section(
            stage,
            lang,
            w.just_before(),
            &stage.just_before.get(),
        ));
        body
    })
}

fn chosen(stage: Stage, lang: Lang, event: usize) -> Vec<El> {
    let close = el("button")
        .set("class", "close")
        .set("aria-label", words(lang).close())
        .tap(move || stage.dispatch(Message::Select(None)))
        .text("×");
    let mut body = vec![close, full(stage, lang, event)];
    if let Some(place) = stage.campaign.events[event].place {
        let site = stage.sites.iter().find(|site| site.place == place.0);
        let others: Vec<usize> = site
            .map(|site| {
                site.events
                    .iter()
                    .copied()
                    .filter(|other| *other != event)
                    .collect()
            })
            .unwrap_or_default();
        let heading = stage.campaign.places[place.0].name.get(lang);
        body.extend(section(stage, lang, heading, &others));
    }
    body
}

/// An event with its sentences, doubts and place in the article.
fn full(stage: Stage, lang: Lang, event: usize) -> El {
    let w = words(lang);
    let reading = stage.reading.get();
    let book = stage.book.get();
    let event = &stage.campaign.events[event];
    let facts: Vec<_> = event.facts.iter().filter_map(|id| book.fact(id)).collect();
    let mut notes: Vec<&String> = vec![];
    for id in event
        .notes
        .iter()
        .chain(facts.iter().flat_map(|fact| &fact.notes))
    {
        if !notes.contains(&id) {
            notes.push(id);
        }
    }
    let differs = notes
        .into_iter()
        .filter_map(|id| book.note(id))
        .filter(|note| note.tier != "C");
    let differs = differs.map(|note| differing(lang, note));
    let sentences = facts.iter().map(|fact| {
        let section = book
            .section(&fact.section)
            .map_or("", |section| section.name.get(lang));
        let cite = el("cite").set("title", [section, " · ", &fact.sentence].concat());
        el("p")
            .text(fact.text.get(lang))
            .child(cite.text(fact.id.clone()))
    });
    let when = event.dating.read(reading);
    let place = event
        .place
        .map(|place| stage.campaign.places[place.0].name.get(lang));
    el("article")
        .set("class", "event")
        .set("data-kind", event.kind.clone())
        .child(
            el("p")
                .set("class", "when")
                .child(
                    el("time")
                        .set("datetime", when.first.to_string())
                        .text(i18n::when(lang, when)),
                )
                .maybe(place.map(|place| el("span").text([" · ", place].concat()))),
        )
        .child(el("h2").text(event.title.get(lang)))
        .children(sentences)
        .maybe(event.dating.stated.map(|_| {
            el("p")
                .set("class", "note plain")
                .text(["◇ ", w.day_not_in_article()].concat())
        }))
        .children(differs)
}

/// What the article says and what other works say, folded.
pub fn differing(lang: Lang, note: &Note) -> El {
    let w = words(lang);
    let side = |name: &'static str, text: &str| {
        el("p").child(el("b").text(name)).text([" ", text].concat())
    };
    el("details")
        .set("class", "note")
        .child(
            el("summary").text(["◇ ", w.sources_differ(), ": ", note.subject.get(lang)].concat()),
        )
        .child(side(w.article_says(), note.article.get(lang)))
        .child(side(w.other_works_say(), note.other.get(lang)))
}

/// A heading and events as lines that can be chosen; nothing when there are none.
fn section(stage: Stage, lang: Lang, heading: &str, events: &[usize]) -> Vec<El> {
    if events.is_empty() {
        return vec![];
    }
    let reading = stage.reading.get_untracked();
    let first = stage.campaign.time.first;
    let begins = |event: &usize| stage.campaign.events[*event].dating.read(reading).first;
    let rows = order(
        events
            .iter()
            .map(|event| (i64::from(begins(event).since(first)), 0)),
    );
    let rows = rows.into_iter().map(|row| {
        let index = events[row];
        el("li").child(
            el("button")
                .tap(move || stage.dispatch(Message::Select(Some(index))))
                .child(el("b").text(i18n::day(lang, begins(&index))))
                .child(el("span").text(stage.campaign.events[index].title.get(lang))),
        )
    });
    vec![
        el("h3").set("class", "aside").text(heading),
        el("ul").set("class", "rows").children(rows),
    ]
}
