//! What a lexicon misses: passages that stand as a need at a level and place nothing,
//! the phrases that come up in them, and the wordings that they nearly match.
//!
//! [`uncovered`] finds the passages, [`phrases`] counts what recurs in their words,
//! [`near`] finds for each the wordings of which one part is missing. A person decides what
//! becomes a pattern: nothing here writes to a lexicon.

pub mod near;
pub mod phrases;
pub mod stopwords;
pub mod uncovered;

use near::{NearIndicator, NearWordings};
use phrases::Phrase;
use serde::Serialize;
use thresholds_lexicon::Lexicon;
use thresholds_model::results::Results;
use uncovered::{need_passages, uncovered};

/// Where a suggestion comes from.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Place {
    /// Path of the document in its corpus.
    pub document: String,
    /// Page, from 1.
    pub page: u32,
    /// The passage as printed.
    pub quote: String,
}

/// What a run suggests for a lexicon.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Suggestions {
    /// Passages that stand as a need at a level.
    pub need_passages: usize,
    /// Those of them that place nothing and mention nothing.
    pub uncovered: usize,
    /// Phrases that recur in these, in most documents first.
    pub phrases: Vec<Phrase>,
    /// Indicators that they nearly state, those with most documents first.
    pub near: Vec<NearIndicator>,
}

/// Looks at every need passage of a run. A phrase is listed when it stands in at least
/// `at_least` passages.
pub fn suggest(results: &Results, lexicon: &Lexicon, at_least: usize) -> Suggestions {
    let passages = uncovered(results);
    Suggestions {
        need_passages: need_passages(results).count(),
        uncovered: passages.len(),
        phrases: phrases::recurring(&passages, at_least, |key| lexicon.knows(key)),
        near: near::by_indicator(&passages, &NearWordings::new(lexicon)),
    }
}

/// The number of different documents among places.
fn documents(places: &[Place]) -> usize {
    let mut names: Vec<&str> = places.iter().map(|place| place.document.as_str()).collect();
    names.sort_unstable();
    names.dedup();
    names.len()
}
