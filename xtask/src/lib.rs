//! The build driver as a library: what the commands are made of, in the order they use it.
//!
//! Without the feature `bundle` only [`server`] is left, with next to no dependencies: the browser tests
//! serve the built page with the very code that `cargo xtask serve` uses.

pub mod server;

#[cfg(feature = "bundle")]
pub mod app;
#[cfg(feature = "bundle")]
pub mod bake;
#[cfg(feature = "bundle")]
pub mod budget;
#[cfg(feature = "bundle")]
pub mod curve;
#[cfg(feature = "bundle")]
pub mod dist;
#[cfg(feature = "bundle")]
pub mod driver;
#[cfg(feature = "bundle")]
pub mod icon;
#[cfg(feature = "bundle")]
pub mod minify;
#[cfg(feature = "bundle")]
pub mod one_file;
#[cfg(feature = "bundle")]
pub mod pack;
#[cfg(feature = "bundle")]
pub mod page;
#[cfg(feature = "bundle")]
pub mod rings;
#[cfg(feature = "bundle")]
pub mod serve;
#[cfg(feature = "bundle")]
pub mod setup;
#[cfg(feature = "bundle")]
pub mod split;
#[cfg(feature = "bundle")]
pub mod tally;
#[cfg(feature = "bundle")]
pub mod toolchain;
