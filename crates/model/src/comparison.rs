//! How areas spread over levels, per edition and indicator.

use crate::scheme::TierInterval;
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
    /// Areas that place the need on an interval that is the whole scale: nothing is known of
    /// where they stand, so they are part of `areas_placing` and of no other figure.
    #[serde(default)]
    pub areas_unmapped: u32,
    /// The distribution: areas and texts on each interval, by interval.
    #[serde(default)]
    pub distribution: Vec<IntervalCount>,
    /// Pairs of areas, whether or not they share a text.
    #[serde(default)]
    pub area_pairs: PairCounts,
    /// Share of pairs of texts that differ certainly: the primary measure. `None` with fewer
    /// than two texts, as are all of the following.
    #[serde(default)]
    pub certain: Option<Estimate>,
    /// Share of pairs of texts that differ possibly (and not certainly).
    #[serde(default)]
    pub possible: Option<Estimate>,
    /// Shannon entropy of the texts over the six steps in bits, 0 to log2(6) = 2.585: least
    /// and greatest over all ways to put each text on one step of its interval.
    #[serde(default)]
    pub entropy: Option<Bounds>,
    /// Leik's ordinal dispersion D of the texts over the six steps, 0 (all on one step) to 1
    /// (half at the bottom, half at the top): least and greatest in the same sense.
    #[serde(default)]
    pub dispersion: Option<Bounds>,
    /// The headline split: below child in need, or child in need and above.
    #[serde(default)]
    pub split: Option<Split>,
    /// Rank among the needs of the edition by this measure, 1 for the one in which most pairs
    /// of texts differ certainly, then possibly; equals share a rank.
    #[serde(default)]
    pub rank: Option<u32>,
    /// How long the documents are, because a longer one names more needs.
    #[serde(default)]
    pub length: Length,
}

/// How many stand on one interval.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IntervalCount {
    /// The interval.
    pub tiers: TierInterval,
    /// Areas on it.
    pub areas: u32,
    /// Independent texts on it.
    pub texts: u32,
}

/// Pairs, and how they differ.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct PairCounts {
    /// All pairs.
    pub all: u32,
    /// Those whose intervals share no step.
    pub certainly: u32,
    /// Those whose intervals overlap without being equal.
    pub possibly: u32,
}

/// A share with its bootstrap interval.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Estimate {
    /// The share, 0 to 1.
    pub share: f64,
    /// Lower end of the 95% percentile interval over resampled texts.
    pub low: f64,
    /// Upper end.
    pub high: f64,
}

/// The least and the greatest value that the intervals allow.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Bounds {
    /// Least.
    pub min: f64,
    /// Greatest.
    pub max: f64,
}

/// Statutory against non-statutory help.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Split {
    /// Share of areas that stand at child in need or above: certainly, and at most.
    pub statutory: Bounds,
    /// Share of areas that stand below it: certainly, and at most.
    pub non_statutory: Bounds,
    /// Pairs of texts that certainly stand on different sides.
    pub pairs_apart: u32,
}

/// Median length of documents in words: of the areas that place the need, and of those that
/// are silent on it. `None` where there are none.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Length {
    /// Of the areas that place it.
    pub placing: Option<u32>,
    /// Of the areas whose documents never mention it.
    pub silent: Option<u32>,
}

/// The comparison within a group of areas, or over some statements only.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Breakdown {
    /// What the groups are made by.
    pub by: GroupBy,
    /// The group: name of a region, type of authority, `actual` or `risk`.
    pub group: String,
    /// The figures; they have no rank.
    pub comparison: Comparison,
}

/// What groups of a breakdown are made by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum GroupBy {
    /// Region of the area.
    Region,
    /// Type of authority.
    AuthorityType,
    /// Needs stated as a fact (`actual`), apart from those stated as a risk, a suspicion or a
    /// possibility (`risk`).
    Certainty,
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
