//! Every file of a corpus to a reading, or to the reason why there is none.

use crate::Observer;
use rayon::prelude::*;
use thresholds_cache::Cache;
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
    /// The reading was kept from an earlier run: the PDF was not opened.
    pub kept: bool,
}

impl FileReading {
    fn without(outcome: Outcome, reason: String) -> Self {
        Self { outcome, reason, reading: None, kept: false }
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
        return FileReading::without(problem.outcome, problem.reason.clone());
    }
    if let Some(reading) = cache.and_then(|c| c.get(&found.sha256)) {
        return FileReading { kept: true, ..read_well(reading) };
    }
    let bytes = match std::fs::read(&found.absolute) {
        Ok(bytes) => bytes,
        Err(e) => return FileReading::without(Outcome::Damaged, format!("the file cannot be read: {e}")),
    };
    match pool.read(&bytes) {
        Ok(reading) => {
            if let Some(cache) = cache {
                // A cache that cannot be written costs time at the next run, nothing else.
                let _ = cache.put(&found.sha256, &reading);
            }
            read_well(reading)
        }
        Err(error) => FileReading::without(error.outcome(), error.to_string()),
    }
}

fn read_well(reading: Reading) -> FileReading {
    let result = Ok(reading);
    let outcome = thresholds_reader::outcome(&result);
    match result {
        Ok(reading) => {
            let reason = reading_reason(outcome, &reading);
            FileReading { outcome, reason, reading: Some(reading), kept: false }
        }
        Err(error) => FileReading::without(error.outcome(), error.to_string()),
    }
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
