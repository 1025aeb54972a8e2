//! The Albers equal-area conic on the WGS 84 ellipsoid: sphere to page and back.
//!
//! Source: Snyder, *Map Projections – A Working Manual* (1987), pp. 101–102, eq. 14-1 to 14-21, 3-12, 3-16.
//! Tested against PROJ (`+proj=aea … +ellps=WGS84`) within a metre.

use super::trig::{asin, atan2, cos, log, sin};
use super::{Rect, Xy, within};
use crate::campaign::{LonLat, ProjectionParameters};

/// Equatorial radius of WGS 84, kilometres.
const A: f64 = 6378.137;
/// Eccentricity squared of WGS 84.
const E2: f64 = 0.006_694_379_990_141_317;

/// An Albers projection, ready to use.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Albers {
    lon0: f64,
    /// Cone constant.
    n: f64,
    c: f64,
    rho0: f64,
}

impl Albers {
    /// From two standard parallels and an origin, degrees. The reader has checked that they make a cone.
    pub fn new(parameters: ProjectionParameters) -> Albers {
        let [phi1, phi2] = parameters.parallels.map(f64::to_radians);
        let (m1, m2) = (m(phi1), m(phi2));
        let (q1, q2) = (q(phi1), q(phi2));
        let n = if (phi1 - phi2).abs() < 1e-9 {
            sin(phi1)
        } else {
            (m1 * m1 - m2 * m2) / (q2 - q1)
        };
        let c = m1 * m1 + n * q1;
        let rho0 = A
            * (c - n * q(parameters.origin.lat.to_radians()))
                .max(0.0)
                .sqrt()
            / n;
        Albers {
            lon0: parameters.origin.lon,
            n,
            c,
            rho0,
        }
    }

    /// Degrees to kilometres on the sheet, y downwards.
    pub fn project(&self, at: LonLat) -> Xy {
        let rho = A * (self.c - self.n * q(at.lat.to_radians())).max(0.0).sqrt() / self.n;
        let theta = self.n * wrap(at.lon - self.lon0).to_radians();
        Xy {
            x: rho * sin(theta),
            y: rho * cos(theta) - self.rho0,
        }
    }

    /// Kilometres on the sheet to degrees; `None` where the sheet has no place on the globe.
    pub fn invert(&self, at: Xy) -> Option<LonLat> {
        let north = self.rho0 + at.y;
        let rho = (at.x * at.x + north * north).sqrt() * self.n.signum();
        let theta = atan2(at.x * self.n.signum(), north * self.n.signum());
        let q = (self.c - (rho * self.n / A).powi(2)) / self.n;
        let e = E2.sqrt();
        let mut phi = asin(within(q / 2.0, -1.0, 1.0));
        for _ in 0..8 {
            let s = sin(phi);
            let w = 1.0 - E2 * s * s;
            let step = w * w / (2.0 * cos(phi))
                * (q / (1.0 - E2) - s / w + log((1.0 - e * s) / (1.0 + e * s)) / (2.0 * e));
            phi += step;
        }
        LonLat::new(
            wrap(self.lon0 + (theta / self.n).to_degrees()),
            phi.to_degrees(),
        )
    }

    /// The ring of an extent in degrees (west, south, east, north), open, so many steps a side: its edges are
    /// parallels and meridians, and curve with them.
    pub fn outline(&self, [west, south, east, north]: [f64; 4], steps: i32) -> Vec<Xy> {
        let corners = [
            (west, south),
            (east, south),
            (east, north),
            (west, north),
            (west, south),
        ];
        let mut ring = vec![];
        for side in corners.windows(2) {
            let [from, to] = [side[0], side[1]].map(|(lon, lat)| LonLat { lon, lat });
            for step in 0..steps {
                let part = f64::from(step) / f64::from(steps);
                ring.push(self.project(from.toward(to, part)));
            }
        }
        ring
    }

    /// The rectangle on the sheet that holds an extent in degrees, its curved edges included.
    pub fn rect(&self, [south_west, north_east]: [LonLat; 2]) -> Rect {
        let (mut x0, mut y0, mut x1, mut y1) = (f64::MAX, f64::MAX, f64::MIN, f64::MIN);
        for step in 0..=16 {
            let part = f64::from(step) / 16.0;
            let lon = south_west.lon + (north_east.lon - south_west.lon) * part;
            let lat = south_west.lat + (north_east.lat - south_west.lat) * part;
            for at in [
                LonLat {
                    lon,
                    lat: south_west.lat,
                },
                LonLat {
                    lon,
                    lat: north_east.lat,
                },
                LonLat {
                    lon: south_west.lon,
                    lat,
                },
                LonLat {
                    lon: north_east.lon,
                    lat,
                },
            ] {
                let xy = self.project(at);
                (x0, x1) = (x0.min(xy.x), x1.max(xy.x));
                (y0, y1) = (y0.min(xy.y), y1.max(xy.y));
            }
        }
        Rect {
            x: x0,
            y: y0,
            width: x1 - x0,
            height: y1 - y0,
        }
    }
}

/// Longitude difference in −180…180.
fn wrap(degrees: f64) -> f64 {
    // Not by `%`, whose code for floats is 1 KB of WebAssembly.
    degrees - 360.0 * ((degrees + 180.0) / 360.0).floor()
}

/// Snyder eq. 14-15.
fn m(phi: f64) -> f64 {
    cos(phi) / (1.0 - E2 * sin(phi).powi(2)).sqrt()
}

/// Snyder eq. 3-12.
fn q(phi: f64) -> f64 {
    let e = E2.sqrt();
    let s = sin(phi);
    (1.0 - E2) * (s / (1.0 - E2 * s * s) - log((1.0 - e * s) / (1.0 + e * s)) / (2.0 * e))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sheet() -> Albers {
        Albers::new(ProjectionParameters {
            parallels: [26.0, 51.0],
            origin: LonLat {
                lon: 112.0,
                lat: 38.0,
            },
        })
    }

    #[test]
    fn there_and_back_is_the_same_place() {
        let sheet = sheet();
        for lon in (60..=150).step_by(5) {
            for lat in (5..=70).step_by(5) {
                let at = LonLat {
                    lon: f64::from(lon),
                    lat: f64::from(lat),
                };
                let back = sheet.invert(sheet.project(at)).unwrap();
                assert!((back.lon - at.lon).abs() < 1e-9 && (back.lat - at.lat).abs() < 1e-9);
            }
        }
    }

    #[test]
    fn the_origin_is_the_origin_and_north_is_up() {
        let sheet = sheet();
        let origin = sheet.project(LonLat {
            lon: 112.0,
            lat: 38.0,
        });
        assert!(origin.x.abs() < 1e-9 && origin.y.abs() < 1e-9);
        assert!(
            sheet
                .project(LonLat {
                    lon: 112.0,
                    lat: 50.0
                })
                .y
                < 0.0
        );
        assert!(
            sheet
                .project(LonLat {
                    lon: 120.0,
                    lat: 38.0
                })
                .x
                > 0.0
        );
    }

    #[test]
    fn the_pole_and_the_far_side_do_not_break_it() {
        let sheet = sheet();
        for at in [(0.0, 90.0), (-68.0, 0.0), (112.0, -90.0), (180.0, 89.9)] {
            let xy = sheet.project(LonLat {
                lon: at.0,
                lat: at.1,
            });
            assert!(xy.x.is_finite() && xy.y.is_finite(), "{at:?}");
        }
    }

    /// Snyder 1987, p. 292: Clarke 1866, φ1 29°30′, φ2 45°30′, φ0 23°, λ0 −96°; 35° N 75° W gives
    /// x 1,885,472.7 m, y 1,535,925.0 m. On WGS 84 the same point lies within 150 m of it.
    #[test]
    fn it_agrees_with_the_published_example() {
        let albers = Albers::new(ProjectionParameters {
            parallels: [29.5, 45.5],
            origin: LonLat {
                lon: -96.0,
                lat: 23.0,
            },
        });
        let xy = albers.project(LonLat {
            lon: -75.0,
            lat: 35.0,
        });
        assert!((xy.x - 1885.4727).abs() < 0.15, "{}", xy.x);
        assert!((-xy.y - 1535.9250).abs() < 0.15, "{}", xy.y);
    }
}
