//! 5b The browser: fetch, clock, pointer, keys, address, page object. Browser -> `Message`, stage -> browser.
//!
//! boot.js fetched this program and stands outside it: it answers panics and failed downloads.

mod address;
mod card;
mod clock;
mod cover;
mod embed;
mod fetch;
mod keys;
mod kiosk;
mod later;
mod layout;
mod page;
mod panel;
mod paper;
mod pointer;
mod present;
mod roving;

use crate::app::{self, Message};
use crate::campaign::read::{self, MAP_ROLES, Problem};
use crate::campaign::{Campaign, Lang};
use crate::i18n::{self, Words, words};
use crate::stage::{Ground, Stage, watch};
use crate::view::App;
use fetch::{JsNode, Source};
use js_sys::{Function, Reflect};
use leptos::prelude::*;
use std::sync::atomic::{AtomicBool, Ordering};
use wasm_bindgen::prelude::*;

/// The program has panicked: what still runs must leave the page as it is.
static FALLEN: AtomicBool = AtomicBool::new(false);

/// Reads the record, builds the stage, mounts the view and connects the browser.
pub async fn start() {
    std::panic::set_hook(Box::new(|info| {
        FALLEN.store(true, Ordering::Relaxed);
        call_boot("arrowWarFault", &[&info.to_string()])
    }));
    let lang = app::address::lang(&address::fragment()).unwrap_or_else(preferred_lang);
    let source = Source::new();
    // All at once: the ground and the record come side by side.
    let coming = source.get(&words_file(lang));
    let ground = source.get("base/overview.json");
    let loaded = match load(&source).await {
        Ok(loaded) => loaded,
        Err(problem) => return call_boot("arrowWarFault", &[&problem.to_string(), "data"]),
    };
    if let Err(message) = coming.await.and_then(|node| learn(lang, &node)) {
        let problem = problem(&words_file(lang), message);
        return call_boot("arrowWarFault", &[&problem.to_string(), "data"]);
    }
    let Loaded {
        campaign,
        names,
        problems,
    } = loaded;
    let stage = Stage::new(campaign, lang);
    if let Some(ground) = layer(stage, "base/overview.json", ground.await, Ground::read) {
        stage.ground.set(ground);
    }
    tell(stage, problems);
    if let Some(refused) = &source.refused {
        passed_over(stage, refused);
    }
    stage.write_with(page::write);
    mount(stage);
    address::follow(stage);
    keys::listen(stage);
    pointer::listen(stage);
    clock::run(stage);
    layout::follow(stage);
    page::install(stage);
    page::drawn(UNSEEN_MS).await;
    call_boot("arrowWarReady", &[]);
    page::ready();
    match later::more(stage, source, names).await {
        Ok(more) => more.await,
        Err(missing) => call_boot("arrowWarFault", &[&missing.to_string(), "part"]),
    }
}

/// A frame out of view is not drawn: the map answers without after so many milliseconds.
const UNSEEN_MS: u32 = 1_000;

struct Loaded {
    campaign: Campaign,
    /// File names by role.
    names: Vec<(String, String)>,
    problems: Vec<Problem>,
}

async fn load(source: &Source) -> Result<Loaded, Problem> {
    let file = "campaign.json";
    let manifest = source
        .get(file)
        .await
        .map_err(|message| problem(file, message))?;
    let names = read::file_names(manifest.clone())?;
    let files = source.get_all(&names, &MAP_ROLES).await;
    let (campaign, problems) = read::campaign(manifest, &files)?;
    Ok(Loaded {
        campaign,
        names,
        problems,
    })
}

/// A baked layer of the ground; the reader is told of one that did not come or is something else.
fn layer<T>(
    stage: Stage,
    name: &str,
    answer: Result<JsNode, String>,
    read: fn(&JsNode) -> Option<T>,
) -> Option<T> {
    let read = answer.and_then(|node| read(&node).ok_or("is not a layer of the ground".into()));
    read.map_err(|message| tell(stage, vec![problem(name, message)]))
        .ok()
}

fn words_file(lang: Lang) -> String {
    ["words/", lang.tag(), ".json"].concat()
}

fn learn(lang: Lang, node: &impl read::Node) -> Result<(), String> {
    i18n::learn(lang, Words::read(node)?);
    Ok(())
}

fn mount(stage: Stage) {
    let Some(app) = element("app") else { return };
    if let Some(loading) = element("loading") {
        loading.remove();
    }
    mount_to(app.unchecked_into(), move || view! { <App stage/> }).forget();
    let (lang, title) = (stage.lang, stage.campaign.title.clone());
    watch(move || {
        let lang = lang.get();
        root("lang", Some(lang.tag()));
        document().set_title(title.get(lang));
    });
}

/// Problems go to the console whole, and to the reader in one sentence.
fn tell(stage: Stage, problems: Vec<Problem>) {
    if problems.is_empty() {
        return;
    }
    for problem in &problems {
        web_sys::console::warn_1(&problem.to_string().into());
    }
    stage.notice(
        words(stage.lang.get_untracked())
            .record_problems()
            .to_string(),
    );
}

/// Says what of the address could not be read.
fn passed_over(stage: Stage, what: &str) {
    let sentence = words(stage.lang.get_untracked()).bad_address();
    stage.notice([sentence, " ", what].concat());
}

fn problem(file: &str, message: String) -> Problem {
    Problem {
        file: file.into(),
        id: String::new(),
        message,
    }
}

/// Gives an element the focus, HTML or SVG.
fn focus(element: &web_sys::Element) {
    let _ = element.unchecked_ref::<web_sys::HtmlElement>().focus();
}

/// Sends a message from an event of the browser.
fn send(stage: Stage, message: Message) {
    stage.dispatch(message);
}

fn element(id: &str) -> Option<web_sys::Element> {
    document().get_element_by_id(id)
}

fn element_of(selector: &str) -> Option<web_sys::Element> {
    document().query_selector(selector).ok().flatten()
}

/// An attribute of the root element; `None` takes it away.
fn root(name: &str, value: Option<&str>) {
    let Some(root) = document().document_element() else {
        return;
    };
    let _ = match value {
        Some(value) => root.set_attribute(name, value),
        None => root.remove_attribute(name),
    };
}

/// Did it happen to an element of this kind, or to something within one?
fn is_in(event: &web_sys::Event, selector: &str) -> bool {
    // Not `dyn_into`: an element of the speaker's window is of another family of classes. On the document
    // itself, which has no `closest`, the call fails and nothing is found.
    let target = event
        .target()
        .map(JsCast::unchecked_into::<web_sys::Element>);
    target.is_some_and(|target| matches!(target.closest(selector), Ok(Some(_))))
}

/// The first language of the browser that the map speaks.
fn preferred_lang() -> Lang {
    window()
        .navigator()
        .languages()
        .iter()
        .filter_map(|tag| tag.as_string())
        .find_map(|tag| Lang::from_tag(&tag))
        .unwrap_or(Lang::En)
}

/// Calls a function that boot.js left on the global object; without boot.js nothing happens.
fn call_boot(name: &str, arguments: &[&str]) {
    let function = Reflect::get(&js_sys::global(), &name.into()).unwrap_or(JsValue::UNDEFINED);
    if let Some(function) = function.dyn_ref::<Function>() {
        let list: js_sys::Array = arguments
            .iter()
            .map(|text| JsValue::from_str(text))
            .collect();
        let _ = function.apply(&JsValue::UNDEFINED, &list);
    }
}

/// Listens for as long as the page lives.
fn on<E: JsCast + 'static>(
    target: &web_sys::EventTarget,
    name: &str,
    mut answer: impl FnMut(E) + 'static,
) {
    let answer = Box::new(move |event: web_sys::Event| answer(event.unchecked_into()));
    listen(target, name, false, answer);
}

/// Listens before everybody else.
fn on_early<E: JsCast + 'static>(
    target: &web_sys::EventTarget,
    name: &str,
    mut answer: impl FnMut(E) + 'static,
) {
    let answer = Box::new(move |event: web_sys::Event| answer(event.unchecked_into()));
    listen(target, name, true, answer);
}

fn listen(
    target: &web_sys::EventTarget,
    name: &str,
    early: bool,
    answer: Box<dyn FnMut(web_sys::Event)>,
) {
    let closure = Closure::wrap(answer);
    let options = web_sys::AddEventListenerOptions::new();
    // Wheel and touch are ours on the map: they must be able to stop the page from scrolling.
    options.set_passive(false);
    // The map hears a click before its marks do: whether it was one only the hand's way tells.
    options.set_capture(early || name == "click");
    let _ = target.add_event_listener_with_callback_and_add_event_listener_options(
        name,
        closure.as_ref().unchecked_ref(),
        &options,
    );
    closure.forget();
}
