//! The schemas: every file of the record against its JSON Schema, and the invented campaign against the same.
//!
//! The validator knows the keywords that `geodata/schema/` uses, of draft 2020-12, and stops at any other: a
//! whole one costs a minute of building.

use regex::Regex;
use serde_json::{Map, Value};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> Value {
    let text = fs::read_to_string(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    serde_json::from_str(&text).unwrap_or_else(|e| panic!("{}: {e}", path.display()))
}

/// Fails with all findings at once, a line each.
fn nothing(findings: Vec<String>) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// The schemas by file name.
struct Schemas(BTreeMap<String, Value>);

/// A value with the schema file that is in force there, and its path for the reader of a finding.
#[derive(Clone, Copy)]
struct Spot<'a> {
    file: &'a str,
    value: &'a Value,
    at: &'a str,
}

impl Schemas {
    fn read() -> Schemas {
        let entries = fs::read_dir(root().join("geodata/schema")).unwrap();
        let schemas = entries.map(|entry| {
            let path = entry.unwrap().path();
            let name = path.file_name().unwrap().to_string_lossy().to_string();
            let schema = read(&path);
            assert_eq!(schema["$id"], *name);
            (name, schema)
        });
        Schemas(schemas.collect())
    }

    /// Everything that is wrong with a value, a line each.
    fn faults(&self, file: &str, value: &Value) -> Vec<String> {
        let mut faults = vec![];
        let at = "";
        self.check(&self.0[file], Spot { file, value, at }, &mut faults);
        faults
    }

    fn check(&self, schema: &Value, spot: Spot, faults: &mut Vec<String>) {
        let Spot { file, value, at } = spot;
        let schema = schema.as_object().expect("a schema is an object");
        for (keyword, rule) in schema {
            let holds = match keyword.as_str() {
                "$schema" | "$id" | "$defs" | "title" | "description" => true,
                "$ref" => {
                    let (name, pointer) = rule.as_str().unwrap().split_once('#').unwrap();
                    let file = if name.is_empty() { file } else { name };
                    let target = self.0[file].pointer(pointer);
                    let target = target.unwrap_or_else(|| panic!("{file}: no {rule}"));
                    self.check(target, Spot { file, ..spot }, faults);
                    true
                }
                "anyOf" => rule.as_array().unwrap().iter().any(|rule| {
                    let mut faults = vec![];
                    self.check(rule, spot, &mut faults);
                    faults.is_empty()
                }),
                "properties" | "patternProperties" | "additionalProperties" => {
                    // The three together decide about each member.
                    if let Value::Object(members) = value {
                        self.members(schema, keyword, members, spot, faults);
                    }
                    true
                }
                "items" | "prefixItems" => {
                    if let Value::Array(items) = value {
                        self.items(schema, keyword, items, spot, faults);
                    }
                    true
                }
                _ => holds(keyword, rule, value),
            };
            if !holds {
                let mut shown = value.to_string();
                shown.truncate(
                    shown
                        .char_indices()
                        .nth(80)
                        .map_or(shown.len(), |(at, _)| at),
                );
                faults.push(format!("{at}: {keyword} {rule}: {shown}"));
            }
        }
    }

    fn members(
        &self,
        schema: &Map<String, Value>,
        keyword: &str,
        members: &Map<String, Value>,
        spot: Spot,
        faults: &mut Vec<String>,
    ) {
        for (name, value) in members {
            let own = schema.get("properties").and_then(|own| own.get(name));
            let patterns = schema.get("patternProperties").and_then(Value::as_object);
            let mut matching = patterns.into_iter().flatten();
            let pattern = matching.find(|(pattern, _)| matches(pattern, name));
            let rule = match keyword {
                "properties" => own,
                "patternProperties" => pattern.map(|(_, rule)| rule),
                _ if own.is_some() || pattern.is_some() => None,
                _ => schema.get(keyword),
            };
            let at = &format!("{}/{name}", spot.at);
            match rule {
                Some(Value::Bool(false)) => faults.push(format!("{at}: no such member")),
                Some(rule) => self.check(rule, Spot { value, at, ..spot }, faults),
                None => {}
            }
        }
    }

    fn items(
        &self,
        schema: &Map<String, Value>,
        keyword: &str,
        items: &[Value],
        spot: Spot,
        faults: &mut Vec<String>,
    ) {
        let first = schema.get("prefixItems").and_then(Value::as_array);
        let count = first.map_or(0, Vec::len);
        for (index, value) in items.iter().enumerate() {
            let rule = match keyword {
                "prefixItems" => first.and_then(|first| first.get(index)),
                _ if index < count => None,
                _ => schema.get("items"),
            };
            let id = value.get("id").or_else(|| value["properties"].get("id"));
            let at = match id.and_then(Value::as_str) {
                Some(id) => format!("{}/{id}", spot.at),
                None => format!("{}/{index}", spot.at),
            };
            if let Some(rule) = rule {
                let at = &at;
                self.check(rule, Spot { value, at, ..spot }, faults);
            }
        }
    }
}

/// Does a keyword without schemas in it hold? One about another type than the value’s does.
fn holds(keyword: &str, rule: &Value, value: &Value) -> bool {
    let number = value.as_f64();
    let count = |list: Option<usize>| list.map(|count| count as f64);
    let letters = count(value.as_str().map(|text| text.chars().count()));
    let items = count(value.as_array().map(Vec::len));
    let bound = rule.as_f64();
    let least = |found: Option<f64>| found.is_none_or(|found| Some(found) >= bound);
    let most = |found: Option<f64>| found.is_none_or(|found| Some(found) <= bound);
    match keyword {
        "type" => match rule {
            Value::Array(names) => names.iter().any(|name| is_a(name, value)),
            name => is_a(name, value),
        },
        "const" => rule == value,
        "enum" => rule.as_array().unwrap().contains(value),
        "required" => value.as_object().is_none_or(|members| {
            let mut names = rule.as_array().unwrap().iter();
            names.all(|name| members.contains_key(name.as_str().unwrap()))
        }),
        "pattern" => {
            let pattern = rule.as_str().unwrap();
            value.as_str().is_none_or(|text| matches(pattern, text))
        }
        "uniqueItems" => value.as_array().is_none_or(|items| {
            let different: BTreeSet<String> = items.iter().map(Value::to_string).collect();
            different.len() == items.len()
        }),
        "minimum" => least(number),
        "maximum" => most(number),
        "exclusiveMinimum" => number.is_none_or(|number| Some(number) > bound),
        "exclusiveMaximum" => number.is_none_or(|number| Some(number) < bound),
        "minLength" => least(letters),
        "maxLength" => most(letters),
        "minItems" => least(items),
        "maxItems" => most(items),
        _ => panic!("the validator does not know the keyword {keyword}; add it"),
    }
}

fn is_a(name: &Value, value: &Value) -> bool {
    match name.as_str().unwrap() {
        "object" => value.is_object(),
        "array" => value.is_array(),
        "string" => value.is_string(),
        "number" => value.is_number(),
        "integer" => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        "boolean" => value.is_boolean(),
        "null" => value.is_null(),
        other => panic!("no type {other}"),
    }
}

/// Each pattern is read once: that takes a thousand times as long as to match a word.
static PATTERNS: Mutex<BTreeMap<String, Regex>> = Mutex::new(BTreeMap::new());

fn matches(pattern: &str, text: &str) -> bool {
    let mut patterns = PATTERNS.lock().unwrap();
    let read = || Regex::new(pattern).unwrap_or_else(|error| panic!("{error}"));
    let known = patterns.entry(pattern.to_string()).or_insert_with(read);
    known.is_match(text)
}

/// Every file of a campaign folder with its schema: its role and `.json`.
fn campaign(folder: &str) -> Vec<(String, PathBuf)> {
    let folder = root().join(folder);
    let manifest = read(&folder.join("campaign.json"));
    let files = manifest["files"].as_array().unwrap().iter();
    let files = files.map(|file| {
        let [role, name] = ["role", "name"].map(|member| file[member].as_str().unwrap());
        (format!("{role}.json"), folder.join(name))
    });
    let own = ("campaign.json".to_string(), folder.join("campaign.json"));
    files.chain([own]).collect()
}

/// The layers of the ground, and the list of close-ups.
fn ground() -> Vec<(String, PathBuf)> {
    let folder = root().join("geodata/base");
    let entries = fs::read_dir(folder).unwrap();
    let files = entries.filter_map(|entry| {
        let path = entry.unwrap().path();
        let schema = match path.extension()?.to_str()? {
            "geojson" => "ground.json",
            "json" => "closeups.json",
            _ => return None,
        };
        Some((schema.to_string(), path))
    });
    files.collect()
}

#[test]
fn every_file_keeps_to_its_schema_and_every_schema_has_a_file() {
    let schemas = Schemas::read();
    let mut findings = vec![];
    let mut used: BTreeSet<String> = ["common.json".to_string()].into();
    let edges = (
        "edges.json".to_string(),
        root().join("geodata/outlines/edges.geojson"),
    );
    let record = campaign("geodata")
        .into_iter()
        .chain(ground())
        .chain([edges]);
    for (schema, path) in record.chain(campaign("tests/small")) {
        let name = path.strip_prefix(root()).unwrap().display().to_string();
        let faults = schemas.faults(&schema, &read(&path));
        findings.extend(faults.into_iter().map(|fault| format!("{name}{fault}")));
        used.insert(schema);
    }
    nothing(findings);
    let known: BTreeSet<String> = schemas.0.into_keys().collect();
    assert_eq!(
        known, used,
        "schemas on the left, files with one on the right"
    );
}

/// A change to the first fact or place of the record, and what must be found.
const BROKEN: [(&str, &str, &str, &str); 9] = [
    ("facts", "/0/importance", "4", "enum"),
    ("facts", "/0/id", "\"f1\"", "pattern"),
    ("facts", "/0/edtf", "\"8 October 1856\"", "pattern"),
    ("facts", "/0/text", "\"words\"", "type"),
    ("facts", "/0/text/en", "\" \"", "pattern"),
    (
        "facts",
        "/0/places",
        "[\"china\", \"china\"]",
        "uniqueItems",
    ),
    ("facts", "/0", "{\"id\": \"F001\"}", "required"),
    (
        "places",
        "/features/0/geometry/coordinates",
        "[113, 23, 4]",
        "maxItems",
    ),
    (
        "places",
        "/features/0/geometry/coordinates",
        "[113, 123]",
        "maximum",
    ),
];

#[test]
fn what_breaks_a_schema_is_found() {
    let schemas = Schemas::read();
    let files: BTreeMap<String, PathBuf> = campaign("geodata").into_iter().collect();
    for (role, pointer, text, keyword) in BROKEN {
        let schema = format!("{role}.json");
        let mut json = read(&files[&schema]);
        *json.pointer_mut(pointer).unwrap() = serde_json::from_str(text).unwrap();
        let faults = schemas.faults(&schema, &json);
        let found = faults
            .iter()
            .any(|fault| fault.contains(&format!(": {keyword} ")));
        assert!(found, "{pointer} {text}: {faults:?}");
    }
    let mut json = read(&files["facts.json"]);
    json[0]["remarks"] = "a slip of the pen".into();
    assert_eq!(
        schemas.faults("facts.json", &json),
        ["/F001/remarks: no such member"]
    );
}
