//! Names on the map: where each finds room in the window. They come after the first picture.
//!
//! What stands decides nothing: the same moment and view always give the same names. They are laid out anew only
//! when something they keep clear of has changed, so none moves while the date runs through quiet days.

use super::layout::{MIX, mix, scale_step};
use super::lettering::{self, Lettering};
use super::{Marks, Posted, Stage, Stand, lock, watch};
use crate::app::Subject;
use crate::campaign::{Age, Lang, Water};
use crate::carto::label::{Claim, Label, Placed, Room, Type, is_western, point, text_width};
use crate::carto::{Rect, Xy};
use std::sync::Mutex;

/// The name of a place.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Name {
    /// Where it stands beside its place; `None` where it finds no room.
    pub placed: Option<Placed>,
    /// The place: pixels from the sheet's origin.
    pub at: Xy,
}

/// The names. Made once, for as long as the page lives.
#[derive(Clone, Copy)]
pub struct Names(&'static Board);

pub struct Board {
    stage: Stage,
    pub places: Marks<Name>,
    /// What is written beside tracks and along waters once the camera rests, and the scale it is written for.
    pub lettering: Posted<(f64, Vec<Lettering>)>,
    /// Reaches of the waters on the sheet, as soon as they have been read.
    reaches: Mutex<Vec<Vec<[Xy; 2]>>>,
}

impl std::ops::Deref for Names {
    type Target = Board;
    fn deref(&self) -> &Board {
        self.0
    }
}

/// Room for the mark of an event, and for a dot, from the middle, pixels.
const MARK_PX: f64 = 14.0;
const DOT_PX: f64 = 4.0;

/// A mark's number, from the middle of the mark, pixels: with two digits.
const BADGE: Rect = Rect {
    x: 5.0,
    y: -20.0,
    width: 24.0,
    height: 19.0,
};

/// Room for a force, from its middle, pixels.
const FORCE: Rect = Rect {
    x: -12.0,
    y: -11.0,
    width: 24.0,
    height: 20.0,
};

/// While the camera moves names are laid out anew after so many pixels.
const STRIDE_PX: f64 = 64.0;

/// Pixels in a kilometre from which places of a rank are named; those of the chapter that is told sooner.
fn shown_from(rank: u8, in_chapter: bool) -> f64 {
    match (rank, in_chapter) {
        (1, _) => 0.0,
        (2, true) => 0.45,
        (2, false) => 0.9,
        (_, true) => 2.0,
        (_, false) => 4.0,
    }
}

fn moved(rect: Rect, at: Xy) -> Rect {
    Rect {
        x: rect.x + at.x,
        y: rect.y + at.y,
        ..rect
    }
}

impl Names {
    /// Lays names out, and again whenever the board shows something else.
    pub fn new(stage: Stage) -> Names {
        let names = Names(Box::leak(Box::new(Board {
            stage,
            places: Marks::new(vec![Name::default(); stage.campaign.places.len()]),
            lettering: Posted::new((0.0, vec![])),
            reaches: Mutex::new(vec![]),
        })));
        names.lay_out();
        let laid_out = Mutex::new((0, (Lang::En, false)));
        watch(move || {
            let now = (names.surroundings(), (stage.lang.get(), stage.afar.get()));
            let before = std::mem::replace(&mut *lock(&laid_out), now);
            if before.1 != now.1 {
                names.places.change_all();
            }
            if before != now {
                names.lay_out();
            }
            names.follow_scale();
            stage.tell(&|told| names.places.ring(told));
        });
        names
    }

    /// Sizes of a place's name. `style/more/names.css` uses the same.
    pub fn sizes(&self, place: usize, lang: Lang) -> Type {
        let is_afar = self.stage.afar.get_untracked();
        let place = &self.stage.campaign.places[place];
        let name = match (place.rank, lang.is_han()) {
            (1, _) if is_afar => 20.0,
            _ if is_afar => 18.0,
            (1, true) => 17.0,
            (_, true) => 15.0,
            (1, false) => 16.0,
            _ => 14.0,
        };
        let also = match is_western(place.also.get(lang)) {
            true if is_afar => 16.0,
            false if is_afar => 18.0,
            true => 12.0,
            false => 13.0,
        };
        Type { name, also }
    }

    /// One number for all that decides where names stand.
    fn surroundings(&self) -> u64 {
        let stage = self.stage;
        let mut sum = MIX;
        let settled = stage.settled.get();
        stage.view.with(|view| {
            let origin = view.window(Xy::default());
            if *view == settled {
                sum = [origin.x, origin.y, view.scale]
                    .map(f64::to_bits)
                    .into_iter()
                    .fold(sum, mix);
            } else {
                let stride = |pixels: f64| (pixels / STRIDE_PX) as i64 as u64;
                let step = scale_step(view.scale) as u64;
                sum = [stride(origin.x), stride(origin.y), step]
                    .into_iter()
                    .fold(sum, mix);
            }
        });
        stage.rested_day.track();
        stage.begun.track();
        stage.just_before.track();
        stage.selection.track();
        sum = mix(sum, stage.reading.get() as u64);
        sum = mix(sum, stage.book.with(|book| book.waters.len() as u64));
        for place in self.of_the_day() {
            sum = mix(sum, place as u64);
        }
        sum = mix(sum, self.chapter() as u64);
        for index in 0..stage.tracks.count() {
            sum = mix(sum, u64::from(stage.tracks.get(index).0.is_fresh()));
        }
        // Where it rests, wherever the camera stands.
        let scale = stage.view.with_untracked(|view| view.scale);
        for index in 0..stage.sites.len() {
            let has_come = stage.site_marks.get(index).state.age != Age::Ahead;
            sum = mix(sum, u64::from(has_come));
        }
        for at in self.forces_at_rest() {
            let km = at.times(1.0 / scale);
            sum = mix(mix(sum, km.x as i64 as u64), km.y as i64 as u64);
        }
        stage.panels.with(|panels| {
            for Rect {
                x,
                y,
                width,
                height,
            } in panels
            {
                sum = [x, y, width, height]
                    .map(|v| v.to_bits())
                    .into_iter()
                    .fold(sum, mix);
            }
        });
        sum
    }

    /// Places of what the card tells, which are named first and at every scale.
    fn of_the_day(&self) -> Vec<usize> {
        let place = |event: usize| Some(self.stage.campaign.events[event].place?.0);
        let begun = self.stage.begun.get_untracked();
        let chosen = match self.stage.selection.get_untracked() {
            Some(Subject::Event(event)) => place(event),
            Some(Subject::Place(chosen)) => Some(chosen),
            _ => None,
        };
        begun.into_iter().filter_map(place).chain(chosen).collect()
    }

    /// The first event of the chapter that is told.
    fn chapter(&self) -> usize {
        let events = &self.stage.campaign.events;
        let first = |list: &Vec<usize>| list.first().copied();
        let told = self.stage.begun.with_untracked(first);
        let told = told.or_else(|| self.stage.just_before.with_untracked(first));
        let of_chapter = |event: usize| {
            events
                .iter()
                .position(|other| other.chapter == events[event].chapter)
        };
        told.and_then(of_chapter).unwrap_or_default()
    }

    /// Middles of the forces that rest, pixels from the sheet's origin.
    fn forces_at_rest(&self) -> impl Iterator<Item = Xy> {
        let forces = self.stage.forces;
        let stands = (0..forces.count()).filter_map(move |index| forces.get(index));
        stands.filter(|stand| !stand.between).map(Stand::middle)
    }

    fn follow_scale(&self) {
        let scale = self.stage.view.with_untracked(|view| view.scale);
        for (index, at) in self.stage.places_xy.iter().enumerate() {
            self.places.change(index, |name| name.at = at.times(scale));
        }
    }

    /// Finds a place for every name that is to be shown.
    fn lay_out(&self) {
        let stage = self.stage;
        let campaign = &stage.board().campaign;
        let (view, lang) = (stage.view.get_untracked(), stage.lang.get_untracked());
        let mut room = self.room();
        let panels = stage.panels.get_untracked();
        let today = self.of_the_day();
        let told = campaign.events.get(self.chapter());
        let chapter = told.map_or("", |event| event.chapter.as_str());
        let in_chapter = |place: usize| {
            let site = stage.site_of_place[place].map(|site| &stage.board().sites[site]);
            let mut events = site.iter().flat_map(|site| &site.events);
            events.any(|event| campaign.events[*event].chapter == chapter)
        };
        let (mut asking, mut labels) = (vec![], vec![]);
        for (index, place) in campaign.places.iter().enumerate() {
            let at = view.window(stage.places_xy[index]);
            let is_hidden = || panels.iter().any(|panel| panel.contains(at));
            let is_today = today.contains(&index);
            let is_asking = is_today || view.scale >= shown_from(place.rank, in_chapter(index));
            if !is_asking || stage.off_map[index] || !room.window.contains(at) || is_hidden() {
                continue;
            }
            let told = match index {
                _ if is_today => 0,
                _ if in_chapter(index) => 1,
                _ => 2,
            };
            let sizes = self.sizes(index, lang);
            room.solid.push(point(at).grown(DOT_PX));
            asking.push(index);
            labels.push(Label {
                at,
                widths: (
                    text_width(place.name.get(lang), sizes.name),
                    text_width(place.also.get(lang), sizes.also),
                ),
                sizes,
                gap: match stage.site_of_place[index] {
                    Some(_) => MARK_PX + 2.0,
                    None => 8.0,
                },
                priority: 10 * told + u32::from(place.rank),
                claim: if is_today || place.rank == 1 {
                    Claim::Insists
                } else {
                    Claim::Stays
                },
            });
        }
        let mut found = vec![None; campaign.places.len()];
        for (index, placed) in asking.into_iter().zip(room.place(&labels)) {
            found[index] = placed;
        }
        for (index, placed) in found.into_iter().enumerate() {
            self.places.change(index, |name| name.placed = placed);
        }
        self.follow_scale();
        if view == stage.settled.get_untracked() {
            let mut list = lettering::stops(stage, &mut room);
            list.extend(lettering::waters(stage, &self.reaches(), &mut room));
            self.lettering.set((view.scale, list));
        }
    }

    fn reaches(&self) -> std::sync::MutexGuard<'_, Vec<Vec<[Xy; 2]>>> {
        let (book, albers) = (
            self.stage.book.get_untracked(),
            self.stage.lock_model().albers,
        );
        let mut reaches = lock(&self.reaches);
        if reaches.len() != book.waters.len() {
            let on_sheet = |water: &Water| {
                let reaches = water.reaches.iter();
                reaches
                    .map(|ends| ends.map(|end| albers.project(end)))
                    .collect()
            };
            *reaches = book.waters.iter().map(on_sheet).collect();
        }
        reaches
    }

    /// The window, with all that names keep clear of.
    fn room(&self) -> Room {
        let stage = self.stage;
        let (view, viewport) = (stage.view.get_untracked(), stage.lock_model().viewport);
        let window = Rect {
            width: viewport.width,
            height: viewport.height,
            ..Rect::default()
        };
        let mut solid = stage.panels.get_untracked();
        // Every mark that has come, as large as it may grow: names move when one comes, not when one ages.
        let mut points = vec![];
        let dense = stage.dense_sites(view.scale, stage.reading.get_untracked());
        for (index, site) in stage.sites.iter().enumerate() {
            let mark = stage.site_marks.get(index);
            let at = view.window(stage.places_xy[site.place]);
            let is_dot = dense[index] && (mark.crowded || !mark.state.age.is_fresh());
            if is_dot || mark.state.age == Age::Ahead {
                continue;
            }
            solid.push(point(at).grown(MARK_PX));
            points.push(at);
            if site.events.len() > 1 {
                solid.push(moved(BADGE, at));
            }
        }
        let origin = view.window(Xy::default());
        solid.extend(
            self.forces_at_rest()
                .map(|at| moved(moved(FORCE, at), origin)),
        );
        solid.retain(|rect| rect.overlaps(window));
        // Tracks under way or fresh, with the way that is still before them.
        let mut lines = vec![];
        for (index, line) in stage.tracks_xy.iter().enumerate() {
            if stage.tracks.get(index).0.is_fresh() {
                let ends = line
                    .windows(2)
                    .map(|ends| [view.window(ends[0]), view.window(ends[1])]);
                lines.extend(ends);
            }
        }
        Room {
            window,
            solid,
            lines,
            points,
            ..Room::default()
        }
    }
}
