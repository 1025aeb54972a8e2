//! Subjects: what a card may be about, and the word for it in the address.

use crate::campaign::Campaign;

/// A thing of the campaign that has a card: its kind, and its index there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Subject {
    Event(usize),
    Place(usize),
    Treaty(usize),
    Territory(usize),
    Force(usize),
}

/// Makes a subject of a kind from an index.
type Make = fn(usize) -> Subject;

/// The kinds as the address names them; an id without a kind is an event's.
const KINDS: [(&str, Make); 5] = [
    ("event", Subject::Event),
    ("place", Subject::Place),
    ("treaty", Subject::Treaty),
    ("territory", Subject::Territory),
    ("force", Subject::Force),
];

impl Subject {
    /// Its id; `None` when the campaign has no such thing.
    pub fn id(self, campaign: &Campaign) -> Option<&str> {
        let id = match self {
            Subject::Event(index) => &campaign.events.get(index)?.id,
            Subject::Place(index) => &campaign.places.get(index)?.id,
            Subject::Treaty(index) => &campaign.treaties.get(index)?.id,
            Subject::Territory(index) => &campaign.territories.get(index)?.id,
            Subject::Force(index) => &campaign.forces.get(index)?.id,
        };
        Some(id)
    }

    /// Reads `ev_palikao` or `place:guangzhou`.
    pub fn read(word: &str, campaign: &Campaign) -> Option<Subject> {
        let (kind, id) = word.split_once(':').unwrap_or(("event", word));
        let (_, make) = KINDS.iter().find(|(name, _)| *name == kind)?;
        (0..)
            .map(make)
            .map_while(|subject| Some((subject, subject.id(campaign)?)))
            .find(|(_, other)| *other == id)
            .map(|(subject, _)| subject)
    }

    /// The word that [`Subject::read`] reads.
    pub fn word(self, campaign: &Campaign) -> String {
        let kind = match self {
            Subject::Event(_) => "",
            Subject::Place(_) => "place:",
            Subject::Treaty(_) => "treaty:",
            Subject::Territory(_) => "territory:",
            Subject::Force(_) => "force:",
        };
        [kind, self.id(campaign).unwrap_or_default()].concat()
    }
}
