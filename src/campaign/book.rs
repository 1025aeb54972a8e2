//! The book: what is read rather than drawn. Facts, chapters, notes and the bibliography.
//!
//! It may arrive after the map is on screen; nothing in [`super::frame`] waits for it but the list of facts.

use super::event::Dating;
use super::place::{LonLat, Water};
use super::text::Text;
use super::time::{Date, Interval, When};

pub const QUALIFIERS: [&str; 7] = [
    "exact",
    "about",
    "more_than",
    "nearly",
    "dozens",
    "thousands",
    "range",
];
/// `A` changes what is drawn, `B` a figure or label, `C` wording.
pub const TIERS: [&str; 3] = ["A", "B", "C"];
pub const SHOWN: [&str; 8] = [
    "event",
    "track",
    "territory",
    "control",
    "treaty",
    "talks",
    "chapter",
    "chronicle",
];

/// What a person of [`Book::people`] may be: a ship is called and found in the same way.
pub const BEINGS: [&str; 2] = ["person", "ship"];

/// A number with its owner.
#[derive(Clone, PartialEq, Debug)]
pub struct Figure {
    pub what: Text,
    pub min: f64,
    /// Equal to `min` when it is one number.
    pub max: f64,
    /// Key of `Campaign::units`.
    pub unit: String,
    pub qualifier: String,
    pub side: Option<String>,
}

/// One statement of the article, with its place there.
#[derive(Clone, PartialEq, Debug)]
pub struct Fact {
    pub id: String,
    pub dating: Dating,
    pub places: Vec<super::place::PlaceId>,
    pub parties: Vec<String>,
    pub kind: String,
    pub importance: u8,
    pub chapter: String,
    pub text: Text,
    pub figures: Vec<Figure>,
    pub section: String,
    pub sentence: String,
    pub notes: Vec<String>,
    pub shown: String,
    pub remark: Option<Text>,
}

/// A step of the story.
#[derive(Clone, PartialEq, Debug)]
pub struct Chapter {
    pub id: String,
    pub title: Text,
    pub when: When,
    /// South-west and north-east corner of what to look at.
    pub extent: [LonLat; 2],
    pub summary: Text,
    pub beats: Vec<String>,
    pub facts: Vec<String>,
    pub questions: Vec<Text>,
    pub notes: Vec<String>,
}

/// A place where sources differ.
#[derive(Clone, PartialEq, Debug)]
pub struct Note {
    pub id: String,
    pub tier: String,
    pub subject: Text,
    pub article: Text,
    pub other: Text,
    pub facts: Vec<String>,
}

/// Ways to write a name, each with the BCP 47 tag of its language.
pub type Spellings = Vec<(String, String)>;

/// A person or a ship of the record.
#[derive(Clone, PartialEq, Debug)]
pub struct Person {
    pub id: String,
    /// One of [`BEINGS`].
    pub kind: String,
    pub name: Text,
    /// Other ways to write the name.
    pub spellings: Spellings,
    pub role: Text,
    pub party: Option<String>,
    /// Years of birth and death, or of building and loss, where they are known.
    pub from: Option<u16>,
    pub until: Option<u16>,
    /// The facts whose sentence names the person.
    pub facts: Vec<String>,
}

/// A section of the article.
#[derive(Clone, PartialEq, Debug)]
pub struct Section {
    pub id: String,
    pub name: Text,
}

/// A work that is cited.
#[derive(Clone, PartialEq, Debug)]
pub struct Work {
    pub id: String,
    pub title: String,
    pub detail: String,
}

#[derive(Clone, PartialEq, Debug, Default)]
pub struct Book {
    pub facts: Vec<Fact>,
    pub chapters: Vec<Chapter>,
    pub notes: Vec<Note>,
    pub people: Vec<Person>,
    /// Other ways to write the names of places and treaties, by id.
    pub spellings: Vec<(String, Spellings)>,
    pub article: Text,
    /// What the ground was made from, with the licences: a notice the map must carry.
    pub ground: Text,
    pub sections: Vec<Section>,
    pub works: Vec<Work>,
    /// Names of the ground.
    pub waters: Vec<Water>,
}

impl Book {
    pub fn fact(&self, id: &str) -> Option<&Fact> {
        self.facts.iter().find(|fact| fact.id == id)
    }

    pub fn note(&self, id: &str) -> Option<&Note> {
        self.notes.iter().find(|note| note.id == id)
    }

    /// Other ways to write the name of a place or a treaty.
    pub fn spellings(&self, id: &str) -> &[(String, String)] {
        let own = self.spellings.iter().find(|(of, _)| of == id);
        own.map_or(&[], |(_, spellings)| spellings.as_slice())
    }

    /// Index of the chapter that a day belongs to: of one that closes a chapter and opens the next, the next.
    pub fn chapter_at(&self, day: Date) -> Option<usize> {
        let begun = |chapter: &Chapter| chapter.when.first <= day;
        Some(self.chapters.iter().rposition(begun).unwrap_or(0))
            .filter(|_| !self.chapters.is_empty())
    }

    /// The days of a chapter within a span: up to the eve of the next.
    pub fn chapter_days(&self, index: usize, span: Interval) -> Option<Interval> {
        let begins = |index: usize| {
            let first = self.chapters.get(index)?.when.first;
            Some(if index == 0 { span.first } else { first }.clamp(span.first, span.last))
        };
        Some(Interval {
            first: begins(index)?,
            last: begins(index + 1).map_or(span.last, |next| next.plus(-1)),
        })
    }

    pub fn section(&self, id: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.id == id)
    }
}
