//! 5a Pixels: the components, from the whole window down to a mark.
//!
//! Rust writes geometry, text and `data-*`; every colour, width, font and easing is in `style/`.

mod about;
mod card;
mod controls;
mod follow;
mod legend;
mod map;
mod notices;
mod timeline;

pub use map::Map;

use crate::app::announce;
use crate::stage::Stage;
use follow::{follow, word};
use leptos::prelude::*;

/// The whole exhibit.
#[component]
pub fn App(stage: Stage) -> impl IntoView {
    let lang = stage.lang;
    let title = {
        let stage = stage.clone();
        move || stage.campaign.title.get(lang.get()).to_string()
    };
    let years = {
        let time = stage.campaign.time;
        [time.first, time.last]
            .map(|day| day.civil().0.to_string())
            .join("–")
    };
    let spoken = {
        let stage = stage.clone();
        // While playing the change is spoken at most once an event; see `announce`.
        Memo::new(move |before: Option<&String>| {
            let (day, lang, reading) = (stage.day.get(), stage.lang.get(), stage.reading.get());
            let quiet = announce::new_events(&stage.campaign, day, reading).is_empty();
            match before {
                Some(before) if quiet && stage.playing.get() => before.clone(),
                _ => announce::sentence(&stage.campaign, day, reading, lang),
            }
        })
    };
    view! {
        <div class="exhibit" lang=follow(move || lang.get().tag())>
            <a class="skip" href="#date-slider">{word(lang, |w| w.timeline)}</a>
            <header class="masthead">
                <h1>{title}<small>{years}</small></h1>
            </header>
            <Map stage=stage.clone()/>
            <controls::Controls stage=stage.clone()/>
            <card::Card stage=stage.clone()/>
            <legend::Legend stage=stage.clone()/>
            <timeline::Timeline stage=stage.clone()/>
            <notices::Notices stage=stage.clone()/>
            <about::About stage=stage.clone()/>
            <p class="spoken" role="status" aria-live="polite">{follow(move || spoken.get())}</p>
        </div>
    }
}
