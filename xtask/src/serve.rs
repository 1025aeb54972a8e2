//! `cargo xtask serve`: builds the page and serves it; with `--watch` again and again.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, SystemTime};

use anyhow::{Result, bail};

use crate::app::Build;
use crate::server::{self, Server};
use crate::toolchain::{note, root, say, target_dir};
use crate::{budget, dist};

#[derive(Default)]
pub struct Options {
    pub port: Option<u16>,
    pub dir: Option<PathBuf>,
    pub open: bool,
    pub watch: bool,
}

/// The port one gets without asking, when it is free.
const PORT: u16 = 8080;

/// Serves until the program is ended.
///
/// # Errors
/// When the page cannot be built or the port is taken.
pub fn command(options: Options) -> Result<()> {
    let folder = match &options.dir {
        Some(folder) if folder.join("index.html").is_file() => folder.clone(),
        Some(folder) => bail!(
            "{} has no index.html; name a folder that `cargo xtask dist` has written.",
            folder.display()
        ),
        None => {
            let folder = target_dir().join(if options.watch { "watch" } else { "serve" });
            let seen = Snapshot::take();
            build(&folder, options.watch)?;
            if options.watch {
                let folder = folder.clone();
                std::thread::spawn(move || watch(&folder, seen));
            }
            folder
        }
    };
    let server = start(&folder, options.port)?;
    println!("\n  The map is at {}\n  Press Ctrl+C to end.", server.url());
    if options.open {
        open(&server.url());
    }
    loop {
        std::thread::park();
    }
}

fn build(folder: &Path, watch: bool) -> Result<()> {
    let build = if watch { Build::Quick } else { Build::Release };
    let items = dist::write(folder, build, None)?;
    if build == Build::Release {
        note(&format!(
            "A first visit downloads {}",
            budget::summary(&items)
        ));
        if let Err(error) = budget::check(&items) {
            say(&format!("Over the budget: {error}"));
        }
    }
    Ok(())
}

fn start(folder: &Path, port: Option<u16>) -> Result<Server> {
    let at = |port| {
        Server::start(
            folder,
            server::Options {
                port,
                ..Default::default()
            },
        )
    };
    match port {
        Some(port) => at(port),
        None => at(PORT).or_else(|_| {
            note(&format!("Port {PORT} is taken; taking any free one."));
            at(0)
        }),
    }
}

/// Opens the address the way the system opens addresses.
fn open(url: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let started = Command::new(opener)
        .arg(url)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    if started.is_err() {
        note("No browser could be opened from here; open the address yourself.");
    }
}

/// Builds whenever something changed; a failure is told and waited out.
fn watch(folder: &Path, mut seen: Snapshot) {
    loop {
        std::thread::sleep(Duration::from_millis(400));
        let now = Snapshot::take();
        let Some(changed) = now.first_difference(&seen) else {
            continue;
        };
        seen = now;
        say(&format!("{} changed", changed.display()));
        match build(folder, true) {
            Ok(()) => note("The page has been built again; it reloads by itself."),
            Err(error) => {
                eprintln!("  {error:#}\n  The page stays as it was until this is corrected.")
            }
        }
    }
}

/// When every watched file was last written.
struct Snapshot(BTreeMap<PathBuf, SystemTime>);

impl Snapshot {
    fn take() -> Snapshot {
        let mut files = BTreeMap::new();
        for name in ["src", "style", "geodata", "index.html", "Cargo.toml"] {
            collect(&root().join(name), &mut files);
        }
        Snapshot(files)
    }

    fn first_difference(&self, before: &Snapshot) -> Option<PathBuf> {
        let new = self
            .0
            .iter()
            .find(|(path, time)| before.0.get(*path) != Some(*time));
        let gone = before.0.keys().find(|path| !self.0.contains_key(*path));
        let path = new.map(|(path, _)| path).or(gone)?;
        Some(path.strip_prefix(root()).unwrap_or(path).to_owned())
    }
}

fn collect(path: &Path, into: &mut BTreeMap<PathBuf, SystemTime>) {
    let Ok(data) = path.metadata() else { return };
    if data.is_dir() {
        let entries = path.read_dir().into_iter().flatten().flatten();
        entries.for_each(|entry| collect(&entry.path(), into));
    } else if let Ok(time) = data.modified() {
        into.insert(path.to_owned(), time);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn snapshot(files: &[(&str, u64)]) -> Snapshot {
        let time = |s: &u64| SystemTime::UNIX_EPOCH + Duration::from_secs(*s);
        Snapshot(
            files
                .iter()
                .map(|(path, s)| (PathBuf::from(path), time(s)))
                .collect(),
        )
    }

    #[test]
    fn an_edit_a_new_file_and_a_lost_one_are_seen() {
        let before = snapshot(&[("a", 1), ("b", 1)]);
        assert_eq!(
            snapshot(&[("a", 1), ("b", 1)]).first_difference(&before),
            None
        );
        assert_eq!(
            snapshot(&[("a", 1), ("b", 2)]).first_difference(&before),
            Some("b".into())
        );
        assert_eq!(
            snapshot(&[("a", 1), ("b", 1), ("c", 1)]).first_difference(&before),
            Some("c".into())
        );
        assert_eq!(
            snapshot(&[("b", 1)]).first_difference(&before),
            Some("a".into())
        );
    }
}
