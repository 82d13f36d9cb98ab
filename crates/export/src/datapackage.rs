//! `datapackage.json`: the CSV files described for programs.
//!
//! Format: Data Package and Table Schema, version 2 (<https://datapackage.org/>). Fields and
//! their descriptions are those of the tables, so that no two dictionaries can disagree.

use crate::table::{Column, Filled, Kind};
use serde_json::{Value, json};
use thresholds_model::id::sha256_hex;
use thresholds_model::results::Results;

/// The description of these tables; each comes with its content.
pub fn datapackage(results: &Results, tables: &[(&Filled, Vec<u8>)]) -> Value {
    json!({
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "thresholds",
        "title": format!("Threshold documents of children's services: edition {}", results.edition),
        "description": format!(
            "At which level of help do local threshold documents place a child's need?\n\n{}",
            results.caveats.join("\n")
        ),
        "version": results.schema_version,
        "caveats": results.caveats,
        "resources": tables.iter().map(|(filled, csv)| resource(filled, csv)).collect::<Vec<_>>(),
    })
}

fn resource(filled: &Filled, csv: &[u8]) -> Value {
    let table = filled.table;
    json!({
        "name": table.name(),
        "path": table.file,
        "type": "table",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "description": table.about,
        "bytes": csv.len(),
        "hash": format!("sha256:{}", sha256_hex(csv)),
        "schema": {
            "fields": filled.columns.iter().map(field).collect::<Vec<_>>(),
            "missingValues": [""],
        },
    })
}

fn field(column: &Column) -> Value {
    let kind = match column.kind {
        Kind::Text => "string",
        Kind::Integer => "integer",
        Kind::Number => "number",
        Kind::Boolean => "boolean",
    };
    json!({ "name": column.name, "type": kind, "description": column.meaning })
}
