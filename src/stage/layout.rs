//! Which names and marks find room at a scale.

use super::{Inner, SiteMark};
use crate::app::{Model, announce};
use crate::campaign::{Age, Lang, Reading, order};
use crate::carto::label::{self, Label, Side};
use crate::carto::trig::{log, pow};
use crate::carto::{Rect, Xy};

/// What names and marks were laid out for, and how.
pub struct LaidOut {
    /// Step of scale.
    step: i32,
    lang: Lang,
    reading: Reading,
    /// Sides of the names that stand on every day.
    sides: Vec<Option<Side>>,
    /// Places of the day, which are named too where they find room.
    today: Vec<usize>,
    /// Sites that stand too near to one that began before them.
    dense: Vec<bool>,
}

/// Marks closer than this cover one another, pixels.
const MARK_PX: f64 = 21.0;

/// Would a mark here cover one of these?
fn is_covered(at: Xy, kept: &[Xy], scale: f64) -> bool {
    kept.iter()
        .any(|other| other.distance(at) * scale < MARK_PX)
}

/// Radius of the dot of a place without a mark, with a little room, pixels.
const DOT_PX: f64 = 4.0;

/// Size of the second name as part of the first.
pub const ALSO_PART: f64 = 0.72;

/// Pixels in a kilometre from which places of a rank are named.
fn shown_from(rank: u8) -> f64 {
    match rank {
        1 => 0.0,
        2 => 0.9,
        _ => 5.0,
    }
}

/// How far a name stands from its place, pixels: beside a mark it keeps clear of the number on it.
pub fn name_gap(has_site: bool) -> f64 {
    if has_site { 19.0 } else { 8.0 }
}

/// Size of a place's name, pixels. `style/map.css` uses the same.
pub fn name_size(rank: u8, lang: Lang) -> f64 {
    match (rank, lang.is_han()) {
        (1, true) => 17.0,
        (_, true) => 15.0,
        (1, false) => 16.0,
        _ => 14.0,
    }
}

impl Inner {
    /// Lays out what has to be laid out anew: names when zoom or language changes, marks and the names of the
    /// day's places when the day does, or rests when it is `passing`. A name that stands on every day never
    /// moves with the date.
    pub(super) fn show_labels(
        &self,
        before: Option<LaidOut>,
        model: &Model,
        passing: bool,
    ) -> LaidOut {
        let today = match &before {
            Some(before) if passing => before.today.clone(),
            _ => announce::new_events(&self.campaign, model.date(), model.reading)
                .into_iter()
                .filter_map(|event| Some(self.campaign.events[event].place?.0))
                .collect(),
        };
        // Steps of two per cent, counted from one scale for ever: what stood before decides nothing.
        let step = (log(model.camera.scale) * 50.0).round() as i32;
        let scale = pow(std::f64::consts::E, f64::from(step) / 50.0);
        let same_step = before.as_ref().is_some_and(|before| before.step == step);
        let reading = model.reading;
        let dense = match &before {
            Some(before) if same_step && before.reading == reading => before.dense.clone(),
            _ => self.dense_sites(scale, reading),
        };
        self.show_crowds(scale, &dense);
        let lang = model.lang;
        let (sides, same) = match before {
            Some(before) if same_step && before.lang == lang => {
                let same = before.today == today;
                (before.sides, same)
            }
            _ => {
                let shown = |index: usize| scale >= shown_from(self.campaign.places[index].rank);
                (self.placed(scale, lang, shown, &[], &dense), false)
            }
        };
        if !same {
            let of_day = |index: usize| today.contains(&index) && sides[index].is_none();
            let also = self.placed(scale, lang, of_day, &sides, &dense);
            for index in 0..sides.len() {
                let side = sides[index].or(also[index]);
                self.names.change(index, |name| name.side = side);
            }
        }
        LaidOut {
            step,
            lang,
            reading,
            sides,
            today,
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
        for place in 0..self.places_xy.len() {
            self.names.change(place, |name| name.at = at(place));
        }
    }

    /// Sites that would cover one whose first event came earlier. Whatever the day, those that have begun are
    /// the same ones from the start: so a mark that has become a dot stays one.
    fn dense_sites(&self, scale: f64, reading: Reading) -> Vec<bool> {
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

    /// Which of [`Inner::old`] draws the mark of a site: by the party of its youngest event, and whether it is
    /// crowded. None draws one that is fresh, has not begun or lies beyond the sheet.
    pub fn old_group(&self, site: usize) -> Option<usize> {
        let SiteMark { state, crowded, .. } = self.site_marks.get(site);
        let is_old = state.age == Age::Past && !self.off_map[self.sites[site].place];
        let event = state.event.filter(|_| is_old)?;
        let parties = &self.campaign.parties;
        let first = self.campaign.events[event].parties.first();
        let party = parties.iter().position(|party| Some(&party.id) == first);
        Some(2 * party.unwrap_or(parties.len()) + usize::from(crowded))
    }

    pub(super) fn show_old(&self, scale: f64) {
        // FNV-1a over sites and their events, so that one number says whether a shape is another.
        let mix = |sum: u64, value: u64| (sum ^ value).wrapping_mul(0x0100_0000_01b3);
        let mut sums = vec![mix(0xcbf2_9ce4_8422_2325, scale.to_bits()); self.old.count()];
        for site in 0..self.sites.len() {
            if let Some(group) = self.old_group(site) {
                let event = self.site_marks.get(site).state.event;
                sums[group] = mix(mix(sums[group], site as u64), event.unwrap_or(0) as u64);
            }
        }
        for (group, sum) in sums.into_iter().enumerate() {
            self.old.set(group, sum);
        }
    }

    /// Sides for the names that ask for room, around those that stand. It depends on the scale only, not on
    /// where the camera stands: panning moves no name.
    fn placed(
        &self,
        scale: f64,
        lang: Lang,
        asks: impl Fn(usize) -> bool,
        standing: &[Option<Side>],
        dense: &[bool],
    ) -> Vec<Option<Side>> {
        const EVERYWHERE: Rect = Rect {
            x: -1e9,
            y: -1e9,
            width: 2e9,
            height: 2e9,
        };
        let mut asking: Vec<usize> = vec![];
        let mut labels: Vec<Label> = vec![];
        let mut obstacles: Vec<Rect> = vec![];
        for index in 0..self.campaign.places.len() {
            if self.off_map[index] {
                continue;
            }
            let label = self.label(index, scale, lang);
            if let Some(side) = standing.get(index).copied().flatten() {
                obstacles.push(label::extent(&label, side));
            }
            // Names keep clear of each other's dots, and of every mark that may ever stand there in full.
            let site = self.site_of_place[index];
            let reach = match site {
                Some(site) if !dense[site] => MARK_PX / 2.0,
                _ if asks(index) => DOT_PX,
                _ => continue,
            };
            let point = Rect {
                x: label.at.x,
                y: label.at.y,
                width: 0.0,
                height: 0.0,
            };
            obstacles.push(point.grown(reach));
            if asks(index) {
                asking.push(index);
                labels.push(label);
            }
        }
        let mut sides = vec![None; self.campaign.places.len()];
        for (index, side) in asking
            .iter()
            .zip(label::place(&labels, &obstacles, EVERYWHERE))
        {
            sides[*index] = side;
        }
        sides
    }

    /// The name of a place with the room it needs.
    fn label(&self, index: usize, scale: f64, lang: Lang) -> Label {
        let place = &self.campaign.places[index];
        let size = name_size(place.rank, lang);
        let name = label::text_width(place.name.get(lang), size);
        let also = label::text_width(place.also.get(lang), size * ALSO_PART);
        let at = self.places_xy[index];
        Label {
            at: Xy {
                x: at.x * scale,
                y: at.y * scale,
            },
            width: name.max(also),
            height: size * (1.1 + ALSO_PART * 1.15),
            gap: name_gap(self.site_of_place[index].is_some()),
            priority: u32::from(place.rank),
        }
    }
}
