//! The GeoJSON files, and the forces that run along tracks.

use super::entry::{Entry, expected};
use super::{Node, Reader, geometry};
use crate::campaign::history::{CERTAINTIES_OF_LAND, EDGES, Part};
use crate::campaign::track::{CONFIDENCES, FORCE_KINDS, Fix, Force, MODES, TRACK_KINDS, Track};
use crate::campaign::{Campaign, Event, Instant, LonLat, Place, event, order, place};

impl<N: Node> Reader<'_, N> {
    pub fn places(&mut self, campaign: &mut Campaign) {
        self.each("places", "features", &mut |entry| {
            let place = Place {
                id: entry.text("id"),
                name: entry.words("name"),
                also: entry.words("also"),
                kind: entry.one_of("kind", &place::KINDS),
                rank: entry.rank("rank", 1, 3),
                at: geometry::point(&entry.feature)?,
                precision_m: entry.number("precision_m") as u32,
            };
            entry.sound()?;
            campaign.places.push(place);
            Ok(())
        });
    }

    pub fn events(&mut self, campaign: &mut Campaign) {
        let mut events = vec![];
        self.each("events", "features", &mut |entry| {
            let event = Event {
                id: entry.text("id"),
                kind: entry.one_of("kind", &event::KINDS),
                title: entry.words("name"),
                dating: entry.dating(),
                place: entry.maybe_place(campaign),
                parties: entry.parties("parties", campaign),
                importance: entry.rank("importance", 1, 3),
                chapter: entry.text("chapter"),
                facts: entry.texts("facts"),
                notes: entry.texts("notes"),
            };
            entry.sound()?;
            events.push(event);
            Ok(())
        });
        // Events of a day with an hour come in the order of their hours.
        let keys = events.iter().map(|event: &Event| {
            let when = event.dating.when;
            (
                i64::from(when.first.since(campaign.time.first)),
                i64::from(when.minute.unwrap_or(0)),
            )
        });
        let order = order(keys);
        campaign.events = order
            .into_iter()
            .map(|index| events[index].clone())
            .collect();
    }

    pub fn forces(&mut self, campaign: &mut Campaign) {
        self.each("forces", "", &mut |entry| {
            let force = Force {
                id: entry.text("id"),
                party: entry.party("party", campaign),
                name: entry.words("name"),
                kind: entry.one_of("kind", &FORCE_KINDS),
                until: entry.day("until"),
                facts: entry.texts("facts"),
            };
            entry.sound()?;
            campaign.forces.push(force);
            Ok(())
        });
    }

    pub fn tracks(&mut self, campaign: &mut Campaign) {
        self.each("tracks", "features", &mut |entry| {
            let line = geometry::line(&entry.feature)?;
            let force = entry.maybe("force").and_then(|id| {
                let index = campaign.forces.iter().position(|force| force.id == id);
                if index.is_none() {
                    entry.blame(["force ", &id, " is not in forces.json"].concat());
                }
                index
            });
            let other_times = entry.member("datetimes_other");
            let other_times = other_times.map(|_| moments(entry, "datetimes_other", line.len()));
            let track = Track {
                id: entry.text("id"),
                name: entry.words("name"),
                party: entry.party("party", campaign),
                force,
                mode: entry.one_of("mode", &MODES),
                kind: entry.one_of("kind", &TRACK_KINDS),
                confidence: entry.one_of("confidence", &CONFIDENCES),
                dating: entry.dating(),
                facts: entry.texts("facts"),
                notes: entry.texts("notes"),
                fixes: fixes(entry, line),
                other_times,
            };
            entry.sound()?;
            campaign.tracks.push(track);
            Ok(())
        });
    }

    /// The polygons; [`Reader::control`] has read the territories before.
    pub fn territories(&mut self, campaign: &mut Campaign) {
        self.each("territories", "features", &mut |entry| {
            let id = entry.text("territory");
            let territory = campaign
                .territories
                .iter()
                .position(|territory| territory.id == id);
            let part = Part {
                id: entry.text("id"),
                territory: territory
                    .ok_or_else(|| ["territory ", &id, " is not in control.json"].concat())?,
                name: entry.words("name"),
                certainty: entry.one_of("certainty", &CERTAINTIES_OF_LAND),
                edges: entry.one_of("edges", &EDGES),
                outline: geometry::polygons(&entry.feature)?,
                facts: entry.texts("facts"),
            };
            entry.sound()?;
            campaign.parts.push(part);
            Ok(())
        });
    }
}

/// The vertices of a line with their moments.
fn fixes<N: Node>(entry: &Entry<N>, line: Vec<LonLat>) -> Vec<Fix> {
    let times = moments(entry, "datetimes", line.len());
    let dated = entry
        .member("vertex_dated")
        .and_then(|list| list.numbers())
        .unwrap_or_default();
    if dated.len() != line.len() {
        entry.blame(expected("vertex_dated", "1 or 0 for each vertex"));
    }
    let vertices = line.into_iter().zip(times).zip(dated);
    vertices
        .map(|((position, at), dated)| Fix {
            at,
            position,
            dated: dated == 1.0,
        })
        .collect()
}

/// Strictly increasing moments, as many as vertices.
fn moments<N: Node>(entry: &Entry<N>, name: &str, vertices: usize) -> Vec<Instant> {
    let texts = entry.texts(name);
    let times: Vec<Instant> = texts
        .iter()
        .filter_map(|text| Instant::parse(text))
        .collect();
    if times.len() != texts.len() {
        entry.blame(expected(name, "moments, YYYY-MM-DDTHH:MM:SSZ"));
    } else if times.len() != vertices {
        entry.blame(expected(name, "a moment for each vertex"));
    } else if times.windows(2).any(|pair| pair[0] >= pair[1]) {
        entry.blame(expected(
            name,
            "moments that increase from vertex to vertex",
        ));
    }
    times
}
