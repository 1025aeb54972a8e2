//! Tests of the time axis: every day has its room, on every scale.

use super::{Reader, book, campaign, date};
use crate::app::Message;
use crate::app::time_axis::{Scale, TimeAxis};
use crate::campaign::{Date, Lang, Reading};

fn axis(scale: Scale) -> TimeAxis {
    TimeAxis::new(campaign(), &book().chapters, scale, Reading::Article)
}

#[test]
fn on_every_scale_each_day_is_found_again_at_its_own_position() {
    let span = campaign().span();
    for scale in Scale::ALL {
        let axis = axis(scale);
        let mut before = -1.0;
        for day in 0..=campaign().time.last.since(span.first) {
            let day = span.first.plus(day);
            let position = axis.position(day.start());
            assert!(position > before && position < 1.0, "{scale:?} {day}");
            assert_eq!(axis.day_at(position + 1e-7), day, "{scale:?} {day}");
            before = position;
        }
        assert_eq!(axis.position(span.first.start()), 0.0);
        assert_eq!(axis.day_at(1.0), span.last);
        assert_eq!(axis.day_at(0.0), span.first);
        assert_eq!(axis.day_at(f64::NAN), axis.day_at(f64::NAN));
    }
}

#[test]
fn the_years_before_the_epilogue_are_folded_into_the_same_small_room() {
    for scale in Scale::ALL {
        let fold = axis(scale).fold_position().expect("there is an epilogue");
        assert!((fold - 0.97).abs() < 1e-3, "{scale:?}: {fold}");
    }
}

#[test]
fn days_with_events_have_room_and_chapters_have_the_same() {
    let room = |axis: &TimeAxis, first: Date, last: Date| {
        axis.position(last.plus(1).start()) - axis.position(first.start())
    };
    let battle = date("1859-06-25");
    let quiet = date("1859-03-10");
    let weighted = axis(Scale::Weighted);
    assert!(room(&weighted, battle, battle) > 10.0 * room(&weighted, quiet, quiet));
    let calendar = axis(Scale::Calendar);
    let (a, b) = (
        room(&calendar, battle, battle),
        room(&calendar, quiet, quiet),
    );
    assert!((a / b - 1.0).abs() < 0.01);
    let chapters = axis(Scale::Chapter);
    let starts: Vec<f64> = book()
        .chapters
        .iter()
        .filter(|chapter| campaign().time.contains(chapter.when.first))
        .map(|chapter| chapters.position(chapter.when.first.start()))
        .collect();
    assert!(starts.len() > 8);
}

#[test]
fn another_scale_or_reading_or_language_keeps_the_day() {
    let mut reader = Reader::at("1860-09-21");
    for message in [
        Message::Scale(Scale::Calendar),
        Message::Scale(Scale::Chapter),
        Message::Read(Reading::OtherWorks),
        Message::Speak(Lang::ZhHans),
        Message::BookRead,
    ] {
        reader.does(message.clone());
        assert_eq!(reader.day(), "1860-09-21", "{message:?}");
    }
}

#[test]
fn the_slightest_slide_moves_a_day() {
    for scale in Scale::ALL {
        let mut reader = Reader::at("1858-10-10");
        reader.does(Message::Scale(scale));
        let here = reader.0.axis.position(reader.0.playhead);
        reader.does(Message::Slide(here + 1e-6));
        assert_eq!(reader.day(), "1858-10-11", "{scale:?}");
        let here = reader.0.axis.position(reader.0.playhead);
        reader.does(Message::Slide(here - 1e-6));
        assert_eq!(reader.day(), "1858-10-10", "{scale:?}");
    }
    let mut reader = Reader::new();
    for position in [-1.0, 2.0, f64::NAN, f64::INFINITY] {
        reader.does(Message::Slide(position));
        assert!(campaign().span().contains(reader.0.date()), "{position}");
    }
}

#[test]
fn a_quiet_month_passes_within_two_seconds() {
    let axis = &Reader::new().0.axis;
    // From January to the middle of February 1857 nothing begins but whole months.
    let quiet: f64 = (0..28)
        .map(|day| axis.dwell_s(date("1857-02-01").plus(day)))
        .sum();
    assert!(quiet < 2.0, "{quiet} s");
    let battle = axis.dwell_s(date("1859-06-25"));
    assert!(battle > 1.0, "{battle} s");
}
