//! `distribution.csv`: areas and texts on each interval of the canonical scale.

use crate::table::{Column, Table, integer, text};
use crate::value::Value;
use thresholds_model::comparison::{Comparison, IntervalCount};
use thresholds_model::results::Results;

pub const TABLE: Table = Table {
    file: "distribution.csv",
    about: "one row for each indicator, measure and interval of the canonical scale on which an area stands",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 7] = [
    integer("edition", "reference year of the run"),
    text("indicator", "id of the need"),
    text("measure", "entry, unqualified or highest"),
    integer("tier_low", "lowest canonical step of the interval, 0 to 5"),
    integer("tier_high", "highest canonical step of the interval, 0 to 5"),
    integer("areas", "areas on exactly this interval"),
    integer("texts", "independent texts on it"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let row = |c: &Comparison, on: &IntervalCount| -> Vec<Value> {
        vec![
            c.edition.into(),
            (&c.indicator).into(),
            Value::code(&c.measure),
            on.tiers.low.into(),
            on.tiers.high.into(),
            on.areas.into(),
            on.texts.into(),
        ]
    };
    results.comparisons.iter().flat_map(|c| c.distribution.iter().map(move |on| row(c, on))).collect()
}
