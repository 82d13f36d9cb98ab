//! `copied.csv`: wordings that documents share.

use crate::table::{Column, Table, boolean, integer, text};
use crate::value::Value;
use thresholds_model::copied::CopiedWording;
use thresholds_model::results::Results;

pub const TABLE: Table = Table {
    file: "copied.csv",
    about: "one row for each wording that places a need in several documents, nearly word for word",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 9] = [
    text("wording_id", "id of the wording"),
    text("quote", "its most frequent text"),
    integer("words", "length of that text"),
    boolean("exact", "word for word the same throughout"),
    integer("documents", "documents that have it"),
    integer("areas", "areas of these documents"),
    text("area_codes", "their GSS codes, joined by a bar"),
    text("document_sha256", "SHA-256 of the documents, joined by a bar"),
    text("passage_ids", "ids of the passages, joined by a bar"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let row = |w: &CopiedWording| -> Vec<Value> {
        vec![
            (&w.id).into(),
            (&w.text).into(),
            w.words.into(),
            w.exact.into(),
            Value::count(w.documents.len()),
            Value::count(w.areas.len()),
            Value::joined(&w.areas),
            Value::joined(&w.documents),
            Value::joined(&w.passages),
        ]
    };
    results.copied.wordings.iter().map(row).collect()
}
