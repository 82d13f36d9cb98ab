//! The summary at the end of a run.

use crate::lexicon::short;
use std::collections::BTreeMap;
use std::fmt::Write;
use std::path::Path;
use thresholds_corpus::Corpus;
use thresholds_lexicon::Lexicon;
use thresholds_model::cell::CellState;
use thresholds_model::document::{Outcome, Used};
use thresholds_model::ledger::LedgerRow;
use thresholds_model::results::Results;
use thresholds_pipeline::Run;

/// Most ledger rows that are listed.
const LISTED: usize = 12;

/// What came of the run, for people.
pub fn summary(run: &Run, corpus: &Corpus, lexicon: &Lexicon, lexicon_name: &str, output: &Path) -> String {
    let results = &run.results;
    let mut out = String::new();
    let _ = writeln!(out, "{}", headline(results));
    let _ = writeln!(
        out,
        "  lexicon   {lexicon_name}, {} indicators ({})",
        lexicon.indicators().len(),
        short(lexicon.hash())
    );
    let _ = writeln!(out, "  areas     {}", corpus.register_source.words);
    let _ = writeln!(out, "  manifest  {}", if corpus.manifest.is_some() { "manifest.csv" } else { "none" });
    if run.crosswalk.is_some() {
        let _ = writeln!(out, "  crosswalk crosswalk.toml");
    }
    if run.kept > 0 {
        let _ = writeln!(out, "  readings  {} kept from an earlier run", run.kept);
    }
    let _ = writeln!(out, "  cells     {}", cells(results));
    for note in &run.notes {
        let _ = writeln!(out, "  note      {note}");
    }
    attention(&mut out, results);
    let _ =
        writeln!(out, "Written to {}; open {}", output.display(), output.join("report/index.html").display());
    out
}

fn headline(results: &Results) -> String {
    let used = results.documents.iter().filter(|d| d.document.used == Used::Yes).count();
    let pages: usize = results.documents.iter().map(|d| d.document.pages.len()).sum();
    let placements: usize = results.documents.iter().map(|d| d.placements.len()).sum();
    let edition = match results.edition {
        0 => "edition unknown".to_string(),
        year => format!("edition {year}"),
    };
    format!(
        "{} file(s), {pages} pages, {used} document(s) in use, {edition}: {placements} placements",
        results.ledger.len()
    )
}

fn cells(results: &Results) -> String {
    let mut counts: BTreeMap<CellState, usize> = BTreeMap::new();
    for cell in &results.cells {
        *counts.entry(cell.state).or_default() += 1;
    }
    let parts: Vec<String> = counts.into_iter().map(|(state, n)| format!("{n} {}", state.words())).collect();
    if parts.is_empty() { "none".into() } else { parts.join(", ") }
}

fn attention(out: &mut String, results: &Results) {
    let rows: Vec<&LedgerRow> = results.ledger.iter().filter(|r| !is_settled(r)).collect();
    if rows.is_empty() {
        return;
    }
    let _ = writeln!(out, "{} file(s) need a look (ledger.csv has them all):", rows.len());
    for row in rows.iter().take(LISTED) {
        let _ = writeln!(out, "  {} [{}, {}]: {}", row.path, row.outcome.code(), row.used.code(), row.reason);
    }
    if rows.len() > LISTED {
        let _ = writeln!(out, "  ... and {} more", rows.len() - LISTED);
    }
}

/// Everything was read and used, or set aside on purpose.
pub fn is_complete(results: &Results) -> bool {
    results.ledger.iter().all(is_settled)
        && results.cells.iter().all(|c| c.state != CellState::PlacedWithoutLevel && !c.incomplete)
}

fn is_settled(row: &LedgerRow) -> bool {
    match row.outcome {
        Outcome::Ignored => true,
        Outcome::Read | Outcome::Ocr => matches!(
            row.used,
            Used::Yes
                | Used::DuplicateOf(_)
                | Used::Superseded
                | Used::Draft
                | Used::NotAThresholdDocument
                | Used::OtherJurisdiction
                | Used::NoLevels
        ),
        _ => false,
    }
}
