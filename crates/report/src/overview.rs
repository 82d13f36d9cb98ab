//! The first screen in numbers and sentences.

use crate::focus::{self, FocusTable};
use crate::index::{Index, unread_pages};
use crate::ranking::{self, RankedNeed};
use serde::Serialize;
use thresholds_model::comparison::Measure;
use thresholds_model::document::{Outcome, Used};

/// Needs named as those that differ most.
const STANDING_OUT: usize = 5;

/// What stands on the first screen.
#[derive(Serialize)]
pub struct Overview {
    edition: i32,
    areas: usize,
    areas_with_document: usize,
    documents: usize,
    files: usize,
    files_unread: usize,
    pages: usize,
    pages_unread: usize,
    passages: usize,
    needs: usize,
    caveats: Vec<String>,
    focus: FocusTable,
    standing_out: Vec<RankedNeed>,
}

/// Counts of the corpus, the focus needs, and what differs most.
pub fn overview(index: &Index) -> Overview {
    let results = index.results;
    let counted = index.documents_in_use().into_iter().filter_map(|n| results.documents.get(n));
    let used: Vec<_> = counted.filter(|d| d.document.used == Used::Yes).collect();
    let unread = |outcome: Outcome, used: &Used| {
        !outcome.has_text() && outcome != Outcome::Ignored && !matches!(used, Used::DuplicateOf(_))
    };
    let ranked = ranking::ranking(index, Measure::Entry);
    Overview {
        edition: results.edition,
        areas: index.areas.len(),
        areas_with_document: index.areas.iter().filter(|row| row.has_document()).count(),
        documents: used.len(),
        files: results.ledger.len(),
        files_unread: results.ledger.iter().filter(|row| unread(row.outcome, &row.used)).count(),
        pages: used.iter().map(|d| d.document.pages.len()).sum(),
        pages_unread: used.iter().map(|d| unread_pages(&d.document).len()).sum(),
        passages: used.iter().map(|d| d.passages.len()).sum(),
        needs: results.indicators.len(),
        caveats: results.caveats.clone(),
        focus: focus::table(index),
        standing_out: ranked.into_iter().filter(RankedNeed::stands_out).take(STANDING_OUT).collect(),
    }
}
