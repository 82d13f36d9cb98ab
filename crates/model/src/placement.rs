//! The decision: which mentions place a need, and why the others do not.

use crate::mention::Mention;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A mention with the verdict on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct JudgedMention {
    /// Id of the passage.
    pub passage: String,
    /// What the words say.
    pub mention: Mention,
    /// Places, or withheld with a reason.
    pub verdict: Verdict,
    /// Name of the rule that decided, for `explain`.
    pub rule: String,
}

/// Places, or withheld.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "verdict", content = "reason", rename_all = "snake_case")]
pub enum Verdict {
    /// The mention places its indicator at the passage's level.
    Places,
    /// The mention places nothing.
    Withheld(WithheldReason),
}

/// Reason codes of mentions that place nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum WithheldReason {
    /// The need is denied.
    Negated,
    /// A strength is stated.
    Protective,
    /// A service is named.
    ServiceList,
    /// A definition.
    Definition,
    /// How to work.
    Process,
    /// A form.
    Form,
    /// A case example.
    CaseStudy,
    /// Contents page.
    Contents,
    /// A reference to another document or page.
    CrossReference,
    /// Another person's need.
    WrongSubject,
    /// Quotation of law.
    LegalQuote,
    /// Page furniture.
    HeaderFooter,
    /// A need without a level that could be told.
    AmbiguousLevel,
}

impl WithheldReason {
    /// The code as written in `mentions.csv`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Negated => "negated",
            Self::Protective => "protective",
            Self::ServiceList => "service_list",
            Self::Definition => "definition",
            Self::Process => "process",
            Self::Form => "form",
            Self::CaseStudy => "case_study",
            Self::Contents => "contents",
            Self::CrossReference => "cross_reference",
            Self::WrongSubject => "wrong_subject",
            Self::LegalQuote => "legal_quote",
            Self::HeaderFooter => "header_footer",
            Self::AmbiguousLevel => "ambiguous_level",
        }
    }
}

impl Verdict {
    /// `places` or the reason code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Places => "places",
            Self::Withheld(reason) => reason.code(),
        }
    }
}

/// Document × indicator × level, resting on mentions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Placement {
    /// Indicator id.
    pub indicator: String,
    /// Ordinal of the document's own level.
    pub level_ordinal: u8,
    /// Rests only on passages that stand at several levels at once (a range or a merged cell).
    pub spans: bool,
    /// Stated as a fact in at least one passage, with no severity, age, cumulative or impact qualifier.
    pub unqualified: bool,
    /// Indices into the document's list of judged mentions, ascending.
    pub mentions: Vec<u32>,
}
