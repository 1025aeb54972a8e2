//! The browser ring: the built page in one real browser, as `cargo xtask test` starts it.
//!
//! `DIST_DIR` is the built page, `BROWSER` one of chromium, firefox, webkit, `WEBDRIVER_URL` its driver. A test's
//! title is a sentence; what needs Chromium's own protocol, or asks nothing of an engine, is marked so and left out
//! elsewhere. Tests poll, they never sleep; one session serves them all, and what fails is tried once
//! more in a new one.

#[path = "browser/access.rs"]
mod access;
#[path = "browser/by_ear.rs"]
mod by_ear;
#[path = "browser/by_keys.rs"]
mod by_keys;
#[path = "browser/by_letters.rs"]
mod by_letters;
#[path = "browser/by_taps.rs"]
mod by_taps;
#[path = "browser/elsewhere.rs"]
mod elsewhere;
#[path = "browser/embed.rs"]
mod embed;
#[path = "browser/faults.rs"]
mod faults;
#[path = "browser/gallery.rs"]
mod gallery;
#[path = "browser/hours.rs"]
mod hours;
#[path = "browser/kiosk.rs"]
mod kiosk;
#[path = "browser/kit.rs"]
mod kit;
#[path = "browser/layout.rs"]
mod layout;
#[path = "browser/looking.rs"]
mod looking;
#[path = "browser/names.rs"]
mod names;
#[path = "browser/pictures.rs"]
mod pictures;
#[path = "browser/present.rs"]
mod present;
#[path = "browser/reader.rs"]
mod reader;
#[path = "browser/reading.rs"]
mod reading;
#[path = "browser/record.rs"]
mod record;
#[path = "browser/start.rs"]
mod start;
#[path = "browser/story.rs"]
mod story;
#[path = "browser/time.rs"]
mod time;

use std::process::ExitCode;

use kit::Kit;
use libtest_mimic::{Arguments, Trial};

fn main() -> ExitCode {
    let mut arguments = Arguments::from_args();
    arguments.test_threads = Some(1); // One driver, one window.
    let tests = [
        start::tests(),
        record::tests(),
        time::tests(),
        reader::tests(),
        story::tests(),
        reading::tests(),
        by_keys::tests(),
        by_taps::tests(),
        by_ear::tests(),
        by_letters::tests(),
        pictures::tests(),
        looking::tests(),
        layout::tests(),
        access::tests(),
        names::tests(),
        kiosk::tests(),
        gallery::tests(),
        hours::tests(),
        present::tests(),
        faults::tests(),
        embed::tests(),
        elsewhere::tests(),
    ];
    let tests = tests.into_iter().flatten();
    if arguments.list {
        let trials = tests
            .map(|test| Trial::test(test.title, || Ok(())))
            .collect();
        return libtest_mimic::run(&arguments, trials).exit_code();
    }
    let kit = match Kit::from_environment() {
        Ok(kit) => kit,
        Err(error) => {
            eprintln!("{error:#}");
            return ExitCode::from(2);
        }
    };
    let trials = tests
        .map(|test| {
            let left_out = !test.runs_in(kit.engine);
            Trial::test(test.title, move || {
                kit.run(&test).map_err(|error| format!("{error:#}").into())
            })
            .with_ignored_flag(left_out)
        })
        .collect();
    let conclusion = libtest_mimic::run(&arguments, trials);
    kit.end();
    conclusion.exit_code()
}
