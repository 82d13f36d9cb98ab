//! `thresholds corpus manifest`.

use crate::args::CorpusCommand;
use crate::failure::Failure;
use crate::limits::LimitOptions;
use crate::{COMPLETE, run, terminal};
use thresholds_corpus::{
    Candidate, Choice, Corpus, DraftEntry, Facts, Options, draft_manifest, edition, identify_document,
    manifest_csv, select,
};
use thresholds_model::reading::ReadSettings;
use thresholds_model::scheme::Jurisdiction;
use thresholds_pipeline::{FileReading, Unobserved, read_corpus};
use thresholds_reader::Pool;

/// Runs a corpus command.
pub fn corpus(command: &CorpusCommand) -> Result<u8, Failure> {
    match command {
        CorpusCommand::Manifest { corpus, areas, limits } => {
            let max_bytes = limits.work().bytes;
            let options = Options { register: run::register_option(areas.as_deref()), max_bytes };
            manifest(&Corpus::open(corpus, &options)?, limits)
        }
    }
}

fn manifest(corpus: &Corpus, limits: &LimitOptions) -> Result<u8, Failure> {
    let settings = ReadSettings { limits: limits.work(), ..ReadSettings::default() };
    let pool = Pool::new(settings, limits.pool()).map_err(|e| Failure::NotFound {
        what: e.to_string(),
        hint: "the program must be able to start itself again".into(),
    })?;
    let files = read_corpus(corpus, &pool, None, &Unobserved);
    let facts: Vec<Option<Facts>> =
        corpus.found.iter().zip(&files).map(|(f, r)| facts(corpus, f, r)).collect();
    let nothing = Facts::default();
    let candidates: Vec<Candidate<'_>> = corpus
        .found
        .iter()
        .zip(&files)
        .zip(&facts)
        .map(|((found, file), facts)| Candidate {
            path: found.sources.first().map_or("", |s| s.path.as_str()),
            outcome: file.outcome,
            facts: facts.as_ref().unwrap_or(&nothing),
            jurisdiction: Jurisdiction::England,
        })
        .collect();
    let years = facts.iter().flatten().filter_map(|f| f.date.as_ref().map(|d| d.year));
    let edition = edition(None, corpus.manifest.as_ref(), years).unwrap_or(0);
    let choices: Vec<Choice> = select(&candidates, edition, &corpus.register);
    let entries: Vec<DraftEntry<'_>> = corpus
        .found
        .iter()
        .zip(&files)
        .zip(facts.iter().zip(&choices))
        .map(|((found, file), (facts, choice))| DraftEntry {
            sources: &found.sources,
            facts: facts.as_ref(),
            choice: facts.as_ref().map(|_| choice),
            problem: file.reading.is_none().then_some(file.reason.as_str()),
        })
        .collect();
    let rows = draft_manifest(&entries, corpus.manifest.as_ref(), &corpus.register);
    terminal::print(&manifest_csv(&rows))?;
    Ok(COMPLETE)
}

fn facts(corpus: &Corpus, found: &thresholds_corpus::Found, file: &FileReading) -> Option<Facts> {
    let reading = file.reading.as_ref()?;
    Some(identify_document(reading, &found.sources, &corpus.rows_of(found), &corpus.register))
}
