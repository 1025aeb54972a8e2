//! 1 What happened: the record of a campaign, and its state at a moment.
//!
//! Pure: no pixels, no browser, no present time. Facts come from `geodata/`; nothing here knows a war.

pub mod book;
pub mod calendar;
pub mod check;
pub mod event;
pub mod frame;
pub mod history;
pub mod place;
pub mod read;
pub mod report;
pub mod text;
pub mod time;
pub mod track;

pub use book::Book;
pub use event::{Age, Event};
pub use frame::Frame;
pub use place::{LonLat, Place, PlaceId, Water};
pub use text::{Lang, Text};
pub use time::{Date, Instant, Interval, When};

use calendar::Calendar;
use history::{History, Part, Talk, Territory, Treaty};
use track::{Force, Track};

/// Which dates rule where the article and other works differ.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Reading {
    #[default]
    Article,
    OtherWorks,
}

impl Reading {
    /// The word of the address and of the frame.
    pub fn word(self) -> &'static str {
        match self {
            Reading::Article => "article",
            Reading::OtherWorks => "other_works",
        }
    }

    pub fn from_word(word: &str) -> Option<Reading> {
        [Reading::Article, Reading::OtherWorks]
            .into_iter()
            .find(|reading| reading.word() == word)
    }
}

/// A party with its name, or a coalition of parties.
#[derive(Clone, PartialEq, Debug)]
pub struct Party {
    pub id: String,
    pub name: Text,
    /// Members, when it is a coalition.
    pub members: Vec<String>,
}

impl Party {
    pub fn is_coalition(&self) -> bool {
        !self.members.is_empty()
    }
}

/// A unit of figures.
#[derive(Clone, PartialEq, Debug)]
pub struct Unit {
    pub id: String,
    pub name: Text,
}

/// The Albers equal-area conic of the sheet; degrees, WGS 84.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct ProjectionParameters {
    pub parallels: [f64; 2],
    pub origin: LonLat,
}

/// Everything that is drawn.
#[derive(Clone, PartialEq, Debug)]
pub struct Campaign {
    pub id: String,
    pub title: Text,
    /// Other names of the war.
    pub names: Vec<Text>,
    /// First and last day of the slider's continuous part; closed.
    pub time: Interval,
    /// Days shown after the end, in order.
    pub epilogue: Vec<Date>,
    /// The day shown at first.
    pub opens: Date,
    pub projection: ProjectionParameters,
    /// The sheet: x0, y0, x1, y1 in kilometres from the origin, y northwards.
    pub frame: [f64; 4],
    /// South-west and north-east corner of the opening view.
    pub extent: [LonLat; 2],
    pub parties: Vec<Party>,
    pub units: Vec<Unit>,
    pub calendar: Calendar,
    pub places: Vec<Place>,
    /// In date order, the article's reading.
    pub events: Vec<Event>,
    pub tracks: Vec<Track>,
    pub forces: Vec<Force>,
    pub territories: Vec<Territory>,
    pub parts: Vec<Part>,
    /// Control of places.
    pub control: Vec<(PlaceId, History)>,
    pub treaties: Vec<Treaty>,
    pub talks: Vec<Talk>,
}

impl Campaign {
    /// First and last day that can be shown, the epilogue included.
    pub fn span(&self) -> Interval {
        Interval {
            first: self.time.first,
            last: self.epilogue.last().copied().unwrap_or(self.time.last),
        }
    }

    pub fn party(&self, id: &str) -> Option<&Party> {
        self.parties.iter().find(|party| party.id == id)
    }

    pub fn place_named(&self, id: &str) -> Option<PlaceId> {
        self.places
            .iter()
            .position(|place| place.id == id)
            .map(PlaceId)
    }

    /// Days on which something begins, in order, each once.
    pub fn event_days(&self, reading: Reading) -> Vec<Date> {
        let days = self
            .events
            .iter()
            .map(|event| event.dating.read(reading).first);
        let days: Vec<Date> = days.filter(|day| self.span().contains(*day)).collect();
        let keys = days
            .iter()
            .map(|day| (i64::from(day.since(self.time.first)), 0));
        let mut days: Vec<Date> = order(keys).into_iter().map(|index| days[index]).collect();
        days.dedup();
        days
    }
}

/// Indexes in the order of their keys; equal keys keep their order. The one sort of the house, for lists of a
/// few hundred: the library's costs the page 4 KB of WebAssembly for each kind of key.
pub fn order(keys: impl Iterator<Item = (i64, i64)>) -> Vec<usize> {
    ordered(keys.collect())
}

#[inline(never)]
fn ordered(keys: Vec<(i64, i64)>) -> Vec<usize> {
    let mut sorted: Vec<((i64, i64), usize)> = vec![];
    for (index, key) in keys.into_iter().enumerate() {
        let at = sorted.partition_point(|(other, _)| *other <= key);
        sorted.insert(at, (key, index));
    }
    sorted.into_iter().map(|(_, index)| index).collect()
}
