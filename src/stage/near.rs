//! What lies near a place of the window: a mark, a force, or land that changed hands.

use super::{SiteMark, Stage};
use crate::app::Subject;
use crate::campaign::LonLat;
use crate::carto::{Xy, area};

impl Stage {
    /// The mark that a press there means, within so many pixels: what is drawn above goes first.
    pub fn near(&self, at: Xy, reach: f64) -> Option<Subject> {
        let origin = self.view.with_untracked(|view| view.window(Xy::default()));
        // Pixels from the sheet's origin, as marks have them.
        let at = Xy {
            x: at.x - origin.x,
            y: at.y - origin.y,
        };
        let event = nearest(at, reach, self.sites.len(), |index| {
            let SiteMark {
                state, crowded, at, ..
            } = self.site_marks.get(index);
            state.event.filter(|_| !crowded).map(|_| at)
        });
        let event = event.and_then(|site| self.site_marks.get(site).state.event);
        let force = || {
            nearest(at, reach, self.forces.count(), |index| {
                Some(self.forces.get(index)?.middle())
            })
        };
        event
            .map(Subject::Event)
            .or_else(|| force().map(Subject::Force))
    }

    /// The land there.
    pub fn land(&self, at: Xy) -> Option<Subject> {
        let model = self.lock_model();
        let sheet = model.camera.to_sheet(at, &model.viewport);
        let position = model.albers.invert(sheet);
        drop(model);
        self.land_at(position?).map(Subject::Territory)
    }

    /// The territory that a position lies in, if its status has ever changed by now.
    fn land_at(&self, at: LonLat) -> Option<usize> {
        let mut parts = self.campaign.parts.iter().enumerate();
        let found = parts.find(|(index, part)| {
            let state = self.lands.get(*index).state;
            let history = &self.campaign.territories[part.territory].history;
            let has_changed = state.is_some_and(|state| history.0[state].from.is_some());
            has_changed && area::holds(&part.outline, at)
        });
        found.map(|(_, part)| part.territory)
    }
}

/// The nearest of some things that stand somewhere, within reach.
fn nearest(
    at: Xy,
    reach: f64,
    count: usize,
    stands: impl Fn(usize) -> Option<Xy>,
) -> Option<usize> {
    let mut found = (reach, None);
    for index in 0..count {
        let Some(distance) = stands(index).map(|there| there.distance(at)) else {
            continue;
        };
        if distance < found.0 {
            found = (distance, Some(index));
        }
    }
    found.1
}
