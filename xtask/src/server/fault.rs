//! Failures made on purpose: what the tests let the server do to single files.

use std::sync::Arc;

/// How a file is made to fail, for the tests of what the reader is then told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Fault {
    /// An answer with this status and a short text.
    Status(u16),
    /// A login page instead of the file, as captive portals do.
    Portal,
    /// Status 200 and nothing.
    Empty,
    /// The first half of the file, as after a broken upload.
    Truncated,
    /// Nothing for as long as the fault lasts, then the file.
    Hang,
    /// The file under a wrong content type.
    Mime(&'static str),
}

/// Decides for each path (without the leading `/` and the query) whether it fails now.
pub type Faults = Arc<dyn Fn(&str) -> Option<Fault> + Send + Sync>;

/// What a captive portal answers to everything.
pub const PORTAL: &str =
    "<!doctype html><title>Welcome</title><p>Please accept the conditions of this network.";
