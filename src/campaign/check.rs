//! Checks across files: ids resolve, three languages are there, every fact is carried, nothing lies outside.
//!
//! What a single entry can get wrong by itself is found in [`super::read`].

use super::book::Fact;
use super::track::Track;
use super::{Book, Campaign, Interval, Lang, Reading, Text};
use std::collections::BTreeSet;

/// Sentences that say what is wrong and where, ready for an author.
pub fn all(campaign: &Campaign, book: &Book) -> Vec<String> {
    let mut problems = vec![];
    ids_are_unique(campaign, book, &mut problems);
    references_resolve(campaign, book, &mut problems);
    every_fact_is_carried(campaign, book, &mut problems);
    languages_are_complete(campaign, book, &mut problems);
    days_lie_in_range(campaign, &mut problems);
    people_are_named_by_their_facts(book, &mut problems);
    problems
}

fn ids_are_unique(campaign: &Campaign, book: &Book, problems: &mut Vec<String>) {
    let lists: [(&str, Vec<&str>); 10] = [
        (
            "places",
            campaign.places.iter().map(|p| p.id.as_str()).collect(),
        ),
        (
            "events",
            campaign.events.iter().map(|e| e.id.as_str()).collect(),
        ),
        (
            "tracks",
            campaign.tracks.iter().map(|t| t.id.as_str()).collect(),
        ),
        (
            "forces",
            campaign.forces.iter().map(|f| f.id.as_str()).collect(),
        ),
        (
            "treaties",
            campaign.treaties.iter().map(|t| t.id.as_str()).collect(),
        ),
        (
            "talks",
            campaign.talks.iter().map(|t| t.id.as_str()).collect(),
        ),
        ("facts", book.facts.iter().map(|f| f.id.as_str()).collect()),
        ("notes", book.notes.iter().map(|n| n.id.as_str()).collect()),
        (
            "people",
            book.people.iter().map(|p| p.id.as_str()).collect(),
        ),
        (
            "waters",
            book.waters.iter().map(|w| w.id.as_str()).collect(),
        ),
    ];
    for (file, ids) in lists {
        let mut seen = BTreeSet::new();
        for id in ids {
            let lawful =
                id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_') && !id.is_empty();
            if !lawful {
                problems.push(format!(
                    "{file} · {id}: write ids with ASCII letters, digits and _"
                ));
            }
            if !seen.insert(id) {
                problems.push(format!("{file} · {id}: this id is used twice; change one"));
            }
        }
    }
}

/// Every list of fact ids in the record, with the feature that names it.
fn citations<'a>(campaign: &'a Campaign, book: &'a Book) -> Vec<(String, &'a [String])> {
    let mut lists: Vec<(String, &[String])> = vec![];
    let mut add = |file: &str, id: &str, facts: &'a [String]| {
        lists.push((format!("{file} · {id}"), facts));
    };
    campaign
        .events
        .iter()
        .for_each(|e| add("events", &e.id, &e.facts));
    campaign
        .tracks
        .iter()
        .for_each(|t| add("tracks", &t.id, &t.facts));
    campaign
        .forces
        .iter()
        .for_each(|f| add("forces", &f.id, &f.facts));
    campaign
        .parts
        .iter()
        .for_each(|p| add("territories", &p.id, &p.facts));
    for (place, history) in &campaign.control {
        history
            .0
            .iter()
            .for_each(|s| add("control", &campaign.places[place.0].id, &s.facts));
    }
    for territory in &campaign.territories {
        territory
            .history
            .0
            .iter()
            .for_each(|s| add("control", &territory.id, &s.facts));
    }
    for treaty in &campaign.treaties {
        add("treaties", &treaty.id, &treaty.facts);
        treaty
            .history
            .0
            .iter()
            .for_each(|s| add("treaties", &treaty.id, &s.facts));
    }
    for talk in &campaign.talks {
        add("talks", &talk.id, &talk.facts);
        talk.history
            .0
            .iter()
            .for_each(|s| add("talks", &talk.id, &s.facts));
    }
    for chapter in &book.chapters {
        add("chapters", &chapter.id, &chapter.facts);
        add("chapters", &chapter.id, &chapter.beats);
    }
    book.notes
        .iter()
        .for_each(|n| add("notes", &n.id, &n.facts));
    book.people
        .iter()
        .for_each(|p| add("people", &p.id, &p.facts));
    lists
}

fn references_resolve(campaign: &Campaign, book: &Book, problems: &mut Vec<String>) {
    let facts: BTreeSet<&str> = book.facts.iter().map(|f| f.id.as_str()).collect();
    for (feature, ids) in citations(campaign, book) {
        for id in ids.iter().filter(|id| !facts.contains(id.as_str())) {
            problems.push(format!("{feature}: fact {id} is not in facts.json"));
        }
    }
    let notes: BTreeSet<&str> = book.notes.iter().map(|n| n.id.as_str()).collect();
    let noted = (campaign.events.iter().map(|e| ("events", &e.id, &e.notes)))
        .chain(campaign.tracks.iter().map(|t| ("tracks", &t.id, &t.notes)))
        .chain(book.facts.iter().map(|f| ("facts", &f.id, &f.notes)))
        .chain(book.chapters.iter().map(|c| ("chapters", &c.id, &c.notes)));
    for (file, feature, ids) in noted {
        for id in ids.iter().filter(|id| !notes.contains(id.as_str())) {
            problems.push(format!(
                "{file} · {feature}: note {id} is not in notes.json"
            ));
        }
    }
    let chapters: BTreeSet<&str> = book.chapters.iter().map(|c| c.id.as_str()).collect();
    let placed = (campaign
        .events
        .iter()
        .map(|e| ("events", &e.id, &e.chapter)))
    .chain(book.facts.iter().map(|f| ("facts", &f.id, &f.chapter)));
    for (file, feature, chapter) in placed {
        if !chapters.contains(chapter.as_str()) {
            problems.push(format!(
                "{file} · {feature}: chapter {chapter} is not in chapters.json"
            ));
        }
    }
    for (id, _) in &book.spellings {
        if campaign.place_named(id).is_none() && !campaign.treaties.iter().any(|t| t.id == *id) {
            problems.push(format!(
                "names · {id}: neither a place nor a treaty has this id"
            ));
        }
    }
    for fact in &book.facts {
        if book.section(&fact.section).is_none() {
            problems.push(format!(
                "facts · {}: section {} is not in sources.json",
                fact.id, fact.section
            ));
        }
    }
    let treaties: BTreeSet<&str> = campaign.treaties.iter().map(|t| t.id.as_str()).collect();
    for territory in &campaign.territories {
        let named = territory
            .history
            .0
            .iter()
            .filter_map(|s| s.treaty.as_deref());
        for treaty in named.filter(|treaty| !treaties.contains(treaty)) {
            problems.push(format!(
                "control · {}: treaty {treaty} is not in treaties.json",
                territory.id
            ));
        }
    }
}

fn every_fact_is_carried(campaign: &Campaign, book: &Book, problems: &mut Vec<String>) {
    let mut drawn: BTreeSet<&str> = BTreeSet::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for (feature, ids) in citations(campaign, book) {
        let read_only = ["chapters", "notes", "people"];
        let read_only = read_only.iter().any(|file| feature.starts_with(file));
        let set = if read_only { &mut told } else { &mut drawn };
        set.extend(ids.iter().map(String::as_str));
    }
    for Fact {
        id,
        importance,
        shown,
        ..
    } in &book.facts
    {
        if *importance == 3 && !drawn.contains(id.as_str()) {
            problems.push(format!(
                "facts · {id}: importance 3 but no feature of the map names it"
            ));
        } else if !drawn.contains(id.as_str()) && !told.contains(id.as_str()) {
            problems.push(format!(
                "facts · {id}: neither a feature nor a chapter names it"
            ));
        }
        let on_map = !matches!(shown.as_str(), "chapter" | "chronicle");
        if on_map && !drawn.contains(id.as_str()) {
            problems.push(format!(
                "facts · {id}: shown as {shown}, but no feature names it"
            ));
        }
    }
    for event in campaign
        .events
        .iter()
        .filter(|event| event.facts.is_empty())
    {
        problems.push(format!("events · {}: rests on no fact", event.id));
    }
}

fn languages_are_complete(campaign: &Campaign, book: &Book, problems: &mut Vec<String>) {
    let mut check = |feature: String, text: &Text| {
        if text.has_gap() {
            problems.push(format!(
                "{feature}: words are missing in one of the three languages"
            ));
        } else if text.get(Lang::En).chars().any(is_han) {
            problems.push(format!("{feature}: Han characters in the English words"));
        }
    };
    campaign
        .places
        .iter()
        .for_each(|p| check(format!("places · {}", p.id), &p.name));
    campaign
        .events
        .iter()
        .for_each(|e| check(format!("events · {}", e.id), &e.title));
    campaign
        .tracks
        .iter()
        .for_each(|t| check(format!("tracks · {}", t.id), &t.name));
    campaign
        .treaties
        .iter()
        .for_each(|t| check(format!("treaties · {}", t.id), &t.name));
    campaign
        .talks
        .iter()
        .for_each(|t| check(format!("talks · {}", t.id), &t.name));
    campaign
        .forces
        .iter()
        .for_each(|f| check(format!("forces · {}", f.id), &f.name));
    campaign
        .territories
        .iter()
        .for_each(|t| check(format!("control · {}", t.id), &t.name));
    book.waters
        .iter()
        .for_each(|w| check(format!("waters · {}", w.id), &w.name));
    book.facts
        .iter()
        .for_each(|f| check(format!("facts · {}", f.id), &f.text));
    book.chapters.iter().for_each(|c| {
        check(format!("chapters · {} title", c.id), &c.title);
        check(format!("chapters · {} summary", c.id), &c.summary);
    });
    book.people.iter().for_each(|p| {
        check(format!("people · {} name", p.id), &p.name);
        check(format!("people · {} role", p.id), &p.role);
    });
    book.notes.iter().for_each(|n| {
        check(format!("notes · {} article", n.id), &n.article);
        check(format!("notes · {} other", n.id), &n.other);
    });
}

/// A fact that is listed with a person names the person, in every language.
fn people_are_named_by_their_facts(book: &Book, problems: &mut Vec<String>) {
    for person in &book.people {
        for fact in person.facts.iter().filter_map(|id| book.fact(id)) {
            for lang in Lang::ALL {
                let others = person.spellings.iter();
                let others = others.filter(|(tag, _)| tag == lang.tag());
                let mut names = others
                    .map(|(_, name)| name.as_str())
                    .chain([person.name.get(lang)]);
                if !names.any(|name| fact.text.get(lang).contains(name)) {
                    problems.push(format!(
                        "people · {}: fact {} has none of the names in {}; add the spelling or drop the fact",
                        person.id,
                        fact.id,
                        lang.tag()
                    ));
                }
            }
        }
    }
}

fn is_han(letter: char) -> bool {
    ('\u{3400}'..='\u{9fff}').contains(&letter)
}

/// All moments of a line that does not move lie on the day before its first, under either reading.
fn stands_on_its_first_day(track: &Track, problems: &mut Vec<String>) {
    for reading in [Reading::Article, Reading::OtherWorks] {
        let eve = track.dating.read(reading).first.plus(-1);
        let other = reading == Reading::OtherWorks;
        if (0..track.fixes.len()).any(|vertex| track.time(vertex, other).date() != eve) {
            problems.push(format!(
                "tracks · {}: a {} has all its moments on the day before its first",
                track.id, track.kind
            ));
        }
    }
    if track.force.is_some() {
        problems.push(format!(
            "tracks · {}: a {} has no force",
            track.id, track.kind
        ));
    }
}

fn days_lie_in_range(campaign: &Campaign, problems: &mut Vec<String>) {
    let span: Interval = campaign.span();
    for track in &campaign.tracks {
        let (first, last) = (
            track.fixes[0].at.date(),
            track.fixes[track.fixes.len() - 1].at.date(),
        );
        if !span.contains(first) || !span.contains(last) {
            problems.push(format!(
                "tracks · {}: lies outside the time extent",
                track.id
            ));
        }
        if track.stands() {
            stands_on_its_first_day(track, problems);
            continue;
        }
        let covered = track.dating.when.contains(first) && track.dating.when.contains(last);
        if !covered {
            problems.push(format!(
                "tracks · {}: edtf does not cover its datetimes",
                track.id
            ));
        }
    }
    for (force, forces) in campaign.forces.iter().enumerate() {
        let mut own: Vec<_> = campaign
            .tracks
            .iter()
            .filter(|track| track.force == Some(force))
            .collect();
        own.sort_by(|a, b| a.fixes[0].at.since(b.fixes[0].at).total_cmp(&0.0));
        for pair in own.windows(2) {
            if pair[0].fixes[pair[0].fixes.len() - 1].at > pair[1].fixes[0].at {
                problems.push(format!(
                    "tracks · {}: its force {} is still on {}",
                    pair[1].id, forces.id, pair[0].id
                ));
            }
        }
    }
}
