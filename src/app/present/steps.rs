//! The steps of a talk: for each chapter its opening, its beats, and the question the class may talk about.

use crate::campaign::book::{Book, Chapter, Fact};
use crate::campaign::place::Place;
use crate::campaign::{Campaign, Date, LonLat, Reading};
use crate::carto::projection::Albers;
use crate::carto::trig::cos;
use crate::carto::{Xy, within};

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Opening,
    Beat,
    Question,
}

/// A step: what one press of the clicker shows.
#[derive(Clone, PartialEq, Debug)]
pub struct Step {
    /// Index of the chapter.
    pub chapter: usize,
    pub kind: Kind,
    /// Indexes of the facts it tells.
    pub facts: Vec<usize>,
    pub date: Date,
}

/// Beats of one day, kind and parties that differ only in their place make one step from so many on: ten ports
/// opened by one treaty are one sentence.
const LIKE: usize = 3;

/// The steps of the whole talk, in order.
pub fn deal(campaign: &Campaign, book: &Book, reading: Reading) -> Vec<Step> {
    let mut steps: Vec<Step> = vec![];
    let span = campaign.span();
    for (chapter, told) in book.chapters.iter().enumerate() {
        let mut push = |kind, facts, date| {
            steps.push(Step {
                chapter,
                kind,
                facts,
                date,
            });
        };
        let mut date = told.when.first.clamp(span.first, span.last);
        push(Kind::Opening, vec![], date);
        let beats: Vec<usize> = told
            .beats
            .iter()
            .filter_map(|id| book.facts.iter().position(|fact| fact.id == *id))
            .collect();
        let mut from = 0;
        while let Some(first) = beats.get(from) {
            let first = &book.facts[*first];
            let alike = |index: &&usize| is_like(first, &book.facts[**index]);
            let count = beats[from + 1..].iter().take_while(alike).count() + 1;
            let count = if count >= LIKE { count } else { 1 };
            let when = first.dating.read(reading);
            // A month or a year that holds the day of the step before does not turn the war back to its first day.
            if !when.contains(date) {
                date = when.first.clamp(span.first, span.last);
            }
            push(Kind::Beat, beats[from..from + count].to_vec(), date);
            from += count;
        }
        if !told.questions.is_empty() {
            push(Kind::Question, vec![], date);
        }
    }
    steps
}

fn is_like(one: &Fact, other: &Fact) -> bool {
    one.dating == other.dating
        && one.kind == other.kind
        && one.parties == other.parties
        && one.places.len() == 1
        && other.places.len() == 1
        && one.places != other.places
}

/// A place is shown with this much land around it, kilometres: of a step, and close.
const AROUND_KM: f64 = 45.0;
const CLOSE_KM: f64 = 9.0;
/// A degree of a meridian.
const DEGREE_KM: f64 = 111.2;

/// What to look at: of a beat its places, else the chapter. A beat within a small chapter leaves the view at rest.
pub fn extent(campaign: &Campaign, book: &Book, step: &Step, close: bool) -> Option<[LonLat; 2]> {
    let chapter = book.chapters.get(step.chapter)?;
    let albers = Albers::new(campaign.projection);
    let [x0, y0, x1, y1] = campaign.frame;
    let on_sheet = |place: &&Place| {
        let Xy { x, y } = albers.project(place.at);
        (x0..x1).contains(&x) && (y0..y1).contains(&-y)
    };
    let places = step.facts.iter().flat_map(|fact| &book.facts[*fact].places);
    let places: Vec<&Place> = places
        .map(|place| &campaign.places[place.0])
        .filter(on_sheet)
        .collect();
    let within_chapter = places.iter().all(|place| holds(chapter, place.at));
    let [low, high] = chapter.extent;
    let is_small = high.lat - low.lat < AROUND_KM * 2.0 / DEGREE_KM;
    if places.is_empty() || (within_chapter && is_small && !close) {
        return Some(chapter.extent);
    }
    let around = if close { CLOSE_KM } else { AROUND_KM };
    // Close is about the first place only.
    let shown = if close { &places[..1] } else { &places[..] };
    let mut corners: Option<[LonLat; 2]> = None;
    for place in shown {
        let km = around.max(f64::from(place.precision_m) / 1000.0);
        let lat = km / DEGREE_KM;
        let lon = lat / cos(place.at.lat.to_radians());
        let (west, east) = (place.at.lon - lon, place.at.lon + lon);
        let (south, north) = (place.at.lat - lat, place.at.lat + lat);
        let [low, high] = corners.unwrap_or([place.at; 2]);
        let at = |lon: f64, lat: f64| LonLat {
            lon: within(lon, -180.0, 180.0),
            lat: within(lat, -89.0, 89.0),
        };
        corners = Some([
            at(low.lon.min(west), low.lat.min(south)),
            at(high.lon.max(east), high.lat.max(north)),
        ]);
    }
    corners
}

fn holds(chapter: &Chapter, at: LonLat) -> bool {
    let [low, high] = chapter.extent;
    (low.lon..=high.lon).contains(&at.lon) && (low.lat..=high.lat).contains(&at.lat)
}
