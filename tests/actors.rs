//! Actors: who did violence is said. No bare passive, in English or Chinese, hides them.

use arrow_war_map::campaign::{Lang, Text};
use arrow_war_map::native::{Record, read_folder};
use regex::Regex;
use std::path::Path;

/// What is done to people, ships and houses in a war.
const VIOLENT: &str = "arrested|attacked|beaten|beheaded|besieged|bombarded|burned|burnt|captured|demolished|destroyed|executed|expelled|fired (?:at|on|upon)|killed|looted|massacred|murdered|occupied|pillaged|plundered|raided|ransacked|razed|robbed|sacked|seized|set (?:alight|on fire)|shelled|shot|stormed|sunk|taken (?:prisoner|captive)|tortured|wounded";

/// 被 or 遭 with the deed at once behind it, and 受攻, in either script. Behind 受 the actor may stand before:
/// 在清方羈押中受虐.
const VIOLENT_HAN: &str = "受攻|[被遭](?:到|了)?(?:殺|杀|殘殺|残杀|屠|害|處決|处决|斬|斩|燒|烧|焚|毀|毁|搶|抢|劫|掠|洗劫|轟|轰|砲|炮|炸|擊|击|攻|襲|袭|俘|捕|逮|擄|掳|抓|囚|押|扣|拘|佔|占|沉|傷|伤|虐|凌|趕|赶|驅|驱)";

/// Where the sources themselves name nobody; and why.
const ALLOWED: [(&str, &str); 2] = [
    (
        "C11",
        "a heading on the day alone; the article names no attacker",
    ),
    (
        "F075",
        "the article names no attacker, and the sentence says so",
    ),
];

fn record() -> Record {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    read_folder(&folder).expect("the manifest can be read")
}

/// Every sentence and title of the record, with where it stands.
fn texts(record: &Record) -> Vec<(String, &Text)> {
    let mut texts = vec![];
    let mut add = |id: &str, what: &str, text| texts.push((format!("{id} {what}"), text));
    let Record { campaign, book, .. } = record;
    campaign
        .events
        .iter()
        .for_each(|e| add(&e.id, "title", &e.title));
    campaign
        .tracks
        .iter()
        .for_each(|t| add(&t.id, "name", &t.name));
    campaign
        .forces
        .iter()
        .for_each(|f| add(&f.id, "name", &f.name));
    campaign
        .talks
        .iter()
        .for_each(|t| add(&t.id, "name", &t.name));
    for fact in &book.facts {
        add(&fact.id, "text", &fact.text);
        for figure in &fact.figures {
            add(&fact.id, "figure", &figure.what);
        }
        if let Some(remark) = &fact.remark {
            add(&fact.id, "remark", remark);
        }
    }
    for chapter in &book.chapters {
        add(&chapter.id, "title", &chapter.title);
        add(&chapter.id, "summary", &chapter.summary);
        for question in &chapter.questions {
            add(&chapter.id, "question", question);
        }
    }
    for note in &book.notes {
        add(&note.id, "subject", &note.subject);
        add(&note.id, "article", &note.article);
        add(&note.id, "other", &note.other);
    }
    texts
}

/// Passives that name no actor. In English the actor follows with ‘by’ before the clause ends.
struct Passive {
    english: Regex,
    han: Regex,
}

impl Passive {
    fn new() -> Passive {
        let english = format!(
            r"(?i)\b(?:was|were|be|been|being|is|are)\s+(?:\w+\s+(?:and\s+)?){{0,2}}?(?:{VIOLENT})\b([^.;:]*)"
        );
        Passive {
            english: Regex::new(&english).unwrap(),
            han: Regex::new(VIOLENT_HAN).unwrap(),
        }
    }

    fn found(&self, lang: Lang, text: &str) -> Option<String> {
        if lang.is_han() {
            return self.han.find(text).map(|found| found.as_str().to_string());
        }
        let mut passives = self.english.captures_iter(text);
        let bare = passives.find(|found| !format!("{} ", &found[1]).contains(" by "));
        bare.map(|found| found[0].to_string())
    }
}

#[test]
fn no_passive_hides_who_did_violence() {
    let record = record();
    let passive = Passive::new();
    let mut findings = vec![];
    let mut met = vec![];
    for (at, text) in texts(&record) {
        for lang in Lang::ALL {
            let Some(words) = passive.found(lang, text.get(lang)) else {
                continue;
            };
            match ALLOWED.iter().find(|(id, _)| at.starts_with(id)) {
                Some((id, _)) => met.push(*id),
                None => findings.push(format!("{at} ({}): {words}", lang.tag())),
            }
        }
    }
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
    for (id, why) in ALLOWED {
        assert!(
            met.contains(&id),
            "{id} has no such passive any more ({why})"
        );
    }
}

#[test]
fn a_bare_passive_is_recognised() {
    let passive = Passive::new();
    for (lang, text, is_bare) in [
        (Lang::En, "The forts were captured.", true),
        (Lang::En, "The forts were quickly captured and burnt.", true),
        (Lang::En, "Four ships had been sunk that day.", true),
        (Lang::En, "The garden was set on fire.", true),
        (Lang::En, "The forts were captured by the allies.", false),
        (Lang::En, "The allies captured the forts.", false),
        (Lang::En, "The city was opened to trade.", false),
        (Lang::ZhHant, "總督衙門被搶掠。", true),
        (Lang::ZhHant, "總督衙門遭英軍搶掠。", false),
        (Lang::ZhHans, "圆明园被焚毁。", true),
        (Lang::ZhHans, "英军焚毁圆明园。", false),
    ] {
        assert_eq!(passive.found(lang, text).is_some(), is_bare, "{text}");
    }
}
