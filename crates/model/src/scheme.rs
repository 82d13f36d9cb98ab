//! A document's own ladder of levels, and where each level stands on the canonical scale.

use crate::page::Colour;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The ladder of one document.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Scheme {
    /// Where the ladder comes from.
    pub origin: SchemeOrigin,
    /// What the document calls a rung: `Level`, `Tier`, `Stage` ...; `None` for bare names.
    pub term: Option<String>,
    /// Naming family (see the rules of the crosswalk).
    pub family: Family,
    /// Law that applies.
    pub jurisdiction: Jurisdiction,
    /// Statutory regime that the text describes.
    pub regime: Regime,
    /// Levels from the lowest need to the highest; empty when the document publishes none.
    pub levels: Vec<Level>,
    /// Other scales met in the text (CAMHS tiers, training levels) and left alone.
    pub other_scales: Vec<OtherScale>,
}

impl Scheme {
    /// A document that publishes no levels.
    pub fn none() -> Self {
        Self {
            origin: SchemeOrigin::None,
            term: None,
            family: Family::None,
            jurisdiction: Jurisdiction::England,
            regime: Regime::Standard,
            levels: Vec::new(),
            other_scales: Vec::new(),
        }
    }

    /// The level with this ordinal.
    pub fn level(&self, ordinal: u8) -> Option<&Level> {
        self.levels.iter().find(|l| l.ordinal == ordinal)
    }
}

/// Where a ladder comes from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "type", rename_all = "snake_case")]
pub enum SchemeOrigin {
    /// Printed in the document.
    Own,
    /// Borrowed from another document of the same area and edition.
    Companion {
        /// SHA-256 of that document.
        sha256: String,
    },
    /// The document publishes no levels.
    None,
}

/// One rung.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Level {
    /// Position from 1 (lowest need), whatever the level is called.
    pub ordinal: u8,
    /// Label as printed, in its fullest form: `Level 3 - Targeted`.
    pub label: String,
    /// Number or letter as printed, without the term: `3`, `2a`, `Three`.
    pub number: Option<String>,
    /// Name without term and number: `Targeted`.
    pub name: Option<String>,
    /// Other spellings met in the document.
    pub aliases: Vec<String>,
    /// The document's definition of the level, empty when none was found.
    pub definition: String,
    /// Page on which the definition (or else the label) was found.
    pub page: Option<u32>,
    /// Colour that stands for the level throughout the document.
    pub colour: Option<Colour>,
    /// Not printed, only implied by the numbers of the others.
    pub implied: bool,
    /// Place on the canonical scale.
    pub tiers: TierInterval,
    /// Rule that gave the interval.
    pub rule: CrosswalkRule,
    /// Words of the document (or of the researcher's override) on which the rule rests.
    pub rule_words: Vec<String>,
}

/// An interval on the canonical scale: 0 universal, 1 early help by one service,
/// 2 targeted or multi-agency early help, 3 child in need (s17), 4 child protection
/// (s47), 5 looked after or acute.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct TierInterval {
    /// Lowest step that the level covers.
    pub low: u8,
    /// Highest step that the level covers.
    pub high: u8,
}

impl TierInterval {
    /// Nothing is known.
    pub const UNKNOWN: Self = Self { low: 0, high: 5 };

    /// The smallest interval that holds both.
    #[must_use]
    pub fn hull(self, other: Self) -> Self {
        Self { low: self.low.min(other.low), high: self.high.max(other.high) }
    }

    /// Whether the two share no step: two areas differ *certainly*.
    pub fn disjoint(self, other: Self) -> bool {
        self.high < other.low || other.high < self.low
    }
}

/// Rules R0 to R6 of the crosswalk, and the researcher's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub enum CrosswalkRule {
    /// A researcher's entry in `crosswalk.toml`.
    #[serde(rename = "override")]
    Override,
    /// Statutory anchors in the level's own definition.
    R1,
    /// Default of the naming family.
    R2,
    /// Hull of a range of levels.
    R3,
    /// Wales or Scotland.
    R4,
    /// Family Help.
    R5,
    /// Unknown: the whole scale.
    R6,
}

/// Naming families of ladders.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Family {
    /// Universal, additional, intensive or integrated, specialist.
    AdditionalIntensiveSpecialist,
    /// Universal, universal plus, partnership plus, specialist or statutory.
    UniversalPlus,
    /// Universal, early help, targeted (early) help, specialist or statutory.
    EarlyHelpTargeted,
    /// No additional needs, early signs, children in need, child protection.
    NoAdditional,
    /// The London tiers: no additional needs, early help, complex, acute.
    London,
    /// Universal, additional, multiple or complex, acute.
    AdditionalComplexAcute,
    /// Help for everyone, additional, intensive, specialist help.
    HelpWords,
    /// Thriving, getting advice, getting help, getting more help, risk support.
    Thrive,
    /// Five levels.
    Five,
    /// Three levels: universal, targeted, specialist.
    Three,
    /// A level split by letters.
    Split,
    /// Everyone, then levels 1 to 3.
    Shifted,
    /// Colours.
    Colour,
    /// Numbers and nothing else.
    NumberOnly,
    /// Family Help names.
    FamilyHelp,
    /// None of these.
    Other,
    /// No ladder at all.
    None,
}

/// Law that applies to a document.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, Default,
)]
#[serde(rename_all = "snake_case")]
pub enum Jurisdiction {
    /// Children Act 1989 in England.
    #[default]
    England,
    /// Social Services and Well-being (Wales) Act 2014.
    Wales,
    /// Children (Scotland) Act, GIRFEC.
    Scotland,
}

/// Statutory regime that a document describes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, Default,
)]
#[serde(rename_all = "snake_case")]
pub enum Regime {
    /// Early help and child in need are told apart.
    #[default]
    Standard,
    /// Family Help (from 2025) brings targeted early help and child in need together.
    FamilyHelp,
}

/// A scale that is not the ladder of need.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct OtherScale {
    /// What it measures: `CAMHS tiers`, `training levels`.
    pub kind: String,
    /// An example as printed.
    pub example: String,
    /// Page of the example.
    pub page: u32,
}
