//! Cells of the matrix: (area, edition, indicator).

use crate::scheme::TierInterval;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What is known of one need in one area and edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Cell {
    /// GSS code.
    pub area: String,
    /// Reference year of the snapshot.
    pub edition: i32,
    /// Indicator id.
    pub indicator: String,
    /// Its state.
    pub state: CellState,
    /// Pages of the documents in use were not read: silence proves nothing.
    pub incomplete: bool,
    /// Lowest level at which the need is placed (the entry point).
    pub lowest: Option<CellLevel>,
    /// Highest level.
    pub highest: Option<CellLevel>,
    /// Lowest level at which it is stated without a qualifier.
    pub unqualified: Option<CellLevel>,
    /// Levels at which it is stated as a fact.
    #[serde(default)]
    pub actual: Option<CellSpan>,
    /// Levels at which it is stated as a risk, a suspicion or a possibility.
    #[serde(default)]
    pub risk: Option<CellSpan>,
    /// Ordinals of all levels at which it is placed, ascending.
    pub ordinals: Vec<u8>,
    /// Passages that place it.
    pub passages: u32,
    /// Mentions that place it.
    pub placing: u32,
    /// Mentions that were withheld.
    pub withheld: u32,
    /// SHA-256 of the documents in force, primary first.
    pub documents: Vec<String>,
    /// Lowest confidence, 0 to 100, of the passages that place it: `None` where none of
    /// them was read by OCR.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<u8>,
}

/// A level of a cell, locally and on the canonical scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CellLevel {
    /// The document's own ordinal.
    pub ordinal: u8,
    /// Label as printed.
    pub label: String,
    /// Canonical interval.
    pub tiers: TierInterval,
    /// Which of the cell's documents has it: position in [`Cell::documents`].
    #[serde(default)]
    pub document: u32,
    /// Where the passages stand at several levels at once: their ordinals, of which `tiers`
    /// is the hull. Empty for a level on its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spanned: Vec<u8>,
}

/// The lowest and the highest level of some of a cell's statements.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CellSpan {
    /// Lowest level.
    pub lowest: CellLevel,
    /// Highest level.
    pub highest: CellLevel,
}

/// States of a cell, in order of precedence.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CellState {
    /// The area stands in that edition, and the corpus has nothing of it.
    NoDocument,
    /// The area publishes no levels.
    NoScheme,
    /// Placed at one level or more.
    Placed,
    /// Stated as a need, but at no level that could be told.
    PlacedWithoutLevel,
    /// Pages that could hold it were not read.
    Unreadable,
    /// Met only as a strength or a denial.
    ProtectiveOnly,
    /// Met only where it places nothing (services, definitions ...).
    MentionedNotPlaced,
    /// Not met at all.
    NotMentioned,
}

impl CellState {
    /// The code as written in `cells.csv`.
    pub fn code(self) -> &'static str {
        match self {
            Self::NoDocument => "no_document",
            Self::NoScheme => "no_scheme",
            Self::Placed => "placed",
            Self::PlacedWithoutLevel => "placed_without_level",
            Self::Unreadable => "unreadable",
            Self::ProtectiveOnly => "protective_only",
            Self::MentionedNotPlaced => "mentioned_not_placed",
            Self::NotMentioned => "not_mentioned",
        }
    }

    /// The state in words, as in the wide matrix.
    pub fn words(self) -> &'static str {
        match self {
            Self::NoDocument => "no document",
            Self::NoScheme => "no levels published",
            Self::Placed => "placed",
            Self::PlacedWithoutLevel => "stated without a level",
            Self::Unreadable => "pages not read",
            Self::ProtectiveOnly => "strength only",
            Self::MentionedNotPlaced => "mentioned, not placed",
            Self::NotMentioned => "not mentioned",
        }
    }
}
