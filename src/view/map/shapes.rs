//! Shapes of marks, stamped at their place: a mark is one path, and no transform of its own.
//!
//! Shape says what, colour and line say who. A mark with a transform is a layer to the browser's compositor, and
//! a hundred of them cost more than all that a date changes.

use crate::carto::Xy;
use crate::carto::path::decimal;

/// Lines in tenths of a pixel about the mark's place; a line that ends where it began is closed.
pub type Shape = &'static [&'static [[i8; 2]]];

/// The arrowhead of a track that runs to the right and ends at its tip.
pub const HEAD: Shape = &[&[[0, 0], [-110, -55], [-80, 0], [-110, 55], [0, 0]]];

/// The same before a bar: an attack that was beaten off.
pub const HALTED: Shape = &[
    HEAD[0],
    &[[15, -80], [40, -80], [40, 80], [15, 80], [15, -80]],
];

const SWORDS: Shape = &[
    &[[-55, -55], [55, 55]],
    &[[55, -55], [-55, 55]],
    &[[-55, 25], [-25, 55]],
    &[[55, 25], [25, 55]],
];
/// A shell burst without flames: spokes of a ring.
const BURST: Shape = &[
    &[[0, -60], [0, -25]],
    &[[0, 25], [0, 60]],
    &[[-60, 0], [-25, 0]],
    &[[25, 0], [60, 0]],
    &[[-42, -42], [-20, -20]],
    &[[20, 20], [42, 42]],
    &[[42, -42], [20, -20]],
    &[[-20, 20], [-42, 42]],
];
const TRIANGLE: Shape = &[&[[0, -55], [55, 45], [-55, 45], [0, -55]]];
const LANDING: Shape = &[
    &[[0, -60], [0, 30]],
    &[[-40, -5], [0, 40], [40, -5]],
    &[[-60, 65], [60, 65]],
];
const LOZENGE: Shape = &[&[[0, -60], [60, 0], [0, 60], [-60, 0], [0, -60]]];
const PAPER: Shape = &[
    &[[-45, -60], [45, -60], [45, 60], [-45, 60], [-45, -60]],
    &[[-20, -25], [20, -25]],
    &[[-20, 5], [20, 5]],
    &[[-20, 35], [10, 35]],
];
const LETTER: Shape = &[
    &[[-60, -40], [60, -40], [60, 40], [-60, 40], [-60, -40]],
    &[[-60, -40], [0, 10], [60, -40]],
];
const ARROW: Shape = &[&[[-60, 0], [50, 0]], &[[15, -35], [50, 0], [15, 35]]];
const TEMPLE: Shape = &[
    &[[-50, 60], [50, 60]],
    &[[-40, 60], [-40, -10]],
    &[[40, 60], [40, -10]],
    &[[0, 60], [0, -10]],
    &[[-60, -10], [0, -60], [60, -10], [-60, -10]],
];
const POINT: Shape = &[&[
    [25, 0],
    [18, 18],
    [0, 25],
    [-18, 18],
    [-25, 0],
    [-18, -18],
    [0, -25],
    [18, -18],
    [25, 0],
]];

const HULL: Shape = &[
    &[[-100, -30], [100, -30], [60, 40], [-60, 40], [-100, -30]],
    &[[-10, -30], [-10, -90], [10, -90], [10, -30], [-10, -30]],
];
const COURIER: Shape = &[
    &[[-80, -50], [80, -50], [80, 50], [-80, 50], [-80, -50]],
    &[[-80, -50], [0, 10], [80, -50]],
];
const CROWN: Shape = &[&[
    [-80, 50],
    [-80, -50],
    [-40, 0],
    [0, -70],
    [40, 0],
    [80, -50],
    [80, 50],
    [-80, 50],
]];
const BLOCK: Shape = &[&[[-90, -50], [90, -50], [90, 50], [-90, 50], [-90, -50]]];

/// The shape of a kind of event.
pub fn of_event(kind: &str) -> Shape {
    match kind {
        // Only for combat.
        "battle" => SWORDS,
        "bombardment" => BURST,
        "capture" | "occupation" => TRIANGLE,
        "landing" => LANDING,
        // Plain: no effects for burning and looting.
        "burning" | "looting" => LOZENGE,
        "treaty" | "cession" => PAPER,
        "ultimatum" | "diplomacy" | "negotiation" | "appointment" => LETTER,
        "movement" => ARROW,
        "relic" | "medal" => TEMPLE,
        _ => POINT,
    }
}

/// Hull for ships, block for men: forces differ by shape, not by colour.
pub fn of_force(kind: &str) -> Shape {
    match kind {
        "fleet" => HULL,
        "envoys" => COURIER,
        "court" => CROWN,
        _ => BLOCK,
    }
}

/// Appends a shape at a place. `along` is the direction of its x-axis, as long as the shape is enlarged.
pub fn stamp(out: &mut String, shape: Shape, at: Xy, along: Xy) {
    for line in shape {
        let closed = line.first() == line.last();
        let mut pen = Xy::default();
        for (index, [x, y]) in line[..line.len() - usize::from(closed)].iter().enumerate() {
            let (x, y) = (f64::from(*x) / 10.0, f64::from(*y) / 10.0);
            let to = Xy {
                x: round(at.x + x * along.x - y * along.y),
                y: round(at.y + x * along.y + y * along.x),
            };
            out.push(if index == 0 { 'M' } else { 'l' });
            decimal(out, to.x - pen.x, 1);
            out.push(' ');
            decimal(out, to.y - pen.y, 1);
            pen = to;
        }
        if closed {
            out.push('z');
        }
    }
}

/// Appends a disc.
pub fn disc(out: &mut String, at: Xy, radius: f64) {
    move_to(out, at);
    out.push('m');
    decimal(out, -radius, 1);
    for width in [2.0, -2.0] {
        out.push_str(" 0a");
        for part in [radius, radius, 0.0, 1.0, 1.0, radius * width] {
            decimal(out, part, 1);
            out.push(' ');
        }
    }
    out.push_str("0z");
}

/// Puts the pen down and draws nothing.
pub fn move_to(out: &mut String, at: Xy) {
    out.push('M');
    decimal(out, at.x, 1);
    out.push(' ');
    decimal(out, at.y, 1);
}

/// To tenths, so that steps from a rounded point do not drift.
fn round(pixels: f64) -> f64 {
    (pixels * 10.0).round() / 10.0
}

/// No turn, enlarged by a factor.
pub fn upright(size: f64) -> Xy {
    Xy { x: size, y: 0.0 }
}
