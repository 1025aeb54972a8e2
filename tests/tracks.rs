//! Tracks on the ground: ships keep to water, boats to the drawn river, and nobody is faster than he could be.
//!
//! Inside a close-up its coast decides, elsewhere that of the overview, as on the map. Lines are straight on
//! the sheet, so all is measured there, in kilometres. Journeys on land may cross anything. What stands has no
//! speed, and is whole from its first day to its last.

use arrow_war_map::campaign::event::RECENT_DAYS;
use arrow_war_map::campaign::track::Track;
use arrow_war_map::campaign::{Age, Campaign, Date, LonLat, Reading};
use arrow_war_map::carto::Xy;
use arrow_war_map::carto::projection::Albers;
use arrow_war_map::native::read_folder;
use geo::line_measures::{Densifiable, Distance, Length};
use geo::{BooleanOps, BoundingRect, Coord, Euclidean, Haversine, Intersects, Rect};
use geo::{LineString, MultiLineString, MultiPolygon, Point, Polygon};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

/// Half the width of a reach, and the most that a river's line and a boat's may differ where it is narrow.
const BESIDE_THE_RIVER_KM: f64 = 0.3;
/// A lane may graze a coast that is itself good to 200 m.
const GRAZE_KM: f64 = 0.05;
/// Twelve knots: a fast steamer of the time.
const SHIP_KM_PER_HOUR: f64 = 22.2;
/// A brisk march; cavalry at a walk.
const MARCH_KM_PER_HOUR: f64 = 6.0;
/// A forced march.
const MARCH_KM_PER_DAY: f64 = 40.0;
/// A courier with the emperor's dispatches made 600 li.
const COURIER_KM_PER_DAY: f64 = 350.0;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata")
}

fn campaign() -> Campaign {
    let record = read_folder(&folder()).expect("the manifest can be read");
    record.campaign
}

/// Fails with all findings at once, a line each.
fn nothing(findings: Vec<String>) {
    assert!(findings.is_empty(), "\n{}\n", findings.join("\n"));
}

/// Land and rivers in kilometres on the sheet.
struct Ground {
    albers: Albers,
    /// Extent and land of each close-up; one that lies inside another comes first.
    closeups: Vec<(MultiPolygon, MultiPolygon)>,
    overview: MultiPolygon,
    courses: MultiLineString,
}

impl Ground {
    fn read(campaign: &Campaign) -> Ground {
        let mut ground = Ground {
            albers: Albers::new(campaign.projection),
            closeups: vec![],
            overview: MultiPolygon::empty(),
            courses: MultiLineString::empty(),
        };
        ground.overview = ground.land("land.geojson");
        for layer in ["rivers.geojson", "hydro.geojson"] {
            for (kind, shape) in geometries(layer) {
                match kind.as_str() {
                    "LineString" => ground.courses.0.push(ground.line(&shape)),
                    _ => {
                        let lines = shape.as_array().unwrap().iter();
                        let lines: Vec<LineString> = lines.map(|line| ground.line(line)).collect();
                        ground.courses.0.extend(lines);
                    }
                }
            }
        }
        let mut closeups = json("closeups.json").as_array().unwrap().clone();
        let width = |closeup: &Value| {
            closeup["extent"][2].as_f64().unwrap() - closeup["extent"][0].as_f64().unwrap()
        };
        closeups.sort_by(|a, b| width(a).total_cmp(&width(b)));
        for closeup in &closeups {
            let files = closeup["files"].as_array().unwrap().iter();
            let land = files.flat_map(|file| ground.land(file.as_str().unwrap()));
            let land = MultiPolygon(land.collect());
            let edge = [0, 1, 2, 3].map(|index| closeup["extent"][index].as_f64().unwrap());
            ground.closeups.push((ground.extent(edge), land));
        }
        ground
    }

    fn at(&self, position: LonLat) -> Coord {
        let xy = self.albers.project(position);
        Coord { x: xy.x, y: xy.y }
    }

    fn line(&self, positions: &Value) -> LineString {
        let pairs = positions.as_array().unwrap().iter();
        pairs
            .map(|pair| {
                let (lon, lat) = (pair[0].as_f64().unwrap(), pair[1].as_f64().unwrap());
                self.at(LonLat { lon, lat })
            })
            .collect()
    }

    fn polygon(&self, rings: &Value) -> Polygon {
        let mut rings = rings.as_array().unwrap().iter().map(|r| self.line(r));
        Polygon::new(rings.next().unwrap(), rings.collect())
    }

    fn land(&self, file: &str) -> MultiPolygon {
        let shapes = geometries(file).into_iter();
        shapes
            .flat_map(|(kind, shape)| match kind.as_str() {
                "Polygon" => vec![self.polygon(&shape)],
                _ => {
                    let polygons = shape.as_array().unwrap().iter();
                    polygons.map(|rings| self.polygon(rings)).collect()
                }
            })
            .collect()
    }

    /// A vertex every twentieth of a side follows parallels and meridians closely.
    fn extent(&self, extent: [f64; 4]) -> MultiPolygon {
        let ring = self.albers.outline(extent, 20).into_iter();
        let ring: Vec<Coord> = ring.map(|Xy { x, y }| Coord { x, y }).collect();
        MultiPolygon(vec![Polygon::new(LineString(ring), vec![])])
    }

    /// The pieces of a track that lie on land.
    fn on_land(&self, track: &Track) -> MultiLineString {
        let path = track.fixes.iter().map(|fix| self.at(fix.position));
        let mut rest = MultiLineString(vec![path.collect()]);
        let mut pieces = vec![];
        for (extent, land) in &self.closeups {
            pieces.extend(inside(land, &extent.clip(&rest, false)));
            rest = extent.clip(&rest, true);
        }
        pieces.extend(inside(&self.overview, &rest));
        MultiLineString(pieces)
    }

    /// How much of a piece lies further from every drawn river than a boat may, km.
    fn off_the_river(&self, piece: &LineString) -> f64 {
        let Some(near) = grown(piece, BESIDE_THE_RIVER_KM) else {
            return 0.0;
        };
        let courses = self.courses.iter().flat_map(|course| course.lines());
        let courses: Vec<geo::Line> = courses.filter(|line| line.intersects(&near)).collect();
        let points = piece.densify(&Euclidean, 0.2).0;
        let far = points.iter().filter(|point| {
            let off = |line: &geo::Line| Euclidean.distance(&Point(**point), line);
            courses.iter().all(|line| off(line) > BESIDE_THE_RIVER_KM)
        });
        far.count() as f64 / points.len() as f64 * Euclidean.length(piece)
    }
}

/// Only what may touch the path is cut with it.
fn inside(land: &MultiPolygon, path: &MultiLineString) -> MultiLineString {
    let Some(around) = path.bounding_rect() else {
        return MultiLineString::empty();
    };
    let near = land.iter().filter(|polygon| {
        let rect = polygon.bounding_rect();
        rect.is_some_and(|rect| rect.intersects(&around))
    });
    MultiPolygon(near.cloned().collect()).clip(path, false)
}

fn grown(line: &LineString, margin: f64) -> Option<Rect> {
    let rect = line.bounding_rect()?;
    let margin = Coord {
        x: margin,
        y: margin,
    };
    Some(Rect::new(rect.min() - margin, rect.max() + margin))
}

fn json(file: &str) -> Value {
    let text = fs::read_to_string(folder().join("base").join(file)).unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Type and coordinates of each feature.
fn geometries(file: &str) -> Vec<(String, Value)> {
    let layer = json(file);
    let features = layer["features"].as_array().unwrap().iter();
    features
        .map(|feature| {
            let geometry = &feature["geometry"];
            let kind = geometry["type"].as_str().unwrap().to_owned();
            (kind, geometry["coordinates"].clone())
        })
        .collect()
}

#[test]
fn ships_keep_to_water_and_boats_to_the_river() {
    let campaign = campaign();
    let ground = Ground::read(&campaign);
    let mut findings = vec![];
    for track in campaign.tracks.iter().filter(|track| track.mode != "land") {
        for piece in &ground.on_land(track) {
            let (length, off) = match track.mode.as_str() {
                "sea" => (Euclidean.length(piece), "on land"),
                _ => (ground.off_the_river(piece), "on land, off the river"),
            };
            if length > GRAZE_KM {
                let at = piece.0[piece.0.len() / 2];
                let at = ground.albers.invert(Xy { x: at.x, y: at.y });
                findings.push(format!("{}: {length:.2} km {off} at {at:?}", track.id));
            }
        }
    }
    nothing(findings);
}

/// Kilometres and hours from one fix to the next, under a reading.
fn legs(track: &Track, other_works: bool) -> Vec<(f64, f64)> {
    let point = |vertex: usize| {
        let at = track.fixes[vertex].position;
        Point::new(at.lon, at.lat)
    };
    (1..track.fixes.len())
        .map(|vertex| {
            let days = track
                .time(vertex, other_works)
                .since(track.time(vertex - 1, other_works));
            let metres = Haversine.distance(point(vertex - 1), point(vertex));
            (metres / 1000.0, days * 24.0)
        })
        .collect()
}

/// The longest way made in a day, counting whole legs that fit into it.
fn most_in_a_day(legs: &[(f64, f64)]) -> f64 {
    let mut most: f64 = 0.0;
    for first in 0..legs.len() {
        let (mut km, mut hours) = (0.0, 0.0);
        for (leg_km, leg_hours) in &legs[first..] {
            hours += leg_hours;
            km += leg_km;
            most = most.max(km * (24.0 / hours).min(1.0));
        }
    }
    most
}

#[test]
fn nobody_is_faster_than_ships_men_or_horses_were() {
    let mut findings = vec![];
    for track in campaign().tracks.iter().filter(|track| !track.stands()) {
        for other_works in [false, true] {
            let legs = legs(track, other_works);
            let fastest = legs
                .iter()
                .map(|(km, hours)| km / hours)
                .fold(0.0, f64::max);
            let day = most_in_a_day(&legs);
            let (an_hour, a_day) = match (track.mode.as_str(), track.kind.as_str()) {
                ("land", "message") => (f64::INFINITY, COURIER_KM_PER_DAY),
                ("land", _) => (MARCH_KM_PER_HOUR, MARCH_KM_PER_DAY),
                _ => (SHIP_KM_PER_HOUR, f64::INFINITY),
            };
            if fastest > an_hour || day > a_day {
                findings.push(format!(
                    "{}: {fastest:.1} km/h, {day:.0} km in a day",
                    track.id
                ));
            }
        }
    }
    nothing(findings);
}

#[test]
fn a_line_that_stands_is_whole_from_its_first_day_to_its_last() {
    let campaign = campaign();
    let standing = campaign.tracks.iter().enumerate();
    let standing: Vec<_> = standing.filter(|(_, track)| track.stands()).collect();
    let ids: Vec<&str> = standing
        .iter()
        .map(|(_, track)| track.id.as_str())
        .collect();
    assert_eq!(ids, ["allied_1860_closure", "russia_1860_frontier"]);
    for (index, track) in standing {
        for reading in [Reading::Article, Reading::OtherWorks] {
            let when = track.dating.read(reading);
            let on = |day| {
                let progress = campaign.frame(Date::start(day), reading).tracks[index];
                let vertex = progress.map(|progress| progress.vertex);
                (vertex, Age::of(when, day))
            };
            let (first, last) = (when.first, when.last.expect("it ends"));
            let whole = Some(track.fixes.len() - 1);
            assert_eq!(on(first.plus(-1)), (None, Age::Ahead), "{}", track.id);
            assert_eq!(on(first), (whole, Age::Now), "{}", track.id);
            assert_eq!(on(last), (whole, Age::Now), "{}", track.id);
            assert_eq!(on(last.plus(1)), (whole, Age::Recent), "{}", track.id);
            let later = last.plus(RECENT_DAYS + 1);
            assert_eq!(on(later), (whole, Age::Past), "{}", track.id);
        }
    }
}
