//! Results by edition, area, document and need: where every view looks things up.

use std::collections::BTreeMap;
use thresholds_model::area::Area;
use thresholds_model::cell::Cell;
use thresholds_model::comparison::{Comparison, Measure};
use thresholds_model::document::Document;
use thresholds_model::quality::Grade;
use thresholds_model::results::Results;

/// Results with their lookups.
pub struct Index<'a> {
    /// The results.
    pub results: &'a Results,
    /// Areas that have cells in any edition, in the order of the results.
    pub areas: Vec<&'a Area>,
    /// The editions that have cells, oldest first.
    pub editions: Vec<Edition<'a>>,
}

/// The matrix of one edition.
pub struct Edition<'a> {
    /// Reference year.
    pub year: i32,
    /// One row for each of [`Index::areas`].
    pub rows: Vec<Row<'a>>,
    comparisons: BTreeMap<(&'a str, Measure), &'a Comparison>,
}

/// One area in one edition.
#[derive(Default, Clone)]
pub struct Row<'a> {
    /// Positions in the results' documents on which its cells rest, primary first.
    pub documents: Vec<usize>,
    /// Its cells by position of the indicator; empty when it does not stand in the edition.
    pub cells: Vec<Option<&'a Cell>>,
}

impl<'a> Edition<'a> {
    /// The comparison of an indicator by a measure.
    pub fn comparison(&self, indicator: &str, measure: Measure) -> Option<&'a Comparison> {
        self.comparisons.get(&(indicator, measure)).copied()
    }
}

impl<'a> Index<'a> {
    /// Looks through the results once.
    pub fn of(results: &'a Results) -> Self {
        let mut cells: BTreeMap<i32, BTreeMap<&str, Vec<&Cell>>> = BTreeMap::new();
        cells.insert(results.edition, BTreeMap::new());
        for cell in &results.cells {
            cells.entry(cell.edition).or_default().entry(&cell.area).or_default().push(cell);
        }
        let held = |area: &&Area| cells.values().any(|year| year.contains_key(area.code.as_str()));
        let areas: Vec<&Area> = results.areas.iter().filter(held).collect();
        let places = Places::of(results);
        let editions = cells.iter().map(|(year, of_year)| edition(results, *year, of_year, &areas, &places));
        Self { results, editions: editions.collect(), areas }
    }

    /// Positions of the documents on which any cell rests, ascending.
    pub fn documents_in_use(&self) -> Vec<usize> {
        let rows = self.editions.iter().flat_map(|e| &e.rows);
        let mut used: Vec<usize> = rows.flat_map(|row| row.documents.iter().copied()).collect();
        used.sort_unstable();
        used.dedup();
        used
    }
}

/// Positions of indicators and documents by their keys.
struct Places<'a> {
    indicators: BTreeMap<&'a str, usize>,
    documents: BTreeMap<&'a str, usize>,
}

impl<'a> Places<'a> {
    fn of(results: &'a Results) -> Self {
        Self {
            indicators: results.indicators.iter().enumerate().map(|(n, i)| (i.id.as_str(), n)).collect(),
            documents: results
                .documents
                .iter()
                .enumerate()
                .map(|(n, d)| (d.document.sha256.as_str(), n))
                .collect(),
        }
    }

    fn row<'b>(&self, cells: &[&'b Cell]) -> Row<'b> {
        let mut row = Row { documents: Vec::new(), cells: vec![None; self.indicators.len()] };
        for cell in cells {
            if let Some(slot) =
                self.indicators.get(cell.indicator.as_str()).and_then(|n| row.cells.get_mut(*n))
            {
                *slot = Some(cell);
            }
            for n in cell.documents.iter().filter_map(|sha| self.documents.get(sha.as_str())) {
                if !row.documents.contains(n) {
                    row.documents.push(*n);
                }
            }
        }
        row
    }
}

fn edition<'a>(
    results: &'a Results,
    year: i32,
    cells: &BTreeMap<&str, Vec<&'a Cell>>,
    areas: &[&Area],
    places: &Places,
) -> Edition<'a> {
    let row = |area: &&Area| cells.get(area.code.as_str()).map_or_else(Row::default, |own| places.row(own));
    let compared = results.comparisons.iter().filter(|c| c.edition == year);
    Edition {
        year,
        rows: areas.iter().map(row).collect(),
        comparisons: compared.map(|c| ((c.indicator.as_str(), c.measure), c)).collect(),
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
