//! The digest of a moment: what the card tells and what the legend explains.

use super::Inner;
use crate::app::{Model, announce};
use crate::campaign::event::RECENT_DAYS;
use crate::campaign::history::Territory;
use crate::campaign::{Age, Frame};

impl Inner {
    pub(super) fn show_digest(&self, model: &Model, frame: &Frame) {
        let (day, reading) = (model.date(), model.reading);
        self.rested_day.set(day);
        for (index, part) in self.campaign.parts.iter().enumerate() {
            let history = &self.campaign.territories[part.territory].history.0;
            let is_new = |state: usize| {
                let from = history[state].from;
                from.is_some_and(|from| day.since(from) <= RECENT_DAYS)
            };
            self.lands
                .change(index, |land| land.arrives = land.state.is_some_and(is_new));
        }
        let new = announce::new_events(&self.campaign, day, reading);
        let last = announce::last_event_day(&self.campaign, day, reading);
        let last = last.filter(|_| new.is_empty());
        let before = |day| announce::new_events(&self.campaign, day, reading);
        self.just_before.set(last.map_or(vec![], before));
        self.under_way
            .set(announce::under_way(&self.campaign, day, reading));
        self.begun.set(new);
        for index in 0..self.sites.len() {
            self.site_marks
                .change(index, |mark| mark.arrives = mark.state.age == Age::Now);
        }
        self.parties.set(self.parties_shown(frame));
        self.statuses.set(self.statuses_shown(frame));
    }

    /// Parties that move or hold a place now, as indexes.
    fn parties_shown(&self, frame: &Frame) -> Vec<usize> {
        let mut shown: Vec<&str> = vec![];
        for (track, progress) in self.campaign.tracks.iter().zip(&frame.tracks) {
            let last = track.dating.read(frame.reading).last;
            let is_fresh = last.is_none_or(|last| frame.at.date().since(last) <= RECENT_DAYS);
            if progress.is_some() && is_fresh {
                shown.push(&track.party);
            }
        }
        for ((_, history), state) in self.campaign.control.iter().zip(&frame.places) {
            if let Some(state) = state {
                shown.push(&history.0[*state].holder);
            }
        }
        let parties = &self.campaign.parties;
        (0..parties.len())
            .filter(|index| shown.contains(&parties[*index].id.as_str()))
            .collect()
    }

    /// Territories whose status has changed, with their state, as indexes: before anything did there is nothing to
    /// explain.
    fn statuses_shown(&self, frame: &Frame) -> Vec<(usize, usize)> {
        let territories = self.campaign.territories.iter().zip(&frame.territories);
        let changed = |(index, (territory, state)): (usize, (&Territory, &Option<usize>))| {
            let state = state.filter(|state| territory.history.0[*state].from.is_some())?;
            Some((index, state))
        };
        territories.enumerate().filter_map(changed).collect()
    }
}
