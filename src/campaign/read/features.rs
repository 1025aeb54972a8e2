//! The GeoJSON files, and the forces that run along tracks.

use super::entry::{Entry, expected};
use super::{Node, Reader, geometry};
use crate::campaign::history::{CERTAINTIES_OF_LAND, EDGES, Part};
use crate::campaign::track::{CONFIDENCES, FORCE_KINDS, Fix, Force, MODES, TRACK_KINDS, Track};
use crate::campaign::{Campaign, Event, Instant, Place, event, order, place};

impl<N: Node> Reader<'_, N> {
    pub fn places(&mut self, campaign: &mut Campaign) {
        self.each("places", "features", &mut |entry| {
            let rank = entry.number("rank")?;
            if ![1.0, 2.0, 3.0].contains(&rank) {
                return Err("rank: must be 1, 2 or 3".into());
            }
            campaign.places.push(Place {
                id: entry.text("id")?,
                name: entry.words("name")?,
                also: entry.words("also")?,
                kind: entry.one_of("kind", &place::KINDS)?,
                rank: rank as u8,
                at: geometry::point(&entry.feature)?,
                precision_m: entry.number("precision_m")? as u32,
            });
            Ok(())
        });
    }

    pub fn events(&mut self, campaign: &mut Campaign) {
        let mut events = vec![];
        self.each("events", "features", &mut |entry| {
            events.push(Event {
                id: entry.text("id")?,
                kind: entry.one_of("kind", &event::KINDS)?,
                title: entry.words("name")?,
                dating: entry.dating()?,
                place: entry.maybe_place(campaign)?,
                parties: entry.parties("parties", campaign)?,
                importance: entry.number("importance")? as u8,
                chapter: entry.text("chapter")?,
                facts: entry.texts("facts")?,
                notes: entry.texts("notes")?,
            });
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
                id: entry.text("id")?,
                party: entry.party("party", campaign)?,
                name: entry.words("name")?,
                kind: entry.one_of("kind", &FORCE_KINDS)?,
                until: entry.day("until")?,
                facts: entry.texts("facts")?,
            };
            campaign.forces.push(force);
            Ok(())
        });
    }

    pub fn tracks(&mut self, campaign: &mut Campaign) {
        self.each("tracks", "features", &mut |entry| {
            let line = geometry::line(&entry.feature)?;
            let force = match entry.maybe("force") {
                None => None,
                Some(id) => {
                    let index = campaign.forces.iter().position(|force| force.id == id);
                    Some(index.ok_or_else(|| ["force ", &id, " is not in forces.json"].concat())?)
                }
            };
            let times = moments(entry, "datetimes", line.len())?
                .ok_or_else(|| expected("datetimes", "a moment for each vertex"))?;
            let other_times = moments(entry, "datetimes_other", line.len())?;
            let dated = entry.member("vertex_dated").and_then(|list| list.numbers());
            let dated = dated
                .filter(|dated| dated.len() == line.len())
                .ok_or_else(|| expected("vertex_dated", "1 or 0 for each vertex"))?;
            let fixes = line
                .into_iter()
                .zip(times)
                .zip(dated)
                .map(|((position, at), dated)| Fix {
                    at,
                    position,
                    dated: dated == 1.0,
                })
                .collect();
            let track = Track {
                id: entry.text("id")?,
                name: entry.words("name")?,
                party: entry.party("party", campaign)?,
                force,
                mode: entry.one_of("mode", &MODES)?,
                kind: entry.one_of("kind", &TRACK_KINDS)?,
                confidence: entry.one_of("confidence", &CONFIDENCES)?,
                dating: entry.dating()?,
                facts: entry.texts("facts")?,
                notes: entry.texts("notes")?,
                fixes,
                other_times,
            };
            campaign.tracks.push(track);
            Ok(())
        });
    }

    /// The polygons; [`Reader::control`] has read the territories before.
    pub fn territories(&mut self, campaign: &mut Campaign) {
        self.each("territories", "features", &mut |entry| {
            let id = entry.text("territory")?;
            let part = Part {
                id: entry.text("id")?,
                territory: campaign
                    .territories
                    .iter()
                    .position(|territory| territory.id == id)
                    .ok_or_else(|| ["territory ", &id, " is not in control.json"].concat())?,
                name: entry.words("name")?,
                certainty: entry.one_of("certainty", &CERTAINTIES_OF_LAND)?,
                edges: entry.one_of("edges", &EDGES)?,
                outline: geometry::polygons(&entry.feature)?,
                facts: entry.texts("facts")?,
            };
            campaign.parts.push(part);
            Ok(())
        });
    }
}

/// Strictly increasing moments, as many as vertices; `None` when the member is not there.
fn moments<N: Node>(
    entry: &Entry<N>,
    name: &str,
    vertices: usize,
) -> Result<Option<Vec<Instant>>, String> {
    let texts = entry.texts(name)?;
    if texts.is_empty() {
        return Ok(None);
    }
    let times: Option<Vec<Instant>> = texts.iter().map(|text| Instant::parse(text)).collect();
    let times = times.ok_or_else(|| expected(name, "moments, 1856-10-22T12:00:00Z"))?;
    if times.len() != vertices {
        return Err(expected(name, "a moment for each vertex"));
    }
    if times.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(expected(
            name,
            "moments that increase from vertex to vertex",
        ));
    }
    Ok(Some(times))
}
