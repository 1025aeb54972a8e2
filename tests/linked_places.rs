//! The places as other gazetteers read them: `record places`, in the Linked Places format.

use serde_json::Value;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What `record places` prints.
fn export(arguments: &[&str]) -> Value {
    let output = Command::new(env!("CARGO_BIN_EXE_record"))
        .arg("places")
        .args(arguments)
        .current_dir(ROOT)
        .output()
        .unwrap();
    let [out, err] = [output.stdout, output.stderr].map(|bytes| String::from_utf8(bytes).unwrap());
    assert_eq!((output.status.code(), err.as_str()), (Some(0), ""));
    serde_json::from_str(&out).unwrap()
}

fn features(export: &Value) -> &Vec<Value> {
    export["features"].as_array().unwrap()
}

fn places(folder: &str) -> Vec<Value> {
    let path = Path::new(ROOT).join(folder).join("places.geojson");
    let json: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    json["features"].as_array().unwrap().clone()
}

#[test]
fn the_collection_is_geojson_with_a_context() {
    let export = export(&[]);
    assert_eq!(export["type"], "FeatureCollection");
    let context = export["@context"].as_str().unwrap();
    assert!(context.starts_with("https://") && context.ends_with(".jsonld"));
    let members: BTreeSet<&str> = "@id type properties when names types geometry"
        .split(' ')
        .collect();
    for feature in features(&export) {
        let found: BTreeSet<&str> = feature.as_object().unwrap().keys().map(|k| &**k).collect();
        assert_eq!(found, members, "{feature}");
        assert_eq!(feature["type"], "Feature");
    }
}

#[test]
fn every_place_is_there_as_the_record_has_it() {
    let export = export(&[]);
    let places = places("geodata");
    assert_eq!(features(&export).len(), places.len());
    for (feature, place) in features(&export).iter().zip(&places) {
        let own = &place["properties"];
        assert_eq!(feature["@id"], format!("#{}", own["id"].as_str().unwrap()));
        assert_eq!(feature["properties"]["title"], own["name_en"]);
        let point = &feature["geometry"];
        assert_eq!(point["type"], "Point");
        assert_eq!(point["coordinates"], place["geometry"]["coordinates"]);
        assert_eq!(point["precision_m"], own["precision_m"]);
        let names = feature["names"].as_array().unwrap();
        for (index, lang) in ["zh-Hant", "zh-Hans", "en"].into_iter().enumerate() {
            let member = lang.to_lowercase().replace('-', "_");
            assert_eq!(names[index]["lang"], lang);
            assert_eq!(names[index]["toponym"], own[format!("name_{member}")]);
            // A second name is there under no language, and no name twice.
            let second = &own[format!("also_{member}")];
            let is_second = |name: &&Value| name["toponym"] == *second;
            assert!(names.iter().any(|name| is_second(&name)), "{second}");
            assert!(names.iter().skip(3).filter(is_second).count() <= 1);
        }
        assert!(names.iter().skip(3).all(|name| name.get("lang").is_none()));
    }
}

#[test]
fn every_place_has_a_time_a_type_and_a_citation() {
    let export = export(&[]);
    for feature in features(&export) {
        let span = &feature["when"]["timespans"][0];
        assert_eq!(span["start"]["in"], "1856-02-01", "{feature}");
        assert_eq!(span["end"]["in"], "1860-12-31", "{feature}");
        let class = feature["properties"]["fclasses"][0].as_str().unwrap();
        assert!("AHLPRST".contains(class) && class.len() == 1, "{class}");
        let kind = &feature["types"][0];
        let concept = kind["identifier"].as_str().unwrap().strip_prefix("aat:3");
        assert!(concept.is_some_and(|digits| digits.len() == 8), "{kind}");
        assert!(kind["label"].is_string() && kind["sourceLabels"][0]["label"].is_string());
        let citations = feature["names"][0]["citations"].as_array().unwrap();
        assert!(
            citations
                .iter()
                .all(|citation| citation["label"].is_string())
        );
        assert!(!citations.is_empty());
    }
    let xilin = features(&export).iter().find(|f| f["@id"] == "#xilin");
    let citations = xilin.unwrap()["names"][0]["citations"].to_string();
    assert!(
        citations.contains("F086: ") && citations.contains(", S055"),
        "{citations}"
    );
}

#[test]
fn another_campaign_is_published_under_its_own_address() {
    let base = "https://example.org/valleys/";
    let export = export(&["--folder", "tests/small", "--base", base]);
    let ids: Vec<&Value> = features(&export).iter().map(|f| &f["@id"]).collect();
    assert_eq!(
        ids,
        ["mill", "ford", "harbour"]
            .map(|id| format!("{base}{id}"))
            .each_ref()
    );
    assert_eq!(
        features(&export)[0]["when"]["label"],
        "The Quarrel of Two Valleys"
    );
}
