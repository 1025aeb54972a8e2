//! The projection beside PROJ's formulas (`proj4rs`): within a metre over the whole sheet, there and back.

use arrow_war_map::campaign::{Campaign, LonLat, ProjectionParameters};
use arrow_war_map::carto::Xy;
use arrow_war_map::carto::projection::Albers;
use arrow_war_map::native::read_folder;
use proj4rs::Proj;
use proj4rs::transform::transform;
use std::path::Path;

/// A metre, in kilometres.
const METRE: f64 = 0.001;

fn campaign() -> Campaign {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("geodata");
    read_folder(&folder)
        .expect("the manifest can be read")
        .campaign
}

struct Oracle {
    degrees: Proj,
    sheet: Proj,
}

impl Oracle {
    fn new(parameters: ProjectionParameters) -> Oracle {
        let [a, b] = parameters.parallels;
        let LonLat { lon, lat } = parameters.origin;
        let words = format!(
            "+proj=aea +lat_1={a} +lat_2={b} +lat_0={lat} +lon_0={lon} +x_0=0 +y_0=0 +ellps=WGS84 +units=m"
        );
        Oracle {
            degrees: Proj::from_proj_string("+proj=longlat +ellps=WGS84").unwrap(),
            sheet: Proj::from_proj_string(&words).unwrap(),
        }
    }

    /// Degrees to kilometres, y downwards as on the sheet.
    fn project(&self, at: LonLat) -> Xy {
        let mut point = (at.lon.to_radians(), at.lat.to_radians(), 0.0);
        transform(&self.degrees, &self.sheet, &mut point).unwrap();
        Xy {
            x: point.0 / 1000.0,
            y: -point.1 / 1000.0,
        }
    }

    fn invert(&self, at: Xy) -> LonLat {
        let mut point = (at.x * 1000.0, -at.y * 1000.0, 0.0);
        transform(&self.sheet, &self.degrees, &mut point).unwrap();
        LonLat {
            lon: point.0.to_degrees(),
            lat: point.1.to_degrees(),
        }
    }
}

/// A grid over the sheet, edges included, kilometres.
fn grid([x0, y0, x1, y1]: [f64; 4]) -> impl Iterator<Item = Xy> {
    let along =
        |from: f64, to: f64| (0..=60).map(move |i| from + (to - from) * f64::from(i) / 60.0);
    along(y0, y1).flat_map(move |y| along(x0, x1).map(move |x| Xy { x, y: -y }))
}

/// Kilometres between two positions, near enough for a metre.
fn apart(a: LonLat, b: LonLat) -> f64 {
    let east = (a.lon - b.lon) * 111.32 * a.lat.to_radians().cos();
    let north = (a.lat - b.lat) * 111.32;
    east.hypot(north)
}

#[test]
fn every_place_of_the_sheet_comes_back_within_a_metre_of_the_oracle() {
    let campaign = campaign();
    let (albers, oracle) = (
        Albers::new(campaign.projection),
        Oracle::new(campaign.projection),
    );
    let mut count = 0;
    for at in grid(campaign.frame) {
        let found = albers.invert(at).unwrap_or_else(|| panic!("{at:?}"));
        let expected = oracle.invert(at);
        assert!(
            apart(found, expected) < METRE,
            "{at:?}: {found:?}, {expected:?}"
        );
        assert!(albers.project(found).distance(at) < METRE, "{at:?}");
        count += 1;
    }
    assert_eq!(count, 61 * 61);
}

#[test]
fn every_degree_of_the_sheet_is_drawn_within_a_metre_of_the_oracle() {
    let campaign = campaign();
    let (albers, oracle) = (
        Albers::new(campaign.projection),
        Oracle::new(campaign.projection),
    );
    for lon in 50..=165 {
        for lat in 1..=75 {
            let at = LonLat {
                lon: f64::from(lon),
                lat: f64::from(lat),
            };
            let (found, expected) = (albers.project(at), oracle.project(at));
            assert!(
                found.distance(expected) < METRE,
                "{at:?}: {found:?}, {expected:?}"
            );
        }
    }
}

#[test]
fn other_cones_agree_with_the_oracle_too() {
    let cones = [
        ([29.5, 45.5], (-96.0, 23.0)),
        ([-18.0, -36.0], (132.0, 0.0)),
        ([40.0, 40.0], (20.0, 40.0)),
        ([20.0, 60.0], (179.0, 30.0)),
    ];
    for (parallels, (lon, lat)) in cones {
        let parameters = ProjectionParameters {
            parallels,
            origin: LonLat { lon, lat },
        };
        let (albers, oracle) = (Albers::new(parameters), Oracle::new(parameters));
        for east in (-30..=30).step_by(6) {
            for north in (-20..=20).step_by(5) {
                let raw = lon + f64::from(east);
                let at = LonLat {
                    lon: if raw > 180.0 { raw - 360.0 } else { raw },
                    lat: lat + f64::from(north),
                };
                let (found, expected) = (albers.project(at), oracle.project(at));
                assert!(found.distance(expected) < METRE, "{parallels:?} {at:?}");
                let back = albers.invert(found).unwrap();
                assert!(apart(back, at) < METRE, "{parallels:?} {at:?}: {back:?}");
            }
        }
    }
}

#[test]
fn areas_on_the_sheet_are_areas_on_the_ground() {
    use arrow_war_map::carto::area::geodesic_km2;
    let campaign = campaign();
    let albers = Albers::new(campaign.projection);
    for part in &campaign.parts {
        let shoelace: f64 = part
            .outline
            .iter()
            .flat_map(|polygon| std::iter::once(polygon.exterior()).chain(polygon.interiors()))
            .map(|ring| {
                let page: Vec<Xy> = ring
                    .coords()
                    .map(|c| albers.project(LonLat { lon: c.x, lat: c.y }))
                    .collect();
                let double: f64 = page
                    .windows(2)
                    .map(|pair| pair[1].x * pair[0].y - pair[0].x * pair[1].y)
                    .sum();
                double / 2.0
            })
            .sum();
        let ground = geodesic_km2(&part.outline);
        // Long edges are straight on the sheet and geodesics on the ground: a part in five hundred.
        assert!(
            (shoelace / ground - 1.0).abs() < 0.002,
            "{}: {shoelace:.2} km² on the sheet, {ground:.2} on the ground",
            part.id
        );
    }
}
