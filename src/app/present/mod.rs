//! A talk before an audience: where it stands, what a clicker's keys do, what is on the wall.
//!
//! Pure. Exists beside the model, since it is needed only once the map answers: it asks for a day, never draws.

mod keys;
mod steps;

pub use keys::{Guard, ROWS, Row, command, shown};
pub use steps::{Kind, Step, deal, extent};

use crate::campaign::{Date, Lang};
use std::sync::Arc;

/// What lies over the map.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Panel {
    #[default]
    None,
    /// The chapters, one of them about to be chosen.
    Overview(usize),
    /// A chapter's number is being typed; 0 when nothing is.
    Jump(usize),
    Help,
}

/// The speaker's own window.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Speaker {
    #[default]
    Shut,
    Wanted,
    Open,
    /// The browser keeps it closed.
    Refused,
}

/// A talk.
#[derive(Clone, PartialEq, Debug)]
pub struct Present {
    /// The mode is chosen; the talk itself may be stopped.
    pub asked: bool,
    /// It is under way: the wall shows the talk and not the exhibit.
    pub on: bool,
    pub steps: Arc<Vec<Step>>,
    /// Index of the step.
    pub at: usize,
    pub panel: Panel,
    pub black: bool,
    /// The notes are on the wall, because the speaker asked for them there.
    pub notes: bool,
    /// The place of the step is shown close.
    pub close: bool,
    pub full: bool,
    pub speaker: Speaker,
    /// Language of the notes, when it is not that of the wall.
    pub notes_lang: Option<Lang>,
    /// How long the talk is to be.
    pub minutes: u32,
}

impl Default for Present {
    fn default() -> Present {
        Present {
            asked: false,
            on: false,
            steps: Arc::default(),
            at: 0,
            panel: Panel::None,
            black: false,
            notes: false,
            close: false,
            full: false,
            speaker: Speaker::Shut,
            notes_lang: None,
            minutes: LESSON_MIN,
        }
    }
}

/// A school lesson.
const LESSON_MIN: u32 = 45;
/// The length of a talk is set in steps of this, and is at least one and at most four hours of them.
const MINUTES_STEP: u32 = 5;

/// What a speaker may ask for.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// The mode is chosen: the talk starts at a step, or at the last step that is not after the day.
    Enter(Option<[usize; 2]>, Date),
    /// The mode is left.
    Leave,
    /// The steps, once the book is there, and anew when the dates are read otherwise.
    Deal(Vec<Step>),
    Start,
    Stop,
    Next,
    Back,
    First,
    Last,
    /// To the opening of a chapter.
    Chapter(usize),
    Overview,
    Jump,
    Help,
    /// A digit of the chapter's number; `None` takes the last one back.
    Digit(Option<usize>),
    /// Goes where the panel points.
    Go,
    Shut,
    Black,
    Notes,
    Close,
    Full(bool),
    Speaker(Speaker),
    NotesIn(Lang),
    Longer,
    Shorter,
}

impl Present {
    pub fn step(&self) -> Option<&Step> {
        self.steps.get(self.at)
    }

    /// How many chapters the steps have.
    pub fn chapters(&self) -> usize {
        self.steps.last().map_or(0, |step| step.chapter + 1)
    }

    /// Chapter and number of the step as the address writes them, from one: `11.4`.
    pub fn address(&self) -> Option<[usize; 2]> {
        let step = self.step()?;
        Some([step.chapter + 1, self.at - self.opening(step.chapter) + 1])
    }

    /// Minutes after the beginning by which the chapter of the step should end.
    pub fn due_min(&self) -> u32 {
        let Some(step) = self.step() else { return 0 };
        let told = self.opening(step.chapter + 1);
        (told * self.minutes as usize).div_ceil(self.steps.len()) as u32
    }

    /// Index of the step that opens a chapter.
    fn opening(&self, chapter: usize) -> usize {
        let mut chapters = self.steps.iter().map(|step| step.chapter);
        chapters
            .position(|other| other >= chapter)
            .unwrap_or(self.steps.len())
    }

    fn go(&mut self, at: usize) {
        self.at = at.min(self.steps.len().saturating_sub(1));
        self.panel = Panel::None;
        self.close = false;
    }

    /// To what an address names, or a day.
    fn find(&mut self, named: Option<[usize; 2]>, day: Date) {
        let at = match named {
            Some([chapter, number]) => {
                let opening = self.opening(chapter.saturating_sub(1));
                let end = self.opening(chapter);
                (opening + number.saturating_sub(1)).min(end.saturating_sub(1))
            }
            None => {
                let later = self.steps.iter().position(|step| step.date > day);
                later.unwrap_or(self.steps.len()).saturating_sub(1)
            }
        };
        self.go(at);
    }
}

/// Answers a command. True when the wall is to show the day of the step.
pub fn update(talk: &mut Present, command: Command) -> bool {
    let before = (talk.on, talk.at);
    match command {
        Command::Enter(named, day) => {
            (talk.asked, talk.on) = (true, true);
            talk.find(named, day);
        }
        Command::Leave => {
            let (steps, minutes) = (talk.steps.clone(), talk.minutes);
            *talk = Present {
                steps,
                minutes,
                ..Present::default()
            };
        }
        Command::Deal(steps) => talk.steps = Arc::new(steps),
        Command::Start => talk.on = true,
        Command::Stop => {
            (talk.on, talk.panel, talk.notes, talk.close) = (false, Panel::None, false, false);
        }
        // In the overview the clicker moves along the chapters.
        Command::Next => match talk.panel {
            Panel::Overview(chapter) => {
                let last = talk.chapters().saturating_sub(1);
                talk.panel = Panel::Overview((chapter + 1).min(last));
            }
            _ => talk.go(talk.at + 1),
        },
        Command::Back => match talk.panel {
            Panel::Overview(chapter) => talk.panel = Panel::Overview(chapter.saturating_sub(1)),
            _ => talk.go(talk.at.saturating_sub(1)),
        },
        Command::First => talk.go(0),
        Command::Last => talk.go(talk.steps.len()),
        Command::Chapter(chapter) => talk.go(talk.opening(chapter)),
        Command::Overview => {
            let here = talk.step().map_or(0, |step| step.chapter);
            talk.panel = toggled(talk.panel, Panel::Overview(here));
        }
        Command::Jump => talk.panel = toggled(talk.panel, Panel::Jump(0)),
        Command::Help => talk.panel = toggled(talk.panel, Panel::Help),
        Command::Digit(digit) => {
            let typed = match talk.panel {
                Panel::Jump(typed) => typed,
                _ => 0,
            };
            let longer = digit.map_or(typed / 10, |digit| typed * 10 + digit);
            // What would be no chapter begins anew.
            let kept = longer <= talk.chapters();
            talk.panel = Panel::Jump(if kept { longer } else { digit.unwrap_or(0) });
        }
        Command::Go => match talk.panel {
            Panel::Overview(chapter) => talk.go(talk.opening(chapter)),
            Panel::Jump(number) if number > 0 => talk.go(talk.opening(number - 1)),
            _ => talk.panel = Panel::None,
        },
        Command::Shut => talk.panel = Panel::None,
        Command::Black => talk.black = !talk.black,
        Command::Notes => talk.notes = !talk.notes,
        Command::Close => talk.close = !talk.close,
        Command::Full(full) => talk.full = full,
        Command::Speaker(Speaker::Wanted) if talk.speaker == Speaker::Open => {}
        Command::Speaker(speaker) => {
            talk.speaker = speaker;
            // What has a window of its own leaves the wall.
            talk.notes &= speaker != Speaker::Open;
        }
        Command::NotesIn(lang) => talk.notes_lang = Some(lang),
        Command::Longer => talk.minutes = (talk.minutes + MINUTES_STEP).min(240),
        Command::Shorter => talk.minutes = (talk.minutes - MINUTES_STEP).max(MINUTES_STEP),
    }
    talk.on && before != (talk.on, talk.at)
}

/// A key that opens a panel closes it, too.
fn toggled(panel: Panel, wanted: Panel) -> Panel {
    let same = std::mem::discriminant(&panel) == std::mem::discriminant(&wanted);
    if same { Panel::None } else { wanted }
}

#[cfg(test)]
mod tests;
