//! Control, treaties, talks and the second calendar.

use super::entry::{Entry, expected, known_party, known_place};
use super::{Node, Reader};
use crate::campaign::Campaign;
use crate::campaign::calendar::{Era, Month};
use crate::campaign::history::{self, History, State, Talk, Territory, Treaty};

impl<N: Node> Reader<'_, N> {
    pub fn control(&mut self, campaign: &mut Campaign) {
        self.each("control", "places", &mut |entry| {
            let place = known_place(campaign, &entry.text("place")?)?;
            let history = history(campaign, entry, "tenures", &[])?;
            campaign.control.push((place, history));
            Ok(())
        });
        self.each("control", "territories", &mut |entry| {
            let territory = Territory {
                id: entry.text("territory")?,
                name: entry.words("name")?,
                figure: entry.maybe("figure"),
                history: history(campaign, entry, "tenures", &history::TERRITORY_STATUSES)?,
            };
            campaign.territories.push(territory);
            Ok(())
        });
    }

    pub fn treaties(&mut self, campaign: &mut Campaign) {
        self.each("treaties", "", &mut |entry| {
            let treaty = Treaty {
                id: entry.text("id")?,
                name: entry.words("name")?,
                parties: entry.parties("parties", campaign)?,
                place: entry.maybe_place(campaign)?,
                history: history(campaign, entry, "statuses", &history::TREATY_STATUSES)?,
                facts: entry.texts("facts")?,
            };
            campaign.treaties.push(treaty);
            Ok(())
        });
    }

    pub fn talks(&mut self, campaign: &mut Campaign) {
        self.each("talks", "", &mut |entry| {
            entry.maybe_when("deadline")?;
            let talk = Talk {
                id: entry.text("id")?,
                name: entry.words("name")?,
                kind: entry.one_of("kind", &history::TALK_KINDS)?,
                parties: entry.parties("parties", campaign)?,
                place: entry.maybe_place(campaign)?,
                history: history(campaign, entry, "statuses", &history::TALK_STATUSES)?,
                deadline: entry.maybe("deadline"),
                facts: entry.texts("facts")?,
            };
            campaign.talks.push(talk);
            Ok(())
        });
    }

    pub fn calendar(&mut self, campaign: &mut Campaign) {
        self.each("calendar", "eras", &mut |entry| {
            let mut months: Vec<Month> = vec![];
            for month in entry.items("months")? {
                let first = month.day("start")?;
                if months.last().is_some_and(|before| before.first >= first) {
                    return Err("months: must be in order".into());
                }
                months.push(Month {
                    first,
                    year: month.number("year")? as u16,
                    month: month.number("month")? as u8,
                    leap: month.number("leap")? == 1.0,
                });
            }
            let era = Era {
                name: entry.words("name")?,
                from: entry.day("from")?,
                months,
            };
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
) -> Result<History, String> {
    let mut states: Vec<State> = vec![];
    for state in entry.items(list)? {
        let holder = match state.maybe("holder") {
            // Treaties and talks have no holder, a place must have one.
            None if statuses.is_empty() => return Err(expected("holder", "a party")),
            None => String::new(),
            Some(word) if history::HOLDERS.contains(&word.as_str()) => word,
            Some(id) => known_party(campaign, id)?,
        };
        let state = State {
            from: state.maybe_day("from")?,
            from_other: state.maybe_day("from_other")?,
            from_stated: state.maybe("from_stated"),
            status: match statuses {
                [] => String::new(),
                _ => state.one_of("status", statuses)?,
            },
            holder,
            claimant: state
                .maybe("claimant")
                .map(|id| known_party(campaign, id))
                .transpose()?,
            presence: state.parties("presence", campaign)?,
            treaty: state.maybe("treaty"),
            certainty: state.maybe("certainty").unwrap_or_default(),
            facts: state.texts("facts")?,
        };
        if states
            .last()
            .is_some_and(|earlier| earlier.from > state.from)
        {
            return Err([
                list,
                ": a state begins before the one above it; put them in order",
            ]
            .concat());
        }
        states.push(state);
    }
    match states.is_empty() {
        true => Err(expected(list, "at least one state")),
        false => Ok(History(states)),
    }
}
