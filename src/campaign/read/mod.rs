//! Reading: files of the record -> (Campaign, problems).
//!
//! Reading never fails as a whole unless the manifest itself is unusable: a bad entry becomes a
//! [`Problem`] and the rest is read. The page hands over JavaScript values, native programs
//! `serde_json` values; both are a [`Node`], so there is one reader. Members are asked for by name:
//! derived deserialisers for the same shapes cost the page 30 KB of WebAssembly.

mod book;
mod entry;
mod features;
mod geometry;
mod manifest;
mod states;

use super::{Book, Campaign};
use entry::Entry;

/// More entries than this in one file are refused.
pub const MAX_ENTRIES: usize = 50_000;

/// A parsed JSON value, wherever it was parsed.
pub trait Node: Sized {
    /// A member of an object, unless it is absent or `null`.
    fn member(&self, name: &str) -> Option<Self>;
    /// The items of an array.
    fn items(&self) -> Option<Vec<Self>>;
    fn string(&self) -> Option<String>;
    fn number(&self) -> Option<f64>;
    /// All numbers of nested arrays, in order; what is no number becomes NaN.
    fn numbers(&self) -> Option<Vec<f64>>;
}

/// Something wrong in the record, and what to do about it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Problem {
    pub file: String,
    /// The entry, by id or by number; empty when it is the whole file.
    pub id: String,
    /// Begins with the member's name where one member is at fault.
    pub message: String,
}

impl std::fmt::Display for Problem {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.file)?;
        if !self.id.is_empty() {
            f.write_str(" · ")?;
            f.write_str(&self.id)?;
        }
        f.write_str(": ")?;
        f.write_str(&self.message)
    }
}

/// Parsed files by role; a missing one is an error with its reason.
pub struct Files<N>(pub Vec<(String, Result<N, String>)>);

/// Roles of the files that the map needs, and of those that may come later.
pub const MAP_ROLES: [&str; 9] = [
    "calendar",
    "control",
    "events",
    "forces",
    "places",
    "talks",
    "territories",
    "tracks",
    "treaties",
];
pub const BOOK_ROLES: [&str; 7] = [
    "chapters", "facts", "names", "notes", "people", "sources", "waters",
];

/// The names of the other files by role, from the manifest.
///
/// # Errors
/// When the manifest has no list of files.
pub fn file_names<N: Node>(manifest: N) -> Result<Vec<(String, String)>, Problem> {
    manifest::file_names(&Entry::new(manifest))
}

/// Reads everything that is drawn. The only fatal problem is an unusable manifest.
pub fn campaign<N: Node>(
    manifest: N,
    files: &Files<N>,
) -> Result<(Campaign, Vec<Problem>), Problem> {
    let mut campaign = manifest::campaign(&Entry::new(manifest)).map_err(manifest::problem)?;
    let mut reader = Reader {
        files,
        problems: vec![],
        file: String::new(),
    };
    reader.places(&mut campaign);
    reader.events(&mut campaign);
    reader.forces(&mut campaign);
    reader.tracks(&mut campaign);
    reader.control(&mut campaign);
    reader.territories(&mut campaign);
    reader.treaties(&mut campaign);
    reader.talks(&mut campaign);
    reader.calendar(&mut campaign);
    Ok((campaign, reader.problems))
}

/// Reads facts, chapters, notes, sources and the names of waters.
pub fn book<N: Node>(files: &Files<N>, campaign: &Campaign) -> (Book, Vec<Problem>) {
    let mut reader = Reader {
        files,
        problems: vec![],
        file: String::new(),
    };
    let book = reader.book(campaign);
    (book, reader.problems)
}

struct Reader<'a, N> {
    files: &'a Files<N>,
    problems: Vec<Problem>,
    /// Role of the file being read, for problems.
    file: String,
}

impl<N: Node> Reader<'_, N> {
    fn problem(&mut self, id: String, message: String) {
        self.problems.push(Problem {
            file: self.file.clone(),
            id,
            message,
        });
    }

    /// The parsed file of a role; a problem when it is missing.
    fn open(&mut self, role: &str) -> Option<&N> {
        self.file = role.into();
        let files = self.files;
        let message = match files.0.iter().find(|(name, _)| name == role) {
            Some((_, Ok(node))) => return Some(node),
            Some((_, Err(message))) => message.clone(),
            None => "the manifest names no such file; add it to `files`".into(),
        };
        self.problem(String::new(), message);
        None
    }

    /// Hands each item of the list under `member` (the file itself when empty) to `keep`; what it refuses
    /// becomes a problem.
    fn each(
        &mut self,
        role: &str,
        member: &str,
        keep: &mut dyn FnMut(&Entry<N>) -> Result<(), String>,
    ) {
        let Some(node) = self.open(role) else { return };
        let list = match member {
            "" => node.items(),
            _ => node.member(member).and_then(|list| list.items()),
        };
        let items = match list {
            Some(items) if items.len() <= MAX_ENTRIES => items,
            Some(_) => {
                return self.problem(String::new(), "too many entries; split the file".into());
            }
            None => return self.problem(member.into(), "expected a list here".into()),
        };
        for (number, item) in items.into_iter().enumerate() {
            let entry = Entry::new(item);
            if let Err(message) = keep(&entry) {
                let id = entry
                    .id()
                    .unwrap_or_else(|| "entry ".to_string() + &number.to_string());
                self.problem(id, message);
            }
        }
    }
}
