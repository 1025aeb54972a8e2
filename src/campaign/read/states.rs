//! Control, treaties, talks and the second calendar.

use super::entry::{Entry, expected};
use super::{Node, Reader};
use crate::campaign::Campaign;
use crate::campaign::calendar::{Era, Month};
use crate::campaign::history::{self, History, State, Talk, Territory, Treaty};

impl<N: Node> Reader<'_, N> {
    pub fn control(&mut self, campaign: &mut Campaign) {
        self.each("control", "places", &mut |entry| {
            let place = entry.known_place(campaign, &entry.text("place"));
            let history = history(campaign, entry, "tenures", &[]);
            entry.sound()?;
            campaign.control.extend(place.map(|place| (place, history)));
            Ok(())
        });
        self.each("control", "territories", &mut |entry| {
            let territory = Territory {
                id: entry.text("territory"),
                name: entry.words("name"),
                figure: entry.maybe("figure"),
                history: history(campaign, entry, "tenures", &history::TERRITORY_STATUSES),
            };
            entry.sound()?;
            campaign.territories.push(territory);
            Ok(())
        });
    }

    pub fn treaties(&mut self, campaign: &mut Campaign) {
        self.each("treaties", "", &mut |entry| {
            let treaty = Treaty {
                id: entry.text("id"),
                name: entry.words("name"),
                parties: entry.parties("parties", campaign),
                place: entry.maybe_place(campaign),
                history: history(campaign, entry, "statuses", &history::TREATY_STATUSES),
                facts: entry.texts("facts"),
            };
            entry.sound()?;
            campaign.treaties.push(treaty);
            Ok(())
        });
    }

    pub fn talks(&mut self, campaign: &mut Campaign) {
        self.each("talks", "", &mut |entry| {
            entry.maybe_when("deadline");
            let talk = Talk {
                id: entry.text("id"),
                name: entry.words("name"),
                kind: entry.one_of("kind", &history::TALK_KINDS),
                parties: entry.parties("parties", campaign),
                place: entry.maybe_place(campaign),
                history: history(campaign, entry, "statuses", &history::TALK_STATUSES),
                deadline: entry.maybe("deadline"),
                facts: entry.texts("facts"),
            };
            entry.sound()?;
            campaign.talks.push(talk);
            Ok(())
        });
    }

    pub fn calendar(&mut self, campaign: &mut Campaign) {
        self.each("calendar", "eras", &mut |entry| {
            let months = entry.each("months", |month| Month {
                first: month.day("start"),
                year: month.number("year") as u16,
                month: month.rank("month", 1, 12),
                leap: month.number("leap") == 1.0,
            });
            if !months.is_sorted_by_key(|month| month.first) {
                entry.blame("months: must be in order".into());
            }
            let era = Era {
                name: entry.words("name"),
                from: entry.day("from"),
                months,
            };
            entry.sound()?;
            campaign.calendar.0.push(era);
            Ok(())
        });
    }
}

/// States in order; a place has no statuses.
fn history<N: Node>(
    campaign: &Campaign,
    entry: &Entry<N>,
    list: &str,
    statuses: &[&str],
) -> History {
    let is_place = statuses.is_empty();
    let states = entry.each(list, |state| {
        let holder = state.maybe("holder").unwrap_or_default();
        // Treaties and talks have no holder, a place must have one.
        let is_named = is_place || !holder.is_empty();
        if is_named && !history::HOLDERS.contains(&holder.as_str()) {
            state.known_party(campaign, &holder);
        }
        let claimant = state.maybe("claimant");
        claimant
            .iter()
            .for_each(|id| state.known_party(campaign, id));
        let certainty = state.maybe("certainty").unwrap_or_default();
        if is_place {
            state.one_of("certainty", &history::CERTAINTIES);
        }
        State {
            from: state.maybe_day("from"),
            from_other: state.maybe_day("from_other"),
            from_stated: state.maybe("from_stated"),
            status: if is_place {
                String::new()
            } else {
                state.one_of("status", statuses)
            },
            holder,
            claimant,
            presence: state.parties("presence", campaign),
            treaty: state.maybe("treaty"),
            certainty,
            facts: state.texts("facts"),
        }
    });
    if states.is_empty() {
        entry.blame(expected(list, "at least one state"));
    }
    if !states.is_sorted_by_key(|state| state.from) {
        entry.blame(
            [
                list,
                ": a state begins before the one above it; put them in order",
            ]
            .concat(),
        );
    }
    History(states)
}
