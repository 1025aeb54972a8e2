//! The dock: play, steps, the date in both calendars, the slider with its histogram and chapters.

use crate::app::keymap::{self, Focus};
use crate::app::playback::SPEEDS;
use crate::app::time_axis::{Scale, TimeAxis};
use crate::app::{Message, Step, announce};
use crate::campaign::{Campaign, Date, Reading};
use crate::carto::path::{decimal, decimal_text};
use crate::carto::within;
use crate::i18n::{self, words};
use crate::stage::Stage;
use crate::view::follow::{follow, word};
use leptos::prelude::*;

/// The slider's own steps: fine enough that every day has one.
const STEPS: f64 = 100_000.0;

#[component]
pub fn Timeline(stage: Stage) -> impl IntoView {
    let (lang, day, playing) = (stage.lang, stage.day, stage.playing);
    let send = |message: Message| {
        let stage = stage.clone();
        move |_| stage.dispatch(message.clone())
    };
    let era = {
        let stage = stage.clone();
        move || {
            stage
                .campaign
                .calendar
                .day(day.get())
                .map(|era| i18n::era_day(lang.get(), era))
        }
    };
    let caption = {
        let stage = stage.clone();
        move || {
            let months = announce::quiet_months(&stage.campaign, day.get(), stage.reading.get())?;
            playing
                .get()
                .then(|| i18n::quiet_months(lang.get(), months))
        }
    };
    view! {
        <footer id="dock" class="dock" role="group" aria-label=word(lang, |w| w.timeline)>
            <div class="transport">
                <button
                    class="step"
                    aria-label=word(lang, |w| w.previous_event)
                    title=word(lang, |w| w.previous_event)
                    on:click=send(Message::Step(Step::PreviousEvent))
                >
                    <svg viewBox="-12 -12 24 24" aria-hidden="true"><path d="M6 -7L-4 0L6 7zM-6 -7V7"/></svg>
                </button>
                <button
                    id="play"
                    class="play"
                    aria-label=follow(move || match playing.get() {
                        true => words(lang.get()).pause,
                        false => words(lang.get()).play,
                    })
                    on:click=send(Message::TogglePlay)
                >
                    <svg viewBox="-12 -12 24 24" aria-hidden="true">
                        <path d=follow(move || if playing.get() { "M-5 -7V7M5 -7V7" } else { "M-4.5 -7.5L8 0L-4.5 7.5z" })/>
                    </svg>
                </button>
                <button
                    class="step"
                    aria-label=word(lang, |w| w.next_event)
                    title=word(lang, |w| w.next_event)
                    on:click=send(Message::Step(Step::NextEvent))
                >
                    <svg viewBox="-12 -12 24 24" aria-hidden="true"><path d="M-6 -7L4 0L-6 7zM6 -7V7"/></svg>
                </button>
            </div>
            <p class="date">
                <time id="date" datetime=follow(move || day.get().to_string())>
                    {follow(move || i18n::day(lang.get(), day.get()))}
                </time>
                <span>{follow(move || caption().or_else(&era))}</span>
            </p>
            <Slider stage=stage.clone()/>
            <Options stage=stage.clone()/>
        </footer>
    }
}

#[component]
fn Slider(stage: Stage) -> impl IntoView {
    let (lang, day, axis, position) = (stage.lang, stage.day, stage.axis, stage.position);
    let value = move || decimal_text((position.get() * STEPS).round(), 0);
    let spoken = {
        let stage = stage.clone();
        move || announce::sentence(&stage.campaign, day.get(), stage.reading.get(), lang.get())
    };
    let slide = {
        let stage = stage.clone();
        move |event| {
            let value = event_value(&event);
            if value.is_finite() {
                stage.dispatch(Message::Slide(value / STEPS));
            }
        }
    };
    let key = {
        let stage = stage.clone();
        move |event: leptos::ev::KeyboardEvent| {
            if event.ctrl_key() || event.alt_key() || event.meta_key() {
                return;
            }
            if let Some(message) = keymap::message(&event.key(), event.shift_key(), Focus::Timeline)
            {
                event.prevent_default();
                event.stop_propagation();
                stage.dispatch(message);
            }
        }
    };
    let bars = {
        let stage = stage.clone();
        move || axis.with(|axis| histogram(&stage.campaign, axis, stage.reading.get()))
    };
    let fold = move || axis.with(|axis| axis.fold_position().map(percent));
    let chapters =
        {
            let stage = stage.clone();
            move || {
                let book = stage.book.get();
                let axis = axis.get();
                let span = stage.campaign.span();
                let starts: Vec<Date> = (book.chapters.iter())
                    .map(|chapter| chapter.when.first.clamp(span.first, span.last))
                    .collect();
                book.chapters
                .iter()
                .enumerate()
                .map(|(index, chapter)| {
                    let from = if index == 0 { 0.0 } else { axis.position(starts[index].start()) };
                    let to = match starts.get(index + 1) {
                        Some(next) => axis.position(next.start()),
                        None => 1.0,
                    };
                    let title = chapter.title.clone();
                    let first = starts[index];
                    let next = starts.get(index + 1).copied();
                    let is_current = move || {
                        let day = day.get();
                        (index == 0 || first <= day) && next.is_none_or(|next| day < next)
                    };
                    let go = {
                        let stage = stage.clone();
                        move |_| stage.dispatch(Message::Seek(first))
                    };
                    view! {
                        <button
                            class="chapter"
                            style:left=percent(from)
                            style:width=percent(to - from)
                            title=follow(move || title.get(lang.get()).to_string())
                            aria-label={
                                let title = chapter.title.clone();
                                follow(move || {
                                    let number = (index + 1).to_string();
                                    let w = words(lang.get());
                                    [w.chapter, " ", &number, " ", title.get(lang.get())].concat()
                                })
                            }
                            aria-current=follow(move || is_current().then_some("step"))
                            on:click=go
                        >
                            {index + 1}
                        </button>
                    }
                })
                .collect_view()
            }
        };
    view! {
        <div class="slider" style:--position=move || decimal_text(position.get(), 5)>
            <svg class="histogram" viewBox="0 0 1000 40" preserveAspectRatio="none" aria-hidden="true">
                <path d=follow(bars)/>
            </svg>
            <i class="fold" style:left=fold aria-hidden="true"></i>
            <input
                id="date-slider"
                type="range"
                min="0"
                max="100000"
                step="1"
                aria-label=word(lang, |w| w.date)
                aria-valuetext=follow(spoken)
                prop:value=value
                on:input=slide
                on:keydown=key
            />
            <div class="chapters">{chapters}</div>
        </div>
    }
}

/// The slider's number, without parsing text.
fn event_value(event: &leptos::ev::Event) -> f64 {
    #[cfg(target_arch = "wasm32")]
    return event_target::<web_sys::HtmlInputElement>(event).value_as_number();
    #[cfg(not(target_arch = "wasm32"))]
    {
        let _ = event;
        f64::NAN
    }
}

fn percent(part: f64) -> String {
    let mut out = decimal_text(part * 100.0, 3);
    out.push('%');
    out
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
        d.push('M');
        decimal(&mut d, from * 1000.0, 1);
        d.push_str(" 40v-");
        decimal(&mut d, height, 0);
        d.push('h');
        decimal(&mut d, width, 1);
        d.push('v');
        decimal(&mut d, height, 0);
        d.push('z');
    }
    d
}

#[component]
fn Options(stage: Stage) -> impl IntoView {
    let (lang, scale, speed) = (stage.lang, stage.scale, stage.speed);
    let faster = {
        let stage = stage.clone();
        move |_| {
            let now = SPEEDS
                .iter()
                .position(|s| *s == stage.speed.get_untracked())
                .unwrap_or(1);
            stage.dispatch(Message::Speed(SPEEDS[(now + 1) % SPEEDS.len()]));
        }
    };
    let next_scale = {
        let stage = stage.clone();
        move |_| {
            let now = Scale::ALL
                .iter()
                .position(|s| *s == stage.scale.get_untracked())
                .unwrap_or(0);
            stage.dispatch(Message::Scale(Scale::ALL[(now + 1) % Scale::ALL.len()]));
        }
    };
    let scale_name = move || {
        let w = words(lang.get());
        match scale.get() {
            Scale::Weighted => w.scale_weighted,
            Scale::Calendar => w.scale_calendar,
            Scale::Chapter => w.scale_chapter,
        }
    };
    let speed_name = move || decimal_text(speed.get(), 1) + "×";
    view! {
        <div class="options">
            <button
                id="scale"
                aria-label=follow(move || [words(lang.get()).scale, ": ", scale_name()].concat())
                title=word(lang, |w| w.scale)
                on:click=next_scale
            >
                {scale_name}
            </button>
            <button
                id="speed"
                aria-label=follow(move || [words(lang.get()).speed, ": ", &speed_name()].concat())
                title=word(lang, |w| w.speed)
                on:click=faster
            >
                {speed_name}
            </button>
        </div>
    }
}
