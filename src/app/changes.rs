//! What has changed on a day, in one sentence: its events, and what none of them tells.

use super::announce::new_events;
use crate::campaign::history::{History, State};
use crate::campaign::{Campaign, Date, Lang, Reading};
use crate::i18n;

/// The news of a day, so many things of it in words; `None` when nothing is new.
pub fn sentence(
    campaign: &Campaign,
    day: Date,
    reading: Reading,
    lang: Lang,
    in_words: usize,
) -> Option<String> {
    let events = new_events(campaign, day, reading);
    let events: Vec<_> = events
        .iter()
        .map(|index| &campaign.events[*index])
        .collect();
    let mut things: Vec<String> = vec![];
    things.extend(events.iter().map(|event| event.title.get(lang).to_string()));
    // An event that rests on the same fact has said it.
    let is_told = |state: &State| {
        let told = |fact| state.facts.contains(fact);
        events.iter().any(|event| event.facts.iter().any(told))
    };
    let mut add = |history: &History, say: &dyn Fn(&State) -> String| {
        for (index, state) in history.0.iter().enumerate() {
            if history.since(index, reading) == Some(day) && !is_told(state) {
                things.push(say(state));
            }
        }
    };
    for (place, history) in &campaign.control {
        let place = campaign.places[place.0].name.get(lang);
        add(history, &|state| match campaign.party(&state.holder) {
            Some(party) => i18n::holder(lang, party.name.get(lang), place),
            None => i18n::labeled(lang, place, i18n::status(lang, &state.holder)),
        });
    }
    let lasting = (campaign
        .territories
        .iter()
        .map(|land| (&land.name, &land.history)))
    .chain(
        campaign
            .treaties
            .iter()
            .map(|treaty| (&treaty.name, &treaty.history)),
    );
    for (name, history) in lasting {
        add(history, &|state| {
            i18n::labeled(lang, name.get(lang), i18n::status(lang, &state.status))
        });
    }
    let things: Vec<&str> = things.iter().map(String::as_str).collect();
    (!things.is_empty()).then(|| i18n::news(lang, day, &things, in_words))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    #[test]
    fn the_news_names_events_first_and_then_what_no_event_tells() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let campaign = crate::native::read_folder(&folder).unwrap().campaign;
        let told = |day: &str, lang| {
            sentence(
                &campaign,
                Date::parse(day).unwrap(),
                Reading::Article,
                lang,
                9,
            )
        };
        for lang in Lang::ALL {
            assert_eq!(told("1859-03-10", lang), None);
            let palikao = told("1860-09-21", lang).unwrap();
            let event = campaign
                .events
                .iter()
                .find(|e| e.id == "battle_baliqiao")
                .unwrap();
            assert!(palikao.contains(event.title.get(lang)), "{palikao}");
        }
        // Every day of the war can be told in a sentence that ends as one.
        for day in campaign.event_days(Reading::Article) {
            let text = told(&day.to_string(), Lang::En).unwrap();
            assert!(text.ends_with('.') && !text.contains(": :"), "{text}");
        }
    }
}
