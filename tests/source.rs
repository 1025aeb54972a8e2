//! The source: figures and dates of the record, row for row beside tables of what the article says.
//!
//! The tables were drawn once from a register of the article's facts, not from the record: a digit that slips
//! here is found there. Whoever corrects a fact corrects its row too. Where the record differed on purpose, the row
//! of `dates.tsv` has both and says why; that second value and the reason came with the record.

use serde_json::Value;
use std::fs;
use std::path::Path;

const FIGURES: &str = include_str!("figures.tsv");
const DATES: &str = include_str!("dates.tsv");

/// How a table writes a cell that has nothing.
const NONE: &str = "–";

fn facts() -> Vec<Value> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata/facts.json");
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

fn rows(table: &'static str) -> impl Iterator<Item = &'static str> {
    table.lines().filter(|line| !line.starts_with('#'))
}

/// Fails with all findings at once, a line each.
fn nothing(findings: Vec<String>) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// A member of a fact as a cell.
fn cell<'a>(entry: &'a Value, member: &str) -> &'a str {
    entry[member].as_str().unwrap_or(NONE)
}

#[test]
fn every_figure_is_the_one_of_the_source() {
    let facts = facts();
    let mut found = vec![];
    for fact in &facts {
        for figure in fact["figures"].as_array().unwrap() {
            let [id, unit, qualifier, side] = [
                cell(fact, "id"),
                cell(figure, "unit"),
                cell(figure, "qualifier"),
                cell(figure, "side"),
            ];
            let (min, max) = (&figure["min"], &figure["max"]);
            found.push(format!("{id}\t{min}\t{max}\t{unit}\t{qualifier}\t{side}"));
        }
    }
    let expected: Vec<&str> = rows(FIGURES).collect();
    assert!(expected.len() > 70);
    let missing = expected
        .iter()
        .filter(|row| !found.iter().any(|figure| figure == *row));
    let unknown = found.iter().filter(|row| !expected.contains(&row.as_str()));
    let mut findings: Vec<String> = missing
        .map(|row| format!("not in the record: {row}"))
        .collect();
    findings.extend(unknown.map(|row| format!("not in the source: {row}")));
    nothing(findings);
    // The same figure may stand twice, and in the order of the article.
    assert_eq!(found, expected);
}

/// The dates of a fact as the table has them: the article's, those of other works, the end of a term.
///
/// Where the article gives no day, `edtf` is the day of other works under either reading and `edtf_stated` keeps
/// what the article does say; elsewhere `edtf` is the article's and `edtf_other` moves it.
fn dates(fact: &Value) -> [&str; 3] {
    let (article, other) = match fact["edtf_stated"].as_str() {
        Some(stated) => (stated, cell(fact, "edtf")),
        None => (cell(fact, "edtf"), cell(fact, "edtf_other")),
    };
    [article, other, cell(fact, "deadline")]
}

#[test]
fn every_date_is_the_one_of_the_source_or_says_why_not() {
    let facts = facts();
    let rows: Vec<Vec<&str>> = rows(DATES).map(|row| row.split('\t').collect()).collect();
    let ids: Vec<&str> = rows.iter().map(|row| row[0]).collect();
    let known: Vec<&str> = facts.iter().map(|fact| cell(fact, "id")).collect();
    assert_eq!(
        ids, known,
        "facts of the table on the left, of the record on the right"
    );
    let mut findings = vec![];
    for (row, fact) in rows.iter().zip(&facts) {
        let [id, article, other, deadline, why] = row[..] else {
            panic!("five columns are needed: {row:?}");
        };
        let mut differs = false;
        for (cell, found) in [article, other, deadline].into_iter().zip(dates(fact)) {
            let (source, expected) = cell.split_once(" > ").unwrap_or((cell, cell));
            differs |= source != expected;
            if found != expected {
                findings.push(format!("{id}: {found}, the table has {cell}"));
            }
        }
        if differs != (why != NONE) {
            findings.push(format!("{id}: a reason is for what differs: {row:?}"));
        }
        if fact["edtf_stated"].is_string() && fact["edtf_other"].is_string() {
            findings.push(format!("{id}: edtf is already the day of other works"));
        }
    }
    nothing(findings);
}
