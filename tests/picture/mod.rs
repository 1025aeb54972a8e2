//! The real view without a browser: Leptos writes it as text.

use arrow_war_map::native::{Record, read_folder};
use arrow_war_map::stage::Stage;
use arrow_war_map::view::Map;
use leptos::prelude::*;
use std::path::Path;

pub fn record() -> Record {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    read_folder(&folder).expect("the manifest can be read")
}

/// The map of a stage, as HTML. The ground is another file's business and stays empty.
pub fn html(stage: &Stage) -> String {
    let stage = *stage;
    view! { <Map stage=stage/> }.to_html()
}
