//! What stands on a sheet of paper for a class: which places are numbered, which events are to be put in order.
//!
//! Pure, and the same each time it is asked: the teacher's answers fit the pupils' sheets.

use crate::campaign::book::{Chapter, Fact};
use crate::campaign::{Book, Campaign, Date, LonLat, Reading, When, order};
use crate::carto::camera::{Camera, Viewport};
use crate::carto::label::{Claim, Label, Room, Side, Type, text_width};
use crate::carto::projection::Albers;
use crate::carto::{Rect, Xy};

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Sheet {
    #[default]
    Handout,
    Outline,
    Order,
    Answers,
}

impl Sheet {
    pub const ALL: [Sheet; 4] = [Sheet::Handout, Sheet::Outline, Sheet::Order, Sheet::Answers];
}

/// A size of paper, portrait.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Size {
    #[default]
    A4,
    A3,
    Letter,
}

impl Size {
    pub const ALL: [Size; 3] = [Size::A4, Size::A3, Size::Letter];

    /// Its name, everywhere the same.
    pub fn name(self) -> &'static str {
        match self {
            Size::A4 => "A4",
            Size::A3 => "A3",
            Size::Letter => "Letter",
        }
    }
}

/// Which sheets are to be seen and printed.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Paper {
    pub open: bool,
    pub sheet: Sheet,
    /// `None` is the whole war.
    pub chapter: Option<usize>,
    pub size: Size,
}

/// A class writes so many names on one map, and sorts so many events.
const PLACES: usize = 14;
const EVENTS: usize = 8;

/// The chapters a sheet is about.
pub fn chapters(book: &Book, chapter: Option<usize>) -> &[Chapter] {
    match chapter {
        Some(index) => book.chapters.get(index..index + 1).unwrap_or_default(),
        None => &book.chapters,
    }
}

fn beats<'a>(book: &'a Book, chapter: &'a Chapter) -> impl Iterator<Item = &'a Fact> {
    chapter.beats.iter().filter_map(|id| book.fact(id))
}

/// Places of the chapter's story that can be drawn as a point, the most told of first; as indexes.
pub fn places(campaign: &Campaign, book: &Book, chapter: Option<usize>) -> Vec<usize> {
    let albers = Albers::new(campaign.projection);
    let [x0, y0, x1, y1] = campaign.frame;
    let mut counts: Vec<(usize, i64)> = vec![];
    for chapter in chapters(book, chapter) {
        for place in beats(book, chapter).flat_map(|fact| &fact.places) {
            match counts.iter_mut().find(|(index, _)| *index == place.0) {
                Some((_, count)) => *count += 1,
                None => counts.push((place.0, 1)),
            }
        }
    }
    counts.retain(|(index, _)| {
        let place = &campaign.places[*index];
        let Xy { x, y } = albers.project(place.at);
        place.is_point() && (x0..x1).contains(&x) && (y0..y1).contains(&-y)
    });
    order(counts.iter().map(|(_, count)| (-count, 0)))
        .into_iter()
        .map(|at| counts[at].0)
        .collect()
}

/// A place on a sheet's map: its point and where its name or number stands, pixels of the map.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Spot {
    /// Index of the place.
    pub place: usize,
    pub at: Xy,
    pub side: Side,
}

/// A map of a sheet: the camera that fits it, and the places that find room, from north to south.
pub struct Plan {
    pub viewport: Viewport,
    pub camera: Camera,
    pub spots: Vec<Spot>,
}

/// Distance of a name or number from its point, pixels.
pub const GAP: f64 = 7.0;
/// A map may grow to so many times its chapter's extent for the sake of a place, or to so many kilometres.
const FARTHEST: f64 = 2.5;
const NEAR_KM: f64 = 250.0;
/// Its letters.
pub const TYPE: Type = Type {
    name: 15.0,
    also: 0.0,
};

/// Lays out a map, on which `land` is whole. `name` gives what is written at a place; all numbers are as wide as `00`.
pub fn plan<'a>(
    campaign: &Campaign,
    extent: [LonLat; 2],
    land: &[LonLat],
    places: &[usize],
    (width, height): (f64, f64),
    name: &dyn Fn(usize) -> &'a str,
) -> Plan {
    let albers = Albers::new(campaign.projection);
    let mut rect = albers.rect(extent);
    let on_sheet = |index: &usize| albers.project(campaign.places[*index].at);
    // What is told of is on the map, unless it lies so far off that the rest would shrink to a point.
    let most = (rect.width.max(rect.height) * FARTHEST).max(NEAR_KM);
    for at in places.iter().map(on_sheet) {
        let with = rect.with(at);
        if with.width.max(with.height) <= most {
            rect = with;
        }
    }
    for at in land {
        rect = rect.with(albers.project(*at));
    }
    let viewport = Viewport {
        width,
        height,
        insets: [24.0; 4],
        floating: [0.0; 4],
    };
    // No more than the sheet: beyond it nothing is drawn.
    let sheet = Rect::of_frame(campaign.frame);
    let whole = Viewport {
        insets: [0.0; 4],
        ..viewport
    };
    let camera = Camera::fit(rect, &viewport).bounded(&whole, sheet);
    let points: Vec<Xy> = places
        .iter()
        .map(|index| camera.to_window(on_sheet(index), &viewport))
        .collect();
    let mut labels: Vec<Label> = vec![];
    for (rank, index) in places.iter().enumerate() {
        labels.push(Label {
            at: points[rank],
            widths: (text_width(name(*index), TYPE.name), 0.0),
            sizes: TYPE,
            gap: GAP,
            priority: rank as u32,
            claim: Claim::Stays,
        });
    }
    let dot = |at: &Xy| Rect {
        x: at.x - GAP + 1.0,
        y: at.y - GAP + 1.0,
        width: 2.0 * (GAP - 1.0),
        height: 2.0 * (GAP - 1.0),
    };
    let window = Rect {
        x: 4.0,
        y: 4.0,
        width: width - 8.0,
        height: height - 8.0,
    };
    let mut room = Room {
        window,
        solid: points.iter().map(dot).collect(),
        ..Room::default()
    };
    let mut spots: Vec<Spot> = vec![];
    for (rank, placed) in room.place(&labels).into_iter().enumerate() {
        if let Some(placed) = placed.filter(|_| spots.len() < PLACES) {
            spots.push(Spot {
                place: places[rank],
                at: points[rank],
                side: placed.side,
            });
        }
    }
    // A number must not tell which place matters most.
    let spots = order(
        spots
            .iter()
            .map(|spot| (spot.at.y as i64, spot.at.x as i64)),
    )
    .into_iter()
    .map(|at| spots[at])
    .collect();
    Plan {
        viewport,
        camera,
        spots,
    }
}

/// What a class should rather know of, the weightiest kinds first; events of all others come after.
const KINDS: [&str; 9] = [
    "treaty",
    "burning",
    "battle",
    "capture",
    "occupation",
    "looting",
    "incident",
    "landing",
    "bombardment",
];

/// Events whose order can be told, since none begins while another lasts, in that order; as indexes. Of the whole
/// war the weightiest of each chapter.
pub fn events(
    campaign: &Campaign,
    book: &Book,
    chapter: Option<usize>,
    reading: Reading,
) -> Vec<usize> {
    let begins = |index: usize| campaign.events[index].dating.read(reading);
    let mut found: Vec<usize> = vec![];
    let mut taken: Vec<(Date, Date)> = vec![];
    let most = if chapter.is_some() { EVENTS } else { 1 };
    for chapter in chapters(book, chapter) {
        let told = (0..campaign.events.len()).filter(|index| {
            let event = &campaign.events[*index];
            chapter.beats.iter().any(|id| event.facts.contains(id))
        });
        let told: Vec<usize> = told.collect();
        let weighty = order(told.iter().map(|index| {
            let event = &campaign.events[*index];
            let kind = KINDS.iter().position(|kind| *kind == event.kind);
            let kind = kind.unwrap_or(KINDS.len());
            (-i64::from(event.importance), kind as i64)
        }));
        let before = found.len();
        for index in weighty.into_iter().map(|at| told[at]) {
            let Some((first, last)) = days(begins(index)) else {
                continue;
            };
            let apart = |other: &(Date, Date)| last < other.0 || other.1 < first;
            if found.len() < before + most && taken.iter().all(apart) {
                taken.push((first, last));
                found.push(index);
            }
        }
    }
    let first = campaign.time.first;
    order(
        found
            .iter()
            .map(|index| (i64::from(begins(*index).first.since(first)), 0)),
    )
    .into_iter()
    .map(|at| found[at])
    .collect()
}

/// First and last day of what is known to the month or better.
fn days(when: When) -> Option<(Date, Date)> {
    let last = when.last?;
    (last.since(when.first) <= 31).then_some((when.first, last))
}

/// Positions 0 to `count`, out of order, and never in it when there is more than one.
pub fn scrambled(count: usize) -> Vec<usize> {
    // Steps of the golden part of a whole, in thousandths: no run of neighbours stays together.
    let mixed = order((0..count as i64).map(|at| (at * 618 % 1000, 0)));
    let last = count.min(1);
    mixed[last..]
        .iter()
        .chain(&mixed[..last])
        .copied()
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::Lang;

    fn record() -> (Campaign, Book) {
        let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let record = crate::native::read_folder(&folder).unwrap();
        (record.campaign, record.book)
    }

    #[test]
    fn land_that_changes_hands_lies_whole_on_its_map() {
        let (campaign, book) = record();
        let land: Vec<LonLat> = (campaign.parts.iter())
            .flat_map(|part| part.rings().flatten())
            .collect();
        for chapter in &book.chapters {
            let size = (700.0, 420.0);
            let plan = plan(&campaign, chapter.extent, &land, &[], size, &|_| "");
            let albers = Albers::new(campaign.projection);
            let is_seen = |at: &LonLat| {
                let Xy { x, y } = (plan.camera).to_window(albers.project(*at), &plan.viewport);
                (0.0..=size.0).contains(&x) && (0.0..=size.1).contains(&y)
            };
            assert!(land.iter().all(is_seen), "{}", chapter.id);
        }
    }

    #[test]
    fn every_sheet_of_every_chapter_has_something_to_do() {
        let (campaign, book) = record();
        for chapter in (0..book.chapters.len()).map(Some).chain([None]) {
            let extent = chapter.map_or(campaign.extent, |index| book.chapters[index].extent);
            let places = places(&campaign, &book, chapter);
            for lang in Lang::ALL {
                let name = |index: usize| campaign.places[index].name.get(lang);
                let plan = plan(&campaign, extent, &[], &places, (700.0, 430.0), &name);
                assert!(!plan.spots.is_empty(), "{chapter:?} {lang:?}");
            }
            let events = events(&campaign, &book, chapter, Reading::Article);
            // Of the aftermath only one event is told with its day within the record.
            assert!(events.len() >= 2, "{chapter:?}: {}", events.len());
            let days = events
                .iter()
                .map(|event| campaign.events[*event].dating.when.first);
            assert!(days.clone().zip(days.skip(1)).all(|(one, next)| one < next));
        }
    }

    #[test]
    fn what_is_to_be_put_in_order_is_out_of_it() {
        assert_eq!(scrambled(0), [0usize; 0]);
        assert_eq!(scrambled(1), [0]);
        for count in 2..20 {
            let mixed = scrambled(count);
            let mut sorted = mixed.clone();
            sorted.sort_unstable();
            assert!(sorted.into_iter().eq(0..count));
            assert!(!mixed.into_iter().eq(0..count), "{count}");
        }
    }
}
