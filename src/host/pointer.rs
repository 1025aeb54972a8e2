//! Mouse, pen and fingers on the map: drag, pinch, wheel, double tap.

use crate::app::{Look, Message, Subject};
use crate::carto::trig::pow;
use crate::carto::{Xy, within};
use crate::stage::Stage;
use std::cell::RefCell;
use std::rc::Rc;
use wasm_bindgen::JsCast;

/// A press that moves less than this is a tap, pixels.
const TAP_PX: f64 = 5.0;
/// Half of 44 pixels, the least that a finger hits for certain.
const FINGER_PX: f64 = 22.0;
/// A wheel notch of 100 units zooms by this factor.
const NOTCH: f64 = 1.25;

/// A hand that lets go so soon after it moved, and faster than so many pixels in a millisecond, throws the map.
const THROWN_MS: f64 = 40.0;
const THROWN_PX: f64 = 0.3;

#[derive(Default)]
struct Fingers {
    /// Pointers that are down, by id, where they are now.
    down: Vec<(i32, Xy)>,
    /// How fast the last one moves, pixels in a millisecond, and when it last did.
    speed: Xy,
    moved_at: f64,
    /// Where the first went down; dragging begins when it has moved far enough.
    start: Xy,
    /// Until the next press, or the click at its end.
    dragging: bool,
}

pub fn listen(stage: Stage) {
    let Some(map) = super::element("map") else {
        return;
    };
    let fingers = Rc::new(RefCell::new(Fingers::default()));

    let state = fingers.clone();
    super::on(&map, "pointerdown", move |event: web_sys::PointerEvent| {
        let mut fingers = state.borrow_mut();
        let at = at(&event);
        // The first finger on the screen: one that was lost, with its screen or under a panel, is down no more.
        if event.is_primary() {
            fingers.down.clear();
        }
        // A third finger, or a second button, changes nothing.
        if event.button() != 0 || fingers.down.len() >= 2 {
            return;
        }
        fingers.down.push((event.pointer_id(), at));
        fingers.start = at;
        fingers.dragging = fingers.down.len() == 2;
        fingers.speed = Xy::default();
        drop(fingers);
        super::send(stage, Message::Hold(true));
    });

    let (state, surface) = (fingers.clone(), map.clone());
    super::on(&map, "pointermove", move |event: web_sys::PointerEvent| {
        let mut fingers = state.borrow_mut();
        let now = at(&event);
        let Some(index) = fingers
            .down
            .iter()
            .position(|(id, _)| *id == event.pointer_id())
        else {
            return;
        };
        if !fingers.dragging {
            if now.distance(fingers.start) < TAP_PX {
                return;
            }
            fingers.dragging = true;
            let _ = surface.set_pointer_capture(event.pointer_id());
        }
        let before = fingers.down[index].1;
        fingers.down[index].1 = now;
        // A mouse stops where it stops, and two fingers throw nothing.
        let pace = match event.pointer_type() == "mouse" || fingers.down.len() > 1 {
            true => 0.0,
            false => 1.0 / (event.time_stamp() - fingers.moved_at).max(1.0),
        };
        fingers.moved_at = event.time_stamp();
        fingers.speed = Xy {
            x: now.x - before.x,
            y: now.y - before.y,
        }
        .times(pace);
        let looks = match fingers
            .down
            .iter()
            .find(|(id, _)| *id != event.pointer_id())
        {
            None => vec![Look::Pan(now.x - before.x, now.y - before.y)],
            Some((_, other)) => {
                let factor = now.distance(*other).max(1.0) / before.distance(*other).max(1.0);
                let (was, is) = (before.toward(*other, 0.5), now.toward(*other, 0.5));
                vec![
                    Look::Pan(is.x - was.x, is.y - was.y),
                    Look::Zoom(factor, is),
                ]
            }
        };
        drop(fingers);
        for look in looks {
            super::send(stage, Message::Look(look));
        }
    });

    for name in ["pointerup", "pointercancel", "pointerleave"] {
        let state = fingers.clone();
        super::on(&map, name, move |event: web_sys::PointerEvent| {
            let mut fingers = state.borrow_mut();
            let count = fingers.down.len();
            fingers.down.retain(|(id, _)| *id != event.pointer_id());
            if count == 0 || !fingers.down.is_empty() {
                return;
            }
            let speed = fingers.speed;
            let is_fresh = event.time_stamp() - fingers.moved_at < THROWN_MS;
            let is_thrown =
                fingers.dragging && is_fresh && speed.distance(Xy::default()) > THROWN_PX;
            drop(fingers);
            super::send(stage, Message::Hold(false));
            if is_thrown {
                super::send(stage, Message::Look(Look::Throw(speed.x, speed.y)));
            }
        });
    }

    super::on(&map, "wheel", move |event: web_sys::WheelEvent| {
        event.prevent_default();
        // Lines and pages of older mice, as pixels.
        let unit = [1.0, 33.0, 400.0][event.delta_mode().min(2) as usize];
        let notches = within(event.delta_y() * unit / 100.0, -4.0, 4.0);
        let look = Look::Zoom(pow(NOTCH, -notches), at(&event));
        super::send(stage, Message::Look(look));
    });

    let state = fingers.clone();
    super::on(&map, "click", move |event: web_sys::MouseEvent| {
        let mut fingers = state.borrow_mut();
        let at = at(&event);
        // A click without a press comes from a key or an aid, and its mark answers it.
        let tapped = at.distance(fingers.start) < TAP_PX;
        // WebKit ends a drag with a click on the mark that came along under the pointer.
        let dragged = std::mem::take(&mut fingers.dragging);
        drop(fingers);
        // A finger is broader than a mark: a tap beside it means the nearest.
        let meant = || {
            let near = stage.near(at, FINGER_PX);
            near.or_else(|| named(stage, &event))
                .or_else(|| stage.land(at))
        };
        let near = tapped.then(meant).flatten();
        if dragged || near.is_some() {
            event.stop_propagation();
        }
        if !dragged && near.is_some() {
            super::send(stage, Message::Select(near));
        }
    });

    super::on(&map, "dblclick", move |event: web_sys::MouseEvent| {
        event.prevent_default();
        super::send(stage, Message::Look(Look::Zoom(2.0, at(&event))));
    });
}

/// The place whose name or dot was pressed.
fn named(stage: Stage, event: &web_sys::MouseEvent) -> Option<Subject> {
    let target: web_sys::Element = event.target()?.dyn_into().ok()?;
    let id = target.get_attribute("data-place")?;
    Subject::read(&["place:", &id].concat(), &stage.campaign)
}

/// Shows which mark a click would open.
pub fn hover(stage: Stage) {
    let Some(map) = super::element("map") else {
        return;
    };
    let surface = map.clone();
    super::on(&map, "pointermove", move |event: web_sys::PointerEvent| {
        // A finger hides what it points at, and a drag points at nothing.
        let is_pointing = event.pointer_type() == "mouse" && event.buttons() == 0;
        let near = stage.near(at(&event), FINGER_PX).filter(|_| is_pointing);
        stage.hovered.set(near);
        let is_near = if near.is_some() { "true" } else { "false" };
        let _ = surface.set_attribute("data-hovered", is_near);
    });
    super::on(&map, "pointerleave", move |_: web_sys::PointerEvent| {
        stage.hovered.set(None);
    });
}

/// The map begins at the window's corner and is as wide: window pixels are its own, unless the page is enlarged.
/// Not all engines enlarge the boxes of elements, too; all give the pointer in pixels of the window.
fn at(event: &web_sys::MouseEvent) -> Xy {
    let window_px = leptos::prelude::window().inner_width();
    let window_px = window_px.ok().and_then(|px| px.as_f64());
    let own_px = super::element("map").map_or(0, |map| {
        map.unchecked_ref::<web_sys::HtmlElement>().offset_width()
    });
    let at = Xy {
        x: f64::from(event.client_x()),
        y: f64::from(event.client_y()),
    };
    at.times(window_px.map_or(1.0, |window_px| f64::from(own_px) / window_px))
}
