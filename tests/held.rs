//! Who held what: days of `held.tsv`, each beside the frame of that day.
//!
//! A row: day, kind (place, territory, treaty), id, who holds it or how it stands, and why. A treaty is
//! `absent` before its signature.

use arrow_war_map::campaign::{Campaign, Date, Reading};
use arrow_war_map::native::read_folder;
use std::collections::BTreeSet;
use std::path::Path;

const HELD: &str = include_str!("held.tsv");

fn campaign() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    read_folder(&folder)
        .expect("the manifest can be read")
        .campaign
}

struct Row<'a> {
    day: &'a str,
    kind: &'a str,
    id: &'a str,
    expected: &'a str,
    why: &'a str,
}

fn rows() -> impl Iterator<Item = Row<'static>> {
    HELD.lines()
        .map(|line| match line.split('\t').collect::<Vec<_>>()[..] {
            [day, kind, id, expected, why] => Row {
                day,
                kind,
                id,
                expected,
                why,
            },
            _ => panic!("five columns are needed: {line}"),
        })
}

/// Holder of a place, status of a territory or treaty; `absent` where the frame has none.
fn found(campaign: &Campaign, row: &Row) -> String {
    let day = Date::parse(row.day).unwrap_or_else(|| panic!("{} is no day", row.day));
    let frame = campaign.frame(day.start(), Reading::Article);
    // The last moment of a day is still that day.
    let evening = campaign.frame(day.start().plus(0.999), Reading::Article);
    assert_eq!(frame.places, evening.places, "{}", row.day);
    let position = |ids: Vec<&str>| {
        let index = ids.iter().position(|id| *id == row.id);
        index.unwrap_or_else(|| panic!("no {} {}", row.kind, row.id))
    };
    let state = match row.kind {
        "place" => {
            let ids = campaign
                .control
                .iter()
                .map(|(place, _)| campaign.places[place.0].id.as_str());
            let index = position(ids.collect());
            frame.places[index].map(|state| &campaign.control[index].1.0[state].holder)
        }
        "territory" => {
            let index = position(campaign.territories.iter().map(|t| t.id.as_str()).collect());
            frame.territories[index].map(|s| &campaign.territories[index].history.0[s].status)
        }
        "treaty" => {
            let index = position(campaign.treaties.iter().map(|t| t.id.as_str()).collect());
            frame.treaties[index].map(|s| &campaign.treaties[index].history.0[s].status)
        }
        other => panic!("no kind {other}"),
    };
    state.map_or("absent", String::as_str).to_string()
}

#[test]
fn the_frame_of_every_day_listed_says_who_held_what() {
    let campaign = campaign();
    let mut findings = vec![];
    let mut count = 0;
    for row in rows() {
        count += 1;
        let found = found(&campaign, &row);
        if found != row.expected {
            let Row {
                day,
                kind,
                id,
                expected,
                why,
            } = row;
            findings.push(format!(
                "{day} {kind} {id}: {found}, not {expected} ({why})"
            ));
        }
    }
    assert!(count > 200);
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

#[test]
fn every_place_territory_and_treaty_with_a_history_is_listed() {
    let campaign = campaign();
    let listed: BTreeSet<&str> = rows().map(|row| row.id).collect();
    let control = campaign
        .control
        .iter()
        .map(|(place, _)| campaign.places[place.0].id.as_str());
    let missing: Vec<&str> = control
        .chain(campaign.territories.iter().map(|t| t.id.as_str()))
        .chain(campaign.treaties.iter().map(|t| t.id.as_str()))
        .filter(|id| !listed.contains(id))
        .collect();
    assert!(missing.is_empty(), "held.tsv says nothing of {missing:?}");
}
