//! The ledger: every file met, and what became of it.

use crate::document::{Outcome, Used};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// One file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct LedgerRow {
    /// Path relative to the corpus, with `/`.
    pub path: String,
    /// SHA-256; empty for a missing file.
    pub sha256: String,
    /// Size.
    pub bytes: u64,
    /// What became of reading it.
    pub outcome: Outcome,
    /// Whether it counts.
    pub used: Used,
    /// Outcome and use in words, with what to do.
    pub reason: String,
    /// Pages.
    pub pages: u32,
    /// Pages that could not be read, from 1.
    pub unread_pages: Vec<u32>,
    /// GSS codes of its areas.
    pub areas: Vec<String>,
}
