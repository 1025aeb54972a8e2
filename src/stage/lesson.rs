//! The talk and its paper on the board: doors for change that exist once the map answers.

use super::{Posted, Stage};
use crate::app::Message;
use crate::app::present::{self, Command, Present};
use crate::app::worksheet::Paper;

/// What a teacher has on the board beside the map.
pub struct Lesson {
    pub talk: Posted<Present>,
    pub clock: Posted<Clock>,
    pub paper: Posted<Paper>,
}

impl Default for Lesson {
    fn default() -> Lesson {
        Lesson {
            talk: Posted::new(Present::default()),
            clock: Posted::new(Clock::default()),
            paper: Posted::new(Paper::default()),
        }
    }
}

/// What the speaker's clock shows.
#[derive(Clone, Copy, PartialEq, Debug, Default)]
pub struct Clock {
    /// Time of day where the talk is held.
    pub hour: u32,
    pub minute: u32,
    /// Seconds since the talk began.
    pub elapsed_s: u32,
}

impl Stage {
    /// Answers a command of the speaker, and shows the day that it leads to.
    pub fn present(&self, command: Command) {
        let mut talk = self.lesson.talk.get_untracked();
        let shows_day = present::update(&mut talk, command);
        let date = talk.step().map(|step| step.date);
        self.lesson.talk.set(talk);
        if let Some(date) = date.filter(|_| shows_day) {
            self.dispatch(Message::Seek(date));
        }
    }

    /// Puts the sheets on the table: those of the chapter that is told.
    pub fn open_paper(&self) {
        let paper = self.lesson.paper.get_untracked();
        self.print(Paper {
            open: true,
            chapter: self.story.get_untracked().or(paper.chapter),
            ..paper
        });
    }

    /// Chooses what is to be printed.
    pub fn print(&self, paper: Paper) {
        self.lesson.paper.set(paper);
    }
}
