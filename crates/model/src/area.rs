//! Areas: the authorities that are responsible for children's services.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One authority, under one GSS code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Area {
    /// GSS code, the key.
    pub code: String,
    /// Official name.
    pub name: String,
    /// Name for labels.
    pub short_name: String,
    /// Nation.
    pub nation: String,
    /// Region.
    pub region: String,
    /// GSS code of the region.
    pub region_code: String,
    /// Type of authority: `county`, `unitary`, `london_borough`, `metropolitan_district`.
    pub kind: String,
    /// First day of the code, ISO 8601.
    pub valid_from: String,
    /// Last day of the code; `None` while it stands.
    pub valid_to: Option<String>,
    /// Codes that follow it.
    pub successors: Vec<String>,
    /// Other names by which documents call it.
    pub aliases: Vec<String>,
    /// Place on the tile map (hexes, "odd-r", r grows northwards).
    pub tile: Option<Tile>,
}

impl Area {
    /// Whether the code stood on any day of that year.
    pub fn valid_in(&self, year: i32) -> bool {
        let from = self.valid_from.get(..4).and_then(|y| y.parse::<i32>().ok()).unwrap_or(i32::MIN);
        let to = self
            .valid_to
            .as_deref()
            .and_then(|d| d.get(..4))
            .and_then(|y| y.parse::<i32>().ok())
            .unwrap_or(i32::MAX);
        from <= year && year <= to
    }
}

/// A hex of the tile map.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Tile {
    /// Column.
    pub q: i32,
    /// Row.
    pub r: i32,
}
