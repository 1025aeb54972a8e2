//! Settings: in what light the map is looked at, and whose dates it shows.

use super::controls::icon;
use super::el::{El, el};
use crate::app::Message;
use crate::app::theme::Theme;
use crate::campaign::Reading;
use crate::i18n::Words;
use crate::stage::{Posted, Stage};
use leptos::prelude::document;

pub fn settings(stage: Stage) -> El {
    let (lang, reading, theme) = (stage.lang, stage.reading, stage.theme);
    // Rings when the reader looks here.
    let looks = Posted::new(0);
    let readings = [Reading::Article, Reading::OtherWorks].map(|choice| {
        let label: fn(&Words) -> &'static str = match choice {
            Reading::Article => |w| w.reading_article(),
            Reading::OtherWorks => |w| w.reading_other_works(),
        };
        choice_button(stage, label, Message::Read(choice), move || {
            reading.get() == choice
        })
    });
    let themes = Theme::ALL.map(|choice| {
        let label: fn(&Words) -> &'static str = match choice {
            Theme::Paper => |w| w.theme_paper(),
            Theme::Dark => |w| w.theme_dark(),
            Theme::Projector => |w| w.theme_projector(),
            Theme::Contrast => |w| w.theme_contrast(),
        };
        // While none is chosen the wishes of the system decide: the root says what became of them.
        choice_button(stage, label, Message::Theme(choice), move || {
            looks.track();
            match theme.get() {
                Some(chosen) => chosen == choice,
                None => in_use().as_deref() == Some(choice.word()),
            }
        })
    });
    let sign = "M-9 -5H-4M2 -5H9M-9 5H-2M4 5H9M-4 -5a3 3 0 1 0 6 0a3 3 0 1 0 -6 0M-2 5a3 3 0 1 0 6 0a3 3 0 1 0 -6 0";
    el("details")
        .set("class", "about settings")
        .child(
            el("summary")
                .say("title", lang, |w| w.settings())
                .tap(move || looks.set(looks.get_untracked() + 1))
                .child(icon().child(el("path").set("d", sign))),
        )
        .child(
            el("div")
                .set("class", "sheet")
                .child(group(stage, "themes", |w| w.theme()).children(themes))
                .child(group(stage, "reading", |w| w.reading()).children(readings)),
        )
}

/// The word of the theme in which the page is seen.
fn in_use() -> Option<String> {
    document().document_element()?.get_attribute("data-theme")
}

/// Buttons of which one is pressed, under their heading.
fn group(stage: Stage, class: &'static str, label: fn(&Words) -> &'static str) -> El {
    el("div")
        .set("class", class)
        .set("role", "group")
        .say("aria-label", stage.lang, label)
        .child(el("h3").set("aria-hidden", "true").word(stage.lang, label))
}

fn choice_button(
    stage: Stage,
    label: fn(&Words) -> &'static str,
    message: Message,
    is_chosen: impl Fn() -> bool + Send + Sync + 'static,
) -> El {
    el("button")
        .set("class", "pill")
        .follow("aria-pressed", is_chosen)
        .tap(move || stage.dispatch(message.clone()))
        .word(stage.lang, label)
}
