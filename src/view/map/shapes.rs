//! Symbols of marks, placed as parts of a path: a mark has no element, let alone a transform, of its own.
//!
//! Shape says what, colour and line say who. A mark with a transform is a layer to the browser's compositor, and
//! a hundred of them cost more than all that a date changes.

use crate::carto::Xy;
use crate::carto::path::decimal;

/// How a path goes on once its pen was put down in the middle of the symbol; pixels.
pub type Symbol = &'static str;

/// The disc on which the symbol of an event stands; the pen ends in its middle.
pub const PLATE: Symbol = "m-11 0a11 11 0 1 1 22 0 11 11 0 1 1-22 0zm11 0";
/// The mark of an event that has no room: the round ends of a line of no length.
pub const DOT: Symbol = "h0";

/// Lines in tenths of a pixel about a tip; each ends where it began.
pub type Head = &'static [&'static [[i8; 2]]];

/// The arrowhead of a track that runs to the right and ends at its tip.
pub const ARROWHEAD: Head = &[&[[0, 0], [-110, -55], [-80, 0], [-110, 55]]];

/// The same before a bar: an attack that was beaten off.
pub const HALTED: Head = &[ARROWHEAD[0], &[[15, -80], [40, -80], [40, 80], [15, 80]]];

const SWORDS: Symbol = "m-5.5-5.5 11 11m0-11-11 11m0-3 3 3m8-3-3 3";
/// A shell burst without flames: spokes of a ring.
const BURST: Symbol = "m0-6 0 3.5m0 5 0 3.5m-6-6 3.5 0m5 0 3.5 0m-10.2-4.2 2.2 2.2m4 4 2.2 2.2m0-8.4-2.2 2.2m-4 4-2.2 2.2";
const TRIANGLE: Symbol = "m0-5.5 5.5 10-11 0z";
const LANDING: Symbol = "m0-6 0 9m-4-3.5 4 4.5 4-4.5m-10 7 12 0";
const LOZENGE: Symbol = "m0-6 6 6-6 6-6-6z";
const PAPER: Symbol = "m-4.5-6 9 0 0 12-9 0zm2.5 3.5 4 0m-4 3 4 0m-4 3 3 0";
const LETTER: Symbol = "m-6-4 12 0 0 8-12 0zm0 0 6 5 6-5";
const ARROW: Symbol = "m-6 0 11 0m-3.5-3.5 3.5 3.5-3.5 3.5";
const TEMPLE: Symbol = "m-5 6 10 0m-9 0 0-7m8 7 0-7m-4 7 0-7m-6 0 6-5 6 5z";
const POINT: Symbol = "m2.5 0-.7 1.8-1.8.7-1.8-.7-.7-1.8.7-1.8 1.8-.7 1.8.7z";

const HULL: Symbol = "m-10-3 20 0-4 7-12 0zm9 0 0-6 2 0 0 6z";
const COURIER: Symbol = "m-8-5 16 0 0 10-16 0zm0 0 8 6 8-6";
const CROWN: Symbol = "m-8 5 0-10 4 5 4-7 4 7 4-5 0 10z";
const BLOCK: Symbol = "m-9-5 18 0 0 10-18 0z";

/// The symbol of a kind of event.
pub fn of_event(kind: &str) -> Symbol {
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
pub fn of_force(kind: &str) -> Symbol {
    match kind {
        "fleet" => HULL,
        "envoys" => COURIER,
        "court" => CROWN,
        _ => BLOCK,
    }
}

/// Puts a pen down at a place and draws symbols there, one over the other.
#[inline(never)]
pub fn place(out: &mut String, at: Xy, symbols: &[Symbol]) {
    out.push('M');
    decimal(out, at.x, 1);
    out.push(' ');
    decimal(out, at.y, 1);
    symbols.iter().for_each(|symbol| out.push_str(symbol));
}

/// Appends an arrowhead that points along a unit vector.
pub fn point(out: &mut String, head: Head, at: Xy, along: Xy) {
    for line in head {
        for (index, [x, y]) in line.iter().enumerate() {
            let (x, y) = (f64::from(*x) / 10.0, f64::from(*y) / 10.0);
            out.push(if index == 0 { 'M' } else { 'L' });
            decimal(out, at.x + x * along.x - y * along.y, 1);
            out.push(' ');
            decimal(out, at.y + x * along.y + y * along.x, 1);
        }
        out.push('z');
    }
}
