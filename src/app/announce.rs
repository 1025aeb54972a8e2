//! What is new on a day, in one sentence: for the slider's words, the live region and the card.

use crate::campaign::{Age, Campaign, Date, Event, Lang, Reading, order};
use crate::i18n;

/// Longer events are background to a day, not news of it.
const LONGEST_DAYS: i32 = 45;

/// Of which day the news is told: at rest of the day that is shown, in play of one event day after the other.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct News {
    pub day: Date,
    /// The latest day with news that has not been told.
    due: Option<Date>,
    told_ms: f64,
}

/// A sentence stands for at least this long in play, milliseconds: less could not be heard to its end.
const TELLING_MS: f64 = 2000.0;

impl News {
    /// The news of a day at rest.
    pub fn of(day: Date) -> News {
        News {
            day,
            due: None,
            told_ms: TELLING_MS,
        }
    }

    /// Time passes in play; a day with news may have begun.
    pub fn pass(&mut self, ms: f64, new_day: Option<Date>) {
        self.told_ms += ms;
        self.due = new_day.or(self.due);
        if let Some(day) = self.due.filter(|_| self.told_ms >= TELLING_MS) {
            *self = News {
                day,
                due: None,
                told_ms: 0.0,
            };
        }
    }
}

/// Events that begin on the day, the most important first.
pub fn new_events(campaign: &Campaign, day: Date, reading: Reading) -> Vec<usize> {
    events_where(campaign, &|event| event.dating.read(reading).first == day)
}

/// Events the day lies inside, begun before it, short enough to be news.
pub fn under_way(campaign: &Campaign, day: Date, reading: Reading) -> Vec<usize> {
    events_where(campaign, &|event| {
        let when = event.dating.read(reading);
        when.first < day
            && Age::of(when, day) == Age::Now
            && when
                .last
                .is_some_and(|last| last.since(when.first) <= LONGEST_DAYS)
    })
}

fn events_where(campaign: &Campaign, keep: &dyn Fn(&Event) -> bool) -> Vec<usize> {
    let found: Vec<usize> = (0..campaign.events.len())
        .filter(|index| keep(&campaign.events[*index]))
        .collect();
    let keys = found
        .iter()
        .map(|index| (-i64::from(campaign.events[*index].importance), 0));
    order(keys).into_iter().map(|index| found[index]).collect()
}

/// The latest day before this one on which something began.
pub fn last_event_day(campaign: &Campaign, day: Date, reading: Reading) -> Option<Date> {
    campaign
        .event_days(reading)
        .into_iter()
        .rev()
        .find(|other| *other < day)
}

/// `21 September 1860: Allies and Qing fight at Palikao.` or the date alone.
pub fn sentence(campaign: &Campaign, day: Date, reading: Reading, lang: Lang) -> String {
    let mut out = i18n::day(lang, day);
    for (number, index) in new_events(campaign, day, reading)
        .into_iter()
        .take(3)
        .enumerate()
    {
        out += match (number, lang) {
            (0, Lang::En) => ": ",
            (0, _) => "：",
            (_, Lang::En) => "; ",
            _ => "；",
        };
        out += campaign.events[index].title.get(lang);
    }
    out
}

/// Whole months without events around a day; `None` when fewer than two. What is news counts until it ends.
pub fn quiet_months(campaign: &Campaign, day: Date, reading: Reading) -> Option<u32> {
    let events = campaign.events.iter();
    let before = events
        .map(|event| event.dating.read(reading))
        .filter(|when| when.first <= day)
        .map(|when| {
            let is_news = |last: &Date| last.since(when.first) <= LONGEST_DAYS;
            when.last.filter(is_news).unwrap_or(when.first)
        })
        .max()?;
    let days = campaign.event_days(reading);
    let next = days.into_iter().find(|event| *event > day)?;
    let months = (0..)
        .take_while(|m| before.plus_months(m + 1) <= next)
        .count() as u32;
    (before < day && months >= 2).then_some(months)
}
