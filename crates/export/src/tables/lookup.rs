//! What several tables look up: names, domains, passages, and which cells a document carries.

use std::collections::{BTreeMap, BTreeSet};
use thresholds_model::area::Area;
use thresholds_model::cell::Cell;
use thresholds_model::passage::Context;
use thresholds_model::results::{DocumentResult, IndicatorInfo, Results, StandingPassage};

/// Areas and indicators by their keys, and the documents of the cells.
pub struct Lookup<'a> {
    areas: BTreeMap<&'a str, &'a Area>,
    indicators: BTreeMap<&'a str, &'a IndicatorInfo>,
    carried: BTreeSet<(&'a str, &'a str)>,
}

impl<'a> Lookup<'a> {
    /// Indexes the results.
    pub fn of(results: &'a Results) -> Self {
        let carried = |cell: &'a Cell| cell.documents.iter().map(|d| (cell.area.as_str(), d.as_str()));
        Self {
            areas: results.areas.iter().map(|a| (a.code.as_str(), a)).collect(),
            indicators: results.indicators.iter().map(|i| (i.id.as_str(), i)).collect(),
            carried: results.cells.iter().flat_map(carried).collect(),
        }
    }

    /// Official name of an area; empty for a code that the register lacks.
    pub fn area_name(&self, code: &str) -> &'a str {
        self.areas.get(code).map_or("", |a| a.name.as_str())
    }

    /// Domain of an indicator; empty for an unknown one.
    pub fn domain(&self, indicator: &str) -> &'a str {
        self.indicators.get(indicator).map_or("", |i| i.domain.as_str())
    }

    /// Whether the cells of the area rest on the document.
    pub fn in_matrix(&self, area: &str, sha256: &str) -> bool {
        self.carried.contains(&(area, sha256))
    }
}

/// The passages of a document by id, with their places in reading order.
pub fn passages(document: &DocumentResult) -> BTreeMap<&str, (usize, &StandingPassage)> {
    document.passages.iter().enumerate().map(|(i, p)| (p.passage.id.as_str(), (i, p))).collect()
}

/// The context of a passage on one line: headings, then row header, then stem.
pub fn context_line(context: &Context) -> String {
    let parts = context.headings.iter().chain(&context.row_header).chain(&context.stem);
    parts.map(String::as_str).collect::<Vec<_>>().join(" > ")
}
