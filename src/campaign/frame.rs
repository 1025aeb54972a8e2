//! The frame: the state of everything at one moment.
//!
//! It depends on the campaign, the moment and the reading only. Nothing remembers: backwards equals forwards.

use super::event::Age;
use super::track::Progress;
use super::{Campaign, Instant, Reading};

/// Where a force is.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stand {
    /// Index among `Campaign::tracks`.
    pub track: usize,
    pub progress: Progress,
    /// Interpolated between two dated fixes: drawn hollow.
    pub between: bool,
}

/// State per event, track, force, place, territory, treaty and negotiation, in the campaign's order.
#[derive(Clone, PartialEq, Debug)]
pub struct Frame {
    pub at: Instant,
    pub reading: Reading,
    pub events: Vec<Age>,
    pub tracks: Vec<Option<Progress>>,
    pub forces: Vec<Option<Stand>>,
    /// Index of the state in force in each history; `None` before its first.
    pub places: Vec<Option<usize>>,
    pub territories: Vec<Option<usize>>,
    pub treaties: Vec<Option<usize>>,
    pub talks: Vec<Option<usize>>,
}

impl Campaign {
    /// The state of everything at a moment.
    pub fn frame(&self, at: Instant, reading: Reading) -> Frame {
        let day = at.date();
        let other = reading == Reading::OtherWorks;
        let tracks: Vec<Option<Progress>> = self
            .tracks
            .iter()
            .map(|track| track.progress(at, other))
            .collect();
        let forces = (0..self.forces.len())
            .map(|force| self.stand(force, &tracks, at, other))
            .collect();
        Frame {
            at,
            reading,
            events: self
                .events
                .iter()
                .map(|event| Age::of(event.dating.read(reading), day))
                .collect(),
            tracks,
            forces,
            places: self
                .control
                .iter()
                .map(|(_, history)| history.at(day, reading))
                .collect(),
            territories: self
                .territories
                .iter()
                .map(|territory| territory.history.at(day, reading))
                .collect(),
            treaties: self
                .treaties
                .iter()
                .map(|treaty| treaty.history.at(day, reading))
                .collect(),
            talks: self
                .talks
                .iter()
                .map(|talk| {
                    let index = talk.history.at(day, reading)?;
                    let state = &talk.history.0[index];
                    // What has ended leaves the table with that day.
                    let ended = state.status != "open"
                        && talk
                            .history
                            .since(index, reading)
                            .is_some_and(|since| since < day);
                    (!ended).then_some(index)
                })
                .collect(),
        }
    }

    /// The latest track of a force that has begun, while the force is on the map.
    fn stand(
        &self,
        force: usize,
        tracks: &[Option<Progress>],
        at: Instant,
        other: bool,
    ) -> Option<Stand> {
        if self.forces[force].until < at.date() {
            return None;
        }
        self.tracks
            .iter()
            .enumerate()
            .filter(|(_, track)| track.force == Some(force))
            .filter_map(|(index, track)| Some((index, track, tracks[index]?)))
            .max_by(|(_, a, _), (_, b, _)| a.time(0, other).since(b.time(0, other)).total_cmp(&0.0))
            .map(|(index, track, progress)| Stand {
                track: index,
                progress,
                between: track.is_between(progress),
            })
    }
}
