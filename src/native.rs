//! Files on disk, for native programs: the authors' command, tests and the build driver.

use crate::campaign::read::{self, Files, Node, Problem};
use crate::campaign::{Book, Campaign, Lang};
use crate::i18n::Words;
use serde_json::Value;
use std::path::Path;

pub mod linked_places;

/// Larger files are refused, bytes.
pub const MAX_FILE_BYTES: u64 = 8 << 20;

impl Node for Value {
    fn member(&self, name: &str) -> Option<Value> {
        self.get(name).filter(|value| !value.is_null()).cloned()
    }

    fn items(&self) -> Option<Vec<Value>> {
        self.as_array().cloned()
    }

    fn string(&self) -> Option<String> {
        self.as_str().map(str::to_string)
    }

    fn number(&self) -> Option<f64> {
        // `true` and `false` count as 1 and 0.
        self.as_f64().or_else(|| self.as_bool().map(f64::from))
    }

    fn numbers(&self) -> Option<Vec<f64>> {
        let list = self.as_array()?;
        let mut flat = Vec::with_capacity(list.len() * 2);
        for item in list {
            match item.numbers() {
                Some(inner) => flat.extend(inner),
                None => flat.push(item.as_f64().unwrap_or(f64::NAN)),
            }
        }
        Some(flat)
    }
}

/// A campaign folder, read whole.
pub struct Record {
    pub campaign: Campaign,
    pub book: Book,
    pub problems: Vec<Problem>,
    /// File names by role.
    pub names: Vec<(String, String)>,
}

/// Reads a campaign folder.
///
/// # Errors
/// Only when the manifest is unusable; everything else is a [`Problem`] in the record.
pub fn read_folder(folder: &Path) -> Result<Record, Problem> {
    let manifest = parse(&folder.join("campaign.json")).map_err(|message| Problem {
        file: "campaign.json".into(),
        id: String::new(),
        message,
    })?;
    let names = read::file_names(manifest.clone())?;
    let files = Files(
        names
            .iter()
            .map(|(role, name)| (role.clone(), parse(&folder.join(name))))
            .collect(),
    );
    let (campaign, mut problems) = read::campaign(manifest, &files)?;
    let (book, more) = read::book(&files, &campaign);
    problems.extend(more);
    for problem in &mut problems {
        if let Some((_, name)) = names.iter().find(|(role, _)| *role == problem.file) {
            problem.file.clone_from(name);
        }
    }
    Ok(Record {
        campaign,
        book,
        problems,
        names,
    })
}

/// The interface's words in a language, as the program was built with.
///
/// # Panics
/// When a word is missing: then the build fails.
pub fn words(lang: Lang) -> Words {
    let text = match lang {
        Lang::ZhHant => include_str!("i18n/zh-Hant.json"),
        Lang::ZhHans => include_str!("i18n/zh-Hans.json"),
        Lang::En => include_str!("i18n/en.json"),
    };
    let node: Value = serde_json::from_str(text).expect("src/i18n holds JSON");
    Words::read(&node).unwrap_or_else(|missing| panic!("src/i18n/{}.json: {missing}", lang.tag()))
}

fn parse(path: &Path) -> Result<Value, String> {
    let meta = std::fs::metadata(path).map_err(|error| format!("cannot be opened: {error}"))?;
    if meta.len() > MAX_FILE_BYTES {
        return Err(format!(
            "larger than {} MiB; generalise or split it",
            MAX_FILE_BYTES >> 20
        ));
    }
    let text = std::fs::read_to_string(path).map_err(|error| format!("cannot be read: {error}"))?;
    serde_json::from_str(&text).map_err(|error| format!("not valid JSON: {error}"))
}
