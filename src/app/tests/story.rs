//! Tests of the story: chapter after chapter, each to its end, and what may be asked for before the book is here.

use super::{Reader, book, campaign, date};
use crate::app::{Look, Message, Subject, address, update};
use crate::campaign::{Book, Date};
use crate::carto::camera::Viewport;

/// First and last day of a chapter.
fn days(index: usize) -> (Date, Date) {
    let days = book().chapter_days(index, campaign().span()).unwrap();
    (days.first, days.last)
}

#[test]
fn every_day_belongs_to_one_chapter() {
    let span = campaign().span();
    let mut next = span.first;
    for index in 0..book().chapters.len() {
        let (first, last) = days(index);
        assert_eq!(first, next, "chapter {index}");
        assert!(first <= last);
        assert_eq!(book().chapter_at(first), Some(index));
        assert_eq!(book().chapter_at(last), Some(index));
        next = last.plus(1);
    }
    assert_eq!(next, span.last.plus(1));
    assert_eq!(Book::default().chapter_at(span.first), None);
}

#[test]
fn each_chapter_plays_to_its_end_and_the_next_press_opens_the_next() {
    let mut reader = Reader::new();
    reader.does(Message::Story(Some(0)));
    for index in 0..book().chapters.len() {
        let (first, last) = days(index);
        assert_eq!(reader.0.date(), first, "chapter {index}");
        assert!(!reader.0.playback.playing || index > 0);
        if !reader.0.playback.playing {
            reader.does(Message::TogglePlay);
        }
        reader.plays_to_the_end();
        assert_eq!((reader.0.date(), reader.0.story), (last, Some(index)));
        reader.does(Message::TogglePlay);
    }
}

#[test]
fn without_motion_a_chapter_ends_at_the_same_day() {
    let mut reader = Reader::new();
    reader.does(Message::Still(true));
    reader.does(Message::Story(Some(10)));
    reader.does(Message::TogglePlay);
    reader.plays_to_the_end();
    assert_eq!(reader.0.date(), days(10).1);
}

#[test]
fn the_story_follows_the_day_until_it_is_put_away() {
    let mut reader = Reader::new();
    reader.does(Message::Story(Some(2)));
    reader.does(Message::Seek(date("1860-09-21")));
    assert_eq!(reader.0.story, Some(10));
    reader.does(Message::Select(Some(Subject::Place(0))));
    assert_eq!(reader.0.story, Some(10));
    reader.does(Message::Story(None));
    assert_eq!(
        (reader.0.story, reader.day().as_str()),
        (None, "1860-09-21")
    );
}

#[test]
fn a_chapter_of_the_address_waits_for_the_book() {
    for (text, day, story) in [
        ("ch=11", "1860-09-18", Some(10)),
        ("ch=CH11", "1860-09-18", Some(10)),
        ("ch=11&d=1860-09-21", "1860-09-21", Some(10)),
        ("d=1858-06-26&ch=11", "1858-06-26", Some(6)),
        ("ch=99", "1856-10-08", None),
    ] {
        // With the book at hand, and with the book to come.
        for is_here in [true, false] {
            let mut reader = Reader::new();
            let empty = Book::default();
            let book_now = if is_here { book() } else { &empty };
            for message in address::read(text, campaign()).messages {
                update(&mut reader.0, campaign(), book_now, message);
            }
            reader.does(Message::BookRead);
            let seen = (reader.day(), reader.0.story);
            assert_eq!(seen, (day.to_string(), story), "{text} {is_here}");
        }
    }
    for bad in ["ch=", "ch=0", "ch=x", "ch=111", "ch=-1"] {
        assert_eq!(address::read(bad, campaign()).bad, [bad]);
    }
}

#[test]
fn the_opening_lasts_until_the_reader_does_something() {
    let mut reader = Reader::new();
    reader.does(Message::Rest).does(Message::BookRead);
    reader.does(Message::Speak(crate::campaign::Lang::ZhHant));
    // A view that an address or a museum asks for is nothing that the reader has done.
    reader.does(Message::Look(Look::Extent(campaign().extent)));
    assert!(reader.0.fresh);
    reader.does(Message::Select(None));
    assert!(!reader.0.fresh);
}

#[test]
fn in_play_news_is_told_every_two_seconds_at_most_and_only_of_days_with_news() {
    let mut reader = Reader::at("1860-09-01");
    reader.does(Message::TogglePlay);
    let (mut told, mut since) = (reader.0.news.day, 2000.0);
    let days = campaign().event_days(reader.0.reading);
    while reader.0.playback.playing {
        reader.does(Message::Tick(50.0));
        since += 50.0;
        if reader.0.playback.playing && reader.0.news.day != told {
            assert!(since >= 2000.0, "{} after {since} ms", reader.0.news.day);
            assert!(days.contains(&reader.0.news.day));
            (told, since) = (reader.0.news.day, 0.0);
        }
    }
}

#[test]
fn every_subject_is_found_again_by_its_word() {
    for (make, count) in [
        (
            Subject::Event as fn(usize) -> Subject,
            campaign().events.len(),
        ),
        (Subject::Place, campaign().places.len()),
        (Subject::Treaty, campaign().treaties.len()),
        (Subject::Territory, campaign().territories.len()),
        (Subject::Force, campaign().forces.len()),
    ] {
        for subject in (0..count).map(make) {
            let word = subject.word(campaign());
            assert_eq!(Subject::read(&word, campaign()), Some(subject), "{word}");
        }
        assert_eq!(make(count).id(campaign()), None);
    }
    for bad in ["", "place:", "person:nobody", "place:nowhere", ":x"] {
        assert_eq!(Subject::read(bad, campaign()), None, "{bad}");
    }
}

/// Windows of a desk and of a wall, with a card at the left and a legend at the right.
fn windows() -> [Viewport; 2] {
    [(1600.0, 1000.0), (2021.0, 1137.0)].map(|(width, height)| Viewport {
        width,
        height,
        insets: [402.0, 0.0, 0.0, 148.0],
        floating: [402.0, 78.0, 278.0, 218.0],
    })
}

#[test]
fn land_that_a_card_speaks_of_is_seen_whole_and_clear_of_what_floats() {
    let cases = [
        ("territory:amur_left_bank", "1858-06-01", "amur_left_bank"),
        ("territory:ussuri_to_sea", "1860-11-14", "ussuri_to_sea"),
        ("territory:balkhash_se", "1864-10-07", "balkhash_se"),
        ("territory:kowloon", "1860-10-24", "kowloon"),
        ("treaty:aigun", "1858-05-28", "amur_left_bank"),
        ("cession_balkhash", "1864-10-07", "balkhash_se"),
        ("cession_ussuri", "1860-11-14", "ussuri_to_sea"),
    ];
    for ((subject, day, land), window) in cases
        .iter()
        .flat_map(|case| windows().map(|window| (case, window)))
    {
        let mut reader = Reader::new();
        reader.does(Message::Still(true));
        reader.does(Message::Resize(window));
        for message in address::read(&format!("d={day}&e={subject}"), campaign()).messages {
            reader.does(message);
        }
        reader.does(Message::Look(Look::Day));
        let index = campaign()
            .territories
            .iter()
            .position(|other| other.id == *land);
        // What the article counts: islands that are claimed may lie where the sheet ends.
        let parts = campaign().parts.iter();
        let parts = parts.filter(|part| Some(part.territory) == index && !part.facts.is_empty());
        let corners = parts.flat_map(|part| part.rings().flatten());
        let free = window.free().grown(1.0);
        let (mut least, mut most, mut hidden) = (f64::MAX, f64::MIN, 0);
        for corner in corners {
            let at = reader.0.albers.project(corner);
            let at = reader.0.camera.to_window(at, &window);
            (least, most) = (least.min(at.x), most.max(at.x));
            hidden += usize::from(!free.contains(at));
        }
        assert_eq!(hidden, 0, "{subject} in a window of {}", window.width);
        assert!(
            most - least > 60.0,
            "{subject} in a window of {} is {} pixels wide",
            window.width,
            most - least
        );
    }
}
