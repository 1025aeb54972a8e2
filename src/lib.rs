//! An interactive campaign map. The floor plan, in reading order:
//!
//! 1. [`campaign`]: what happened. `Campaign::frame(Instant)` is the whole product.
//! 2. [`carto`]: where it lies on the page.
//! 3. [`i18n`]: the interface's own words.
//! 4. [`app`]: what the reader is doing: model, message, update.
//! 5. `stage`: the noticeboard: sets only the signals that changed.
//! 6. `view` and `host`: pixels, and the browser. They never meet; `main.rs` introduces them.
//!
//! Rooms 1–4 are pure and build without the feature `web`.

pub mod app;
pub mod campaign;
pub mod carto;
pub mod i18n;

#[cfg(all(feature = "web", target_arch = "wasm32"))]
pub mod host;
#[cfg(feature = "web")]
pub mod stage;
#[cfg(feature = "web")]
pub mod view;

#[cfg(not(target_arch = "wasm32"))]
pub mod native;
