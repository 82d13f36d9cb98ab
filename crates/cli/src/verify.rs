//! `thresholds verify`: every quote confirmed on its page.

use crate::args::VerifyArguments;
use crate::failure::Failure;
use crate::{COMPLETE, FAILED, run, terminal};
use std::collections::BTreeMap;
use std::fmt::Write;
use thresholds_corpus::{Corpus, Options};
use thresholds_model::reading::ReadSettings;
use thresholds_verify::Checked;

/// Checks a run against the PDFs that it was made from.
pub fn verify(arguments: &VerifyArguments) -> Result<u8, Failure> {
    let results = run::load(&arguments.run)?;
    let corpus = Corpus::open(&arguments.corpus, &Options::default())?;
    let by_hash: BTreeMap<&str, &std::path::Path> =
        corpus.found.iter().map(|f| (f.sha256.as_str(), f.absolute.as_path())).collect();
    let mut out = String::new();
    let (mut confirmed, mut doubtful) = (0, 0);
    for document in results.documents.iter().filter(|d| !d.placements.is_empty()) {
        let path = document.document.path();
        let Some(file) = by_hash.get(document.document.sha256.as_str()) else {
            doubtful += 1;
            let _ = writeln!(out, "{path}: no file of the corpus has these bytes; it was changed or removed");
            continue;
        };
        let bytes = std::fs::read(file).map_err(|source| Failure::Read { path: (*file).into(), source })?;
        let pdf = thresholds_pdf::open(&bytes, &ReadSettings::default())
            .map_err(|source| Failure::Pdf { path: (*file).into(), source })?;
        let Checked { confirmed: here, doubts } = thresholds_verify::check(document, &pdf.pages);
        confirmed += here;
        doubtful += doubts.len();
        for doubt in &doubts {
            let _ = writeln!(out, "{path}: {doubt}");
        }
    }
    let _ = writeln!(out, "{confirmed} quote(s) confirmed, {doubtful} in doubt");
    terminal::print(&out)?;
    Ok(if doubtful == 0 { COMPLETE } else { FAILED })
}
