//! Events: what happened, when, where, and who acted.

use super::Reading;
use super::place::PlaceId;
use super::text::Text;
use super::time::{Date, When};

/// Kinds of event and of fact.
pub const KINDS: [&str; 20] = [
    "background",
    "incident",
    "diplomacy",
    "ultimatum",
    "movement",
    "battle",
    "capture",
    "bombardment",
    "landing",
    "occupation",
    "looting",
    "burning",
    "negotiation",
    "appointment",
    "treaty",
    "cession",
    "aftermath",
    "relic",
    "medal",
    "other",
];

/// Days after its end for which an event counts as recent.
pub const RECENT_DAYS: i32 = 60;

/// A date with what other works say, and with what the article itself states.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Dating {
    pub when: When,
    /// The date of other works, where they differ.
    pub other: Option<When>,
    /// What the article states when the day is not in it.
    pub stated: Option<When>,
}

impl Dating {
    /// The date under one reading.
    pub fn read(&self, reading: Reading) -> When {
        match reading {
            Reading::Article => self.when,
            Reading::OtherWorks => self.other.unwrap_or(self.when),
        }
    }
}

/// How an event stands to a day.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Age {
    /// Has not begun.
    #[default]
    Ahead,
    /// The day lies inside it, both ends included.
    Now,
    /// Ended at most [`RECENT_DAYS`] days before.
    Recent,
    Past,
}

impl Age {
    /// The age on a day of what lasts `when`.
    pub fn of(when: When, day: Date) -> Age {
        match when.last {
            _ if day < when.first => Age::Ahead,
            Some(last) if last < day && day.since(last) <= RECENT_DAYS => Age::Recent,
            Some(last) if last < day => Age::Past,
            _ => Age::Now,
        }
    }

    /// Under way or ended not long ago: drawn in full.
    pub fn is_fresh(self) -> bool {
        matches!(self, Age::Now | Age::Recent)
    }

    /// The word of the frame and of `data-age`.
    pub fn word(self) -> &'static str {
        match self {
            Age::Ahead => "ahead",
            Age::Now => "now",
            Age::Recent => "recent",
            Age::Past => "past",
        }
    }
}

/// Something that happened.
#[derive(Clone, PartialEq, Debug)]
pub struct Event {
    pub id: String,
    pub kind: String,
    pub title: Text,
    pub dating: Dating,
    pub place: Option<PlaceId>,
    pub parties: Vec<String>,
    /// 3: a beat every reader meets; 1: detail.
    pub importance: u8,
    pub chapter: String,
    pub facts: Vec<String>,
    pub notes: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_ages_at_midnight() {
        let when = When::parse("1860-10-18/1860-10-19").unwrap();
        let age = |text: &str| Age::of(when, Date::parse(text).unwrap());
        assert_eq!(age("1860-10-17"), Age::Ahead);
        assert_eq!(age("1860-10-18"), Age::Now);
        assert_eq!(age("1860-10-19"), Age::Now);
        assert_eq!(age("1860-10-20"), Age::Recent);
        assert_eq!(age("1860-12-18"), Age::Recent);
        assert_eq!(age("1860-12-19"), Age::Past);
    }

    #[test]
    fn what_has_an_open_end_never_ages() {
        let when = When::parse("1860-11-09/..").unwrap();
        assert_eq!(Age::of(when, Date::new(1988, 1, 1).unwrap()), Age::Now);
    }
}
