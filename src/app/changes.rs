//! What has changed on a day, in one sentence: its events, and what none of them tells.

use super::announce::new_events;
use crate::campaign::history::{History, State};
use crate::campaign::track::Track;
use crate::campaign::{Age, Campaign, Date, Lang, Reading};
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

/// What moves on a day, each movement as its name tells it, but for those that an event of the day tells: the moving
/// map for those who do not see it. With `since` only what has begun to move after that day.
pub fn moving(
    campaign: &Campaign,
    day: Date,
    since: Option<Date>,
    reading: Reading,
    lang: Lang,
) -> Vec<&str> {
    let events = new_events(campaign, day, reading);
    let is_told = |fact: &String| {
        let mut events = events.iter().map(|index| &campaign.events[*index]);
        events.any(|event| event.facts.contains(fact))
    };
    let moves = |track: &&Track| {
        let when = track.dating.read(reading);
        let is_new = match since {
            Some(since) => when.first > since && when.first <= day,
            None => Age::of(when, day) == Age::Now,
        };
        // A frontier is drawn, and moves nobody.
        is_new && track.kind != "boundary" && !track.facts.iter().any(is_told)
    };
    let tracks = campaign.tracks.iter().filter(moves);
    tracks.map(|track| track.name.get(lang)).collect()
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

    #[test]
    fn the_moving_map_is_told_in_words_and_nothing_twice() {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
        let campaign = crate::native::read_folder(&folder).unwrap().campaign;
        let day = |text: &str| Date::parse(text).unwrap();
        let told = |on, since: Option<&str>| {
            moving(
                &campaign,
                day(on),
                since.map(day),
                Reading::Article,
                Lang::En,
            )
        };
        // Under way for months, and news only once.
        let sails = "British reinforcements from home sail to Hong Kong";
        assert!(told("1857-06-10", None).contains(&sails));
        assert!(told("1857-06-10", Some("1857-04-01")).contains(&sails));
        assert!(!told("1857-06-10", Some("1857-06-01")).contains(&sails));
        // Every movement of the war is told by an event of its first day or by its name.
        for track in campaign.tracks.iter().filter(|t| t.kind != "boundary") {
            let first = track.dating.read(Reading::Article).first;
            let events = new_events(&campaign, first, Reading::Article);
            let mut facts = events.iter().flat_map(|at| &campaign.events[*at].facts);
            let by_event = facts.any(|fact| track.facts.contains(fact));
            let by_name = moving(&campaign, first, None, Reading::Article, Lang::En)
                .contains(&track.name.get(Lang::En));
            assert!(by_event != by_name, "{}", track.id);
        }
    }
}
