//! 5a Pixels: the elements, from the whole window down to a mark.
//!
//! Rust writes geometry, text and `data-*`; every colour, width, font and easing is in `style/`.

mod about;
mod card;
mod chronicle;
mod compare;
mod controls;
mod el;
mod keys;
mod kiosk;
mod legend;
mod locator;
mod map;
mod marks;
mod notices;
mod panel;
mod paper;
mod present;
mod search;
mod settings;
mod speaker;
mod story;
mod timeline;
mod told;

use crate::app::{Message, Panel};
use crate::carto::path::decimal_text;
use crate::i18n::Words;
use crate::stage::{Edge, Kiosk, Posted, Stage};
use el::{El, el};
use leptos::prelude::*;

/// The whole exhibit.
#[component]
pub fn App(stage: Stage) -> impl IntoView {
    let lang = stage.lang;
    let title = move || stage.campaign.title.get(lang.get()).to_string();
    let years =
        [stage.campaign.time.first, stage.campaign.time.last].map(|day| day.civil().0.to_string());
    el("main")
        .set("class", "exhibit")
        .follow("lang", move || lang.get().tag())
        .follow("data-panel", move || stage.panel.get().map(Panel::word))
        .children(skips(stage))
        .child(map::map(stage, None))
        .child(
            el("header")
                .set("id", "masthead")
                .set("class", "masthead")
                .child(
                    el("h1")
                        .text_of(title)
                        .child(el("small").text(years.join("–"))),
                ),
        )
        .children(controls::controls(stage))
        .child(
            el("section")
                .set("id", "card")
                .set("class", "card")
                .set("tabindex", "0")
                .say("aria-label", lang, |w| w.events())
                .follow("aria-busy", move || stage.waiting.get()),
        )
        // Its summary names it.
        .child(el("aside").set("id", "legend").set("class", "legend"))
        .child(timeline::timeline(stage))
        .child(notices::notices(stage))
        .done()
}

/// What joins the exhibit once the map answers, each with the selector of where it goes: nothing that the first
/// picture needs but its frame.
pub fn more(stage: Stage) -> [(&'static str, AnyView); 8] {
    let more = || el("div").set("class", "more");
    // The chapter that is pointed at.
    let pointed = Posted::new(None);
    [
        ("#names", map::names(stage).done()),
        ("#marks-sites", map::signs(stage).done()),
        ("#marks-now", map::now(stage).done()),
        ("#card", card::card(stage).done()),
        (".chapters", story::bar(stage, pointed).done()),
        ("#dock", story::line(stage, pointed).done()),
        ("#legend", more().children(legend::legend(stage)).done()),
        (
            ".exhibit",
            more()
                .child(legend::margin(stage))
                .child(about::about(stage))
                .children(panel::panels(stage))
                .child(settings::settings(stage))
                .child(locator::locator(stage))
                .child(compare::compare(stage))
                .child(present::present(stage))
                .child(paper::paper(stage))
                .child(story::spoken(stage))
                .done(),
        ),
    ]
}

/// The outlines of the territories by how sure they are; until they come each has one line all round.
pub fn edges(stage: Stage, edges: &[Edge]) -> AnyView {
    map::edges(stage, edges).done()
}

/// What a kiosk has more than a page.
pub fn kiosk(kiosk: Kiosk) -> AnyView {
    kiosk::kiosk(kiosk).done()
}

/// A word of the interface.
type Pick = fn(&Words) -> &'static str;

/// Ways past everything that stands before.
fn skips(stage: Stage) -> [El; 3] {
    let skip = |tag, label: Pick| el(tag).set("class", "skip").word(stage.lang, label);
    let chronicle = move || stage.dispatch(Message::Open(Some(Panel::Chronicle)));
    [
        skip("a", |w| w.skip_timeline()).set("href", "#date-slider"),
        skip("a", |w| w.skip_map()).set("href", "#map"),
        skip("button", |w| w.skip_chronicle()).tap(chronicle),
    ]
}

/// The map alone, for pictures of a day.
#[component]
pub fn Map(stage: Stage) -> impl IntoView {
    map::map(stage, Some(map::names(stage))).done()
}

/// A part as CSS has it.
fn percent(part: f64) -> String {
    decimal_text(part * 100.0, 3) + "%"
}
