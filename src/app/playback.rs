//! Playback: the playhead moves with reading time, not with the calendar.

use super::time_axis::TimeAxis;
use crate::campaign::{Campaign, Instant, Reading};

#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Playback {
    pub playing: bool,
    /// 0.5–4 times the normal speed.
    pub speed: f64,
    /// Time that a step is still owed when motion is reduced, milliseconds.
    owed_ms: f64,
}

impl Default for Playback {
    fn default() -> Playback {
        Playback {
            playing: false,
            speed: 1.0,
            owed_ms: 0.0,
        }
    }
}

pub const SPEEDS: [f64; 4] = [0.5, 1.0, 2.0, 4.0];

impl Playback {
    /// The playhead after `ms` milliseconds. Smooth, or from event day to event day when `still`.
    pub fn advance(
        &mut self,
        axis: &TimeAxis,
        from: Instant,
        ms: f64,
        still: bool,
        (campaign, reading): (&Campaign, Reading),
    ) -> Instant {
        if still {
            return self.step(axis, from, ms, campaign, reading);
        }
        let end = campaign.span().last.start();
        let mut left_s = ms / 1000.0 * self.speed;
        let mut at = from;
        while left_s > 0.0 && at < end {
            let day = at.date();
            let dwell = axis.dwell_s(day).max(1e-6);
            let next = day.plus(1).start();
            let to_midnight = next.since(at) * dwell;
            if left_s < to_midnight {
                return at.plus(left_s / dwell);
            }
            left_s -= to_midnight;
            at = next;
        }
        if at > end { end } else { at }
    }

    fn step(
        &mut self,
        axis: &TimeAxis,
        from: Instant,
        ms: f64,
        campaign: &Campaign,
        reading: Reading,
    ) -> Instant {
        self.owed_ms += ms * self.speed;
        if self.owed_ms < axis.dwell_s(from.date()).max(1.0) * 1000.0 {
            return from;
        }
        self.owed_ms = 0.0;
        let days = campaign.event_days(reading);
        let next = days.into_iter().find(|day| *day > from.date());
        next.unwrap_or(campaign.span().last).start()
    }
}
