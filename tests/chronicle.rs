//! The whole war as a dated list, in three languages, for a historian to proofread.
//!
//! `UPDATE_EXPECT=1 cargo test --test chronicle` writes the lists anew; the difference is what to review.

use arrow_war_map::campaign::report::chronicle;
use arrow_war_map::campaign::{Date, Lang, Reading};
use arrow_war_map::native::{Record, read_folder};
use std::fs;
use std::path::Path;

fn record() -> Record {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    read_folder(&folder).expect("the manifest can be read")
}

/// Compares with `tests/golden/<name>`, or writes it when `UPDATE_EXPECT` is set.
fn golden(name: &str, found: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(name);
    if std::env::var_os("UPDATE_EXPECT").is_some() {
        fs::write(&path, found).unwrap();
        return;
    }
    let expected = fs::read_to_string(&path).unwrap_or_default();
    if found != expected {
        let (old, new): (Vec<&str>, Vec<&str>) =
            (expected.lines().collect(), found.lines().collect());
        let longest = old.len().max(new.len());
        let first = (0..longest).find(|i| old.get(*i) != new.get(*i));
        let at = first.unwrap_or(longest);
        let shown = |lines: &[&str]| -> String {
            let few = lines.iter().skip(at).take(5);
            few.map(|line| format!("    {line}\n")).collect()
        };
        panic!(
            "tests/golden/{name} differs from line {}.\n  it has:\n{}  the record gives:\n{}\
             If the record is right, run UPDATE_EXPECT=1 cargo test --test chronicle.",
            at + 1,
            shown(&old),
            shown(&new)
        );
    }
}

#[test]
fn the_chronicle_in_traditional_chinese_is_the_one_that_was_proofread() {
    let Record { campaign, book, .. } = record();
    let list = chronicle(&campaign, &book, Lang::ZhHant, Reading::Article);
    golden("chronicle-zh-Hant.txt", &list);
}

#[test]
fn the_chronicle_in_simplified_chinese_is_the_one_that_was_proofread() {
    let Record { campaign, book, .. } = record();
    let list = chronicle(&campaign, &book, Lang::ZhHans, Reading::Article);
    golden("chronicle-zh-Hans.txt", &list);
}

#[test]
fn the_chronicle_in_english_is_the_one_that_was_proofread() {
    let Record { campaign, book, .. } = record();
    let list = chronicle(&campaign, &book, Lang::En, Reading::Article);
    golden("chronicle-en.txt", &list);
}

#[test]
fn the_chronicle_tells_every_fact_in_the_order_of_days() {
    let Record { campaign, book, .. } = record();
    for reading in [Reading::Article, Reading::OtherWorks] {
        let list = chronicle(&campaign, &book, Lang::En, reading);
        for fact in &book.facts {
            assert!(list.contains(fact.text.get(Lang::En)), "{}", fact.id);
        }
        let days: Vec<Date> = list
            .lines()
            .filter(|line| !line.starts_with(' '))
            .map(|line| Date::parse(&line[..10]).unwrap_or_else(|| panic!("{line}")))
            .collect();
        assert!(days.is_sorted());
        assert!(days.len() > campaign.events.len());
    }
}

#[test]
fn other_works_move_days_and_nothing_else() {
    let Record { campaign, book, .. } = record();
    let texts = |reading| {
        let list = chronicle(&campaign, &book, Lang::En, reading);
        let mut texts: Vec<String> = list
            .lines()
            .map(|line| line.trim_start_matches(|c: char| "0123456789-/. ◇|·".contains(c)))
            .map(str::to_string)
            .collect();
        texts.sort();
        texts
    };
    assert_eq!(texts(Reading::Article), texts(Reading::OtherWorks));
    assert_ne!(
        chronicle(&campaign, &book, Lang::En, Reading::Article),
        chronicle(&campaign, &book, Lang::En, Reading::OtherWorks)
    );
}
