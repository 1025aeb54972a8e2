//! Tests of a talk, with the record itself.

use super::*;
use crate::campaign::{Book, Campaign, Reading};
use crate::i18n::words;

fn record() -> (Campaign, Book) {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    let record = crate::native::read_folder(&folder).unwrap();
    (record.campaign, record.book)
}

fn talk() -> (Present, Campaign, Book) {
    let (campaign, book) = record();
    let mut talk = Present::default();
    update(
        &mut talk,
        Command::Deal(deal(&campaign, &book, Reading::Article)),
    );
    update(&mut talk, Command::Enter(None, campaign.span().first));
    talk.at = 0;
    (talk, campaign, book)
}

fn press(talk: &mut Present, key: &str) {
    if let Some(command) = command(talk, key) {
        update(talk, command);
    }
}

#[test]
fn every_chapter_opens_tells_its_beats_and_ends_with_its_question() {
    for reading in [Reading::Article, Reading::OtherWorks] {
        let (campaign, book) = record();
        let steps = deal(&campaign, &book, reading);
        for (index, chapter) in book.chapters.iter().enumerate() {
            let own: Vec<&Step> = steps.iter().filter(|step| step.chapter == index).collect();
            assert_eq!(own[0].kind, Kind::Opening);
            assert_eq!(own.last().unwrap().kind, Kind::Question);
            let told = own.iter().flat_map(|step| &step.facts);
            let told: Vec<&str> = told.map(|fact| book.facts[*fact].id.as_str()).collect();
            assert_eq!(told, chapter.beats);
        }
        for step in &steps {
            assert!(campaign.span().contains(step.date));
            for close in [false, true] {
                let [low, high] = extent(&campaign, &book, step, close).unwrap();
                assert!(low.lon < high.lon && low.lat < high.lat);
            }
        }
    }
}

#[test]
fn ports_of_one_treaty_are_one_step_and_a_vague_date_does_not_turn_back() {
    let (campaign, book) = record();
    let steps = deal(&campaign, &book, Reading::Article);
    let long: Vec<usize> = steps
        .iter()
        .map(|step| step.facts.len())
        .filter(|n| *n > 1)
        .collect();
    assert_eq!(long, [10]);
    // `1858` after 5 January 1858 stays on that day.
    let year = steps.iter().position(|step| {
        step.facts
            .first()
            .is_some_and(|fact| book.facts[*fact].id == "F118")
    });
    assert_eq!(steps[year.unwrap()].date, steps[year.unwrap() - 1].date);
}

#[test]
fn every_key_of_a_clicker_does_what_speakers_expect() {
    let (mut talk, ..) = talk();
    for (key, at) in [
        ("PageDown", 1),
        ("ArrowRight", 2),
        (" ", 3),
        ("Enter", 4),
        ("N", 5),
        ("ArrowDown", 6),
        ("PageUp", 5),
        ("ArrowLeft", 4),
        ("P", 3),
        ("p", 2),
        ("Backspace", 1),
        ("ArrowUp", 0),
        ("PageUp", 0),
        ("End", talk.steps.len() - 1),
        ("PageDown", talk.steps.len() - 1),
        ("Home", 0),
    ] {
        press(&mut talk, key);
        assert_eq!(talk.at, at, "{key}");
    }
}

#[test]
fn any_key_brings_the_picture_back_and_does_nothing_else() {
    let (mut talk, ..) = talk();
    for (dark, light) in [(".", "PageDown"), ("b", "b"), ("V", "Escape"), ("B", "7")] {
        press(&mut talk, dark);
        assert!(talk.black, "{dark}");
        press(&mut talk, "Shift");
        assert!(talk.black);
        press(&mut talk, light);
        assert_eq!(
            (talk.black, talk.at, talk.on, talk.panel),
            (false, 0, true, Panel::None),
            "{light}"
        );
    }
}

#[test]
fn a_double_click_is_one_step_and_a_held_key_does_not_run_away() {
    let mut guard = Guard::default();
    let mut passes = |command, at, held| guard.admits(&command, at, held);
    assert!(passes(Command::Next, 1000.0, false));
    assert!(!passes(Command::Next, 1299.0, false));
    assert!(!passes(Command::Back, 1299.0, false));
    assert!(passes(Command::Next, 1300.0, false));
    assert!(!passes(Command::Next, 5000.0, true));
    assert!(passes(Command::Black, 1301.0, false));
    assert!(!passes(Command::Black, 1302.0, true));
    // A clock that was set back bars nobody.
    assert!(passes(Command::Next, 10.0, false));
}

#[test]
fn start_and_stop_alternate_as_a_clicker_sends_them() {
    let (mut talk, ..) = talk();
    press(&mut talk, "F5");
    assert!(talk.on);
    press(&mut talk, "Escape");
    assert!(!talk.on && talk.asked);
    for key in ["PageDown", "b", "o", "Escape"] {
        assert_eq!(
            command(&talk, key),
            None,
            "{key} is the page's own when the talk rests"
        );
    }
    press(&mut talk, "F5");
    assert!(talk.on);
    update(&mut talk, Command::Leave);
    assert_eq!(command(&talk, "F5"), None);
}

#[test]
fn a_number_and_enter_jump_to_a_chapter() {
    let (mut talk, ..) = talk();
    for (keys, chapter) in [
        ("g11", 10),
        ("7", 6),
        ("g1\u{8}3", 2),
        ("99", 8),
        ("g", 8),
        ("o", 8),
        ("15", 4),
    ] {
        for key in keys.chars() {
            let key = if key == '\u{8}' {
                "Backspace".into()
            } else {
                key.to_string()
            };
            press(&mut talk, &key);
        }
        press(&mut talk, "Enter");
        let step = talk.step().unwrap();
        assert_eq!(
            (step.chapter, step.kind, talk.panel),
            (chapter, Kind::Opening, Panel::None),
            "{keys}"
        );
    }
}

#[test]
fn in_the_overview_the_clicker_chooses_a_chapter() {
    let (mut talk, ..) = talk();
    for key in ["o", "PageDown", "PageDown", "PageUp", "PageDown", "Enter"] {
        press(&mut talk, key);
    }
    assert_eq!(talk.address(), Some([3, 1]));
    press(&mut talk, "o");
    press(&mut talk, "Escape");
    assert!(talk.on && talk.panel == Panel::None);
}

#[test]
fn an_address_is_found_again_and_a_day_finds_its_step() {
    let (mut talk, campaign, _) = talk();
    for at in 0..talk.steps.len() {
        talk.at = at;
        let named = talk.address();
        update(&mut talk, Command::Enter(named, campaign.span().first));
        assert_eq!(talk.at, at);
    }
    for wild in [[0, 0], [99, 1], [3, 99]] {
        update(&mut talk, Command::Enter(Some(wild), campaign.span().first));
        assert!(talk.step().is_some());
    }
    let day = Date::parse("1860-09-21").unwrap();
    update(&mut talk, Command::Enter(None, day));
    assert_eq!(talk.step().unwrap().date, day);
}

#[test]
fn the_chapters_share_the_time_by_their_steps() {
    let (mut talk, ..) = talk();
    let mut before = 0;
    for chapter in 0..talk.chapters() {
        update(&mut talk, Command::Chapter(chapter));
        assert!(talk.due_min() > before);
        before = talk.due_min();
    }
    assert_eq!(before, talk.minutes);
    update(&mut talk, Command::Shorter);
    assert_eq!(talk.due_min(), 40);
}

#[test]
fn notes_leave_the_wall_when_they_have_a_window() {
    let (mut talk, ..) = talk();
    assert!(!talk.notes);
    press(&mut talk, "n");
    assert!(talk.notes);
    update(&mut talk, Command::Speaker(Speaker::Open));
    assert!(!talk.notes);
}

#[test]
fn every_row_has_its_help_words() {
    for lang in Lang::ALL {
        assert_eq!(words(lang).talk_keys.len(), ROWS.len());
    }
    let keys: Vec<String> = ROWS.iter().map(shown).collect();
    assert_eq!(keys[0], "PageDown  →  ↓  Space  Enter  Shift N");
    assert_eq!(keys[4], ".  b  v");
}
