//! The chronicle: the whole war as a table, the map's twin for those who read.
//!
//! Built once, when it is first opened, and anew only for another language or reading; filters hide rows.

use super::card::differing;
use super::el::{El, el};
use super::panel::{Shelf, by_id, go_to, keep_in_view, panel};
use crate::app::Panel;
use crate::campaign::book::Fact;
use crate::campaign::report::told;
use crate::campaign::{Book, Date, Lang, event};
use crate::i18n::{self, Words, phrases, words};
use crate::stage::{Posted, Stage, lock, watch};
use leptos::prelude::event_target_value;
use std::sync::Mutex;
use web_sys::Element;

/// What is to be seen; an empty word lets everything pass.
#[derive(Clone, Default, PartialEq)]
struct Filter {
    chapter: String,
    party: String,
    kind: String,
    place: String,
    importance: String,
}

pub fn chronicle(stage: Stage, shelf: Shelf) -> El {
    let (lang, filter) = (stage.lang, Posted::new(Filter::default()));
    let both = Posted::new(false);
    // For each fact whether it is shown.
    let shown: Posted<Vec<bool>> = Posted::new(vec![]);
    // Nothing is built before it is first opened.
    let opened = Posted::new(false);
    watch(move || {
        if stage.panel.get() == Some(Panel::Chronicle) {
            opened.set(true);
        }
    });
    watch(move || {
        if opened.get() {
            shown.set(passing(stage, shelf, &filter.get()));
        }
    });
    let body = move || {
        if !opened.get() || stage.book.with(|book| book.facts.is_empty()) {
            return vec![];
        }
        let body = vec![
            filters(stage, shelf, filter),
            el("div")
                .set("class", "bar")
                .child(el("p").set("role", "status").text_of(move || {
                    let count = |shown: &Vec<bool>| shown.iter().filter(|is| **is).count();
                    let (count, all) = shown.with(|shown| (count(shown), shown.len()));
                    phrases::shown_of(lang.get(), count, all)
                }))
                .child(
                    el("button")
                        .follow("aria-pressed", move || both.get())
                        .tap(move || both.set(!both.get_untracked()))
                        .word(lang, |w| w.both_calendars()),
                )
                .child(
                    el("button")
                        .tap(move || {
                            filter.set(Filter::default());
                            shelf.containing.set(String::new());
                        })
                        .word(lang, |w| w.clear()),
                ),
            el("div")
                .set("id", "chronicle-rows")
                .set("class", "table")
                .set("tabindex", "0")
                .set("role", "group")
                .say("aria-label", lang, |w| w.facts())
                .child(table(stage, shown, both)),
        ];
        // These wait for rows to act upon.
        hide(stage, shown);
        mark_now(stage, shown);
        body
    };
    panel(
        stage,
        Panel::Chronicle,
        [el("div").set("class", "body").part(body)],
    )
}

/// Which facts pass the filters.
fn passing(stage: Stage, shelf: Shelf, filter: &Filter) -> Vec<bool> {
    let (book, containing) = (stage.book.get(), shelf.containing.get());
    let found = match containing.trim() {
        "" => None,
        text => shelf.index(stage).map(|index| index.facts(text)),
    };
    let has = |wanted: &str, list: &[String]| {
        wanted.is_empty() || list.iter().any(|item| includes(stage, item, wanted))
    };
    let place = stage.campaign.place_named(&filter.place);
    let facts = book.facts.iter().enumerate();
    facts
        .map(|(number, fact)| {
            has(&filter.party, &fact.parties)
                && (filter.chapter.is_empty() || filter.chapter == fact.chapter)
                && (filter.kind.is_empty() || filter.kind == fact.kind)
                && place.is_none_or(|place| fact.places.contains(&place))
                && fact.importance >= filter.importance.parse().unwrap_or(0)
                && found.as_ref().is_none_or(|found| found.contains(&number))
        })
        .collect()
}

/// Is a party the wanted one, or a coalition of which it is a member?
fn includes(stage: Stage, party: &str, wanted: &str) -> bool {
    let members = stage.campaign.party(party).map(|party| &party.members);
    party == wanted || members.is_some_and(|members| members.iter().any(|m| m == wanted))
}

/// Rows of facts that do not pass are hidden, and chapters of which nothing is left.
fn hide(stage: Stage, shown: Posted<Vec<bool>>) {
    watch(move || {
        let (shown, book) = (shown.get(), stage.book.get());
        let set = |id: &str, is_shown: bool| {
            if let Some(row) = by_id(id) {
                // No name of ours is refused by the page.
                let _ = match is_shown {
                    true => row.remove_attribute("hidden"),
                    false => row.set_attribute("hidden", ""),
                };
            }
        };
        for (fact, is_shown) in book.facts.iter().zip(&shown) {
            set(&row_id(fact), *is_shown);
        }
        for (chapter, facts) in told(&book, stage.reading.get_untracked()) {
            let any = facts.iter().any(|fact| shown.get(*fact) == Some(&true));
            set(&chapter_id(&book, chapter), any);
        }
    });
}

/// Marks the rows of the day, or of the last day before it that has any, and brings them into view.
fn mark_now(stage: Stage, shown: Posted<Vec<bool>>) {
    let marked: Mutex<Vec<String>> = Mutex::new(vec![]);
    watch(move || {
        if stage.panel.get() != Some(Panel::Chronicle) {
            return;
        }
        let (day, reading) = (stage.rested_day.get(), stage.reading.get());
        stage.lang.track();
        let (book, shown) = (stage.book.get(), shown.get());
        let first = |fact: &Fact| fact.dating.read(reading).first;
        let passes = |number: usize| shown.get(number) == Some(&true);
        let facts = || (0..book.facts.len()).filter(|fact| passes(*fact));
        let latest: Option<Date> = facts()
            .map(|fact| first(&book.facts[fact]))
            .filter(|first| *first <= day)
            .max();
        let mut marked = lock(&marked);
        for row in marked.drain(..).filter_map(|id| by_id(&id)) {
            let _ = row.remove_attribute("aria-current");
        }
        let told = told(&book, reading);
        let in_order = told.iter().flat_map(|(_, facts)| facts);
        for fact in in_order.filter(|fact| passes(**fact)) {
            if Some(first(&book.facts[*fact])) == latest {
                marked.push(row_id(&book.facts[*fact]));
            }
        }
        for row in marked.iter().filter_map(|id| by_id(id)) {
            let _ = row.set_attribute("aria-current", "date");
        }
        let row = marked.first().and_then(|id| by_id(id));
        if let (Some(list), Some(row)) = (scroller(), row) {
            keep_in_view(&list, &row, HEAD_PX);
        }
    });
}

/// What scrolls: the rows or, on a phone, filters and rows together.
fn scroller() -> Option<Element> {
    let rows = by_id("chronicle-rows")?;
    match rows.scroll_height() > rows.client_height() {
        true => Some(rows),
        false => rows.closest(".body").ok().flatten(),
    }
}

/// Room for the head of the table and the chapter's line, which stay, pixels.
const HEAD_PX: f64 = 84.0;

fn row_id(fact: &Fact) -> String {
    ["row-", &fact.id].concat()
}

fn chapter_id(book: &Book, chapter: Option<usize>) -> String {
    let id = chapter.map_or("", |chapter| &book.chapters[chapter].id);
    ["rows-", id].concat()
}

/// A choice of the filter: label, how it is kept, and its values with their names.
type Name = Box<dyn Fn(Lang) -> String + Send + Sync>;

fn filters(stage: Stage, shelf: Shelf, filter: Posted<Filter>) -> El {
    let book = stage.book.get_untracked();
    let campaign = &stage.board().campaign;
    let text = |text: &crate::campaign::Text| -> Name {
        let text = text.clone();
        Box::new(move |lang| text.get(lang).to_string())
    };
    let word = |pick: fn(&Words) -> &'static str| -> Name {
        Box::new(move |lang| pick(words(lang)).to_string())
    };
    let chapters = book.chapters.iter().enumerate().map(|(number, chapter)| {
        let (number, title) = ((number + 1).to_string(), chapter.title.clone());
        let name: Name = Box::new(move |lang| [&number, " · ", title.get(lang)].concat());
        (chapter.id.clone(), name)
    });
    let parties = campaign
        .parties
        .iter()
        .filter(|party| !party.is_coalition());
    let parties = parties.map(|party| (party.id.clone(), text(&party.name)));
    let kinds = event::KINDS
        .iter()
        .filter(|kind| book.facts.iter().any(|f| f.kind == **kind));
    let kinds = kinds.map(|kind| {
        let name: Name = Box::new(|lang| i18n::status(lang, kind).to_string());
        (kind.to_string(), name)
    });
    let used = |place: usize| {
        let mut places = book.facts.iter().flat_map(|fact| &fact.places);
        places.any(|used| used.0 == place)
    };
    let places = campaign
        .places
        .iter()
        .enumerate()
        .filter(|(place, _)| used(*place));
    let places = places.map(|(_, place)| (place.id.clone(), text(&place.name)));
    let weights = vec![
        ("2".to_string(), word(|w| w.importance_2())),
        ("3".to_string(), word(|w| w.importance_3())),
    ];
    let containing = shelf.containing;
    let choices = el("div")
        .set("class", "choices")
        .child(choice(
            stage,
            filter,
            |w| w.chapter(),
            |f| &mut f.chapter,
            chapters.collect(),
        ))
        .child(choice(
            stage,
            filter,
            |w| w.party(),
            |f| &mut f.party,
            parties.collect(),
        ))
        .child(choice(
            stage,
            filter,
            |w| w.kind(),
            |f| &mut f.kind,
            kinds.collect(),
        ))
        .child(choice(
            stage,
            filter,
            |w| w.place(),
            |f| &mut f.place,
            places.collect(),
        ))
        .child(choice(
            stage,
            filter,
            |w| w.importance(),
            |f| &mut f.importance,
            weights,
        ));
    el("div")
        .set("class", "filters")
        .set("role", "search")
        .child(
            el("label")
                .child(el("span").word(stage.lang, |w| w.containing()))
                .child(
                    el("input")
                        .set("type", "search")
                        .set("maxlength", "80")
                        .property("value", move || containing.get())
                        .input(move |event| containing.set(event_target_value(&event))),
                ),
        )
        .child(
            el("details")
                .child(el("summary").word(stage.lang, |w| w.filter()))
                .child(choices),
        )
}

fn choice(
    stage: Stage,
    filter: Posted<Filter>,
    label: fn(&Words) -> &'static str,
    part: fn(&mut Filter) -> &mut String,
    values: Vec<(String, Name)>,
) -> El {
    let lang = stage.lang;
    let options = values.into_iter().map(|(value, name)| {
        el("option")
            .set("value", value)
            .text_of(move || name(lang.get()))
    });
    el("label").child(el("span").word(lang, label)).child(
        el("select")
            .property("value", move || std::mem::take(part(&mut filter.get())))
            .input(move |event| {
                let mut now = filter.get_untracked();
                *part(&mut now) = event_target_value(&event);
                filter.set(now);
            })
            .child(el("option").set("value", "").word(lang, |w| w.any()))
            .children(options),
    )
}

fn table(stage: Stage, shown: Posted<Vec<bool>>, both: Posted<bool>) -> El {
    let lang = stage.lang;
    let columns: [fn(&Words) -> &'static str; 6] = [
        |w| w.date(),
        |w| w.place(),
        |w| w.party(),
        |w| w.kind(),
        |w| w.what_happened(),
        |w| w.source(),
    ];
    let columns = columns.map(|pick| {
        el("th")
            .set("scope", "col")
            .set("role", "columnheader")
            .word(lang, pick)
    });
    let groups = move || {
        let (lang, reading, book) = (lang.get(), stage.reading.get(), stage.book.get());
        let passes = |fact: &usize| shown.with_untracked(|shown| shown.get(*fact) != Some(&false));
        let mut groups = vec![];
        for (chapter, facts) in told(&book, reading) {
            let mut rows = el("tbody")
                .set("id", chapter_id(&book, chapter))
                .set("role", "rowgroup");
            if !facts.iter().any(passes) {
                rows = rows.set("hidden", "");
            }
            if let Some(number) = chapter {
                let title = book.chapters[number].title.get(lang);
                let number = (number + 1).to_string();
                rows = rows.child(
                    el("tr")
                        .set("class", "chapter-row")
                        .set("role", "row")
                        .child(
                            el("th")
                                .set("scope", "rowgroup")
                                .set("role", "rowheader")
                                .set("colspan", "6")
                                .text([&number, " · ", title].concat()),
                        ),
                );
            }
            for fact in facts {
                let row = row(stage, lang, &book, fact);
                rows = rows.child(if passes(&fact) {
                    row
                } else {
                    row.set("hidden", "")
                });
            }
            groups.push(rows);
        }
        groups
    };
    el("table")
        .set("role", "table")
        .follow("class", move || both.get().then_some("both"))
        .child(el("caption").word(lang, |w| w.chronicle_caption()))
        .child(
            el("thead")
                .set("role", "rowgroup")
                .child(el("tr").set("role", "row").children(columns)),
        )
        .part(groups)
}

/// A fact. The roles are said once more because a narrow window lays the cells out as blocks.
fn row(stage: Stage, lang: Lang, book: &Book, number: usize) -> El {
    let fact = &book.facts[number];
    let campaign = &stage.board().campaign;
    let w = words(lang);
    let when = fact.dating.read(stage.reading.get_untracked());
    let cell = || el("td").set("role", "cell");
    let names = |names: Vec<&str>| cell().text(i18n::list(lang, &names));
    let places = fact.places.iter();
    let places = places
        .map(|place| campaign.places[place.0].name.get(lang))
        .collect();
    let parties = fact.parties.iter().filter_map(|id| campaign.party(id));
    let parties = parties.map(|party| party.name.get(lang)).collect();
    let era = |day: Date| {
        campaign
            .calendar
            .day(day)
            .map(|day| i18n::era_day(lang, day))
    };
    let eras: Vec<String> = match when.last {
        Some(last) if last == when.first => era(last).into_iter().collect(),
        last => [Some(when.first), last]
            .into_iter()
            .flatten()
            .filter_map(era)
            .collect(),
    };
    let section = book
        .section(&fact.section)
        .map_or("", |section| section.name.get(lang));
    let notes = fact.notes.iter().filter_map(|id| book.note(id));
    let notes = notes
        .filter(|note| note.tier != "C")
        .map(|note| differing(lang, note));
    let go = move || {
        let book = stage.book.get_untracked();
        go_to(stage, &book.facts[number]);
    };
    let undated = fact.dating.stated.is_some();
    el("tr")
        .set("id", row_id(fact))
        .set("role", "row")
        .set("data-importance", fact.importance.to_string())
        .child(
            el("th")
                .set("scope", "row")
                .set("role", "rowheader")
                .child(
                    el("button").tap(go).child(
                        el("time")
                            .set("datetime", when.first.to_string())
                            .text(i18n::when(lang, when)),
                    ),
                )
                .child(el("span").set("class", "era").text(eras.join(" – "))),
        )
        .child(names(places).set("class", "where"))
        .child(names(parties).set("class", "who"))
        .child(
            cell()
                .set("class", "kind")
                .text(i18n::status(lang, &fact.kind)),
        )
        .child(
            cell()
                .set("class", "what")
                .child(el("p").text(fact.text.get(lang)))
                .maybe(undated.then(|| {
                    el("p")
                        .set("class", "note plain")
                        .text(["◇ ", w.day_not_in_article()].concat())
                }))
                .children(notes),
        )
        .child(
            cell()
                .set("class", "source")
                .child(el("b").text(&fact.id))
                .text([" ", section, " · ", &fact.sentence].concat()),
        )
}
