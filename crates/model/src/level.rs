//! The role of a passage, and its level with the evidence for it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Where a passage stands in its document: what part it plays, and on which level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Standing {
    /// The part that it plays. Only [`Role::Needs`] places.
    pub role: Role,
    /// Words or shape that gave the role.
    pub role_reason: String,
    /// Its level, or why there is none.
    pub level: LevelOutcome,
}

/// The parts that a passage, column, row or section plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// States needs, features, indicators.
    Needs,
    /// States strengths or protective factors.
    Strengths,
    /// Lists services or says who can help.
    Services,
    /// Tells how to work: consent, referral, assessment, introduction.
    Process,
    /// Defines a level or a kind of abuse.
    Definition,
    /// Contents page.
    Contents,
    /// Glossary, abbreviations.
    Glossary,
    /// A form to fill in.
    Form,
    /// A case example.
    CaseStudy,
    /// Quotation from a statute or from statutory guidance.
    LegalText,
}

/// A level, or why there is none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "outcome", rename_all = "snake_case")]
pub enum LevelOutcome {
    /// Attributed.
    Attributed(Attribution),
    /// Not attributed.
    Abstained {
        /// Why.
        reason: Abstention,
    },
}

impl LevelOutcome {
    /// The ordinals, empty when there is no level.
    pub fn ordinals(&self) -> &[u8] {
        match self {
            Self::Attributed(a) => &a.ordinals,
            Self::Abstained { .. } => &[],
        }
    }
}

/// A level with its evidence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Attribution {
    /// Ordinals, ascending; more than one for a range or a merged cell.
    pub ordinals: Vec<u8>,
    /// What decided.
    pub evidence: LevelEvidence,
    /// The next best evidence that says something else.
    pub runner_up: Option<LevelEvidence>,
}

/// One piece of evidence for a level.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LevelEvidence {
    /// What kind it is; kinds are ranked in the order of the enumeration.
    pub kind: EvidenceKind,
    /// The words (or the colour) as printed.
    pub text: String,
    /// Page on which they stand.
    pub page: u32,
    /// Ordinals that it names.
    pub ordinals: Vec<u8>,
}

/// Kinds of evidence, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum EvidenceKind {
    /// Header of the passage's own column.
    ColumnHeader,
    /// Header of its row.
    RowHeader,
    /// A tick or a number in a level column.
    LevelColumn,
    /// Title of its box, or a banner row above it in its table.
    BoxTitle,
    /// A heading that governs it.
    Heading,
    /// Caption of its table.
    Caption,
    /// A prefix of its own line or paragraph: `Level 2: ...`.
    InlinePrefix,
    /// The colour of its box or band.
    Colour,
}

/// Why a passage has no level.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Abstention {
    /// The document publishes no levels.
    NoScheme,
    /// Stands before the first level (introduction).
    BeforeFirstLevel,
    /// Stands after the last level (appendices, contacts).
    AfterLastLevel,
    /// Nothing near it names a level.
    NoEvidence,
    /// Two pieces of evidence of the same rank disagree.
    Conflict,
    /// The columns of its table could not be told apart.
    ColumnsAmbiguous,
    /// Said of all levels at once.
    AllLevels,
}
