//! 3 What the reader is doing: one model, one list of messages, one `update`.
//!
//! Pure: no signals, no DOM, no timers. Time comes in as `Tick`; nothing is to be done 'later'.

pub mod address;
pub mod announce;
pub mod changes;
pub mod embed;
pub mod keymap;
pub mod kiosk;
mod looking;
pub mod playback;
pub mod present;
pub mod search;
mod story;
mod subject;
pub mod theme;
pub mod time_axis;
pub mod worksheet;

use crate::campaign::{Book, Campaign, Date, Instant, Lang, LonLat, Reading};
use crate::carto::camera::{Camera, Viewport};
use crate::carto::projection::Albers;
use crate::carto::{Rect, Xy, within};
pub use subject::Subject;

use announce::News;
use looking::{land, look_at, opening, resize, show_day};
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
    /// What the open card is about.
    pub selection: Option<Subject>,
    /// The chapter whose story is told, an index of `Book::chapters`: with the book at hand that of the day.
    pub story: Option<usize>,
    /// The story was asked for and has not been gone to: the book is still under way.
    story_due: bool,
    /// The reader has not done anything yet: the opening is shown.
    pub fresh: bool,
    pub news: News,
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
    /// Show an extent in degrees at once, south-west and north-east corner, as an address asks.
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
    Select(Option<Subject>),
    /// Tells the story from the beginning of a chapter, or puts it away.
    Story(Option<usize>),
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
        let sheet = Rect::of_frame(campaign.frame);
        let viewport = Viewport {
            width: 1280.0,
            height: 800.0,
            insets: [0.0; 4],
            floating: [0.0; 4],
        };
        let mut model = Model {
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
            camera: Camera {
                center: sheet.center(),
                scale: 1.0,
            },
            flight: None,
            viewport,
            selection: None,
            story: None,
            story_due: false,
            fresh: true,
            news: News::of(campaign.opens),
            held: false,
            panel: None,
            still: false,
            albers,
            sheet,
            placed: false,
        };
        model.camera = opening(&model, campaign);
        model
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
    model.fresh &= !message.is_act();
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
            story::turn_page(model, campaign, book);
            model.selection = None;
        }
        Message::Pause => model.playback.playing = false,
        Message::Speed(speed) => model.playback.speed = within(speed, 0.5, 4.0),
        Message::Tick(ms) => tick(model, campaign, book, within(ms, 0.0, MAX_TICK_MS)),
        Message::Scale(scale) => {
            model.scale = scale;
            rebuild_axis(model, campaign, book);
        }
        Message::Read(reading) => {
            model.reading = reading;
            rebuild_axis(model, campaign, book);
        }
        Message::BookRead => {
            rebuild_axis(model, campaign, book);
            let whole = address::view(model, campaign).is_none();
            story::enter(model, campaign, book, whole);
        }
        Message::Speak(lang) => model.lang = lang,
        Message::Theme(theme) => model.theme = Some(theme),
        Message::Select(subject) => {
            model.selection = subject.filter(|subject| subject.id(campaign).is_some());
            if let Some(subject) = model.selection {
                model.playback.playing = false;
                story::go_to(model, campaign, subject);
            }
        }
        Message::Story(chapter) => {
            model.playback.playing = false;
            model.selection = None;
            (model.story, model.story_due) = (chapter, chapter.is_some());
            story::enter(model, campaign, book, true);
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
    story::follow(model, book);
    if !model.playback.playing {
        model.news = News::of(model.date());
    }
}

impl Message {
    /// Does the reader do something with the map, so that the opening has served its turn?
    fn is_act(&self) -> bool {
        !matches!(
            self,
            Message::Resize(_)
                | Message::Still(_)
                | Message::Speak(_)
                | Message::Theme(_)
                | Message::Reset
                | Message::Hold(false)
                | Message::Look(Look::Extent(_))
                | Message::Tick(_)
                | Message::Rest
                | Message::BookRead
        )
    }
}

fn clamped(campaign: &Campaign, day: Date) -> Date {
    day.clamp(campaign.span().first, campaign.span().last)
}

fn seek(model: &mut Model, campaign: &Campaign, day: Date) {
    model.playhead = clamped(campaign, day).start();
    model.selection = None;
    model.story_due = false;
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
fn tick(model: &mut Model, campaign: &Campaign, book: &Book, ms: f64) {
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
        story::stop_at_end(model, campaign, book);
        let new_day = (before != model.date()).then(|| model.date());
        if new_day.is_some() {
            show_day(model, campaign);
        }
        let has_news = |day: &Date| !announce::new_events(campaign, *day, model.reading).is_empty();
        model.news.pass(ms, new_day.filter(has_news));
    }
}

#[cfg(test)]
mod tests;
