//! Which names and marks find room at a scale.

use super::{Inner, SiteState};
use crate::app::{Model, announce};
use crate::campaign::{Age, Lang, order};
use crate::carto::label::{self, Label, Side};
use crate::carto::trig::{log, pow};
use crate::carto::{Rect, Xy};

/// Step of scale, language, places of the day and crowded sites for which names were placed.
pub type LaidOut = (i32, Lang, Vec<usize>, Vec<bool>);

/// Marks closer than this cover one another, pixels.
const MARK_PX: f64 = 21.0;

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
    /// Places names anew when zoom, language or the places of the day have changed.
    pub(super) fn show_labels(&self, before: Option<&LaidOut>, model: &Model) -> LaidOut {
        let today: Vec<usize> = announce::new_events(&self.campaign, model.date(), model.reading)
            .into_iter()
            .filter_map(|event| Some(self.campaign.events[event].place?.0))
            .collect();
        // Steps of two per cent, counted from one scale for ever: what stood before decides nothing.
        let step = (log(model.camera.scale) * 50.0).round();
        let scale = pow(std::f64::consts::E, step / 50.0);
        let crowded = self.crowded_sites(scale);
        let laid_out = (step as i32, model.lang, today, crowded);
        if before == Some(&laid_out) {
            return laid_out;
        }
        let (_, _, today, crowded) = &laid_out;
        for (signal, crowded) in self.crowded.iter().zip(crowded) {
            signal.set(*crowded);
        }
        let sides = self.placed(scale, model.lang, today, crowded);
        for (signal, side) in self.labels.iter().zip(sides) {
            signal.set(side);
        }
        laid_out
    }

    /// Of sites that would cover one another the youngest keeps its mark.
    fn crowded_sites(&self, scale: f64) -> Vec<bool> {
        let states: Vec<SiteState> = self
            .site_states
            .iter()
            .map(|state| state.get_untracked())
            .collect();
        let keys = states.iter().map(|state| {
            let age = match state.age {
                Age::Now => 0,
                Age::Recent => 1,
                Age::Past => 2,
                Age::Ahead => 3,
            };
            let weight = state
                .event
                .map_or(0, |event| self.campaign.events[event].importance);
            (age, -i64::from(weight))
        });
        let mut crowded = vec![false; states.len()];
        let mut kept: Vec<Xy> = vec![];
        for index in order(keys) {
            let at = self.places_xy[self.sites[index].place];
            if states[index].age == Age::Ahead {
                continue;
            }
            crowded[index] = kept
                .iter()
                .any(|other| other.distance(at) * scale < MARK_PX);
            if !crowded[index] {
                kept.push(at);
            }
        }
        crowded
    }

    /// The layout depends on the scale only, not on where the camera stands: panning moves no name.
    fn placed(
        &self,
        scale: f64,
        lang: Lang,
        today: &[usize],
        crowded: &[bool],
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
        for (index, place) in self.campaign.places.iter().enumerate() {
            let at = Xy {
                x: self.places_xy[index].x * scale,
                y: self.places_xy[index].y * scale,
            };
            let now = today.contains(&index);
            if self.off_map[index] || !(now || scale >= shown_from(place.rank)) {
                continue;
            }
            let size = name_size(place.rank, lang);
            let site = self.site_of_place[index];
            let has_mark = site.is_some_and(|site| !crowded[site]);
            let name = label::text_width(place.name.get(lang), size);
            let also = label::text_width(place.also.get(lang), size * ALSO_PART);
            asking.push(index);
            labels.push(Label {
                at,
                width: name.max(also),
                height: size * (1.1 + ALSO_PART * 1.15),
                gap: if site.is_some() { 15.0 } else { 8.0 },
                priority: if now { 0 } else { u32::from(place.rank) },
            });
            let point = Rect {
                x: at.x,
                y: at.y,
                width: 0.0,
                height: 0.0,
            };
            obstacles.push(point.grown(if has_mark { 14.0 } else { 5.0 }));
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
}
