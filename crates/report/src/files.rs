//! Every file met, what became of it, and which pages are missing.

use crate::index::{Index, title};
use crate::words;
use serde::Serialize;
use std::collections::BTreeMap;
use thresholds_model::document::{Document, Outcome};
use thresholds_model::ledger::LedgerRow;
use thresholds_model::quality::{Grade, QualityReason};

/// The ledger as the page shows it.
#[derive(Serialize)]
pub struct Files {
    tally: Vec<(String, usize)>,
    rows: Vec<FileRow>,
}

#[derive(Serialize)]
struct FileRow {
    path: String,
    title: String,
    url: Option<String>,
    areas: Vec<String>,
    year: Option<i32>,
    outcome: String,
    used: String,
    counts: bool,
    complete: bool,
    reason: String,
    pages: u32,
    unread: Vec<UnreadPage>,
    doubtful: usize,
}

#[derive(Serialize)]
struct UnreadPage {
    number: u32,
    why: String,
}

/// Rows in the order of the ledger, and how many files met each fate.
pub fn files(index: &Index) -> Files {
    let documents: BTreeMap<&str, &Document> =
        index.results.documents.iter().map(|d| (d.document.sha256.as_str(), &d.document)).collect();
    let ledger = &index.results.ledger;
    let rows: Vec<FileRow> =
        ledger.iter().map(|row| file(index, row, documents.get(row.sha256.as_str()).copied())).collect();
    let mut tally: BTreeMap<(Outcome, bool), usize> = BTreeMap::new();
    for (row, shown) in ledger.iter().zip(&rows) {
        *tally.entry((row.outcome, shown.counts)).or_default() += 1;
    }
    let name = |(outcome, counts): (Outcome, bool)| {
        format!("{}, {}", words::phrase(outcome.code()), if counts { "used" } else { "not used" })
    };
    Files { tally: tally.into_iter().map(|(fate, n)| (name(fate), n)).collect(), rows }
}

fn file(index: &Index, row: &LedgerRow, document: Option<&Document>) -> FileRow {
    let area = |code: &String| {
        let known = index.results.areas.iter().find(|a| a.code == *code);
        known.map_or_else(|| code.clone(), |a| a.short_name.clone())
    };
    let pages = document.map_or(&[][..], |d| &d.pages);
    let why = |number: u32| {
        let reasons = pages.iter().find(|p| p.number == number).map_or(&[][..], |p| &p.quality.reasons);
        words::list(&reasons.iter().map(|r: &QualityReason| words::quality(*r)).collect::<Vec<_>>())
    };
    let source = document.and_then(|d| d.sources.iter().find(|s| s.path == row.path));
    FileRow {
        path: row.path.clone(),
        title: document.map_or_else(String::new, |d| title(d).into()),
        url: source.and_then(|s| s.url.as_deref()).and_then(web_address),
        areas: row.areas.iter().map(area).collect(),
        year: document.and_then(Document::year),
        outcome: words::phrase(row.outcome.code()).to_lowercase(),
        used: row.used.code().replace('_', " "),
        counts: row.used == thresholds_model::document::Used::Yes,
        complete: row.outcome.has_text() && row.unread_pages.is_empty(),
        reason: row.reason.clone(),
        pages: row.pages,
        unread: row.unread_pages.iter().map(|n| UnreadPage { number: *n, why: why(*n) }).collect(),
        doubtful: pages.iter().filter(|p| p.quality.grade == Grade::Doubtful).count(),
    }
}

/// The address, when it is one of the web: a manifest could hold a script instead.
pub fn web_address(url: &str) -> Option<String> {
    let scheme = url.split_once(':')?.0.to_ascii_lowercase();
    matches!(scheme.as_str(), "http" | "https").then(|| url.into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_become_links() {
        assert!(web_address("HTTPS://example.org/a.pdf").is_some());
        assert_eq!(web_address("javascript:alert(1)"), None);
        assert_eq!(web_address(" https://example.org"), None);
        assert_eq!(web_address("a.pdf"), None);
    }
}
