//! 3 What the reader is doing: one model, one list of messages, one `update`.
//!
//! Pure: no signals, no DOM, no timers. Time comes in as `Tick`; nothing is to be done 'later'.

pub mod address;
pub mod announce;
pub mod embed;
pub mod keymap;
pub mod kiosk;
pub mod playback;
pub mod present;
pub mod search;
pub mod theme;
pub mod time_axis;
pub mod worksheet;

use crate::campaign::{Book, Campaign, Date, Event, Instant, Lang, LonLat, Reading};
use crate::carto::camera::{Camera, Viewport};
use crate::carto::projection::Albers;
use crate::carto::{Rect, Xy, within};
use playback::Playback;
use std::sync::Arc;
use theme::Theme;
use time_axis::{Scale, TimeAxis};

/// What the reader is doing.
#[derive(Clone, PartialEq, Debug)]
pub struct Model {
    pub playhead: Instant,
    pub playback: Playback,
    pub scale: Scale,
    pub axis: Arc<TimeAxis>,
    pub reading: Reading,
    pub lang: Lang,
    /// `None`: as the reader’s system wishes.
    pub theme: Option<Theme>,
    pub camera: Camera,
    /// A move of the camera under way.
    pub flight: Option<Flight>,
    pub viewport: Viewport,
    /// The event whose card is open, an index of `Campaign::events`.
    pub selection: Option<usize>,
    /// The reader holds the map: the story does not move it.
    pub held: bool,
    pub panel: Option<Panel>,
    /// The reader asked for no motion.
    pub still: bool,
    pub albers: Albers,
    pub sheet: Rect,
    /// Has the window been measured, so that the camera stands where it should?
    pub placed: bool,
}

/// A camera move: where from, where to, and how far.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Flight {
    pub from: Camera,
    pub to: Camera,
    pub elapsed_ms: f64,
    /// It begins in full motion, as a hand has left it.
    pub thrown: bool,
}

/// A camera move lasts this long, milliseconds.
pub const FLIGHT_MS: f64 = 900.0;
/// A tick counts for at most this long, milliseconds: a hidden tab must not leap.
pub const MAX_TICK_MS: f64 = 100.0;

/// What lies open beside the map.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Panel {
    Chronicle,
    Search,
}

impl Panel {
    pub const ALL: [Panel; 2] = [Panel::Chronicle, Panel::Search];

    /// The word of the address.
    pub fn word(self) -> &'static str {
        match self {
            Panel::Chronicle => "chronicle",
            Panel::Search => "search",
        }
    }
}

/// How to move in time.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Step {
    Days(i32),
    Months(i32),
    NextEvent,
    PreviousEvent,
    First,
    Last,
}

/// How to move over the map.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Look {
    /// Pixels of the window.
    Pan(f64, f64),
    /// A factor, keeping this place of the window where it is.
    Zoom(f64, Xy),
    /// A factor, about the middle of the free space.
    ZoomMiddle(f64),
    /// A hand lets go of the map while it moves it: pixels of the window in a millisecond.
    Throw(f64, f64),
    /// Fly to the opening view.
    Whole,
    /// Show an extent in degrees at once, south-west and north-east corner.
    Extent([LonLat; 2]),
    /// Fly there, as the story does.
    Toward([LonLat; 2]),
    /// Fly to what happens on the day.
    Day,
}

/// Everything that can happen.
#[derive(Clone, PartialEq, Debug)]
pub enum Message {
    Seek(Date),
    /// A position on the slider, 0–1 of the axis.
    Slide(f64),
    Step(Step),
    TogglePlay,
    Pause,
    Speed(f64),
    /// Milliseconds since the last tick.
    Tick(f64),
    Scale(Scale),
    Read(Reading),
    Speak(Lang),
    Theme(Theme),
    Select(Option<usize>),
    Open(Option<Panel>),
    Look(Look),
    /// The reader takes hold of the map, or lets go of it.
    Hold(bool),
    Resize(Viewport),
    Still(bool),
    /// Back to the opening state: the next visitor finds nothing of the last.
    Reset,
    /// The date has stopped changing: what waited for that may be shown.
    Rest,
    /// The book has arrived: chapters can be a time scale.
    BookRead,
}

impl Model {
    /// The opening state.
    pub fn new(campaign: &Campaign, lang: Lang) -> Model {
        let albers = Albers::new(campaign.projection);
        let [x0, y0, x1, y1] = campaign.frame;
        let sheet = Rect {
            x: x0,
            y: -y1,
            width: x1 - x0,
            height: y1 - y0,
        };
        let viewport = Viewport {
            width: 1280.0,
            height: 800.0,
            insets: [0.0; 4],
            floating: 0.0,
        };
        Model {
            playhead: campaign.opens.start(),
            playback: Playback::default(),
            scale: Scale::Weighted,
            axis: Arc::new(TimeAxis::new(
                campaign,
                &[],
                Scale::Weighted,
                Reading::Article,
            )),
            reading: Reading::Article,
            lang,
            theme: None,
            camera: Camera::whole(albers.rect(campaign.extent), &viewport, sheet),
            flight: None,
            viewport,
            selection: None,
            held: false,
            panel: None,
            still: false,
            albers,
            sheet,
            placed: false,
        }
    }

    pub fn date(&self) -> Date {
        self.playhead.date()
    }

    /// Does anything move, so that ticks are needed?
    pub fn is_moving(&self) -> bool {
        self.playback.playing || self.flight.is_some()
    }
}

/// Answers one message. The only way in which the model changes.
pub fn update(model: &mut Model, campaign: &Campaign, book: &Book, message: Message) {
    match message {
        Message::Seek(day) => {
            model.playback.playing = false;
            seek(model, campaign, day);
        }
        Message::Slide(position) => {
            model.playback.playing = false;
            let day = model.axis.day_at(position);
            // A nudge smaller than a day still moves by one day, or a reader could get stuck.
            let here = model.axis.position(model.playhead);
            let day = match day == model.date() {
                true if position > here + 1e-9 => day.plus(1),
                true if position < here - 1e-9 => day.plus(-1),
                _ => day,
            };
            seek(model, campaign, day);
        }
        Message::Step(step) => {
            model.playback.playing = false;
            let day = stepped(model, campaign, step);
            seek(model, campaign, day);
            if matches!(step, Step::NextEvent | Step::PreviousEvent) {
                show_day(model, campaign);
            }
        }
        Message::TogglePlay => {
            let at_end = model.date() >= campaign.span().last;
            if at_end && !model.playback.playing {
                model.playhead = campaign.opens.start();
            }
            model.playback.playing = !model.playback.playing;
            model.selection = None;
        }
        Message::Pause => model.playback.playing = false,
        Message::Speed(speed) => model.playback.speed = within(speed, 0.5, 4.0),
        Message::Tick(ms) => tick(model, campaign, within(ms, 0.0, MAX_TICK_MS)),
        Message::Scale(scale) => {
            model.scale = scale;
            rebuild_axis(model, campaign, book);
        }
        Message::Read(reading) => {
            model.reading = reading;
            rebuild_axis(model, campaign, book);
        }
        Message::BookRead => rebuild_axis(model, campaign, book),
        Message::Speak(lang) => model.lang = lang,
        Message::Theme(theme) => model.theme = Some(theme),
        Message::Select(event) => {
            model.selection = event.filter(|index| *index < campaign.events.len());
            if let Some(index) = model.selection {
                model.playback.playing = false;
                let day = campaign.events[index].dating.read(model.reading).first;
                if crate::campaign::Age::of(
                    campaign.events[index].dating.read(model.reading),
                    model.date(),
                ) != crate::campaign::Age::Now
                {
                    model.playhead = clamped(campaign, day).start();
                }
            }
        }
        Message::Open(panel) => model.panel = panel,
        Message::Look(look) => look_at(model, campaign, look),
        Message::Hold(held) => model.held = held,
        Message::Resize(viewport) => resize(model, campaign, viewport),
        Message::Still(still) => {
            model.still = still;
            land(model);
        }
        Message::Reset => {
            *model = Model {
                viewport: model.viewport,
                placed: model.placed,
                still: model.still,
                ..Model::new(campaign, model.lang)
            };
            look_at(model, campaign, Look::Extent(campaign.extent));
        }
        Message::Rest => {}
    }
}

fn clamped(campaign: &Campaign, day: Date) -> Date {
    day.clamp(campaign.span().first, campaign.span().last)
}

fn seek(model: &mut Model, campaign: &Campaign, day: Date) {
    model.playhead = clamped(campaign, day).start();
    model.selection = None;
}

fn rebuild_axis(model: &mut Model, campaign: &Campaign, book: &Book) {
    let axis = TimeAxis::new(campaign, &book.chapters, model.scale, model.reading);
    model.axis = Arc::new(axis);
}

fn stepped(model: &Model, campaign: &Campaign, step: Step) -> Date {
    let today = model.date();
    match step {
        Step::Days(days) => today.plus(days),
        Step::Months(months) => today.plus_months(months),
        Step::First => campaign.span().first,
        Step::Last => campaign.span().last,
        Step::NextEvent => {
            let days = campaign.event_days(model.reading);
            days.into_iter()
                .find(|day| *day > today)
                .unwrap_or(campaign.span().last)
        }
        Step::PreviousEvent => {
            let days = campaign.event_days(model.reading);
            days.into_iter()
                .rev()
                .find(|day| *day < today)
                .unwrap_or(campaign.span().first)
        }
    }
}

/// Moves what moves: the playhead while playing, the camera while flying.
fn tick(model: &mut Model, campaign: &Campaign, ms: f64) {
    if let Some(flight) = &mut model.flight {
        flight.elapsed_ms += ms;
        let part = (flight.elapsed_ms / FLIGHT_MS).min(1.0);
        // Smoothstep starts and ends at rest; a cubic only ends so.
        let left = 1.0 - part;
        let eased = match flight.thrown {
            true => 1.0 - left * left * left,
            false => part * part * (3.0 - 2.0 * part),
        };
        model.camera = flight.from.toward(&flight.to, eased);
        if part >= 1.0 {
            model.flight = None;
        }
    }
    if model.playback.playing {
        let before = model.date();
        model.playhead = model.playback.advance(
            &model.axis,
            model.playhead,
            ms,
            model.still,
            (campaign, model.reading),
        );
        if model.date() >= campaign.span().last {
            model.playhead = campaign.span().last.start();
            model.playback.playing = false;
        }
        if before != model.date() {
            show_day(model, campaign);
        }
    }
}

fn look_at(model: &mut Model, campaign: &Campaign, look: Look) {
    let (viewport, sheet) = (model.viewport, model.sheet);
    let extent =
        |extent| Camera::fit(model.albers.rect(extent), &viewport).bounded(&viewport, sheet);
    match look {
        Look::Pan(dx, dy) => {
            model.flight = None;
            model.camera = model.camera.panned(dx, dy, &viewport, sheet);
        }
        Look::Throw(x, y) => {
            // So far does what begins at this speed and ends at rest.
            let reach = FLIGHT_MS / 3.0;
            let to = model.camera.panned(x * reach, y * reach, &viewport, sheet);
            if !model.still {
                fly(model, to, true);
            }
        }
        Look::Zoom(factor, at) => {
            model.flight = None;
            model.camera = model.camera.zoomed(factor, at, &viewport, sheet);
        }
        Look::ZoomMiddle(factor) => {
            let middle = viewport.free().center();
            let to = model.flight.map_or(model.camera, |flight| flight.to);
            fly(model, to.zoomed(factor, middle, &viewport, sheet), false);
        }
        Look::Whole => fly(model, opening(model, campaign), false),
        Look::Toward(corners) => {
            let to = extent(corners);
            if !model.held {
                fly(model, to, false);
            }
        }
        Look::Extent(corners) => {
            model.flight = None;
            model.camera = extent(corners);
        }
        Look::Day => show_day(model, campaign),
    }
}

/// The view with which the map opens.
fn opening(model: &Model, campaign: &Campaign) -> Camera {
    Camera::whole(
        model.albers.rect(campaign.extent),
        &model.viewport,
        model.sheet,
    )
}

fn fly(model: &mut Model, to: Camera, thrown: bool) {
    model.flight = Some(Flight {
        from: model.camera,
        to,
        elapsed_ms: 0.0,
        thrown,
    });
    if model.still {
        land(model);
    }
}

/// Ends a move at once.
fn land(model: &mut Model) {
    if let (true, Some(flight)) = (model.still, model.flight) {
        model.camera = flight.to;
        model.flight = None;
    }
}

/// Keeps the middle of the free space where it was; the first time, shows the opening view.
fn resize(model: &mut Model, campaign: &Campaign, viewport: Viewport) {
    let sane = |v: f64| v.is_finite() && (1.0..=20_000.0).contains(&v);
    if !sane(viewport.width) || !sane(viewport.height) {
        return;
    }
    let old = model.viewport;
    model.viewport = viewport;
    if !model.placed {
        model.placed = true;
        model.camera = opening(model, campaign);
        return;
    }
    let middle = model.camera.to_sheet(old.free().center(), &old);
    let drawn = model.camera.to_window(middle, &viewport);
    let aim = viewport.free().center();
    let sheet = model.sheet;
    let kept = |camera: Camera| camera.panned(aim.x - drawn.x, aim.y - drawn.y, &viewport, sheet);
    model.camera = kept(model.camera);
    // A move under way goes on to where it would have ended.
    model.flight = model.flight.map(|flight| Flight {
        from: kept(flight.from),
        to: kept(flight.to),
        ..flight
    });
}

/// Brings what happens today into the free space, when it lies outside or is too small to tell apart.
fn show_day(model: &mut Model, campaign: &Campaign) {
    let today = model.date();
    let begins = |event: &&Event| event.dating.read(model.reading).first == today;
    // Beats of the day when it has any, else whatever happens.
    let most = campaign
        .events
        .iter()
        .filter(begins)
        .map(|event| event.importance)
        .max();
    let places: Vec<(Xy, f64)> = campaign
        .events
        .iter()
        .filter(begins)
        .filter(|event| Some(event.importance) == most)
        .filter_map(|event| event.place)
        .map(|place| {
            let place = &campaign.places[place.0];
            (
                model.albers.project(place.at),
                f64::from(place.precision_m) / 1000.0,
            )
        })
        .filter(|(at, _)| model.sheet.contains(*at))
        .collect();
    let Some((first, _)) = places.first() else {
        return;
    };
    let (mut x0, mut y0, mut x1, mut y1) = (first.x, first.y, first.x, first.y);
    for (at, radius) in &places {
        // A place that is an area is shown whole.
        let around = radius.max(SURROUNDINGS_KM);
        (x0, x1) = (x0.min(at.x - around), x1.max(at.x + around));
        (y0, y1) = (y0.min(at.y - around), y1.max(at.y + around));
    }
    let rect = Rect {
        x: x0,
        y: y0,
        width: x1 - x0,
        height: y1 - y0,
    };
    let to = Camera::fit(rect, &model.viewport).bounded(&model.viewport, model.sheet);
    let shown = |camera: &Camera| {
        let free = model.viewport.free().grown(-30.0);
        let seen = |at: &Xy| free.contains(camera.to_window(*at, &model.viewport));
        places.iter().all(|(at, _)| seen(at))
    };
    let target = model.flight.map_or(model.camera, |flight| flight.to);
    let ratio = to.scale / target.scale;
    // Stay when the points are in view at a useful scale: a camera that rests is easier to follow.
    let is_clear = shown(&target) && (0.2..5.0).contains(&ratio);
    if !is_clear && !model.held {
        fly(model, to, false);
    }
}

/// An event is shown with this much land around it, kilometres.
const SURROUNDINGS_KM: f64 = 60.0;

#[cfg(test)]
mod tests;
