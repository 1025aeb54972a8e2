//! Lettering that is no place's name: days beside the stops of tracks, and the names of waters along them.
//!
//! It fills what room the names of places leave, and covers no track.

use super::Stage;
use crate::campaign::{Lang, Reading};
use crate::carto::label::{Claim, Label, Room, Type, along, text_width};
use crate::carto::trig::atan2;
use crate::carto::{Rect, Xy};
use crate::i18n::phrases;

/// Words on the map.
#[derive(Clone, PartialEq, Debug)]
pub struct Lettering {
    pub words: String,
    pub class: &'static str,
    /// Its letters stand one below the other.
    pub is_down: bool,
    /// Where its baseline starts, has its middle or ends: pixels from the sheet's origin.
    pub at: Xy,
    pub anchor: &'static str,
    /// Degrees clockwise.
    pub turn: f64,
}

/// Sizes at a desk and in a kiosk, pixels; `style/more/names.css` uses the same.
const STOP_PX: [f64; 2] = [13.0, 17.0];
const SEA_PX: [f64; 2] = [16.0, 20.0];
const WATER_PX: [f64; 2] = [14.0, 18.0];

/// Between the letters of a sea's name, in parts of their size.
const APART: f64 = 0.2;

/// A river's name is written along a reach that is at most so many times as long.
const LONGEST_REACH: f64 = 5.0;

/// The same day is written again only so far away, pixels.
const SAME_DAY_PX: f64 = 90.0;

fn of(stage: Stage, [desk, afar]: [f64; 2]) -> f64 {
    if stage.afar.get_untracked() {
        afar
    } else {
        desk
    }
}

/// Days at the dated stops of the tracks under way or fresh, as far as they have come.
pub fn stops(stage: Stage, room: &mut Room) -> Vec<Lettering> {
    let (view, lang) = (stage.view.get_untracked(), stage.lang.get_untracked());
    let other_works = stage.reading.get_untracked() == Reading::OtherWorks;
    let origin = view.window(Xy::default());
    let size = of(stage, STOP_PX);
    let mut written: Vec<(crate::campaign::Date, Xy)> = vec![];
    let mut out = vec![];
    for (index, track) in stage.campaign.tracks.iter().enumerate() {
        let (age, drawn) = stage.tracks.get(index);
        if !age.is_fresh() || track.stands() {
            continue;
        }
        for (vertex, fix) in track.fixes.iter().enumerate().take(drawn.vertex + 1) {
            let at = view.window(stage.tracks_xy[index][vertex]);
            let day = track.time(vertex, other_works).date();
            let is_same =
                |(other, there): &(_, Xy)| *other == day && there.distance(at) < SAME_DAY_PX;
            if !fix.dated || written.iter().any(is_same) {
                continue;
            }
            let words = phrases::day_of_year(lang, day);
            let is_marked = room.solid.iter().any(|rect| rect.contains(at));
            let label = Label {
                at,
                widths: (text_width(&words, size), 0.0),
                sizes: Type {
                    name: size,
                    also: 0.0,
                },
                gap: if is_marked { 17.0 } else { 7.0 },
                priority: 0,
                claim: Claim::Yields,
            };
            if let Some(placed) = room.place(&[label])[0] {
                let (x, y, anchor) = placed
                    .side
                    .anchor(label.sizes.height(false), size, label.gap);
                written.push((day, at));
                out.push(Lettering {
                    words,
                    class: "stop",
                    is_down: false,
                    at: Xy {
                        x: at.x - origin.x + x,
                        y: at.y - origin.y + y,
                    },
                    anchor,
                    turn: 0.0,
                });
            }
        }
    }
    out
}

/// The names of waters, each along the first of its reaches that is long enough and free.
pub fn waters(stage: Stage, reaches: &[Vec<[Xy; 2]>], room: &mut Room) -> Vec<Lettering> {
    let (lang, book) = (stage.lang.get_untracked(), stage.book.get_untracked());
    let frame = Rect::of_frame(stage.campaign.frame);
    let sheet = stage.view.with_untracked(|view| {
        let at = view.window(Xy {
            x: frame.x,
            y: frame.y,
        });
        Rect {
            x: at.x,
            y: at.y,
            width: frame.width * view.scale,
            height: frame.height * view.scale,
        }
    });
    let waters = book.waters.iter().zip(reaches);
    let written = waters.filter_map(|(water, reaches)| {
        let words = water.name.get(lang);
        let (class, size) = match water.kind.as_str() {
            "sea" => ("water sea", SEA_PX),
            "lake" => ("water lake", WATER_PX),
            _ => ("water river", WATER_PX),
        };
        let size = of(stage, size);
        let is_river = class == "water river";
        // A sea's letters stand apart.
        let apart = if class == "water sea" { APART } else { 0.0 };
        let width = text_width(words, size) + apart * size * words.chars().count() as f64;
        reaches
            .iter()
            .find_map(|reach| {
                written_along(stage, *reach, [width, size], (lang, is_river), sheet, room)
            })
            .map(|(at, turn, is_down)| Lettering {
                words: words.to_string(),
                is_down,
                class,
                at,
                anchor: "middle",
                turn,
            })
    });
    written.collect()
}

/// The middle of the baseline, the turn, and whether letters stand one below the other, if there is room on the
/// sheet.
fn written_along(
    stage: Stage,
    reach: [Xy; 2],
    [width, size]: [f64; 2],
    (lang, is_river): (Lang, bool),
    sheet: Rect,
    room: &mut Room,
) -> Option<(Xy, f64, bool)> {
    let [a, b] = stage
        .view
        .with_untracked(|view| reach.map(|end| view.window(end)));
    let length = a.distance(b);
    if length < width || is_river && length > width * LONGEST_REACH {
        return None;
    }
    let way = b.direction(a)?;
    // Han letters along a steep reach stand upright, one below the other; no name stands upside down.
    let is_down = lang.is_han() && way.y.abs() > way.x.abs();
    let forth = if is_down { way.y } else { way.x };
    let way = way.times(if forth < 0.0 { -1.0 } else { 1.0 });
    let up = Xy {
        x: way.y,
        y: -way.x,
    };
    let beside = |from: Xy, far: f64| Xy {
        x: from.x + up.x * far,
        y: from.y + up.y * far,
    };
    // Along a river on either side of it, across a sea.
    let sides: &[f64] = if is_river { &[0.85, -0.85] } else { &[0.0] };
    let (middle, boxes) = sides.iter().find_map(|side| {
        let middle = beside(a.toward(b, 0.5), side * size);
        let start = Xy {
            x: middle.x - way.x * width / 2.0,
            y: middle.y - way.y * width / 2.0,
        };
        let boxes: Vec<Rect> = along(start, way, width, size).collect();
        let is_free = boxes
            .iter()
            .all(|letter| room.is_free(*letter, true) && letter.within(sheet));
        is_free.then_some((middle, boxes))
    })?;
    room.solid.extend(boxes);
    let origin = stage.view.with_untracked(|view| view.window(Xy::default()));
    let turn = atan2(way.y, way.x).to_degrees();
    // Upright letters have their baseline in the middle, others a third of their size below it.
    let at = beside(middle, if is_down { 0.0 } else { -size * 0.35 });
    let at = Xy {
        x: at.x - origin.x,
        y: at.y - origin.y,
    };
    Some((at, if is_down { turn - 90.0 } else { turn }, is_down))
}
