//! The page object `window.arrowWar`, for hosts and meters. Typed in `arrow-war.d.ts`.

use crate::app::Message;
use crate::campaign::Date;
use crate::stage::Stage;
use js_sys::{Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;

const NAME: &str = "arrowWar";

/// Puts the object on the window; `ready` turns true with [`ready`].
pub fn install(stage: Stage) {
    let object = Object::new();
    put(&object, "ready", &JsValue::FALSE);

    let seek = Closure::<dyn Fn(JsValue) -> Promise>::new(move |day: JsValue| {
        // A day outside the record shows its nearest; what is no day is refused.
        let Some(day) = day.as_string().as_deref().and_then(Date::parse) else {
            let message = "seek: write a day, YYYY-MM-DD";
            return Promise::reject(&js_sys::RangeError::new(message));
        };
        stage.dispatch(Message::Seek(day));
        Promise::resolve(&JsValue::UNDEFINED)
    });
    put(&object, "seek", &seek.into_js_value());

    tell(&object, "date", move || {
        stage.day.get_untracked().to_string().into()
    });
    tell(&object, "frame", move || frame(stage));
    tell(&object, "wasmBytes", || wasm_bytes().into());

    put(&js_sys::global().unchecked_into(), NAME, &object);
}

/// The program's memory.
pub fn wasm_bytes() -> u32 {
    let memory = wasm_bindgen::memory().unchecked_into::<js_sys::WebAssembly::Memory>();
    let buffer = memory.buffer().unchecked_into::<js_sys::ArrayBuffer>();
    buffer.byte_length()
}

/// The state of everything on the day, as the outside reads it.
pub fn frame(stage: Stage) -> JsValue {
    let report = stage
        .frame()
        .report(&stage.campaign, &stage.book.get_untracked());
    let json = serde_wasm_bindgen::Serializer::json_compatible();
    serde::Serialize::serialize(&report, &json).unwrap_or(JsValue::NULL)
}

/// The map answers.
pub fn ready() {
    if let Ok(object) = Reflect::get(&js_sys::global(), &NAME.into()) {
        put(object.unchecked_ref(), "ready", &JsValue::TRUE);
    }
}

/// Returns when what was dispatched before is on the screen: a frame was asked for, or so many milliseconds are over,
/// if any.
pub async fn drawn(at_most_ms: u32) {
    // Not as an `async fn` of the block below: that brings the sentence of a panic, 0.6 KiB.
    let _ = JsFuture::from(promise_drawn(at_most_ms)).await;
}

#[wasm_bindgen]
extern "C" {
    /// It is made in `boot.js`.
    #[wasm_bindgen(js_name = arrowWarDrawn)]
    fn promise_drawn(at_most_ms: u32) -> Promise;

    /// Writes to elements of the page what all marks of a moment are told, in one text: a call from WebAssembly for
    /// each attribute of each mark came to a quarter of a seek. It is made in `boot.js`.
    #[wasm_bindgen(js_name = arrowWarWrite)]
    pub fn write(told: &str);
}

/// A function of the object that only answers.
fn tell(object: &Object, name: &str, answer: impl Fn() -> JsValue + 'static) {
    let answer: Box<dyn Fn() -> JsValue> = Box::new(answer);
    put(object, name, &Closure::wrap(answer).into_js_value());
}

pub fn put(object: &Object, name: &str, value: &JsValue) {
    let _ = Reflect::set(object, &name.into(), value);
}
