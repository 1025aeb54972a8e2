//! What a kiosk has more than a page: attract screen, question, bar of languages and aids, the staff's panel.

use super::controls::icon;
use super::el::{El, el};
use crate::app::Message;
use crate::app::kiosk::{Comfort, Input, Phase};
use crate::campaign::Lang;
use crate::carto::path::integer;
use crate::i18n::{self, Words, own_name, words};
use crate::stage::Kiosk;

pub fn kiosk(kiosk: Kiosk) -> El {
    el("div")
        .set("class", "kiosk")
        .child(attract(kiosk))
        .child(bar(kiosk))
        .child(transcript(kiosk))
        .child(question(kiosk))
        .child(corner(kiosk))
        .child(staff(kiosk))
}

/// The whole screen is one button, so that whatever is touched first does nothing else.
fn attract(kiosk: Kiosk) -> El {
    let stage = kiosk.stage;
    let title = |lang: Lang| {
        el("span")
            .set("lang", lang.tag())
            .text(stage.campaign.title.get(lang))
    };
    let touch = |lang: Lang| {
        el("span")
            .set("lang", lang.tag())
            .text(words(lang).touch_to_begin())
    };
    // The last that has begun stays until the next does.
    let news = move || {
        let (new, before) = (stage.begun.get(), stage.just_before.get());
        let event = new.first().or(before.first())?;
        let event = &stage.campaign.events[*event];
        Some(event.title.get(stage.lang.get()).to_string())
    };
    let years =
        [stage.campaign.time.first, stage.campaign.time.last].map(|day| day.civil().0.to_string());
    el("button")
        .set("class", "attract")
        .follow("hidden", move || {
            (kiosk.phase.get() != Phase::Attract).then_some("")
        })
        .tap(move || {
            kiosk.tell(Input::Press);
        })
        .child(
            el("span")
                .set("id", "attract-foot")
                .set("class", "attract-foot")
                .child(
                    el("span")
                        .set("class", "titles")
                        .children(kiosk.langs.iter().map(|lang| title(*lang)))
                        .child(el("small").text(years.join("–"))),
                )
                .child(
                    el("span")
                        .set("class", "day")
                        .text_of(move || i18n::day(stage.lang.get(), stage.day.get()))
                        .child(el("b").text_of(news)),
                )
                .child(
                    el("span")
                        .set("class", "touch")
                        .children(kiosk.langs.iter().map(|lang| touch(*lang))),
                ),
        )
}

/// On every screen, each language in its own script; aids for reading; the way back to the beginning.
fn bar(kiosk: Kiosk) -> El {
    let stage = kiosk.stage;
    let lang = stage.lang;
    let languages = kiosk.langs.iter().map(|choice| {
        let choice = *choice;
        el("button")
            .set("lang", choice.tag())
            .follow("aria-pressed", move || lang.get() == choice)
            .tap(move || stage.dispatch(Message::Speak(choice)))
            .text(own_name(choice))
    });
    let group = |class: &'static str, label: fn(&Words) -> &'static str| {
        el("div")
            .set("class", class)
            .set("role", "group")
            .say("aria-label", lang, label)
    };
    el("div")
        .set("class", "kiosk-bar")
        .child(group("kiosk-languages", |w| w.language_menu()).children(languages))
        .child(group("kiosk-aids", |w| w.reading_aids()).children(aids(kiosk)))
        .child(
            el("button")
                .set("class", "again")
                .tap(move || {
                    kiosk.tell(Input::StartAgain);
                })
                .child(icon().child(el("path").set("d", "M-6 -5.5A8 8 0 1 1 -8 1M-7 -10V-5H-2")))
                .child(el("span").word(lang, |w| w.start_again())),
        )
}

fn aids(kiosk: Kiosk) -> [El; 5] {
    let (lang, comfort) = (kiosk.stage.lang, kiosk.comfort);
    let aid = |label: fn(&Words) -> &'static str,
               sign: &'static str,
               pressed: fn(Comfort) -> bool,
               next: fn(Comfort) -> Comfort| {
        el("button")
            .follow("aria-pressed", move || pressed(comfort.get()))
            .tap(move || {
                kiosk.tell(Input::Set(next(comfort.get_untracked())));
            })
            .child(icon().child(el("path").set("d", sign)))
            .child(el("small").word(lang, label))
    };
    [
        aid(
            |w| w.text_size(),
            "M-11 8L-4.5 -8L2 8M-8.8 3H-.2M3 8L7 -2L11 8M4.2 5H9.8",
            |c| c.text > 0,
            |c| Comfort {
                text: turned(c.text),
                ..c
            },
        ),
        aid(
            |w| w.high_contrast(),
            "M0 -9A9 9 0 0 1 0 9zM0 -9A9 9 0 0 0 0 9M3 -8V8M6 -6V6",
            |c| c.contrast,
            |c| Comfort {
                contrast: !c.contrast,
                ..c
            },
        ),
        aid(
            |w| w.less_motion(),
            "M-10 -5H2M-10 0H-2M-10 5H2M6 -6V6M10 -6V6",
            |c| c.still,
            |c| Comfort {
                still: !c.still,
                ..c
            },
        ),
        aid(
            |w| w.read_aloud(),
            "M-10 -3H-6L-1 -8V8L-6 3H-10zM3 -4A6 6 0 0 1 3 4M6 -8A11 11 0 0 1 6 8",
            |c| c.aloud,
            |c| Comfort {
                aloud: !c.aloud,
                ..c
            },
        ),
        aid(
            |w| w.volume(),
            "M-9 6V3M-3 6V0M3 6V-3M9 6V-7",
            |c| c.volume > 0,
            |c| Comfort {
                volume: turned(c.volume),
                ..c
            },
        )
        .set("class", "volume")
        .follow("hidden", move || (!comfort.get().aloud).then_some("")),
    ]
}

/// The next of three steps.
fn turned(step: u8) -> u8 {
    if step < 2 { step + 1 } else { 0 }
}

/// What is read aloud stands here as well; so does the sentence that nothing can be.
fn transcript(kiosk: Kiosk) -> El {
    let lang = kiosk.stage.lang;
    el("p")
        .set("class", "transcript")
        .follow("hidden", move || (!kiosk.comfort.get().aloud).then_some(""))
        .text_of(move || match kiosk.voice.get() {
            true => kiosk.said.get(),
            false => words(lang.get()).no_voice().to_string(),
        })
}

/// "Are you still there?" A touch or a key anywhere answers it.
fn question(kiosk: Kiosk) -> El {
    let lang = kiosk.stage.lang;
    let others = move || {
        let others = kiosk.langs.iter().filter(|other| **other != lang.get());
        others
            .map(|other| {
                el("span")
                    .set("lang", other.tag())
                    .text(words(*other).still_there())
            })
            .collect()
    };
    el("dialog")
        .set("class", "question")
        .set("role", "alertdialog")
        .set("aria-labelledby", "still-there")
        .set("aria-describedby", "still-there-why")
        .child(
            el("h2")
                .set("id", "still-there")
                .word(lang, |w| w.still_there()),
        )
        .child(el("p").set("class", "others").part(others))
        .child(
            el("p")
                .child(
                    el("span")
                        .set("id", "still-there-why")
                        .word(lang, |w| w.goes_back()),
                )
                .child(
                    el("b")
                        .set("class", "left")
                        .text_of(move || whole(kiosk.left_s.get())),
                ),
        )
        .child(
            el("progress")
                .set("aria-hidden", "true")
                .set("max", whole(kiosk.warn_s))
                .property("value", move || whole(kiosk.left_s.get())),
        )
        .child(
            el("button")
                .tap(move || {
                    kiosk.tell(Input::Press);
                })
                .word(lang, |w| w.go_on()),
        )
}

/// Invisible; held for five seconds it opens the staff's panel.
fn corner(kiosk: Kiosk) -> El {
    el("button")
        .set("class", "corner")
        .set("tabindex", "-1")
        .set("aria-hidden", "true")
        .say("title", kiosk.stage.lang, |w| w.for_staff())
}

fn staff(kiosk: Kiosk) -> El {
    let lang = kiosk.stage.lang;
    let findings = move || {
        let row = |finding: crate::stage::Finding| {
            [
                el("dt").text(finding.subject),
                el("dd")
                    .follow("data-good", move || finding.good)
                    .text(finding.found),
            ]
        };
        kiosk.findings.get().into_iter().flat_map(row).collect()
    };
    el("dialog")
        .set("class", "staff")
        .set("aria-labelledby", "staff")
        .child(el("h2").set("id", "staff").word(lang, |w| w.self_test()))
        .child(el("dl").part(findings))
        .child(
            el("pre")
                .set("tabindex", "0")
                .follow("hidden", move || {
                    kiosk.counts.with(Option::is_none).then_some("")
                })
                .text_of(move || kiosk.counts.get()),
        )
        .child(
            el("button")
                .tap(move || {
                    kiosk.tell(Input::CloseStaff);
                })
                .word(lang, |w| w.close()),
        )
}

fn whole(value: u32) -> String {
    let mut out = String::new();
    integer(&mut out, i64::from(value));
    out
}
