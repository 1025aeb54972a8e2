//! The dock: play, steps, the date in both calendars, the slider with its histogram and chapters.

use super::controls::icon;
use super::el::{El, el};
use super::marks::{Look, drawn};
use super::percent;
use crate::app::keymap::{self, Focus};
use crate::app::playback::SPEEDS;
use crate::app::time_axis::{Scale, TimeAxis};
use crate::app::{Message, Step, announce};
use crate::campaign::{Campaign, Date, Lang, Reading};
use crate::carto::path::{decimal, decimal_text};
use crate::carto::within;
use crate::i18n::{self, Words, words};
use crate::stage::{Dial, Stage};

/// The slider's own steps: fine enough that every day has one.
const STEPS: f64 = 100_000.0;

pub fn timeline(stage: Stage) -> El {
    let made = vec![
        el("time").set("id", "date"),
        el("span"),
        el("path"),
        input(stage),
    ];
    let found_by = "#date,#date+span,.passed path,#date-slider";
    let mut made = drawn(found_by, stage.dial, vec![made], dial_look(stage)).into_iter();
    el("footer")
        .set("id", "dock")
        .set("class", "dock")
        .set("role", "group")
        .say("aria-label", stage.lang, |w| w.timeline())
        .child(transport(stage))
        .child(
            el("div")
                .set("class", "date")
                .maybe(made.next())
                .maybe(made.next()),
        )
        .child(slider(stage, made))
        .child(options(stage))
}

/// What the dock tells of a moment.
fn dial_look(stage: Stage) -> impl Fn(usize, Dial, &mut Look) {
    move |_, dial, look| {
        let Dial { lang, day, .. } = dial;
        look.set(0, "datetime", &[&day.to_string()]);
        look.set(0, "", &[&i18n::day(lang, day)]);
        // While playing through quiet months the line under the date says so.
        let quiet_months = || announce::quiet_months(&stage.campaign, day, dial.reading);
        let under_date = match dial.playing.then(quiet_months).flatten() {
            Some(months) => Some(i18n::quiet_months(lang, months)),
            None => second_calendar(stage, lang, day),
        };
        look.maybe(1, "", under_date.as_deref());
        let place = decimal_text(dial.position * STEPS, 0);
        look.set(2, "d", &["M0 3H", &place]);
        look.set(3, "value", &[&place]);
    }
}

/// The day in the second calendar, as far as that reaches.
fn second_calendar(stage: Stage, lang: Lang, day: Date) -> Option<String> {
    let day = stage.campaign.calendar.day(day)?;
    Some(i18n::era_day(lang, day))
}

fn transport(stage: Stage) -> El {
    let (lang, playing) = (stage.lang, stage.playing);
    let button = |class: &'static str, message: Message| {
        el("button")
            .set("class", class)
            .tap(move || stage.dispatch(message.clone()))
    };
    let step = |label: fn(&Words) -> &'static str, sign: &'static str, step: Step| {
        button("step", Message::Step(step))
            .say("title", lang, label)
            .child(icon().child(el("path").set("d", sign)))
    };
    let name = move || {
        let w = words(lang.get());
        if playing.get() { w.pause() } else { w.play() }
    };
    let sign = move || {
        if playing.get() {
            "M-5 -7V7M5 -7V7"
        } else {
            "M-4.5 -7.5L8 0L-4.5 7.5z"
        }
    };
    el("div")
        .set("class", "transport")
        .child(step(
            |w| w.previous_event(),
            "M6 -7L-4 0L6 7zM-6 -7V7",
            Step::PreviousEvent,
        ))
        .child(
            button("play", Message::TogglePlay)
                .set("id", "play")
                .follow("aria-label", name)
                .child(icon().child(el("path").follow("d", sign))),
        )
        .child(step(
            |w| w.next_event(),
            "M-6 -7L4 0L-6 7zM6 -7V7",
            Step::NextEvent,
        ))
}

fn input(stage: Stage) -> El {
    // While a hand drags nobody listens: the words wait for the date to rest. A key rests at once.
    let spoken = move || {
        let (day, lang) = (stage.rested_day.get(), stage.lang.get());
        let news = announce::sentence(&stage.campaign, day, stage.reading.get(), lang);
        // Last, so that whoever steps from day to day has heard the news by then.
        match second_calendar(stage, lang, day) {
            Some(day) => [&news, " · ", &day].concat(),
            None => news,
        }
    };
    let slide = move |event| {
        let value = slider_value(&event);
        if value.is_finite() {
            stage.dispatch(Message::Slide(value / STEPS));
        }
    };
    let key = move |event: leptos::ev::KeyboardEvent| {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        if let Some(message) = keymap::message(&event.key(), event.shift_key(), Focus::Timeline) {
            event.prevent_default();
            event.stop_propagation();
            stage.dispatch(message);
        }
    };
    el("input")
        .set("id", "date-slider")
        .set("type", "range")
        .set("min", "0")
        .set("max", "100000")
        .set("step", "1")
        .say("aria-label", stage.lang, |w| w.date())
        .follow("aria-valuetext", spoken)
        .input(slide)
        .key(key)
}

fn slider(stage: Stage, mut made: impl Iterator<Item = El>) -> El {
    let axis = stage.axis;
    let bars = move || axis.with(|axis| histogram(&stage.campaign, axis, stage.reading.get()));
    let fold = move || {
        let at = axis.with(|axis| axis.fold_position());
        at.map_or(String::new(), |at| String::from("left:") + &percent(at))
    };
    el("div")
        .set("class", "slider")
        .child(
            el("svg")
                .set("class", "histogram")
                .set("viewBox", "0 0 1000 40")
                .set("preserveAspectRatio", "none")
                .set("aria-hidden", "true")
                .child(el("path").follow("d", bars)),
        )
        .child(
            el("i")
                .set("class", "fold")
                .set("aria-hidden", "true")
                .style(fold),
        )
        .child(
            el("svg")
                .set("class", "passed")
                .set("viewBox", "0 0 100000 6")
                .set("preserveAspectRatio", "none")
                .set("aria-hidden", "true")
                .maybe(made.next()),
        )
        .maybe(made.next())
        .child(el("div").set("class", "chapters"))
}

/// The slider's number, without parsing text.
fn slider_value(event: &leptos::ev::Event) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return leptos::prelude::event_target::<web_sys::HtmlInputElement>(event).value_as_number();
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = event;
        f64::NAN
    }
}

/// A bar for each day on which something begins, as high as its events; 1000 × 40.
fn histogram(campaign: &Campaign, axis: &TimeAxis, reading: Reading) -> String {
    let mut d = String::new();
    for day in campaign.event_days(reading) {
        let count = announce::new_events(campaign, day, reading).len() as f64;
        let (from, to) = (
            axis.position(day.start()),
            axis.position(day.plus(1).start()),
        );
        let width = within((to - from) * 1000.0 - 0.6, 1.2, 6.0);
        let height = (8.0 + 8.0 * (count - 1.0)).min(38.0);
        let mut write = |command: &str, value: f64| {
            d.push_str(command);
            decimal(&mut d, value, 1);
        };
        write("M", from * 1000.0);
        write(" 40v", -height);
        write("h", width);
        write("v", height);
        d.push('z');
    }
    d
}

fn options(stage: Stage) -> El {
    let (lang, scale, speed) = (stage.lang, stage.scale, stage.speed);
    let scale_name = move || {
        let w = words(lang.get());
        match scale.get() {
            Scale::Weighted => w.scale_weighted(),
            Scale::Calendar => w.scale_calendar(),
            Scale::Chapter => w.scale_chapter(),
        }
    };
    let speed_name = move || decimal_text(speed.get(), 1) + "×";
    let next_scale = move || {
        let now = Scale::ALL
            .iter()
            .position(|s| *s == scale.get_untracked())
            .unwrap_or(0);
        stage.dispatch(Message::Scale(Scale::ALL[(now + 1) % Scale::ALL.len()]));
    };
    let next_speed = move || {
        let now = SPEEDS
            .iter()
            .position(|s| *s == speed.get_untracked())
            .unwrap_or(1);
        stage.dispatch(Message::Speed(SPEEDS[(now + 1) % SPEEDS.len()]));
    };
    el("div")
        .set("class", "options")
        .child(
            el("button")
                .set("id", "scale")
                .tap(next_scale)
                .child(el("small").word(lang, |w| w.scale()))
                .text_of(scale_name),
        )
        .child(
            el("button")
                .set("id", "speed")
                .tap(next_speed)
                .child(el("small").word(lang, |w| w.speed()))
                .text_of(speed_name),
        )
}
