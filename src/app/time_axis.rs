//! The time axis: how much room each day has on the slider, and how long it dwells in play.
//!
//! Three scales of one slider. Beyond the end of the continuous part, up to the epilogue, time is folded:
//! every scale gives that stretch the same small room, and the break is drawn.

use crate::campaign::book::Chapter;
use crate::campaign::{Campaign, Date, Instant, Reading};
use crate::carto::within;

#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Scale {
    /// Every day with facts has room, empty months shrink.
    #[default]
    Weighted,
    Calendar,
    /// Every chapter has the same room.
    Chapter,
}

impl Scale {
    pub const ALL: [Scale; 3] = [Scale::Weighted, Scale::Calendar, Scale::Chapter];

    /// The word of the address.
    pub fn word(self) -> &'static str {
        match self {
            Scale::Weighted => "weighted",
            Scale::Calendar => "calendar",
            Scale::Chapter => "chapter",
        }
    }

    pub fn from_word(word: &str) -> Option<Scale> {
        Scale::ALL.into_iter().find(|scale| scale.word() == word)
    }
}

/// Part of the axis that the folded years before the epilogue take.
const FOLD: f64 = 0.03;
/// Seconds that the whole war plays at normal speed.
const WHOLE_S: f64 = 175.0;
/// Seconds that a month without events takes: the time is needed for the words of days that have some.
const QUIET_MONTH_S: f64 = 0.7;

/// Positions of days, 0–1.
#[derive(Clone, PartialEq, Debug)]
pub struct TimeAxis {
    first: Date,
    /// Position of the midnight that begins each day; one more than days.
    starts: Vec<f32>,
    /// Seconds each day dwells in play.
    dwell: Vec<f32>,
    /// Index of the first folded day.
    fold: usize,
}

impl TimeAxis {
    pub fn new(
        campaign: &Campaign,
        chapters: &[Chapter],
        scale: Scale,
        reading: Reading,
    ) -> TimeAxis {
        let span = campaign.span();
        let days = span.last.since(span.first) as usize + 1;
        let fold = (campaign.time.last.since(span.first) as usize + 1).min(days);
        let dwell = dwell(campaign, reading, days, fold);
        let mut room: Vec<f64> = match scale {
            Scale::Calendar => vec![1.0; fold],
            Scale::Weighted => dwell[..fold].iter().map(|s| f64::from(*s)).collect(),
            Scale::Chapter => chapter_room(campaign, chapters, fold),
        };
        let total: f64 = room.iter().sum();
        let folded = days - fold;
        let rest = if folded == 0 { 1.0 } else { 1.0 - FOLD };
        room.iter_mut().for_each(|r| *r *= rest / total);
        room.extend(std::iter::repeat_n(FOLD / folded.max(1) as f64, folded));
        let mut starts = Vec::with_capacity(days + 1);
        let mut sum = 0.0;
        for r in &room {
            starts.push(sum as f32);
            sum += r;
        }
        starts.push(1.0);
        TimeAxis {
            first: span.first,
            starts,
            dwell,
            fold,
        }
    }

    fn days(&self) -> usize {
        self.starts.len() - 1
    }

    fn index(&self, date: Date) -> usize {
        date.since(self.first).clamp(0, self.days() as i32 - 1) as usize
    }

    /// Position of a moment, 0–1. Midnight of the last day is a little before 1.
    pub fn position(&self, at: Instant) -> f64 {
        let index = self.index(at.date());
        let part = within(at.since(self.first.plus(index as i32).start()), 0.0, 1.0);
        let (from, to) = (
            f64::from(self.starts[index]),
            f64::from(self.starts[index + 1]),
        );
        from + (to - from) * part
    }

    /// The day that lies at a position.
    pub fn day_at(&self, position: f64) -> Date {
        let position = within(position, 0.0, 1.0) as f32;
        let after = self.starts.partition_point(|start| *start <= position);
        self.first
            .plus((after.saturating_sub(1)).min(self.days() - 1) as i32)
    }

    /// Seconds a day dwells in play at normal speed.
    pub fn dwell_s(&self, date: Date) -> f64 {
        f64::from(self.dwell[self.index(date)])
    }

    /// Where the folded years begin, 0–1; `None` when there are none.
    pub fn fold_position(&self) -> Option<f64> {
        (self.fold < self.days()).then(|| f64::from(self.starts[self.fold]))
    }
}

/// Seconds per day: a day on which something begins dwells as long as its words need.
fn dwell(campaign: &Campaign, reading: Reading, days: usize, fold: usize) -> Vec<f32> {
    let quiet = QUIET_MONTH_S / 31.0;
    let first = campaign.span().first;
    let mut words = vec![0.0f64; days];
    for event in &campaign.events {
        let day = event.dating.read(reading).first.since(first);
        if (0..days as i32).contains(&day) {
            words[day as usize] += match event.importance {
                3 => 1.0,
                2 => 0.5,
                _ => 0.2,
            };
        }
    }
    // The second event of a day needs less time than the first: the picture is known.
    let reading_time = |words: f64| if words > 0.0 { 0.6 + words.sqrt() } else { 0.0 };
    let spoken: f64 = words.iter().map(|w| reading_time(*w)).sum();
    let silent = words.iter().take(fold).filter(|w| **w == 0.0).count() as f64 * quiet;
    let scale = (WHOLE_S - silent).max(30.0) / spoken.max(1.0);
    words
        .iter()
        .enumerate()
        .map(|(index, w)| match (*w > 0.0, index < fold) {
            (true, _) => (reading_time(*w) * scale.min(4.0)) as f32,
            (false, true) => quiet as f32,
            // The folded years pass in two seconds altogether.
            (false, false) => (2.0 / (days - fold) as f64) as f32,
        })
        .collect()
}

/// Equal room for each chapter; days before the first and between chapters go to their neighbour.
fn chapter_room(campaign: &Campaign, chapters: &[Chapter], fold: usize) -> Vec<f64> {
    let first = campaign.span().first;
    let mut of_day: Vec<usize> = Vec::with_capacity(fold);
    for day in 0..fold {
        let date = first.plus(day as i32);
        of_day.push(
            chapters
                .iter()
                .rposition(|c| c.when.first <= date)
                .unwrap_or(0),
        );
    }
    of_day
        .iter()
        .map(|chapter| 1.0 / of_day.iter().filter(|c| *c == chapter).count().max(1) as f64)
        .collect()
}
