//! Needs that a reader wants to see first.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A need of the focus, made of one indicator or several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Focus {
    /// Id.
    pub id: String,
    /// Label for people.
    pub label: String,
    /// Ids of its indicators, in the order in which they are shown.
    pub indicators: Vec<String>,
    /// Why it is in the focus.
    pub why: String,
}
