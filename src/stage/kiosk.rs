//! The attendant's own noticeboard. It stands beside the stage, since only a kiosk has one.
//!
//! `tell` is its one door. The attendant works on the map through `Stage::dispatch`, as a reader does.

use super::{Posted, Stage, lock};
use crate::app::kiosk::{Attendant, Comfort, Input, Phase, Turn};
use crate::app::{Look, Message};
use crate::campaign::Lang;
use std::sync::Mutex;

/// A line of the staff's panel: what was looked at, what was found, and whether it is as it should be.
#[derive(Clone, PartialEq, Debug)]
pub struct Finding {
    pub subject: &'static str,
    pub found: String,
    pub good: bool,
}

#[derive(Clone, Copy)]
pub struct Kiosk(&'static Board);

pub struct Board {
    pub stage: Stage,
    attendant: Mutex<Attendant>,
    home: Vec<Message>,
    /// Where a new visitor looks.
    pub opening: Message,
    home_lang: Lang,
    /// Order of the language buttons.
    pub langs: Vec<Lang>,
    pub warn_s: u32,
    pub phase: Posted<Phase>,
    pub left_s: Posted<u32>,
    pub comfort: Posted<Comfort>,
    pub shift: Posted<u32>,
    pub cursor: Posted<bool>,
    pub dim: Posted<bool>,
    pub staff: Posted<bool>,
    /// Does this machine speak the reader's language?
    pub voice: Posted<bool>,
    /// What is being read aloud.
    pub said: Posted<String>,
    pub findings: Posted<Vec<Finding>>,
    /// The visits counted on this machine, as a table.
    pub counts: Posted<Option<String>>,
}

impl std::ops::Deref for Kiosk {
    type Target = Board;
    fn deref(&self) -> &Board {
        self.0
    }
}

impl Kiosk {
    /// `home` is what the museum's address asks for.
    pub fn new(stage: Stage, attendant: Attendant, home: Vec<Message>, home_lang: Lang) -> Kiosk {
        stage.afar.set(true);
        let is_look = |message: &&Message| matches!(message, Message::Look(_));
        let opening = home.iter().rfind(is_look).cloned();
        let whole = || Message::Look(Look::Extent(stage.campaign.extent));
        let kiosk = Kiosk(Box::leak(Box::new(Board {
            stage,
            opening: opening.unwrap_or_else(whole),
            home,
            home_lang,
            langs: attendant.settings.langs.clone(),
            warn_s: (attendant.settings.warn_ms / 1000.0) as u32,
            phase: Posted::new(attendant.phase),
            left_s: Posted::new(0),
            comfort: Posted::new(attendant.comfort),
            shift: Posted::new(0),
            cursor: Posted::new(false),
            dim: Posted::new(false),
            staff: Posted::new(false),
            voice: Posted::new(false),
            said: Posted::new(String::new()),
            findings: Posted::new(vec![]),
            counts: Posted::new(None),
            attendant: Mutex::new(attendant),
        })));
        kiosk.act(Turn::Reset);
        kiosk
    }

    /// The one door.
    pub fn tell(&self, input: Input) -> Option<Turn> {
        let turn = self.lock().answer(input);
        match (turn, input) {
            (Some(turn), _) => self.act(turn),
            (None, Input::Set(comfort)) => self.send(comfort.messages(&self.home)),
            _ => {}
        }
        let attendant = self.lock().clone();
        self.left_s.set(attendant.left_s());
        self.comfort.set(attendant.comfort);
        self.shift.set(attendant.shift);
        self.cursor.set(attendant.cursor);
        self.dim.set(attendant.dim);
        self.staff.set(attendant.staff);
        self.phase.set(attendant.phase);
        turn
    }

    fn act(&self, turn: Turn) {
        // Who starts again is still the one who chose the language.
        let lang = match turn {
            Turn::Again => self.stage.lang.get_untracked(),
            _ => self.home_lang,
        };
        let messages = self.lock().messages(turn, lang, &self.home);
        self.send(messages);
    }

    fn send(&self, messages: Vec<Message>) {
        for message in messages {
            self.stage.dispatch(message);
        }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Attendant> {
        lock(&self.attendant)
    }
}
