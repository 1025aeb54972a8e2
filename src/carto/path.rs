//! Geometry to the `d` of an SVG path, in whole units, relative, as short as it goes.
//!
//! Whole numbers only: printing a float costs the page 20 KB of WebAssembly.

use super::Xy;
use super::projection::Albers;
use crate::campaign::LonLat;

/// Builds the `d` of one path.
pub struct PathBuilder {
    d: String,
    /// Units in a kilometre.
    per_km: f64,
    pen: (i64, i64),
}

impl PathBuilder {
    /// `per_km`: units of the path in one kilometre; 10 draws to 100 m.
    pub fn new(per_km: f64) -> PathBuilder {
        PathBuilder {
            d: String::new(),
            per_km,
            pen: (0, 0),
        }
    }

    /// Appends a line through the points; closed when it is a ring. Vertices that fall on the same unit
    /// are dropped; what collapses to nothing leaves nothing.
    pub fn line(&mut self, points: impl IntoIterator<Item = Xy>, closed: bool) {
        let unit = |v: f64| (v * self.per_km).round() as i64;
        let mut vertices: Vec<(i64, i64)> = points
            .into_iter()
            .map(|xy| (unit(xy.x), unit(xy.y)))
            .collect();
        vertices.dedup();
        if closed && vertices.first() == vertices.last() {
            vertices.pop();
        }
        if vertices.len() < if closed { 3 } else { 2 } {
            return;
        }
        for (index, vertex) in vertices.iter().enumerate() {
            let (dx, dy) = (vertex.0 - self.pen.0, vertex.1 - self.pen.1);
            // After `m`, further pairs are relative lines.
            self.d.push_str(if index == 0 { "m" } else { " " });
            integer(&mut self.d, dx);
            if dy >= 0 {
                self.d.push(' ');
            }
            integer(&mut self.d, dy);
            self.pen = *vertex;
        }
        if closed {
            self.d.push('z');
            self.pen = vertices[0];
        }
    }

    /// Appends the rings of a multipolygon in degrees.
    pub fn polygons(&mut self, shape: &geo::MultiPolygon, albers: &Albers) {
        for polygon in shape {
            for ring in std::iter::once(polygon.exterior()).chain(polygon.interiors()) {
                let points = ring
                    .coords()
                    .map(|c| albers.project(LonLat { lon: c.x, lat: c.y }));
                self.line(points, true);
            }
        }
    }

    pub fn finish(self) -> String {
        self.d
    }
}

/// Appends a whole number.
pub fn integer(out: &mut String, value: i64) {
    if value < 0 {
        out.push('-');
    }
    let mut digits = [0u8; 20];
    let mut rest = value.unsigned_abs();
    let mut start = digits.len();
    loop {
        start -= 1;
        digits[start] = b'0' + (rest % 10) as u8;
        rest /= 10;
        if rest == 0 {
            break;
        }
    }
    out.extend(digits[start..].iter().map(|d| char::from(*d)));
}

/// A number with up to `places` decimals, trailing zeros dropped: `12.5`, `-0.25`, `3`.
pub fn decimal(out: &mut String, value: f64, places: u32) {
    let scale = 10i64.pow(places);
    let scaled = (value * scale as f64).round() as i64;
    if scaled < 0 {
        out.push('-');
    }
    let scaled = scaled.unsigned_abs() as i64;
    integer(out, scaled / scale);
    let mut rest = scaled % scale;
    if rest != 0 {
        out.push('.');
        let mut unit = scale / 10;
        while rest != 0 {
            integer(out, rest / unit);
            rest %= unit;
            unit /= 10;
        }
    }
}

/// [`decimal`] as a text of its own.
pub fn decimal_text(value: f64, places: u32) -> String {
    let mut out = String::new();
    decimal(&mut out, value, places);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn d(points: &[(f64, f64)], closed: bool) -> String {
        let mut path = PathBuilder::new(10.0);
        path.line(points.iter().map(|(x, y)| Xy { x: *x, y: *y }), closed);
        path.finish()
    }

    #[test]
    fn a_line_is_relative_whole_numbers() {
        assert_eq!(
            d(&[(0.0, 0.0), (1.0, -1.0), (1.54, 2.0)], false),
            "m0 0 10-10 5 30"
        );
    }

    #[test]
    fn a_ring_is_closed_once() {
        let ring = [(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)];
        assert_eq!(d(&ring, true), "m0 0 10 0 0 10z");
    }

    #[test]
    fn what_is_smaller_than_a_unit_leaves_nothing() {
        assert_eq!(d(&[(0.0, 0.0), (0.01, 0.02)], false), "");
        assert_eq!(d(&[(0.0, 0.0), (0.01, 0.02), (0.0, 0.0)], true), "");
        assert_eq!(d(&[], false), "");
    }

    #[test]
    fn the_second_ring_starts_where_the_first_began() {
        let mut path = PathBuilder::new(1.0);
        let square =
            |at: f64| [(at, at), (at + 1.0, at), (at + 1.0, at + 1.0)].map(|(x, y)| Xy { x, y });
        path.line(square(0.0), true);
        path.line(square(5.0), true);
        assert_eq!(path.finish(), "m0 0 1 0 0 1zm5 5 1 0 0 1z");
    }

    #[test]
    fn decimals_are_short_and_signed() {
        let text = decimal_text;
        assert_eq!(text(12.5, 2), "12.5");
        assert_eq!(text(-0.25, 2), "-0.25");
        assert_eq!(text(3.0, 3), "3");
        assert_eq!(text(0.05, 2), "0.05");
        assert_eq!(text(-0.001, 2), "0");
    }
}
