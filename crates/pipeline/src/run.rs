//! A corpus to results.

use crate::Observer;
use crate::analyse::{Analysis, analyse, scheme};
use crate::crosswalk::{self, CrosswalkError};
use crate::read::{Access, FileReading, read_corpus};
use rayon::prelude::*;
use std::collections::BTreeSet;
use thresholds_cache::Cache;
use thresholds_corpus::{
    Candidate, Choice, Corpus, Facts, Found, edition, identify_document, identify_unread, select, source_uses,
};
use thresholds_levels::{Override, borrow_from};
use thresholds_model::SCHEMA_VERSION;
use thresholds_model::area::Area;
use thresholds_model::copied::Copied;
use thresholds_model::document::{Document, Outcome, Source, Used};
use thresholds_model::ledger::LedgerRow;
use thresholds_model::reading::Reading;
use thresholds_model::results::{CAVEATS, DocumentResult, IndicatorInfo, Results};
use thresholds_model::scheme::Scheme;
use thresholds_reader::Pool;
use thresholds_tag::Tagger;

/// What a run may be told.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Settings {
    /// Reference year; else the manifest's newest, else the documents' newest.
    pub edition: Option<i32>,
}

/// What a run found.
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The results.
    pub results: Results,
    /// The crosswalk's text, when the corpus has one.
    pub crosswalk: Option<String>,
    /// Things to tell at the end, in words.
    pub notes: Vec<String>,
    /// Files of which the reading, or the reason why there is none, was kept from an earlier run.
    pub kept: usize,
    /// PDFs that were opened.
    pub opened: usize,
}

/// Why a run cannot be completed.
#[derive(Debug, thiserror::Error)]
pub enum RunError {
    /// The researcher's crosswalk.
    #[error(transparent)]
    Crosswalk(#[from] CrosswalkError),
}

impl RunError {
    /// Whether something that was typed or written by hand is to blame.
    pub fn is_usage(&self) -> bool {
        match self {
            Self::Crosswalk(_) => true,
        }
    }
}

/// A document on its way through the run.
struct Entry<'a> {
    found: &'a Found,
    file: &'a FileReading,
    facts: Facts,
    scheme: Scheme,
}

/// Reads the corpus and works out everything that the outputs need.
pub fn run(
    corpus: &Corpus,
    tagger: &Tagger,
    pool: &Pool,
    cache: Option<&Cache>,
    settings: &Settings,
    observer: &dyn Observer,
) -> Result<Run, RunError> {
    conclude(corpus, &read_corpus(corpus, pool, cache, observer), tagger, settings, observer)
}

/// Works out everything that the outputs need from the readings of a corpus, which stand
/// in the order of its documents.
pub fn conclude(
    corpus: &Corpus,
    files: &[FileReading],
    tagger: &Tagger,
    settings: &Settings,
    observer: &dyn Observer,
) -> Result<Run, RunError> {
    let overrides = corpus.crosswalk.as_deref().map(crosswalk::load).transpose()?.unwrap_or_default();
    let crosswalk = corpus.crosswalk.as_deref().and_then(|p| std::fs::read_to_string(p).ok());
    let mut notes = corpus.warnings.clone();
    let mut entries = identified(corpus, files, &overrides, &mut notes);
    let read = entries.iter().filter(|e| e.file.reading.is_some());
    let years = read.filter_map(|e| e.facts.date.as_ref().map(|d| d.year));
    // Without any year at all nothing can be in force; 0 keeps the ledger honest.
    let edition = edition(settings.edition, corpus.manifest.as_ref(), years).unwrap_or(0);
    let mut choices = chosen(&entries, edition, corpus);
    borrow_ladders(&mut entries, &choices);
    set_aside_without_levels(&entries, &mut choices);
    let documents = analysed(&entries, &choices, tagger, observer);
    observer.finished();
    let count = |access: Access| files.iter().filter(|f| f.access == access).count();
    let (kept, opened) = (count(Access::Kept), count(Access::Opened));
    Ok(Run {
        results: results(corpus, entries, choices, documents, tagger, edition),
        crosswalk,
        notes,
        kept,
        opened,
    })
}

fn identified<'a>(
    corpus: &'a Corpus,
    files: &'a [FileReading],
    overrides: &[Override],
    notes: &mut Vec<String>,
) -> Vec<Entry<'a>> {
    let with_notes: Vec<(Entry<'a>, Vec<String>)> = corpus
        .found
        .par_iter()
        .zip(files)
        .map(|(found, file)| {
            let rows = corpus.rows_of(found);
            let Some(reading) = &file.reading else {
                let facts = identify_unread(&found.sources, &rows, &corpus.register);
                return (Entry { found, file, facts, scheme: Scheme::none() }, Vec::new());
            };
            let facts = identify_document(reading, &found.sources, &rows, &corpus.register);
            let paths: Vec<&str> = found.sources.iter().map(|s| s.path.as_str()).collect();
            let own: Vec<&Override> = overrides.iter().filter(|o| o.is_for(&found.sha256, &paths)).collect();
            let (scheme, unused) = scheme(reading, &own);
            let notes = unused
                .into_iter()
                .map(|o| {
                    format!("crosswalk.toml: {} has no level that fits the entry of {}", o.document, o.date)
                })
                .collect();
            (Entry { found, file, facts, scheme }, notes)
        })
        .collect();
    with_notes
        .into_iter()
        .map(|(entry, mut own)| {
            notes.append(&mut own);
            entry
        })
        .collect()
}

fn chosen(entries: &[Entry<'_>], edition: i32, corpus: &Corpus) -> Vec<Choice> {
    let candidates: Vec<Candidate<'_>> = entries
        .iter()
        .map(|e| Candidate {
            path: e.found.sources.first().map_or("", |s| s.path.as_str()),
            outcome: e.file.outcome,
            facts: &e.facts,
            jurisdiction: e.scheme.jurisdiction,
        })
        .collect();
    select(&candidates, edition, &corpus.register)
}

/// A document without a ladder takes that of a companion of the same area and edition.
fn borrow_ladders(entries: &mut [Entry<'_>], choices: &[Choice]) {
    let lenders: Vec<(usize, Scheme, String)> = entries
        .iter()
        .enumerate()
        .filter(|(i, e)| choices[*i].used == Used::Yes && !e.scheme.levels.is_empty())
        .map(|(i, e)| (i, e.scheme.clone(), e.found.sha256.clone()))
        .collect();
    for (i, entry) in entries.iter_mut().enumerate() {
        if choices[i].used != Used::Yes || !entry.scheme.levels.is_empty() {
            continue;
        }
        let shares = |j: usize| choices[j].areas.iter().any(|a| choices[i].areas.contains(a));
        if let Some((_, scheme, sha256)) = lenders.iter().find(|(j, _, _)| shares(*j)) {
            let other_scales = std::mem::take(&mut entry.scheme.other_scales);
            entry.scheme = Scheme { other_scales, ..borrow_from(scheme, sha256) };
        }
    }
}

fn set_aside_without_levels(entries: &[Entry<'_>], choices: &mut [Choice]) {
    for (entry, choice) in entries.iter().zip(choices.iter_mut()) {
        if choice.used == Used::Yes && entry.scheme.levels.is_empty() {
            choice.used = Used::NoLevels;
            choice.reason = "publishes no levels of need that could be found".into();
        }
    }
}

fn analysed(
    entries: &[Entry<'_>],
    choices: &[Choice],
    tagger: &Tagger,
    observer: &dyn Observer,
) -> Vec<Option<Analysis>> {
    observer.stage("tagging", entries.iter().filter(|e| e.file.reading.is_some()).count());
    entries
        .par_iter()
        .zip(choices)
        .map(|(entry, _)| {
            let reading = entry.file.reading.as_ref()?;
            let analysis = analyse(reading, &entry.found.sha256, entry.scheme.clone(), tagger);
            observer.done(entry.found.sources.first().map_or("", |s| s.path.as_str()));
            Some(analysis)
        })
        .collect()
}

fn results(
    corpus: &Corpus,
    entries: Vec<Entry<'_>>,
    choices: Vec<Choice>,
    analyses: Vec<Option<Analysis>>,
    tagger: &Tagger,
    edition: i32,
) -> Results {
    let ledger = ledger(corpus, &entries, &choices);
    let mut documents: Vec<DocumentResult> = entries
        .iter()
        .zip(&choices)
        .zip(analyses)
        .filter(|((e, _), _)| e.file.outcome != Outcome::Ignored)
        .map(|((entry, choice), analysis)| document_result(entry, choice, analysis))
        .collect();
    documents.sort_by(|a, b| a.document.path().as_bytes().cmp(b.document.path().as_bytes()));
    let indicators: Vec<IndicatorInfo> = tagger
        .lexicon()
        .indicators()
        .iter()
        .map(|i| IndicatorInfo {
            id: i.id.clone(),
            label: i.label.clone(),
            domain: i.domain.clone(),
            domain_label: i.domain_label.clone(),
            definition: i.definition.clone(),
        })
        .collect();
    let areas = areas(corpus, &documents, edition);
    let cells = thresholds_matrix::cells(edition, &areas, &indicators, &documents);
    let mut results = Results {
        schema_version: SCHEMA_VERSION.into(),
        edition,
        caveats: CAVEATS.iter().map(|c| (*c).to_string()).collect(),
        indicators,
        focus: tagger.lexicon().focus().to_vec(),
        areas,
        documents,
        cells,
        comparisons: Vec::new(),
        breakdowns: Vec::new(),
        sensitivity: Vec::new(),
        profiles: Vec::new(),
        copied: Copied::default(),
        ledger,
    };
    thresholds_compare::compare(&mut results);
    results
}

fn document_result(entry: &Entry<'_>, choice: &Choice, analysis: Option<Analysis>) -> DocumentResult {
    let reading = entry.file.reading.as_ref();
    let mut identity = entry.facts.identity.clone();
    if choice.used == Used::Yes || choice.used == Used::NoLevels {
        identity.areas.clone_from(&choice.areas);
    }
    let document = Document {
        sha256: entry.found.sha256.clone(),
        bytes: entry.found.bytes,
        sources: entry.found.sources.clone(),
        title: entry.facts.title.clone().or_else(|| reading.and_then(|r| r.metadata.title.clone())),
        identity,
        date: entry.facts.date.clone(),
        version: entry.facts.version.clone(),
        kind: entry.facts.kind,
        outcome: entry.file.outcome,
        used: choice.used.clone(),
        reason: reason(entry.file, choice),
        metadata: reading.map(|r| r.metadata.clone()).unwrap_or_default(),
        pages: reading.map(|r: &Reading| r.pages.clone()).unwrap_or_default(),
    };
    let analysis = analysis.unwrap_or_else(|| Analysis {
        scheme: entry.scheme.clone(),
        passages: Vec::new(),
        mentions: Vec::new(),
        placements: Vec::new(),
    });
    DocumentResult {
        document,
        scheme: analysis.scheme,
        passages: analysis.passages,
        mentions: analysis.mentions,
        placements: analysis.placements,
    }
}

fn reason(file: &FileReading, choice: &Choice) -> String {
    match choice.used {
        Used::NotRead => file.reason.clone(),
        _ => format!("{}; {}", file.reason, choice.reason),
    }
}

/// One row for each path met or named in the manifest, by path.
fn ledger(corpus: &Corpus, entries: &[Entry<'_>], choices: &[Choice]) -> Vec<LedgerRow> {
    let mut rows: Vec<LedgerRow> = Vec::new();
    for (entry, choice) in entries.iter().zip(choices) {
        let uses = source_uses(&entry.found.sources, corpus.manifest.as_ref(), &choice.used);
        for (source, used) in entry.found.sources.iter().zip(uses) {
            rows.push(ledger_row(entry, choice, source, used));
        }
    }
    for row in &corpus.missing {
        rows.push(LedgerRow {
            path: row.path.clone(),
            sha256: String::new(),
            bytes: 0,
            outcome: Outcome::Missing,
            used: Used::NotRead,
            reason: format!(
                "manifest.csv names it on line {}, but it is not in the corpus; add the file or remove the line",
                row.line
            ),
            pages: 0,
            unread_pages: Vec::new(),
            areas: row.area_codes.clone(),
        });
    }
    rows.sort_by(|a, b| a.path.as_bytes().cmp(b.path.as_bytes()));
    rows
}

fn ledger_row(entry: &Entry<'_>, choice: &Choice, source: &Source, used: Used) -> LedgerRow {
    let areas = if choice.areas.is_empty() { &entry.facts.identity.areas } else { &choice.areas };
    let reason = match &used {
        Used::DuplicateOf(path) => format!("the same bytes as {path}"),
        _ => reason(entry.file, choice),
    };
    LedgerRow {
        path: source.path.clone(),
        sha256: entry.found.sha256.clone(),
        bytes: entry.found.bytes,
        outcome: entry.file.outcome,
        used,
        reason,
        pages: entry.file.reading.as_ref().map_or(0, |r| u32::try_from(r.pages.len()).unwrap_or(u32::MAX)),
        unread_pages: entry.file.unread_pages(),
        areas: areas.clone(),
    }
}

/// Areas that stand at the end of the edition's year, so that a year of reorganisation counts
/// each place once, and those of documents in use, by code.
fn areas(corpus: &Corpus, documents: &[DocumentResult], edition: i32) -> Vec<Area> {
    let used: BTreeSet<&str> = documents
        .iter()
        .filter(|d| matches!(d.document.used, Used::Yes | Used::NoLevels))
        .flat_map(|d| d.document.identity.areas.iter().map(String::as_str))
        .collect();
    let mut areas: Vec<&Area> = corpus.register.in_edition(edition);
    let standing: BTreeSet<&str> = areas.iter().map(|a| a.code.as_str()).collect();
    let others = corpus.register.areas().iter().filter(|a| !standing.contains(a.code.as_str()));
    areas.extend(others.filter(|a| used.contains(a.code.as_str())));
    areas.sort_by(|a, b| a.code.cmp(&b.code));
    areas.into_iter().cloned().collect()
}
