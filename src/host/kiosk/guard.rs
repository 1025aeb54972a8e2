//! No way out, and no touch that does two things: what a visitor's hands may not do to the page.

use super::follow;
use crate::app::kiosk::{Input, Turn};
use crate::host::{element_of, is_in, on_early};
use crate::stage::Kiosk;
use leptos::prelude::window;
use std::cell::Cell;
use std::rc::Rc;

/// The mark of our own entry in the history.
const HERE: &str = "kiosk";

pub fn close(kiosk: Kiosk) {
    presses(kiosk);
    signs_of_life(kiosk);
    // Menus, selections, drags, and what two fingers or a wheel do to the page as a whole.
    for name in [
        "contextmenu",
        "selectstart",
        "dragstart",
        "dblclick",
        "gesturestart",
    ] {
        on_early(&window(), name, |event: web_sys::Event| stop(&event));
    }
    on_early(&window(), "wheel", |event: web_sys::WheelEvent| {
        if event.ctrl_key() {
            event.prevent_default();
        }
    });
    on_early(&window(), "touchmove", |event: web_sys::TouchEvent| {
        if event.touches().length() > 1 {
            event.prevent_default();
        }
    });
    // The way back ends here.
    let stay = || {
        let Ok(history) = window().history() else {
            return;
        };
        let here = history.state().is_ok_and(|state| state == HERE);
        if !here {
            let _ = history.push_state(&HERE.into(), "");
        }
    };
    on_early(&window(), "popstate", move |_: web_sys::Event| stay());
    on_early(&window(), "pointerup", move |_: web_sys::Event| stay());
}

/// Presses and keys: the one that wakes the exhibit or answers the question does nothing else.
fn presses(kiosk: Kiosk) {
    let spent = Rc::new(Cell::new(false));
    let used = spent.clone();
    on_early(
        &window(),
        "pointerdown",
        move |event: web_sys::PointerEvent| {
            let corner = is_in(&event, ".corner");
            if corner {
                kiosk.tell(Input::Corner(true));
            }
            used.set(press(kiosk));
            if used.get() {
                stop(&event);
            }
        },
    );
    for name in ["pointerup", "pointercancel"] {
        on_early(&window(), name, move |_: web_sys::Event| {
            kiosk.tell(Input::Corner(false));
        });
    }
    let used = spent.clone();
    on_early(
        &window(),
        "keydown",
        move |event: web_sys::KeyboardEvent| {
            let key = event.key();
            let is_function = key.len() > 1 && key.starts_with('F') || key.starts_with("Browser");
            if event.ctrl_key() || event.alt_key() || event.meta_key() || is_function {
                stop(&event);
            }
            // A key held down repeats itself; a visitor who leans on it is still one press.
            if event.repeat() && used.get() {
                return stop(&event);
            }
            used.set(press(kiosk));
            if used.get() {
                stop(&event);
            }
        },
    );
    let used = spent.clone();
    on_early(&window(), "keyup", move |event: web_sys::Event| {
        if used.get() {
            stop(&event);
        }
    });
    on_early(&window(), "click", move |event: web_sys::MouseEvent| {
        // What a screen reader clicks has had no press that could be spent.
        let is_pressed = event.detail() > 0;
        if is_pressed && spent.get() || is_in(&event, "a[target], a[download]") {
            stop(&event);
        }
    });
}

/// Was the press spent on waking the exhibit, or on answering the question?
fn press(kiosk: Kiosk) -> bool {
    let turn = kiosk.tell(Input::Press);
    follow(turn);
    matches!(turn, Some(Turn::Wake | Turn::Resume))
}

fn signs_of_life(kiosk: Kiosk) {
    for name in ["wheel", "scroll", "input", "touchmove"] {
        on_early(&window(), name, move |_: web_sys::Event| {
            kiosk.tell(Input::Stir);
        });
    }
    // A browser says that the mouse has moved when only what lies below it has.
    let before = Cell::new((0, 0));
    on_early(
        &window(),
        "pointermove",
        move |event: web_sys::PointerEvent| {
            let at = (event.screen_x(), event.screen_y());
            if before.replace(at) == at {
                return;
            }
            kiosk.tell(match event.pointer_type() == "mouse" {
                true => Input::Mouse,
                false => Input::Stir,
            });
        },
    );
}

/// Takes the address from every link: what has no address leads nowhere, for a finger or a key.
pub fn unlink() {
    while let Some(link) = element_of("a[href]") {
        let _ = link.remove_attribute("href");
    }
}

fn stop(event: &web_sys::Event) {
    event.prevent_default();
    event.stop_immediate_propagation();
}
