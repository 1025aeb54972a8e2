//! Histories: what held from which day, for places, territories, treaties and talks.
//!
//! A state lasts until the day before the next begins, so a gap or an overlap cannot be written.

use super::Reading;
use super::place::LonLat;
use super::text::Text;
use super::time::Date;

pub const HOLDERS: [&str; 2] = ["contested", "not_stated"];
pub const CERTAINTIES: [&str; 3] = ["stated", "inferred", "not_stated"];
pub const CERTAINTIES_OF_LAND: [&str; 4] = ["certain", "approximate", "disputed", "claimed"];
/// How an outline is known.
pub const EDGES: [&str; 3] = ["surveyed", "treaty", "schematic"];
pub const TERRITORY_STATUSES: [&str; 5] = [
    "qing",
    "ceded_unratified",
    "joint_unratified",
    "lent",
    "ceded",
];
pub const TREATY_STATUSES: [&str; 5] = ["signed", "refused", "recognised", "approved", "in_force"];
pub const TALK_KINDS: [&str; 2] = ["talks", "ultimatum"];
pub const TALK_STATUSES: [&str; 6] = [
    "open",
    "refused",
    "accepted",
    "broken_off",
    "lapsed",
    "closed",
];

/// What holds from one day on.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct State {
    /// First day; `None`: since before the record.
    pub from: Option<Date>,
    /// First day in other works, where they differ.
    pub from_other: Option<Date>,
    /// What the article states (EDTF) when the day is not in it.
    pub from_stated: Option<String>,
    /// Status of a territory, treaty or negotiation; empty for a place.
    pub status: String,
    /// Who holds it; empty for treaties and talks.
    pub holder: String,
    pub claimant: Option<String>,
    /// Parties that are there without holding it.
    pub presence: Vec<String>,
    pub treaty: Option<String>,
    pub certainty: String,
    pub facts: Vec<String>,
}

impl State {
    fn begins(&self, reading: Reading) -> Option<Date> {
        match reading {
            Reading::Article => self.from,
            Reading::OtherWorks => self.from_other.or(self.from),
        }
    }
}

/// States in the order in which they began.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct History(pub Vec<State>);

impl History {
    /// Index of the state on a day; `None` before the first.
    pub fn at(&self, day: Date, reading: Reading) -> Option<usize> {
        self.0
            .iter()
            .rposition(|state| state.begins(reading).is_none_or(|from| from <= day))
    }

    /// First day of a state; `None`: since before the record.
    pub fn since(&self, index: usize, reading: Reading) -> Option<Date> {
        self.0[index].begins(reading)
    }

    /// Last day of a state, included; `None`: it lasts.
    pub fn until(&self, index: usize, reading: Reading) -> Option<Date> {
        Some(self.0.get(index + 1)?.begins(reading)?.plus(-1))
    }
}

/// A thing with a history and a name.
#[derive(Clone, PartialEq, Debug)]
pub struct Territory {
    pub id: String,
    pub name: Text,
    /// The fact that gives the article's area.
    pub figure: Option<String>,
    pub history: History,
}

/// A polygon of a territory.
#[derive(Clone, PartialEq, Debug)]
pub struct Part {
    pub id: String,
    /// Index among `Campaign::territories`.
    pub territory: usize,
    pub name: Text,
    pub certainty: String,
    /// How the outline is known: `surveyed`, `treaty` or `schematic`.
    pub edges: String,
    /// Degrees, WGS 84, longitude first; rings closed, finite and in range.
    pub outline: geo::MultiPolygon,
    pub facts: Vec<String>,
}

impl Part {
    /// The corners of each polygon from outside; holes are left out.
    pub fn rings(&self) -> impl Iterator<Item = impl Iterator<Item = LonLat>> {
        self.outline.iter().map(|polygon| {
            let corners = polygon.exterior().coords();
            corners.map(|at| LonLat {
                lon: at.x,
                lat: at.y,
            })
        })
    }
}

/// A treaty, from the day of its signature.
#[derive(Clone, PartialEq, Debug)]
pub struct Treaty {
    pub id: String,
    pub name: Text,
    pub parties: Vec<String>,
    pub place: Option<super::place::PlaceId>,
    pub history: History,
    pub facts: Vec<String>,
}

/// A negotiation or an ultimatum.
#[derive(Clone, PartialEq, Debug)]
pub struct Talk {
    pub id: String,
    pub name: Text,
    /// `talks` or `ultimatum`.
    pub kind: String,
    pub parties: Vec<String>,
    pub place: Option<super::place::PlaceId>,
    pub history: History,
    /// End of the term that was set, EDTF.
    pub deadline: Option<String>,
    pub facts: Vec<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canton() -> History {
        let state = |from: Option<&str>, other: Option<&str>, holder: &str| State {
            from: from.and_then(Date::parse),
            from_other: other.and_then(Date::parse),
            holder: holder.into(),
            ..State::default()
        };
        History(vec![
            state(None, None, "qing"),
            state(Some("1857-12-30"), Some("1857-12-29"), "allied"),
            state(Some("1860-11-09"), None, "qing"),
        ])
    }

    #[test]
    fn a_state_begins_on_its_day_and_ends_the_day_before_the_next() {
        let history = canton();
        let at = |text| history.at(Date::parse(text).unwrap(), Reading::Article);
        assert_eq!(at("1700-01-01"), Some(0));
        assert_eq!(at("1857-12-29"), Some(0));
        assert_eq!(at("1857-12-30"), Some(1));
        assert_eq!(at("1860-11-08"), Some(1));
        assert_eq!(at("1860-11-09"), Some(2));
        assert_eq!(
            history.since(1, Reading::Article),
            Date::parse("1857-12-30")
        );
        assert_eq!(
            history.until(1, Reading::Article),
            Date::parse("1860-11-08")
        );
        assert_eq!(history.until(2, Reading::Article), None);
    }

    #[test]
    fn other_works_may_move_the_day() {
        let day = Date::parse("1857-12-29").unwrap();
        assert_eq!(canton().at(day, Reading::OtherWorks), Some(1));
        assert_eq!(canton().at(day, Reading::Article), Some(0));
    }
}
