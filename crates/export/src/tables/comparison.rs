//! `comparison.csv`: how areas spread over levels.

use crate::table::{Column, Table, integer, number, text};
use crate::tables::lookup::Lookup;
use crate::value::Value;
use thresholds_model::comparison::Comparison;
use thresholds_model::results::Results;

pub const TABLE: Table = Table {
    file: "comparison.csv",
    about: "one row for each indicator and measure: how areas spread over the canonical scale",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 22] = [
    integer("edition", "reference year of the run"),
    text("indicator", "id of the need"),
    text("domain", "domain of the need"),
    text(
        "measure",
        "which placement of an area is compared: entry (lowest level), unqualified (lowest level without a \
         qualifier) or highest",
    ),
    integer("areas", "areas of which a document with levels is in force"),
    integer("areas_placing", "areas with such a placement"),
    integer("texts_placing", "independent texts behind them: areas that share their documents count once"),
    integer("areas_silent", "areas whose documents, fully read, never mention the need"),
    integer("may_stand_on_0", "areas whose interval holds step 0, universal"),
    integer("may_stand_on_1", "areas whose interval holds step 1, early help by one service"),
    integer("may_stand_on_2", "areas whose interval holds step 2, targeted or multi-agency early help"),
    integer("may_stand_on_3", "areas whose interval holds step 3, child in need"),
    integer("may_stand_on_4", "areas whose interval holds step 4, child protection"),
    integer("may_stand_on_5", "areas whose interval holds step 5, looked after or acute"),
    integer("non_statutory", "areas that certainly stand below child in need"),
    integer("statutory", "areas that certainly stand at child in need or above"),
    integer("straddling", "areas whose interval crosses that boundary"),
    integer("pairs", "pairs of independent texts"),
    integer("differ_certainly", "pairs whose intervals share no step"),
    integer("differ_possibly", "pairs whose intervals overlap without being equal"),
    number("share_certainly", "differ_certainly by pairs; empty without pairs"),
    number("share_possibly", "differ_possibly by pairs; empty without pairs"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let lookup = Lookup::of(results);
    results.comparisons.iter().map(|c| row(c, &lookup)).collect()
}

fn row(c: &Comparison, lookup: &Lookup) -> Vec<Value> {
    let mut row = vec![
        c.edition.into(),
        (&c.indicator).into(),
        lookup.domain(&c.indicator).into(),
        Value::code(&c.measure),
        c.areas.into(),
        c.areas_placing.into(),
        c.texts_placing.into(),
        c.areas_silent.into(),
    ];
    row.extend(c.may_stand_on.map(Value::from));
    row.extend([c.non_statutory, c.statutory, c.straddling].map(Value::from));
    row.extend([c.pairs, c.differ_certainly, c.differ_possibly].map(Value::from));
    row.extend([c.differ_certainly, c.differ_possibly].map(|part| share(part, c.pairs)));
    row
}

fn share(part: u32, whole: u32) -> Value {
    if whole == 0 { Value::Missing } else { Value::Number(f64::from(part) / f64::from(whole)) }
}
