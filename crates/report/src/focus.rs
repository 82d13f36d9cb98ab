//! The needs that the parliamentary inquiry of 2018, *Storing Up Trouble*, named as treated
//! differently from place to place, and where every area places them.

use crate::index::{AreaRow, Index};
use crate::words;
use serde::Serialize;
use thresholds_model::cell::{Cell, CellState};
use thresholds_model::comparison::Measure;

/// Name of a focus need, and the indicators that it is made of.
pub const FOCUS: [(&str, &[&str]); 5] = [
    ("Self-harm", &["self_harm"]),
    (
        "Housing problems",
        &[
            "homelessness_temporary_accommodation",
            "housing_insecurity_eviction",
            "housing_poor_condition",
            "overcrowding",
        ],
    ),
    ("Physical abuse", &["physical_abuse"]),
    ("Bullying", &["bullying"]),
    ("Domestic abuse", &["domestic_abuse"]),
];

/// The table of the first screen.
#[derive(Serialize)]
pub struct FocusTable {
    columns: Vec<Column>,
    rows: Vec<Row>,
    without_document: Vec<String>,
}

#[derive(Serialize)]
struct Column {
    label: &'static str,
    summaries: Vec<Summary>,
}

/// How the areas spread over levels in one of the column's indicators.
#[derive(Serialize)]
struct Summary {
    need: String,
    label: Option<String>,
    placing: u32,
    areas: u32,
    pairs: u32,
    differ_percent: Option<String>,
}

#[derive(Serialize)]
struct Row {
    code: String,
    name: String,
    cells: Vec<Vec<Entry>>,
}

/// One indicator of an area, in a column that may have several.
#[derive(Serialize)]
struct Entry {
    need: String,
    label: Option<String>,
    state: &'static str,
    sign: &'static str,
    text: String,
    incomplete: bool,
    level: Option<EntryLevel>,
}

#[derive(Serialize)]
struct EntryLevel {
    low: u8,
    high: u8,
    interval: String,
    canonical: String,
    upwards: bool,
}

/// The table for the indicators that the lexicon has.
pub fn table(index: &Index) -> FocusTable {
    let needs: Vec<(&'static str, Vec<usize>)> = FOCUS
        .iter()
        .map(|(label, ids)| (*label, ids.iter().filter_map(|id| index.indicator(id)).collect::<Vec<_>>()))
        .filter(|(_, members)| !members.is_empty())
        .collect();
    let columns = needs.iter().map(|(label, members)| column(index, label, members)).collect();
    let (with, without): (Vec<&AreaRow>, Vec<&AreaRow>) =
        index.areas.iter().partition(|row| row.has_document());
    let row = |area: &&AreaRow| Row {
        code: area.area.code.clone(),
        name: area.area.short_name.clone(),
        cells: needs.iter().map(|(_, members)| entries(index, area, members)).collect(),
    };
    FocusTable {
        columns,
        rows: with.iter().map(row).collect(),
        without_document: without.iter().map(|row| row.area.short_name.clone()).collect(),
    }
}

fn column(index: &Index, label: &'static str, members: &[usize]) -> Column {
    let summary = |n: &usize| {
        let info = index.results.indicators.get(*n)?;
        let comparison = index.comparison(&info.id, Measure::Entry)?;
        Some(Summary {
            need: info.id.clone(),
            label: (members.len() > 1).then(|| info.label.clone()),
            placing: comparison.areas_placing,
            areas: comparison.areas,
            pairs: comparison.pairs,
            differ_percent: crate::ranking::percent(comparison.differ_certainly, comparison.pairs),
        })
    };
    Column { label, summaries: members.iter().filter_map(summary).collect() }
}

/// The entries of one table cell: of a group of indicators only those that are placed, unless
/// none is; then the state that says most.
fn entries(index: &Index, area: &AreaRow, members: &[usize]) -> Vec<Entry> {
    let cells: Vec<(usize, &Cell)> =
        members.iter().filter_map(|n| area.cells.get(*n).copied().flatten().map(|c| (*n, c))).collect();
    let placed: Vec<&(usize, &Cell)> = cells.iter().filter(|(_, c)| c.state == CellState::Placed).collect();
    let named = |n: usize| {
        (members.len() > 1).then(|| index.results.indicators.get(n).map(|i| i.label.clone())).flatten()
    };
    if placed.is_empty() {
        let telling = cells.iter().min_by_key(|(_, c)| c.state);
        return telling.map(|(_, c)| entry(c, None)).into_iter().collect();
    }
    placed.into_iter().map(|(n, c)| entry(c, named(*n))).collect()
}

fn entry(cell: &Cell, label: Option<String>) -> Entry {
    let sign = words::STATES.iter().find(|(state, ..)| *state == cell.state).map_or("", |(_, sign, _)| sign);
    let level = cell.lowest.as_ref().map(|lowest| EntryLevel {
        low: lowest.tiers.low.min(5),
        high: lowest.tiers.high.min(5),
        interval: words::interval(lowest.tiers),
        canonical: words::interval_in_words(lowest.tiers),
        upwards: cell.ordinals.len() > 1,
    });
    Entry {
        need: cell.indicator.clone(),
        label,
        state: cell.state.code(),
        sign,
        text: cell.lowest.as_ref().map_or_else(|| cell.state.words().into(), |l| l.label.clone()),
        incomplete: cell.incomplete && cell.state != CellState::Unreadable,
        level,
    }
}
