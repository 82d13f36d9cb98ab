//! Where one area stands against the others.

use crate::cell::CellState;
use crate::scheme::TierInterval;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An area against the others, by the entry placement of each need.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Profile {
    /// GSS code.
    pub area: String,
    /// Reference year.
    pub edition: i32,
    /// Words of its documents in force.
    pub words: u32,
    /// Indicators that it places.
    pub placed: u32,
    /// Indicators on which it is silent.
    pub silent: u32,
    /// Pages were not read: silence proves nothing.
    pub incomplete: bool,
    /// Indicators that it and at least one other text place.
    pub compared: u32,
    /// Independent texts that it was compared with.
    pub texts: u32,
    /// Comparisons of an indicator with another text.
    pub comparisons: u32,
    /// Those in which the area certainly stands higher: it first names the need at a higher
    /// level, so that its threshold for any help is the stricter one.
    pub stricter: u32,
    /// Those in which it certainly stands lower: it names the need at a lower level, so that
    /// some help begins earlier.
    pub more_generous: u32,
    /// (stricter - more generous) / comparisons: 1 always certainly higher, -1 always certainly
    /// lower. `None` without comparisons.
    pub balance: Option<f64>,
    /// Rank by balance from the strictest, 1; equals share a rank. `None` for an area that
    /// places too few indicators to be ranked.
    pub rank: Option<u32>,
    /// Up to five indicators that weigh most in the balance, the heaviest first.
    pub rests_on: Vec<Weight>,
    /// Its place in each indicator, in the order of the indicators.
    pub positions: Vec<Position>,
    /// Most similar areas, the most similar first.
    pub similar: Vec<Similar>,
}

/// What one indicator adds to the balance of an area.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Weight {
    /// Indicator id.
    pub indicator: String,
    /// Texts that certainly stand lower less those that certainly stand higher.
    pub net: i32,
}

/// The place of an area in one indicator, by the entry placement, among independent texts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Position {
    /// Indicator id.
    pub indicator: String,
    /// State of the area's cell.
    pub state: CellState,
    /// The area's own interval, where it places the need.
    pub tiers: Option<TierInterval>,
    /// Other texts that certainly stand lower.
    pub lower: u32,
    /// Other texts with the same interval.
    pub equal: u32,
    /// Other texts whose interval overlaps without being equal.
    pub overlapping: u32,
    /// Other texts that certainly stand higher.
    pub higher: u32,
}

/// Another area, and how far the two agree.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Similar {
    /// GSS code.
    pub area: String,
    /// Indicators that both place.
    pub common: u32,
    /// Of these, with equal intervals.
    pub equal: u32,
    /// With intervals that overlap without being equal.
    pub overlapping: u32,
    /// With intervals that share no step.
    pub different: u32,
    /// The two rest on the same document, or on documents that are copies.
    pub same_text: bool,
}
