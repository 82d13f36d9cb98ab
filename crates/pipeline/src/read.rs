//! Every file of a corpus to a reading, or to the reason why there is none.

use crate::Observer;
use rayon::prelude::*;
use thresholds_cache::{Cache, Kept};
use thresholds_corpus::{Corpus, Found};
use thresholds_model::document::Outcome;
use thresholds_model::quality::Grade;
use thresholds_model::reading::Reading;
use thresholds_reader::Pool;

/// What became of a file.
#[derive(Debug, Clone, PartialEq)]
pub struct FileReading {
    /// The outcome for the ledger.
    pub outcome: Outcome,
    /// The outcome in words.
    pub reason: String,
    /// The reading, unless there is none.
    pub reading: Option<Reading>,
    /// Whether the PDF had to be opened for that.
    pub access: Access,
}

/// Whether a PDF had to be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Access {
    /// Nobody tried: it is too large, cannot be looked at, or is set aside.
    Untouched,
    /// What came of it was kept from an earlier run.
    Kept,
    /// A reader was given it.
    Opened,
}

impl FileReading {
    fn without(outcome: Outcome, reason: String, access: Access) -> Self {
        Self { outcome, reason, reading: None, access }
    }

    fn of(kept: Kept, access: Access) -> Self {
        match kept {
            Kept::Refused { outcome, reason } => Self::without(outcome, reason, access),
            Kept::Reading(reading) => {
                let outcome = thresholds_reader::outcome_of(&reading);
                Self { outcome, reason: reading_reason(outcome, &reading), reading: Some(*reading), access }
            }
        }
    }

    /// Pages that could not be read.
    pub fn unread_pages(&self) -> Vec<u32> {
        let pages = self.reading.iter().flat_map(|r| &r.pages);
        pages.filter(|p| p.quality.grade == Grade::Unread).map(|p| p.number).collect()
    }
}

/// Reads all files, in parallel; the order is that of the corpus. A reading that the
/// cache holds is taken from there, and a new one is kept in it.
pub fn read_corpus(
    corpus: &Corpus,
    pool: &Pool,
    cache: Option<&Cache>,
    observer: &dyn Observer,
) -> Vec<FileReading> {
    observer.stage("reading", corpus.found.len());
    corpus
        .found
        .par_iter()
        .map(|found| {
            let reading = read_file(found, pool, cache);
            observer.done(found.sources.first().map_or("", |s| s.path.as_str()));
            reading
        })
        .collect()
}

fn read_file(found: &Found, pool: &Pool, cache: Option<&Cache>) -> FileReading {
    if let Some(problem) = &found.problem {
        return FileReading::without(problem.outcome, problem.reason.clone(), Access::Untouched);
    }
    if let Some(kept) = cache.and_then(|c| c.get(&found.sha256)) {
        return FileReading::of(kept, Access::Kept);
    }
    let bytes = match std::fs::read(&found.absolute) {
        Ok(bytes) => bytes,
        Err(e) => {
            let reason = format!("the file cannot be read: {e}");
            return FileReading::without(Outcome::Damaged, reason, Access::Untouched);
        }
    };
    let fresh = match pool.read(&bytes) {
        Ok(reading) => Kept::Reading(Box::new(reading)),
        Err(error) if error.is_lasting() => {
            Kept::Refused { outcome: error.outcome(), reason: error.to_string() }
        }
        Err(error) => return FileReading::without(error.outcome(), error.to_string(), Access::Opened),
    };
    if let Some(cache) = cache {
        // A cache that cannot be written costs time at the next run, nothing else.
        let _ = cache.put(&found.sha256, &fresh);
    }
    FileReading::of(fresh, Access::Opened)
}

fn reading_reason(outcome: Outcome, reading: &Reading) -> String {
    let all = reading.pages.len();
    let unread = reading.pages.iter().filter(|p| p.quality.grade == Grade::Unread).count();
    let mut words = match outcome {
        Outcome::NoText => {
            format!("no text on any of its {all} page(s)")
        }
        Outcome::PartlyRead => format!("{unread} of {all} page(s) could not be read"),
        _ => format!("{all} page(s) read"),
    };
    for warning in reading.warnings.iter().take(3) {
        words.push_str("; ");
        words.push_str(warning);
    }
    words
}
