//! Entities: one person, one place, one name, however many the article gives them.
//!
//! Names as other works spell them stand in notes, and in the one fact that says they are the same.

use arrow_war_map::campaign::{Lang, Reading, Text};
use arrow_war_map::native::{Record, read_folder};
use std::collections::BTreeMap;
use std::path::Path;

fn record() -> Record {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    read_folder(&folder).expect("the manifest can be read")
}

/// Fails with all findings at once, a line each.
fn nothing(findings: Vec<String>) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// A name of the record in its three languages, and other names of the same person or place.
struct Entity {
    name: [&'static str; 3],
    others: &'static [&'static str],
}

const fn entity(name: [&'static str; 3], others: &'static [&'static str]) -> Entity {
    Entity { name, others }
}

const PERSONS: [Entity; 14] = [
    entity(
        ["西馬糜各厘", "西马糜各厘", "Seymour"],
        &["西摩爾", "西摩尔", "西馬糜厘", "西马糜厘"],
    ),
    entity(
        ["額爾金", "额尔金", "Elgin"],
        &["詹姆斯·布", "James Bruce", "第八代"],
    ),
    entity(["卜魯斯", "卜鲁斯", "Bruce"], &["布魯斯", "布鲁斯"]),
    entity(
        ["伊格那提耶夫", "伊格那提耶夫", "Ignatyev"],
        &["伊格那提也夫", "伊格納", "伊格纳", "Ignatiev", "Ignatieff"],
    ),
    entity(["德熱努依里", "德热努依里", "Rigault"], &["黎峨"]),
    entity(["恭親王", "恭亲王", "Prince Gong"], &["Prince Kung"]),
    entity(["葉名琛", "叶名琛", "Ye Mingchen"], &["Yeh "]),
    entity(["巴夏禮", "巴夏礼", "Parkes"], &["巴夏里", "帕克斯"]),
    entity(["葛羅", "葛罗", "Gros"], &["格羅", "格罗"]),
    entity(
        ["穆拉維約夫", "穆拉维约夫", "Muravyov"],
        &["木哩斐岳幅", "Muraviev", "Mouravieff"],
    ),
    entity(
        ["普提雅廷", "普提雅廷", "Putyatin"],
        &["普佳京", "Putiatin"],
    ),
    entity(
        ["僧格林沁", "僧格林沁", "Sengge Rinchen"],
        &["Senggelinqin", "Sankolinsin"],
    ),
    entity(["桂良", "桂良", "Guiliang"], &["Kweiliang", "Kuei-liang"]),
    entity(["載垣", "载垣", "Zaiyuan"], &["Tsai-yuan"]),
];

/// By the id of the place.
const PLACES: [(&str, Entity); 4] = [
    (
        "beihekou",
        entity(
            ["白河口", "白河口", "Mouth of the Peiho"],
            &["北河口", "海河口", "Peiho mouth"],
        ),
    ),
    ("zhoushan", entity(["舟山", "舟山", "Chusan"], &["定海"])),
    (
        "aihui",
        entity(["璦琿", "瑷珲", "Aigun"], &["愛琿", "爱珲"]),
    ),
    ("dagu", entity(["大沽砲臺", "大沽炮台", "Taku Forts"], &[])),
];

/// Not a river, but the bar before the Peiho with two characters changed about.
const MISPRINTS: [&str; 2] = ["攔沙江", "拦沙江"];

/// Every text that a reader meets without opening a note, with where it stands.
fn texts(record: &Record) -> Vec<(&str, &Text)> {
    let Record { campaign, book, .. } = record;
    let named = (campaign.places.iter().map(|p| (p.id.as_str(), &p.name)))
        .chain(campaign.events.iter().map(|e| (e.id.as_str(), &e.title)))
        .chain(campaign.tracks.iter().map(|t| (t.id.as_str(), &t.name)))
        .chain(campaign.forces.iter().map(|f| (f.id.as_str(), &f.name)))
        .chain(campaign.talks.iter().map(|t| (t.id.as_str(), &t.name)))
        .chain(campaign.treaties.iter().map(|t| (t.id.as_str(), &t.name)));
    let read = (book.facts.iter().map(|f| (f.id.as_str(), &f.text)))
        .chain(book.chapters.iter().map(|c| (c.id.as_str(), &c.title)))
        .chain(book.chapters.iter().map(|c| (c.id.as_str(), &c.summary)))
        .chain(book.chapters.iter().flat_map(|c| {
            let questions = c.questions.iter();
            questions.map(|question| (c.id.as_str(), question))
        }));
    named.chain(read).collect()
}

/// The fact that introduces a person under both names.
const INTRODUCTIONS: [(&str, &str); 2] = [("F058", "西摩爾"), ("F058", "西摩尔")];

#[test]
fn nobody_and_no_place_has_a_second_name() {
    let record = record();
    let entities = PERSONS.iter().chain(PLACES.iter().map(|(_, place)| place));
    let others: Vec<&str> = entities
        .flat_map(|entity| entity.others)
        .chain(&MISPRINTS)
        .copied()
        .collect();
    let mut findings = vec![];
    for (id, text) in texts(&record) {
        for lang in Lang::ALL {
            for other in others
                .iter()
                .filter(|other| text.get(lang).contains(**other))
            {
                if !INTRODUCTIONS.contains(&(id, other)) {
                    findings.push(format!("{id} ({}): {other}", lang.tag()));
                }
            }
        }
    }
    nothing(findings);
}

#[test]
fn everybody_is_met_and_by_both_chinese_scripts_alike() {
    let record = record();
    let texts = texts(&record);
    let mut findings = vec![];
    for Entity { name, .. } in &PERSONS {
        if !texts.iter().any(|(_, text)| text.en.contains(name[2])) {
            findings.push(format!("nobody is called {}", name[2]));
        }
        for (id, text) in &texts {
            if text.zh_hant.contains(name[0]) != text.zh_hans.contains(name[1]) {
                findings.push(format!("{id}: {} in one script only", name[0]));
            }
        }
    }
    nothing(findings);
}

#[test]
fn a_place_has_one_entry_and_a_name_one_place() {
    let campaign = record().campaign;
    let mut findings = vec![];
    for lang in Lang::ALL {
        let mut seen: BTreeMap<&str, &str> = BTreeMap::new();
        for place in &campaign.places {
            if let Some(other) = seen.insert(place.name.get(lang), &place.id) {
                findings.push(format!(
                    "{} and {other}: {}",
                    place.id,
                    place.name.get(lang)
                ));
            }
        }
        for (id, Entity { name, .. }) in &PLACES {
            let [zh_hant, zh_hans, en] = name.map(str::to_string);
            let name = Text {
                zh_hant,
                zh_hans,
                en,
            };
            if seen.get(name.get(lang)) != Some(id) {
                findings.push(format!("{id} is not called {}", name.get(lang)));
            }
        }
    }
    nothing(findings);
}

#[test]
fn nobody_leads_two_forces_on_one_day() {
    let campaign = record().campaign;
    let span = campaign.span();
    let mut findings = vec![];
    for day in (0..=span.last.since(span.first)).map(|days| span.first.plus(days)) {
        let frame = campaign.frame(day.start(), Reading::Article);
        let shown = campaign.forces.iter().zip(&frame.forces);
        let shown: Vec<_> = shown.filter(|(_, stand)| stand.is_some()).collect();
        for Entity { name, .. } in &PERSONS {
            let own = shown.iter().filter(|(f, _)| f.name.en.contains(name[2]));
            let own: Vec<&str> = own.map(|(force, _)| force.id.as_str()).collect();
            if own.len() > 1 {
                findings.push(format!("{day} {}: {own:?}", name[2]));
            }
        }
    }
    nothing(findings);
}
