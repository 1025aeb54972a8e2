//! Names on the map: where each stands so that none covers another.
//!
//! Points are tried in Imhof's order (right and up first), the most important name first. What finds no
//! room is not shown at this zoom. Widths are estimated from the letters, so the layout is the same in a
//! test as in a browser.

use super::{Rect, Xy};
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

/// A name that asks for room.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Label {
    /// The point it names, pixels of the window.
    pub at: Xy,
    /// Size of the text, pixels.
    pub width: f64,
    pub height: f64,
    /// Distance from the point, pixels.
    pub gap: f64,
    /// Lower is placed first.
    pub priority: u32,
}

/// A side for each label in its order, or `None` where there is no room in `window`.
pub fn place(labels: &[Label], obstacles: &[Rect], window: Rect) -> Vec<Option<Side>> {
    let order = order(labels.iter().map(|label| (i64::from(label.priority), 0)));
    let mut sides = vec![None; labels.len()];
    let mut taken: Vec<Rect> = vec![];
    for index in order {
        let label = &labels[index];
        if !window.contains(label.at) {
            continue;
        }
        let point = Rect {
            x: label.at.x,
            y: label.at.y,
            width: 0.0,
            height: 0.0,
        };
        let own = point.grown(label.gap - 1.0);
        let side = Side::ORDER.into_iter().find(|side| {
            let text = extent(label, *side);
            text.x >= window.x
                && text.x + text.width <= window.x + window.width
                && text.y >= window.y
                && text.y + text.height <= window.y + window.height
                && !taken.iter().any(|other| other.overlaps(text))
                && !obstacles
                    .iter()
                    .any(|other| other.overlaps(text) && *other != own)
        });
        if let Some(side) = side {
            taken.push(extent(label, side).grown(2.0));
            sides[index] = Some(side);
        }
    }
    sides
}

/// The rectangle a label covers on one side.
pub fn extent(label: &Label, side: Side) -> Rect {
    let (dx, dy, anchor) = side.anchor(label.height, 0.0, label.gap);
    let x = match anchor {
        "start" => label.at.x + dx,
        "end" => label.at.x + dx - label.width,
        _ => label.at.x - label.width / 2.0,
    };
    Rect {
        x,
        y: label.at.y + dy,
        width: label.width,
        height: label.height,
    }
}

/// Width of a text in pixels, estimated from its letters at a size in pixels.
pub fn text_width(text: &str, size: f64) -> f64 {
    text.chars().map(|letter| letter_width(letter) * size).sum()
}

/// Parts of the type size, rounded up from a bold serif.
fn letter_width(letter: char) -> f64 {
    match letter {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | '.' | ',' | '\'' | '’' | '-' | '(' | ')' | 'I' => {
            0.36
        }
        ' ' => 0.28,
        'm' | 'w' | 'M' | 'W' => 0.9,
        'A'..='Z' => 0.7,
        '\0'..='\u{24f}' => 0.54,
        _ => 1.0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WINDOW: Rect = Rect {
        x: 0.0,
        y: 0.0,
        width: 400.0,
        height: 300.0,
    };

    fn label(x: f64, y: f64, priority: u32) -> Label {
        Label {
            at: Xy { x, y },
            width: 80.0,
            height: 20.0,
            gap: 6.0,
            priority,
        }
    }

    #[test]
    fn a_lone_name_stands_right_and_up() {
        assert_eq!(
            place(&[label(100.0, 100.0, 1)], &[], WINDOW),
            [Some(Side::RightUp)]
        );
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
        let sides = place(&labels, &[], WINDOW);
        let drawn: Vec<Rect> = labels
            .iter()
            .zip(&sides)
            .filter_map(|(label, side)| Some(extent(label, (*side)?)))
            .collect();
        for (i, a) in drawn.iter().enumerate() {
            assert!(drawn[i + 1..].iter().all(|b| !a.overlaps(*b)));
        }
        assert!(
            sides[39].is_some(),
            "the first in priority is always placed"
        );
        assert!(sides.iter().any(|side| side.is_none()));
    }

    #[test]
    fn names_keep_out_of_panels_and_inside_the_window() {
        let panel = Rect {
            x: 0.0,
            y: 0.0,
            width: 200.0,
            height: 300.0,
        };
        let sides = place(
            &[label(210.0, 100.0, 1), label(395.0, 5.0, 2)],
            &[panel],
            WINDOW,
        );
        assert_eq!(sides[0], Some(Side::RightUp));
        assert_eq!(sides[1], Some(Side::LeftDown));
        assert_eq!(place(&[label(500.0, 100.0, 1)], &[], WINDOW), [None]);
    }

    #[test]
    fn han_letters_are_square() {
        assert_eq!(text_width("廣州", 16.0), 32.0);
        assert!(text_width("Canton", 16.0) < 64.0);
    }
}
