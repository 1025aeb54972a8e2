//! The attendant, by the second.

use super::*;

fn at_work(fragment: &str) -> Attendant {
    let (settings, bad) = Settings::read(fragment);
    assert_eq!(bad, Vec::<String>::new());
    let mut attendant = Attendant::new(settings, false);
    assert_eq!(attendant.answer(Input::Press), Some(Turn::Wake));
    attendant
}

/// So many seconds pass in ticks of 100 ms; the turns that were taken.
fn pass(attendant: &mut Attendant, seconds: f64, tick: Tick) -> Vec<Turn> {
    (0..(seconds * 10.0).round() as usize)
        .filter_map(|_| attendant.answer(Input::Tick(Tick { ms: 100.0, ..tick })))
        .collect()
}

const QUIET: Tick = Tick {
    ms: 0.0,
    playing: false,
    speaking: false,
    hour: 12,
};
const PLAYING: Tick = Tick {
    playing: true,
    ..QUIET
};

#[test]
fn a_minute_of_silence_brings_the_question_and_twenty_seconds_more_the_reset() {
    let mut attendant = at_work("mode=kiosk");
    assert_eq!(pass(&mut attendant, 59.9, QUIET), []);
    assert_eq!(attendant.phase, Phase::Awake);
    assert_eq!(pass(&mut attendant, 0.1, QUIET), [Turn::Warn]);
    assert_eq!((attendant.phase, attendant.left_s()), (Phase::Warning, 20));
    assert_eq!(pass(&mut attendant, 19.8, QUIET), []);
    assert_eq!(attendant.left_s(), 1);
    assert_eq!(pass(&mut attendant, 0.3, QUIET), [Turn::Reset]);
    assert_eq!(attendant.phase, Phase::Attract);
}

#[test]
fn every_kind_of_input_cancels_as_often_as_one_likes() {
    let mut attendant = at_work("mode=kiosk");
    for input in [Input::Press, Input::Stir, Input::Mouse]
        .into_iter()
        .cycle()
        .take(30)
    {
        assert_eq!(pass(&mut attendant, 79.0, QUIET), [Turn::Warn]);
        assert_eq!(attendant.answer(input), Some(Turn::Resume), "{input:?}");
        assert_eq!(attendant.phase, Phase::Awake);
    }
    // And each begins the minute anew before the question, too.
    for input in [Input::Press, Input::Stir, Input::Mouse] {
        assert_eq!(pass(&mut attendant, 59.0, QUIET), []);
        assert_eq!(attendant.answer(input), None);
    }
}

#[test]
fn nothing_is_counted_while_the_war_plays_or_a_text_is_read_aloud() {
    let mut attendant = at_work("mode=kiosk");
    let speaking = Tick {
        speaking: true,
        ..QUIET
    };
    for busy in [PLAYING, speaking] {
        assert_eq!(pass(&mut attendant, 50.0, QUIET), []);
        assert_eq!(pass(&mut attendant, 300.0, busy), []);
        // The minute begins when it ends.
        assert_eq!(pass(&mut attendant, 59.9, QUIET), []);
        assert_eq!(pass(&mut attendant, 0.2, QUIET), [Turn::Warn]);
        assert_eq!(attendant.answer(Input::Press), Some(Turn::Resume));
    }
}

#[test]
fn the_attract_screen_has_no_timer_and_begins_anew_when_the_war_is_over() {
    let (settings, _) = Settings::read("mode=kiosk");
    let mut attendant = Attendant::new(settings, false);
    assert_eq!(pass(&mut attendant, 3_600.0, PLAYING), []);
    assert_eq!(pass(&mut attendant, 3.9, QUIET), []);
    assert_eq!(pass(&mut attendant, 0.2, QUIET), [Turn::Replay]);
    // What is no touch wakes nobody.
    assert_eq!(attendant.answer(Input::Mouse), None);
    assert_eq!(attendant.answer(Input::Stir), None);
    assert_eq!(attendant.phase, Phase::Attract);
    assert_eq!(attendant.answer(Input::Press), Some(Turn::Wake));
}

#[test]
fn a_clock_that_jumps_and_a_machine_that_slept_reset_nobody() {
    let mut attendant = at_work("mode=kiosk");
    for ms in [86_400_000.0, -5_000.0, f64::NAN, f64::INFINITY] {
        assert_eq!(
            attendant.answer(Input::Tick(Tick { ms, ..QUIET })),
            None,
            "{ms}"
        );
    }
    assert_eq!(attendant.phase, Phase::Awake);
    // Two jumps counted two seconds each.
    assert_eq!(pass(&mut attendant, 55.9, QUIET), []);
    assert_eq!(pass(&mut attendant, 0.2, QUIET), [Turn::Warn]);
}

#[test]
fn the_museum_sets_both_times_and_nought_is_off() {
    let mut attendant = at_work("mode=kiosk&idle=5&warn=2.5");
    assert_eq!(pass(&mut attendant, 5.1, QUIET), [Turn::Warn]);
    assert_eq!(pass(&mut attendant, 2.5, QUIET), [Turn::Reset]);
    let mut attendant = at_work("mode=kiosk&idle=0");
    assert_eq!(pass(&mut attendant, 7_200.0, QUIET), []);
    let mut attendant = at_work("mode=kiosk&idle=5&warn=0");
    assert_eq!(pass(&mut attendant, 5.1, QUIET), [Turn::Reset]);
}

#[test]
fn a_reset_leaves_nothing_of_the_visitor() {
    let mut attendant = at_work("mode=kiosk");
    let before = attendant.clone();
    attendant.answer(Input::Set(Comfort {
        text: 2,
        contrast: true,
        still: true,
        aloud: true,
        volume: 2,
    }));
    pass(&mut attendant, 81.0, QUIET);
    assert_eq!(attendant.comfort, before.comfort);
    let home = [Message::Scale(crate::app::time_axis::Scale::Calendar)];
    let messages = attendant.messages(Turn::Reset, Lang::ZhHans, &home);
    assert_eq!(messages[0], Message::Reset);
    assert_eq!(messages[1], home[0]);
    assert!(messages.contains(&Message::Speak(Lang::ZhHans)));
    assert!(messages.contains(&Message::Still(false)));
    assert_eq!(messages.last(), Some(&Message::TogglePlay));
    // Whoever wakes it finds it at rest.
    let messages = attendant.messages(Turn::Wake, Lang::ZhHans, &home);
    assert!(!messages.contains(&Message::TogglePlay));
}

#[test]
fn start_again_keeps_what_the_visitor_needs_to_read() {
    let mut attendant = at_work("mode=kiosk");
    let comfort = Comfort {
        text: 2,
        ..Comfort::default()
    };
    attendant.answer(Input::Set(comfort));
    assert_eq!(attendant.answer(Input::StartAgain), Some(Turn::Again));
    assert_eq!(
        (attendant.phase, attendant.comfort),
        (Phase::Awake, comfort)
    );
}

#[test]
fn contrast_gives_way_to_the_light_of_the_museum() {
    let comfort = |contrast| Comfort {
        contrast,
        ..Comfort::default()
    };
    let dark = [Message::Theme(Theme::Dark)];
    let theme = |on, home| comfort(on).messages(home)[1].clone();
    assert_eq!(theme(true, &dark), Message::Theme(Theme::Contrast));
    assert_eq!(theme(false, &dark), dark[0]);
    assert_eq!(theme(false, &[]), Message::Theme(Theme::Paper));
}

#[test]
fn the_corner_opens_after_five_seconds_and_a_shorter_press_does_nothing() {
    let mut attendant = at_work("mode=kiosk");
    attendant.answer(Input::Corner(true));
    pass(&mut attendant, 4.8, QUIET);
    attendant.answer(Input::Corner(false));
    pass(&mut attendant, 5.0, QUIET);
    assert!(!attendant.staff);
    attendant.answer(Input::Corner(true));
    pass(&mut attendant, 5.1, QUIET);
    assert!(attendant.staff);
    // It closes with the reset as well.
    pass(&mut attendant, 81.0, QUIET);
    assert!(!attendant.staff);
    // On the attract screen a press in the panel wakes nothing, and the panel does not stay for ever.
    attendant.answer(Input::Corner(true));
    pass(&mut attendant, 5.1, QUIET);
    attendant.answer(Input::Corner(false));
    assert_eq!(attendant.answer(Input::Press), None);
    assert!(attendant.staff && attendant.phase == Phase::Attract);
    pass(&mut attendant, 81.0, QUIET);
    assert!(!attendant.staff);
}

#[test]
fn the_furniture_moves_every_three_minutes_and_comes_round() {
    let mut attendant = at_work("mode=kiosk&idle=0");
    let mut seen = vec![attendant.shift];
    for _ in 0..SHIFTS {
        pass(&mut attendant, 180.1, QUIET);
        seen.push(attendant.shift);
    }
    assert_eq!(seen, [0, 1, 2, 3, 4, 5, 6, 7, 0]);
}

#[test]
fn the_cursor_shows_for_three_seconds_after_the_mouse_has_moved() {
    let mut attendant = at_work("mode=kiosk");
    assert!(!attendant.cursor);
    attendant.answer(Input::Mouse);
    assert!(attendant.cursor);
    pass(&mut attendant, 3.1, QUIET);
    assert!(!attendant.cursor);
}

#[test]
fn the_night_dims_the_attract_screen_alone() {
    let (settings, _) = Settings::read("dim=18-9");
    let mut attendant = Attendant::new(settings, false);
    let mut dim = |hour| {
        attendant.answer(Input::Tick(Tick { hour, ..PLAYING }));
        attendant.dim
    };
    assert_eq!(
        [17, 18, 23, 0, 8, 9].map(&mut dim),
        [false, true, true, true, true, false]
    );
    let mut attendant = at_work("dim=0-23");
    pass(&mut attendant, 1.0, QUIET);
    assert!(!attendant.dim);
}

#[test]
fn settings_are_bounded_and_what_cannot_be_read_is_named() {
    let (settings, bad) = Settings::read(
        "mode=kiosk&idle=-1&warn=x&size=9&ppi=0&controls=high&langs=zh-Hans,xx&dim=25-1&count=2",
    );
    let (defaults, none) = Settings::read("");
    assert_eq!(none, Vec::<String>::new());
    assert_eq!(settings.langs, [Lang::ZhHans, Lang::ZhHant, Lang::En]);
    let langs = defaults.langs.clone();
    assert_eq!(Settings { langs, ..settings }, defaults);
    for part in [
        "idle=-1",
        "warn=x",
        "size=9",
        "ppi=0",
        "controls=high",
        "langs=xx",
        "dim=25-1",
        "count=2",
    ] {
        assert!(bad.iter().any(|bad| bad == part), "{part}: {bad:?}");
    }
    let (settings, _) = Settings::read("ppi=70&langs=en&count=1&size=1.5");
    assert!((settings.target_px - 55.1).abs() < 0.1);
    assert_eq!(
        (settings.langs[0], settings.counts, settings.size),
        (Lang::En, true, 1.5)
    );
    let (settings, _) = Settings::read("ppi=30");
    assert_eq!(settings.target_px, 44.0);
}

#[test]
fn a_new_visitor_is_met_in_the_museums_language() {
    let lang = |fragment| Settings::home_lang(fragment, Lang::En);
    assert_eq!(lang("mode=kiosk&lang=zh-Hant&langs=en"), Lang::ZhHant);
    assert_eq!(lang("mode=kiosk&langs=zh-Hans,en"), Lang::ZhHans);
    assert_eq!(lang("mode=kiosk"), Lang::En);
}
