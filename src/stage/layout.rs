//! Which names and marks find room at a scale.

use super::{Inner, SiteState};
use crate::app::{Model, announce};
use crate::campaign::{Age, Lang, order};
use crate::carto::label::{self, Label, Side};
use crate::carto::trig::{log, pow};
use crate::carto::{Rect, Xy};

/// What names and marks were laid out for, and how.
pub struct LaidOut {
    /// Step of scale.
    step: i32,
    lang: Lang,
    /// Sides of the names that stand on every day.
    sides: Vec<Option<Side>>,
    /// Places of the day, which are named too where they find room.
    today: Vec<usize>,
}

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
        for (posted, crowded) in self.crowded.iter().zip(self.crowded_sites(scale)) {
            posted.set(crowded);
        }
        let lang = model.lang;
        let (sides, same) = match before {
            Some(before) if before.step == step && before.lang == lang => {
                let same = before.today == today;
                (before.sides, same)
            }
            _ => {
                let shown = |index: usize| scale >= shown_from(self.campaign.places[index].rank);
                (self.placed(scale, lang, shown, &[]), false)
            }
        };
        if !same {
            let of_day = |index: usize| today.contains(&index) && sides[index].is_none();
            let also = self.placed(scale, lang, of_day, &sides);
            for (index, label) in self.labels.iter().enumerate() {
                label.set(sides[index].or(also[index]));
            }
        }
        LaidOut {
            step,
            lang,
            sides,
            today,
        }
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

    /// Sides for the names that ask for room, around those that stand. It depends on the scale only, not on
    /// where the camera stands: panning moves no name.
    fn placed(
        &self,
        scale: f64,
        lang: Lang,
        asks: impl Fn(usize) -> bool,
        standing: &[Option<Side>],
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
            if asks(index) {
                let point = Rect {
                    x: label.at.x,
                    y: label.at.y,
                    width: 0.0,
                    height: 0.0,
                };
                obstacles.push(point.grown(label.gap - 6.0));
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
            gap: if self.site_of_place[index].is_some() {
                15.0
            } else {
                8.0
            },
            priority: u32::from(place.rank),
        }
    }
}
