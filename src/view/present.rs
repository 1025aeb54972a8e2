//! A talk on the wall: date, chapter and one sentence, legible from the back row, and nothing else.

use super::controls::icon;
use super::el::{El, el};
use super::speaker;
use crate::app::present::{Command, Kind, Panel, ROWS, Speaker, Step, shown};
use crate::campaign::book::Chapter;
use crate::campaign::time::Precision;
use crate::campaign::{Lang, When};
use crate::carto::path::decimal_text;
use crate::i18n::{self, Words, words};
use crate::stage::Stage;

pub fn present(stage: Stage) -> El {
    let talk = stage.lesson.talk;
    let unless = |shown: bool| (!shown).then_some("");
    let gate = move || unless(talk.with(|talk| talk.asked && !talk.on));
    let wall = move || unless(talk.with(|talk| talk.on));
    el("div")
        .set("class", "talk")
        .child(
            el("div")
                .set("class", "gate")
                .set("role", "group")
                .say("aria-label", stage.lang, |w| w.talk())
                .follow("hidden", gate)
                .child(worded(stage, |w| w.talk_start(), Command::Start).set("class", "first"))
                .child(worded(stage, |w| w.talk_leave(), Command::Leave)),
        )
        .child(
            el("div")
                .set("class", "wall")
                .follow("hidden", wall)
                .child(head(stage))
                .child(caption(stage))
                .child(tools(stage))
                .child(panel(stage))
                .child(speaker::notes(stage))
                .child(
                    el("button")
                        .set("class", "black")
                        .say("aria-label", stage.lang, |w| w.black_off())
                        .follow("hidden", move || unless(talk.with(|talk| talk.black)))
                        .tap(move || stage.present(Command::Black)),
                ),
        )
}

/// Date and chapter.
fn head(stage: Stage) -> El {
    let (lang, talk) = (stage.lang, stage.lesson.talk);
    // Nobody sees it without a talk: then it follows no hand that drags.
    let day = move || match talk.with(|talk| talk.on) {
        true => stage.day.get(),
        false => stage.day.get_untracked(),
    };
    let era = move || {
        let era = stage.campaign.calendar.day(day());
        era.map(|era| i18n::era_day(lang.get(), era))
    };
    let chapter = move || {
        let step = talk.with(|talk| talk.step().map(|step| (step.chapter, step.kind)))?;
        // The opening's own caption is the title.
        (step.1 != Kind::Opening).then(|| chapter_title(stage, step.0, lang.get()))
    };
    el("div")
        .set("id", "talk-head")
        .set("class", "talk-head")
        .child(
            el("p")
                .child(
                    el("time")
                        .follow("datetime", move || day().to_string())
                        .text_of(move || i18n::day(lang.get(), day())),
                )
                .child(el("small").text_of(era)),
        )
        .child(el("p").set("class", "where").text_of(chapter))
}

/// `7 · The treaties of …`, numbered from one.
pub fn chapter_title(stage: Stage, chapter: usize, lang: Lang) -> String {
    let number = decimal_text((chapter + 1) as f64, 0);
    let title = |book: &crate::campaign::Book| {
        let title = book.chapters.get(chapter)?.title.get(lang);
        Some([&number, " · ", title].concat())
    };
    stage.book.with(|book| title(book)).unwrap_or_default()
}

/// When a chapter passes. Of one that begins long before the record only the year is known.
pub fn period(stage: Stage, chapter: &Chapter, lang: Lang) -> String {
    let When { first, last, .. } = chapter.when;
    let Some(last) = last.filter(|_| first < stage.campaign.time.first) else {
        return i18n::when(lang, chapter.when);
    };
    let year = When {
        precision: Precision::Year,
        ..chapter.when
    };
    [&i18n::when(lang, year), " – ", &i18n::day(lang, last)].concat()
}

/// What a step says: its title, its sentence with the names that share it, or its questions.
pub fn lines(stage: Stage, step: &Step, lang: Lang) -> Vec<String> {
    let book = stage.book.get();
    let Some(chapter) = book.chapters.get(step.chapter) else {
        return vec![];
    };
    match step.kind {
        Kind::Opening => vec![
            chapter.title.get(lang).to_string(),
            period(stage, chapter, lang),
        ],
        Kind::Question => {
            let questions = chapter.questions.iter();
            questions.map(|text| text.get(lang).to_string()).collect()
        }
        Kind::Beat => {
            let facts = step.facts.iter().map(|fact| &book.facts[*fact]);
            let first = facts.clone().next().map(|fact| fact.text.get(lang).into());
            let others: Vec<&str> = facts
                .skip(1)
                .flat_map(|fact| &fact.places)
                .map(|place| stage.campaign.places[place.0].name.get(lang))
                .collect();
            let names = (!others.is_empty()).then(|| others.join(" · "));
            first.into_iter().chain(names).collect()
        }
    }
}

fn caption(stage: Stage) -> El {
    let talk = stage.lesson.talk;
    let kind = move || {
        talk.with(|talk| {
            talk.step().map(|step| match step.kind {
                Kind::Opening => "opening",
                Kind::Beat => "beat",
                Kind::Question => "question",
            })
        })
    };
    el("section")
        .set("id", "caption")
        .set("class", "caption")
        .set("aria-live", "polite")
        .follow("data-kind", kind)
        .part(move || {
            let lang = stage.lang.get();
            let Some(step) = talk.with(|talk| talk.step().cloned()) else {
                return vec![];
            };
            let w = words(lang);
            let heading = match step.kind {
                Kind::Opening => {
                    let number = decimal_text((step.chapter + 1) as f64, 0);
                    Some([w.chapter(), " ", &number].concat())
                }
                Kind::Beat => None,
                Kind::Question => Some(w.question().to_string()),
            };
            let heading = heading.map(|words| el("h2").text(words));
            let said = lines(stage, &step, lang).into_iter();
            (heading.into_iter())
                .chain(said.map(|line| el("p").text(line)))
                .collect()
        })
}

/// What the keys do, for hands: the steps, and the rest behind a button.
fn tools(stage: Stage) -> El {
    let talk = stage.lesson.talk;
    let sign = move |label: fn(&Words) -> &'static str, path: &'static str, command: Command| {
        el("button")
            .say("aria-label", stage.lang, label)
            .say("title", stage.lang, label)
            .tap(move || stage.present(command.clone()))
            .child(icon().child(el("path").set("d", path)))
    };
    let step = move |label: fn(&Words) -> &'static str, path, command| {
        sign(label, path, command).set("data-step", "")
    };
    let full = el("button")
        .say("aria-label", stage.lang, |w| w.full_screen())
        .say("title", stage.lang, |w| w.full_screen())
        .follow("aria-pressed", move || talk.with(|talk| talk.full))
        .tap(move || stage.present(Command::Full(!talk.with_untracked(|talk| talk.full))))
        .child(icon().child(el("path").set("d", "M-8 -3V-8H-3M3 -8H8V-3M8 3V8H3M-3 8H-8V3")));
    let rest = [
        sign(
            |w| w.overview(),
            "M-8 -7H-2V-1H-8zM2 -7H8V-1H2zM-8 3H-2V8H-8zM2 3H8V8H2z",
            Command::Overview,
        ),
        sign(
            |w| w.close_up(),
            "M-3 -9A6 6 0 1 1 -3.1 -9M1.5 1.5L8 8",
            Command::Close,
        )
        .follow("aria-pressed", move || talk.with(|talk| talk.close)),
        sign(|w| w.black(), "M-9 -7H9V6H-9zM-4 9H4", Command::Black),
        sign(
            |w| w.notes(),
            "M-7 -8H7V8H-7zM-4 -4H4M-4 0H4M-4 4H1",
            Command::Notes,
        )
        .follow("aria-pressed", move || talk.with(|talk| talk.notes)),
        sign(
            |w| w.speaker(),
            "M-9 -8H4V3H-9zM-3 3V8H9V-4H4",
            Command::Speaker(Speaker::Wanted),
        ),
        full,
        sign(
            |w| w.help(),
            "M-4 -4A4 4 0 1 1 0 1V3M0 7V7.5",
            Command::Help,
        ),
        sign(|w| w.talk_stop(), "M-7 -7L7 7M7 -7L-7 7", Command::Stop),
    ];
    el("div")
        .set("class", "talk-tools")
        .set("role", "group")
        .say("aria-label", stage.lang, |w| w.talk())
        .child(step(|w| w.step_back(), "M5 -8L-5 0L5 8", Command::Back))
        .child(step(|w| w.step_next(), "M-5 -8L5 0L-5 8", Command::Next))
        .child(
            el("details")
                .child(
                    el("summary")
                        .say("aria-label", stage.lang, |w| w.talk())
                        .child(icon().child(el("path").set("d", "M-8 0V.1M0 0V.1M8 0V.1"))),
                )
                .child(el("div").children(rest)),
        )
}

fn worded(stage: Stage, label: fn(&Words) -> &'static str, command: Command) -> El {
    el("button")
        .tap(move || stage.present(command.clone()))
        .word(stage.lang, label)
}

/// What lies over the map: the chapters, the number that is typed, or the keys.
fn panel(stage: Stage) -> El {
    let talk = stage.lesson.talk;
    let label = move || {
        let w = words(stage.lang.get());
        talk.with(|talk| match talk.panel {
            Panel::None => None,
            Panel::Overview(_) => Some(w.overview()),
            Panel::Jump(_) => Some(w.jump()),
            Panel::Help => Some(w.keys()),
        })
    };
    el("div")
        .set("class", "over")
        .set("role", "dialog")
        .follow("aria-label", label)
        .follow("hidden", move || label().is_none().then_some(""))
        .part(move || {
            let panel = talk.with(|talk| talk.panel);
            let heading = label().map(|words| el("h2").text(words));
            let shut = el("button")
                .set("class", "shut")
                .set("aria-label", words(stage.lang.get()).close())
                .tap(move || stage.present(Command::Shut))
                .text("×");
            let body = match panel {
                Panel::None => return vec![],
                Panel::Overview(chosen) => overview(stage, chosen),
                Panel::Jump(number) => jump(stage, number),
                Panel::Help => help(stage),
            };
            heading.into_iter().chain([body, shut]).collect()
        })
}

fn overview(stage: Stage, chosen: usize) -> El {
    let lang = stage.lang.get();
    let chapters = (stage.book.get())
        .chapters
        .iter()
        .enumerate()
        .map(|(index, chapter)| {
            let number = decimal_text((index + 1) as f64, 0);
            el("li").child(
                el("button")
                    .set(
                        "aria-current",
                        if index == chosen { "step" } else { "false" },
                    )
                    .tap(move || stage.present(Command::Chapter(index)))
                    .child(el("b").text(number))
                    .child(el("span").text(chapter.title.get(lang)))
                    .child(el("small").text(period(stage, chapter, lang))),
            )
        })
        .collect::<Vec<El>>();
    el("ol").set("class", "overview").children(chapters)
}

fn jump(stage: Stage, number: usize) -> El {
    let digits = match number {
        0 => "–".to_string(),
        _ => chapter_title(stage, number - 1, stage.lang.get()),
    };
    el("p")
        .set("class", "jump")
        .set("role", "status")
        .text(digits)
}

fn help(stage: Stage) -> El {
    let help = &words(stage.lang.get()).talk_keys;
    let rows = ROWS.iter().zip(help.iter()).flat_map(|(row, help)| {
        [
            el("dt").child(el("kbd").text(shown(row))),
            el("dd").text(help),
        ]
    });
    el("dl").set("class", "keys").children(rows)
}
