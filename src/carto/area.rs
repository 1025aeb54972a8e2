//! Shapes in degrees: their area on the WGS 84 ellipsoid and as drawn, and what lies inside.

use super::Xy;
use super::projection::Albers;
use crate::campaign::LonLat;
use geo::GeodesicArea;

/// Area in square kilometres; rings wound either way.
///
/// Source: Karney, *Algorithms for geodesics* (2013), as in the `geo` crate.
pub fn geodesic_km2(shape: &geo::MultiPolygon) -> f64 {
    shape.geodesic_area_signed().abs() / 1e6
}

/// Area in square kilometres as drawn: on an equal-area sheet it is that on the ellipsoid, but for edges that run
/// straight on the sheet instead of along geodesics.
pub fn sheet_km2(shape: &geo::MultiPolygon, albers: &Albers) -> f64 {
    let ring = |ring: &geo::LineString| {
        let points = ring.coords().map(|at| {
            albers.project(LonLat {
                lon: at.x,
                lat: at.y,
            })
        });
        let points: Vec<Xy> = points.collect();
        let twice = points
            .windows(2)
            .map(|edge| edge[0].x * edge[1].y - edge[1].x * edge[0].y);
        twice.sum::<f64>().abs() / 2.0
    };
    let polygon = |polygon: &geo::Polygon| {
        ring(polygon.exterior()) - polygon.interiors().iter().map(ring).sum::<f64>()
    };
    shape.iter().map(polygon).sum()
}

/// Does a shape hold a position? Even-odd, in degrees: holes count out by themselves.
pub fn holds(shape: &geo::MultiPolygon, at: LonLat) -> bool {
    let mut inside = false;
    for polygon in shape {
        for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
            for line in ring.lines() {
                let (a, b) = (line.start, line.end);
                let crosses = (a.y > at.lat) != (b.y > at.lat);
                inside ^= crosses && at.lon < a.x + (at.lat - a.y) / (b.y - a.y) * (b.x - a.x);
            }
        }
    }
    inside
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::campaign::ProjectionParameters;

    #[test]
    fn an_area_on_the_sheet_is_that_on_the_ellipsoid() {
        let albers = Albers::new(ProjectionParameters {
            parallels: [26.0, 51.0],
            origin: LonLat {
                lon: 112.0,
                lat: 38.0,
            },
        });
        for (lon, lat) in [(74.0, 41.0), (112.0, 22.0), (135.0, 52.0)] {
            let far = (lon + 1.0, lat + 1.0);
            let square = geo::Rect::new((lon, lat), far).to_polygon();
            let shape = geo::MultiPolygon::new(vec![square]);
            let (drawn, true_km2) = (sheet_km2(&shape, &albers), geodesic_km2(&shape));
            assert!((drawn / true_km2 - 1.0).abs() < 5e-4, "{drawn} {true_km2}");
        }
    }

    /// One degree square at the equator: 12,308.8 km² (GeographicLib `Planimeter`).
    #[test]
    fn a_degree_square_at_the_equator() {
        let shape =
            geo::MultiPolygon::new(vec![geo::Rect::new((0.0, 0.0), (1.0, 1.0)).to_polygon()]);
        assert!((geodesic_km2(&shape) - 12_308.8).abs() < 0.1);
    }

    #[test]
    fn a_shape_holds_what_lies_between_its_outline_and_its_holes() {
        let square = |from: f64, to: f64| geo::Rect::new((from, from), (to, to)).to_polygon();
        let hole = square(4.0, 6.0).exterior().clone();
        let ring = geo::Polygon::new(square(0.0, 10.0).exterior().clone(), vec![hole]);
        let shape = geo::MultiPolygon::new(vec![ring, square(20.0, 21.0)]);
        let at = |lon, lat| holds(&shape, LonLat { lon, lat });
        assert!(at(1.0, 1.0) && at(20.5, 20.5));
        assert!(!at(5.0, 5.0) && !at(11.0, 5.0) && !at(-1.0, 5.0));
    }
}
