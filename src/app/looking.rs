//! The camera: what a reader asks to look at, and what the day or a subject brings into view.

use super::{FLIGHT_MS, Flight, Look, Model, Subject, story};
use crate::campaign::{Campaign, Event};
use crate::carto::camera::{Camera, Viewport};
use crate::carto::{Rect, Xy};

pub fn look_at(model: &mut Model, campaign: &Campaign, look: Look) {
    let (viewport, sheet) = (model.viewport, model.sheet);
    let extent =
        |extent| Camera::fit(model.albers.rect(extent), &viewport).bounded(&viewport, sheet);
    match look {
        Look::Pan(dx, dy) => {
            model.flight = None;
            model.camera = model.camera.panned(dx, dy, &viewport, sheet);
        }
        Look::Throw(x, y) => {
            // So far does what begins at this speed and ends at rest.
            let reach = FLIGHT_MS / 3.0;
            let to = model.camera.panned(x * reach, y * reach, &viewport, sheet);
            if !model.still {
                fly(model, to, true);
            }
        }
        Look::Zoom(factor, at) => {
            model.flight = None;
            model.camera = model.camera.zoomed(factor, at, &viewport, sheet);
        }
        Look::ZoomMiddle(factor) => {
            let middle = viewport.free().center();
            let to = model.flight.map_or(model.camera, |flight| flight.to);
            fly(model, to.zoomed(factor, middle, &viewport, sheet), false);
        }
        Look::Whole => fly(model, opening(model, campaign), false),
        Look::Toward(corners) => {
            let to = extent(corners);
            if !model.held {
                fly(model, to, false);
            }
        }
        Look::Extent(corners) => {
            model.flight = None;
            model.camera = extent(corners);
        }
        Look::Day => match model.selection {
            None | Some(Subject::Event(_)) => show_day(model, campaign),
            Some(subject) => story::go_to(model, campaign, subject),
        },
    }
}

/// The view with which the map opens.
pub fn opening(model: &Model, campaign: &Campaign) -> Camera {
    Camera::whole(
        model.albers.rect(campaign.extent),
        &model.viewport,
        model.sheet,
    )
}

pub fn fly(model: &mut Model, to: Camera, thrown: bool) {
    model.flight = Some(Flight {
        from: model.camera,
        to,
        elapsed_ms: 0.0,
        thrown,
    });
    if model.still {
        land(model);
    }
}

/// Ends a move at once.
pub fn land(model: &mut Model) {
    if let (true, Some(flight)) = (model.still, model.flight) {
        model.camera = flight.to;
        model.flight = None;
    }
}

/// Keeps the middle of the free space where it was; the first time, shows the opening view.
pub fn resize(model: &mut Model, campaign: &Campaign, viewport: Viewport) {
    let sane = |v: f64| v.is_finite() && (1.0..=20_000.0).contains(&v);
    if !sane(viewport.width) || !sane(viewport.height) {
        return;
    }
    let old = model.viewport;
    model.viewport = viewport;
    if !model.placed {
        model.placed = true;
        model.camera = opening(model, campaign);
        return;
    }
    let middle = model.camera.to_sheet(old.free().center(), &old);
    let drawn = model.camera.to_window(middle, &viewport);
    let aim = viewport.free().center();
    let sheet = model.sheet;
    let kept = |camera: Camera| camera.panned(aim.x - drawn.x, aim.y - drawn.y, &viewport, sheet);
    model.camera = kept(model.camera);
    // A move under way goes on to where it would have ended.
    model.flight = model.flight.map(|flight| Flight {
        from: kept(flight.from),
        to: kept(flight.to),
        ..flight
    });
}

/// Brings what happens today into the free space, when it lies outside or is too small to tell apart.
pub fn show_day(model: &mut Model, campaign: &Campaign) {
    let today = model.date();
    let begins = |event: &&Event| event.dating.read(model.reading).first == today;
    // Beats of the day when it has any, else whatever happens.
    let most = campaign
        .events
        .iter()
        .filter(begins)
        .map(|event| event.importance)
        .max();
    let places: Vec<(Xy, f64)> = campaign
        .events
        .iter()
        .filter(begins)
        .filter(|event| Some(event.importance) == most)
        .filter_map(|event| event.place)
        .map(|place| {
            let place = &campaign.places[place.0];
            (
                model.albers.project(place.at),
                f64::from(place.precision_m) / 1000.0,
            )
        })
        .filter(|(at, _)| model.sheet.contains(*at))
        .collect();
    show_places(model, &places);
}

/// Brings places, each with its radius in kilometres, into the free space.
pub fn show_places(model: &mut Model, places: &[(Xy, f64)]) {
    let Some((first, _)) = places.first() else {
        return;
    };
    let (mut x0, mut y0, mut x1, mut y1) = (first.x, first.y, first.x, first.y);
    for (at, radius) in places {
        // A place that is an area is shown whole.
        let around = radius.max(SURROUNDINGS_KM);
        (x0, x1) = (x0.min(at.x - around), x1.max(at.x + around));
        (y0, y1) = (y0.min(at.y - around), y1.max(at.y + around));
    }
    let rect = Rect {
        x: x0,
        y: y0,
        width: x1 - x0,
        height: y1 - y0,
    };
    let to = Camera::fit(rect, &model.viewport).bounded(&model.viewport, model.sheet);
    let shown = |camera: &Camera| {
        let free = model.viewport.free().grown(-30.0);
        let seen = |at: &Xy| free.contains(camera.to_window(*at, &model.viewport));
        places.iter().all(|(at, _)| seen(at))
    };
    let target = model.flight.map_or(model.camera, |flight| flight.to);
    let ratio = to.scale / target.scale;
    // Stay when the points are in view at a useful scale: a camera that rests is easier to follow.
    let is_clear = shown(&target) && (0.2..5.0).contains(&ratio);
    if !is_clear && !model.held {
        fly(model, to, false);
    }
}

/// An event is shown with this much land around it, kilometres.
const SURROUNDINGS_KM: f64 = 60.0;
