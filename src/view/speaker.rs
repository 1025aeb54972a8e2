//! What only the speaker sees: notes, what comes next, the clock. The host moves this element into a window of
//! its own; where that is refused it stands on the wall, if the speaker asks for it.

use super::card::both_sides;
use super::el::{El, el};
use super::present::{chapter_title, lines};
use crate::app::present::{Command, Kind, Present, Speaker, Step};
use crate::campaign::Lang;
use crate::carto::path::decimal_text;
use crate::i18n::{self, Words, own_name, words};
use crate::stage::Stage;

pub fn notes(stage: Stage) -> El {
    let talk = stage.lesson.talk;
    let is_shown = |talk: &Present| talk.notes || talk.speaker == Speaker::Open;
    let lang = move || notes_lang(stage);
    el("aside")
        .set("id", "speaker")
        .set("class", "speaker")
        .set("tabindex", "0")
        .follow("lang", move || lang().tag())
        .follow("aria-label", move || words(lang()).notes())
        .follow("hidden", move || (!talk.with(is_shown)).then_some(""))
        .child(clock(stage))
        .child(el("div").set("class", "said").part(move || {
            let (shown, step, next) = talk.with(|talk| {
                let next = talk.steps.get(talk.at + 1).cloned();
                (is_shown(talk), talk.step().cloned(), next)
            });
            match step.filter(|_| shown) {
                Some(step) => said(stage, &step, next.as_ref(), lang()),
                None => vec![],
            }
        }))
        .child(buttons(stage))
}

fn notes_lang(stage: Stage) -> Lang {
    let own = stage.lesson.talk.with(|talk| talk.notes_lang);
    own.unwrap_or_else(|| stage.lang.get())
}

/// Time of day, what has passed, and when the chapter should end.
fn clock(stage: Stage) -> El {
    let (talk, clock) = (stage.lesson.talk, stage.lesson.clock);
    let due_s = move || talk.with(Present::due_min) * 60;
    let row = move |label: fn(&Words) -> &'static str, value: El| {
        el("div")
            .child(el("dt").text_of(move || label(words(notes_lang(stage)))))
            .child(value)
    };
    let change = |label: fn(&Words) -> &'static str, sign: &'static str, command: Command| {
        el("button")
            .follow("aria-label", move || label(words(notes_lang(stage))))
            .tap(move || stage.present(command.clone()))
            .text(sign)
    };
    let minutes = move || decimal_text(f64::from(talk.with(|talk| talk.minutes)), 0);
    el("dl")
        .set("class", "clock")
        .child(row(
            |w| w.clock(),
            el("dd").text_of(move || clock.with(|clock| pair(clock.hour, clock.minute))),
        ))
        .child(row(
            |w| w.elapsed(),
            el("dd")
                .follow("data-late", move || clock.get().elapsed_s > due_s())
                .text_of(move || duration(clock.get().elapsed_s)),
        ))
        .child(row(
            |w| w.due(),
            el("dd").text_of(move || duration(due_s())),
        ))
        .child(row(
            |w| w.talk_length(),
            el("dd")
                .child(change(|w| w.shorter(), "−", Command::Shorter))
                .child(el("span").text_of(minutes))
                .child(change(|w| w.longer(), "+", Command::Longer)),
        ))
}

/// Minutes and seconds.
fn duration(seconds: u32) -> String {
    pair(seconds / 60, seconds - seconds / 60 * 60)
}

fn pair(left: u32, right: u32) -> String {
    let text = |value: u32| decimal_text(f64::from(value), 0);
    let zero = if right < 10 { "0" } else { "" };
    [&text(left), ":", zero, &text(right)].concat()
}

fn said(stage: Stage, step: &Step, next: Option<&Step>, lang: Lang) -> Vec<El> {
    let w = words(lang);
    let book = stage.book.get();
    let Some(chapter) = book.chapters.get(step.chapter) else {
        return vec![];
    };
    let mut body = vec![
        el("h2").text(chapter_title(stage, step.chapter, lang)),
        el("p")
            .set("class", "when")
            .text(i18n::day(lang, step.date)),
    ];
    if step.kind == Kind::Question {
        body.push(el("h3").text(w.question()));
    }
    let now = match step.kind {
        Kind::Opening => vec![chapter.summary.get(lang).to_string()],
        _ => lines(stage, step, lang),
    };
    body.extend(
        now.into_iter()
            .map(|line| el("p").set("class", "now").text(line)),
    );
    let facts = step.facts.iter().map(|fact| &book.facts[*fact]);
    let mut notes: Vec<&String> = facts.clone().flat_map(|fact| &fact.notes).collect();
    notes.dedup();
    let notes = notes.into_iter().filter_map(|id| book.note(id));
    for note in notes.filter(|note| note.tier != "C") {
        let (subject, sides) = both_sides(lang, note);
        body.push(
            el("div")
                .set("class", "note")
                .child(el("p").text(subject))
                .children(sides),
        );
    }
    body.push(el("h3").text(w.coming()));
    match next {
        Some(next) => {
            let lines = lines(stage, next, lang).into_iter();
            body.extend(lines.map(|line| el("p").text(line)));
        }
        None => body.push(el("p").text(w.talk_ends())),
    }
    body
}

fn buttons(stage: Stage) -> El {
    let button = |label: fn(&Words) -> &'static str, command: Command| {
        el("button")
            .tap(move || stage.present(command.clone()))
            .text_of(move || label(words(notes_lang(stage))))
    };
    let languages = Lang::ALL.map(|choice| {
        el("button")
            .set("lang", choice.tag())
            .follow("aria-pressed", move || notes_lang(stage) == choice)
            .tap(move || stage.present(Command::NotesIn(choice)))
            .text(own_name(choice))
    });
    el("div")
        .set("class", "buttons")
        .child(button(|w| w.step_back(), Command::Back).set("data-step", ""))
        .child(
            button(|w| w.step_next(), Command::Next)
                .set("data-step", "")
                .set("class", "first"),
        )
        .child(button(|w| w.black(), Command::Black))
        .child(button(|w| w.overview(), Command::Overview))
        .children(languages)
}
