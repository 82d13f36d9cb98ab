//! `columns.csv`: the data dictionary of all tables, this one included.

use crate::table::{Column, Table, text};
use crate::tables::tables;
use crate::value::Value;
use thresholds_model::results::Results;

pub const TABLE: Table = Table {
    file: "columns.csv",
    about: "the data dictionary: one row for each column of each CSV file",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 4] = [
    text("file", "file of the run folder"),
    text("column", "name of the column"),
    text("type", "text, integer, number or boolean; any field may be empty"),
    text("meaning", "what the column says"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let of_table = |table: Table| -> Vec<Vec<Value>> {
        let row = |c: Column| -> Vec<Value> {
            vec![
                table.file.into(),
                c.name.into_owned().into(),
                c.kind.code().into(),
                c.meaning.into_owned().into(),
            ]
        };
        (table.columns)(results).into_iter().map(row).collect()
    };
    tables().into_iter().flat_map(of_table).collect()
}
