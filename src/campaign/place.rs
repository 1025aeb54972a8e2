//! Places: points with a period name, and how surely they lie where they are drawn.

use super::text::Text;

/// Degrees, WGS 84, longitude first.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct LonLat {
    pub lon: f64,
    pub lat: f64,
}

impl LonLat {
    /// A position on the globe; `None` when it is not finite or out of range.
    pub fn new(lon: f64, lat: f64) -> Option<LonLat> {
        ((-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat))
            .then_some(LonLat { lon, lat })
    }

    /// The position `part` (0–1) of the way to `other`, straight in degrees.
    pub fn toward(self, other: LonLat, part: f64) -> LonLat {
        LonLat {
            lon: self.lon + (other.lon - self.lon) * part,
            lat: self.lat + (other.lat - self.lat) * part,
        }
    }
}

/// A place among `Campaign::places`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct PlaceId(pub usize);

/// Kinds of place the record may name.
pub const KINDS: [&str; 19] = [
    "city",
    "town",
    "port",
    "fort",
    "gate",
    "building",
    "garden",
    "anchorage",
    "strait",
    "sea",
    "river",
    "lake",
    "island",
    "mountain",
    "pass",
    "area",
    "battle",
    "landing",
    "bridge",
];

/// A place with a name on the map.
#[derive(Clone, PartialEq, Debug)]
pub struct Place {
    pub id: String,
    /// The name that readers of each language used, or use, for the period.
    pub name: Text,
    /// The second name: modern, or in the other script.
    pub also: Text,
    pub kind: String,
    /// 1 is shown on the whole map, 2 in a region, 3 only close up.
    pub rank: u8,
    pub at: LonLat,
    /// Metres within which the place surely lies.
    pub precision_m: u32,
}

impl Place {
    /// Is it a spot on the map, and not land or water around one?
    pub fn is_point(&self) -> bool {
        let around = ["area", "sea", "river", "lake", "mountain"];
        !around.contains(&self.kind.as_str())
    }
}

/// Kinds of water with a name of its own on the map.
pub const WATER_KINDS: [&str; 3] = ["sea", "lake", "river"];

/// A named water of the ground.
#[derive(Clone, PartialEq, Debug)]
pub struct Water {
    pub id: String,
    /// The name of the period, as in [`Place::name`].
    pub name: Text,
    pub kind: String,
    /// Straight lines along which the name may be written: of a river from short to long, else the best first.
    pub reaches: Vec<[LonLat; 2]>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_off_the_globe_are_refused() {
        for (lon, lat) in [
            (181.0, 0.0),
            (0.0, 90.1),
            (f64::NAN, 1.0),
            (1.0, f64::INFINITY),
        ] {
            assert_eq!(LonLat::new(lon, lat), None);
        }
        assert!(LonLat::new(-180.0, 90.0).is_some());
    }
}
