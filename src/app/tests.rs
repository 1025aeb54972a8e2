//! Tests of `update`, on the record itself.

mod address;
mod story;
mod time_axis;

use super::time_axis::Scale;
use super::{FLIGHT_MS, Look, MAX_TICK_MS, Message, Model, Step, Subject, announce, update};
use crate::campaign::{Book, Campaign, Date, Instant, Lang, Reading};
use crate::carto::Xy;
use crate::carto::camera::Viewport;
use crate::native::{Record, read_folder};
use std::path::Path;
use std::sync::OnceLock;

fn record() -> &'static Record {
    static RECORD: OnceLock<Record> = OnceLock::new();
    RECORD.get_or_init(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        read_folder(&folder).expect("the manifest can be read")
    })
}

fn campaign() -> &'static Campaign {
    &record().campaign
}

fn book() -> &'static Book {
    &record().book
}

fn date(text: &str) -> Date {
    Date::parse(text).expect(text)
}

/// A reader at work.
struct Reader(Model);

impl Reader {
    fn new() -> Reader {
        Reader(Model::new(campaign(), Lang::En))
    }

    fn does(&mut self, message: Message) -> &mut Reader {
        update(&mut self.0, campaign(), book(), message);
        self
    }

    fn at(day: &str) -> Reader {
        let mut reader = Reader::new();
        reader.does(Message::Seek(date(day)));
        reader
    }

    fn day(&self) -> String {
        self.0.date().to_string()
    }

    /// Plays until it stops, a tick of sixteen milliseconds at a time; seconds that took.
    fn plays_to_the_end(&mut self) -> f64 {
        let mut ticks = 0;
        while self.0.playback.playing {
            let before = self.0.playhead;
            self.does(Message::Tick(16.0));
            assert!(self.0.playhead >= before, "play never goes backwards");
            ticks += 1;
            assert!(ticks < 100_000, "play never ends");
        }
        f64::from(ticks) * 0.016
    }
}

#[test]
fn the_war_opens_on_the_day_of_the_manifest_at_rest() {
    let reader = Reader::new();
    assert_eq!(reader.0.date(), campaign().opens);
    assert!(!reader.0.is_moving());
    assert_eq!(reader.0.selection, None);
}

#[test]
fn a_day_beyond_either_end_becomes_that_end() {
    let span = campaign().span();
    let mut reader = Reader::new();
    reader.does(Message::Seek(span.first.plus(-1)));
    assert_eq!(reader.0.date(), span.first);
    reader.does(Message::Step(Step::Days(-1)));
    assert_eq!(reader.0.date(), span.first);
    reader.does(Message::Seek(span.last.plus(1)));
    assert_eq!(reader.0.date(), span.last);
    reader.does(Message::Step(Step::Months(12)));
    assert_eq!(reader.0.date(), span.last);
}

#[test]
fn steps_are_a_day_a_month_an_event_or_an_end() {
    let step = |from, step| Reader::at(from).does(Message::Step(step)).day();
    assert_eq!(step("1860-02-28", Step::Days(1)), "1860-02-29");
    assert_eq!(step("1860-03-31", Step::Months(-1)), "1860-02-29");
    assert_eq!(step("1860-10-24", Step::NextEvent), "1860-10-25");
    assert_eq!(step("1860-10-24", Step::PreviousEvent), "1860-10-23");
    assert_eq!(
        step("1860-10-24", Step::First),
        campaign().span().first.to_string()
    );
    assert_eq!(
        step("1860-10-24", Step::Last),
        campaign().span().last.to_string()
    );
}

#[test]
fn next_and_previous_event_visit_every_day_on_which_something_begins() {
    for reading in [Reading::Article, Reading::OtherWorks] {
        let days = campaign().event_days(reading);
        assert!(days.is_sorted() && days.len() > 80);
        let mut reader = Reader::new();
        reader.does(Message::Read(reading));
        reader.does(Message::Step(Step::First));
        let mut visited = vec![];
        while visited.last() != days.last() {
            let before = reader.0.date();
            reader.does(Message::Step(Step::NextEvent));
            assert!(reader.0.date() > before);
            visited.push(reader.0.date());
        }
        let first = campaign().span().first;
        let expected: Vec<Date> = days.iter().copied().filter(|day| *day > first).collect();
        assert_eq!(visited, expected);
        let mut back = vec![reader.0.date()];
        while back.last() != visited.first() {
            reader.does(Message::Step(Step::PreviousEvent));
            back.push(reader.0.date());
        }
        back.reverse();
        assert_eq!(back, visited);
    }
}

#[test]
fn whoever_moves_in_time_stops_the_play_and_closes_the_card() {
    for message in [
        Message::Seek(date("1860-10-18")),
        Message::Slide(0.5),
        Message::Step(Step::Days(1)),
    ] {
        let mut reader = Reader::new();
        reader.does(Message::Select(Some(Subject::Event(3))));
        reader.does(Message::TogglePlay);
        assert!(reader.0.playback.playing);
        reader.does(message.clone());
        assert!(!reader.0.playback.playing, "{message:?}");
        assert_eq!(reader.0.selection, None, "{message:?}");
    }
}

#[test]
fn an_event_opens_on_a_day_on_which_it_happens() {
    for reading in [Reading::Article, Reading::OtherWorks] {
        for (index, event) in campaign().events.iter().enumerate() {
            let mut reader = Reader::at("1864-10-07");
            reader.does(Message::Read(reading));
            reader.does(Message::Select(Some(Subject::Event(index))));
            let when = event.dating.read(reading);
            let span = campaign().span();
            let expected = when.first.clamp(span.first, span.last);
            if !when.contains(date("1864-10-07")) {
                assert_eq!(reader.0.date(), expected, "{}", event.id);
            }
            assert_eq!(reader.0.selection, Some(Subject::Event(index)));
        }
    }
}

#[test]
fn an_event_that_does_not_exist_is_not_opened() {
    let mut reader = Reader::new();
    reader.does(Message::Select(Some(Subject::Event(99_999))));
    assert_eq!(reader.0.selection, None);
}

#[test]
fn the_whole_war_plays_in_about_three_minutes_and_stops_at_its_end() {
    let mut reader = Reader::at("1856-02-01");
    reader.does(Message::TogglePlay);
    let seconds = reader.plays_to_the_end();
    assert!((150.0..200.0).contains(&seconds), "{seconds} s");
    // A kiosk's round of the attract screen: long enough to be watched, short enough to be seen whole.
    let round = seconds / super::kiosk::ATTRACT_SPEED;
    assert!((45.0..90.0).contains(&round), "{round} s");
    assert_eq!(reader.0.date(), campaign().span().last);
    // Again from the opening, not stuck at the end.
    reader.does(Message::TogglePlay);
    assert_eq!(reader.0.date(), campaign().opens);
}

#[test]
fn twice_the_speed_takes_half_the_time() {
    let mut seconds = vec![];
    for speed in [1.0, 2.0, 4.0] {
        let mut reader = Reader::at("1860-08-01");
        reader.does(Message::Still(false));
        reader.does(Message::Speed(speed));
        reader.does(Message::TogglePlay);
        seconds.push(reader.plays_to_the_end());
    }
    for pair in seconds.windows(2) {
        assert!((pair[0] / pair[1] - 2.0).abs() < 0.05, "{seconds:?}");
    }
}

#[test]
fn speeds_beyond_the_scale_become_its_ends() {
    let mut reader = Reader::new();
    assert_eq!(reader.does(Message::Speed(1e9)).0.playback.speed, 4.0);
    assert_eq!(reader.does(Message::Speed(-3.0)).0.playback.speed, 0.5);
    assert!(
        reader
            .does(Message::Speed(f64::NAN))
            .0
            .playback
            .speed
            .is_finite()
    );
}

#[test]
fn a_reset_is_the_opening_state_whatever_was_done() {
    let window = Viewport {
        width: 1000.0,
        height: 700.0,
        insets: [300.0, 0.0, 0.0, 100.0],
        floating: [0.0, 0.0, 48.0, 0.0],
    };
    let mut reader = Reader::new();
    reader.does(Message::Resize(window));
    let fresh = reader.0.clone();
    reader
        .does(Message::Scale(Scale::Calendar))
        .does(Message::Read(Reading::OtherWorks))
        .does(Message::Speed(4.0))
        .does(Message::Step(Step::NextEvent))
        .does(Message::Select(Some(Subject::Event(3))))
        .does(Message::Look(Look::ZoomMiddle(3.0)))
        .does(Message::TogglePlay);
    assert_ne!(reader.0, fresh);
    assert_eq!(reader.does(Message::Reset).0, fresh);
}

#[test]
fn a_hidden_tab_does_not_leap() {
    let mut hidden = Reader::at("1860-09-21");
    hidden
        .does(Message::TogglePlay)
        .does(Message::Tick(3_600_000.0));
    let mut shown = Reader::at("1860-09-21");
    shown
        .does(Message::TogglePlay)
        .does(Message::Tick(MAX_TICK_MS));
    assert_eq!(hidden.0.playhead, shown.0.playhead);
    let before = hidden.0.playhead;
    for ms in [f64::NAN, -5.0, 0.0, f64::NEG_INFINITY] {
        hidden.does(Message::Tick(ms));
        assert!(
            hidden.0.playhead >= before && hidden.0.playhead.since(before) < 1.0,
            "{ms}"
        );
    }
}

#[test]
fn without_motion_play_goes_from_event_to_event() {
    for reading in [Reading::Article, Reading::OtherWorks] {
        let mut reader = Reader::at("1860-08-01");
        reader
            .does(Message::Still(true))
            .does(Message::Read(reading));
        reader.does(Message::TogglePlay);
        let mut days = vec![];
        while reader.0.playback.playing {
            reader.does(Message::Tick(100.0));
            assert_eq!(reader.0.playhead, reader.0.date().start());
            assert!(reader.0.flight.is_none());
            if days.last() != Some(&reader.0.date()) {
                days.push(reader.0.date());
            }
        }
        let first = date("1860-08-01");
        let expected = campaign().event_days(reading);
        let expected: Vec<Date> = expected.into_iter().filter(|day| *day > first).collect();
        days.retain(|day| *day > first);
        assert_eq!(days, expected);
    }
}

#[test]
fn a_camera_move_lands_and_then_nothing_moves() {
    let mut reader = Reader::new();
    reader.does(Message::Look(Look::ZoomMiddle(4.0)));
    let to = reader.0.flight.expect("it flies").to;
    for _ in 0..10 {
        reader.does(Message::Tick(100.0));
    }
    assert_eq!(reader.0.camera, to);
    assert!(!reader.0.is_moving());
}

#[test]
fn a_reader_without_motion_is_there_at_once() {
    let mut reader = Reader::new();
    reader
        .does(Message::Still(true))
        .does(Message::Look(Look::ZoomMiddle(4.0)));
    assert!(reader.0.flight.is_none() && !reader.0.is_moving());
}

#[test]
fn no_message_loses_the_sheet() {
    let looks = [
        Look::Pan(1e7, -1e7),
        Look::Zoom(1e-9, Xy { x: 0.0, y: 0.0 }),
        Look::Zoom(
            1e9,
            Xy {
                x: 1280.0,
                y: 800.0,
            },
        ),
        Look::ZoomMiddle(1e-9),
        Look::Extent(campaign().extent),
        Look::Whole,
        Look::Day,
    ];
    for look in looks {
        let mut reader = Reader::new();
        reader.does(Message::Still(true)).does(Message::Look(look));
        let Model {
            camera,
            viewport,
            sheet,
            ..
        } = reader.0;
        let far = Xy {
            x: viewport.width,
            y: viewport.height,
        };
        let (from, to) = (
            camera.to_sheet(Xy::default(), &viewport),
            camera.to_sheet(far, &viewport),
        );
        // Either way the window shows nothing but the sheet, or all of it.
        for (from, to, start, length) in [
            (from.x, to.x, sheet.x, sheet.width),
            (from.y, to.y, sheet.y, sheet.height),
        ] {
            let [before, after] = [from - start, start + length - to];
            let is_within = before > -0.01 && after > -0.01;
            let is_whole = before < 0.01 && after < 0.01;
            assert!(is_within || is_whole, "{look:?}: {from} to {to}");
        }
    }
}

#[test]
fn a_window_that_is_none_changes_nothing() {
    let reader = Reader::new();
    for (width, height) in [(0.0, 600.0), (f64::NAN, 600.0), (1e9, 600.0), (800.0, -1.0)] {
        let mut other = Reader::new();
        other.does(Message::Resize(Viewport {
            width,
            height,
            insets: [0.0; 4],
            floating: [0.0; 4],
        }));
        assert_eq!(other.0, reader.0, "{width} × {height}");
    }
}

#[test]
fn a_resize_keeps_the_middle_where_it_was() {
    let window = |width, height, left| Viewport {
        width,
        height,
        insets: [left, 60.0, 0.0, 120.0],
        floating: [0.0; 4],
    };
    let mut reader = Reader::new();
    reader.does(Message::Resize(window(1280.0, 800.0, 0.0)));
    reader.does(Message::Look(Look::Extent(book().chapters[9].extent)));
    let old = reader.0.clone();
    let middle = old
        .camera
        .to_sheet(old.viewport.free().center(), &old.viewport);
    reader.does(Message::Resize(window(1024.0, 700.0, 300.0)));
    let new = &reader.0;
    let drawn = new.camera.to_window(middle, &new.viewport);
    assert!(drawn.distance(new.viewport.free().center()) < 0.01);
    assert_eq!(new.camera.scale, old.camera.scale);
}

#[test]
fn a_day_is_told_in_one_sentence() {
    let told = |day, lang| announce::sentence(campaign(), date(day), Reading::Article, lang);
    assert_eq!(
        told("1860-09-17", Lang::En),
        "17 September 1860: Qing and allies break off the talks at Tungchow"
    );
    assert_eq!(told("1857-02-10", Lang::En), "10 February 1857");
    assert!(told("1860-10-18", Lang::ZhHant).starts_with("1860年10月18日："));
    assert!(told("1860-10-18", Lang::En).matches("; ").count() <= 2);
}

#[test]
fn quiet_months_are_counted_between_events_only() {
    let quiet = |day| announce::quiet_months(campaign(), date(day), Reading::Article);
    assert_eq!(quiet("1857-02-10"), None);
    assert_eq!(quiet("1859-06-25"), None);
    // From the end of July 1858 to the first day of 1859.
    assert_eq!(quiet("1858-10-01"), Some(5));
    // In January 1857 there is news until its last day; one quiet month is no spell.
    assert_eq!(quiet("1857-01-20"), None);
}

#[test]
fn a_moment_between_two_midnights_is_still_that_day() {
    let mut reader = Reader::at("1860-09-21");
    reader.0.playhead = Instant::parse("1860-09-21T23:59:59Z").unwrap();
    assert_eq!(reader.day(), "1860-09-21");
    assert_eq!(
        reader.does(Message::Step(Step::Days(1))).day(),
        "1860-09-22"
    );
    assert_eq!(reader.0.playhead, date("1860-09-22").start());
}

#[test]
fn the_story_does_not_move_a_map_that_is_held() {
    let mut reader = Reader::new();
    let extent = book().chapters[9].extent;
    reader.does(Message::Hold(true));
    reader.does(Message::Look(Look::Toward(extent)));
    reader.does(Message::Step(Step::NextEvent));
    assert_eq!(reader.0.flight, None);
    reader.does(Message::Hold(false));
    reader.does(Message::Look(Look::Toward(extent)));
    assert!(reader.0.flight.is_some());
}

#[test]
fn a_map_that_is_thrown_glides_on_and_not_for_who_wants_no_motion() {
    let mut reader = Reader::new();
    reader.does(Message::Look(Look::Extent(book().chapters[9].extent)));
    let before = reader.0.camera;
    reader.does(Message::Look(Look::Throw(-0.5, 0.0)));
    for _ in 0..12 {
        reader.does(Message::Tick(100.0));
    }
    let moved = (reader.0.camera.center.x - before.center.x) * before.scale;
    assert!((moved - 0.5 * FLIGHT_MS / 3.0).abs() < 0.01, "{moved}");
    reader.does(Message::Still(true));
    let before = reader.0.camera;
    reader.does(Message::Look(Look::Throw(-0.5, 0.0)));
    assert_eq!(reader.0.camera, before);
}
