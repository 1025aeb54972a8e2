//! Which marks find room at a scale.

use super::Inner;
use crate::app::Model;
use crate::campaign::{Age, Reading, order};
use crate::carto::Xy;
use crate::carto::trig::{log, pow};

/// What marks were laid out for, and how.
pub struct LaidOut {
    /// Pixels a kilometre: the camera's, and the middle of its step.
    scale: f64,
    stepped: f64,
    reading: Reading,
    /// Sites that stand too near to one that began before them.
    dense: Vec<bool>,
}

/// Marks closer than this cover one another, pixels.
const MARK_PX: f64 = 21.0;

/// Sites in the order in which they began share a shape in runs of so many: of thousands, a day changes the last.
const RUN: usize = 512;

/// Into how many runs so many sites fall.
pub fn site_runs(sites: usize) -> usize {
    sites.div_ceil(RUN)
}

/// Would a mark here cover one of these?
fn is_covered(at: Xy, kept: &[Xy], scale: f64) -> bool {
    kept.iter()
        .any(|other| other.distance(at) * scale < MARK_PX)
}

/// The step of a scale in pixels a kilometre, two per cent each.
pub(super) fn scale_step(scale: f64) -> i32 {
    (log(scale) * 50.0).round() as i32
}

/// One number for many, FNV-1a: the sum so far, and the next value.
pub(super) fn mix(sum: u64, value: u64) -> u64 {
    (sum ^ value).wrapping_mul(0x0100_0000_01b3)
}

/// The sum of nothing.
pub(super) const MIX: u64 = 0xcbf2_9ce4_8422_2325;

impl Inner {
    /// Lays marks out anew when zoom, date or reading has changed.
    pub(super) fn show_marks(&self, before: Option<LaidOut>, model: &Model) -> LaidOut {
        let (scale, reading) = (model.camera.scale, model.reading);
        let stepped = match &before {
            Some(before) if before.scale == scale => before.stepped,
            // Steps of two per cent, counted from one scale for ever: what stood before decides nothing.
            _ => pow(std::f64::consts::E, f64::from(scale_step(scale)) / 50.0),
        };
        let dense = match before {
            Some(before) if before.stepped == stepped && before.reading == reading => before.dense,
            _ => self.dense_sites(stepped, reading),
        };
        self.show_crowds(stepped, &dense);
        LaidOut {
            scale,
            stepped,
            reading,
            dense,
        }
    }

    /// Moves to a scale what stands at a place.
    pub(super) fn show_places(&self, scale: f64) {
        let at = |place: usize| self.places_xy[place].times(scale);
        for (index, site) in self.sites.iter().enumerate() {
            self.site_marks
                .change(index, |mark| mark.at = at(site.place));
        }
        for (index, (place, _)) in self.campaign.control.iter().enumerate() {
            self.control.change(index, |mark| mark.at = at(place.0));
        }
    }

    /// Sites that would cover one whose first event came earlier. Whatever the day, those that have begun are
    /// the same ones from the start: so a mark that has become a dot stays one.
    pub(super) fn dense_sites(&self, scale: f64, reading: Reading) -> Vec<bool> {
        let first = self.campaign.time.first;
        let keys = self.sites.iter().map(|site| {
            let event = &self.campaign.events[site.events[0]];
            let begins = event.dating.read(reading).first;
            (i64::from(begins.since(first)), -i64::from(event.importance))
        });
        let mut dense = vec![false; self.sites.len()];
        let mut kept: Vec<Xy> = vec![];
        for index in order(keys) {
            let at = self.places_xy[self.sites[index].place];
            dense[index] = is_covered(at, &kept, scale);
            if !dense[index] {
                kept.push(at);
            }
        }
        dense
    }

    /// Of marks that would cover one another the youngest stays; of those long past the one that stood first.
    fn show_crowds(&self, scale: f64, dense: &[bool]) {
        let mut fresh: Vec<usize> = (0..self.sites.len())
            .filter(|index| self.site_marks.get(*index).state.age.is_fresh())
            .collect();
        let keys = fresh.iter().map(|index| {
            let state = self.site_marks.get(*index).state;
            let event = state.event.map(|event| &self.campaign.events[event]);
            let weight = event.map_or(0, |event| i64::from(event.importance));
            (i64::from(state.age == Age::Recent), -weight)
        });
        fresh = order(keys).into_iter().map(|place| fresh[place]).collect();
        let at = |index: usize| self.places_xy[self.sites[index].place];
        let mut kept: Vec<Xy> = vec![];
        let mut crowded = dense.to_vec();
        for index in &fresh {
            crowded[*index] = is_covered(at(*index), &kept, scale);
            if !crowded[*index] {
                kept.push(at(*index));
            }
        }
        for (index, crowded) in crowded.into_iter().enumerate() {
            self.site_marks.change(index, |mark| {
                let is_under = || is_covered(at(index), &kept, scale);
                mark.crowded = crowded || !mark.state.age.is_fresh() && is_under();
            });
        }
    }

    /// Which of [`Inner::site_shapes`] draws the mark of a site; none draws one beyond the sheet.
    pub fn shape_of(&self, site: usize) -> Option<usize> {
        let mark = self.site_marks.get(site);
        let tier = mark
            .tier()
            .filter(|_| !self.off_map[self.sites[site].place])?;
        let party = self.event_parties[mark.state.event?];
        let (runs, parties) = (site_runs(self.sites.len()), self.campaign.parties.len() + 1);
        Some((tier as usize * runs + site / RUN) * parties + party)
    }

    /// The sites that a shape draws.
    pub fn sites_of(&self, shape: usize) -> impl Iterator<Item = usize> {
        let run = shape / (self.campaign.parties.len() + 1) % site_runs(self.sites.len());
        let sites = run * RUN..self.sites.len().min((run + 1) * RUN);
        sites.filter(move |site| self.shape_of(*site) == Some(shape))
    }

    pub(super) fn show_shapes(&self, scale: f64) {
        // Over sites and their events, so that one number says whether a shape is another.
        let mut sums = vec![mix(MIX, scale.to_bits()); self.site_shapes.count()];
        for site in 0..self.sites.len() {
            if let Some(shape) = self.shape_of(site) {
                let mark = self.site_marks.get(site);
                // All dots of a party look the same.
                let event = mark.state.event.filter(|_| !mark.crowded);
                sums[shape] = mix(mix(sums[shape], site as u64), event.unwrap_or(0) as u64);
            }
        }
        for (shape, sum) in sums.into_iter().enumerate() {
            self.site_shapes.set(shape, sum);
        }
    }
}
