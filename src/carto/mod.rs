//! 2 Where it lies on the page: projection, paths, camera, labels, scale bar.
//!
//! Degrees are `LonLat`, page units are [`Xy`]; only [`projection`] turns one into the other.

pub mod area;
pub mod camera;
pub mod graticule;
pub mod label;
pub mod path;
pub mod projection;
pub mod scale_bar;
pub mod trig;

/// A place on the sheet: kilometres from the projection's origin, x eastwards, **y downwards**.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Xy {
    pub x: f64,
    pub y: f64,
}

impl Xy {
    /// The point `part` (0–1) of the way to `other`.
    pub fn toward(self, other: Xy, part: f64) -> Xy {
        Xy {
            x: self.x + (other.x - self.x) * part,
            y: self.y + (other.y - self.y) * part,
        }
    }

    /// Kilometres on the sheet.
    pub fn distance(self, other: Xy) -> f64 {
        let (dx, dy) = (self.x - other.x, self.y - other.y);
        (dx * dx + dy * dy).sqrt()
    }

    /// At a scale: pixels from the sheet's origin, when it is pixels in a kilometre.
    pub fn times(self, scale: f64) -> Xy {
        Xy {
            x: self.x * scale,
            y: self.y * scale,
        }
    }

    /// The unit vector that points from `other` to here; `None` when it is the same point.
    pub fn direction(self, other: Xy) -> Option<Xy> {
        let length = self.distance(other);
        let (x, y) = (self.x - other.x, self.y - other.y);
        (length > 0.0).then(|| Xy { x, y }.times(1.0 / length))
    }
}

/// `value`, or the nearest end of `low..=high`. `f64::clamp` would print its arguments when it panics, and
/// printing a float costs the page 6 KB of WebAssembly.
pub fn within(value: f64, low: f64, high: f64) -> f64 {
    value.min(high).max(low)
}

/// A rectangle on the sheet or on the screen.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Rect {
    pub x: f64,
    pub y: f64,
    pub width: f64,
    pub height: f64,
}

impl Rect {
    /// The sheet of a campaign: its frame is west, south, east, north in kilometres, y upwards.
    pub fn of_frame([west, south, east, north]: [f64; 4]) -> Rect {
        Rect {
            x: west,
            y: -north,
            width: east - west,
            height: north - south,
        }
    }

    pub fn center(self) -> Xy {
        Xy {
            x: self.x + self.width / 2.0,
            y: self.y + self.height / 2.0,
        }
    }

    /// The least that holds this one and a point.
    pub fn with(self, at: Xy) -> Rect {
        let (x, y) = (self.x.min(at.x), self.y.min(at.y));
        Rect {
            x,
            y,
            width: at.x.max(self.x + self.width) - x,
            height: at.y.max(self.y + self.height) - y,
        }
    }

    /// Do the two share any area?
    pub fn overlaps(self, other: Rect) -> bool {
        self.x < other.x + other.width
            && other.x < self.x + self.width
            && self.y < other.y + other.height
            && other.y < self.y + self.height
    }

    /// Does a straight line between two points touch it?
    pub fn meets(self, a: Xy, b: Xy) -> bool {
        let reach = Rect {
            x: a.x.min(b.x),
            y: a.y.min(b.y),
            width: (a.x - b.x).abs().max(1e-9),
            height: (a.y - b.y).abs().max(1e-9),
        };
        let (right, bottom) = (self.x + self.width, self.y + self.height);
        // On which side of the line a corner lies.
        let side = |x: f64, y: f64| (b.x - a.x) * (y - a.y) - (b.y - a.y) * (x - a.x);
        let sides = [
            side(self.x, self.y),
            side(right, self.y),
            side(self.x, bottom),
            side(right, bottom),
        ];
        let is_beside =
            sides.iter().all(|side| *side > 0.0) || sides.iter().all(|side| *side < 0.0);
        self.overlaps(reach) && !is_beside
    }

    /// Does it lie wholly inside the other?
    pub fn within(self, other: Rect) -> bool {
        self.x >= other.x
            && self.y >= other.y
            && self.x + self.width <= other.x + other.width
            && self.y + self.height <= other.y + other.height
    }

    pub fn contains(self, point: Xy) -> bool {
        (self.x..=self.x + self.width).contains(&point.x)
            && (self.y..=self.y + self.height).contains(&point.y)
    }

    /// The same rectangle with a margin all round.
    pub fn grown(self, margin: f64) -> Rect {
        Rect {
            x: self.x - margin,
            y: self.y - margin,
            width: self.width + 2.0 * margin,
            height: self.height + 2.0 * margin,
        }
    }
}
