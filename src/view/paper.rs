//! Paper for a class: a handout, an outline map, a chronology to put in order, and the answers.
//!
//! The sheets stand in the page as they will be printed; the browser's own command prints them.

use super::el::{El, el};
use super::map::drawing::Drawing;
use super::present::{chapter_title, period};
use crate::app::worksheet::{self, Paper, Sheet, Size};
use crate::campaign::{Book, Lang};
use crate::carto::path::decimal_text;
use crate::i18n::{self, Words, words};
use crate::stage::Stage;
use std::sync::Arc;

type Label = fn(&Words) -> &'static str;

pub fn paper(stage: Stage) -> El {
    let paper = stage.lesson.paper;
    let open = move || paper.with(|paper| paper.open);
    el("section")
        .set("id", "paper")
        .set("class", "paper")
        .say("aria-label", stage.lang, |w| w.paper())
        .follow("hidden", move || (!open()).then_some(""))
        .child(choices(stage))
        .child(el("div").set("class", "pages").part(move || {
            let lang = stage.lang.get();
            let chosen = paper.get();
            let ask = Ask {
                stage,
                lang,
                book: stage.book.get(),
                paper: chosen,
            };
            if chosen.open { ask.pages() } else { vec![] }
        }))
}

/// What is to be printed, as buttons.
fn choices(stage: Stage) -> El {
    let (lang, paper) = (stage.lang, stage.lesson.paper);
    let change = move |with: &dyn Fn(&mut Paper)| {
        let mut chosen = paper.get_untracked();
        with(&mut chosen);
        stage.print(chosen);
    };
    let group = |label: Label| {
        el("div")
            .set("role", "group")
            .say("aria-label", lang, label)
    };
    let sheets = Sheet::ALL.map(|sheet| {
        el("button")
            .follow("aria-pressed", move || {
                paper.with(|paper| paper.sheet == sheet)
            })
            .tap(move || change(&|paper| paper.sheet = sheet))
            .word(lang, label(sheet))
    });
    let sizes = Size::ALL.map(|size| {
        el("button")
            .follow("aria-pressed", move || {
                paper.with(|paper| paper.size == size)
            })
            .tap(move || change(&|paper| paper.size = size))
            .text(size.name())
    });
    let chapters = move || {
        let count = stage.book.with(|book| book.chapters.len());
        let lang = lang.get();
        let button = |chapter: Option<usize>| {
            let short = match chapter {
                Some(index) => decimal_text((index + 1) as f64, 0),
                None => words(lang).whole_war().to_string(),
            };
            let button = el("button")
                .follow("aria-pressed", move || {
                    paper.with(|paper| paper.chapter == chapter)
                })
                .tap(move || change(&|paper| paper.chapter = chapter))
                .text(short);
            match chapter {
                Some(index) => button.set("aria-label", chapter_title(stage, index, lang)),
                None => button,
            }
        };
        (0..count).map(Some).chain([None]).map(button).collect()
    };
    el("div")
        .set("class", "sheet-choices")
        .child(el("h2").word(lang, |w| w.paper()))
        .child(group(|w| w.paper()).children(sheets))
        .child(group(|w| w.overview()).part(chapters))
        .child(group(|w| w.paper_size()).children(sizes))
        .child(
            el("div")
                .child(
                    // The host answers it: the view has no window.
                    el("button")
                        .set("class", "first")
                        .set("data-print", "")
                        .word(lang, |w| w.print()),
                )
                .child(
                    el("button")
                        .set("class", "shut")
                        .tap(move || change(&|paper| paper.open = false))
                        .word(lang, |w| w.close()),
                ),
        )
}

fn label(sheet: Sheet) -> Label {
    match sheet {
        Sheet::Handout => |w| w.handout(),
        Sheet::Outline => |w| w.outline_map(),
        Sheet::Order => |w| w.put_in_order(),
        Sheet::Answers => |w| w.teacher_sheet(),
    }
}

/// The map of a handout, and the larger one of an exercise, pixels.
const SMALL: (f64, f64) = (700.0, 420.0);
const LARGE: (f64, f64) = (700.0, 560.0);

/// What the sheets are asked to show.
struct Ask {
    stage: Stage,
    lang: Lang,
    book: Arc<Book>,
    paper: Paper,
}

impl Ask {
    fn pages(&self) -> Vec<El> {
        let chapter = self.paper.chapter;
        match self.paper.sheet {
            Sheet::Handout => {
                let all = 0..self.book.chapters.len();
                all.filter(|index| chapter.is_none_or(|chapter| chapter == *index))
                    .map(|index| self.handout(index))
                    .collect()
            }
            Sheet::Outline => vec![self.outline()],
            Sheet::Order => vec![self.order()],
            Sheet::Answers => vec![self.answers()],
        }
    }

    fn page(&self, title: String, body: Vec<El>) -> El {
        let campaign = &self.stage.campaign;
        let w = words(self.lang);
        let source = [
            " ",
            self.book.article.get(self.lang),
            " · ",
            self.book.ground.get(self.lang),
        ];
        el("article")
            .set("class", "page")
            .set("data-size", self.paper.size.name())
            .child(
                el("p")
                    .set("class", "running")
                    .child(
                        el("span").text(
                            [
                                campaign.title.get(self.lang),
                                " · ",
                                label(self.paper.sheet)(w),
                            ]
                            .concat(),
                        ),
                    )
                    .maybe(
                        (self.paper.sheet != Sheet::Answers)
                            .then(|| el("span").set("class", "pupil").text(w.pupil())),
                    ),
            )
            .child(el("h1").text(title))
            .children(body)
            .child(
                el("p")
                    .set("class", "source")
                    .child(el("b").text(w.source()))
                    .text(source.concat()),
            )
    }

    /// `7 · The treaties …`, or the war.
    fn title(&self) -> String {
        match self.paper.chapter {
            Some(index) => chapter_title(self.stage, index, self.lang),
            None => words(self.lang).whole_war().to_string(),
        }
    }

    fn handout(&self, index: usize) -> El {
        let chapter = &self.book.chapters[index];
        let map = Drawing {
            stage: self.stage,
            lang: self.lang,
            extent: chapter.extent,
            places: worksheet::places(&self.stage.campaign, &self.book, Some(index)),
            size: SMALL,
            when: Some(chapter.when),
        };
        let summary = chapter.summary.get(self.lang);
        let plan = map.plan(false);
        self.page(
            chapter_title(self.stage, index, self.lang),
            vec![
                el("p")
                    .set("class", "when")
                    .text(period(self.stage, chapter, self.lang)),
                map.draw(&plan, false),
                map.key(&plan),
                el("p").set("class", "summary").text(summary),
                el("ul")
                    .set("class", "lines")
                    .children((0..6).map(|_| el("li"))),
            ],
        )
    }

    fn exercise_map(&self) -> Drawing {
        let chapter = self.paper.chapter;
        let campaign = &self.stage.campaign;
        let extent = worksheet::chapters(&self.book, chapter)
            .first()
            .filter(|_| chapter.is_some())
            .map_or(campaign.extent, |chapter| chapter.extent);
        Drawing {
            stage: self.stage,
            lang: self.lang,
            extent,
            places: worksheet::places(campaign, &self.book, chapter),
            size: LARGE,
            when: None,
        }
    }

    fn outline(&self) -> El {
        let w = words(self.lang);
        let map = self.exercise_map();
        let plan = map.plan(true);
        let name = |at: usize| map.name(plan.spots[at].place);
        let names: Vec<&str> = worksheet::scrambled(plan.spots.len())
            .into_iter()
            .map(name)
            .collect();
        let key = plan.spots.iter().map(|_| el("li"));
        self.page(
            self.title(),
            vec![
                el("p").set("class", "task").text(w.outline_task()),
                map.draw(&plan, true),
                el("ol").set("class", "blanks").children(key),
                el("p")
                    .set("class", "names-to-use")
                    .child(el("b").text(w.names_to_use()))
                    .text([" ", &names.join(" · ")].concat()),
            ],
        )
    }

    /// Events in the order of their days, and the order in which the sheet lists them.
    fn chronology(&self) -> (Vec<usize>, Vec<usize>) {
        let reading = self.stage.reading.get();
        let campaign = &self.stage.campaign;
        let events = worksheet::events(campaign, &self.book, self.paper.chapter, reading);
        let listed = worksheet::scrambled(events.len());
        (events, listed)
    }

    fn order(&self) -> El {
        let w = words(self.lang);
        let (events, listed) = self.chronology();
        let rows = listed.into_iter().enumerate().map(|(row, at)| {
            let title = self.stage.campaign.events[events[at]].title.get(self.lang);
            el("li")
                .child(el("i"))
                .child(el("b").text(letter(row)))
                .child(el("span").text(title))
        });
        self.page(
            self.title(),
            vec![
                el("p").set("class", "task").text(w.order_task()),
                el("ul").set("class", "to-order").children(rows),
            ],
        )
    }

    fn answers(&self) -> El {
        let (w, lang) = (words(self.lang), self.lang);
        let campaign = &self.stage.campaign;
        let map = self.exercise_map();
        let places = map.plan(true).spots.into_iter().map(|spot| {
            let place = &campaign.places[spot.place];
            let both = [place.name.get(lang), " (", place.also.get(lang), ")"];
            let is_two = place.also.get(lang) != place.name.get(lang);
            el("li").text(match is_two {
                true => both.concat(),
                false => both[0].to_string(),
            })
        });
        let (events, listed) = self.chronology();
        let rows = events.iter().enumerate().map(|(at, event)| {
            let event = &campaign.events[*event];
            let when = i18n::when(lang, event.dating.read(self.stage.reading.get()));
            let row = listed.iter().position(|other| *other == at).unwrap_or(0);
            el("li")
                .child(el("b").text([letter(row), " "].concat()))
                .text([&when, " · ", event.title.get(lang)].concat())
        });
        let told = worksheet::chapters(&self.book, self.paper.chapter);
        let questions = told.iter().flat_map(|chapter| &chapter.questions);
        let questions = questions.map(|text| el("li").text(text.get(lang)));
        let notes = told.iter().filter(|_| self.paper.chapter.is_some());
        let notes = notes
            .flat_map(|chapter| &chapter.notes)
            .filter_map(|id| self.book.note(id))
            .filter(|note| note.tier == "A")
            .map(|note| {
                let sides = [" ", note.article.get(lang), " ", note.other.get(lang)];
                el("li")
                    .child(el("b").text(note.subject.get(lang)))
                    .text(sides.concat())
            });
        let list = |heading: &str, tag: &'static str, rows: Vec<El>| {
            let is_some = !rows.is_empty();
            is_some.then(|| {
                el("div")
                    .child(el("h2").text(heading))
                    .child(el(tag).children(rows))
            })
        };
        let parts = [
            list(w.outline_map(), "ol", places.collect()),
            list(w.put_in_order(), "ol", rows.collect()),
            list(w.question(), "ul", questions.collect()),
            list(w.sources_differ(), "ul", notes.collect()),
        ];
        self.page(
            self.title(),
            vec![
                el("div")
                    .set("class", "answers")
                    .children(parts.into_iter().flatten()),
            ],
        )
    }
}

/// A, B, C: what a row of the chronology is called.
fn letter(row: usize) -> &'static str {
    "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
        .get(row..row + 1)
        .unwrap_or("–")
}
