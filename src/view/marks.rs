//! Marks in the page: elements built once, and written to when their mark on the noticeboard has changed.
//!
//! How a mark looks is a pure function of it. One effect a layer compares that with what it wrote last and writes
//! what differs: an effect for each attribute of each mark came to twice the time of a step.

use super::el::{El, el};
use crate::carto::path::{decimal, integer};
use crate::stage::{Marks, watch};
use leptos::prelude::*;
use std::cell::RefCell;
use wasm_bindgen::prelude::wasm_bindgen;
use web_sys::Element;

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
    look: impl Fn(usize, T, &mut Look) + 'static,
) -> El {
    let look = Box::new(move |index: usize, now: &mut Look| look(index, marks.get(index), now));
    let made = (0..marks.count()).map(make).collect();
    group(id, made, Box::new(move || marks.follow()), look)
}

/// Says how a mark looks.
type Draw = Box<dyn Fn(usize, &mut Look)>;

#[wasm_bindgen]
extern "C" {
    /// Writes to children of a group, see `host/boot.js`: what they are told in one text, since a call from
    /// WebAssembly for each attribute of each mark came to a quarter of a seek.
    #[wasm_bindgen(js_name = arrowWarWrite)]
    fn write(group: &Element, told: &str);
}

/// Stands behind each part of what is written, and is taken out of every value: a word of the record ends nothing.
const END: char = '\u{1f}';

fn group(
    id: &'static str,
    made: Vec<Vec<El>>,
    follow: Box<dyn Fn() -> Vec<usize>>,
    look: Draw,
) -> El {
    let mut whole = el("g").set("id", id);
    // How each mark looks, and which child of the group its first element is.
    let mut shown: Vec<(Look, usize)> = vec![];
    let mut first = 0;
    for (index, mut elements) in made.into_iter().enumerate() {
        let mut now = Look::default();
        look(index, &mut now);
        for (element, name, value) in now.values() {
            elements[element].show(name, value);
        }
        shown.push((now, first));
        first += elements.len();
        whole = whole.children(elements);
    }
    let board = RefCell::new((shown, Look::default(), String::new()));
    watch(move || {
        let changed = follow();
        let Some(group) = document().get_element_by_id(id) else {
            return;
        };
        let (shown, now, told) = &mut *board.borrow_mut();
        told.clear();
        for index in changed {
            let (before, first) = &mut shown[index];
            now.clear();
            look(index, now);
            for ((_, _, old), (element, name, new)) in before.values().zip(now.values()) {
                if old != new {
                    integer(told, (*first + element) as i64);
                    told.push(END);
                    told.push_str(name);
                    told.push(END);
                    told.extend(new.unwrap_or_default().split(END));
                    told.push(END);
                }
            }
            std::mem::swap(before, now);
        }
        write(&group, told);
    });
    whole
}
