//! Which findings hang on a doubtful place of a level on the canonical scale.

use crate::comparison::Measure;
use crate::scheme::{CrosswalkRule, Family, TierInterval};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One doubtful entry of the crosswalk moved by one step, and the findings that change.
///
/// An entry is all levels that one rule has put on the same interval for the same reason:
/// equal rule, naming family, ordinal and interval.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Sensitivity {
    /// Rule that gave the interval.
    pub rule: CrosswalkRule,
    /// Naming family of the ladders.
    pub family: Family,
    /// Ordinal of the level.
    pub ordinal: u8,
    /// The interval as it stands.
    pub tiers: TierInterval,
    /// The interval as moved.
    pub moved: TierInterval,
    /// SHA-256 of the documents that have such a level.
    pub documents: Vec<String>,
    /// Areas that rest on them.
    pub areas: u32,
    /// What changes; empty when every finding stands.
    pub changes: Vec<Change>,
}

/// A finding that changes.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Change {
    /// Indicator id.
    pub indicator: String,
    /// Measure.
    pub measure: Measure,
    /// Which finding.
    pub finding: Finding,
    /// Share of pairs that differ certainly, before.
    pub share_before: f64,
    /// After.
    pub share_after: f64,
    /// Rank among the needs, before.
    pub rank_before: u32,
    /// After.
    pub rank_after: u32,
}

/// Findings that are watched.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Finding {
    /// Whether any two texts differ certainly.
    Differ,
    /// Whether some text certainly stands below child in need while another certainly stands
    /// at it or above.
    Split,
    /// Whether the need is among the ten that vary most.
    TopTen,
}
