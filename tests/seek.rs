//! Seeking: a day looks the same whichever way one came to it. No animation remembers.

mod picture;

use arrow_war_map::app::time_axis::Scale;
use arrow_war_map::app::{Look, Message, Model, Step, Subject, update};
use arrow_war_map::campaign::{Book, Campaign, Date, Lang, Reading};
use arrow_war_map::carto::Xy;
use arrow_war_map::carto::camera::Viewport;
use arrow_war_map::stage::Stage;
use leptos::prelude::Owner;
use picture::{html, record};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// The same walks on every run: a test that fails today must fail tomorrow.
fn walks(cases: u32) -> TestRunner {
    let config = Config {
        cases,
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new_with_rng(config, TestRng::deterministic_rng(RngAlgorithm::ChaCha))
}

/// A day of the record or up to a year beyond its ends.
fn any_day(campaign: &Campaign) -> impl Strategy<Value = Date> + use<> {
    let span = campaign.span();
    let days = span.last.since(span.first);
    (-365..days + 365).prop_map(move |day| span.first.plus(day))
}

fn any_step() -> impl Strategy<Value = Step> {
    prop_oneof![
        (-400..400).prop_map(Step::Days),
        (-20..20).prop_map(Step::Months),
        Just(Step::NextEvent),
        Just(Step::PreviousEvent),
        Just(Step::First),
        Just(Step::Last),
    ]
}

fn any_look(campaign: &Campaign) -> impl Strategy<Value = Look> + use<> {
    let extent = campaign.extent;
    prop_oneof![
        (-900.0..900.0, -900.0..900.0).prop_map(|(x, y)| Look::Pan(x, y)),
        (0.3..3.0, 0.0..1280.0, 0.0..800.0).prop_map(|(f, x, y)| Look::Zoom(f, Xy { x, y })),
        (0.3..3.0).prop_map(Look::ZoomMiddle),
        Just(Look::Whole),
        Just(Look::Day),
        Just(Look::Extent(extent)),
    ]
}

fn any_message(campaign: &Campaign) -> impl Strategy<Value = Message> + use<> {
    let events = campaign.events.len();
    prop_oneof![
        4 => any_day(campaign).prop_map(Message::Seek),
        2 => (0.0..1.0).prop_map(Message::Slide),
        3 => any_step().prop_map(Message::Step),
        2 => Just(Message::TogglePlay),
        4 => (0.0..5_000.0).prop_map(Message::Tick),
        1 => (0.1..9.0).prop_map(Message::Speed),
        1 => prop::sample::select(Scale::ALL.to_vec()).prop_map(Message::Scale),
        2 => prop::bool::ANY.prop_map(|other| Message::Read(if other { Reading::OtherWorks } else { Reading::Article })),
        1 => prop::sample::select(Lang::ALL.to_vec()).prop_map(Message::Speak),
        2 => prop::option::of((0..events).prop_map(Subject::Event)).prop_map(Message::Select),
        3 => any_look(campaign).prop_map(Message::Look),
        1 => prop::bool::ANY.prop_map(Message::Still),
        1 => Just(Message::Resize(Viewport { width: 1024.0, height: 768.0, insets: [300.0, 50.0, 0.0, 90.0], floating: [0.0; 4] })),
        1 => prop::option::of(0..16usize).prop_map(Message::Story),
        1 => Just(Message::BookRead),
    ]
}

#[test]
fn whatever_was_done_before_a_day_has_one_frame() {
    let record = record();
    let (campaign, book) = (&record.campaign, &record.book);
    let walk = prop::collection::vec(any_message(campaign), 0..60);
    walks(200)
        .run(&(walk, any_day(campaign)), |(walk, day)| {
            let mut model = Model::new(campaign, Lang::En);
            for message in walk {
                update(&mut model, campaign, book, message.clone());
                prop_assert!(campaign.span().contains(model.date()), "{message:?}");
                let at_rest = !model.playback.playing;
                prop_assert!(at_rest || model.playhead >= model.date().start());
            }
            update(&mut model, campaign, book, Message::Seek(day));
            let span = campaign.span();
            let expected = day.clamp(span.first, span.last).start();
            prop_assert_eq!(model.playhead, expected);
            prop_assert!(!model.playback.playing);
            prop_assert_eq!(
                campaign.frame(model.playhead, model.reading),
                campaign.frame(expected, model.reading)
            );
            Ok(())
        })
        .unwrap();
}

#[test]
fn backwards_through_the_war_shows_the_same_frames_as_forwards() {
    let campaign = record().campaign;
    let span = campaign.time;
    let days: Vec<Date> = (0..=span.last.since(span.first))
        .map(|day| span.first.plus(day))
        .collect();
    let frame = |day: &Date| campaign.frame(day.start(), Reading::Article);
    let forwards: Vec<_> = days.iter().map(frame).collect();
    let mut backwards: Vec<_> = days.iter().rev().map(frame).collect();
    backwards.reverse();
    assert!(forwards == backwards);
}

#[test]
fn the_first_and_last_day_and_the_days_beyond_them_are_whole() {
    let record = record();
    let span = record.campaign.span();
    let ends = [
        (span.first, span.first),
        (span.first.plus(-1), span.first),
        (span.last, span.last),
        (span.last.plus(1), span.last),
        (record.campaign.time.last, record.campaign.time.last),
        (
            record.campaign.time.last.plus(1),
            record.campaign.time.last.plus(1),
        ),
    ];
    Owner::new().with(|| {
        let stage = Stage::new(record.campaign, Lang::En);
        for (asked, shown) in ends {
            stage.dispatch(Message::Seek(asked));
            stage.dispatch(Message::Rest);
            assert_eq!(stage.day.get_untracked(), shown);
            assert_eq!(
                stage.frame(),
                stage.campaign.frame(shown.start(), Reading::Article)
            );
        }
    });
}

/// Brings everything but the day back to how the page opens.
fn reset(stage: &Stage) {
    for message in [
        Message::Still(false),
        Message::Resize(Viewport {
            width: 1280.0,
            height: 800.0,
            insets: [0.0; 4],
            floating: [0.0; 4],
        }),
        Message::Speed(1.0),
        Message::Scale(Scale::Weighted),
        Message::Read(Reading::Article),
        Message::Speak(Lang::En),
        Message::Look(Look::Extent(stage.campaign.extent)),
    ] {
        stage.dispatch(message);
    }
}

/// Every value on the board that depends on the day, as one text.
fn board(stage: &Stage) -> String {
    let mut out = format!(
        "{} {:?} {:?} {} {}\n",
        stage.day.get_untracked(),
        stage.dial.get(0).position,
        stage.selection.get_untracked(),
        stage.playing.get_untracked(),
        stage.moving.get_untracked(),
    );
    let campaign = &stage.campaign;
    for (index, site) in stage.sites.iter().enumerate() {
        let id = &campaign.places[site.place].id;
        out += &format!("site {id} {:?}\n", stage.site_marks.get(index));
    }
    for (index, track) in campaign.tracks.iter().enumerate() {
        let (line, tip) = (stage.tracks.get(index), stage.tips.get(index));
        out += &format!("track {} {line:?} {tip:?}\n", track.id);
    }
    for (index, force) in campaign.forces.iter().enumerate() {
        out += &format!("force {} {:?}\n", force.id, stage.forces.get(index));
    }
    for index in 0..campaign.control.len() {
        out += &format!("control {index} {:?}\n", stage.control.get(index));
    }
    for (site, state) in &stage.abroad {
        out += &format!("abroad {site} {:?}\n", state.get_untracked());
    }
    for index in 0..campaign.parts.len() {
        out += &format!("land {index} {:?}\n", stage.lands.get(index));
    }
    out += &format!("dial {:?}\n", stage.dial.get(0));
    out
}

/// The first line in which two texts differ, each.
fn difference(walked: &str, fresh: &str) -> String {
    let lines = walked.lines().zip(fresh.lines());
    let differing: Vec<String> = lines
        .filter(|(a, b)| a != b)
        .map(|(a, b)| format!("  after the walk: {a}\n  from the start: {b}\n"))
        .collect();
    format!(
        "{} lines differ\n{}",
        differing.len(),
        differing[..differing.len().min(4)].concat()
    )
}

/// The board and the picture of a walked stage against those of a fresh one.
fn agree(stage: &Stage, day: Date) -> Result<(), String> {
    let fresh = Stage::new(stage.campaign.clone(), Lang::En);
    fresh.open_book(Book::clone(&stage.book.get_untracked()));
    reset(&fresh);
    fresh.dispatch(Message::Seek(day));
    fresh.dispatch(Message::Rest);
    let (walked, expected) = (board(stage), board(&fresh));
    if walked != expected {
        return Err(format!("{day}: {}", difference(&walked, &expected)));
    }
    let (walked, expected) = (html(stage), html(&fresh));
    if walked != expected {
        return Err(format!("{day}: the signals agree, but not the pictures"));
    }
    Ok(())
}

#[test]
fn every_signal_is_that_of_a_reader_who_opened_the_page_on_the_day() {
    let book = record().book;
    let campaign = record().campaign;
    let walk = prop::collection::vec(any_message(&campaign), 0..30);
    walks(16)
        .run(&(walk, any_day(&campaign)), |(walk, day)| {
            Owner::new().with(|| {
                let stage = Stage::new(campaign.clone(), Lang::En);
                stage.open_book(book.clone());
                walk.into_iter().for_each(|message| stage.dispatch(message));
                reset(&stage);
                stage.dispatch(Message::Seek(day));
                stage.dispatch(Message::Rest);
                agree(&stage, day).map_err(TestCaseError::fail)
            })
        })
        .unwrap();
}

#[test]
fn from_one_quiet_day_to_another_far_away_nothing_is_left_behind() {
    // On neither day anything begins, so the places of the day are the same: none.
    let (early, late) = ("1856-11-20", "1860-12-20");
    Owner::new().with(|| {
        let stage = Stage::new(record().campaign, Lang::En);
        reset(&stage);
        for day in [early, late, early] {
            let day = Date::parse(day).unwrap();
            stage.dispatch(Message::Seek(day));
            stage.dispatch(Message::Rest);
            agree(&stage, day).unwrap();
        }
    });
}

#[test]
fn where_play_is_paused_the_news_is_of_that_day() {
    Owner::new().with(|| {
        let stage = Stage::new(record().campaign, Lang::En);
        stage.dispatch(Message::Seek(Date::parse("1860-09-17").unwrap()));
        stage.dispatch(Message::Rest);
        stage.dispatch(Message::TogglePlay);
        // In play a sentence stands for two seconds, while the days go on.
        let (day, news) = (stage.day, stage.news);
        while day.get_untracked() == news.get_untracked() {
            stage.dispatch(Message::Tick(50.0));
        }
        stage.dispatch(Message::TogglePlay);
        assert_eq!(news.get_untracked(), day.get_untracked());
    });
}
