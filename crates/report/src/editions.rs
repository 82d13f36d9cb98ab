//! Several runs in one report, one an edition, so that years can be compared.

use crate::error::ReportError;
use std::collections::BTreeSet;
use thresholds_model::results::Results;

/// The runs as one: cells and comparisons of every edition; indicators, caveats and files of
/// the newest; areas and documents of all.
///
/// # Errors
/// When there is no run, or two are of the same edition.
pub fn join(mut runs: Vec<Results>) -> Result<Results, ReportError> {
    runs.sort_by_key(|run| run.edition);
    if let Some(twice) = runs.windows(2).find(|w| w[0].edition == w[1].edition) {
        let year = twice[0].edition;
        return Err(ReportError::Editions(format!("two are of edition {year}; name one run a year")));
    }
    let Some(mut joined) = runs.pop() else {
        return Err(ReportError::Editions("none was named".into()));
    };
    for run in runs.into_iter().rev() {
        let areas: BTreeSet<String> = joined.areas.iter().map(|a| a.code.clone()).collect();
        joined.areas.extend(run.areas.into_iter().filter(|a| !areas.contains(&a.code)));
        let documents: BTreeSet<String> =
            joined.documents.iter().map(|d| d.document.sha256.clone()).collect();
        joined
            .documents
            .extend(run.documents.into_iter().filter(|d| !documents.contains(&d.document.sha256)));
        joined.cells.extend(run.cells);
        joined.comparisons.extend(run.comparisons);
    }
    joined.areas.sort_by(|a, b| a.code.cmp(&b.code));
    Ok(joined)
}
