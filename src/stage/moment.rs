//! What a moment shows: sites, tracks, forces, and who holds what.

use super::kinds::point;
use super::{Drawn, Inner, Site, SiteState, Stand, Tip};
use crate::campaign::event::RECENT_DAYS;
use crate::campaign::{Age, Frame};

impl Inner {
    /// Posts a frame; `before` is the one that is shown.
    pub(super) fn show_frame(&self, before: Option<&Frame>, frame: &Frame) {
        for (index, site) in self.sites.iter().enumerate() {
            let changed = |event: &usize| {
                let now = frame.events[*event];
                before.is_none_or(|before| {
                    before.reading != frame.reading || before.events[*event] != now
                }) || now == Age::Now
            };
            if site.events.iter().any(changed) {
                let state = self.site_state(site, frame);
                self.site_marks.change(index, |mark| {
                    mark.arrives &= mark.state == state;
                    mark.state = state;
                });
            }
        }
        for (site, shown) in &self.abroad {
            shown.set(self.site_marks.get(*site).state);
        }
        let day = frame.at.date();
        for (index, track) in self.campaign.tracks.iter().enumerate() {
            let age = match frame.tracks[index] {
                Some(_) => Age::of(track.dating.read(frame.reading), day),
                None => Age::Ahead,
            };
            let drawn = match frame.tracks[index] {
                Some(progress) if age != Age::Past => Drawn {
                    vertex: progress.vertex,
                    part: (progress.part * 1000.0) as u16,
                },
                _ => Drawn::whole(&self.tracks_xy[index]),
            };
            self.tracks.set(index, (age, drawn));
        }
        for (index, state) in frame.places.iter().enumerate() {
            self.control.change(index, |mark| mark.state = *state);
        }
        for (index, part) in self.campaign.parts.iter().enumerate() {
            let state = frame.territories[part.territory];
            self.lands.change(index, |land| land.state = state);
        }
    }

    /// Arrowheads and forces, which change with the date and with the scale.
    pub(super) fn show_moving(&self, frame: &Frame, scale: f64) {
        for index in 0..self.tips.count() {
            let line = &self.tracks_xy[index];
            let (age, drawn) = self.tracks.get(index);
            let (at, Drawn { vertex, part }) = (drawn.end(line), drawn);
            // Between two vertices it points away from the last, at a vertex along the way that led there.
            let from = if part > 0 {
                Some(vertex)
            } else {
                vertex.checked_sub(1)
            };
            let from = from.filter(|_| age.is_fresh()).map(|vertex| line[vertex]);
            let along = from.and_then(|from| at.direction(from));
            let at = at.times(scale);
            self.tips.set(index, along.map(|along| Tip { at, along }));
        }
        for (index, stand) in frame.forces.iter().enumerate() {
            let stand = stand.map(|stand| {
                let line = &self.tracks_xy[stand.track];
                let at = point(line, stand.progress.vertex, stand.progress.part);
                let between = stand.between;
                Stand {
                    at: at.times(scale),
                    between,
                }
            });
            self.forces.set(index, stand);
        }
    }

    fn site_state(&self, site: &Site, frame: &Frame) -> SiteState {
        let begun = site
            .events
            .iter()
            .filter(|event| frame.events[**event] != Age::Ahead);
        let start = |event: &usize| {
            self.campaign.events[*event]
                .dating
                .read(frame.reading)
                .first
        };
        // What has lasted for long is no longer today's.
        let age = |event: &usize| match frame.events[*event] {
            Age::Now if frame.at.date().since(start(event)) > RECENT_DAYS => Age::Recent,
            age => age,
        };
        let rank = |event: &usize| match age(event) {
            Age::Now => 2,
            Age::Recent => 1,
            _ => 0,
        };
        let youngest = begun.clone().max_by_key(|event| {
            // Of those under way the latest begun; what lasts for years does not hide today's event.
            (
                rank(event),
                start(event),
                self.campaign.events[**event].importance,
            )
        });
        SiteState {
            age: youngest.map_or(Age::Ahead, age),
            event: youngest.copied(),
            count: begun.count(),
        }
    }
}
