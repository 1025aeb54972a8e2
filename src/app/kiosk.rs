//! The attendant of a kiosk: wakes the exhibit, asks whether anybody is there, and puts all back for the next visitor.
//!
//! Pure: time comes in as ticks of elapsed milliseconds, never as a clock, so that a clock set wrong, a machine
//! that slept and a test are all the same. What the attendant does to the map it does by messages, like a reader.

pub mod counts;

use super::address::{self, number, value};
use super::theme::Theme;
use super::{Look, Message};
use crate::campaign::Lang;

/// What the museum has decided, in the address.
#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    /// Silence before the question, milliseconds; 0: never.
    pub idle_ms: f64,
    /// How long the question stands, milliseconds.
    pub warn_ms: f64,
    /// Every control in the lower half of the screen.
    pub low: bool,
    /// Factor of letters and panels.
    pub size: f64,
    /// CSS pixels of a target that is 20 mm wide, the least that a standing visitor hits for certain.
    pub target_px: f64,
    /// Order of the language buttons.
    pub langs: Vec<Lang>,
    /// The hours between which the attract screen is dimmed, from and to.
    pub night: Option<(u32, u32)>,
    /// Count visits on this machine.
    pub counts: bool,
}

/// A CSS millimetre assumes 96 pixels to the inch.
const CSS_PPI: f64 = 96.0;
const INCH_MM: f64 = 25.4;
const TARGET_MM: f64 = 20.0;
/// No target is smaller than this, however coarse the screen: WCAG 2.5.5.
const TARGET_PX: f64 = 44.0;

impl Settings {
    /// Reads the fragment of the address; what cannot be read keeps its default and is named.
    pub fn read(fragment: &str) -> (Settings, Vec<String>) {
        let mut bad = vec![];
        let mut within = |key: &str, low: f64, high: f64, default: f64| {
            let Some(text) = value(fragment, key) else {
                return default;
            };
            let read = number(text).filter(|n| (low..=high).contains(n));
            read.unwrap_or_else(|| {
                bad.push([key, "=", text].concat());
                default
            })
        };
        let idle_s = within("idle", 0.0, 86_400.0, 60.0);
        let warn_s = within("warn", 0.0, 3_600.0, 20.0);
        let size = within("size", 0.5, 4.0, 1.0);
        let ppi = within("ppi", 20.0, 600.0, CSS_PPI);
        let counts = within("count", 0.0, 1.0, 0.0) > 0.0;
        let night = value(fragment, "dim").and_then(|text| {
            let hours = hours(text);
            if hours.is_none() {
                bad.push(["dim=", text].concat());
            }
            hours
        });
        let low = value(fragment, "controls").is_some_and(|text| {
            if text != "low" {
                bad.push(["controls=", text].concat());
            }
            text == "low"
        });
        let mut langs: Vec<Lang> = vec![];
        for tag in value(fragment, "langs").unwrap_or_default().split(',') {
            match Lang::ALL.into_iter().find(|lang| lang.tag() == tag) {
                Some(lang) if !langs.contains(&lang) => langs.push(lang),
                None if !tag.is_empty() => bad.push(["langs=", tag].concat()),
                _ => {}
            }
        }
        // A language that is not named comes last: none is ever out of reach.
        for lang in Lang::ALL {
            if !langs.contains(&lang) {
                langs.push(lang);
            }
        }
        let settings = Settings {
            idle_ms: idle_s * 1000.0,
            warn_ms: warn_s * 1000.0,
            low,
            size,
            target_px: (TARGET_MM / INCH_MM * ppi).max(TARGET_PX),
            langs,
            night,
            counts,
        };
        (settings, bad)
    }

    /// The language of a new visitor: `lang`, else the first of `langs`, else what the browser prefers.
    pub fn home_lang(fragment: &str, preferred: Lang) -> Lang {
        let first = || value(fragment, "langs").and_then(|tags| tags.split(',').next());
        let first = || first().and_then(Lang::from_tag);
        address::lang(fragment).or_else(first).unwrap_or(preferred)
    }
}

/// `18-9`: from six in the evening to nine in the morning.
fn hours(text: &str) -> Option<(u32, u32)> {
    let (from, to) = text.split_once('-')?;
    let hour = |text| number(text).map(|n| n as u32).filter(|n| *n < 24);
    Some((hour(from)?, hour(to)?))
}

/// Where a visit stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Phase {
    /// The war plays by itself and waits for a visitor.
    #[default]
    Attract,
    Awake,
    /// "Are you still there?"
    Warning,
}

impl Phase {
    pub fn word(self) -> &'static str {
        match self {
            Phase::Attract => "attract",
            Phase::Awake => "awake",
            Phase::Warning => "warning",
        }
    }
}

/// What a visitor has set to read more easily.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Comfort {
    /// 0–2.
    pub text: u8,
    pub contrast: bool,
    /// Less motion.
    pub still: bool,
    pub aloud: bool,
    /// 0–2, quiet at first.
    pub volume: u8,
}

impl Comfort {
    /// What it does to the map. Without contrast the museum's own light, or paper.
    pub fn messages(self, home: &[Message]) -> Vec<Message> {
        let is_theme = |message: &&Message| matches!(message, Message::Theme(_));
        let own = home.iter().find(is_theme).cloned();
        let theme = match self.contrast {
            true => Message::Theme(Theme::Contrast),
            false => own.unwrap_or(Message::Theme(Theme::Paper)),
        };
        vec![Message::Still(self.still), theme]
    }
}

/// What reaches the attendant.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Input {
    /// A finger, a button or a key goes down.
    Press,
    /// Another sign of life: a finger moves, a wheel turns, a text is scrolled.
    Stir,
    /// The mouse moves.
    Mouse,
    Tick(Tick),
    StartAgain,
    Set(Comfort),
    /// The hidden corner is pressed, or let go.
    Corner(bool),
    CloseStaff,
}

#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Tick {
    pub ms: f64,
    /// The war plays, a chapter plays.
    pub playing: bool,
    /// A text is being read aloud.
    pub speaking: bool,
    /// Hour of the day, for the dimming alone.
    pub hour: u32,
}

/// What the attendant has just done.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Turn {
    /// A visitor has come: the exhibit stands at its beginning.
    Wake,
    Warn,
    /// The visitor is still there.
    Resume,
    /// Nobody is there: all is put back and the attract screen begins.
    Reset,
    /// The visitor wants the beginning.
    Again,
    /// The attract screen begins its round anew.
    Replay,
}

/// A tick counts for at most this long: a machine that slept has not been idle.
const MAX_TICK_MS: f64 = 2_000.0;
/// The end of the war stands this long before the attract screen begins anew.
const END_MS: f64 = 4_000.0;
/// At this speed the whole war passes in less than 90 seconds.
pub const ATTRACT_SPEED: f64 = 2.0;
/// Every few minutes what stands still moves by a few pixels, for the screen's sake.
const SHIFT_MS: f64 = 180_000.0;
/// Places that it moves to, one after the other.
pub const SHIFTS: u32 = 8;
const CURSOR_MS: f64 = 3_000.0;
const CORNER_MS: f64 = 5_000.0;

#[derive(Clone, PartialEq, Debug)]
pub struct Attendant {
    pub settings: Settings,
    pub phase: Phase,
    pub comfort: Comfort,
    /// The screen was turned down for the night.
    pub dim: bool,
    /// Where the furniture stands, 0 to `SHIFTS`.
    pub shift: u32,
    pub cursor: bool,
    /// The staff's panel is open.
    pub staff: bool,
    silent_ms: f64,
    ended_ms: f64,
    shifted_ms: f64,
    mouse_ms: f64,
    corner_ms: Option<f64>,
    /// What a new visitor finds: less motion where the system asks for it.
    fresh: Comfort,
}

impl Attendant {
    pub fn new(settings: Settings, still: bool) -> Attendant {
        let fresh = Comfort {
            still,
            ..Comfort::default()
        };
        Attendant {
            settings,
            phase: Phase::Attract,
            comfort: fresh,
            dim: false,
            shift: 0,
            cursor: false,
            staff: false,
            silent_ms: 0.0,
            ended_ms: 0.0,
            shifted_ms: 0.0,
            mouse_ms: CURSOR_MS,
            corner_ms: None,
            fresh,
        }
    }

    /// Seconds that are left of the question, whole ones.
    pub fn left_s(&self) -> u32 {
        let left = self.settings.idle_ms + self.settings.warn_ms - self.silent_ms;
        (left.max(0.0) / 1000.0).ceil() as u32
    }

    pub fn answer(&mut self, input: Input) -> Option<Turn> {
        match input {
            Input::Press => self.stirred(true),
            Input::Stir => self.stirred(false),
            Input::Mouse => {
                self.mouse_ms = 0.0;
                self.cursor = true;
                self.stirred(false)
            }
            Input::Tick(tick) => self.tick(tick),
            Input::StartAgain => {
                self.silent_ms = 0.0;
                self.phase = Phase::Awake;
                Some(Turn::Again)
            }
            Input::Set(comfort) => {
                self.comfort = comfort;
                None
            }
            Input::Corner(down) => {
                self.corner_ms = down.then_some(0.0);
                None
            }
            Input::CloseStaff => {
                self.staff = false;
                None
            }
        }
    }

    fn stirred(&mut self, pressed: bool) -> Option<Turn> {
        self.silent_ms = 0.0;
        let (phase, turn) = match self.phase {
            // Only a touch wakes: a mouse that trembles or a passer-by's sleeve does not. The staff's is for their panel.
            Phase::Attract if pressed && self.corner_ms.is_none() && !self.staff => {
                (Phase::Awake, Turn::Wake)
            }
            Phase::Warning => (Phase::Awake, Turn::Resume),
            _ => return None,
        };
        self.phase = phase;
        Some(turn)
    }

    fn tick(&mut self, tick: Tick) -> Option<Turn> {
        let ms = match tick.ms {
            ms if ms > 0.0 => ms.min(MAX_TICK_MS),
            // A clock that went backwards, or a number that is none.
            _ => 0.0,
        };
        self.mouse_ms += ms;
        self.cursor = self.mouse_ms < CURSOR_MS;
        self.shifted_ms += ms;
        if self.shifted_ms >= SHIFT_MS {
            self.shifted_ms = 0.0;
            self.shift = if self.shift + 1 < SHIFTS {
                self.shift + 1
            } else {
                0
            };
        }
        let night = self.settings.night;
        self.dim = self.phase == Phase::Attract
            && night.is_some_and(|(from, to)| match from <= to {
                true => (from..to).contains(&tick.hour),
                false => tick.hour >= from || tick.hour < to,
            });
        if let Some(held) = &mut self.corner_ms {
            *held += ms;
            if *held >= CORNER_MS {
                (self.corner_ms, self.silent_ms) = (None, 0.0);
                self.staff = true;
            }
        }
        if self.phase == Phase::Attract {
            self.forget_staff(ms);
            return self.attract(ms, tick.playing);
        }
        if tick.playing || tick.speaking {
            self.silent_ms = 0.0;
            return None;
        }
        self.silent_ms += ms;
        let Settings {
            idle_ms, warn_ms, ..
        } = self.settings;
        if idle_ms <= 0.0 || self.silent_ms < idle_ms {
            return None;
        }
        if self.silent_ms >= idle_ms + warn_ms {
            self.phase = Phase::Attract;
            self.comfort = self.fresh;
            self.staff = false;
            (self.silent_ms, self.ended_ms) = (0.0, 0.0);
            return Some(Turn::Reset);
        }
        let warns = self.phase != Phase::Warning;
        self.phase = Phase::Warning;
        warns.then_some(Turn::Warn)
    }

    /// A panel that the staff have left open closes after as long as a visit is left alone.
    fn forget_staff(&mut self, ms: f64) {
        let Settings {
            idle_ms, warn_ms, ..
        } = self.settings;
        self.silent_ms += ms;
        if idle_ms > 0.0 && self.silent_ms >= idle_ms + warn_ms {
            self.staff = false;
        }
    }

    fn attract(&mut self, ms: f64, playing: bool) -> Option<Turn> {
        self.ended_ms = if playing { 0.0 } else { self.ended_ms + ms };
        let over = self.ended_ms >= END_MS;
        if over {
            self.ended_ms = 0.0;
        }
        over.then_some(Turn::Replay)
    }

    /// What a turn does to the map. `home` is what the museum's address asks for.
    pub fn messages(&self, turn: Turn, lang: Lang, home: &[Message]) -> Vec<Message> {
        let mut out = match turn {
            Turn::Warn | Turn::Resume => return vec![],
            Turn::Replay => return vec![Message::Look(Look::Whole), Message::TogglePlay],
            Turn::Wake | Turn::Reset | Turn::Again => vec![Message::Reset],
        };
        out.extend(home.iter().cloned());
        out.push(Message::Speak(lang));
        match turn {
            Turn::Again => out.extend(self.comfort.messages(home)),
            _ => out.push(Message::Still(self.comfort.still)),
        }
        if turn == Turn::Reset {
            out.push(Message::Speed(ATTRACT_SPEED));
            out.push(Message::TogglePlay);
        }
        out
    }
}

#[cfg(test)]
mod tests;
