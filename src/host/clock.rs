//! The clock: animation frames while something moves, none while all rests.

use crate::app::Message;
use crate::stage::Stage;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The date rests when it has not changed for this long, milliseconds: a hand that drags goes on sooner.
const REST_MS: i32 = 150;

/// One closure for all frames of the page, asked for again while something moves.
type Frame = Rc<RefCell<Option<Closure<dyn FnMut(f64)>>>>;

pub fn run(stage: Stage) {
    let frame: Frame = Rc::default();
    let before = Rc::new(Cell::new(None::<f64>));
    *frame.borrow_mut() = Some(Closure::new({
        let (stage, frame, before) = (stage, frame.clone(), before.clone());
        move |now: f64| {
            let elapsed = before.replace(Some(now)).map_or(0.0, |before| now - before);
            stage.dispatch(Message::Tick(elapsed));
            match stage.moving.get_untracked() {
                true => ask(&frame),
                false => before.set(None),
            }
        }
    }));
    let moving = stage.moving;
    super::watch(move || {
        if moving.get() && before.get().is_none() {
            ask(&frame);
        }
    });
    still(stage);
    rest(stage);
}

fn ask(frame: &Frame) {
    if let Some(closure) = frame.borrow().as_ref() {
        let _ = window().request_animation_frame(closure.as_ref().unchecked_ref());
    }
}

/// Says when the date has stopped changing.
fn rest(stage: Stage) {
    // The same kind of closure as a frame's, for the sake of bytes; a timer hands it no number.
    let rest = Closure::<dyn FnMut(f64)>::new(move |_| stage.dispatch(Message::Rest));
    let rest = rest.into_js_value();
    let timer = Cell::new(0);
    super::watch(move || {
        stage.position.track();
        window().clear_timeout_with_handle(timer.get());
        let wait = window()
            .set_timeout_with_callback_and_timeout_and_arguments_0(rest.unchecked_ref(), REST_MS);
        timer.set(wait.unwrap_or_default());
    });
}

/// Follows the reader's wish for reduced motion.
fn still(stage: Stage) {
    let Ok(Some(query)) = window().match_media("(prefers-reduced-motion: reduce)") else {
        return;
    };
    super::send(stage, Message::Still(query.matches()));
    let changed = query.clone();
    super::on(&query, "change", move |_: web_sys::Event| {
        super::send(stage, Message::Still(changed.matches()));
    });
}
