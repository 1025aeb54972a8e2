//! The ground as the page reads it: baked paths of the overview, and detailed coasts.

use crate::campaign::read::Node;

/// The ground, as paths: see `geodata/README.md`, `base/`.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct Ground {
    pub land: String,
    pub lakes: String,
    pub rivers: String,
    pub qing: String,
}

/// A close-up coast, drawn over the overview inside its extent.
#[derive(Clone, PartialEq, Debug)]
pub struct CloseUp {
    /// West, south, east, north in degrees.
    pub extent: [f64; 4],
    /// Paths in tens of metres: the land, what of it lay within the dashed extent, and the shore.
    pub land: String,
    pub tint: String,
    pub coast: String,
}

/// The outline of a part of a territory, as paths in tens of metres.
#[derive(Clone, PartialEq, Debug)]
pub struct Edge {
    /// Id of the part.
    pub part: String,
    /// Along coasts, rivers and the lines of a treaty.
    pub known: String,
    /// Along divides, and between named points.
    pub sketched: String,
}

impl Ground {
    /// From `base/overview.json`; a layer that is not there stays empty, without land it is no ground.
    pub fn read(node: &impl Node) -> Option<Ground> {
        let layer = |name: &str| node.member(name).and_then(|d| d.string());
        Some(Ground {
            land: layer("land")?,
            lakes: layer("lakes").unwrap_or_default(),
            rivers: layer("rivers").unwrap_or_default(),
            qing: layer("qing").unwrap_or_default(),
        })
    }
}

/// The rivers of the time, which are seen from near, as a path in tens of metres. From `base/hydro.json`; `None`
/// when it is none.
pub fn hydro(node: &impl Node) -> Option<String> {
    node.member("hydro")?.string()
}

impl CloseUp {
    /// From `base/closeup-….json`; `None` when it is none.
    pub fn read(node: &impl Node) -> Option<CloseUp> {
        let path = |name: &str| node.member(name).and_then(|d| d.string());
        Some(CloseUp {
            extent: node.member("extent")?.numbers()?.try_into().ok()?,
            land: path("land")?,
            tint: path("tint")?,
            coast: path("coast")?,
        })
    }
}

impl Edge {
    /// From `base/edges.json`; `None` when it is none.
    pub fn read<N: Node>(node: &N) -> Option<Vec<Edge>> {
        let edge = |node: &N| {
            let text = |name: &str| node.member(name)?.string();
            Some(Edge {
                part: text("part")?,
                known: text("known")?,
                sketched: text("sketched")?,
            })
        };
        node.items()?.iter().map(edge).collect()
    }
}
