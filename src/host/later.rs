//! The later piece of the program: everything that the map does without until it answers.
//!
//! `cargo xtask` cuts the WebAssembly in two at [`more`]: what only this function reaches is fetched after the
//! first picture, and weighs nothing in the budget of a first visit.

use super::fetch::Source;
use super::{
    call_boot, card, clock, cover, element, element_of, embed, kiosk, layer, layout, learn, page,
    panel, paper, pointer, present, problem, roving, tell, words_file,
};
use crate::campaign::Lang;
use crate::campaign::read::{self, BOOK_ROLES};
use crate::stage::{CloseUp, Edge, Stage, hydro, watch};
use crate::view;
use leptos::prelude::*;
use leptos::wasm_split::{SplitLoaderError, wasm_split};
use std::pin::Pin;
use wasm_bindgen::JsCast;

/// What goes on after the first picture.
type Later = Pin<Box<dyn Future<Output = ()>>>;

/// Mounts the rest of the exhibit and reads the rest of the record; `names` are its files by role.
///
/// # Errors
/// When this piece of the program did not come.
#[wasm_split(more, wasm_split_path = leptos::wasm_split, fallible)]
pub fn more(
    stage: Stage,
    source: Source,
    names: Vec<(String, String)>,
) -> Result<Later, SplitLoaderError> {
    mount(stage);
    card::follow(stage);
    let host = embed::connect(stage);
    panel::follow(stage);
    roving::listen(stage);
    Ok(Box::pin(read_on(stage, host, source, names)))
}

fn mount(stage: Stage) {
    let theme = stage.theme;
    watch(move || {
        call_boot(
            "arrowWarTheme",
            &[theme.get().map_or("", |theme| theme.word())],
        )
    });
    for (place, part) in view::more(stage) {
        put(place, part);
    }
    layout::fold_legend();
    layout::follow_printer(stage);
    cover::follow(stage);
    clock::settle(stage);
    pointer::hover(stage);
}

fn put(place: &str, part: AnyView) {
    if let Some(place) = element_of(place) {
        mount_to(place.unchecked_into(), move || part).forget();
    }
}

/// The book, the other languages, the detailed coasts and the relief.
async fn read_on(
    stage: Stage,
    host: Option<embed::Host>,
    source: Source,
    names: Vec<(String, String)>,
) {
    let files = source.get_all(&names, &BOOK_ROLES).await;
    let (book, problems) = read::book(&files, &stage.campaign);
    breathe().await;
    stage.open_book(book);
    tell(stage, problems);
    breathe().await;
    present::run(stage);
    paper::run(stage);
    let others = Lang::ALL.map(|lang| (lang, source.get(&words_file(lang))));
    for (lang, words) in others {
        if let Err(message) = words.await.and_then(|node| learn(lang, &node)) {
            tell(stage, vec![problem(&words_file(lang), message)]);
        }
        breathe().await;
    }
    // It asks in every language, so it waits for the words of all.
    kiosk::start(stage, host, |kiosk| {
        put(".exhibit", view::kiosk(kiosk));
        cover::observe(kiosk.stage, cover::KIOSK);
    });
    let mut close_ups = vec![];
    for name in source.names_starting("base/closeup-") {
        close_ups.extend(layer(stage, &name, source.get(&name).await, CloseUp::read));
        breathe().await;
    }
    stage.close_ups.set(close_ups);
    for name in source.names_starting("base/hydro") {
        let rivers = layer(stage, &name, source.get(&name).await, hydro);
        stage.hydro.set(rivers.unwrap_or_default());
    }
    for name in source.names_starting("base/edges") {
        if let Some(edges) = layer(stage, &name, source.get(&name).await, Edge::read) {
            put("#edges", view::edges(stage, &edges));
        }
    }
    stage.relief.set(
        source
            .names_starting("base/relief")
            .first()
            .map(|name| picture(source.address(name))),
    );
    layout::measure(stage);
}

/// Lets the map draw, so that it moves on for whoever plays it at once; out of view nothing is drawn, or waited for.
async fn breathe() {
    page::drawn(50).await;
}

/// The address of a picture; in the map as one file it lies in a block of its own (one-file.js).
fn picture(address: String) -> String {
    let name = address.split('?').next().unwrap_or_default();
    let block = element(&["part:", name].concat());
    let inside =
        block.and_then(|block| Some((block.get_attribute("type")?, block.text_content()?)));
    match inside {
        Some((kind, base64)) => ["data:", &kind, ";base64,", &base64].concat(),
        None => address,
    }
}
