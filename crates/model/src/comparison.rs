//! How areas spread over levels, per edition and indicator.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One row of the comparison.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Comparison {
    /// Reference year.
    pub edition: i32,
    /// Indicator id.
    pub indicator: String,
    /// Which placement of a cell is compared.
    pub measure: Measure,
    /// Areas with a document that counts.
    pub areas: u32,
    /// Areas that place the need.
    pub areas_placing: u32,
    /// Independent texts behind them: areas that share a document count once.
    pub texts_placing: u32,
    /// Areas with a document that are silent on it.
    pub areas_silent: u32,
    /// Areas whose interval lies wholly on each canonical step 0 to 5 or wider: the
    /// number of areas that *may* stand on the step.
    pub may_stand_on: [u32; 6],
    /// Areas that *certainly* stand below child in need (interval within 0 to 2).
    pub non_statutory: u32,
    /// Areas that *certainly* stand at child in need or above (interval within 3 to 5).
    pub statutory: u32,
    /// Areas whose interval crosses the boundary.
    pub straddling: u32,
    /// Pairs of independent texts that were compared.
    pub pairs: u32,
    /// Pairs whose intervals are disjoint.
    pub differ_certainly: u32,
    /// Pairs whose intervals overlap without being equal.
    pub differ_possibly: u32,
}

/// Which placement of a cell is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Measure {
    /// The lowest level.
    Entry,
    /// The lowest level at which it is stated without a qualifier.
    Unqualified,
    /// The highest level.
    Highest,
}
