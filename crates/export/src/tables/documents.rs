//! `documents.csv`: the documents, with how well they were read.

use crate::table::{Column, Table, boolean, integer, text};
use crate::tables::lookup::Lookup;
use crate::value::{Value, code};
use std::collections::BTreeSet;
use thresholds_model::document::{Document, DocumentDate};
use thresholds_model::quality::Grade;
use thresholds_model::results::{DocumentResult, Results};

pub const TABLE: Table = Table {
    file: "documents.csv",
    about: "one row for each document, with its areas, date, and how well it was read",
    columns: |_| COLUMNS.to_vec(),
    rows,
};

const COLUMNS: [Column; 38] = [
    text("document_path", "path of the document in the corpus"),
    text("document_sha256", "SHA-256 of the document"),
    text("area_codes", "GSS codes of its areas, joined by a bar; empty where unsure"),
    text("area_names", "official names of its areas, joined by a bar"),
    integer("pages", "number of pages"),
    text("engine", "the engine that read most pages: hayro, pdf_extract, ocr or none"),
    text("quality", "the worst grade of its pages: good, doubtful or unread"),
    integer("pages_good", "pages on which text and structure can be relied on"),
    integer("pages_doubtful", "pages that were read with doubts"),
    integer("pages_unread", "pages that hold something that could not be read"),
    text("unread_pages", "their numbers, joined by a bar"),
    text("quality_reasons", "reasons for grades, joined by a bar"),
    text("outcome", "what became of reading it"),
    text("used", "yes, or why it does not count"),
    text("reason", "outcome and use in words"),
    text("title", "title from the title page or the metadata"),
    integer("year", "year of its own date"),
    text("date", "its own date as far as it is known: 2020, 2020-07 or 2020-07-01"),
    text("date_source", "where the date was found"),
    text("date_text", "the words that gave the date"),
    text("version", "version as printed"),
    text("kind", "kind of document"),
    text("area_evidence", "what gave the areas, joined by a bar"),
    text("area_candidates", "codes that might be meant where the area is unsure, joined by a bar"),
    integer("levels", "levels of its ladder; 0 when it publishes none"),
    text("origin", "where the ladder comes from: own, companion or none"),
    text("jurisdiction", "law that applies"),
    text("regime", "statutory regime that it describes"),
    integer("passages", "passages read"),
    integer("mentions", "matches of the lexicon"),
    integer("placements", "distinct pairs of indicator and level that it places"),
    integer("bytes", "size of the file"),
    boolean("tagged", "the file has a structure tree"),
    text("other_paths", "further paths of the same bytes, joined by a bar"),
    text("source_url", "address from the manifest"),
    text("retrieved", "day on which it was fetched, from the manifest"),
    text("note", "note from the manifest"),
    integer("words", "words of its passages: longer documents name more needs"),
];

fn rows(results: &Results) -> Vec<Vec<Value>> {
    let lookup = Lookup::of(results);
    results.documents.iter().map(|d| row(d, &lookup)).collect()
}

fn row(result: &DocumentResult, lookup: &Lookup) -> Vec<Value> {
    let document = &result.document;
    let identity = &document.identity;
    let date = document.date.as_ref();
    let first = document.sources.first();
    let graded = |grade: Grade| document.pages.iter().filter(move |p| p.quality.grade == grade);
    let reasons: BTreeSet<String> =
        document.pages.iter().flat_map(|p| &p.quality.reasons).map(code).collect();
    vec![
        document.path().into(),
        (&document.sha256).into(),
        Value::joined(&identity.areas),
        Value::joined(identity.areas.iter().map(|a| lookup.area_name(a))),
        Value::count(document.pages.len()),
        Value::code(&document.engine()),
        quality(document).map(|g| code(&g)).into(),
        Value::count(graded(Grade::Good).count()),
        Value::count(graded(Grade::Doubtful).count()),
        Value::count(graded(Grade::Unread).count()),
        Value::joined(graded(Grade::Unread).map(|p| p.number)),
        Value::joined(reasons),
        document.outcome.code().into(),
        document.used.code().into(),
        (&document.reason).into(),
        document.title.as_deref().into(),
        document.year().into(),
        date.map(iso_date).into(),
        date.map(|d| code(&d.source)).into(),
        date.map(|d| d.text.as_str()).into(),
        document.version.as_deref().into(),
        Value::code(&document.kind),
        Value::joined(&identity.evidence),
        Value::joined(&identity.candidates),
        Value::count(result.scheme.levels.len()),
        Value::code(&result.scheme.origin),
        Value::code(&result.scheme.jurisdiction),
        Value::code(&result.scheme.regime),
        Value::count(result.passages.len()),
        Value::count(result.mentions.len()),
        Value::count(result.placements.len()),
        Value::Integer(i64::try_from(document.bytes).unwrap_or(i64::MAX)),
        document.metadata.tagged.into(),
        Value::joined(document.sources.iter().skip(1).map(|s| s.path.as_str())),
        first.and_then(|s| s.url.as_deref()).into(),
        first.and_then(|s| s.retrieved.as_deref()).into(),
        first.and_then(|s| s.note.as_deref()).into(),
        Value::count(result.passages.iter().map(|p| p.passage.text.split_whitespace().count()).sum()),
    ]
}

/// The worst grade; `None` for a file of which no page is known.
fn quality(document: &Document) -> Option<Grade> {
    document.pages.iter().map(|p| p.quality.grade).max()
}

/// As much of an ISO 8601 date as is known.
fn iso_date(date: &DocumentDate) -> String {
    match (date.month, date.day) {
        (Some(month), Some(day)) => format!("{:04}-{month:02}-{day:02}", date.year),
        (Some(month), None) => format!("{:04}-{month:02}", date.year),
        (None, _) => format!("{:04}", date.year),
    }
}
