//! The card: what happens on the day, or the event that was chosen.

use crate::app::{Message, announce};
use crate::campaign::{Date, Lang, order};
use crate::i18n::{self, words};
use crate::stage::Stage;
use crate::view::follow::word;
use leptos::prelude::*;

/// What the card is about.
#[derive(Clone, PartialEq)]
enum Subject {
    /// A chosen event and the others of its place.
    Chosen(usize),
    /// New events of the day, those under way, and the last day on which something began.
    Day(Vec<usize>, Vec<usize>, Option<Date>),
}

#[component]
pub fn Card(stage: Stage) -> impl IntoView {
    let lang = stage.lang;
    let subject = {
        let stage = stage.clone();
        Memo::new(move |_| {
            let (day, reading) = (stage.day.get(), stage.reading.get());
            if let Some(event) = stage.selection.get() {
                return Subject::Chosen(event);
            }
            let new = announce::new_events(&stage.campaign, day, reading);
            let under_way = announce::under_way(&stage.campaign, day, reading);
            let last = match new.is_empty() {
                true => announce::last_event_day(&stage.campaign, day, reading),
                false => None,
            };
            Subject::Day(new, under_way, last)
        })
    };
    let body = {
        let stage = stage.clone();
        move || {
            let lang = lang.get();
            match subject.get() {
                Subject::Chosen(event) => chosen(&stage, lang, event).into_any(),
                Subject::Day(new, under_way, last) => {
                    day(&stage, lang, &new, &under_way, last).into_any()
                }
            }
        }
    };
    view! {
        <section id="card" class="card" tabindex="0" aria-label=word(lang, |w| w.events)>
            {body}
        </section>
    }
}

fn chosen(stage: &Stage, lang: Lang, event: usize) -> impl IntoView + use<> {
    let close = {
        let stage = stage.clone();
        move |_| stage.dispatch(Message::Select(None))
    };
    let place = stage.campaign.events[event].place;
    let others: Vec<usize> = stage
        .sites
        .iter()
        .find(|site| Some(site.place) == place.map(|place| place.0))
        .map(|site| {
            site.events
                .iter()
                .copied()
                .filter(|other| *other != event)
                .collect()
        })
        .unwrap_or_default();
    let heading = place.map(|place| stage.campaign.places[place.0].name.get(lang).to_string());
    view! {
        <button class="close" aria-label=words(lang).close on:click=close>"×"</button>
        {full(stage, lang, event)}
        {(!others.is_empty()).then(|| view! {
            <h3 class="aside">{heading}</h3>
            <ul class="rows">{rows(stage, lang, &others)}</ul>
        })}
    }
}

fn day(
    stage: &Stage,
    lang: Lang,
    new: &[usize],
    under_way: &[usize],
    last: Option<Date>,
) -> impl IntoView + use<> {
    let w = words(lang);
    let quiet = new.is_empty();
    let before = last.map(|last| {
        let earlier = announce::new_events(&stage.campaign, last, stage.reading.get_untracked());
        view! {
            <h3 class="aside">{w.just_before}</h3>
            <ul class="rows">{rows(stage, lang, &earlier)}</ul>
        }
    });
    view! {
        {new.iter().map(|event| full(stage, lang, *event)).collect_view()}
        {quiet.then(|| view! { <p class="quiet">{w.quiet_day}</p> })}
        {(!under_way.is_empty()).then(|| view! {
            <h3 class="aside">{w.on_this_day}</h3>
            <ul class="rows">{rows(stage, lang, under_way)}</ul>
        })}
        {before}
    }
}

/// An event with its sentences, doubts and place in the article.
fn full(stage: &Stage, lang: Lang, event: usize) -> impl IntoView + use<> {
    let w = words(lang);
    let reading = stage.reading.get();
    let book = stage.book.get();
    let event = &stage.campaign.events[event];
    let facts: Vec<_> = event
        .facts
        .iter()
        .filter_map(|id| book.fact(id))
        .cloned()
        .collect();
    let mut notes: Vec<String> = event.notes.clone();
    notes.extend(facts.iter().flat_map(|fact| fact.notes.iter().cloned()));
    let mut seen: Vec<String> = vec![];
    notes.retain(|id| {
        !seen.contains(id) && {
            seen.push(id.clone());
            true
        }
    });
    let differs: Vec<_> = notes
        .iter()
        .filter_map(|id| book.note(id))
        .filter(|note| note.tier != "C")
        .map(|note| {
            view! {
                <details class="note">
                    <summary>"◇ "{w.sources_differ}": "{note.subject.get(lang).to_string()}</summary>
                    <p><b>{w.article_says}</b>" "{note.article.get(lang).to_string()}</p>
                    <p><b>{w.other_works_say}</b>" "{note.other.get(lang).to_string()}</p>
                </details>
            }
        })
        .collect();
    let place = event
        .place
        .map(|place| stage.campaign.places[place.0].name.get(lang).to_string());
    let sentences: Vec<_> = facts
        .iter()
        .map(|fact| {
            let locator = [
                book.section(&fact.section)
                    .map_or("", |section| section.name.get(lang)),
                " · ",
                &fact.sentence,
            ]
            .concat();
            view! {
                <p>
                    {fact.text.get(lang).to_string()}
                    <cite title=locator>{fact.id.clone()}</cite>
                </p>
            }
        })
        .collect();
    view! {
        <article class="event" data-kind=event.kind.clone()>
            <p class="when">
                <time datetime=event.dating.read(reading).first.to_string()>
                    {i18n::when(lang, event.dating.read(reading))}
                </time>
                {place.map(|place| view! { <span>" · "{place}</span> })}
            </p>
            <h2>{event.title.get(lang).to_string()}</h2>
            {sentences}
            {event.dating.stated.map(|_| view! {
                <p class="note plain">"◇ "{w.day_not_in_article}</p>
            })}
            {differs}
        </article>
    }
}

/// Events as lines that can be chosen.
fn rows(stage: &Stage, lang: Lang, events: &[usize]) -> impl IntoView + use<> {
    let reading = stage.reading.get();
    let first = stage.campaign.time.first;
    let begins = |event: &usize| stage.campaign.events[*event].dating.read(reading).first;
    order(
        events
            .iter()
            .map(|event| (i64::from(begins(event).since(first)), 0)),
    )
    .into_iter()
    .map(|row| {
        let index = events[row];
        let event = &stage.campaign.events[index];
        let open = {
            let stage = stage.clone();
            move |_| stage.dispatch(Message::Select(Some(index)))
        };
        view! {
            <li>
                <button on:click=open>
                    <b>{i18n::day(lang, event.dating.read(reading).first)}</b>
                    <span>{event.title.get(lang).to_string()}</span>
                </button>
            </li>
        }
    })
    .collect_view()
}
