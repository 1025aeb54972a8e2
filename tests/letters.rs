//! Chinese letters: whatever the page may show is in the fonts it brings for systems that have none.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// The letters of `text` that a Western font has not.
fn han(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|letter| *letter >= '\u{2e80}')
}

/// Walks through every text below a node, with the nearest member name that names a script.
fn texts(node: &Value, script: &str, each: &mut impl FnMut(&str, &str)) {
    match node {
        Value::String(text) => each(script, text),
        Value::Array(items) => items.iter().for_each(|item| texts(item, script, each)),
        Value::Object(members) => {
            for (name, child) in members {
                let name = name.to_lowercase();
                let own = ["hant", "hans"].into_iter().find(|own| name.contains(own));
                texts(child, own.unwrap_or(script), each);
            }
        }
        _ => {}
    }
}

#[test]
fn the_fonts_have_every_letter_of_the_record_and_of_the_interface() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let table =
        fs::read_to_string(root.join("style/fonts/characters.tsv")).expect("the table of letters");
    let font = |name: &str| -> BTreeSet<char> {
        let row = table
            .lines()
            .find_map(|line| line.strip_prefix(name)?.strip_prefix('\t'));
        row.expect("a row for each font").chars().collect()
    };
    let fonts = [("hant", font("tc")), ("hans", font("sc"))];
    let mut missing = BTreeSet::new();
    let mut files = 0;
    for folder in ["geodata", "src/i18n"] {
        for entry in fs::read_dir(root.join(folder)).expect("the folder") {
            let path = entry.expect("an entry").path();
            let name = path
                .file_name()
                .unwrap_or_default()
                .to_string_lossy()
                .to_lowercase();
            if !(name.ends_with(".json") || name.ends_with(".geojson")) {
                continue;
            }
            files += 1;
            let content = fs::read_to_string(&path).expect("a text file");
            let script = ["hant", "hans"].into_iter().find(|own| name.contains(own));
            let node = serde_json::from_str(&content).expect("JSON");
            texts(&node, script.unwrap_or_default(), &mut |script, text| {
                for (own, letters) in &fonts {
                    let lacks = han(text).filter(|letter| !letters.contains(letter));
                    if script.is_empty() || script == *own {
                        missing.extend(lacks.map(|letter| format!("{letter} ({name})")));
                    }
                }
            });
        }
    }
    assert!(files > 10, "{files} files of texts");
    assert!(
        missing.is_empty(),
        "run style/fonts/make.py again; the fonts have no {missing:?}"
    );
}
