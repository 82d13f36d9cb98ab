//! On which documents the cells of an area rest.

use std::cmp::Reverse;
use thresholds_model::document::{Document, Outcome, Used};
use thresholds_model::quality::{Grade, QualityReason};
use thresholds_model::results::DocumentResult;
use thresholds_model::scheme::SchemeOrigin;

/// The documents of one area in one edition.
pub struct Grounds<'a> {
    /// Documents in force, primary first; where there are none, those that publish no levels.
    pub documents: Vec<&'a DocumentResult>,
    /// At least one of them has a ladder.
    pub has_ladder: bool,
    /// A page of them, or a whole document that would count, could not be read.
    pub incomplete: bool,
}

impl<'a> Grounds<'a> {
    /// Documents of the area whose year is not after the edition. An unknown year is no bar:
    /// the corpus has already decided that such a document is used.
    pub fn of(edition: i32, area: &str, documents: &'a [DocumentResult]) -> Self {
        let own = |used: fn(&Used) -> bool| -> Vec<&'a DocumentResult> {
            let counts = |d: &Document| {
                used(&d.used)
                    && d.identity.areas.iter().any(|a| a == area)
                    && d.year().is_none_or(|y| y <= edition)
            };
            documents.iter().filter(|d| counts(&d.document)).collect()
        };
        let in_force = own(|u| *u == Used::Yes);
        let unread = unread_rivals(&own(|u| *u == Used::NotRead), &in_force);
        let mut documents = if in_force.is_empty() { own(|u| *u == Used::NoLevels) } else { in_force };
        documents.sort_by_key(|d| primacy(d));
        Self {
            has_ladder: documents.iter().any(|d| !d.scheme.levels.is_empty()),
            incomplete: unread || documents.iter().any(|d| has_unread_pages(&d.document)),
            documents,
        }
    }
}

/// Whether a document that could not be read might count beside those in force: one that is
/// known to be older than they are would have been superseded.
fn unread_rivals(unread: &[&DocumentResult], in_force: &[&DocumentResult]) -> bool {
    let newest = in_force.iter().filter_map(|d| d.document.year()).max();
    unread.iter().any(|d| d.document.year().is_none_or(|year| newest.is_none_or(|n| year >= n)))
}

/// Pages that were not read, or whose text may stand under the wrong head: their silence
/// proves nothing.
fn has_unread_pages(document: &Document) -> bool {
    document.outcome == Outcome::PartlyRead
        || document.pages.is_empty()
        || document.pages.iter().any(|p| {
            p.quality.grade == Grade::Unread || p.quality.reasons.contains(&QualityReason::ColumnsAmbiguous)
        })
}

/// Primary first: a ladder of its own, then a borrowed one, then none; the newest; by path.
fn primacy(result: &DocumentResult) -> (u8, Reverse<Option<i32>>, &str) {
    let ladder = match result.scheme.origin {
        SchemeOrigin::Own => 0,
        SchemeOrigin::Companion { .. } => 1,
        SchemeOrigin::None => 2,
    };
    (ladder, Reverse(result.document.year()), result.document.path())
}
