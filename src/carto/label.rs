//! Names on the map: where each stands so that none covers another.
//!
//! Points are tried in Imhof's order (right and up first), the most important name first. What finds no
//! room is not shown at this zoom. Widths are estimated from the letters, so the layout is the same in a
//! test as in a browser.

use super::{Rect, Xy, within};
use crate::campaign::order;

/// Where a name stands beside its point, in Imhof's order of preference.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Side {
    RightUp,
    Right,
    RightDown,
    LeftUp,
    Left,
    LeftDown,
    Above,
    Below,
}

impl Side {
    pub const ORDER: [Side; 8] = [
        Side::RightUp,
        Side::Right,
        Side::RightDown,
        Side::LeftUp,
        Side::Left,
        Side::LeftDown,
        Side::Above,
        Side::Below,
    ];

    /// The word of `data-side`.
    pub fn word(self) -> &'static str {
        match self {
            Side::RightUp => "right-up",
            Side::Right => "right",
            Side::RightDown => "right-down",
            Side::LeftUp => "left-up",
            Side::Left => "left",
            Side::LeftDown => "left-down",
            Side::Above => "above",
            Side::Below => "below",
        }
    }

    /// Baseline start and `text-anchor` of the first line, relative to the point, in pixels.
    pub fn anchor(self, box_height: f64, ascent: f64, gap: f64) -> (f64, f64, &'static str) {
        let middle = ascent - box_height / 2.0;
        match self {
            Side::RightUp => (gap, middle - box_height * 0.35, "start"),
            Side::Right => (gap, middle, "start"),
            Side::RightDown => (gap, middle + box_height * 0.35, "start"),
            Side::LeftUp => (-gap, middle - box_height * 0.35, "end"),
            Side::Left => (-gap, middle, "end"),
            Side::LeftDown => (-gap, middle + box_height * 0.35, "end"),
            Side::Above => (0.0, ascent - box_height - gap, "middle"),
            Side::Below => (0.0, ascent + gap, "middle"),
        }
    }
}

/// The sizes of a name's two lines, pixels.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Type {
    pub name: f64,
    pub also: f64,
}

impl Type {
    /// From the top of the letters of the first line to the foot of the last.
    pub fn height(self, whole: bool) -> f64 {
        let foot = if whole { self.below() } else { 0.0 };
        self.name * 1.1 + foot
    }

    /// From the baseline of the first line to that of the second.
    pub fn below(self) -> f64 {
        self.also * 1.15
    }
}

/// A name that asks for room.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Label {
    /// The point it names, pixels of the window.
    pub at: Xy,
    /// Widths of its two lines, pixels; none without a second name.
    pub widths: (f64, f64),
    pub sizes: Type,
    /// Least distance from the point, pixels.
    pub gap: f64,
    /// Lower is placed first.
    pub priority: u32,
    pub claim: Claim,
}

/// What a name does where room is short.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Claim {
    /// It covers a line before it is left out.
    Stays,
    /// It stands further away, too, before it is left out.
    Insists,
    /// It is left out before it covers a line.
    Yields,
}

/// Where a name found room.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Placed {
    pub side: Side,
    /// Distance from the point, pixels.
    pub gap: f64,
    /// With its second name.
    pub whole: bool,
}

/// Where names may stand, in pixels of the window.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Room {
    pub window: Rect,
    /// What no name covers: marks, panels, and the names that stand.
    pub solid: Vec<Rect>,
    /// Stretches of lines, which a name covers only where it finds no other room.
    pub lines: Vec<[Xy; 2]>,
    /// What else may be taken for the point that a name belongs to.
    pub points: Vec<Xy>,
    /// The names that stand, and how far each is from its own point, pixels.
    pub named: Vec<(Rect, f64)>,
}

/// How much further away an insisting name looks for room, pixels.
const FURTHER_PX: [f64; 3] = [0.0, 18.0, 36.0];

/// A reader sees which of two points is nearer to a name when they differ by this much, pixels.
const CLEARLY_PX: f64 = 6.0;

/// Names keep this far from one another and from the edge of the window, pixels.
const APART_PX: f64 = 2.0;

impl Room {
    /// Finds room for names, the first in priority first. What does not fit with its second name may fit without.
    pub fn place(&mut self, labels: &[Label]) -> Vec<Option<Placed>> {
        let mut found = vec![None; labels.len()];
        let keys = labels.iter().map(|label| (i64::from(label.priority), 0));
        for index in order(keys) {
            found[index] = self.find(&labels[index]);
            if let Some(placed) = found[index] {
                let (text, at) = (extent(&labels[index], placed), labels[index].at);
                self.solid.push(text.grown(APART_PX));
                self.points.push(at);
                self.named.push((text, distance(text, at)));
            }
        }
        found
    }

    fn find(&self, label: &Label) -> Option<Placed> {
        // With its name its point is shown: that must not take the name of another.
        let is_taken = |(text, own): &(Rect, f64)| distance(*text, label.at) < own - CLEARLY_PX;
        if !self.window.contains(label.at) || self.named.iter().any(is_taken) {
            return None;
        }
        let has_also = label.widths.1 > 0.0;
        let ways = [(true, true), (false, true), (true, false), (false, false)];
        let (ways, further) = match label.claim {
            Claim::Stays => (&ways[..], &FURTHER_PX[..1]),
            Claim::Insists => (&ways[..], &FURTHER_PX[..]),
            Claim::Yields => (&ways[..2], &FURTHER_PX[..1]),
        };
        let find = |gap: f64, (whole, clear): (bool, bool)| {
            let placed = |side| Placed { side, gap, whole };
            Side::ORDER.into_iter().map(placed).find(|placed| {
                let text = extent(label, *placed);
                (has_also || !whole) && self.is_free(text, clear) && self.is_of(text, label.at)
            })
        };
        further.iter().find_map(|further| {
            let gap = label.gap + further;
            ways.iter().find_map(|way| find(gap, *way))
        })
    }

    /// Is this the point that a text is taken to belong to? It is not clearly further away than any other.
    fn is_of(&self, text: Rect, at: Xy) -> bool {
        let own = distance(text, at);
        let mut others = self.points.iter().filter(|point| **point != at);
        others.all(|point| distance(text, *point) > own - CLEARLY_PX)
    }

    /// Is there room for a text, and no line under it when it is to be `clear` of them?
    pub fn is_free(&self, text: Rect, clear: bool) -> bool {
        text.grown(APART_PX).within(self.window)
            && !self.solid.iter().any(|other| other.overlaps(text))
            && !(clear && self.lines.iter().any(|line| crosses(text, *line)))
    }
}

/// The boxes that a text covers which runs from `start` some way along a unit vector, its letters in the middle.
pub fn along(start: Xy, along: Xy, length: f64, size: f64) -> impl Iterator<Item = Rect> {
    let count = (length / size).ceil().max(1.0) as u32;
    (0..count).map(move |index| {
        let part = (f64::from(index) + 0.5) / f64::from(count) * length;
        let at = Xy {
            x: start.x + along.x * part,
            y: start.y + along.y * part,
        };
        // Half the diagonal of a letter: it may stand askew.
        point(at).grown(size * 0.7)
    })
}

/// From a point to the nearest of a rectangle.
fn distance(text: Rect, at: Xy) -> f64 {
    let nearest = Xy {
        x: within(at.x, text.x, text.x + text.width),
        y: within(at.y, text.y, text.y + text.height),
    };
    nearest.distance(at)
}

/// A rectangle without extent.
pub fn point(at: Xy) -> Rect {
    Rect {
        x: at.x,
        y: at.y,
        ..Rect::default()
    }
}

/// Does a straight line pass through a rectangle?
fn crosses(text: Rect, [a, b]: [Xy; 2]) -> bool {
    let box_of_line = Rect {
        x: a.x.min(b.x),
        y: a.y.min(b.y),
        width: (a.x - b.x).abs(),
        height: (a.y - b.y).abs(),
    };
    // Both lie on the line's two sides when the middle is nearer to it than the corners reach.
    let (dx, dy) = (b.x - a.x, b.y - a.y);
    let middle = text.center();
    let off = (middle.x - a.x) * dy - (middle.y - a.y) * dx;
    let reach = (text.width * dy.abs() + text.height * dx.abs()) / 2.0;
    off.abs() <= reach && box_of_line.grown(0.01).overlaps(text)
}

/// The rectangle a label covers.
pub fn extent(label: &Label, Placed { side, gap, whole }: Placed) -> Rect {
    let (first, second) = label.widths;
    let width = if whole { first.max(second) } else { first };
    let height = label.sizes.height(whole);
    let (dx, dy, anchor) = side.anchor(height, 0.0, gap);
    let x = match anchor {
        "start" => label.at.x + dx,
        "end" => label.at.x + dx - width,
        _ => label.at.x - width / 2.0,
    };
    Rect {
        x,
        y: label.at.y + dy,
        width,
        height,
    }
}

/// Is every letter one of a Western font? Typographers' quotation marks are.
pub fn is_western(text: &str) -> bool {
    text.chars().all(|letter| letter < '\u{2e80}')
}

/// Width of a text in pixels, estimated from its letters at a size in pixels.
pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(|letter| letter_width(letter) * size).sum()
}

/// Parts of the type size, rounded up: those of a bold serif as wide as Noto Serif's.
fn letter_width(letter: char) -> f64 {
    match letter {
        ' ' => 0.28,
        'i' | 'j' | 'l' | 't' | 'f' | '.' | ',' | '\'' | '’' | '-' | '(' | ')' => 0.38,
        'r' | 's' | 'I' | 'J' => 0.5,
        'b' | 'd' | 'h' | 'k' | 'n' | 'p' | 'q' | 'u' => 0.68,
        'w' | 'H' => 0.88,
        'm' | 'M' | 'W' => 1.05,
        'A'..='Z' => 0.78,
        '\0'..='\u{24f}' | '“' | '”' => 0.6,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn room() -> Room {
        Room {
            window: Rect {
                x: 0.0,
                y: 0.0,
                width: 400.0,
                height: 300.0,
            },
            ..Room::default()
        }
    }

    fn label(x: f64, y: f64, priority: u32) -> Label {
        Label {
            at: Xy { x, y },
            widths: (80.0, 60.0),
            sizes: Type {
                name: 10.0,
                also: 8.0,
            },
            gap: 6.0,
            priority,
            claim: Claim::Stays,
        }
    }

    fn placed(side: Side, whole: bool) -> Option<Placed> {
        let gap = 6.0;
        Some(Placed { side, gap, whole })
    }

    #[test]
    fn a_lone_name_stands_right_and_up_with_its_second_name() {
        let found = room().place(&[label(100.0, 100.0, 1)]);
        assert_eq!(found, [placed(Side::RightUp, true)]);
    }

    #[test]
    fn no_two_names_overlap_and_the_more_important_stays() {
        let labels: Vec<Label> = (0..40)
            .map(|i| {
                label(
                    60.0 + f64::from(i % 8) * 30.0,
                    60.0 + f64::from(i / 8) * 25.0,
                    40 - i as u32,
                )
            })
            .collect();
        let found = room().place(&labels);
        let drawn: Vec<Rect> = labels
            .iter()
            .zip(&found)
            .filter_map(|(label, placed)| Some(extent(label, (*placed)?)))
            .collect();
        for (i, a) in drawn.iter().enumerate() {
            assert!(drawn[i + 1..].iter().all(|b| !a.overlaps(*b)));
        }
        assert!(
            found[39].is_some(),
            "the first in priority is always placed"
        );
        assert!(found.iter().any(|placed| placed.is_none()));
    }

    #[test]
    fn names_keep_out_of_panels_and_inside_the_window() {
        let mut room = room();
        room.solid.push(Rect {
            x: 0.0,
            y: 0.0,
            width: 200.0,
            height: 300.0,
        });
        let found = room.place(&[label(210.0, 100.0, 1), label(395.0, 6.0, 2)]);
        assert_eq!(found[0], placed(Side::RightUp, true));
        assert_eq!(found[1], placed(Side::LeftDown, true));
        assert_eq!(room.place(&[label(500.0, 100.0, 1)]), [None]);
    }

    #[test]
    fn a_name_goes_without_its_second_name_before_it_covers_a_line() {
        let mut room = room();
        let across = |y| [Xy { x: 0.0, y }, Xy { x: 400.0, y }];
        // Between the two there is room for one line of letters.
        room.lines = vec![across(93.0), across(107.0)];
        let found = room.place(&[label(100.0, 100.0, 1)]);
        assert_eq!(found, [placed(Side::Right, false)]);
        // Where lines run everywhere it stands on them all the same.
        room.lines = (0..100).map(|y| across(f64::from(y) * 3.0)).collect();
        assert_eq!(
            room.place(&[label(300.0, 200.0, 1)]),
            [placed(Side::RightUp, true)]
        );
    }

    #[test]
    fn a_name_that_insists_stands_further_away_where_all_is_taken() {
        let mut room = room();
        let mut label = label(200.0, 150.0, 1);
        room.solid.push(point(label.at).grown(15.0));
        assert_eq!(room.place(&[label]), [None]);
        label.claim = Claim::Insists;
        let found = room.place(&[label])[0].unwrap();
        assert_eq!((found.side, found.gap), (Side::RightUp, 24.0));
    }

    #[test]
    fn no_name_stands_where_it_would_be_taken_for_another_points() {
        let mut room = room();
        // A mark to the right, where the name would stand first.
        room.points.push(Xy { x: 214.0, y: 150.0 });
        let found = room.place(&[label(200.0, 150.0, 1)])[0].unwrap();
        assert_eq!(found.side, Side::LeftUp);
    }

    #[test]
    fn no_point_is_named_that_would_take_the_name_of_another() {
        let mut room = room();
        let mut far = label(200.0, 150.0, 1);
        far.claim = Claim::Insists;
        // All round the first is taken, so its name stands far off, beside the second.
        room.solid.push(point(far.at).grown(20.0));
        let beside = label(222.0, 132.0, 2);
        let found = room.place(&[far, beside]);
        assert_eq!(found[0].unwrap().gap, 24.0);
        assert_eq!(found[1], None);
    }

    #[test]
    fn a_line_crosses_what_it_passes_through_and_not_what_it_passes_by() {
        let text = Rect {
            x: 10.0,
            y: 10.0,
            width: 20.0,
            height: 10.0,
        };
        let line = |x0, y0, x1, y1| [Xy { x: x0, y: y0 }, Xy { x: x1, y: y1 }];
        assert!(crosses(text, line(0.0, 15.0, 40.0, 15.0)));
        assert!(crosses(text, line(15.0, 12.0, 16.0, 13.0)));
        assert!(!crosses(text, line(0.0, 5.0, 40.0, 5.0)));
        assert!(!crosses(text, line(0.0, 18.0, 12.0, 40.0)));
        assert!(!crosses(text, line(0.0, 15.0, 8.0, 15.0)));
    }

    #[test]
    fn han_letters_are_square() {
        assert_eq!(text_width("廣州", 16.0), 32.0);
        assert!(text_width("Canton", 16.0) < 64.0);
    }
}
