//! Other people's tools: GDAL, and with it QGIS, opens every GeoJSON file of the record as it stands.
//!
//! Without `ogrinfo` in `PATH` there is nothing to test with, and standard error says so.

use serde_json::Value;
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::Command;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");

/// What `ogrinfo` says of a file; `None` when the program is not installed.
fn ogrinfo(file: &Path) -> Option<String> {
    let output = Command::new("ogrinfo")
        .args(["-so", "-al"])
        .arg(file)
        .output();
    let Ok(output) = output else {
        // Not `eprintln`, which is kept back while a test passes.
        let skipped = "skipped: ogrinfo is not in PATH; install GDAL (Debian: gdal-bin)";
        let _ = writeln!(std::io::stderr(), "tests/gdal.rs: {skipped}");
        return None;
    };
    let [out, err] =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned());
    let file = file.display();
    assert!(output.status.success(), "{file}: {err}");
    assert_eq!(err, "", "{file}");
    for word in ["ERROR", "Warning"] {
        assert!(!out.contains(word), "{file}: {out}");
    }
    Some(out)
}

/// The `.geojson` files of a folder, in the order of their names.
fn layers(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(Path::new(ROOT).join(folder)).unwrap();
    let mut paths: Vec<PathBuf> = entries
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|e| e == "geojson"))
        .collect();
    paths.sort();
    paths
}

fn features(file: &Path) -> Vec<Value> {
    let json: Value = serde_json::from_str(&fs::read_to_string(file).unwrap()).unwrap();
    json["features"].as_array().unwrap().clone()
}

#[test]
fn every_layer_opens_with_all_its_features_and_real_dates() {
    let layers: Vec<PathBuf> = ["geodata", "geodata/base", "tests/small"]
        .iter()
        .flat_map(|folder| layers(folder))
        .collect();
    assert!(layers.len() > 16, "{layers:?}");
    for file in layers {
        let Some(answer) = ogrinfo(&file) else { return };
        let features = features(&file);
        let count = format!("Feature Count: {}\n", features.len());
        assert!(answer.contains(&count), "{count}{answer}");
        for column in ["start", "end"] {
            let has = |feature: &Value| feature["properties"].get(column).is_some();
            if !features.iter().any(has) {
                continue;
            }
            // Where every end is open, GDAL has no day to learn the type of the column from.
            let is_open = |feature: &Value| feature["properties"][column].is_null();
            let kind = match features.iter().all(is_open) {
                true => "String",
                false => "Date",
            };
            let line = format!("\n{column}: {kind} (");
            assert!(answer.contains(&line), "{}:{line}{answer}", file.display());
        }
    }
}

#[test]
fn the_export_of_places_opens_as_points() {
    let output = Command::new(env!("CARGO_BIN_EXE_record"))
        .arg("places")
        .current_dir(ROOT)
        .output()
        .unwrap();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("places.geojson");
    fs::write(&file, output.stdout).unwrap();
    let Some(answer) = ogrinfo(&file) else { return };
    let count = features(&file).len();
    assert!(count > 100);
    assert!(
        answer.contains(&format!("Feature Count: {count}\n")),
        "{answer}"
    );
    assert!(answer.contains("Geometry: Point\n"), "{answer}");
    assert!(answer.contains("\ntitle: String ("), "{answer}");
}
