//! Geodesic areas on the WGS 84 ellipsoid.

use geo::GeodesicArea;

/// Area in square kilometres; rings wound either way.
///
/// Source: Karney, *Algorithms for geodesics* (2013), as in the `geo` crate.
pub fn geodesic_km2(shape: &geo::MultiPolygon) -> f64 {
    shape.geodesic_area_signed().abs() / 1e6
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One degree square at the equator: 12,308.8 km² (GeographicLib `Planimeter`).
    #[test]
    fn a_degree_square_at_the_equator() {
        let shape =
            geo::MultiPolygon::new(vec![geo::Rect::new((0.0, 0.0), (1.0, 1.0)).to_polygon()]);
        assert!((geodesic_km2(&shape) - 12_308.8).abs() < 0.1);
    }
}
