//! Kinds of marks: what each shows of a moment.

use crate::app::Model;
use crate::campaign::{Age, Date, Lang, Reading};
use crate::carto::Xy;

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

/// The tip of a track's arrow, in pixels from the sheet's origin.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Tip {
    pub at: Xy,
    /// Unit vector of the way it points.
    pub along: Xy,
}

/// The mark of a site.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct SiteMark {
    pub state: SiteState,
    /// The date rests and something happens here: the cue of that.
    pub arrives: bool,
    /// It would cover another at this scale: drawn as a dot.
    pub crowded: bool,
    /// Pixels from the sheet's origin.
    pub at: Xy,
}

impl SiteMark {
    /// `None` before anything has begun.
    pub fn tier(self) -> Option<Tier> {
        match (self.state.age, self.crowded) {
            (Age::Ahead, _) => None,
            (_, true) => Some(Tier::Dot),
            (Age::Past, false) => Some(Tier::Old),
            (Age::Recent, false) => Some(Tier::Recent),
            (Age::Now, false) => Some(Tier::Now),
        }
    }
}

/// Marks of sites that look alike but for their symbol and party, from the lowest to the uppermost.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Tier {
    /// Of whatever age, so that most stay as they are while the date moves on.
    Dot,
    Old,
    Recent,
    Now,
}

impl Tier {
    pub const ALL: [Tier; 4] = [Tier::Dot, Tier::Old, Tier::Recent, Tier::Now];

    pub fn word(self) -> &'static str {
        ["crowded", "old", "recent", "now"][self as usize]
    }

    /// As a part of a recent one's size.
    pub fn size(self) -> f64 {
        match self {
            Tier::Old => 0.74,
            Tier::Now => 1.25,
            _ => 1.0,
        }
    }
}

/// What the dock tells of a moment.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Dial {
    pub day: Date,
    /// The playhead's position on the slider, 0–1.
    pub position: f64,
    pub playing: bool,
    pub lang: Lang,
    pub reading: Reading,
}

impl Dial {
    pub fn of(model: &Model) -> Dial {
        Dial {
            day: model.date(),
            position: model.axis.position(model.playhead),
            playing: model.playback.playing,
            lang: model.lang,
            reading: model.reading,
        }
    }
}

/// The land of a part: index of its state in the history of the territory.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Land {
    pub state: Option<usize>,
    /// The date rests and it has just become this: the cue of that.
    pub arrives: bool,
}

/// The disc under a place whose control is recorded.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Holding {
    /// Index of the state in its history.
    pub state: Option<usize>,
    /// Pixels from the sheet's origin.
    pub at: Xy,
}

/// How far a track is drawn.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Drawn {
    /// Vertex reached.
    pub vertex: usize,
    /// Thousandths of the way to the next.
    pub part: u16,
}

impl Drawn {
    pub fn whole(line: &[Xy]) -> Drawn {
        Drawn {
            vertex: line.len() - 1,
            part: 0,
        }
    }

    /// The point it has reached.
    pub fn end(self, line: &[Xy]) -> Xy {
        point(line, self.vertex, f64::from(self.part) / 1000.0)
    }
}

/// The point of a line so far along the way from a vertex to the next.
pub(super) fn point(line: &[Xy], vertex: usize, part: f64) -> Xy {
    match line.get(vertex + 1) {
        Some(next) => line[vertex].toward(*next, part),
        None => line[vertex],
    }
}

/// Where a force is drawn, in pixels from the sheet's origin.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Stand {
    pub at: Xy,
    pub between: bool,
}

/// A force at rest stands this much above its place, pixels: above the mark of the place.
const ABOVE_PX: f64 = 23.0;

impl Stand {
    /// The middle of its sign.
    pub fn middle(self) -> Xy {
        let above = if self.between { 0.0 } else { ABOVE_PX };
        Xy {
            x: self.at.x,
            y: self.at.y - above,
        }
    }
}
