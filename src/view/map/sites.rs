//! Sites: where things happen, and who holds a place.

use super::super::el::{El, el};
use super::super::marks::{Look, drawn, marks};
use super::shapes;
use crate::app::{Message, Subject};
use crate::carto::Xy;
use crate::carto::path::decimal_text;
use crate::i18n;
use crate::stage::{Holding, SiteMark, Stage, Tier, site_runs};

/// A disc in the holder's colour under each place whose control is recorded.
pub fn control(stage: Stage) -> El {
    let make = move |index: usize| {
        let place = stage.campaign.control[index].0.0;
        let disc = el("circle").set("class", "control").set("r", "20");
        vec![disc.set("data-id", &stage.campaign.places[place].id)]
    };
    let look = move |index: usize, Holding { state, at }, look: &mut Look| {
        let state = state.map(|state| &stage.campaign.control[index].1.0[state]);
        look.set_px(0, "cx", Some(at.x));
        look.set_px(0, "cy", Some(at.y));
        look.maybe(0, "data-holder", state.map(|state| state.holder.as_str()));
        look.maybe(
            0,
            "data-certainty",
            state.map(|state| state.certainty.as_str()),
        );
    };
    marks("marks-control", stage.control, make, look)
}

/// One mark for all events of a place, with the symbol of the youngest. Those of one tier and party are one shape,
/// so that a date writes to a few elements.
pub fn shapes(stage: Stage) -> El {
    let parties = &stage.board().campaign.parties;
    let names = parties.iter().map(|party| party.id.as_str());
    let names: Vec<&str> = names.chain(["none"]).collect();
    let made = (0..stage.site_shapes.count()).map(|_| vec![el("path")]);
    let look = move |shape: usize, _: u64, look: &mut Look| {
        let mut d = String::new();
        for site in stage.sites_of(shape) {
            stamp(&mut d, stage, stage.site_marks.get(site));
        }
        look.set(0, "d", &[&d]);
    };
    let found_by = "#marks-shapes path";
    let mut paths = drawn(found_by, stage.site_shapes, made.collect(), look).into_iter();
    // The class is a group's: to cascade rules anew for a path whenever it changes costs more than to inherit.
    let tier = |tier: Tier| {
        let runs = (0..site_runs(stage.sites.len())).flat_map(|_| &names);
        let party = |party: &&str| {
            let class = ["mark ", tier.word(), " of-", party].concat();
            el("g").set("class", class).maybe(paths.next())
        };
        enlarged(tier).children(runs.map(party))
    };
    el("g")
        .set("id", "marks-shapes")
        .children(Tier::ALL.map(tier))
}

/// The marks of what happens now once more, over all that stands near them: what the day tells is never hidden.
pub fn now(stage: Stage) -> El {
    let make = |_| vec![el("path")];
    let look = move |index: usize, mark: SiteMark, look: &mut Look| {
        let is_shown = mark.tier() == Some(Tier::Now) && !stage.off_map[stage.sites[index].place];
        let cue = if is_shown && mark.arrives {
            " arrives"
        } else {
            ""
        };
        look.set(0, "class", &["mark now top", cue]);
        let mut d = String::new();
        if is_shown {
            stamp(&mut d, stage, mark);
        }
        look.set(0, "d", &[&d]);
    };
    let made = (0..stage.sites.len()).map(make).collect();
    enlarged(Tier::Now).children(drawn("#marks-now path", stage.site_marks, made, look))
}

/// How many events have begun, where the mark is large enough to carry a number. It is said with the sign.
pub fn counts(stage: Stage) -> El {
    let make = |_| vec![el("text").set("class", "count")];
    let look = move |_, mark: SiteMark, look: &mut Look| {
        let SiteMark { state, at, .. } = mark;
        let is_shown = state.age.is_fresh() && !mark.crowded && state.count > 1;
        let at = is_shown.then_some(at);
        look.set_px(0, "x", at.map(|at| at.x + BADGE_PX.x));
        look.set_px(0, "y", at.map(|at| at.y + BADGE_PX.y));
        let number = state.count.to_string();
        look.maybe(0, "", at.map(|_| number.as_str()));
    };
    marks("marks-counts", stage.site_marks, make, look)
}

/// Where the number of events stands beside the mark, pixels.
const BADGE_PX: Xy = Xy { x: 10.0, y: -6.0 };

/// A group whose marks are as large as its tier has them.
fn enlarged(tier: Tier) -> El {
    let scale = ["scale(", &decimal_text(tier.size(), 2), ")"].concat();
    el("g").set("transform", scale)
}

/// A mark within its tier's group.
fn stamp(d: &mut String, stage: Stage, mark: SiteMark) {
    let Some(tier) = mark.tier() else { return };
    let event = mark.state.event.map(|event| &stage.campaign.events[event]);
    let symbol = event.map_or("", |event| shapes::of_event(&event.kind));
    let symbols = if mark.crowded {
        [shapes::DOT, ""]
    } else {
        [shapes::PLATE, symbol]
    };
    shapes::place(d, mark.at.times(1.0 / tier.size()), &symbols);
}

/// What is heard of a site, reached by key or pressed: where the date rests, for it does not follow a hand that
/// drags. It lies under the marks; the ring of the focus is all that is seen of it.
pub fn signs(stage: Stage) -> El {
    let make = move |index: usize| {
        let open = move || {
            let event = stage.signs.get(index).state.event;
            stage.dispatch(Message::Select(event.map(Subject::Event)));
        };
        let place = stage.sites[index].place;
        let sign = el("path")
            .set("data-id", &stage.campaign.places[place].id)
            .set("role", "button")
            // The host makes one of them a stop of the Tab key, and arrows lead from mark to mark.
            .set("tabindex", "-1")
            .tap(open)
            .key(move |event| {
                if matches!(event.key().as_str(), "Enter" | " ") {
                    event.prevent_default();
                    event.stop_propagation();
                    open();
                }
            });
        vec![sign]
    };
    let made = (0..stage.sites.len()).map(make).collect();
    let look = move |index: usize, mark: SiteMark, look: &mut Look| sign(stage, index, mark, look);
    el("g").children(drawn("#marks-sites path", stage.signs, made, look))
}

fn sign(stage: Stage, index: usize, mark: SiteMark, look: &mut Look) {
    let site = &stage.sites[index];
    // Beyond the sheet the margin has a button of its own for it.
    let has_begun = mark.state.event.filter(|_| !stage.off_map[site.place]);
    let Some(event) = has_begun else {
        look.set(0, "class", &["sign"]);
        look.set(0, "d", &[]);
        look.set(0, "aria-hidden", &["true"]);
        return look.set(0, "aria-label", &[]);
    };
    let dense = if mark.crowded { " crowded" } else { "" };
    look.set(0, "class", &["sign ", mark.state.age.word(), dense]);
    let mut d = String::new();
    shapes::place(&mut d, mark.at, &[shapes::PLATE]);
    look.set(0, "d", &[&d]);
    look.set(0, "aria-hidden", &[]);
    let event = &stage.campaign.events[event];
    let (lang, reading) = (stage.lang.get_untracked(), stage.reading.get_untracked());
    let when = i18n::when(lang, event.dating.read(reading));
    let (kind, title) = (i18n::status(lang, &event.kind), event.title.get(lang));
    let place = stage.campaign.places[site.place].name.get(lang);
    let mut name = [&when, " · ", kind, " · ", title, " · ", place].concat();
    // One event is what the name tells.
    if mark.state.count > 1 {
        let count = mark.state.count.to_string();
        let events = i18n::words(lang).events();
        name += &[" · ", &i18n::labeled(lang, events, &count)].concat();
    }
    look.set(0, "aria-label", &[&name]);
}
