//! `comparison_groups.csv`: the comparison within regions and types of authority, and of facts
//! apart from risks.

use crate::table::{Column, Table, text};
use crate::tables::comparison;
use crate::tables::lookup::Lookup;
use crate::value::Value;
use thresholds_model::results::Results;

pub const TABLE: Table = Table {
    file: "comparison_groups.csv",
    about: "the figures of comparison.csv within each region and type of authority, and of facts apart from risks",
    columns: |_| COLUMNS.into_iter().chain(comparison::COLUMNS).collect(),
    rows,
};

const COLUMNS: [Column; 2] = [
    text("group_by", "region, authority_type or certainty"),
    text(
        "group",
        "name of the region; type of authority; actual (stated as a fact) or risk (stated as a risk, a suspicion \
         or a possibility)",
    ),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let lookup = Lookup::of(results);
    let row = |b: &thresholds_model::comparison::Breakdown| {
        let mut row = vec![Value::code(&b.by), (&b.group).into()];
        row.extend(comparison::row(&b.comparison, &lookup));
        row
    };
    results.breakdowns.iter().map(row).collect()
}
