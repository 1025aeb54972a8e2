//! The clock: animation frames while something moves, none while all rests.

use crate::app::Message;
use crate::stage::Stage;
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The date rests when it has not changed for once to twice this long, milliseconds: a hand that drags goes on
/// sooner.
const REST_MS: i32 = 100;

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
    crate::stage::watch(move || {
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

/// Says when the date has stopped changing, while something waits for that. It looks from time to time: to hear of
/// every change costs a hand that drags more.
fn rest(stage: Stage) {
    let before = Rc::new(Cell::new(f64::NAN));
    let timer: Frame = Rc::default();
    *timer.borrow_mut() = Some(Closure::new({
        let (before, timer) = (before.clone(), timer.clone());
        move |_| {
            let position = stage.dial.get(0).position;
            if before.replace(position) != position {
                return wait(&timer, REST_MS);
            }
            before.set(f64::NAN);
            stage.dispatch(Message::Rest);
        }
    }));
    let waiting = stage.waiting;
    crate::stage::watch(move || {
        // Unless it looks already.
        if waiting.get() && before.get().is_nan() {
            before.set(f64::INFINITY);
            wait(&timer, REST_MS);
        }
    });
}

/// Says when the camera has come to rest.
pub fn settle(stage: Stage) {
    let view = stage.view;
    let settle = move || stage.settle();
    when_quiet(REST_MS, Box::new(move || view.track()), Box::new(settle));
}

/// Acts again and again, for as long as the page lives.
pub fn every(period_ms: i32, act: impl Fn() + 'static) {
    let act = Closure::<dyn Fn()>::new(act);
    let _ = window().set_interval_with_callback_and_timeout_and_arguments_0(
        act.as_ref().unchecked_ref(),
        period_ms,
    );
    act.forget();
}

/// Acts when what `follow` reads has not changed for between one and two periods of milliseconds. A timer that
/// runs on costs a changing date nothing; one that is set anew each time does.
pub fn when_quiet(period_ms: i32, follow: Box<dyn Fn()>, act: Box<dyn Fn()>) {
    let changed = Rc::new(Cell::new(false));
    let waiting = Rc::new(Cell::new(false));
    let timer: Frame = Rc::default();
    // The same kind of closure as a frame's, for the sake of bytes; a timer hands it no number.
    *timer.borrow_mut() = Some(Closure::new({
        let (changed, waiting, timer) = (changed.clone(), waiting.clone(), timer.clone());
        move |_| {
            if changed.replace(false) {
                return wait(&timer, period_ms);
            }
            waiting.set(false);
            act();
        }
    }));
    crate::stage::watch(move || {
        follow();
        changed.set(true);
        if !waiting.replace(true) {
            wait(&timer, period_ms);
        }
    });
}

fn wait(timer: &Frame, period_ms: i32) {
    if let Some(closure) = timer.borrow().as_ref() {
        let _ = window().set_timeout_with_callback_and_timeout_and_arguments_0(
            closure.as_ref().unchecked_ref(),
            period_ms,
        );
    }
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
