//! Marks in the page: elements built once, and written to when their mark on the noticeboard has changed.
//!
//! How a mark looks is a pure function of it. When marks of a layer have changed, that is compared with what was
//! written last, and what differs is written in one go: an effect for each attribute came to twice a step's time.

use super::el::{El, el};
use crate::carto::path::{decimal, integer};
use crate::stage::{Follower, Marks, lock};
use std::sync::Mutex;

/// How the elements of one mark look: for each its attributes, always the same ones in the same order.
#[derive(Default)]
pub struct Look {
    parts: Vec<Part>,
    /// All values, one behind the other.
    values: String,
}

struct Part {
    element: usize,
    /// Of the attribute; empty for the element's text.
    name: &'static str,
    /// Where its value ends; `None` leaves it out.
    end: Option<usize>,
}

impl Look {
    fn clear(&mut self) {
        self.parts.clear();
        self.values.clear();
    }

    /// An attribute of an element, its value in pieces; an empty one is left out.
    #[inline(never)]
    pub fn set(&mut self, element: usize, name: &'static str, pieces: &[&str]) {
        let start = self.values.len();
        pieces.iter().for_each(|piece| self.values.push_str(piece));
        let end = Some(self.values.len()).filter(|end| *end > start);
        self.parts.push(Part { element, name, end });
    }

    /// An attribute or, without a name, the text of an element; `None` leaves it out.
    #[inline(never)]
    pub fn maybe(&mut self, element: usize, name: &'static str, value: Option<&str>) {
        self.set(element, name, &[value.unwrap_or_default()]);
    }

    /// An attribute in pixels, to a tenth.
    #[inline(never)]
    pub fn set_px(&mut self, element: usize, name: &'static str, pixels: Option<f64>) {
        if let Some(pixels) = pixels {
            decimal(&mut self.values, pixels, 1);
        }
        let end = pixels.map(|_| self.values.len());
        self.parts.push(Part { element, name, end });
    }

    /// What is to be written: element, name, value.
    fn values(&self) -> impl Iterator<Item = (usize, &'static str, Option<&str>)> {
        let mut start = 0;
        self.parts.iter().map(move |part| {
            // Not by index: the sentence of a panic that cuts a letter costs 3 KB of WebAssembly.
            let value = part.end.and_then(|end| self.values.get(start..end));
            start = part.end.unwrap_or(start);
            (part.element, part.name, value)
        })
    }
}

/// A group of marks: for each its elements as `make` builds them, and how they look. `id` is the group's own.
pub fn marks<T: Copy + PartialEq + Send>(
    id: &'static str,
    marks: Marks<T>,
    make: impl Fn(usize) -> Vec<El>,
    look: impl Fn(usize, T, &mut Look) + Send + Sync + 'static,
) -> El {
    let made = (0..marks.count()).map(make).collect();
    el("g").set("id", id).children(drawn(id, marks, made, look))
}

/// Elements that show marks: those made for each, with how they look now and from now on. In the page all of them
/// are found by the id of their parent, or by a selector, in their order.
pub fn drawn<T: Copy + PartialEq + Send>(
    found_by: &'static str,
    marks: Marks<T>,
    made: Vec<Vec<El>>,
    look: impl Fn(usize, T, &mut Look) + Send + Sync + 'static,
) -> Vec<El> {
    let look = Box::new(move |index: usize, now: &mut Look| look(index, marks.get(index), now));
    let (made, follow) = board(found_by, made, look);
    marks.follow(follow);
    made
}

/// Says how a mark looks.
type Draw = Box<dyn Fn(usize, &mut Look) + Send + Sync>;

/// Stands behind each part of what is written, and is taken out of every value: a word of the record ends nothing.
const END: char = '\u{1f}';

/// What has been drawn.
struct Board {
    found_by: &'static str,
    look: Draw,
    drawn: Mutex<Memory>,
}

#[derive(Default)]
struct Memory {
    /// How each mark looks, and the place of its first element among all.
    shown: Vec<(Look, usize)>,
    /// Kept for its memory.
    now: Look,
}

fn board(found_by: &'static str, made: Vec<Vec<El>>, look: Draw) -> (Vec<El>, Follower) {
    let mut whole: Vec<El> = vec![];
    let mut shown = vec![];
    for (index, mut elements) in made.into_iter().enumerate() {
        let mut now = Look::default();
        look(index, &mut now);
        for (element, name, value) in now.values() {
            elements[element].show(name, value);
        }
        shown.push((now, whole.len()));
        whole.extend(elements);
    }
    let drawn = Mutex::new(Memory {
        shown,
        ..Memory::default()
    });
    let board = Board {
        found_by,
        look,
        drawn,
    };
    (
        whole,
        Box::new(move |changed, told| board.draw(changed, told)),
    )
}

impl Board {
    /// Tells what differs.
    fn draw(&self, changed: &[usize], told: &mut String) {
        let mut drawn = lock(&self.drawn);
        let Memory { shown, now } = &mut *drawn;
        // Who is told is said once.
        let mut found_by = self.found_by;
        for index in changed {
            let (before, first) = &mut shown[*index];
            now.clear();
            (self.look)(*index, now);
            for ((_, _, old), (element, name, new)) in before.values().zip(now.values()) {
                if old == new {
                    continue;
                }
                told.push_str(std::mem::take(&mut found_by));
                told.push(END);
                integer(told, (*first + element) as i64);
                told.push(END);
                told.push_str(name);
                told.push(END);
                new.unwrap_or_default()
                    .split(END)
                    .for_each(|piece| told.push_str(piece));
                told.push(END);
            }
            std::mem::swap(before, now);
        }
    }
}
