//! Results by area, document and need: where every view looks things up.

use std::collections::BTreeMap;
use thresholds_model::area::Area;
use thresholds_model::cell::{Cell, CellState};
use thresholds_model::comparison::{Comparison, Measure};
use thresholds_model::document::Document;
use thresholds_model::quality::Grade;
use thresholds_model::results::Results;

/// Results with their lookups.
pub struct Index<'a> {
    /// The results.
    pub results: &'a Results,
    /// Areas that have cells, in the order of the results.
    pub areas: Vec<AreaRow<'a>>,
    comparisons: BTreeMap<(&'a str, Measure), &'a Comparison>,
}

/// One area of the matrix.
pub struct AreaRow<'a> {
    /// The area.
    pub area: &'a Area,
    /// Positions in the results' documents on which its cells rest, primary first.
    pub documents: Vec<usize>,
    /// Its cells by position of the indicator.
    pub cells: Vec<Option<&'a Cell>>,
}

impl AreaRow<'_> {
    /// Whether the corpus has a document of it that counts.
    pub fn has_document(&self) -> bool {
        self.cells.iter().flatten().any(|c| c.state != CellState::NoDocument)
    }
}

impl<'a> Index<'a> {
    /// Looks through the results once.
    pub fn of(results: &'a Results) -> Self {
        let indicators: BTreeMap<&str, usize> =
            results.indicators.iter().enumerate().map(|(n, i)| (i.id.as_str(), n)).collect();
        let documents: BTreeMap<&str, usize> =
            results.documents.iter().enumerate().map(|(n, d)| (d.document.sha256.as_str(), n)).collect();
        let mut cells: BTreeMap<&str, Vec<&Cell>> = BTreeMap::new();
        for cell in results.cells.iter().filter(|c| c.edition == results.edition) {
            cells.entry(&cell.area).or_default().push(cell);
        }
        let row = |area: &'a Area| {
            let own = cells.get(area.code.as_str())?;
            let mut row = AreaRow { area, documents: Vec::new(), cells: vec![None; indicators.len()] };
            for cell in own {
                if let Some(slot) =
                    indicators.get(cell.indicator.as_str()).and_then(|n| row.cells.get_mut(*n))
                {
                    *slot = Some(cell);
                }
                for n in cell.documents.iter().filter_map(|sha| documents.get(sha.as_str())) {
                    if !row.documents.contains(n) {
                        row.documents.push(*n);
                    }
                }
            }
            Some(row)
        };
        let comparisons = results
            .comparisons
            .iter()
            .filter(|c| c.edition == results.edition)
            .map(|c| ((c.indicator.as_str(), c.measure), c))
            .collect();
        Self { results, areas: results.areas.iter().filter_map(row).collect(), comparisons }
    }

    /// Position of an indicator.
    pub fn indicator(&self, id: &str) -> Option<usize> {
        self.results.indicators.iter().position(|i| i.id == id)
    }

    /// The comparison of an indicator by a measure.
    pub fn comparison(&self, indicator: &str, measure: Measure) -> Option<&'a Comparison> {
        self.comparisons.get(&(indicator, measure)).copied()
    }

    /// Short names of the areas whose cells rest on a document.
    pub fn areas_of(&self, document: usize) -> Vec<&'a str> {
        let resting = self.areas.iter().filter(|row| row.documents.contains(&document));
        resting.map(|row| row.area.short_name.as_str()).collect()
    }

    /// Positions of the documents on which any cell rests, ascending.
    pub fn documents_in_use(&self) -> Vec<usize> {
        let mut used: Vec<usize> = self.areas.iter().flat_map(|row| row.documents.iter().copied()).collect();
        used.sort_unstable();
        used.dedup();
        used
    }
}

/// The title, or else the path.
pub fn title(document: &Document) -> &str {
    document.title.as_deref().map(str::trim).filter(|t| !t.is_empty()).unwrap_or(document.path())
}

/// Sheets that were not read.
pub fn unread_pages(document: &Document) -> Vec<u32> {
    document.pages.iter().filter(|p| p.quality.grade == Grade::Unread).map(|p| p.number).collect()
}
