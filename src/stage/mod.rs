//! 4 The noticeboard: one signal per thing that can change.
//!
//! `dispatch` is the one door for change. It compares the new frame with the one shown and sets only the
//! signals that differ: a mark subscribes to itself, never to the date.

mod digest;
mod ground;
mod kinds;
mod kiosk;
mod layout;
mod lesson;
mod lettering;
mod marks;
mod moment;
mod names;
mod near;
mod posted;

pub use ground::{CloseUp, Edge, Ground, hydro};
pub use kinds::{Dial, Drawn, Holding, Land, SiteMark, SiteState, Stand, Tier, Tip};
pub use kiosk::{Finding, Kiosk};
pub use lesson::{Clock, Lesson};
pub use lettering::Lettering;
pub use marks::{Follower, Marks};
pub use names::{Name, Names};
pub use posted::{Posted, lock, watch};

use crate::app::theme::Theme;
use crate::app::time_axis::{Scale, TimeAxis};
use crate::app::{self, Message, Model, Panel, Subject};
use crate::campaign::{Age, Book, Campaign, Date, Frame, Lang, Reading};
use crate::carto::camera::Camera;
use crate::carto::{Rect, Xy};
use layout::LaidOut;
pub use layout::site_runs;
use std::sync::{Arc, Mutex};

/// A place at which something happens: one mark for all its events.
pub struct Site {
    /// Index of the place.
    pub place: usize,
    /// Indexes of its events, in date order.
    pub events: Vec<usize>,
}

/// Camera as the view needs it.
#[derive(Clone, PartialEq, Debug)]
pub struct View {
    /// Sheet to window, for what is drawn in kilometres.
    pub transform: String,
    /// The same without the scale, for what is drawn in pixels from the sheet's origin.
    pub shift: String,
    /// Pixels in a kilometre.
    pub scale: f64,
    /// Window pixels of the sheet's origin.
    origin: Xy,
}

impl View {
    /// Sheet to window, CSS pixels.
    pub fn window(&self, at: Xy) -> Xy {
        Xy {
            x: self.origin.x + at.x * self.scale,
            y: self.origin.y + at.y * self.scale,
        }
    }

    /// The same of what stands in pixels from the sheet's origin, as marks do.
    pub fn of_mark(&self, at: Xy) -> Xy {
        Xy {
            x: self.origin.x + at.x,
            y: self.origin.y + at.y,
        }
    }
}

/// The noticeboard. There is one, and it lives as long as the page: so it is a reference that every closure
/// may copy, and no closure has anything to drop.
#[derive(Clone, Copy)]
pub struct Stage(&'static Inner);

pub struct Inner {
    pub campaign: Campaign,
    pub sites: Vec<Site>,
    /// Index of the first party of each event, or how many there are.
    event_parties: Vec<usize>,
    /// The site at each place, if things happen there.
    pub site_of_place: Vec<Option<usize>>,
    /// Places on the sheet.
    pub places_xy: Vec<Xy>,
    /// Places that lie beyond the sheet: they stand in the margin.
    pub off_map: Vec<bool>,
    /// Vertices of the tracks on the sheet.
    pub tracks_xy: Vec<Vec<Xy>>,
    model: Mutex<Model>,
    shown: Mutex<Option<Shown>>,
    told: Mutex<Told>,

    pub lang: Posted<Lang>,
    pub theme: Posted<Option<Theme>>,
    pub day: Posted<Date>,
    /// One mark: the dock's own.
    pub dial: Marks<Dial>,
    pub axis: Posted<Arc<TimeAxis>>,
    pub scale: Posted<Scale>,
    pub reading: Posted<Reading>,
    pub playing: Posted<bool>,
    pub speed: Posted<f64>,
    /// Something moves: ticks are needed.
    pub moving: Posted<bool>,
    pub selection: Posted<Option<Subject>>,
    /// The chapter of the day; `None` while the book is under way.
    pub chapter: Posted<Option<usize>>,
    /// The chapter whose story is told.
    pub story: Posted<Option<usize>>,
    /// The reader has not done anything yet.
    pub fresh: Posted<bool>,
    pub panel: Posted<Option<Panel>>,
    pub view: Posted<View>,
    /// The view when the camera last came to rest.
    pub settled: Posted<View>,
    /// What lies on the map, in pixels of the window: no name stands under it.
    pub panels: Posted<Vec<Rect>>,
    /// The map is looked at from further away than a desk, so its letters are larger.
    pub afar: Posted<bool>,
    /// What is under the pointer.
    pub hovered: Posted<Option<Subject>>,
    /// The card waits for the date to rest.
    pub waiting: Posted<bool>,
    /// The day on which it last did.
    pub rested_day: Posted<Date>,
    /// The day whose news is told.
    pub news: Posted<Date>,
    /// Events that begin on the day.
    pub begun: Posted<Vec<usize>>,
    /// Events that the day lies inside.
    pub under_way: Posted<Vec<usize>>,
    /// When nothing begins on the day, what began last before it.
    pub just_before: Posted<Vec<usize>>,
    /// Parties that move or hold a place, and territories whose status has changed, with their state: the legend.
    pub parties: Posted<Vec<usize>>,
    pub statuses: Posted<Vec<(usize, usize)>>,
    pub site_marks: Marks<SiteMark>,
    /// The same when the date last rested: what is heard of a site, and whether a key reaches it.
    pub signs: Marks<SiteMark>,
    /// The marks of sites as they are drawn, one shape for each tier, run of sites and party: what it consists of, as
    /// a sum.
    pub site_shapes: Marks<u64>,
    /// Sites beyond the sheet, and what the margin shows of them.
    pub abroad: Vec<(usize, Posted<SiteState>)>,
    /// Age of each track and how far its line has grown: of one that is past or ahead it is whole.
    pub tracks: Marks<(Age, Drawn)>,
    /// The arrowhead of a track under way or fresh that has left its start.
    pub tips: Marks<Option<Tip>>,
    pub forces: Marks<Option<Stand>>,
    pub control: Marks<Holding>,
    /// The land of each part of the territories.
    pub lands: Marks<Land>,
    pub book: Posted<Arc<Book>>,
    pub ground: Posted<Ground>,
    /// Address of the relief, once it may be loaded.
    pub relief: Posted<Option<String>>,
    pub close_ups: Posted<Vec<CloseUp>>,
    pub hydro: Posted<String>,
    /// Sentences to tell the reader, newest last.
    pub notices: Posted<Vec<String>>,
    pub lesson: Lesson,
}

/// What the page is told of the marks of a moment, in one text.
struct Told {
    text: String,
    /// Writes it to the page; natively there is none.
    write: fn(&str),
}

/// What stands on the board, to compare with.
struct Shown {
    frame: Frame,
    model: Model,
    laid_out: LaidOut,
    /// The date has moved on since the digest.
    digest_due: bool,
}

impl std::ops::Deref for Stage {
    type Target = Inner;
    fn deref(&self) -> &Inner {
        self.0
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
        let off_map: Vec<bool> = places_xy
            .iter()
            .map(|at| !model.sheet.contains(*at))
            .collect();
        let sites = sites(&campaign);
        let stage = Stage(Box::leak(Box::new(Inner {
            lang: Posted::new(lang),
            theme: Posted::new(None),
            day: Posted::new(model.date()),
            dial: Marks::new(vec![Dial::of(&model)]),
            axis: Posted::new(model.axis.clone()),
            scale: Posted::new(model.scale),
            reading: Posted::new(model.reading),
            playing: Posted::new(false),
            speed: Posted::new(model.playback.speed),
            moving: Posted::new(false),
            selection: Posted::new(None),
            chapter: Posted::new(None),
            story: Posted::new(None),
            fresh: Posted::new(true),
            panel: Posted::new(None),
            view: Posted::new(seen(&model)),
            settled: Posted::new(seen(&model)),
            panels: Posted::new(vec![]),
            afar: Posted::new(false),
            hovered: Posted::new(None),
            waiting: Posted::new(false),
            rested_day: Posted::new(model.date()),
            news: Posted::new(model.date()),
            begun: Posted::new(vec![]),
            under_way: Posted::new(vec![]),
            just_before: Posted::new(vec![]),
            parties: Posted::new(vec![]),
            statuses: Posted::new(vec![]),
            site_marks: Marks::new(vec![SiteMark::default(); sites.len()]),
            signs: Marks::new(vec![SiteMark::default(); sites.len()]),
            site_shapes: Marks::new(vec![
                0;
                Tier::ALL.len()
                    * site_runs(sites.len())
                    * (campaign.parties.len() + 1)
            ]),
            event_parties: event_parties(&campaign),
            abroad: (0..sites.len())
                .filter(|site| off_map[sites[*site].place])
                .map(|site| (site, Posted::new(SiteState::default())))
                .collect(),
            tracks: Marks::new(vec![(Age::Ahead, Drawn::default()); campaign.tracks.len()]),
            tips: Marks::new(vec![None; campaign.tracks.len()]),
            forces: Marks::new(vec![None; campaign.forces.len()]),
            control: Marks::new(vec![Holding::default(); campaign.control.len()]),
            lands: Marks::new(vec![Land::default(); campaign.parts.len()]),
            book: Posted::new(Arc::default()),
            ground: Posted::new(Ground::default()),
            relief: Posted::new(None),
            close_ups: Posted::new(vec![]),
            hydro: Posted::new(String::new()),
            notices: Posted::new(vec![]),
            lesson: Lesson::default(),
            model: Mutex::new(model),
            shown: Mutex::new(None),
            told: Mutex::new(Told {
                text: String::new(),
                write: |_| {},
            }),
            site_of_place: (0..campaign.places.len())
                .map(|place| sites.iter().position(|site| site.place == place))
                .collect(),
            campaign,
            sites,
            places_xy,
            off_map,
            tracks_xy,
        })));
        stage.show(false);
        stage
    }

    /// The one door for change.
    pub fn dispatch(&self, message: Message) {
        // While the reader drags through time, the card and the names of the day wait until the date rests. A camera
        // on its way does not end that.
        let on_its_way = matches!(message, Message::Tick(_)) && self.waiting.get_untracked();
        let passing = on_its_way || matches!(message, Message::Seek(_) | Message::Slide(_));
        {
            let book = self.book.get_untracked();
            let mut model = self.lock_model();
            app::update(&mut model, &self.campaign, &book, message);
        }
        self.show(passing);
    }

    /// The book has arrived.
    pub fn open_book(&self, book: Book) {
        self.book.set(Arc::new(book));
        self.dispatch(Message::BookRead);
    }

    pub fn notice(&self, sentence: String) {
        let mut notices = self.notices.get_untracked();
        if !notices.contains(&sentence) {
            notices.push(sentence);
            self.notices.set(notices);
        }
    }

    /// The board itself, for as long as the page lives.
    pub fn board(self) -> &'static Inner {
        self.0
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

    /// Marks are written to the page with this from now on.
    pub fn write_with(&self, write: fn(&str)) {
        lock(&self.told).write = write;
    }

    /// Rings bells of marks, and writes to the page what those who follow them add.
    fn tell(&self, ring: &dyn Fn(&mut String)) {
        let Told { text, write } = &mut *lock(&self.told);
        ring(text);
        if !text.is_empty() {
            write(text);
            text.clear();
        }
    }

    /// The camera has come to rest.
    pub fn settle(&self) {
        self.settled.set(self.view.get_untracked());
    }

    fn lock_model(&self) -> std::sync::MutexGuard<'_, Model> {
        lock(&self.model)
    }

    /// Compares model and frame with what is shown, and sets what differs.
    fn show(&self, passing: bool) {
        let model = self.lock_model().clone();
        let mut shown = lock(&self.shown);
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
        let scale = model.camera.scale;
        let same_scale = before.is_some_and(|before| before.model.camera.scale == scale);
        if !same_scale {
            self.show_places(scale);
        }
        let same_marks = same_moment && same_scale;
        if !same_marks {
            self.show_moving(&frame, scale);
        }
        let digest_due = !same_moment || before.is_none_or(|before| before.digest_due);
        if digest_due && !passing {
            self.show_digest(&model, &frame);
        }
        if !passing {
            self.news.set(model.news.day);
        }
        // What is said of a site follows these.
        let tells = |model: &Model| (model.lang, model.reading);
        if before.is_none_or(|before| tells(&before.model) != tells(&model)) {
            self.signs.change_all();
        }
        let waiting = digest_due && passing;
        if waiting {
            // A hand that drags through time passes over the cues.
            for part in 0..self.lands.count() {
                self.lands.change(part, |land| land.arrives = false);
            }
        }
        self.waiting.set(waiting);
        self.lang.set(model.lang);
        self.theme.set(model.theme);
        self.day.set(model.date());
        self.dial.set(0, Dial::of(&model));
        if self
            .axis
            .with_untracked(|axis| !Arc::ptr_eq(axis, &model.axis))
        {
            self.axis.set(model.axis.clone());
        }
        self.scale.set(model.scale);
        self.reading.set(model.reading);
        self.playing.set(model.playback.playing);
        self.speed.set(model.playback.speed);
        self.selection.set(model.selection);
        self.chapter.set(
            self.book
                .with_untracked(|book| book.chapter_at(model.date())),
        );
        self.story.set(model.story);
        self.fresh.set(model.fresh);
        self.panel.set(model.panel);
        self.moving.set(model.is_moving());
        if before.is_none_or(|before| {
            before.model.camera != model.camera || before.model.viewport != model.viewport
        }) {
            self.view.set(seen(&model));
        }

        let laid_out = self.show_marks(shown.take().map(|before| before.laid_out), &model);
        if !same_marks {
            self.show_shapes(scale);
        }
        if !waiting {
            (0..self.sites.len()).for_each(|site| self.signs.set(site, self.site_marks.get(site)));
        }
        self.tell(&|told| {
            self.dial.ring(told);
            self.site_marks.ring(told);
            self.signs.ring(told);
            self.site_shapes.ring(told);
            self.tracks.ring(told);
            self.tips.ring(told);
            self.forces.ring(told);
            self.control.ring(told);
            self.lands.ring(told);
        });
        *shown = Some(Shown {
            frame,
            model,
            laid_out,
            digest_due: waiting,
        });
    }
}

fn event_parties(campaign: &Campaign) -> Vec<usize> {
    let parties = &campaign.parties;
    let of = |first: Option<&String>| parties.iter().position(|party| Some(&party.id) == first);
    let events = campaign.events.iter();
    events
        .map(|event| of(event.parties.first()).unwrap_or(parties.len()))
        .collect()
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
        shift: camera.shift(&model.viewport),
        scale: camera.scale,
        origin: camera.to_window(Xy::default(), &model.viewport),
    }
}
