//! The page's entry: read the record, build the stage, mount the view, connect the browser.

#[cfg(target_arch = "wasm32")]
fn main() {
    wasm_bindgen_futures::spawn_local(arrow_war_map::host::start());
}

#[cfg(not(target_arch = "wasm32"))]
fn main() {
    eprintln!("This program runs in a web page: `cargo xtask serve` builds and shows it.");
    std::process::exit(2);
}
