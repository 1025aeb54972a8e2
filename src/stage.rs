//! 4 The noticeboard: one signal per thing that can change.
//!
//! `dispatch` is the one door for change. It compares the new frame with the one shown and sets only the
//! signals that differ: a mark subscribes to itself, never to the date.

use crate::app::announce;
use crate::app::time_axis::{Scale, TimeAxis};
use crate::app::{self, Message, Model};
use crate::campaign::read::Node;
use crate::campaign::{Age, Book, Campaign, Date, Frame, Lang, Reading};
use crate::carto::camera::Camera;
use crate::carto::label::{self, Label, Side};
use crate::carto::{Rect, Xy};
use leptos::prelude::*;
use std::sync::{Arc, Mutex};

/// A place at which something happens: one mark for all its events.
pub struct Site {
    /// Index of the place.
    pub place: usize,
    /// Indexes of its events, in date order.
    pub events: Vec<usize>,
}

/// What the mark of a site shows.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct SiteState {
    /// Age of the youngest event that has begun.
    pub age: Age,
    /// That event.
    pub event: Option<usize>,
    /// How many have begun.
    pub count: usize,
}

/// Where a force is drawn.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stand {
    pub at: Xy,
    pub between: bool,
}

/// How far a track is drawn.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Drawn {
    pub age: Age,
    /// Vertex reached.
    pub vertex: usize,
    /// Thousandths of the way to the next.
    pub part: u16,
}

/// The ground, as paths: see `geodata/README.md`, `base/`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ground {
    pub land: String,
    pub lakes: String,
    pub rivers: String,
    pub qing: String,
    pub hydro: String,
}

/// A close-up coast, drawn over the overview inside its extent.
#[derive(Clone, PartialEq, Debug)]
pub struct CloseUp {
    /// West, south, east, north in degrees.
    pub extent: [f64; 4],
    /// Path in tens of metres.
    pub land: String,
}

impl Ground {
    /// From `base/overview.json`; a layer that is not there stays empty.
    pub fn read(node: &impl Node) -> Ground {
        let layer = |name: &str| {
            node.member(name)
                .and_then(|d| d.string())
                .unwrap_or_default()
        };
        Ground {
            land: layer("land"),
            lakes: layer("lakes"),
            rivers: layer("rivers"),
            qing: layer("qing"),
            hydro: layer("hydro"),
        }
    }
}

impl CloseUp {
    /// From `base/closeup-….json`; `None` when it is none.
    pub fn read(node: &impl Node) -> Option<CloseUp> {
        Some(CloseUp {
            extent: node.member("extent")?.numbers()?.try_into().ok()?,
            land: node.member("land")?.string()?,
        })
    }
}

/// Camera as the view needs it.
#[derive(Clone, PartialEq, Debug)]
pub struct View {
    pub transform: String,
    /// Pixels in a kilometre.
    pub scale: f64,
}

/// The noticeboard. Cloning it is cheap.
#[derive(Clone)]
pub struct Stage(Arc<Inner>);

pub struct Inner {
    pub campaign: Campaign,
    pub sites: Vec<Site>,
    /// Places on the sheet.
    pub places_xy: Vec<Xy>,
    /// Places that lie beyond the sheet: they stand in the margin.
    pub off_map: Vec<bool>,
    /// Vertices of the tracks on the sheet.
    pub tracks_xy: Vec<Vec<Xy>>,
    model: Mutex<Model>,
    shown: Mutex<Option<Shown>>,

    pub lang: RwSignal<Lang>,
    pub day: RwSignal<Date>,
    /// The playhead's position on the slider, 0–1.
    pub position: RwSignal<f64>,
    pub axis: RwSignal<Arc<TimeAxis>>,
    pub scale: RwSignal<Scale>,
    pub reading: RwSignal<Reading>,
    pub playing: RwSignal<bool>,
    pub speed: RwSignal<f64>,
    /// Something moves: ticks are needed.
    pub moving: RwSignal<bool>,
    pub selection: RwSignal<Option<usize>>,
    pub view: RwSignal<View>,
    pub site_states: Vec<RwSignal<SiteState>>,
    pub tracks: Vec<RwSignal<Drawn>>,
    pub forces: Vec<RwSignal<Option<Stand>>>,
    /// Index of the state in each history of `campaign.control`.
    pub control: Vec<RwSignal<Option<usize>>>,
    pub territories: Vec<RwSignal<Option<usize>>>,
    pub treaties: Vec<RwSignal<Option<usize>>>,
    /// Side of each place's name; `None` where it finds no room.
    pub labels: Vec<RwSignal<Option<Side>>>,
    pub book: RwSignal<Arc<Book>>,
    pub ground: RwSignal<Arc<Ground>>,
    pub close_ups: RwSignal<Arc<Vec<CloseUp>>>,
    /// Sentences to tell the reader, newest last.
    pub notices: RwSignal<Vec<String>>,
}

/// What stands on the board, to compare with.
struct Shown {
    frame: Frame,
    model: Model,
    /// Scale, language and places of the day for which names were placed.
    labels_for: (f64, Lang, Vec<usize>),
}

impl std::ops::Deref for Stage {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        &self.0
    }
}

impl Stage {
    pub fn new(campaign: Campaign, lang: Lang) -> Stage {
        let model = Model::new(&campaign, lang);
        let places_xy: Vec<Xy> = campaign
            .places
            .iter()
            .map(|place| model.albers.project(place.at))
            .collect();
        let tracks_xy = campaign
            .tracks
            .iter()
            .map(|track| {
                track
                    .fixes
                    .iter()
                    .map(|fix| model.albers.project(fix.position))
                    .collect()
            })
            .collect();
        let off_map = places_xy
            .iter()
            .map(|at| !model.sheet.contains(*at))
            .collect();
        let sites = sites(&campaign);
        fn signals<T: Send + Sync + 'static>(
            count: usize,
            value: impl Fn() -> T,
        ) -> Vec<RwSignal<T>> {
            (0..count).map(|_| RwSignal::new(value())).collect()
        }
        let stage = Stage(Arc::new(Inner {
            lang: RwSignal::new(lang),
            day: RwSignal::new(model.date()),
            position: RwSignal::new(model.axis.position(model.playhead)),
            axis: RwSignal::new(model.axis.clone()),
            scale: RwSignal::new(model.scale),
            reading: RwSignal::new(model.reading),
            playing: RwSignal::new(false),
            speed: RwSignal::new(model.playback.speed),
            moving: RwSignal::new(false),
            selection: RwSignal::new(None),
            view: RwSignal::new(seen(&model)),
            site_states: signals(sites.len(), SiteState::default),
            tracks: signals(campaign.tracks.len(), Drawn::default),
            forces: signals(campaign.forces.len(), || None),
            control: signals(campaign.control.len(), || None),
            territories: signals(campaign.territories.len(), || None),
            treaties: signals(campaign.treaties.len(), || None),
            labels: signals(campaign.places.len(), || None),
            book: RwSignal::new(Arc::default()),
            ground: RwSignal::new(Arc::default()),
            close_ups: RwSignal::new(Arc::default()),
            notices: RwSignal::new(vec![]),
            model: Mutex::new(model),
            shown: Mutex::new(None),
            campaign,
            sites,
            places_xy,
            off_map,
            tracks_xy,
        }));
        stage.show();
        stage
    }

    /// The one door for change.
    pub fn dispatch(&self, message: Message) {
        {
            let book = self.book.get_untracked();
            let mut model = self.lock_model();
            app::update(&mut model, &self.campaign, &book, message);
        }
        self.show();
    }

    /// The book has arrived.
    pub fn open_book(&self, book: Book) {
        self.book.set(Arc::new(book));
        self.dispatch(Message::BookRead);
    }

    pub fn notice(&self, sentence: String) {
        self.notices.update(|notices| {
            if !notices.contains(&sentence) {
                notices.push(sentence);
            }
        });
    }

    /// A copy of the model.
    pub fn model(&self) -> Model {
        self.lock_model().clone()
    }

    /// The frame on the board.
    pub fn frame(&self) -> Frame {
        let model = self.lock_model();
        self.campaign.frame(model.playhead, model.reading)
    }

    fn lock_model(&self) -> std::sync::MutexGuard<'_, Model> {
        // One thread in the page; a poisoned lock cannot outlive the panic that the boot script answers.
        self.model
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    /// Compares model and frame with what is shown, and sets what differs.
    fn show(&self) {
        let model = self.lock_model().clone();
        let mut shown = self
            .shown
            .lock()
            .unwrap_or_else(|poisoned| poisoned.into_inner());
        let before = shown.as_ref();
        let same_moment = before.is_some_and(|before| {
            before.frame.at == model.playhead && before.frame.reading == model.reading
        });
        let frame = match before {
            Some(before) if same_moment => before.frame.clone(),
            _ => self.campaign.frame(model.playhead, model.reading),
        };
        if !same_moment {
            self.show_frame(before.map(|before| &before.frame), &frame);
        }

        set(self.lang, model.lang);
        set(self.day, model.date());
        set(self.position, model.axis.position(model.playhead));
        if self
            .axis
            .with_untracked(|axis| !Arc::ptr_eq(axis, &model.axis))
        {
            self.axis.set(model.axis.clone());
        }
        set(self.scale, model.scale);
        set(self.reading, model.reading);
        set(self.playing, model.playback.playing);
        set(self.speed, model.playback.speed);
        set(self.selection, model.selection);
        set(self.moving, model.is_moving());
        if before.is_none_or(|before| {
            before.model.camera != model.camera || before.model.viewport != model.viewport
        }) {
            set(self.view, seen(&model));
        }

        let labels_for = self.show_labels(before.map(|before| &before.labels_for), &model);
        *shown = Some(Shown {
            frame,
            model,
            labels_for,
        });
    }

    fn show_frame(&self, before: Option<&Frame>, frame: &Frame) {
        let day = frame.at.date();
        for (index, site) in self.sites.iter().enumerate() {
            let changed = |event: &usize| {
                before.is_none_or(|before| before.events[*event] != frame.events[*event])
            };
            if site.events.iter().any(changed) {
                set(self.site_states[index], self.site_state(site, frame));
            }
        }
        for (index, signal) in self.tracks.iter().enumerate() {
            let progress = frame.tracks[index];
            let drawn = match progress {
                None => Drawn::default(),
                Some(progress) => {
                    let when = self.campaign.tracks[index].dating.read(frame.reading);
                    Drawn {
                        age: Age::of(when, day),
                        vertex: progress.vertex,
                        part: (progress.part * 1000.0) as u16,
                    }
                }
            };
            set(*signal, drawn);
        }
        for (index, signal) in self.forces.iter().enumerate() {
            set(
                *signal,
                frame.forces[index].map(|stand| {
                    let line = &self.tracks_xy[stand.track];
                    let here = line[stand.progress.vertex];
                    let at = match line.get(stand.progress.vertex + 1) {
                        Some(next) => here.toward(*next, stand.progress.part),
                        None => here,
                    };
                    Stand {
                        at,
                        between: stand.between,
                    }
                }),
            );
        }
        let histories = (self.control.iter().zip(&frame.places))
            .chain(self.territories.iter().zip(&frame.territories))
            .chain(self.treaties.iter().zip(&frame.treaties));
        for (signal, state) in histories {
            set(*signal, *state);
        }
    }

    fn site_state(&self, site: &Site, frame: &Frame) -> SiteState {
        let begun = site
            .events
            .iter()
            .filter(|event| frame.events[**event] != Age::Ahead);
        let start = |event: &usize| {
            self.campaign.events[*event]
                .dating
                .read(frame.reading)
                .first
        };
        let rank = |event: &usize| match frame.events[*event] {
            Age::Now => 2,
            Age::Recent => 1,
            _ => 0,
        };
        let youngest = begun.clone().max_by_key(|event| {
            // Of those under way the latest begun; what lasts for years does not hide today's event.
            (
                rank(event),
                start(event),
                self.campaign.events[**event].importance,
            )
        });
        SiteState {
            age: youngest.map_or(Age::Ahead, |event| frame.events[*event]),
            event: youngest.copied(),
            count: begun.count(),
        }
    }

    /// Places names anew when zoom, language or the places of the day have changed.
    fn show_labels(
        &self,
        before: Option<&(f64, Lang, Vec<usize>)>,
        model: &Model,
    ) -> (f64, Lang, Vec<usize>) {
        let today: Vec<usize> = announce::new_events(&self.campaign, model.date(), model.reading)
            .into_iter()
            .filter_map(|event| Some(self.campaign.events[event].place?.0))
            .collect();
        let scale = model.camera.scale;
        if let Some(before) = before
            && before.1 == model.lang
            && before.2 == today
            && (before.0 / scale - 1.0).abs() < 0.02
        {
            return before.clone();
        }
        for (signal, side) in self
            .labels
            .iter()
            .zip(self.placed(scale, model.lang, &today))
        {
            set(*signal, side);
        }
        (scale, model.lang, today)
    }

    /// The layout depends on the scale only, not on where the camera stands: panning moves no name.
    fn placed(&self, scale: f64, lang: Lang, today: &[usize]) -> Vec<Option<Side>> {
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
            let has_mark = self.sites.iter().any(|site| site.place == index);
            let name = label::text_width(place.name.get(lang), size);
            let also = label::text_width(place.also.get(lang), size * ALSO_PART);
            asking.push(index);
            labels.push(Label {
                at,
                width: name.max(also),
                height: size * (1.1 + ALSO_PART * 1.15),
                gap: if has_mark { 15.0 } else { 8.0 },
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

fn sites(campaign: &Campaign) -> Vec<Site> {
    let mut sites: Vec<Site> = vec![];
    for (index, event) in campaign.events.iter().enumerate() {
        let Some(place) = event.place else { continue };
        match sites.iter_mut().find(|site| site.place == place.0) {
            Some(site) => site.events.push(index),
            None => sites.push(Site {
                place: place.0,
                events: vec![index],
            }),
        }
    }
    sites
}

fn seen(model: &Model) -> View {
    let camera: &Camera = &model.camera;
    View {
        transform: camera.transform(&model.viewport),
        scale: camera.scale,
    }
}

/// Sets a signal only when the value differs.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
