//! What the words of a passage say: an indicator, with cues of language only.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// An indicator met in a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Mention {
    /// Indicator id of the lexicon.
    pub indicator: String,
    /// Which pattern matched: `<indicator>/<kind>/<number>`.
    pub pattern: String,
    /// Where the match lies.
    pub found_in: FoundIn,
    /// First byte of the match in the text that `found_in` names.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The matched words as printed.
    pub matched_text: String,
    /// Stated, denied, or said as a strength.
    pub polarity: Polarity,
    /// How certain.
    pub certainty: Certainty,
    /// Words of severity, frequency or trend ("persistent", "early signs"), in order.
    pub severity: Vec<String>,
    /// Qualifiers other than severity.
    pub qualifiers: Vec<Qualifier>,
    /// Whose need.
    pub subject: Subject,
    /// Why the mention places nothing whatever its place, as far as the words tell:
    /// names of services, policies, definitions and the like.
    pub names_only: Option<NamesOnly>,
    /// Matched with one typing error.
    pub fuzzy: bool,
    /// The cue words that gave polarity, certainty, subject and `names_only`.
    pub cues: Vec<Cue>,
}

/// The text in which a match lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum FoundIn {
    /// The passage itself.
    Text,
    /// The row header; the passage gives only the severity ("Requires hospital").
    RowHeader,
    /// The stem of its list.
    Stem,
    /// A heading over it.
    Heading,
}

/// Stated, denied, or said as a strength.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Polarity {
    /// The need is stated.
    Affirmed,
    /// The need is denied.
    Negated,
    /// The words state a strength.
    Protective,
}

/// How certain a stated need is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Certainty {
    /// Stated as a fact.
    Actual,
    /// "At risk of", "vulnerable to".
    Risk,
    /// "Suspected", "alleged", "concerns about".
    Suspected,
    /// "May", "potential for", "possible".
    Possible,
    /// "History of", "previous".
    Historic,
}

/// Qualifiers of a need other than severity.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Qualifier {
    /// An age bound ("under 13").
    Age,
    /// Several together ("two or more of").
    Cumulative,
    /// A stated impact on the child.
    Impact,
    /// Said to have no impact.
    NoImpact,
    /// "Despite support".
    DespiteHelp,
    /// Has improved or ended.
    Improving,
}

/// Whose need it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// The child.
    Child,
    /// A parent or carer.
    Parent,
    /// A brother or sister.
    Sibling,
    /// The family or household.
    Family,
    /// An unborn child.
    Unborn,
    /// Somebody outside the household, or a professional.
    Other,
    /// The words do not say.
    Unstated,
}

/// Kinds of text that name a need without stating it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum NamesOnly {
    /// A service, team, worker, project.
    Service,
    /// A pathway, toolkit, policy, training course: "see the self-harm pathway".
    CrossReference,
    /// A definition.
    Definition,
    /// Quotation of law.
    Legal,
    /// Procedure: referral, consent, scope, priorities, statistics.
    Process,
    /// A tick box.
    Form,
    /// A person in a case example.
    CaseStudy,
    /// Another person's need, which is not this child's indicator.
    WrongSubject,
}

/// A cue and where it stands in the passage's text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema)]
pub struct Cue {
    /// What it does.
    pub kind: CueKind,
    /// First byte in the passage's text; both ends 0 when the cue stands in the context.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// The words.
    pub text: String,
}

/// What a cue does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum CueKind {
    /// Denies.
    Negation,
    /// Says a strength.
    Protective,
    /// Sets the certainty.
    Certainty,
    /// Sets the severity.
    Severity,
    /// Sets the subject.
    Subject,
    /// Another qualifier.
    Qualifier,
    /// Marks a name of a service, document, definition ...
    NamesOnly,
}
