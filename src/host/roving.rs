//! One stop of the Tab key for all marks of the map: arrows lead from mark to mark, in the order of days.
//!
//! All that have begun are among them, though they are drawn as one shape with others.

use crate::app::keymap::{MARK_ROWS, Rove};
use crate::app::{Look, Message};
use crate::campaign::order;
use crate::stage::{Stage, watch};
use leptos::prelude::*;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use web_sys::{Element, FocusEvent, KeyboardEvent};

pub fn listen(stage: Stage) {
    let Some(marks) = super::element("marks-sites") else {
        return;
    };
    // The site whose mark is the stop.
    let stop: &'static Cell<Option<usize>> = Box::leak(Box::default());
    watch(move || {
        stage.rested_day.track();
        stage.reading.track();
        // The latest, unless the reader stands on another.
        let here = document().active_element();
        let standing = stop.get().filter(|site| mark(stage, *site) == here);
        set_stop(stage, stop, standing.or(reached(stage).last().copied()));
    });
    super::on(&marks, "keydown", move |event: KeyboardEvent| {
        let row = MARK_ROWS
            .iter()
            .find(|(keys, _)| keys.contains(&event.key().as_str()));
        let Some((_, Some(rove))) = row else { return };
        if event.shift_key() || event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let sites = reached(stage);
        let target = event
            .target()
            .and_then(|target| target.dyn_into::<Element>().ok());
        let here = sites.iter().position(|site| mark(stage, *site) == target);
        let (Some(here), Some(last)) = (here, sites.len().checked_sub(1)) else {
            return;
        };
        let next = match rove {
            Rove::Next => (here + 1).min(last),
            Rove::Previous => here.saturating_sub(1),
            Rove::Earliest => 0,
            Rove::Latest => last,
        };
        event.prevent_default();
        event.stop_propagation();
        set_stop(stage, stop, Some(sites[next]));
        if let Some(mark) = mark(stage, sites[next]) {
            super::focus(&mark);
        }
    });
    super::on(&marks, "focusin", move |event: FocusEvent| {
        let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
        // What is pressed is in view already.
        let is_by_key = |mark: &Element| matches!(mark.matches(":focus-visible"), Ok(true));
        if target.as_ref().is_some_and(is_by_key) {
            let mut sites = reached(stage).into_iter();
            sites
                .find(|site| mark(stage, *site) == target)
                .inspect(|site| bring(stage, *site));
        }
    });
}

/// Sites on the sheet at which something has begun, by the day of what their mark tells.
fn reached(stage: Stage) -> Vec<usize> {
    let (reading, zero) = (stage.reading.get_untracked(), stage.campaign.time.first);
    let mut sites = vec![];
    let mut keys = vec![];
    for (index, site) in stage.sites.iter().enumerate() {
        let event = stage.signs.get(index).state.event;
        if let Some(event) = event.filter(|_| !stage.off_map[site.place]) {
            let first = stage.campaign.events[event].dating.read(reading).first;
            sites.push(index);
            keys.push((i64::from(first.since(zero)), 0));
        }
    }
    order(keys.into_iter())
        .into_iter()
        .map(|at| sites[at])
        .collect()
}

/// Moves the map so that a mark is seen, if it is not.
fn bring(stage: Stage, site: usize) {
    let at = stage.signs.get(site).at;
    let at = stage.view.with_untracked(|view| view.of_mark(at));
    let free = stage.model().viewport.free();
    if !free.contains(at) {
        let (x, y) = (free.x + free.width / 2.0, free.y + free.height / 2.0);
        super::send(stage, Message::Look(Look::Pan(x - at.x, y - at.y)));
    }
}

fn mark(stage: Stage, site: usize) -> Option<Element> {
    let place = &stage.campaign.places[stage.sites[site].place].id;
    let selector = ["#marks-sites [data-id=\"", place, "\"]"].concat();
    document().query_selector(&selector).ok().flatten()
}

fn set_stop(stage: Stage, stop: &Cell<Option<usize>>, site: Option<usize>) {
    for (site, tabindex) in [(stop.replace(site), "-1"), (site, "0")] {
        if let Some(mark) = site.and_then(|site| mark(stage, site)) {
            // No name of ours is refused by the page.
            let _ = mark.set_attribute("tabindex", tabindex);
        }
    }
}
