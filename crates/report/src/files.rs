//! Every file met, what became of it, and which pages are missing.

use crate::index::{Index, title};
use crate::words;
use serde::Serialize;
use std::collections::BTreeMap;
use thresholds_model::document::{Document, Used};
use thresholds_model::ledger::LedgerRow;
use thresholds_model::quality::Grade;

/// One row of the ledger as the page shows it.
#[derive(Serialize)]
pub struct FileLine<'a> {
    path: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
    areas: Vec<&'a str>,
    year: Option<i32>,
    outcome: String,
    used: String,
    counts: bool,
    complete: bool,
    reason: &'a str,
    pages: u32,
    /// Pages that were not read, each with the reason.
    unread: Vec<(u32, String)>,
    doubtful: usize,
}

/// Rows in the order of the ledger.
pub fn files<'a>(index: &Index<'a>) -> Vec<FileLine<'a>> {
    let documents: BTreeMap<&str, &Document> =
        index.results.documents.iter().map(|d| (d.document.sha256.as_str(), &d.document)).collect();
    let line = |row: &'a LedgerRow| file(row, documents.get(row.sha256.as_str()).copied());
    index.results.ledger.iter().map(line).collect()
}

fn file<'a>(row: &'a LedgerRow, document: Option<&'a Document>) -> FileLine<'a> {
    let pages = document.map_or(&[][..], |d| &d.pages);
    let why = |number: u32| {
        let page = pages.iter().find(|p| p.number == number);
        page.map_or_else(String::new, |p| words::reasons(&p.quality.reasons))
    };
    let source = document.and_then(|d| d.sources.iter().find(|s| s.path == row.path));
    FileLine {
        path: &row.path,
        title: document.map_or("", title),
        url: source.and_then(|s| s.url.as_deref()).and_then(web_address),
        areas: row.areas.iter().map(String::as_str).collect(),
        year: document.and_then(Document::year),
        outcome: words::phrase(row.outcome.code()).to_lowercase(),
        used: row.used.code().replace('_', " "),
        counts: row.used == Used::Yes,
        complete: row.outcome.has_text() && row.unread_pages.is_empty(),
        reason: &row.reason,
        pages: row.pages,
        unread: row.unread_pages.iter().map(|n| (*n, why(*n))).collect(),
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
