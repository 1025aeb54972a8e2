//! The story: one chapter after the other, each played to its end, and what a chosen subject brings into view.

use super::looking::{Reach, look_at, show};
use super::{Look, Model, Subject, clamped};
use crate::campaign::{Age, Book, Campaign, Instant};

/// A chapter ends a little before midnight, so that its last day is still shown.
const EVE: f64 = -0.001;

fn end(model: &Model, campaign: &Campaign, book: &Book) -> Option<Instant> {
    let days = book.chapter_days(model.story?, campaign.span())?;
    Some(days.last.plus(1).start().plus(EVE))
}

/// Goes to the beginning of the chapter that was asked for, once the book is here; the camera only if `flies`.
pub fn enter(model: &mut Model, campaign: &Campaign, book: &Book, flies: bool) {
    if book.chapters.is_empty() || !std::mem::take(&mut model.story_due) {
        return;
    }
    let chapter = model.story.and_then(|index| {
        Some((
            book.chapter_days(index, campaign.span())?.first,
            book.chapters[index].extent,
        ))
    });
    match chapter {
        None => model.story = None,
        Some((first, extent)) => {
            model.playhead = first.start();
            if flies {
                look_at(model, campaign, Look::Toward(extent));
            }
        }
    }
}

/// Play from the end of a chapter goes on with the next.
pub fn turn_page(model: &mut Model, campaign: &Campaign, book: &Book) {
    if let Some(end) = end(model, campaign, book).filter(|end| model.playhead >= *end)
        && model.playback.playing
    {
        model.playhead = clamped(campaign, end.date().plus(1)).start();
    }
}

/// In the story play ends with the chapter: here people talk.
pub fn stop_at_end(model: &mut Model, campaign: &Campaign, book: &Book) {
    if let Some(end) = end(model, campaign, book).filter(|end| model.playhead > *end) {
        model.playhead = end;
        model.playback.playing = false;
    }
}

/// The story is that of the day.
pub fn follow(model: &mut Model, book: &Book) {
    if model.story.is_some() && !model.story_due && !book.chapters.is_empty() {
        model.story = book.chapter_at(model.date());
    }
}

/// Moves to a day on which the subject is there to be seen, if this is none, and brings it into view.
pub fn go_to(model: &mut Model, campaign: &Campaign, subject: Subject) {
    let reading = model.reading;
    let (when, place) = match subject {
        Subject::Event(index) => {
            let event = &campaign.events[index];
            (Some(event.dating.read(reading)), event.place)
        }
        Subject::Place(index) => (None, Some(crate::campaign::PlaceId(index))),
        Subject::Treaty(index) => (None, campaign.treaties[index].place),
        Subject::Territory(_) => (None, None),
        Subject::Force(index) => {
            let tracks = campaign.tracks.iter();
            let mut own = tracks.filter(|track| track.force == Some(index));
            let when = own.next().map(|track| track.dating.read(reading));
            let here = campaign.frame(model.playhead, reading).forces[index].is_some();
            (when.filter(|_| !here), None)
        }
    };
    if let Some(when) = when.filter(|when| Age::of(*when, model.date()) != Age::Now) {
        model.playhead = clamped(campaign, when.first).start();
    }
    let mut reach = Reach::default();
    reach.land(model, campaign, subject);
    if reach.is_empty() {
        // The reader who sees it has chosen the scale.
        reach.place(model, campaign, place);
        reach.useful = 0.0..f64::MAX;
    }
    show(model, &reach);
}
