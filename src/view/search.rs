//! The search: one field for people, places, ships, treaties, events, facts and dates.
//!
//! A combobox with a list, after the ARIA Authoring Practices: the focus stays in the field, arrows move
//! through the list, Enter goes there.

use super::Pick;
use super::el::{El, el};
use super::panel::{Shelf, by_id, go_to, keep_in_view, panel};
use super::told::telling;
use crate::app::search::Found;
use crate::app::{Look, Message, Panel, Subject};
use crate::campaign::book::Person;
use crate::campaign::{Lang, LonLat, When};
use crate::i18n::typed_date::{self, Typed};
use crate::i18n::{self, phrases, words};
use crate::stage::{Posted, Stage, watch};
use leptos::prelude::event_target_value;

/// Of each kind so many are listed; the rest of the facts is in the chronicle.
const MOST: usize = 8;

/// A line of the list.
#[derive(Clone, Copy, PartialEq)]
enum Choice {
    Day(When),
    Found(Found),
    /// All facts that were found, in the chronicle.
    Chronicle(usize),
}

/// What the search knows for the moment.
#[derive(Clone, Copy)]
struct Desk {
    stage: Stage,
    shelf: Shelf,
    query: Posted<String>,
    choices: Posted<Vec<Choice>>,
    /// How many things were found, listed or not; `None` without a query.
    count: Posted<Option<usize>>,
    /// The text is written like a date, and there is no such day.
    no_day: Posted<bool>,
    /// Index of the line that Enter chooses.
    active: Posted<usize>,
    /// The person or ship that is told about in place of the list.
    told: Posted<Option<usize>>,
}

pub fn search(stage: Stage, shelf: Shelf) -> El {
    let desk = Desk {
        stage,
        shelf,
        query: Posted::new(String::new()),
        choices: Posted::new(vec![]),
        count: Posted::new(None),
        no_day: Posted::new(false),
        active: Posted::new(0),
        told: Posted::new(None),
    };
    watch(move || {
        // The index waits for the first letter.
        let query = desk.query.get();
        desk.look_up(&query);
    });
    watch(move || {
        let item = by_id(&option_id(desk.active.get()));
        if let (Some(list), Some(item)) = (by_id("search-list"), item) {
            keep_in_view(&list, &item, 0.0);
        }
    });
    let lang = stage.lang;
    let field = el("input")
        .set("id", "search-field")
        .set("type", "text")
        .set("role", "combobox")
        .set("aria-controls", "search-list")
        .set("aria-autocomplete", "list")
        .set("aria-describedby", "search-help")
        .set("autocomplete", "off")
        .set("autocapitalize", "off")
        .set("spellcheck", "false")
        .set("enterkeyhint", "go")
        .set("maxlength", "80")
        .say("aria-label", lang, |w| w.search())
        .say("placeholder", lang, |w| w.search_hint())
        .follow("aria-expanded", move || {
            desk.choices.with(|choices| !choices.is_empty())
        })
        .follow("aria-activedescendant", move || {
            let any = desk.choices.with(|choices| !choices.is_empty());
            any.then(|| option_id(desk.active.get()))
        })
        .property("value", move || desk.query.get())
        .input(move |event| {
            desk.told.set(None);
            desk.query.set(event_target_value(&event));
        })
        .key(move |event| desk.key(&event));
    let status = move || {
        let lang = lang.get();
        let w = words(lang);
        match (desk.no_day.get(), desk.count.get()) {
            (true, _) => {
                let span = stage.campaign.span();
                let ends = [span.first, span.last].map(|day| i18n::day(lang, day));
                Some([w.no_such_day(), " ", &ends.join(" – "), w.full_stop()].concat())
            }
            (_, Some(0)) => Some(w.nothing_found().to_string()),
            (_, Some(count)) => Some(phrases::found(lang, count)),
            (_, None) => None,
        }
    };
    panel(
        stage,
        Panel::Search,
        [
            el("div")
                .set("class", "field")
                .set("role", "search")
                .child(field)
                .child(
                    el("p")
                        .set("id", "search-help")
                        .set("class", "fine")
                        .follow("hidden", move || desk.count.get().map(|_| ""))
                        .word(lang, |w| w.search_help()),
                )
                .child(el("p").set("role", "status").text_of(status)),
            el("div")
                .set("id", "search-list")
                .set("role", "listbox")
                .say("aria-label", lang, |w| w.results())
                .follow("hidden", move || {
                    let none = desk.choices.with(Vec::is_empty) || desk.told.get().is_some();
                    none.then_some("")
                })
                .part(move || desk.list()),
            el("div")
                .set("id", "search-told")
                .set("class", "told")
                .set("tabindex", "-1")
                .part(move || match desk.told.get() {
                    Some(person) => desk.telling(person),
                    None => vec![],
                }),
        ],
    )
}

fn option_id(index: usize) -> String {
    ["found-", &index.to_string()].concat()
}

/// The heading a find stands under.
fn group(book: &crate::campaign::Book, choice: Choice) -> Pick {
    match choice {
        Choice::Day(_) => |w| w.date(),
        Choice::Found(Found::Person(index)) if book.people[index].kind == "ship" => |w| w.ships(),
        Choice::Found(Found::Person(_)) => |w| w.people(),
        Choice::Found(Found::Place(_)) => |w| w.places(),
        Choice::Found(Found::Treaty(_)) => |w| w.treaties(),
        Choice::Found(Found::Event(_)) => |w| w.events(),
        Choice::Found(Found::Fact(_)) | Choice::Chronicle(_) => |w| w.facts(),
    }
}

impl Desk {
    fn look_up(self, query: &str) {
        let mut choices = vec![];
        let (mut count, mut no_day) = (None, false);
        if !query.trim().is_empty() {
            match typed_date::read(query, &self.stage.campaign.calendar) {
                Some(Typed::Date(when)) if self.is_recorded(when) => {
                    choices.push(Choice::Day(when))
                }
                Some(_) => no_day = true,
                None => {}
            }
            let found = match self.shelf.index(self.stage) {
                Some(index) => index.find(query),
                None => vec![],
            };
            let (w, book) = (words(Lang::En), self.stage.book.get());
            count = Some(found.len() + choices.len());
            let facts = found
                .iter()
                .filter(|found| matches!(found, Found::Fact(_)))
                .count();
            // Under one heading each, in the order in which the best of each kind came.
            let mut kinds: Vec<(Pick, Vec<Choice>)> = vec![];
            for found in found {
                let heading = group(&book, Choice::Found(found));
                let is_same = |known: Pick| known(w) == heading(w);
                let kind = kinds.iter().position(|(known, _)| is_same(*known));
                let kind = kind.unwrap_or_else(|| {
                    kinds.push((heading, vec![]));
                    kinds.len() - 1
                });
                kinds[kind].1.push(Choice::Found(found));
            }
            // The facts come last, whatever else was found.
            let is_fact = |choice: &Choice| matches!(choice, Choice::Found(Found::Fact(_)));
            let is_last = |list: &Vec<Choice>| list.first().is_some_and(is_fact);
            let (last, first): (Vec<_>, Vec<_>) =
                kinds.into_iter().partition(|(_, list)| is_last(list));
            for (_, list) in first.into_iter().chain(last) {
                choices.extend(list.into_iter().take(MOST));
            }
            if facts > 0 {
                choices.push(Choice::Chronicle(facts));
            }
        }
        self.active.set(0);
        self.no_day.set(no_day);
        self.count.set(count);
        self.choices.set(choices);
    }

    fn is_recorded(self, when: When) -> bool {
        let span = self.stage.campaign.span();
        when.first <= span.last && when.last.is_none_or(|last| span.first <= last)
    }

    fn key(self, event: &leptos::ev::KeyboardEvent) {
        let count = self.choices.with_untracked(Vec::len);
        let active = self.active.get_untracked();
        let next = match event.key().as_str() {
            "ArrowDown" if count > 0 => (active + 1) % count,
            "ArrowUp" if count > 0 => (active + count - 1) % count,
            "Enter" => {
                // While a word is composed, Enter ends the composition.
                if !event.is_composing() && active < count {
                    event.prevent_default();
                    self.choose(self.choices.with_untracked(|choices| choices[active]));
                }
                return;
            }
            // The first Escape empties the field, the second closes the panel.
            "Escape" if self.query.with_untracked(|query| !query.is_empty()) => {
                event.prevent_default();
                self.told.set(None);
                return self.query.set(String::new());
            }
            _ => return,
        };
        event.prevent_default();
        self.active.set(next);
    }

    fn choose(self, choice: Choice) {
        let stage = self.stage;
        let book = stage.book.get_untracked();
        match choice {
            Choice::Day(when) => {
                let span = stage.campaign.span();
                let days = stage.campaign.event_days(stage.reading.get_untracked());
                // Of a month or a year the first day on which something happens.
                let eventful = days.into_iter().find(|day| when.contains(*day));
                let day = eventful.unwrap_or(when.first).max(span.first);
                stage.dispatch(Message::Seek(day));
                stage.dispatch(Message::Look(Look::Day));
                self.close();
            }
            Choice::Found(Found::Event(event)) => {
                stage.dispatch(Message::Select(Some(Subject::Event(event))));
                stage.dispatch(Message::Look(Look::Day));
                self.close();
            }
            Choice::Found(Found::Fact(fact)) => {
                go_to(stage, &book.facts[fact]);
                self.close();
            }
            Choice::Found(Found::Place(place)) => {
                stage.dispatch(Message::Select(Some(Subject::Place(place))));
                self.look_at(place);
                self.close();
            }
            Choice::Found(Found::Treaty(treaty)) => {
                stage.dispatch(Message::Select(Some(Subject::Treaty(treaty))));
                self.close();
            }
            // On the map there is nothing of theirs that a card could be about.
            Choice::Found(Found::Person(person)) => self.told.set(Some(person)),
            Choice::Chronicle(_) => {
                self.shelf.containing.set(self.query.get_untracked());
                stage.dispatch(Message::Open(Some(Panel::Chronicle)));
            }
        }
    }

    fn close(self) {
        self.stage.dispatch(Message::Open(None));
    }

    /// Shows a place with some land around it, unless it lies beyond the sheet.
    fn look_at(self, place: usize) {
        if self.stage.off_map[place] {
            return;
        }
        let place = &self.stage.campaign.places[place];
        let around = (f64::from(place.precision_m) / 1000.0).max(AROUND_KM) / DEGREE_KM;
        let LonLat { lon, lat } = place.at;
        let corner = |sign: f64| LonLat::new(lon + sign * around * 1.2, lat + sign * around);
        if let (Some(south_west), Some(north_east)) = (corner(-1.0), corner(1.0)) {
            self.stage
                .dispatch(Message::Look(Look::Extent([south_west, north_east])));
        }
    }

    fn list(self) -> Vec<El> {
        let (lang, book) = (self.stage.lang.get(), self.stage.book.get());
        let w = words(lang);
        let mut groups: Vec<(&'static str, Vec<El>)> = vec![];
        let choices = self.choices.get();
        for (index, choice) in choices.into_iter().enumerate() {
            let heading = group(&book, choice)(w);
            let active = self.active;
            let (name, under) = self.line(lang, choice);
            let line = el("div")
                .set("id", option_id(index))
                .set("role", "option")
                .follow("aria-selected", move || active.get() == index)
                .tap(move || self.choose(choice))
                .child(el("b").text(name))
                .maybe((!under.is_empty()).then(|| el("span").text(under.join(" · "))));
            match groups.last_mut().filter(|(last, _)| *last == heading) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((heading, vec![line])),
            }
        }
        let groups = groups
            .into_iter()
            .enumerate()
            .map(|(index, (heading, lines))| {
                let id = ["found-group-", &index.to_string()].concat();
                el("div")
                    .set("role", "group")
                    .set("aria-labelledby", &id)
                    .child(el("div").set("id", &id).set("class", "aside").text(heading))
                    .children(lines)
            });
        groups.collect()
    }

    /// What a line says: its name, and what stands under it.
    fn line(self, lang: Lang, choice: Choice) -> (String, Vec<String>) {
        let campaign = &self.stage.board().campaign;
        let (book, reading) = (self.stage.book.get_untracked(), self.stage.reading.get());
        let w = words(lang);
        match choice {
            Choice::Day(when) => {
                let era = campaign
                    .calendar
                    .day(when.first)
                    .filter(|_| when.last == Some(when.first));
                let name = [w.go_to_day(), " ", &i18n::when(lang, when)].concat();
                (
                    name,
                    era.map(|day| i18n::era_day(lang, day))
                        .into_iter()
                        .collect(),
                )
            }
            Choice::Chronicle(count) => (
                w.all_in_chronicle().to_string(),
                vec![phrases::found(lang, count)],
            ),
            Choice::Found(Found::Person(index)) => {
                let person = &book.people[index];
                let mut under = vec![person.role.get(lang).to_string()];
                under.extend(years(lang, person));
                (person.name.get(lang).to_string(), under)
            }
            Choice::Found(Found::Place(index)) => {
                let place = &campaign.places[index];
                (
                    place.name.get(lang).to_string(),
                    vec![place.also.get(lang).to_string()],
                )
            }
            Choice::Found(Found::Treaty(index)) => {
                let treaty = &campaign.treaties[index];
                let mut under = vec![];
                if let Some(first) = treaty.history.0.first().and_then(|state| state.from) {
                    under.push(i18n::day(lang, first));
                }
                (treaty.name.get(lang).to_string(), under)
            }
            Choice::Found(Found::Event(index)) => {
                let event = &campaign.events[index];
                let mut under = vec![
                    i18n::when(lang, event.dating.read(reading)),
                    i18n::status(lang, &event.kind).to_string(),
                ];
                under.extend(
                    event
                        .place
                        .map(|place| campaign.places[place.0].name.get(lang).into()),
                );
                (event.title.get(lang).to_string(), under)
            }
            Choice::Found(Found::Fact(index)) => {
                let fact = &book.facts[index];
                let under = vec![i18n::when(lang, fact.dating.read(reading)), fact.id.clone()];
                (fact.text.get(lang).to_string(), under)
            }
        }
    }

    /// What is told of a person in place of the list, and the way back.
    fn telling(self, person: usize) -> Vec<El> {
        let lang = self.stage.lang.get();
        let (name, under) = self.line(lang, Choice::Found(Found::Person(person)));
        let back = el("button")
            .set("class", "back")
            .tap(move || self.told.set(None))
            .text(["‹ ", words(lang).results()].concat());
        vec![telling(self.stage, person, name, &under), back]
    }
}

fn years(lang: Lang, person: &Person) -> Option<String> {
    phrases::years(lang, person.from, person.until, person.kind == "ship")
}

/// A place is shown with this much land to each side, kilometres.
const AROUND_KM: f64 = 40.0;

/// A degree of latitude, kilometres.
const DEGREE_KM: f64 = 111.0;
