//! The camera: what a reader asks to look at, and what the day or a subject brings into view.

use super::{FLIGHT_MS, Flight, Look, Model, Subject, story};
use crate::campaign::place::PlaceId;
use crate::campaign::{Campaign, Event, LonLat};
use crate::carto::camera::{Camera, Viewport};
use crate::carto::{Rect, Xy};
use std::ops::Range;

pub fn look_at(model: &mut Model, campaign: &Campaign, look: Look) {
    let (viewport, sheet) = (model.viewport, model.sheet);
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
            let middle = viewport.open().center();
            let to = model.flight.map_or(model.camera, |flight| flight.to);
            fly(model, to.zoomed(factor, middle, &viewport, sheet), false);
        }
        Look::Whole => fly(model, opening(model, campaign), false),
        Look::Toward(corners) => {
            let to = Camera::clear(model.albers.rect(corners), &viewport, sheet);
            if !model.held {
                fly(model, to, false);
            }
        }
        Look::Extent(corners) => {
            // What was seen once, whatever floats over its edges now.
            model.flight = None;
            model.camera = match corners == campaign.extent {
                true => opening(model, campaign),
                false => Camera::whole(model.albers.rect(corners), &viewport, sheet),
            };
        }
        Look::Day => match model.selection {
            None | Some(Subject::Event(_)) => show_day(model, campaign),
            Some(subject) => story::go_to(model, campaign, subject),
        },
    }
}

/// The view with which the map opens: a little nearer where the sheet would leave a strip of the window bare.
pub fn opening(model: &Model, campaign: &Campaign) -> Camera {
    let (viewport, sheet) = (model.viewport.bare(), model.sheet);
    let whole = Camera::whole(model.albers.rect(campaign.extent), &viewport, sheet);
    let open = viewport.open();
    let covering = (open.width / sheet.width).max(open.height / sheet.height);
    let nearer = covering / whole.scale;
    match (1.0..LITTLE).contains(&nearer) {
        true => whole.zoomed(nearer, open.center(), &viewport, sheet),
        false => whole,
    }
}

/// So many times nearer at most.
const LITTLE: f64 = 1.1;

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

/// Keeps the middle of the open space where it was; the first time, shows the opening view.
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
    let middle = model.camera.to_sheet(old.open().center(), &old);
    let drawn = model.camera.to_window(middle, &viewport);
    let aim = viewport.open().center();
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

/// Brings what happens today, or the land that the card speaks of, into the free space, when it lies outside or is
/// too small to tell apart.
pub fn show_day(model: &mut Model, campaign: &Campaign) {
    let mut reach = Reach::default();
    if let Some(subject) = model.selection {
        reach.land(model, campaign, subject);
    }
    if reach.is_empty() {
        let today = model.date();
        let begins = |event: &Event| event.dating.read(model.reading).first == today;
        // Beats of the day when it has any, else whatever happens.
        let mut most = 0;
        for event in campaign.events.iter().filter(|event| begins(event)) {
            most = most.max(event.importance);
        }
        for (index, event) in campaign.events.iter().enumerate() {
            if event.importance == most && begins(event) {
                reach.place(model, campaign, event.place);
                reach.land(model, campaign, Subject::Event(index));
            }
        }
    }
    show(model, &reach);
}

/// What is to be brought into view, on the sheet.
pub struct Reach {
    /// Least and greatest x and y of the points themselves, and with their surroundings.
    points: [f64; 4],
    around: [f64; 4],
    /// The camera stays when it sees the points and would come so many times nearer.
    pub useful: Range<f64>,
}

impl Default for Reach {
    fn default() -> Reach {
        let nothing = [f64::MAX, f64::MAX, f64::MIN, f64::MIN];
        Reach {
            points: nothing,
            around: nothing,
            useful: FARTHER..NEARER,
        }
    }
}

impl Reach {
    pub fn is_empty(&self) -> bool {
        self.points[0] > self.points[2]
    }

    /// A point with so much about it, kilometres.
    #[inline(never)]
    fn add(&mut self, model: &Model, at: LonLat, around: f64) {
        let at = model.albers.project(at);
        if !model.sheet.contains(at) {
            return;
        }
        for (bounds, around) in [(&mut self.points, 0.0), (&mut self.around, around)] {
            *bounds = [
                bounds[0].min(at.x - around),
                bounds[1].min(at.y - around),
                bounds[2].max(at.x + around),
                bounds[3].max(at.y + around),
            ];
        }
    }

    /// A place; one that is an area is shown whole.
    pub fn place(&mut self, model: &Model, campaign: &Campaign, place: Option<PlaceId>) {
        if let Some(place) = place {
            let place = &campaign.places[place.0];
            let radius_km = f64::from(place.precision_m) / 1000.0;
            self.add(model, place.at, radius_km.max(SURROUNDINGS_KM));
        }
    }

    /// The land that a subject speaks of, if it does.
    pub fn land(&mut self, model: &Model, campaign: &Campaign, subject: Subject) {
        for part in &campaign.parts {
            let speaks_of = match subject {
                Subject::Territory(index) => part.territory == index,
                Subject::Treaty(index) => {
                    let treaty = &campaign.treaties[index].id;
                    let states = &campaign.territories[part.territory].history.0;
                    let mut treaties = states.iter().filter_map(|state| state.treaty.as_ref());
                    treaties.any(|other| other == treaty)
                }
                Subject::Event(index) => {
                    let event = &campaign.events[index];
                    let mut facts = part.facts.iter();
                    event.kind == CESSION && facts.any(|fact| event.facts.contains(fact))
                }
                _ => false,
            };
            if !speaks_of {
                continue;
            }
            self.useful.end = NEARER_LAND;
            for at in part.rings().flatten() {
                self.add(model, at, AROUND_LAND_KM);
            }
        }
    }
}

/// Brings it into the free space.
pub fn show(model: &mut Model, reach: &Reach) {
    if reach.is_empty() {
        return;
    }
    let rect = |[x, y, right, bottom]: [f64; 4]| Rect {
        x,
        y,
        width: right - x,
        height: bottom - y,
    };
    let viewport = model.viewport;
    let to = Camera::clear(rect(reach.around), &viewport, model.sheet);
    let target = model.flight.map_or(model.camera, |flight| flight.to);
    let free = viewport.free().grown(-CLEAR_PX);
    let [x0, y0, x1, y1] = reach.points;
    let mut corners = [Xy { x: x0, y: y0 }, Xy { x: x1, y: y1 }].into_iter();
    let is_shown = corners.all(|at| free.contains(target.to_window(at, &viewport)));
    let ratio = to.scale / target.scale;
    // Stay when the points are in view at a useful scale: a camera that rests is easier to follow.
    let is_clear = is_shown && reach.useful.contains(&ratio);
    if !is_clear && !model.held {
        fly(model, to, false);
    }
}

/// An event is shown with this much land around it, kilometres.
const SURROUNDINGS_KM: f64 = 60.0;
/// Land that changed hands is shown with this much about it: less than Kowloon is from Hong Kong, kilometres.
const AROUND_LAND_KM: f64 = 3.0;
/// How many times nearer the camera may come before it leaves what it sees: to a place, and to a land, which is
/// to be told from its neighbours.
const FARTHER: f64 = 0.2;
const NEARER: f64 = 5.0;
const NEARER_LAND: f64 = 2.0;
/// A mark so near the edge of the free space is not clear of what lies there, pixels.
const CLEAR_PX: f64 = 14.0;
/// Events that tell of land.
const CESSION: &str = "cession";
