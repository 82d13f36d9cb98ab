//! Wordings that several documents share.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What the documents in force have copied from each other or from a common template.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
pub struct Copied {
    /// Groups of passages with nearly the same wording in two documents or more, those of
    /// most documents first.
    pub wordings: Vec<CopiedWording>,
    /// Pairs of documents that share wordings, by their hashes.
    pub documents: Vec<CopiedDocuments>,
}

/// One wording that stands in several documents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CopiedWording {
    /// Stable id: the first 16 hex digits of the SHA-256 of the wording's text as it is compared.
    pub id: String,
    /// Its most frequent text.
    pub text: String,
    /// Length of that text in words.
    pub words: u32,
    /// Word for word the same throughout.
    pub exact: bool,
    /// Ids of its passages.
    pub passages: Vec<String>,
    /// SHA-256 of its documents.
    pub documents: Vec<String>,
    /// Codes of the areas of these documents.
    pub areas: Vec<String>,
}

/// Two documents that share wordings.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct CopiedDocuments {
    /// SHA-256 of the one.
    pub a: String,
    /// SHA-256 of the other.
    pub b: String,
    /// Wordings that stand in both.
    pub shared: u32,
    /// Wordings of the one.
    pub of_a: u32,
    /// Wordings of the other.
    pub of_b: u32,
    /// At least half of the shorter one's wordings are shared: the two count as copies, so that
    /// even their short wordings are taken for one text.
    pub copies: bool,
}
