//! The card: what it is about at the moment, from the opening to a single force.

mod event;
mod lasting;
mod parts;
mod place;

use super::el::{El, el};
use super::story;
use crate::app::{Message, Step, Subject};
use crate::campaign::Lang;
use crate::i18n::words;
use crate::stage::{Posted, Stage, watch};

pub use parts::{also_written, both_sides, differing, doubts, facts, facts_by_day};

/// What is on the card.
pub fn card(stage: Stage) -> El {
    let recorded = Posted::new(vec![]);
    watch(move || recorded.set(not_told(stage)));
    el("div").part(move || {
        let lang = stage.lang.get();
        if let Some(subject) = stage.selection.get() {
            return chosen(stage, lang, subject);
        }
        match stage.story.get() {
            Some(chapter) => story::panel(stage, lang, chapter),
            None if stage.fresh.get() => opening(stage, lang),
            None if stage.playing.get() => caption(stage, lang),
            None => day(stage, lang, &recorded.get()),
        }
    })
}

fn chosen(stage: Stage, lang: Lang, subject: Subject) -> Vec<El> {
    let close = el("button")
        .set("class", "close")
        .set("aria-label", words(lang).close())
        .tap(move || stage.dispatch(Message::Select(None)))
        .text("×");
    let mut body = vec![close];
    body.extend(match subject {
        Subject::Event(index) => event::alone(stage, lang, index),
        Subject::Place(index) => place::place(stage, lang, index),
        Subject::Treaty(index) => lasting::treaty(stage, lang, index),
        Subject::Territory(index) => lasting::territory(stage, lang, index),
        Subject::Force(index) => place::force(stage, lang, index),
    });
    body
}

/// Facts dated by the day that none of the events tells which begin on it; those of other years stand at the
/// record's ends.
fn not_told(stage: Stage) -> Vec<usize> {
    let (day, reading, span) = (
        stage.rested_day.get(),
        stage.reading.get(),
        stage.campaign.span(),
    );
    let (begun, book) = (stage.begun.get(), stage.book.get());
    let events = &stage.campaign.events;
    let tells = |id: &String| begun.iter().any(|event| events[*event].facts.contains(id));
    let facts = book.facts.iter().enumerate();
    let facts = facts.filter(|(_, fact)| {
        fact.dating.read(reading).first.clamp(span.first, span.last) == day && !tells(&fact.id)
    });
    facts.map(|(number, _)| number).collect()
}

/// What happens on the day, in full, and what else is recorded of it.
fn day(stage: Stage, lang: Lang, recorded: &[usize]) -> Vec<El> {
    let list = stage.begun.get();
    let mut body: Vec<El> = vec![story::heading(stage, lang)];
    body.extend(list.iter().map(|index| event::full(stage, lang, *index)));
    let w = words(lang);
    if list.is_empty() && recorded.is_empty() {
        body.push(el("h2").set("class", "quiet").text(w.quiet_day()));
    }
    // Without an event it is the card's heading.
    let heading = if list.is_empty() { "h2" } else { "h3" };
    body.extend(parts::recorded(stage, lang, heading, recorded));
    let (now, before) = (stage.under_way.get(), stage.just_before.get());
    body.extend(parts::rows(stage, lang, w.on_this_day(), &now));
    body.extend(parts::rows(stage, lang, w.just_before(), &before));
    body
}

/// In play there is time for the headlines of the latest day with any.
fn caption(stage: Stage, lang: Lang) -> Vec<El> {
    let mut list = stage.begun.get();
    if list.is_empty() {
        list = stage.just_before.get();
    }
    let headlines = list.iter().take(3).map(|index| {
        let event = &stage.campaign.events[*index];
        el("article")
            .set("class", "event")
            .child(event::when(stage, lang, *index))
            .child(el("h2").text(event.title.get(lang)))
    });
    std::iter::once(story::heading(stage, lang))
        .chain(headlines)
        .collect()
}

/// Before anything is done: what this is under every name, and two ways to begin.
fn opening(stage: Stage, lang: Lang) -> Vec<El> {
    let w = words(lang);
    let button =
        |class: &'static str, text: &'static str| el("button").set("class", class).text(text);
    let campaign = &stage.campaign;
    let names = std::iter::once(&campaign.title).chain(&campaign.names);
    let names = names.map(|name| el("li").text(name.get(lang)));
    vec![
        el("div")
            .set("class", "opening")
            .child(el("p").set("class", "lead").text(w.opening()))
            .child(
                button("main", w.play_all())
                    .set("id", "play-all")
                    .tap(move || {
                        stage.dispatch(Message::Step(Step::First));
                        stage.dispatch(Message::TogglePlay);
                    }),
            )
            .child(
                button("", w.begin_story())
                    .set("id", "begin-story")
                    .tap(move || {
                        stage.dispatch(Message::Story(Some(0)));
                    }),
            )
            .child(el("ul").set("class", "called").children(names)),
    ]
}
