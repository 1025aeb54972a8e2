//! Tests of the address: there and back, a hundred times, and from strangers.

use super::{Reader, book, campaign, date};
use crate::app::theme::Theme;
use crate::app::time_axis::Scale;
use crate::app::{Look, Message, Subject, address};
use crate::campaign::{Lang, Reading};
use crate::carto::Xy;
use crate::carto::camera::Viewport;

#[test]
fn an_address_brings_back_what_was_seen() {
    let mut reader = Reader::at("1860-10-18");
    let garden = campaign()
        .events
        .iter()
        .position(|event| event.dating.when.first == date("1860-10-18"));
    for message in [
        Message::Speak(Lang::ZhHant),
        Message::Scale(Scale::Calendar),
        Message::Theme(Theme::Dark),
        Message::Read(Reading::OtherWorks),
        Message::Look(Look::Extent(book().chapters[11].extent)),
        Message::Seek(date("1860-10-18")),
        Message::Select(garden.map(Subject::Event)),
    ] {
        reader.does(message);
    }
    let written = address::write(&reader.0, campaign(), "");
    let mut other = Reader::new();
    let wish = address::read(&written, campaign());
    assert_eq!(wish.bad, Vec::<String>::new(), "{written}");
    for message in wish.messages {
        other.does(message);
    }
    let (a, b) = (&reader.0, &other.0);
    assert_eq!(
        (a.date(), a.lang, a.scale, a.theme, a.reading, a.selection),
        (b.date(), b.lang, b.scale, b.theme, b.reading, b.selection)
    );
    let ratio = a.camera.scale / b.camera.scale;
    assert!((ratio - 1.0).abs() < 0.01, "{ratio}");
    let apart = a.camera.to_window(b.camera.center, &a.viewport);
    assert!(apart.distance(Xy { x: 640.0, y: 400.0 }) < 5.0, "{apart:?}");
}

#[test]
fn a_link_passed_on_a_hundred_times_shows_the_same_view() {
    for chapter in &book().chapters {
        let mut reader = Reader::new();
        reader.does(Message::Resize(Viewport {
            width: 1400.0,
            height: 900.0,
            insets: [380.0, 60.0, 0.0, 130.0],
            floating: [0.0; 4],
        }));
        reader.does(Message::Look(Look::Extent(chapter.extent)));
        let first = reader.0.camera;
        for _ in 0..100 {
            let written = address::write(&reader.0, campaign(), "");
            for message in address::read(&written, campaign()).messages {
                reader.does(message);
            }
        }
        let view = &reader.0.viewport;
        let drawn = first.to_window(reader.0.camera.center, view);
        let ratio = reader.0.camera.scale / first.scale;
        let middle = Xy { x: 700.0, y: 450.0 };
        assert!((ratio - 1.0).abs() < 0.02, "{}: {ratio}", chapter.id);
        assert!(drawn.distance(middle) < 20.0, "{}: {drawn:?}", chapter.id);
    }
}

#[test]
fn unknown_keys_of_an_address_are_kept_and_bad_values_named() {
    let wish = address::read(
        "#d=1860-10-18&mode=present&lang=fr&v=1,2&e=nothing",
        campaign(),
    );
    assert_eq!(wish.messages, [Message::Seek(date("1860-10-18"))]);
    assert_eq!(wish.bad, ["lang=fr", "v=1,2", "e=nothing"]);
    let reader = Reader::new();
    let written = address::write(&reader.0, campaign(), "#mode=present&d=1857-01-01&x");
    assert_eq!(written, "d=1856-10-08&lang=en&mode=present&x");
}

#[test]
fn an_address_out_of_range_or_out_of_bounds_is_refused() {
    for bad in [
        "d=1855-01-01",
        "d=2026-01-01",
        "d=",
        "scale=log",
        "theme=night",
        "reading=both",
    ] {
        let wish = address::read(bad, campaign());
        assert_eq!((wish.messages.len(), wish.bad), (0, vec![bad.to_string()]));
    }
    let long = format!("d=1860-10-18&x={}", "y".repeat(3000));
    assert!(address::read(&long, campaign()).messages.is_empty());
    assert_eq!(address::read("", campaign()), address::Wish::default());
    let written = address::write(&Reader::new().0, campaign(), &long);
    assert!(written.len() < 2100);
}

#[test]
fn the_order_of_an_address_does_not_matter() {
    let palikao = campaign()
        .events
        .iter()
        .find(|event| event.dating.when.first == date("1860-09-21"))
        .unwrap();
    let id = &palikao.id;
    for text in [
        format!("d=1860-09-21&e={id}&lang=en"),
        format!("e={id}&lang=en&d=1860-09-21"),
        format!("lang=en&e={id}&d=1860-09-21"),
    ] {
        let mut reader = Reader::new();
        for message in address::read(&text, campaign()).messages {
            reader.does(message);
        }
        let selected = reader
            .0
            .selection
            .and_then(|subject| subject.id(campaign()));
        assert_eq!(
            (reader.day().as_str(), selected),
            ("1860-09-21", Some(id.as_str())),
            "{text}"
        );
    }
}
