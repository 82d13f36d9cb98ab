//! Everything that one run found: the content of `results.json`.

use crate::area::Area;
use crate::cell::Cell;
use crate::comparison::{Breakdown, Comparison};
use crate::copied::Copied;
use crate::document::Document;
use crate::focus::Focus;
use crate::ledger::LedgerRow;
use crate::level::Standing;
use crate::passage::Passage;
use crate::placement::{JudgedMention, Placement};
use crate::profile::Profile;
use crate::scheme::Scheme;
use crate::sensitivity::Sensitivity;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The model of a run. Every output is derived from it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Results {
    /// [`crate::SCHEMA_VERSION`].
    pub schema_version: String,
    /// Reference year of the snapshot.
    pub edition: i32,
    /// What a reader must know before using the figures.
    pub caveats: Vec<String>,
    /// Indicators of the lexicon, in its order.
    pub indicators: Vec<IndicatorInfo>,
    /// Needs that come first, in their order; only with indicators of the lexicon.
    #[serde(default)]
    pub focus: Vec<Focus>,
    /// Areas of the register that stand in the edition, and those of documents in use.
    pub areas: Vec<Area>,
    /// Documents by path of their first source.
    pub documents: Vec<DocumentResult>,
    /// Cells by area, then indicator.
    pub cells: Vec<Cell>,
    /// Comparisons by indicator, then measure.
    pub comparisons: Vec<Comparison>,
    /// Comparisons within groups, by kind of group, group, indicator and measure.
    #[serde(default)]
    pub breakdowns: Vec<Breakdown>,
    /// What doubtful places on the canonical scale would change.
    #[serde(default)]
    pub sensitivity: Vec<Sensitivity>,
    /// Areas against each other, by area.
    #[serde(default)]
    pub profiles: Vec<Profile>,
    /// Wordings that documents share.
    #[serde(default)]
    pub copied: Copied,
    /// Every file met.
    pub ledger: Vec<LedgerRow>,
}

/// An indicator as outputs name it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct IndicatorInfo {
    /// Id.
    pub id: String,
    /// Label for people.
    pub label: String,
    /// Domain.
    pub domain: String,
    /// The domain's label for people; empty in results that are older than this field.
    #[serde(default)]
    pub domain_label: String,
    /// What the lexicon means by it; empty in results that are older than this field.
    #[serde(default)]
    pub definition: String,
}

/// One document with all that was found in it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct DocumentResult {
    /// The document.
    pub document: Document,
    /// Its ladder.
    pub scheme: Scheme,
    /// Its passages with their standing.
    pub passages: Vec<StandingPassage>,
    /// Every mention with its verdict, by passage, then position.
    pub mentions: Vec<JudgedMention>,
    /// What it places, by indicator, then level.
    pub placements: Vec<Placement>,
}

/// A passage with its standing.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct StandingPassage {
    /// The passage.
    pub passage: Passage,
    /// Role and level.
    pub standing: Standing,
}

/// The caveats that stand on every export.
pub const CAVEATS: [&str; 6] = [
    "A threshold document states policy, not practice.",
    "Its examples are illustrative: a need that is not named is not thereby refused help, and silence is never a level.",
    "A higher level is not always worse: it may mean more certain statutory help, or less early help.",
    "Level numbers mean nothing across areas; compare the canonical intervals.",
    "Areas that share a document are not independent of each other.",
    "A rank is no verdict: read it with the intervals, the number of texts and the quotes behind it.",
];
