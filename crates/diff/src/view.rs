//! A run as `diff` looks at it: cells by area and indicator, with their quotes.

use crate::model::{DocumentRef, Quote, Side};
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::area::Area;
use thresholds_model::cell::Cell;
use thresholds_model::document::Used;
use thresholds_model::placement::Verdict;
use thresholds_model::results::{DocumentResult, Results};

/// A run with its indices.
pub(crate) struct View<'a> {
    pub results: &'a Results,
    areas: BTreeMap<&'a str, &'a Area>,
    cells: BTreeMap<(&'a str, &'a str), &'a Cell>,
    documents: BTreeMap<&'a str, &'a DocumentResult>,
}

impl<'a> View<'a> {
    pub fn of(results: &'a Results) -> Self {
        Self {
            results,
            areas: results.areas.iter().map(|a| (a.code.as_str(), a)).collect(),
            cells: results.cells.iter().map(|c| ((c.area.as_str(), c.indicator.as_str()), c)).collect(),
            documents: results.documents.iter().map(|d| (d.document.sha256.as_str(), d)).collect(),
        }
    }

    /// Codes of the areas that have cells, ascending.
    pub fn codes(&self) -> BTreeSet<&'a str> {
        self.cells.keys().map(|(area, _)| *area).collect()
    }

    pub fn area(&self, code: &str) -> Option<&'a Area> {
        self.areas.get(code).copied()
    }

    /// Whether the run looked for the indicator at all.
    pub fn looks_for(&self, indicator: &str) -> bool {
        self.results.indicators.iter().any(|i| i.id == indicator)
    }

    /// A cell with its quotes.
    pub fn side(&self, area: &str, indicator: &str) -> Option<Side> {
        let cell = self.cells.get(&(area, indicator))?;
        let documents = cell.documents.iter().filter_map(|sha| self.documents.get(sha.as_str()));
        Some(Side {
            state: cell.state,
            incomplete: cell.incomplete,
            ordinals: cell.ordinals.clone(),
            lowest: cell.lowest.clone(),
            highest: cell.highest.clone(),
            quotes: documents.flat_map(|d| quotes(d, indicator)).collect(),
        })
    }

    /// Documents on which the cells of an area rest, and those of it that were not read.
    pub fn documents_of(&self, area: &str) -> Vec<DocumentRef> {
        let resting: BTreeSet<&str> = self
            .cells
            .range((area, "")..)
            .take_while(|((a, _), _)| *a == area)
            .flat_map(|(_, cell)| cell.documents.iter().map(String::as_str))
            .collect();
        let unread = |d: &DocumentResult| {
            d.document.used == Used::NotRead && d.document.identity.areas.iter().any(|a| a == area)
        };
        let of_the_area = self
            .results
            .documents
            .iter()
            .filter(|d| resting.contains(d.document.sha256.as_str()) || unread(d))
            .map(|d| DocumentRef {
                sha256: d.document.sha256.clone(),
                path: d.document.path().to_owned(),
                year: d.document.year(),
            });
        of_the_area.collect()
    }

    /// The ladders of an area: labels of their levels, folded.
    pub fn ladders(&self, area: &str) -> BTreeSet<Vec<String>> {
        let documents = self.documents_of(area);
        documents
            .iter()
            .filter_map(|d| self.documents.get(d.sha256.as_str()))
            .filter(|d| !d.scheme.levels.is_empty())
            .map(|d| d.scheme.levels.iter().map(|l| crate::words::folded(&l.label).join(" ")).collect())
            .collect()
    }
}

/// Passages of a document that place the indicator, in reading order.
fn quotes(d: &DocumentResult, indicator: &str) -> Vec<Quote> {
    let placing: BTreeSet<&str> = d
        .mentions
        .iter()
        .filter(|m| m.mention.indicator == indicator && m.verdict == Verdict::Places)
        .map(|m| m.passage.as_str())
        .collect();
    let passages = d.passages.iter().filter(|p| placing.contains(p.passage.id.as_str()));
    passages
        .map(|p| Quote {
            document: d.document.sha256.clone(),
            path: d.document.path().to_owned(),
            year: d.document.year(),
            page: p.passage.page,
            bbox: p.passage.bbox.rounded(),
            ordinals: p.standing.level.ordinals().to_vec(),
            text: p.passage.text.clone(),
            passage: p.passage.id.clone(),
        })
        .collect()
}
