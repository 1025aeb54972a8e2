//! A talk in the browser: keys before everybody else's, the speaker's window, full screen, clock and address.

use super::{address, clock, cover, element, element_of, is_in, root};
use crate::app::present::{Command, Guard, Panel, Present, Speaker, command, deal, extent};
use crate::app::theme::Theme;
use crate::app::{Look, Message, address as fragments};
use crate::i18n::words;
use crate::stage::{Clock, Stage, watch};
use js_sys::{Array, Function, Promise, Reflect};
use leptos::prelude::*;
use std::cell::{Cell, RefCell};
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use web_sys::{Document, Window};

/// The keys of the address: the mode, and chapter and number of the step.
const MODE: &str = "mode";
const WORD: &str = "present";
const STEP: &str = "step";

/// Connects the talk; the book must be there.
pub fn run(stage: Stage) {
    watch(move || {
        let (book, reading) = (stage.book.get(), stage.reading.get());
        stage.present(Command::Deal(deal(&stage.campaign, &book, reading)));
    });
    stage.present(Command::Deal(deal(
        &stage.campaign,
        &stage.book.get_untracked(),
        stage.reading.get_untracked(),
    )));
    enter(stage);
    super::on(&window(), "hashchange", move |_: web_sys::Event| {
        enter(stage);
    });
    let guard = Rc::new(Cell::new(Guard::default()));
    keys(stage, &document(), &guard);
    super::on(&document(), "click", let_go);
    super::on(&document(), "fullscreenchange", move |_: web_sys::Event| {
        stage.present(Command::Full(document().fullscreen_element().is_some()));
    });
    super::on(&document(), "fullscreenerror", move |_: web_sys::Event| {
        stage.present(Command::Full(false));
    });
    follow(stage, guard);
    tick(stage);
}

/// Does as the address says.
fn enter(stage: Stage) {
    let fragment = address::fragment();
    let wanted = fragments::value(&fragment, MODE) == Some(WORD);
    let asked = stage.lesson.talk.with_untracked(|talk| talk.asked);
    if wanted {
        let step = fragments::value(&fragment, STEP).and_then(fragments::step);
        let day = stage.day.get_untracked();
        // The day that is shown when nobody asks for one is no wish: the talk begins at its beginning.
        let first = (day == stage.campaign.opens).then_some([1, 1]);
        stage.present(Command::Enter(step.or(first), day));
    } else if asked {
        stage.present(Command::Leave);
    }
}

/// Keys and clicks of a document, before anything in it hears them.
fn keys(stage: Stage, document: &Document, guard: &Rc<Cell<Guard>>) {
    let admits = {
        let guard = guard.clone();
        move |command: &Command, at_ms: f64, held: bool| {
            let mut now = guard.get();
            let admitted = now.admits(command, at_ms, held);
            guard.set(now);
            admitted
        }
    };
    let press = admits.clone();
    capture(document, "keydown", move |event| {
        let event: web_sys::KeyboardEvent = event.unchecked_into();
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        let key = event.key();
        let Some(command) = stage.lesson.talk.with_untracked(|talk| command(talk, &key)) else {
            return;
        };
        // A button that was reached with the keyboard keeps the two keys that press it, unless a number is typed.
        let takes_all = |talk: &Present| talk.black || matches!(talk.panel, Panel::Jump(1..));
        let takes_all = stage.lesson.talk.with_untracked(takes_all);
        if !takes_all && matches!(key.as_str(), "Enter" | " ") && on_button(&event) {
            return;
        }
        event.prevent_default();
        event.stop_immediate_propagation();
        if press(&command, event.time_stamp(), event.repeat()) {
            stage.present(command);
        }
    });
    capture(document, "click", move |event| {
        if !is_in(&event, "[data-step]") {
            return;
        }
        // Which way it steps does not matter to a nervous hand.
        if !admits(&Command::Next, event.time_stamp(), false) {
            event.stop_immediate_propagation();
        }
    });
}

/// A button that was pressed by hand lets go of the keys: the next press of the space bar is a step again. And
/// the list it stands in folds.
fn let_go(event: web_sys::MouseEvent) {
    if is_in(&event, ".talk-tools details button")
        && let Some(list) = element_of(".talk-tools details")
    {
        let _ = list.remove_attribute("open");
    }
    if event.detail() > 0 && is_in(&event, ".talk-tools button") {
        focus("#map");
    }
}

fn on_button(event: &web_sys::Event) -> bool {
    is_in(event, ".wall button, .wall summary, .speaker button")
}

fn capture(document: &Document, name: &str, answer: impl FnMut(web_sys::Event) + 'static) {
    let closure: Closure<dyn FnMut(web_sys::Event)> = Closure::new(answer);
    let _ = document.add_event_listener_with_callback_and_bool(
        name,
        closure.as_ref().unchecked_ref(),
        true,
    );
    closure.forget();
}

/// What the page does as the talk changes.
fn follow(stage: Stage, guard: Rc<Cell<Guard>>) {
    let talk = stage.lesson.talk;
    let before = RefCell::new(Present::default());
    watch(move || {
        let now = talk.get();
        let was = before.replace(now.clone());
        root("data-talk", now.on.then_some(""));
        if was.on != now.on && stage.theme.get_untracked().is_none() {
            // A lamp needs its own light, unless the speaker has chosen one.
            let light = if now.on { Theme::Projector.word() } else { "" };
            super::call_boot("arrowWarTheme", &[light]);
        }
        if was.asked != now.asked || was.address() != now.address() {
            write_address(&was, &now);
        }
        if was.full != now.full {
            full_screen(now.full);
        }
        if now.speaker == Speaker::Wanted && was.speaker != Speaker::Wanted {
            open_speaker(stage, guard.clone());
        }
        let moves = was.on != now.on
            || (now.on && (was.at, was.close, was.notes) != (now.at, now.close, now.notes));
        let focus_on = match now.panel {
            _ if now.black && !was.black => Some(".black"),
            panel if panel == was.panel => None,
            Panel::None => Some("#map"),
            _ => Some(".over [aria-current=step], .over .shut"),
        };
        if let Some(selector) = focus_on {
            focus_soon(selector);
        }
        if moves {
            soon(Box::new(move || look(stage)));
        }
    });
}

/// A reload, or a link that is passed on, comes back to the step.
fn write_address(was: &Present, now: &Present) {
    if now.asked {
        let step = now.address().map(fragments::step_text);
        address::put(STEP, step.as_deref());
        address::put(MODE, Some(WORD));
    } else if was.asked {
        address::put(STEP, None);
        address::put(MODE, None);
    }
}

fn full_screen(full: bool) {
    // The browser may refuse; the talk does without.
    if !full {
        if document().fullscreen_element().is_some() {
            document().exit_fullscreen();
        }
    } else if let Some(root) = document().document_element() {
        let _ = root.request_fullscreen();
    }
}

/// Acts once the view has drawn what has just changed.
fn soon(act: Box<dyn FnOnce()>) {
    wasm_bindgen_futures::spawn_local(async move {
        super::page::drawn(0).await;
        act();
    });
}

pub fn focus_soon(selector: &'static str) {
    soon(Box::new(move || focus(selector)));
}

fn focus(selector: &str) {
    if let Some(element) = element_of(selector) {
        super::focus(&element);
    }
}

/// Fits the view to the step, once the caption has found its height.
fn look(stage: Stage) {
    cover::fit_anew(stage);
    let book = stage.book.get_untracked();
    let wanted = stage.lesson.talk.with_untracked(|talk| {
        let step = talk.step().filter(|_| talk.on)?;
        extent(&stage.campaign, &book, step, talk.close)
    });
    if let Some(corners) = wanted {
        stage.dispatch(Message::Look(Look::Toward(corners)));
    }
}

/// Opens the speaker's window and moves the notes there: the same element, so nothing is drawn twice. It is a
/// blank page of our own origin, also where the map was opened from a disk.
fn open_speaker(stage: Stage, guard: Rc<Cell<Guard>>) {
    wasm_bindgen_futures::spawn_local(async move {
        let moved = opened()
            .await
            .and_then(|opened| move_notes(stage, &opened, &guard));
        let lang = stage.lang.get_untracked();
        stage.present(Command::Speaker(match moved {
            Some(()) => Speaker::Open,
            None => Speaker::Refused,
        }));
        if moved.is_none() {
            stage.notice(words(lang).speaker_refused().to_string());
        }
    });
}

/// The new window, unless the browser refuses. Firefox lets a page's tasks run while it opens one; whichever task
/// of ours waited within the call would then be entered a second time. So the browser itself calls `open`, between
/// two tasks, and still in the turn of the key that asked for it.
async fn opened() -> Option<Window> {
    let call = |of: &JsValue, name: &str, arguments: &[&JsValue]| {
        let method: Function = Reflect::get(of, &name.into()).ok()?.dyn_into().ok()?;
        let arguments: Array = arguments.iter().copied().collect();
        method.apply(of, &arguments).ok()
    };
    let page = window();
    let open = Reflect::get(&page, &"open".into()).ok()?;
    let (none, name) = ("".into(), "arrow-war-speaker".into());
    let features = "popup,width=960,height=760".into();
    let open = call(&open, "bind", &[&page, &none, &name, &features])?;
    let turn = Promise::resolve(&JsValue::UNDEFINED);
    let opened: Promise = call(&turn, "then", &[&open])?.unchecked_into();
    let opened = wasm_bindgen_futures::JsFuture::from(opened).await.ok()?;
    // Not `dyn_into`: it is of another family of classes.
    (!opened.is_null()).then(|| opened.unchecked_into())
}

fn move_notes(stage: Stage, opened: &Window, guard: &Rc<Cell<Guard>>) -> Option<()> {
    let there = opened.document()?;
    let (head, body) = (there.head()?, there.body()?);
    let notes = element("speaker")?;
    let wall = notes.parent_element()?;
    // A window that outlived the page it belonged to is used again.
    head.set_text_content(None);
    body.set_text_content(None);
    let sheets = document()
        .query_selector_all("head link[rel=stylesheet], head style")
        .ok()?;
    for index in 0..sheets.length() {
        let sheet = sheets.get(index)?;
        let copy = there.import_node_with_deep(&sheet, true).ok()?;
        head.append_child(&copy).ok()?;
    }
    let lang = stage.lang.get_untracked();
    let title = words(lang).speaker();
    there.set_title(title);
    let _ = there.document_element()?.set_attribute("lang", lang.tag());
    let main = there.create_element("main").ok()?;
    let heading = there.create_element("h1").ok()?;
    heading.set_text_content(Some(title));
    heading.set_class_name("spoken");
    body.set_class_name("speaker-window");
    body.append_child(&main).ok()?;
    main.append_child(&heading).ok()?;
    main.append_child(&notes).ok()?;
    keys(stage, &there, guard);
    super::on(opened, "pagehide", move |_: web_sys::Event| {
        let _ = wall.append_child(&notes);
        stage.present(Command::Speaker(Speaker::Shut));
    });
    // It cannot outlive the page.
    let shut = opened.clone();
    super::on(&window(), "pagehide", move |_: web_sys::Event| {
        let _ = shut.close();
    });
    let _ = opened.focus();
    Some(())
}

/// The speaker's clock, while somebody may look at it.
fn tick(stage: Stage) {
    let began = Cell::new(None::<f64>);
    clock::every(1000, move || {
        if !stage.lesson.talk.with_untracked(|talk| talk.asked) {
            began.set(None);
            return;
        }
        let now = js_sys::Date::new_0();
        let start = began.get().unwrap_or_else(|| now.get_time());
        began.set(Some(start));
        stage.lesson.clock.set(Clock {
            hour: now.get_hours(),
            minute: now.get_minutes(),
            elapsed_s: ((now.get_time() - start) / 1000.0).max(0.0) as u32,
        });
    });
}
