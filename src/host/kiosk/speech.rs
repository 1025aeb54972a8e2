//! Reading aloud with the voices of the machine: no network, no voice that is not there.

use crate::app::kiosk::{Comfort, Phase};
use crate::app::{announce, changes};
use crate::campaign::{Date, Lang, Reading};
use crate::host::{on, on_early};
use crate::i18n::{self, words};
use crate::stage::{Kiosk, Stage, watch};
use leptos::prelude::window;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;

/// The steps of the volume, the first for a quiet gallery.
const VOLUMES: [f32; 3] = [0.35, 0.65, 1.0];
/// No text of ours is longer; a voice that hangs must not keep the exhibit awake.
const LONGEST_MS: f64 = 120_000.0;

pub struct Speech {
    synth: Option<web_sys::SpeechSynthesis>,
    /// Milliseconds since the last text began.
    since: Cell<f64>,
    /// In play, the day up to which the war has been told.
    told: Cell<Option<Date>>,
}

impl Speech {
    pub fn is_speaking(&self, ms: f64) -> bool {
        self.since.set(self.since.get() + ms);
        let speaks = self.synth.as_ref().is_some_and(|synth| synth.speaking());
        speaks && self.since.get() < LONGEST_MS
    }

    fn hush(&self) {
        if let Some(synth) = &self.synth {
            synth.cancel();
        }
    }

    /// In play, what has happened and begun to move since the last sentence. A sentence is heard to its end: the
    /// next tells of the day that has come by then.
    fn tell(self: &Rc<Speech>, kiosk: Kiosk) {
        let stage = kiosk.stage;
        let day = stage.news.get_untracked();
        let wanted = kiosk.comfort.get_untracked().aloud
            && kiosk.phase.get_untracked() == Phase::Awake
            && stage.playing.get_untracked();
        if !wanted || self.is_speaking(0.0) || self.told.get() == Some(day) {
            return;
        }
        let since = self.told.replace(Some(day));
        let (reading, lang) = (stage.reading.get_untracked(), stage.lang.get_untracked());
        let news = changes::sentence(&stage.campaign, day, reading, lang, 3);
        let mut text = news.unwrap_or_else(|| i18n::day(lang, day));
        for moves in changes::moving(&stage.campaign, day, since, reading, lang) {
            i18n::add_sentence(&mut text, lang, moves);
        }
        self.say(kiosk, &text);
    }

    /// Says a text, in place of what is being said; it stands in the transcript, too.
    fn say(self: &Rc<Speech>, kiosk: Kiosk, text: &str) {
        let Comfort { aloud, volume, .. } = kiosk.comfort.get_untracked();
        let lang = kiosk.stage.lang.get_untracked();
        let voice = voice(lang);
        kiosk.voice.set(voice.is_some());
        let (Some(synth), Some(voice), true) = (&self.synth, voice, aloud && !text.is_empty())
        else {
            return;
        };
        let Ok(words) = web_sys::SpeechSynthesisUtterance::new_with_text(text) else {
            return kiosk.voice.set(false);
        };
        words.set_voice(Some(&voice));
        words.set_lang(lang.tag());
        words.set_volume(VOLUMES[usize::from(volume.min(2))]);
        on(
            &words,
            "error",
            move |event: web_sys::SpeechSynthesisErrorEvent| {
                use web_sys::SpeechSynthesisErrorCode::{Canceled, Interrupted};
                if !matches!(event.error(), Canceled | Interrupted) {
                    kiosk.voice.set(false);
                }
            },
        );
        let speech = self.clone();
        on(&words, "end", move |_: web_sys::Event| speech.tell(kiosk));
        kiosk.said.set(text.to_string());
        self.since.set(0.0);
        synth.cancel();
        synth.speak(&words);
    }
}

/// A voice of this machine for a language; those that need a network do not count.
fn voice(lang: Lang) -> Option<web_sys::SpeechSynthesisVoice> {
    let voices = window().speech_synthesis().ok()?.get_voices();
    voices
        .iter()
        .map(|voice| voice.unchecked_into::<web_sys::SpeechSynthesisVoice>())
        .find(|voice| voice.local_service() && Lang::from_tag(&voice.lang()) == Some(lang))
}

/// Can this machine read a language aloud? For the self-test.
pub fn sign(lang: Lang) -> &'static str {
    if voice(lang).is_some() {
        " ✓"
    } else {
        " –"
    }
}

pub fn listen(kiosk: Kiosk) -> Rc<Speech> {
    let synth = window().speech_synthesis().ok();
    let speech = Rc::new(Speech {
        synth,
        since: Cell::new(0.0),
        told: Cell::new(None),
    });
    // Voices come late, or when one is installed.
    if let Some(synth) = &speech.synth {
        on(synth, "voiceschanged", move |_: web_sys::Event| {
            let lang = kiosk.stage.lang.get_untracked();
            kiosk.voice.set(voice(lang).is_some());
        });
    }
    // The day when it rests, the war while it plays, and the same in another language when that is chosen.
    let said = speech.clone();
    watch(move || {
        let stage = kiosk.stage;
        let (lang, reading) = (stage.lang.get(), stage.reading.get());
        match (kiosk.comfort.get().aloud, kiosk.phase.get()) {
            (true, Phase::Awake) if stage.playing.get() => {
                stage.news.track();
                said.tell(kiosk);
            }
            (true, Phase::Awake) => {
                said.told.set(None);
                let day = stage.rested_day.get();
                let text = told(stage, day, reading, lang);
                said.say(kiosk, &text);
            }
            (true, Phase::Warning) => said.say(kiosk, words(lang).still_there()),
            _ => said.hush(),
        }
    });
    // Each control as it gets the focus: a pad of six keys is then enough.
    let said = speech.clone();
    on_early(&window(), "focusin", move |event: web_sys::Event| {
        let Some(target) = event
            .target()
            .and_then(|it| it.dyn_into::<web_sys::Element>().ok())
        else {
            return;
        };
        let named = ["aria-valuetext", "aria-label", "title"];
        let name = named.iter().find_map(|name| target.get_attribute(name));
        let name = name.or_else(|| target.text_content());
        if target.id() != "card" {
            said.say(kiosk, &name.unwrap_or_default());
        }
    });
    speech
}

/// What the card tells of the day, without the places of its sentences, and what moves on it.
fn told(stage: Stage, day: Date, reading: Reading, lang: Lang) -> String {
    let (campaign, book) = (&stage.campaign, stage.book.get());
    let mut out = announce::sentence(campaign, day, reading, lang);
    for event in stage.begun.get() {
        let facts = campaign.events[event].facts.iter();
        for fact in facts.filter_map(|id| book.fact(id)) {
            i18n::add_sentence(&mut out, lang, fact.text.get(lang));
        }
    }
    for moves in changes::moving(campaign, day, None, reading, lang) {
        i18n::add_sentence(&mut out, lang, moves);
    }
    out
}
