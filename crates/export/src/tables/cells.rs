//! `cells.csv`: area by indicator, with the state of each cell.

use crate::table::{Column, Table, boolean, integer, text};
use crate::tables::lookup::Lookup;
use crate::value::Value;
use thresholds_model::cell::{Cell, CellLevel};
use thresholds_model::results::Results;

pub const TABLE: Table = Table {
    file: "cells.csv",
    about: "one row for each area and indicator of the edition, with the state of the cell",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 41] = [
    text("area_code", "GSS code of the area"),
    text("area_name", "official name of the area"),
    integer("edition", "reference year of the run"),
    text("indicator", "id of the need"),
    text("domain", "domain of the need"),
    text(
        "state",
        "no_document, no_scheme, placed, placed_without_level, unreadable, protective_only, \
         mentioned_not_placed or not_mentioned",
    ),
    boolean("incomplete", "pages that count could not be read, so that silence proves nothing"),
    integer("lowest_ordinal", "lowest level at which the need is placed (the entry point)"),
    text("lowest_label", "that level as printed"),
    integer("lowest_tier_low", "its lowest canonical step, 0 to 5"),
    integer("lowest_tier_high", "its highest canonical step, 0 to 5"),
    integer("highest_ordinal", "highest level at which the need is placed"),
    text("highest_label", "that level as printed"),
    integer("highest_tier_low", "its lowest canonical step, 0 to 5"),
    integer("highest_tier_high", "its highest canonical step, 0 to 5"),
    integer("unqualified_ordinal", "lowest level at which the need is stated without a qualifier"),
    text("unqualified_label", "that level as printed"),
    integer("unqualified_tier_low", "its lowest canonical step, 0 to 5"),
    integer("unqualified_tier_high", "its highest canonical step, 0 to 5"),
    text("ordinals", "all levels at which the need is placed, joined by a bar"),
    integer("passages", "passages that place it"),
    integer("placing_mentions", "mentions that place it"),
    integer("withheld_mentions", "mentions that place nothing"),
    text("documents", "SHA-256 of the documents in force, primary first, joined by a bar"),
    integer("actual_lowest_ordinal", "lowest level at which the need is stated as a fact"),
    text("actual_lowest_label", "that level as printed"),
    integer("actual_lowest_tier_low", "its lowest canonical step, 0 to 5"),
    integer("actual_lowest_tier_high", "its highest canonical step, 0 to 5"),
    integer("actual_highest_ordinal", "highest level at which the need is stated as a fact"),
    text("actual_highest_label", "that level as printed"),
    integer("actual_highest_tier_low", "its lowest canonical step, 0 to 5"),
    integer("actual_highest_tier_high", "its highest canonical step, 0 to 5"),
    integer(
        "risk_lowest_ordinal",
        "lowest level at which the need is stated as a risk, a suspicion or a possibility",
    ),
    text("risk_lowest_label", "that level as printed"),
    integer("risk_lowest_tier_low", "its lowest canonical step, 0 to 5"),
    integer("risk_lowest_tier_high", "its highest canonical step, 0 to 5"),
    integer(
        "risk_highest_ordinal",
        "highest level at which the need is stated as a risk, a suspicion or a possibility",
    ),
    text("risk_highest_label", "that level as printed"),
    integer("risk_highest_tier_low", "its lowest canonical step, 0 to 5"),
    integer("risk_highest_tier_high", "its highest canonical step, 0 to 5"),
    integer(
        "confidence",
        "lowest OCR confidence, 0 to 100, of the passages that place it; empty where none was read by OCR",
    ),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let lookup = Lookup::of(results);
    results.cells.iter().map(|cell| row(cell, &lookup)).collect()
}

fn row(cell: &Cell, lookup: &Lookup) -> Vec<Value> {
    let mut row = vec![
        (&cell.area).into(),
        lookup.area_name(&cell.area).into(),
        cell.edition.into(),
        (&cell.indicator).into(),
        lookup.domain(&cell.indicator).into(),
        cell.state.code().into(),
        cell.incomplete.into(),
    ];
    let levels = [&cell.lowest, &cell.highest, &cell.unqualified];
    row.extend(levels.into_iter().flat_map(|l| level(l.as_ref())));
    row.extend([
        Value::joined(&cell.ordinals),
        cell.passages.into(),
        cell.placing.into(),
        cell.withheld.into(),
        Value::joined(&cell.documents),
    ]);
    for span in [&cell.actual, &cell.risk] {
        let ends = [span.as_ref().map(|s| &s.lowest), span.as_ref().map(|s| &s.highest)];
        row.extend(ends.into_iter().flat_map(level));
    }
    row.push(cell.confidence.into());
    row
}

fn level(level: Option<&CellLevel>) -> [Value; 4] {
    [
        level.map(|l| l.ordinal).into(),
        level.map(|l| l.label.as_str()).into(),
        level.map(|l| l.tiers.low).into(),
        level.map(|l| l.tiers.high).into(),
    ]
}
