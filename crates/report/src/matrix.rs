//! The heatmap's data: compact, because a country has ten thousand cells.

use crate::files::web_address;
use crate::index::{Index, title, unread_pages};
use crate::ranking::{MEASURES, millionths};
use crate::words;
use serde::Serialize;
use std::collections::BTreeMap;
use thresholds_model::cell::{Cell, CellLevel, CellState};
use thresholds_model::results::DocumentResult;

/// What the script draws the heatmap from.
#[derive(Serialize)]
pub struct Matrix<'a> {
    edition: i32,
    tiers: [&'static str; 6],
    states: Vec<StateWords>,
    domains: Vec<String>,
    indicators: Vec<Need<'a>>,
    areas: Vec<Place<'a>>,
    documents: BTreeMap<usize, DocumentLine<'a>>,
    levels: Vec<(u8, &'a str, u8, u8)>,
    cells: Vec<Vec<CellData>>,
}

#[derive(Serialize)]
struct StateWords {
    code: &'static str,
    words: &'static str,
    sign: &'static str,
    meaning: &'static str,
}

#[derive(Serialize)]
struct Need<'a> {
    id: &'a str,
    label: &'a str,
    domain: usize,
    /// Shares of pairs that differ certainly and possibly, in millionths, for each measure.
    differ: [Option<(u64, u64)>; 3],
}

#[derive(Serialize)]
struct Place<'a> {
    code: &'a str,
    name: &'a str,
    short: &'a str,
    region: &'a str,
    documents: &'a [usize],
}

#[derive(Serialize)]
struct DocumentLine<'a> {
    title: &'a str,
    path: &'a str,
    url: Option<String>,
    year: Option<i32>,
    pages: usize,
    unread: Vec<u32>,
    passages: usize,
    reason: &'a str,
    areas: Vec<&'a str>,
    levels: Vec<Rung<'a>>,
}

#[derive(Serialize)]
struct Rung<'a> {
    ordinal: u8,
    label: &'a str,
    low: u8,
    high: u8,
    rule: String,
    words: &'a [String],
}

/// State (position in `states`), incomplete, withheld mentions; of a placed cell also entry,
/// unqualified and highest level (positions in `levels`), its ordinals and its passages.
#[derive(Serialize)]
#[serde(untagged)]
enum CellData {
    Missing,
    Empty(usize, u8, u32),
    Placed(usize, u8, u32, Option<usize>, Option<usize>, Option<usize>, Vec<u8>, u32),
}

/// The matrix of the results.
pub fn matrix<'a>(index: &'a Index) -> Matrix<'a> {
    let results = index.results;
    let mut domains: Vec<&str> = Vec::new();
    for indicator in &results.indicators {
        if !domains.contains(&indicator.domain.as_str()) {
            domains.push(&indicator.domain);
        }
    }
    let indicators = results.indicators.iter().map(|i| Need {
        id: &i.id,
        label: &i.label,
        domain: domains.iter().position(|d| *d == i.domain).unwrap_or(0),
        differ: MEASURES.map(|(measure, ..)| {
            let c = index.comparison(&i.id, measure).filter(|c| c.pairs > 0)?;
            Some((millionths(c.differ_certainly, c.pairs), millionths(c.differ_possibly, c.pairs)))
        }),
    });
    let areas = index.areas.iter().map(|row| Place {
        code: &row.area.code,
        name: &row.area.name,
        short: &row.area.short_name,
        region: &row.area.region,
        documents: &row.documents,
    });
    let used = index.documents_in_use().into_iter();
    let mut levels = Levels::default();
    let cells = index.areas.iter().map(|row| row.cells.iter().map(|c| levels.cell(*c)).collect()).collect();
    Matrix {
        edition: results.edition,
        tiers: words::TIERS,
        states: words::STATES
            .iter()
            .map(|(s, sign, meaning)| StateWords { code: s.code(), words: s.words(), sign, meaning })
            .collect(),
        indicators: indicators.collect(),
        domains: domains.iter().map(|d| words::phrase(d)).collect(),
        areas: areas.collect(),
        documents: used.filter_map(|n| results.documents.get(n).map(|d| (n, line(index, n, d)))).collect(),
        cells,
        levels: levels.list,
    }
}

fn line<'a>(index: &'a Index, n: usize, result: &'a DocumentResult) -> DocumentLine<'a> {
    let document = &result.document;
    let rung = |level: &'a thresholds_model::scheme::Level| {
        let (code, meaning) = words::rule(level.rule);
        Rung {
            ordinal: level.ordinal,
            label: &level.label,
            low: level.tiers.low.min(5),
            high: level.tiers.high.min(5),
            rule: format!("{code}: {meaning}"),
            words: &level.rule_words,
        }
    };
    DocumentLine {
        title: title(document),
        path: document.path(),
        url: document.sources.iter().find_map(|s| s.url.as_deref().and_then(web_address)),
        year: document.year(),
        pages: document.pages.len(),
        unread: unread_pages(document),
        passages: result.passages.len(),
        reason: &document.reason,
        areas: index.areas_of(n),
        levels: result.scheme.levels.iter().map(rung).collect(),
    }
}

/// The different levels of all cells, so that each is written once.
#[derive(Default)]
struct Levels<'a> {
    list: Vec<(u8, &'a str, u8, u8)>,
    places: BTreeMap<(u8, &'a str, u8, u8), usize>,
}

impl<'a> Levels<'a> {
    fn cell(&mut self, cell: Option<&'a Cell>) -> CellData {
        let Some(cell) = cell else { return CellData::Missing };
        let state = words::STATES.iter().position(|(s, ..)| *s == cell.state).unwrap_or(0);
        let incomplete = u8::from(cell.incomplete);
        if cell.state != CellState::Placed {
            return CellData::Empty(state, incomplete, cell.withheld);
        }
        let [entry, unqualified, highest] =
            [&cell.lowest, &cell.unqualified, &cell.highest].map(|l| l.as_ref().map(|l| self.place(l)));
        let ordinals = cell.ordinals.clone();
        CellData::Placed(
            state,
            incomplete,
            cell.withheld,
            entry,
            unqualified,
            highest,
            ordinals,
            cell.passages,
        )
    }

    fn place(&mut self, level: &'a CellLevel) -> usize {
        let key = (level.ordinal, level.label.as_str(), level.tiers.low.min(5), level.tiers.high.min(5));
        *self.places.entry(key).or_insert_with(|| {
            self.list.push(key);
            self.list.len() - 1
        })
    }
}
