//! What is compared: the cells of an edition in which documents with levels are in force.

use crate::texts::Placed;
use crate::wording::Wordings;
use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::area::Area;
use thresholds_model::cell::{Cell, CellLevel, CellState};
use thresholds_model::comparison::Measure;
use thresholds_model::results::Results;
use thresholds_model::scheme::Jurisdiction;

/// The cells of one edition that can be compared.
///
/// Areas under the law of Wales or Scotland are left out, because their steps rest on other
/// duties.
pub struct Ground<'a> {
    /// The edition.
    pub edition: i32,
    /// Indicators in their order, with their cells by area.
    pub needs: Vec<(&'a str, Vec<&'a Cell>)>,
    /// Areas by code.
    pub areas: BTreeMap<&'a str, &'a Area>,
    /// Wordings of the documents in force.
    pub wordings: &'a Wordings<'a>,
    words: Vec<u32>,
}

impl<'a> Ground<'a> {
    /// The ground of an edition.
    pub fn of(edition: i32, results: &'a Results, wordings: &'a Wordings<'a>) -> Self {
        let areas: BTreeMap<&str, &Area> = results.areas.iter().map(|a| (a.code.as_str(), a)).collect();
        let elsewhere: BTreeSet<&str> = results
            .documents
            .iter()
            .filter(|d| d.scheme.jurisdiction != Jurisdiction::England)
            .map(|d| d.document.sha256.as_str())
            .collect();
        let is_comparable = |cell: &Cell| {
            cell.edition == edition
                && areas.contains_key(cell.area.as_str())
                && !matches!(cell.state, CellState::NoDocument | CellState::NoScheme)
                && !cell.documents.is_empty()
                && !cell.documents.iter().any(|d| elsewhere.contains(d.as_str()))
        };
        let mut cells: BTreeMap<&str, Vec<&Cell>> = BTreeMap::new();
        for cell in results.cells.iter().filter(|c| is_comparable(c)) {
            cells.entry(&cell.indicator).or_default().push(cell);
        }
        for of_indicator in cells.values_mut() {
            of_indicator.sort_by(|a, b| a.area.cmp(&b.area));
        }
        let need = |id: &'a str| (id, cells.remove(id).unwrap_or_default());
        let needs = results.indicators.iter().map(|i| i.id.as_str()).map(need).collect();
        let length = |passages: &[_]| passages.iter().map(words_of).sum::<usize>();
        let words = results.documents.iter().map(|d| crate::count(length(&d.passages))).collect();
        Self { edition, needs, areas, wordings, words }
    }

    /// Words of the documents on which a cell rests.
    pub fn words(&self, cell: &Cell) -> u32 {
        let documents = cell.documents.iter().filter_map(|sha256| self.wordings.document(sha256));
        documents.filter_map(|d| self.words.get(d)).sum()
    }
}

fn words_of(passage: &thresholds_model::results::StandingPassage) -> usize {
    passage.passage.text.split_whitespace().count()
}

/// Statements that are compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Statements {
    /// All.
    All,
    /// Facts.
    Actual,
    /// Risks, suspicions, possibilities.
    Risk,
}

/// The cells that have a level by the measure, with that level.
pub fn placed<'a>(cells: &[&'a Cell], measure: Measure, statements: Statements) -> Vec<Placed<'a>> {
    let placed = |cell: &&'a Cell| {
        let cell = *cell;
        level(cell, measure, statements).map(|level| Placed { cell, level, tiers: level.tiers })
    };
    cells.iter().filter_map(placed).collect()
}

fn level(cell: &Cell, measure: Measure, statements: Statements) -> Option<&CellLevel> {
    let span = match statements {
        Statements::All => None,
        Statements::Actual => Some(cell.actual.as_ref()?),
        Statements::Risk => Some(cell.risk.as_ref()?),
    };
    match (measure, span) {
        (Measure::Entry, None) => cell.lowest.as_ref(),
        (Measure::Highest, None) => cell.highest.as_ref(),
        (Measure::Entry, Some(span)) => Some(&span.lowest),
        (Measure::Highest, Some(span)) => Some(&span.highest),
        // Stated as a fact by its meaning, so never a risk.
        (Measure::Unqualified, _) => cell.unqualified.as_ref().filter(|_| statements != Statements::Risk),
    }
}
