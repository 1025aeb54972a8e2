//! The embed protocol, version 1: messages between the map and the page around it. `app::embed` reads the calls.
//!
//! Only the page directly around the map is heard, and only from one origin: the one that the address names
//! (`origin=`), else that of the first call. Nothing is sent to any other.

use super::{clock, page};
use crate::app::embed::{self, Answer};
use crate::stage::{Stage, watch};
use js_sys::{Array, JsString, Number, Object, Reflect};
use leptos::prelude::*;
use std::cell::RefCell;
use std::rc::Rc;
use std::sync::atomic::Ordering;
use wasm_bindgen::prelude::*;

/// A kiosk's watchdog takes silence of a few of these for a page that hangs, milliseconds.
const HEARTBEAT_MS: i32 = 5_000;
/// Parts of an extent.
const MAX_ITEMS: u32 = 4;

/// The page around the map.
#[derive(Clone)]
pub struct Host {
    window: web_sys::Window,
    /// Empty until it is known.
    origin: Rc<RefCell<String>>,
    counts: Rc<RefCell<Option<Table>>>,
}

/// Writes the table of visits.
type Table = Box<dyn Fn() -> String>;

type Members<'a> = &'a [(&'a str, JsValue)];

/// Listens to the page around the map and tells it what happens. Without such a page there is nothing to do.
pub fn connect(stage: Stage) -> Option<Host> {
    let parent = window().parent().ok()??;
    if Object::is(&parent, &window()) {
        return None;
    }
    let host = Host {
        window: parent,
        origin: Rc::new(RefCell::new(named_origin())),
        counts: Rc::default(),
    };
    if host.is_known() && !host.greet(stage) {
        super::passed_over(stage, &["origin=", &host.origin.take()].concat());
    }
    follow(stage, &host);
    let heard = host.clone();
    super::on(&window(), "message", move |event: web_sys::MessageEvent| {
        answer(stage, &heard, &event)
    });
    Some(host)
}

/// The origin in the address; as boot.js reads it.
fn named_origin() -> String {
    let fragment = super::address::fragment();
    let mut pairs = fragment.trim_start_matches('#').split('&');
    let named = pairs.find_map(|pair| pair.strip_prefix("origin="));
    let decoded = named.and_then(|origin| js_sys::decode_uri_component(origin).ok());
    decoded.map(String::from).unwrap_or_default()
}

impl Host {
    /// From now on the page around the map may ask for the table of visits.
    pub fn may_ask_counts(&self, table: Table) {
        self.counts.replace(Some(table));
    }

    fn is_known(&self) -> bool {
        !self.origin.borrow().is_empty()
    }

    /// Sends a message; whether it could be sent.
    fn post(&self, kind: &str, members: Members) -> bool {
        if !self.is_known() || super::FALLEN.load(Ordering::Relaxed) {
            return true;
        }
        let message = Object::new();
        page::put(&message, "arrowWar", &embed::VERSION.into());
        page::put(&message, "type", &kind.into());
        for (name, value) in members {
            page::put(&message, name, value);
        }
        // A page without an origin, in a sandbox or from a disk, can be reached in no other way.
        let origin = match self.origin.borrow().as_str() {
            "null" => "*".to_string(),
            origin => origin.to_string(),
        };
        self.window.post_message(&message, &origin).is_ok()
    }

    /// The map answers; sent once, before all else.
    fn greet(&self, stage: Stage) -> bool {
        let span = stage.campaign.span();
        self.post(
            "ready",
            &[
                ("version", env!("CARGO_PKG_VERSION").into()),
                ("date", date(stage)),
                ("language", stage.lang.get_untracked().tag().into()),
                ("first", span.first.to_string().into()),
                ("last", span.last.to_string().into()),
            ],
        )
    }
}

fn date(stage: Stage) -> JsValue {
    stage.day.get_untracked().to_string().into()
}

/// Tells the page around the map what changes.
fn follow(stage: Stage, host: &Host) {
    let to = host.clone();
    watch(move || {
        stage.day.track();
        to.post("date", &[("date", date(stage))]);
    });
    let to = host.clone();
    watch(move || {
        if let Some(index) = stage.chapter.get() {
            to.post("chapter", &[("chapter", JsValue::from(index as u32 + 1))]);
        }
    });
    let to = host.clone();
    watch(move || {
        let chosen = stage.selection.get();
        let id = chosen.map(|subject| subject.word(&stage.campaign));
        to.post("select", &[("id", id.map_or(JsValue::NULL, JsValue::from))]);
    });
    let to = host.clone();
    watch(move || {
        if let Some(sentence) = stage.notices.get().last() {
            problem(&to, "notice", sentence);
        }
    });
    let to = host.clone();
    clock::every(HEARTBEAT_MS, move || {
        let playing = stage.playing.get_untracked().into();
        to.post("heartbeat", &[("date", date(stage)), ("playing", playing)]);
    });
}

fn problem(host: &Host, kind: &str, sentence: &str) {
    host.post(
        "problem",
        &[("kind", kind.into()), ("message", sentence.into())],
    );
}

fn answer(stage: Stage, host: &Host, event: &web_sys::MessageEvent) {
    // A plain window or nothing: a worker or a port is no page around the map.
    let is_parent = event
        .source()
        .is_some_and(|source| Object::is(&source, &host.window));
    let is_stranger = host.is_known() && *host.origin.borrow() != event.origin();
    if !is_parent || is_stranger {
        return;
    }
    let data = event.data();
    if member(&data, "arrowWar").as_f64() != Some(embed::VERSION) {
        return;
    }
    let Some(call) = short_text(&member(&data, "type")) else {
        return;
    };
    let given = match embed::argument(&call) {
        Some(name) => written(&member(&data, name)),
        None => Some(String::new()),
    };
    let answer = match given {
        Some(given) => embed::read(&call, &given, &stage.model(), &stage.campaign),
        None => Some(Answer::Refuse),
    };
    // A name that is no call may be a newer version's, or the map's own words sent back: no answer.
    let Some(answer) = answer else { return };
    if answer == Answer::Counts && host.counts.borrow().is_none() {
        return;
    }
    if !host.is_known() {
        host.origin.replace(event.origin());
        host.greet(stage);
    }
    match answer {
        Answer::Do(messages) => messages
            .into_iter()
            .for_each(|message| super::send(stage, message)),
        Answer::Frame => {
            host.post("frame", &[("frame", page::frame(stage))]);
        }
        Answer::Counts => {
            let csv = host.counts.borrow().as_ref().map(|table| table());
            host.post("counts", &[("csv", csv.unwrap_or_default().into())]);
        }
        Answer::Refuse => problem(host, &call, "the argument of this call cannot be read"),
    }
}

fn member(data: &JsValue, name: &str) -> JsValue {
    Reflect::get(data, &name.into()).unwrap_or(JsValue::UNDEFINED)
}

/// A text; one that is too long is not even copied, since the program's memory never shrinks.
fn short_text(value: &JsValue) -> Option<String> {
    let text = value.dyn_ref::<JsString>()?;
    (text.length() as usize <= embed::MAX_LENGTH).then(|| text.into())
}

/// An argument as the address has it; empty for none, `None` for what no argument can be.
fn written(value: &JsValue) -> Option<String> {
    if value.is_null() || value.is_undefined() {
        return Some(String::new());
    }
    if let Some(number) = value.dyn_ref::<Number>() {
        return number.to_string_with_radix(10).ok().map(String::from);
    }
    let Some(list) = value.dyn_ref::<Array>() else {
        return short_text(value);
    };
    if list.length() > MAX_ITEMS {
        return None;
    }
    let mut items = vec![];
    for item in list.iter() {
        items.push(String::from(item.dyn_ref::<Number>()?.to_fixed(4).ok()?));
    }
    Some(items.join(","))
}
