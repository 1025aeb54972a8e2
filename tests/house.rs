//! The house: who may use whom, and what no file may contain. `ARCHITECTURE.md` says why.

use std::fs;
use std::path::{Path, PathBuf};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// A room, the rooms it may use, and the crates it may use beside `std`.
const ROOMS: [(&str, &[&str], &[&str]); 8] = [
    ("campaign", &["campaign"], &["geo", "serde"]),
    ("carto", &["campaign", "carto"], &["geo"]),
    // Native programs read the words from disk; `native` reads for every pure room.
    ("i18n", &["campaign", "carto", "i18n", "native"], &[]),
    ("app", &["campaign", "carto", "i18n", "app"], &[]),
    (
        "stage",
        &["campaign", "carto", "i18n", "app", "stage"],
        &["leptos"],
    ),
    (
        "view",
        &["campaign", "carto", "i18n", "app", "stage", "view"],
        // web-sys for events and elements only, wasm-bindgen for the one call that writes to many of them;
        // `FORBIDDEN` keeps the window out.
        &["leptos", "web_sys", "wasm_bindgen"],
    ),
    (
        "host",
        &["campaign", "carto", "i18n", "app", "stage", "host"],
        &[
            "leptos",
            "serde",
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "wasm_bindgen_futures",
            "serde_wasm_bindgen",
        ],
    ),
    ("native", &["campaign", "i18n", "native"], &["serde_json"]),
];

/// What a room must not do, by the words that give it away.
const FORBIDDEN: [(&str, &[&str]); 4] = [
    (
        "campaign",
        &["SystemTime", "std::time", "std::fs", "std::env"],
    ),
    ("app", &["SystemTime", "std::time", "RwSignal", "Effect::"]),
    ("stage", &["web_sys", "document()", "window()"]),
    (
        "view",
        &[
            "window()",
            "local_storage",
            "set_timeout",
            "request_animation_frame",
            "inner_html",
        ],
    ),
];

const CRATES: [&str; 10] = [
    "geo",
    "serde",
    "serde_json",
    "leptos",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "wasm_bindgen_futures",
    "serde_wasm_bindgen",
    "proj4rs",
];

/// A file of `src/`, by its path from the root.
struct Source {
    path: String,
    text: String,
}

impl Source {
    /// The room: the folder below `src/`, or the file's own name.
    fn room(&self) -> &str {
        let below = self.path.strip_prefix("src/").unwrap();
        below.split('/').next().unwrap().trim_end_matches(".rs")
    }

    /// Lines of code with their numbers: without comments, and without the tests at the foot.
    fn code(&self) -> impl Iterator<Item = (usize, &str)> {
        let is_test_file = self.path.ends_with("/tests.rs") || self.path.contains("/tests/");
        self.text
            .lines()
            .enumerate()
            .take_while(move |(_, line)| !is_test_file && line.trim() != "#[cfg(test)]")
            .map(|(index, line)| (index + 1, without_comment(line)))
    }
}

fn without_comment(line: &str) -> &str {
    if line.trim_start().starts_with("//") {
        return "";
    }
    line.split(" // ").next().unwrap_or(line)
}

fn files(folder: &Path, keep: &dyn Fn(&Path) -> bool, found: &mut Vec<PathBuf>) {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    entries.sort();
    for path in entries {
        let name = path.file_name().unwrap().to_string_lossy().to_string();
        let is_made = ["target", "dist", "node_modules", ".git", "__pycache__"].contains(&&*name);
        if path.is_dir() && !is_made {
            files(&path, keep, found);
        } else if path.is_file() && keep(&path) {
            found.push(path);
        }
    }
}

fn sources() -> Vec<Source> {
    let mut paths = vec![];
    let is_rust = |path: &Path| path.extension().is_some_and(|e| e == "rs");
    files(&Path::new(ROOT).join("src"), &is_rust, &mut paths);
    paths.iter().map(|path| read(path)).collect()
}

fn read(path: &Path) -> Source {
    Source {
        path: path
            .strip_prefix(ROOT)
            .unwrap()
            .to_string_lossy()
            .replace('\\', "/"),
        text: fs::read_to_string(path).unwrap(),
    }
}

/// Fails with all findings at once, a line each.
fn nothing(findings: Vec<String>) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// Names that follow `before` as whole words: `crate::app` gives `app`, `crate::{app, view}` both.
fn names_after(line: &str, before: &str) -> Vec<String> {
    let word = |text: &str| -> String {
        text.chars()
            .take_while(|c| c.is_alphanumeric() || *c == '_')
            .collect()
    };
    let mut names = vec![];
    for (at, _) in line.match_indices(before) {
        let is_whole = line[..at]
            .chars()
            .next_back()
            .is_none_or(|c| !(c.is_alphanumeric() || c == '_'));
        if !is_whole {
            continue;
        }
        let rest = &line[at + before.len()..];
        match rest.strip_prefix('{') {
            Some(group) => names.extend(group.split(',').map(|name| word(name.trim()))),
            None => names.push(word(rest)),
        }
    }
    names
}

#[test]
fn every_door_between_rooms_is_in_the_plan() {
    let mut findings = vec![];
    for source in sources() {
        let Some((room, rooms, crates)) = ROOMS.iter().find(|(name, ..)| *name == source.room())
        else {
            continue;
        };
        for (number, line) in source.code() {
            let used = names_after(line, "crate::")
                .into_iter()
                .chain(names_after(line, "super::"));
            for other in used.filter(|name| ROOMS.iter().any(|(room, ..)| room == name)) {
                // The host mounts the exhibit and, later, the rest of it; that is where the two halves meet.
                let mounts = [
                    ("src/host/mod.rs", "use crate::view::App;"),
                    ("src/host/later.rs", "use crate::view;"),
                ]
                .contains(&(source.path.as_str(), line.trim()));
                if !rooms.contains(&other.as_str()) && !mounts {
                    findings.push(format!(
                        "{}:{number}: {room} may not use {other}",
                        source.path
                    ));
                }
            }
            for other in CRATES.iter().filter(|other| !crates.contains(other)) {
                // In the page the sine is the browser's; see the file.
                let is_sine = source.path == "src/carto/trig.rs" && *other == "js_sys";
                if !is_sine && !names_after(line, &format!("{other}::")).is_empty() {
                    findings.push(format!(
                        "{}:{number}: {room} may not use the crate {other}",
                        source.path
                    ));
                }
            }
        }
    }
    nothing(findings);
}

#[test]
fn i18n_knows_texts_days_and_numbers_but_not_the_campaign() {
    let mut findings = vec![];
    for source in sources().iter().filter(|source| source.room() == "i18n") {
        for (number, line) in source.code() {
            let line = line.trim();
            let lawful = [
                "use crate::campaign::calendar::",
                "use crate::campaign::read::Node;",
                "use crate::campaign::time::",
                "use crate::campaign::{Date, Lang};",
                "use crate::campaign::Lang;",
            ];
            let reaches = line.contains("crate::campaign") || line.contains("crate::carto");
            if reaches
                && !lawful.iter().any(|start| line.starts_with(start))
                && !line.starts_with("crate::carto::path::integer(")
            {
                findings.push(format!("{}:{number}: {line}", source.path));
            }
        }
    }
    nothing(findings);
}

#[test]
fn no_room_does_what_belongs_to_another() {
    let mut findings = vec![];
    for source in sources() {
        let words = FORBIDDEN.iter().filter(|(room, _)| *room == source.room());
        for word in words.flat_map(|(_, words)| *words) {
            for (number, _) in source.code().filter(|(_, line)| line.contains(word)) {
                findings.push(format!("{}:{number}: {word}", source.path));
            }
        }
    }
    nothing(findings);
}

#[test]
fn every_file_says_first_what_it_is_for_and_none_is_long() {
    let mut paths = vec![];
    let is_rust = |path: &Path| path.extension().is_some_and(|e| e == "rs");
    files(Path::new(ROOT), &is_rust, &mut paths);
    assert!(paths.len() > 60, "the search found {} files", paths.len());
    let mut findings = vec![];
    for source in paths.iter().map(|path| read(path)) {
        if !source.text.starts_with("//! ") {
            findings.push(format!(
                "{}: begins without `//!`: say what it is for",
                source.path
            ));
        }
        let lines = source.text.lines().count();
        if lines > 500 && source.path.starts_with("src/") {
            findings.push(format!(
                "{}: {lines} lines; look for a second subject",
                source.path
            ));
        }
    }
    nothing(findings);
}

#[test]
fn no_fact_of_the_war_is_in_the_program() {
    let is_han = |c: char| ('\u{3400}'..='\u{9fff}').contains(&c);
    let mut findings = vec![];
    for source in sources() {
        for (number, line) in source.code() {
            let at = format!("{}:{number}: {}", source.path, line.trim());
            // The language buttons show each language in its own script.
            let is_button = source.path == "src/view/controls.rs"
                && (line.contains("Lang::ZhHant => \"繁\"")
                    || line.contains("Lang::ZhHans => \"简\""));
            if line.contains(is_han) && source.room() != "i18n" && !is_button {
                findings.push(format!("{at} · Han characters belong to geodata or i18n"));
            }
            if has_year_of_the_war(line) && !is_example_of_a_date(line) {
                findings.push(format!("{at} · a year belongs to geodata"));
            }
        }
    }
    nothing(findings);
}

#[test]
fn no_place_and_no_party_of_the_war_is_in_the_program() {
    let json = |name: &str| -> serde_json::Value {
        let path = Path::new(ROOT).join("geodata").join(name);
        serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
    };
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_string();
    let (places, manifest) = (json("places.geojson"), json("campaign.json"));
    let places = places["features"].as_array().unwrap().iter();
    let mut words: Vec<String> = places
        .flat_map(|place| ["id", "name_en", "also_en"].map(|name| text(&place["properties"][name])))
        .collect();
    let parties = manifest["parties"].as_array().unwrap().iter();
    words.extend(parties.map(|party| format!("\"{}\"", text(&party["id"]))));
    assert!(words.len() > 400);
    let mut findings = vec![];
    for source in sources() {
        for (number, line) in source.code() {
            let found = words
                .iter()
                .filter(|word| !names_after(line, word).is_empty());
            // In data schema 1 a status of territories and a layer of the ground have this name.
            for word in found.filter(|word| *word != "\"qing\"") {
                findings.push(format!("{}:{number}: {word}", source.path));
            }
        }
    }
    nothing(findings);
}

fn has_year_of_the_war(line: &str) -> bool {
    let digits: Vec<char> = line.chars().collect();
    digits
        .windows(4)
        .any(|four| matches!(four, ['1', '8', '5' | '6', last] if last.is_ascii_digit()))
}

/// The static page shows how the address writes a date.
fn is_example_of_a_date(line: &str) -> bool {
    line.trim() == "\", as 1860-10-18\","
}

#[test]
fn no_text_names_the_machine_it_was_written_on() {
    let texts = [
        "rs", "toml", "md", "json", "geojson", "html", "css", "js", "py", "txt", "tsv", "sh",
        "svg", "yml", "lock",
    ];
    let is_text = |path: &Path| {
        path.extension()
            .is_some_and(|e| texts.contains(&&*e.to_string_lossy()))
    };
    let mut paths = vec![];
    files(Path::new(ROOT), &is_text, &mut paths);
    // Written in two halves, so that this file does not find itself.
    let marks: Vec<String> = [
        ["/wo", "rk/"],
        ["/ro", "ot/"],
        ["/ho", "me/"],
        ["C:", "\\Users"],
        ["registry", ".npmjs"],
        ["files.python", "hosted"],
        ["index.cra", "tes.io"],
        ["static.cra", "tes.io"],
        ["deb.deb", "ian.org"],
        ["arti", "factory"],
    ]
    .iter()
    .map(|halves| halves.concat())
    .collect();
    let mut findings = vec![];
    for path in paths {
        let source = read(&path);
        for (index, line) in source.text.lines().enumerate() {
            if let Some(mark) = marks.iter().find(|mark| line.contains(*mark)) {
                findings.push(format!("{}:{}: {mark}", source.path, index + 1));
            }
        }
    }
    nothing(findings);
}

#[test]
fn every_dependency_is_pinned_to_one_version() {
    let mut findings = vec![];
    for manifest in ["Cargo.toml", "xtask/Cargo.toml"] {
        let text = fs::read_to_string(Path::new(ROOT).join(manifest)).unwrap();
        let mut in_dependencies = false;
        for line in text.lines() {
            if let Some(section) = line.strip_prefix('[') {
                in_dependencies = section.contains("dependencies");
            } else if in_dependencies && line.contains('"') && line.contains(" = ") {
                // A member of the workspace has a path, and no version.
                if !line.contains("path = ") && !line.contains("\"=") {
                    findings.push(format!("{manifest}: {line}"));
                }
            }
        }
    }
    nothing(findings);
}
