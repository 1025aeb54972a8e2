//! Panels: what lies open beside the map, the buttons that open it, and what the panels share.

use super::el::{El, el};
use super::{chronicle, controls, search};
use crate::app::search::Index;
use crate::app::{Look, Message, Panel, Subject};
use crate::campaign::Reading;
use crate::campaign::book::Fact;
use crate::i18n::Words;
use crate::stage::{Posted, Stage};
use leptos::prelude::*;
use std::sync::OnceLock;
use web_sys::Element;

/// What chronicle and search share; it is theirs alone, so it is not on the noticeboard.
#[derive(Clone, Copy)]
pub struct Shelf {
    index: &'static OnceLock<Index>,
    /// The words that the facts of the chronicle are to contain.
    pub containing: Posted<String>,
}

impl Shelf {
    /// The index, once the book has arrived; built when it is first asked for.
    pub fn index(self, stage: Stage) -> Option<&'static Index> {
        let book = stage.book.get();
        (!book.facts.is_empty()).then(|| {
            self.index
                .get_or_init(|| Index::new(&stage.campaign, &book))
        })
    }
}

/// The buttons and the panels.
pub fn panels(stage: Stage) -> [El; 3] {
    let shelf = Shelf {
        index: Box::leak(Box::default()),
        containing: Posted::new(String::new()),
    };
    let button = |panel: Panel, sign: &'static str| {
        let label = title(panel);
        el("button")
            .set("id", ["open-", panel.word()].concat())
            .set("aria-controls", panel.word())
            // Where room is short only the sign is seen.
            .say("aria-label", stage.lang, label)
            .follow("aria-expanded", move || stage.panel.get() == Some(panel))
            .tap(move || {
                let is_open = stage.panel.get_untracked() == Some(panel);
                stage.dispatch(Message::Open((!is_open).then_some(panel)));
            })
            .child(controls::icon().child(el("path").set("d", sign)))
            .child(el("span").word(stage.lang, label))
    };
    [
        el("div")
            .set("class", "tools")
            .child(button(
                Panel::Search,
                "M4.2 4.2L9 9M5.6 -1A6.6 6.6 0 1 1 -7.6 -1A6.6 6.6 0 1 1 5.6 -1",
            ))
            .child(button(
                Panel::Chronicle,
                "M-8 -6H-7M-3 -6H8M-8 0H-7M-3 0H8M-8 6H-7M-3 6H8",
            )),
        search::search(stage, shelf),
        chronicle::chronicle(stage, shelf),
    ]
}

fn title(panel: Panel) -> fn(&Words) -> &'static str {
    match panel {
        Panel::Chronicle => |w| w.chronicle(),
        Panel::Search => |w| w.search(),
    }
}

/// A panel with its heading and a button that closes it; Escape closes it, too.
pub fn panel(stage: Stage, panel: Panel, body: impl IntoIterator<Item = El>) -> El {
    let close = move || stage.dispatch(Message::Open(None));
    let heading = [panel.word(), "-title"].concat();
    el("section")
        .set("id", panel.word())
        .set("class", "panel")
        .set("aria-labelledby", &heading)
        .follow("hidden", move || {
            (stage.panel.get() != Some(panel)).then_some("")
        })
        .key(move |event| {
            if event.key() == "Escape" && !event.default_prevented() {
                event.prevent_default();
                close();
            }
        })
        .child(
            el("header")
                .child(
                    el("h2")
                        .set("id", &heading)
                        .set("tabindex", "-1")
                        .word(stage.lang, title(panel)),
                )
                .child(
                    el("button")
                        .set("class", "close")
                        .say("aria-label", stage.lang, |w| w.close())
                        .tap(close)
                        .text("×"),
                ),
        )
        .children(body)
}

/// Moves the map to the day of a fact, and opens the card of the event that tells it on that day.
pub fn go_to(stage: Stage, fact: &Fact) {
    let reading: Reading = stage.reading.get_untracked();
    let first = fact.dating.read(reading).first;
    stage.dispatch(Message::Seek(first));
    let day = stage.day.get_untracked();
    let tells = |event: &crate::campaign::Event| {
        event.facts.contains(&fact.id) && event.dating.read(reading).contains(day)
    };
    if let Some(event) = stage.campaign.events.iter().position(tells) {
        stage.dispatch(Message::Select(Some(Subject::Event(event))));
    }
    stage.dispatch(Message::Look(Look::Day));
}

pub fn by_id(id: &str) -> Option<Element> {
    document().get_element_by_id(id)
}

/// Scrolls a list so that an item of it is in view, and nothing else: the focus stays where it is.
pub fn keep_in_view(list: &Element, item: &Element, above_px: f64) {
    let (frame, item) = (
        list.get_bounding_client_rect(),
        item.get_bounding_client_rect(),
    );
    let above = item.top() - frame.top() - above_px;
    let below = item.bottom() - frame.bottom();
    if above < 0.0 || below > 0.0 {
        // An item from far away comes to stand near the top.
        let far = above < -frame.height() || below > frame.height() / 2.0;
        let by = if above < 0.0 || far { above } else { below };
        list.set_scroll_top(list.scroll_top() + by as i32);
    }
}
