//! The story: a chapter on the card, the chapters under the slider, and the line below them that says what is new.

use super::card::{doubts, facts};
use super::el::{El, el};
use crate::app::{Look, Message, changes};
use crate::campaign::{Book, Date, Lang, Reading};
use crate::i18n::{self, Words, words};
use crate::stage::{Posted, Stage};

/// `Chapter 11 · Changkiawan and Palikao`; empty while the book is under way.
fn title(book: &Book, lang: Lang, chapter: usize) -> String {
    let title = book
        .chapters
        .get(chapter)
        .map(|chapter| chapter.title.get(lang));
    title.map_or(String::new(), |title| {
        [&i18n::chapter(lang, chapter + 1), " · ", title].concat()
    })
}

/// First and last day of a chapter.
fn days(stage: Stage, chapter: usize) -> Option<(Date, Date)> {
    let days = stage
        .book
        .get_untracked()
        .chapter_days(chapter, stage.campaign.span())?;
    Some((days.first, days.last))
}

/// Goes to the beginning of a chapter; its story is told only where one was told.
fn go(stage: Stage, chapter: usize) {
    if stage.story.get_untracked().is_some() {
        return stage.dispatch(Message::Story(Some(chapter)));
    }
    let book = stage.book.get_untracked();
    if let (Some((first, _)), Some(chapter)) = (days(stage, chapter), book.chapters.get(chapter)) {
        stage.dispatch(Message::Seek(first));
        stage.dispatch(Message::Look(Look::Toward(chapter.extent)));
    }
}

/// Tells the story of the day's chapter, without leaving the day; or puts it away.
fn toggle(stage: Stage) {
    let (day, chapter) = (stage.day.get_untracked(), stage.chapter.get_untracked());
    match stage.story.get_untracked() {
        Some(_) => stage.dispatch(Message::Story(None)),
        None => {
            stage.dispatch(Message::Story(chapter));
            stage.dispatch(Message::Seek(day));
        }
    }
}

/// The chapter of the day, as a button that tells it.
pub fn heading(stage: Stage, lang: Lang) -> El {
    // The card that is built anew follows the book; a text in it that did would stay on the book's list for ever,
    // since its bell rings once.
    let (chapter, book) = (stage.chapter, stage.book.get());
    let text = move || chapter.get().map(|chapter| title(&book, lang, chapter));
    el("button")
        .set("class", "link chapter-link")
        .set("title", words(lang).tell_chapter())
        .follow("hidden", move || chapter.get().is_none().then_some(""))
        .tap(move || toggle(stage))
        .text_of(text)
}

/// A chapter: what it comes to, its steps, and what to talk about at its end.
pub fn panel(stage: Stage, lang: Lang, index: usize) -> Vec<El> {
    let w = words(lang);
    let book = stage.book.get();
    let (Some(chapter), Some((first, last))) = (book.chapters.get(index), days(stage, index))
    else {
        return vec![el("p").set("class", "quiet").text(w.not_here_yet())];
    };
    let reading = stage.reading.get();
    let steps: Vec<_> = facts(&book, &chapter.beats)
        .into_iter()
        .map(|fact| (fact.dating.read(reading), fact))
        .map(|(when, fact)| (when.first.clamp(first, last), when, fact))
        .collect();
    let rows = steps.iter().map(|(day, when, fact)| {
        let day = *day;
        let next = steps
            .iter()
            .map(|(other, ..)| *other)
            .filter(|other| *other > day)
            .min();
        let is_now = move |today: Date| day <= today && next.is_none_or(|next| today < next);
        el("li").child(
            el("button")
                .follow("aria-current", move || {
                    is_now(stage.day.get()).then_some("step")
                })
                .follow("data-ahead", move || {
                    (stage.day.get() < day).then_some("true")
                })
                .tap(move || {
                    stage.dispatch(Message::Seek(day));
                    stage.dispatch(Message::Look(Look::Day));
                })
                .child(el("b").text(i18n::when(lang, *when)))
                .child(el("span").text(fact.text.get(lang))),
        )
    });
    let is_over = move || stage.day.get() >= last;
    let questions = chapter.questions.iter();
    let questions = questions.map(|question| el("li").text(question.get(lang)));
    vec![
        el("button")
            .set("class", "close")
            .set("aria-label", w.close())
            .tap(move || stage.dispatch(Message::Story(None)))
            .text("×"),
        el("p")
            .set("class", "when")
            .text(i18n::chapter_of(lang, index + 1, book.chapters.len()))
            .child(el("span").set("class", "era").text(span(lang, first, last))),
        el("h2").text(chapter.title.get(lang)),
        el("p")
            .set("class", "summary")
            .text(chapter.summary.get(lang)),
        play(stage, lang, index, last),
        el("h3").set("class", "aside").text(w.steps()),
        el("ol").set("class", "rows steps").children(rows),
        el("details")
            .set("class", "questions")
            .follow("open", move || is_over().then_some(""))
            .child(el("summary").text(w.questions()))
            .child(el("ul").children(questions)),
        el("div").children(doubts(&book, lang, &chapter.notes, &[])),
    ]
}

fn span(lang: Lang, first: Date, last: Date) -> String {
    [i18n::day(lang, first), i18n::day(lang, last)].join(" – ")
}

/// Plays the chapter; at its end the next one, or this one again.
fn play(stage: Stage, lang: Lang, index: usize, last: Date) -> El {
    let w = words(lang);
    let has_next = index + 1 < stage.book.get_untracked().chapters.len();
    let is_over = move || stage.day.get() >= last && !stage.playing.get();
    let begin = move |chapter: usize| {
        stage.dispatch(Message::Story(Some(chapter)));
        stage.dispatch(Message::TogglePlay);
    };
    let name = move || match (stage.playing.get(), is_over()) {
        (true, _) => w.pause(),
        (_, false) => w.play_chapter(),
        (_, true) if has_next => w.play_next(),
        (_, true) => w.replay_chapter(),
    };
    let is_over_now = move || stage.day.get_untracked() >= last && !stage.playing.get_untracked();
    el("div")
        .set("class", "opening")
        .child(
            el("button")
                .set("class", "main")
                .tap(move || match is_over_now() {
                    true => begin(if has_next { index + 1 } else { index }),
                    false => stage.dispatch(Message::TogglePlay),
                })
                .text_of(name),
        )
        .maybe(has_next.then(|| {
            el("button")
                .follow("hidden", move || (!is_over()).then_some(""))
                .tap(move || begin(index))
                .text(w.replay_chapter())
        }))
}

/// A button for each chapter, over its part of the axis; `pointed` is told of the one that is pointed at.
pub fn bar(stage: Stage, pointed: Posted<Option<usize>>) -> El {
    el("div").part(move || {
        let book = stage.book.get();
        let count = book.chapters.len();
        let axis = stage.axis.get();
        let buttons = (0..count).filter_map(|index| {
            let (first, last) = days(stage, index)?;
            let from = axis.position(first.start());
            let to = match index + 1 == count {
                true => 1.0,
                false => axis.position(last.plus(1).start()),
            };
            let is_current = move || stage.chapter.get() == Some(index);
            let book = book.clone();
            Some(
                el("button")
                    .set("class", "chapter")
                    .style(move || {
                        let (left, width) = (super::percent(from), super::percent(to - from));
                        ["left:", &left, ";width:", &width].concat()
                    })
                    .follow("aria-label", move || title(&book, stage.lang.get(), index))
                    .follow("aria-current", move || is_current().then_some("step"))
                    .point(move |is_there| pointed.set(is_there.then_some(index)))
                    .tap(move || go(stage, index))
                    .text((index + 1).to_string()),
            )
        });
        buttons.collect()
    })
}

/// Below the slider: the chapter with its neighbours, and what is new on the day.
pub fn line(stage: Stage, pointed: Posted<Option<usize>>) -> El {
    let lang = stage.lang;
    let here = stage.chapter;
    let neighbor = move |step: i32| {
        let count = stage.book.get().chapters.len() as i32;
        let other = here.get()? as i32 + step;
        (0..count).contains(&other).then_some(other as usize)
    };
    let button = move |label: fn(&Words) -> &'static str, sign: &'static str, step: i32| {
        el("button")
            .set("class", "turn")
            .say("title", lang, label)
            .follow("disabled", move || neighbor(step).is_none().then_some(""))
            .tap(move || {
                if let Some(other) = neighbor(step) {
                    go(stage, other);
                }
            })
            .child(super::controls::icon().child(el("path").set("d", sign)))
    };
    let shown = move || pointed.get().or_else(|| here.get());
    el("div")
        .set("class", "line-of-news")
        .child(button(|w| w.previous_chapter(), "M3 -7L-4 0L3 7", -1))
        .child(
            el("button")
                .set("id", "story")
                .set("class", "story")
                .say("title", lang, |w| w.tell_chapter())
                .follow("aria-pressed", move || stage.story.get().is_some())
                .tap(move || toggle(stage))
                .text_of(move || {
                    let book = stage.book.get();
                    shown().map(|chapter| title(&book, lang.get(), chapter))
                }),
        )
        .child(button(|w| w.next_chapter(), "M-3 -7L4 0L-3 7", 1))
        .child(
            el("p")
                .set("id", "news")
                .set("class", "news")
                .text_of(move || news(stage, stage.news.get(), stage.reading.get(), lang.get())),
        )
}

/// What is new, in a sentence.
fn news(stage: Stage, day: Date, reading: Reading, lang: Lang) -> String {
    let sentence = changes::sentence(&stage.campaign, day, reading, lang, 1);
    sentence.unwrap_or_else(|| i18n::labeled(lang, &i18n::day(lang, day), words(lang).quiet_day()))
}

/// The same for those who listen, politely, and with more of it in words.
pub fn spoken(stage: Stage) -> El {
    let sentence = move || {
        let (day, lang) = (stage.news.get(), stage.lang.get());
        let told = changes::sentence(&stage.campaign, day, stage.reading.get(), lang, 3);
        told.unwrap_or_else(|| i18n::day(lang, day))
    };
    el("p")
        .set("class", "spoken")
        .set("role", "status")
        .set("aria-live", "polite")
        .text_of(sentence)
}
