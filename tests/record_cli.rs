//! The authors' command: its exit codes, its sentences, and the JSON it promises; with files gone wrong in
//! every way that an author or an enemy can think of.
//!
//! Exit codes: 0 all is well, 1 the record has problems, 2 the command cannot be carried out.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

struct Answer {
    code: i32,
    out: String,
    err: String,
}

fn record(arguments: &[&str]) -> Answer {
    let output: Output = Command::new(env!("CARGO_BIN_EXE_record"))
        .args(arguments)
        .current_dir(ROOT)
        .output()
        .unwrap();
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("answers are UTF-8");
    let (out, err) = (text(output.stdout), text(output.stderr));
    assert!(!err.contains("panicked"), "{arguments:?}: {err}");
    Answer {
        // A process that was killed has no code.
        code: output.status.code().unwrap_or(-1),
        out,
        err,
    }
}

/// A copy of `tests/small` with some files replaced, or removed when the text is `None`.
fn campaign(name: &str, changes: &[(&str, Option<&str>)]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    for entry in fs::read_dir(Path::new(ROOT).join("tests/small")).unwrap() {
        let path = entry.unwrap().path();
        fs::copy(&path, folder.join(path.file_name().unwrap())).unwrap();
    }
    for (file, text) in changes {
        match text {
            Some(text) => fs::write(folder.join(file), text).unwrap(),
            None => fs::remove_file(folder.join(file)).unwrap(),
        }
    }
    folder
}

fn small(file: &str) -> String {
    fs::read_to_string(Path::new(ROOT).join("tests/small").join(file)).unwrap()
}

/// The answer of `check` for `tests/small` with one file changed.
fn check_with(name: &str, file: &str, text: Option<&str>) -> Answer {
    let folder = campaign(name, &[(file, text)]);
    record(&["check", "--folder", folder.to_str().unwrap()])
}

/// One file changed by replacing some of its text; the text must be there.
fn check_replacing(name: &str, file: &str, old: &str, new: &str) -> Answer {
    let text = small(file);
    assert!(text.contains(old), "{file} has no {old}");
    check_with(name, file, Some(&text.replacen(old, new, 1)))
}

#[test]
fn the_record_of_the_war_has_no_problems() {
    let answer = record(&["check"]);
    assert_eq!(
        (answer.code, answer.err.as_str()),
        (0, ""),
        "{}",
        answer.out
    );
    assert!(answer.out.contains("351 facts"), "{}", answer.out);
    assert!(answer.out.ends_with("no problems\n"), "{}", answer.out);
}

#[test]
fn another_campaign_needs_data_only() {
    let answer = record(&["check", "--folder", "tests/small"]);
    assert_eq!(answer.code, 0, "{}", answer.out);
    let answer = record(&["chronicle", "--lang", "en", "--folder", "tests/small"]);
    let list = "\
1402-03-10 | Upper Valley drives off the sheep | The Mill | F001
    F001 Men of the Upper Valley drove twenty sheep away from the mill.
1402-04-02/1402-04-03 | The valleys fight at the ford | The Ford | F002
    F002 The two valleys fought at the ford for two days.
1402-06-01/1402-06-30 | The valleys make peace | – | F003
    F003 The valleys made peace; the meadow went to the Lower Valley.
";
    assert_eq!((answer.code, answer.out.as_str()), (0, list));
    let answer = record(&["frame", "1402-06-30", "--folder", "tests/small"]);
    let frame: Value = serde_json::from_str(&answer.out).unwrap();
    assert_eq!(frame["places"][0]["holder"], "league");
    assert_eq!(frame["territories"][0]["treaty"], "peace");
    assert_eq!(frame["talks"][0]["status"], "accepted");
}

#[test]
fn other_works_move_the_day_of_the_small_battle() {
    let at = |day, reading| {
        let folder = ["--folder", "tests/small", "--reading", reading];
        let answer = record(&[&["frame", day][..], &folder].concat());
        let frame: Value = serde_json::from_str(&answer.out).unwrap();
        assert_eq!(frame["reading"], reading);
        let events = frame["events"].as_array().unwrap().clone();
        let fight = events.iter().find(|event| event["id"] == "fight");
        fight.map(|event| event["age"].as_str().unwrap().to_string())
    };
    assert_eq!(at("1402-04-03", "article").as_deref(), Some("now"));
    assert_eq!(at("1402-04-04", "article").as_deref(), Some("recent"));
    assert_eq!(at("1402-04-04", "other_works"), None);
    assert_eq!(at("1402-04-05", "other_works").as_deref(), Some("now"));
}

/// Members of each object of the frame, in the order of the promise.
const MEMBERS: [(&str, &str); 7] = [
    ("places", "id holder presence since until certainty"),
    ("territories", "id status holder claimant treaty since"),
    ("treaties", "id status since"),
    ("forces", "id party lon lat between near"),
    ("talks", "id parties place status deadline"),
    ("events", "id kind place age facts"),
    ("facts", "id age"),
];

fn words(text: &str) -> BTreeSet<&str> {
    text.split(' ').collect()
}

fn frame_of(day: &str) -> Value {
    let answer = record(&["frame", day]);
    assert_eq!((answer.code, answer.err.as_str()), (0, ""));
    serde_json::from_str(&answer.out).unwrap_or_else(|error| panic!("{day}: {error}"))
}

#[test]
fn a_frame_has_exactly_the_members_that_are_promised() {
    let frame = frame_of("1858-05-28");
    let names: Vec<&str> = frame
        .as_object()
        .unwrap()
        .keys()
        .map(|k| k.as_str())
        .collect();
    let lists: Vec<&str> = MEMBERS.iter().map(|(list, _)| *list).collect();
    let expected: BTreeSet<&str> = ["schema", "date", "reading"]
        .into_iter()
        .chain(lists)
        .collect();
    assert_eq!(names.into_iter().collect::<BTreeSet<_>>(), expected);
    assert_eq!(frame["schema"], 1);
    assert_eq!(frame["date"], "1858-05-28");
    assert_eq!(frame["reading"], "article");
    for (list, members) in MEMBERS {
        let entries = frame[list].as_array().unwrap();
        assert!(!entries.is_empty(), "{list}");
        for entry in entries {
            let found: BTreeSet<&str> = entry
                .as_object()
                .unwrap()
                .keys()
                .map(|k| k.as_str())
                .collect();
            assert_eq!(found, words(members), "{list}: {entry}");
        }
    }
}

#[test]
fn a_frame_speaks_the_vocabulary_that_is_promised() {
    let holders = words("qing uk france allied russia contested not_stated");
    let parties = words("qing uk france russia us");
    for day in [
        "1856-02-01",
        "1858-05-28",
        "1860-09-21",
        "1860-11-14",
        "1864-10-07",
    ] {
        let frame = frame_of(day);
        let list = |name: &str| frame[name].as_array().unwrap().clone();
        let ids = |name: &str| -> BTreeSet<String> {
            let entries = list(name).into_iter();
            entries
                .map(|e| e["id"].as_str().unwrap().to_string())
                .collect()
        };
        let within = |value: &Value, set: &BTreeSet<&str>| {
            assert!(set.contains(value.as_str().unwrap()), "{day}: {value}");
        };
        for id in words("guangzhou dagu tianjin beijing beitang zhoushan dalian yantai") {
            assert!(ids("places").contains(id), "{day}: {id}");
        }
        for id in words("amur_left_bank ussuri_to_sea kowloon balkhash_se") {
            assert!(ids("territories").contains(id), "{day}: {id}");
        }
        for place in list("places") {
            within(&place["holder"], &holders);
            within(&place["certainty"], &words("stated inferred not_stated"));
            for party in place["presence"].as_array().unwrap() {
                within(party, &parties);
            }
        }
        for territory in list("territories") {
            let statuses = words("qing ceded_unratified joint_unratified lent ceded");
            within(&territory["status"], &statuses);
            within(&territory["holder"], &holders);
        }
        for treaty in list("treaties") {
            within(
                &treaty["id"],
                &words(
                    "aigun tianjin_ru tianjin_us tianjin_uk tianjin_fr beijing_uk beijing_fr beijing_ru tacheng_1864",
                ),
            );
            within(
                &treaty["status"],
                &words("signed refused recognised approved in_force"),
            );
        }
        for talk in list("talks") {
            let statuses = words("open refused accepted broken_off lapsed closed");
            within(&talk["status"], &statuses);
            for party in talk["parties"].as_array().unwrap() {
                within(party, &parties);
            }
        }
        for entry in list("events").iter().chain(&list("facts")) {
            within(&entry["age"], &words("now recent past"));
        }
        for force in list("forces") {
            // Longitude and latitude of Asia, not swapped, and the way there.
            assert!(
                (-20.0..=160.0).contains(&force["lon"].as_f64().unwrap()),
                "{force}"
            );
            assert!(
                (-45.0..=65.0).contains(&force["lat"].as_f64().unwrap()),
                "{force}"
            );
        }
    }
}

#[test]
fn the_day_of_aigun_reads_as_in_the_promise() {
    let frame = frame_of("1858-05-28");
    let find = |list: &str, id: &str| {
        let entries = frame[list].as_array().unwrap();
        entries
            .iter()
            .find(|e| e["id"] == id)
            .unwrap_or(&Value::Null)
            .clone()
    };
    let canton = find("places", "guangzhou");
    assert_eq!(
        (&canton["holder"], &canton["since"]),
        (&"allied".into(), &"1857-12-30".into())
    );
    assert_eq!(canton["until"], "1860-11-09");
    let amur = find("territories", "amur_left_bank");
    assert_eq!(amur["status"], "ceded_unratified");
    assert_eq!(
        (&amur["holder"], &amur["claimant"]),
        (&"qing".into(), &"russia".into())
    );
    assert_eq!(
        (&amur["treaty"], &amur["since"]),
        (&"aigun".into(), &"1858-05-28".into())
    );
    let aigun = find("treaties", "aigun");
    assert_eq!(
        (&aigun["status"], &aigun["since"]),
        (&"refused".into(), &"1858-05-28".into())
    );
    assert_eq!(find("treaties", "tianjin_ru"), Value::Null);
    assert_eq!(find("facts", "F290")["age"], "now");
}

#[test]
fn facts_and_events_come_in_the_order_of_days() {
    let facts = fs::read_to_string(Path::new(ROOT).join("geodata/facts.json")).unwrap();
    let facts: Value = serde_json::from_str(&facts).unwrap();
    let year = |id: &Value| {
        let fact = facts
            .as_array()
            .unwrap()
            .iter()
            .find(|fact| fact["id"] == *id);
        fact.unwrap()["edtf"].as_str().unwrap()[..4].to_string()
    };
    let frame = frame_of("1864-10-07");
    let years: Vec<String> = frame["facts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|fact| year(&fact["id"]))
        .collect();
    assert!(years.is_sorted() && years.len() > 300);
}

#[test]
fn what_cannot_be_done_is_said_on_standard_error_with_code_two() {
    for [words, _, _, sentence] in hostile("refused") {
        let arguments: Vec<&str> = words.split(' ').collect();
        let answer = record(&arguments);
        assert_eq!(answer.code, 2, "{arguments:?}: {}", answer.out);
        assert_eq!(answer.out, "", "{arguments:?}");
        assert!(answer.err.starts_with("record: "), "{}", answer.err);
        assert!(
            answer.err.contains(sentence),
            "{arguments:?}: {}",
            answer.err
        );
    }
}

#[test]
fn help_is_help() {
    for arguments in [&[][..], &["help"], &["--help"]] {
        let answer = record(arguments);
        assert_eq!(answer.code, 0);
        assert!(answer.out.contains("record check"), "{}", answer.out);
    }
}

#[cfg(unix)]
#[test]
fn an_argument_that_is_no_text_and_a_reader_that_stops_are_no_panic() {
    use std::os::unix::ffi::OsStrExt;
    use std::process::Stdio;
    let bad = std::ffi::OsStr::from_bytes(b"\xff\xfe");
    let mut command = Command::new(env!("CARGO_BIN_EXE_record"));
    let output = command.arg("frame").arg(bad).output().unwrap();
    assert_eq!(output.status.code(), Some(2));

    let mut command = Command::new(env!("CARGO_BIN_EXE_record"));
    command.arg("chronicle").current_dir(ROOT);
    let mut child = command
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

/// Rows of a kind in `hostile.tsv`: file (or the command), text, what it becomes, and the sentence that must
/// come of it.
fn hostile(kind: &str) -> impl Iterator<Item = [&'static str; 4]> {
    let lines = include_str!("hostile.tsv").lines();
    let rows = lines
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect::<Vec<_>>());
    let own = rows.filter(move |row| row[0] == kind);
    own.map(|row| [row[1], row[2], row[3], row[4]])
}

/// The word of problems on the last line, and that the rest of the small campaign has been read.
fn names_the_problem(answer: &Answer, sentence: &str) {
    let Answer { code, out, err } = answer;
    assert_eq!((*code, err.as_str()), (1, ""), "{out}");
    assert!(out.contains(sentence), "{sentence}\n{out}");
}

#[test]
fn a_file_that_cannot_be_parsed_is_named_and_the_rest_is_read() {
    let deep = "[".repeat(200_000);
    let cases = [
        ("missing", None, "facts.json: cannot be opened"),
        ("empty", Some(""), "facts.json: not valid JSON"),
        (
            "truncated",
            Some(r#"[{"id": "F001", "edtf": "14"#),
            "facts.json: not valid JSON",
        ),
        (
            "deep",
            Some(deep.as_str()),
            "facts.json: not valid JSON: recursion limit",
        ),
        (
            "huge-number",
            Some("[1e999999]"),
            "facts.json: not valid JSON: number out of range",
        ),
        ("nan", Some("[NaN]"), "facts.json: not valid JSON"),
        ("wrong-type", Some("\"facts\""), "expected a list here"),
        ("number", Some("3"), "expected a list here"),
        ("null", Some("null"), "expected a list here"),
    ];
    for (name, text, sentence) in cases {
        let answer = check_with(&format!("facts-{name}"), "facts.json", text);
        names_the_problem(&answer, sentence);
        assert!(
            answer.out.contains("0 facts, 3 events, 3 places, 1 tracks"),
            "{}",
            answer.out
        );
    }
}

#[test]
fn bytes_that_are_no_text_and_files_beyond_eight_mebibytes_are_refused() {
    let folder = campaign("bytes", &[]);
    fs::write(folder.join("notes.json"), b"[\"\xff\xff\"]").unwrap();
    let mut large = "[".to_string();
    large.push_str(&" ".repeat(8 << 20));
    large.push(']');
    fs::write(folder.join("talks.json"), large).unwrap();
    let answer = record(&["check", "--folder", folder.to_str().unwrap()]);
    names_the_problem(&answer, "notes.json: cannot be read");
    names_the_problem(
        &answer,
        "talks.json: larger than 8 MiB; generalise or split it",
    );
    assert!(answer.out.contains("3 facts, 3 events"), "{}", answer.out);
}

#[test]
fn a_bad_entry_is_named_and_its_neighbours_are_read() {
    for (number, [file, old, new, sentence]) in hostile("entry").enumerate() {
        let answer = check_replacing(&format!("entry-{number}"), file, old, new);
        names_the_problem(&answer, sentence);
        let rest = match file {
            // What stands at a place falls with it.
            "places.geojson" => "2 places, 1 tracks",
            "facts.json" => "2 facts, 3 events, 3 places",
            _ => "3 facts",
        };
        assert!(answer.out.contains(rest), "{}", answer.out);
    }
}

#[test]
fn a_position_that_is_swapped_but_on_the_globe_is_drawn_where_it_says() {
    // Nothing can tell this from a true position; `geodata.rs` guards the record by its list of places
    // beyond the sheet.
    let answer = check_replacing(
        "swapped",
        "places.geojson",
        "[-63.5, -30.4]",
        "[-30.4, -63.5]",
    );
    assert_eq!(answer.code, 0, "{}", answer.out);
}

#[test]
fn what_only_several_files_together_get_wrong_is_named() {
    for (number, [file, old, new, sentence]) in hostile("across").enumerate() {
        let answer = check_replacing(&format!("across-{number}"), file, old, new);
        names_the_problem(&answer, sentence);
    }
}

#[test]
fn without_a_usable_manifest_there_is_one_sentence_and_code_two() {
    for (number, [file, old, new, sentence]) in hostile("manifest").enumerate() {
        let answer = check_replacing(&format!("manifest-{number}"), file, old, new);
        assert_eq!(
            (answer.code, answer.out.as_str()),
            (2, ""),
            "{new}: {}",
            answer.err
        );
        assert!(answer.err.contains(sentence), "{new}: {}", answer.err);
        assert_eq!(answer.err.trim_end().lines().count(), 1, "{}", answer.err);
    }
    for (name, text) in [("empty", ""), ("list", "[]"), ("half", "{\"schema\": 1")] {
        let answer = check_with(&format!("manifest-{name}"), "campaign.json", Some(text));
        assert_eq!(
            (answer.code, answer.out.as_str()),
            (2, ""),
            "{}",
            answer.err
        );
    }
}
