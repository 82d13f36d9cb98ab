//! `ledger.csv`: every file met.

use crate::table::{Column, Table, integer, text};
use crate::value::Value;
use thresholds_model::ledger::LedgerRow;

pub const TABLE: Table = Table {
    file: "ledger.csv",
    about: "one row for every file of the corpus, with what became of it",
    columns: |_| COLUMNS.to_vec(),
    rows: |results| results.ledger.iter().map(row).collect(),
};

const COLUMNS: [Column; 9] = [
    text("path", "path in the corpus"),
    text(
        "outcome",
        "read, partly_read, ocr, not_pdf, encrypted, damaged, no_text, over_limit, timed_out, missing or ignored",
    ),
    text(
        "used",
        "yes, or duplicate_of:PATH, superseded, draft, area_unsure, year_unsure, not_a_threshold_document, \
         other_jurisdiction, no_levels or not_read",
    ),
    text("reason", "outcome and use in words, with what to do"),
    text("sha256", "SHA-256 of the file; empty for a missing one"),
    integer("bytes", "size of the file"),
    integer("pages", "number of pages"),
    text("unread_pages", "numbers of the pages that could not be read, joined by a bar"),
    text("area_codes", "GSS codes of its areas, joined by a bar"),
];

fn row(row: &LedgerRow) -> Vec<Value> {
    vec![
        (&row.path).into(),
        row.outcome.code().into(),
        row.used.code().into(),
        (&row.reason).into(),
        (&row.sha256).into(),
        Value::Integer(i64::try_from(row.bytes).unwrap_or(i64::MAX)),
        row.pages.into(),
        Value::joined(&row.unread_pages),
        Value::joined(&row.areas),
    ]
}
