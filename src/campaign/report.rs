//! Reports: the frame as the outside reads it, and the war as a dated list.
//!
//! The frame's members and words are a public promise (`README.md`, data schema 1).

use super::event::Age;
use super::{Book, Campaign, Date, Frame, Lang, Place, PlaceId, Reading, order};
use serde::Serialize;

#[derive(Serialize)]
pub struct FrameReport {
    pub schema: u32,
    pub date: String,
    pub reading: &'static str,
    pub places: Vec<PlaceReport>,
    pub territories: Vec<TerritoryReport>,
    pub treaties: Vec<TreatyReport>,
    pub forces: Vec<ForceReport>,
    pub talks: Vec<TalkReport>,
    pub events: Vec<EventReport>,
    pub facts: Vec<FactReport>,
}

#[derive(Serialize)]
pub struct PlaceReport {
    pub id: String,
    pub holder: String,
    pub presence: Vec<String>,
    pub since: Option<String>,
    /// Last day included.
    pub until: Option<String>,
    pub certainty: String,
}

#[derive(Serialize)]
pub struct TerritoryReport {
    pub id: String,
    pub status: String,
    pub holder: String,
    pub claimant: Option<String>,
    pub treaty: Option<String>,
    pub since: Option<String>,
}

#[derive(Serialize)]
pub struct TreatyReport {
    pub id: String,
    pub status: String,
    pub since: Option<String>,
}

#[derive(Serialize)]
pub struct ForceReport {
    pub id: String,
    pub party: String,
    /// Degrees, WGS 84, four decimals.
    pub lon: f64,
    pub lat: f64,
    pub between: bool,
    /// The nearest named place.
    pub near: Option<String>,
}

#[derive(Serialize)]
pub struct TalkReport {
    pub id: String,
    pub parties: Vec<String>,
    pub place: Option<String>,
    pub status: String,
    pub deadline: Option<String>,
}

#[derive(Serialize)]
pub struct EventReport {
    pub id: String,
    pub kind: String,
    pub place: Option<String>,
    pub age: &'static str,
    pub facts: Vec<String>,
}

#[derive(Serialize)]
pub struct FactReport {
    pub id: String,
    pub age: &'static str,
}

impl Frame {
    /// The frame for the outside. Facts are listed once the book has been read.
    pub fn report(&self, campaign: &Campaign, book: &Book) -> FrameReport {
        let day = self.at.date();
        let reading = self.reading;
        let written = |date: Option<Date>| date.map(|date| date.to_string());
        let place_name = |id: PlaceId| campaign.places[id.0].id.clone();

        let places = campaign
            .control
            .iter()
            .zip(&self.places)
            .filter_map(|((place, history), index)| {
                let state = &history.0[(*index)?];
                Some(PlaceReport {
                    id: place_name(*place),
                    holder: state.holder.clone(),
                    presence: state.presence.clone(),
                    since: written(history.since((*index)?, reading)),
                    until: written(history.until((*index)?, reading)),
                    certainty: state.certainty.clone(),
                })
            })
            .collect();
        let territories = campaign
            .territories
            .iter()
            .zip(&self.territories)
            .filter_map(|(territory, index)| {
                let state = &territory.history.0[(*index)?];
                Some(TerritoryReport {
                    id: territory.id.clone(),
                    status: state.status.clone(),
                    holder: state.holder.clone(),
                    claimant: state.claimant.clone(),
                    treaty: state.treaty.clone(),
                    since: written(territory.history.since((*index)?, reading)),
                })
            })
            .collect();
        let treaties = campaign
            .treaties
            .iter()
            .zip(&self.treaties)
            .filter_map(|(treaty, index)| {
                Some(TreatyReport {
                    id: treaty.id.clone(),
                    status: treaty.history.0[(*index)?].status.clone(),
                    since: written(treaty.history.since((*index)?, reading)),
                })
            })
            .collect();
        let forces = campaign
            .forces
            .iter()
            .zip(&self.forces)
            .filter_map(|(force, stand)| {
                let stand = (*stand)?;
                let at = campaign.tracks[stand.track].position(stand.progress);
                Some(ForceReport {
                    id: force.id.clone(),
                    party: force.party.clone(),
                    lon: (at.lon * 1e4).round() / 1e4,
                    lat: (at.lat * 1e4).round() / 1e4,
                    between: stand.between,
                    near: nearest(&campaign.places, at).map(|place| place.id.clone()),
                })
            })
            .collect();
        let talks = campaign
            .talks
            .iter()
            .zip(&self.talks)
            .filter_map(|(talk, index)| {
                Some(TalkReport {
                    id: talk.id.clone(),
                    parties: talk.parties.clone(),
                    place: talk.place.map(place_name),
                    status: talk.history.0[(*index)?].status.clone(),
                    deadline: talk.deadline.clone(),
                })
            })
            .collect();

        let events: Vec<(Date, &super::Event, Age)> = campaign
            .events
            .iter()
            .zip(&self.events)
            .filter(|(_, age)| **age != Age::Ahead)
            .map(|(event, age)| (event.dating.read(reading).first, event, *age))
            .collect();
        let facts: Vec<(Date, &str, Age)> = book
            .facts
            .iter()
            .filter_map(|fact| {
                let when = fact.dating.read(reading);
                let age = Age::of(when, day);
                (age != Age::Ahead).then_some((when.first, fact.id.as_str(), age))
            })
            .collect();
        let days = |date: Date| (i64::from(date.since(campaign.time.first)), 0);

        FrameReport {
            schema: 1,
            date: day.to_string(),
            reading: reading.word(),
            places,
            territories,
            treaties,
            forces,
            talks,
            events: order(events.iter().map(|(date, ..)| days(*date)))
                .into_iter()
                .map(|index| events[index])
                .map(|(_, event, age)| EventReport {
                    id: event.id.clone(),
                    kind: event.kind.clone(),
                    place: event.place.map(place_name),
                    age: age.word(),
                    facts: event.facts.clone(),
                })
                .collect(),
            facts: order(facts.iter().map(|(date, ..)| days(*date)))
                .into_iter()
                .map(|index| FactReport {
                    id: facts[index].1.into(),
                    age: facts[index].2.word(),
                })
                .collect(),
        }
    }
}

/// The place nearest to a position, by degrees scaled for the latitude; areas and water do not count.
fn nearest(places: &[Place], at: super::LonLat) -> Option<&Place> {
    // The cosine of the latitude, after Bhaskara, within 0.2 %: enough to tell which place is nearer.
    let square = at.lat * at.lat;
    let shrink = (32_400.0 - 4.0 * square) / (32_400.0 + square);
    let distance = |place: &Place| {
        ((place.at.lon - at.lon) * shrink).powi(2) + (place.at.lat - at.lat).powi(2)
    };
    places
        .iter()
        .filter(|place| !matches!(place.kind.as_str(), "area" | "river" | "lake" | "mountain"))
        .min_by(|a, b| distance(a).total_cmp(&distance(b)))
}

/// The whole war as a dated list, a line each: date as written, title, place, facts.
pub fn chronicle(campaign: &Campaign, book: &Book, lang: Lang, reading: Reading) -> String {
    let mut rows: Vec<(Date, String)> = campaign
        .events
        .iter()
        .map(|event| {
            let when = event.dating.read(reading);
            let place = match event.place {
                Some(place) => campaign.places[place.0].name.get(lang),
                None => "–",
            };
            let last = match when.last {
                Some(last) if last == when.first => String::new(),
                Some(last) => format!("/{last}"),
                None => "/..".into(),
            };
            let mark = if event.dating.stated.is_some() {
                " ◇"
            } else {
                ""
            };
            let mut row = format!(
                "{}{last}{mark} | {} | {place} | {}\n",
                when.first,
                event.title.get(lang),
                event.facts.join(" ")
            );
            for fact in event.facts.iter().filter_map(|id| book.fact(id)) {
                row += &format!("    {} {}\n", fact.id, fact.text.get(lang));
            }
            (when.first, row)
        })
        .collect();
    let carried = |id: &str| {
        campaign
            .events
            .iter()
            .any(|event| event.facts.iter().any(|f| f == id))
    };
    rows.extend(
        book.facts
            .iter()
            .filter(|fact| !carried(&fact.id))
            .map(|fact| {
                let when = fact.dating.read(reading);
                (
                    when.first,
                    format!("{} · {} {}\n", when.first, fact.id, fact.text.get(lang)),
                )
            }),
    );
    rows.sort_by_key(|(date, _)| *date);
    rows.into_iter().map(|(_, row)| row).collect()
}
